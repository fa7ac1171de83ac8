"""What holds for any pasted text; what single texts mean is in `pasted`."""

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rules.problems import ProblemCode
from rules.recipients import ParsedRecipient, parse_recipients


def short(entry: ParsedRecipient) -> tuple[str | None, ...]:
    return (entry.email or entry.username, entry.name) if entry.name else (entry.email or entry.username,)


def test_each_entry_says_what_was_typed() -> None:
    text = 'Anna Smith <anna@x.org>, "Jones, B",bob@x.org; nope@, carl@x.org (Carl Chen); @dora\nFay'
    assert [entry.input for entry in parse_recipients(text)] == [
        "Anna Smith <anna@x.org>",
        "bob@x.org",
        "nope@",
        "carl@x.org (Carl Chen)",
        "@dora",
        "Fay",
    ]


def test_what_was_typed_is_shown_in_part() -> None:
    for text in ("x" * 10_000, "x" * 10_000 + "@x.org", "x" * 10_000 + " <anna@x.org>", "anna@x.org\n" + "x" * 10_000):
        assert all(len(entry.input) <= 320 for entry in parse_recipients(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("anna@x.org\nbob", "write it with an @ before it, as in @anna"),
        ("anna@x.org, @bob", "write it in a line of its own, as in @anna"),
        ("anna@x.org\nnope@", "neither an email address nor a username"),
    ],
)
def test_a_problem_says_what_to_do(text: str, words: str) -> None:
    problem = parse_recipients(text)[1].problem
    assert problem is not None
    assert problem.code is ProblemCode.INVALID_EMAIL
    assert words in problem.message


def test_reading_can_stop_early() -> None:
    text = "a@x.org, " * 10
    assert len(parse_recipients(text)) == 10
    assert len(parse_recipients(text, limit=4)) == 4


@given(st.text(st.characters(exclude_categories=())) | st.text('ab@.,;<>()" \n\\:!é-\t|', max_size=60))
def test_anything_is_read(text: str) -> None:
    for entry in parse_recipients(text):
        if entry.problem is not None:
            assert not (entry.email or entry.username or entry.name)
            assert entry.problem.code is ProblemCode.INVALID_EMAIL
            continue
        assert bool(entry.email) != bool(entry.username)
        assert not entry.name or not set(entry.name) & set(",@")
        if entry.email:
            # What was read is read the same again, and with its name too.
            assert [short(one) for one in parse_recipients(entry.email)] == [(entry.email,)]


people = st.tuples(st.from_regex(r"[a-z]{1,8}@[a-z]{1,8}\.org", fullmatch=True)) | st.tuples(
    st.from_regex(r"[a-z]{1,8}@[a-z]{1,8}\.org", fullmatch=True),
    st.from_regex(r"[A-Z][a-z]{0,8}( [A-Z][a-z]{0,5})?", fullmatch=True),
)


@pytest.mark.no_cover
@given(st.lists(people, max_size=20), st.sampled_from([", ", ";", "\n", ",\n", " ; ", "\r\n", "\t,\u00a0", " "]))
def test_a_list_is_read_in_order_with_its_names(listed: list[tuple[str, ...]], separator: str) -> None:
    text = separator.join(f'"{one[1]}" <{one[0]}>' if len(one) > 1 else one[0] for one in listed)
    assert [short(entry) for entry in parse_recipients(text)] == listed


pieces = st.sampled_from(
    ["anna", "Lee", "carl.c", "bob-1", "@dora", "x7", "To:", "van", "(HR)", '"Anna Lee"', "'emil.e'", "<fay>", "<a@x.org>", "b@x.org",
     "c@x.org", "Name", "Email", "nope@", "(d@x.org)", "mailto:e@x.org", "=3D", "-", "1.", ">", "|", "N:", "😀"]
)  # fmt: skip
separators = st.sampled_from([" ", " ", "\t", ",", ", ", ";", "; ", "\n", "\n", "\n "])


@given(st.lists(st.tuples(pieces, separators), max_size=14))
@example([("Name", "\t"), ("Email", "\n"), ("carl.c", "\t"), ("b@x.org", "\n")])
def test_nobody_is_invited_who_is_merely_named(made: list[tuple[str, str]]) -> None:
    text = "".join(piece + separator for piece, separator in made)
    entries = parse_recipients(text)
    emails = {entry.email for entry in entries if entry.email}
    # What stands beside something else in its line or segment; a mark of a list, or a header, is nothing else.
    segments = [re.sub(r"^(?:[\s>|,]|-(?=\s)|1\.(?=\s)|To:|N:)+", "", one) for one in re.split(r"[;\n]", text)]
    alone = {one.strip(" \t,'|@") for one in segments}
    if emails:
        assert {entry.username for entry in entries if entry.username} <= alone
    assert all(email in text for email in emails)


def test_five_thousand_addresses_are_read_at_once() -> None:
    text = "".join(f"Person Number{n} <person{n}@example.org>,\n" for n in range(5_000))
    start = time.process_time()
    assert len([entry for entry in parse_recipients(text) if entry.email and entry.name]) == 5_000
    assert time.process_time() - start < 1


def test_the_same_address_again_costs_nothing() -> None:
    text = "анна@пример.рф\n" * 20_000
    start = time.process_time()
    assert len(parse_recipients(text)) == 20_000
    # Each of them judged anew would take more than two seconds.
    assert time.process_time() - start < 1

"""Pasted lists made at random: each is read, in order, and nobody is invited who is merely named."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rules.problems import ProblemCode
from rules.recipients import ParsedRecipient, parse_recipients


def short(entry: ParsedRecipient) -> tuple[str | None, ...]:
    return (entry.email or entry.username, entry.name) if entry.name else (entry.email or entry.username,)


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

"""What holds for any pasted text; what single texts mean is in `pasted`."""

import time

import pytest

from rules.problems import ProblemCode
from rules.recipients import parse_recipients


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


def test_long_entries_are_shown_shortened() -> None:
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

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


def cpu_seconds(text: str, people: int) -> float:
    """To read the text, which names so many people."""
    start = time.process_time()
    assert len([entry for entry in parse_recipients(text) if entry.email]) == people
    return time.process_time() - start


def test_the_time_grows_with_the_text_and_no_faster() -> None:
    lines = [f"Person Number{n} <person{n}@example.org>,\n" for n in range(5_000)]
    # Another try, because something else may have run meanwhile.
    assert any(cpu_seconds("".join(lines), 5_000) < 15 * cpu_seconds("".join(lines[:1_000]), 1_000) for _ in range(3))


def test_the_same_address_again_costs_nothing() -> None:
    def others() -> float:
        return cpu_seconds("".join(f"анна{n}@пример.рф\n" for n in range(2_000)), 2_000)

    # Where each of them is judged anew, it is ten times the others.
    assert any(cpu_seconds("анна@пример.рф\n" * 20_000, 20_000) < 2 * others() for _ in range(3))

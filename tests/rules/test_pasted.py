"""Whom a pasted text invites: exactly those, and nobody who is merely named."""

import pytest

from rules.problems import ProblemCode
from rules.recipients import ParsedRecipient, parse_recipients
from tests.rules.pasted import Case
from tests.rules.pasted.lists import LISTS
from tests.rules.pasted.mails import MAILS
from tests.rules.pasted.tables import TABLES

CASES = [*TABLES, *MAILS, *LISTS]


def short(entry: ParsedRecipient) -> str:
    if entry.problem is not None:
        assert entry.problem.code is ProblemCode.INVALID_EMAIL
        assert not (entry.email or entry.username or entry.name)
        return f"? {entry.input}"
    if entry.username is not None:
        assert not (entry.email or entry.name)
        return f"@{entry.username}"
    return f"{entry.name} <{entry.email}>" if entry.name else str(entry.email)


@pytest.mark.parametrize("case", CASES, ids=[repr(text)[:60] for text, _ in CASES])
def test_exactly_these_are_invited(case: Case) -> None:
    text, expected = case
    assert [short(entry) for entry in parse_recipients(text)] == expected


def test_the_table_is_large_and_holds_nothing_twice() -> None:
    assert len({text for text, _ in CASES}) == len(CASES) >= 120

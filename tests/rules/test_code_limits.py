"""What an invite code's limits may be, and its status by them."""

from datetime import datetime, timedelta
from typing import NamedTuple

import pytest

from rules import codes
from rules.codes import CodeStatus
from rules.problems import ProblemCode
from tests.rules.instants import NOW

SECOND = timedelta(seconds=1)


class Terms(NamedTuple):
    deleted_at: datetime | None
    expires_at: datetime | None
    max_uses: int | None
    use_count: int
    now: datetime = NOW


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        (Terms(None, None, None, 10**6), CodeStatus.ACTIVE),
        (Terms(None, NOW + SECOND, 2, 1), CodeStatus.ACTIVE),
        (Terms(None, None, 2, 2), CodeStatus.USED_UP),
        (Terms(None, None, 2, 3), CodeStatus.USED_UP),
        (Terms(None, NOW, None, 0), CodeStatus.EXPIRED),
        (Terms(None, NOW - SECOND, 2, 2), CodeStatus.EXPIRED),
        (Terms(NOW - SECOND, None, None, 0), CodeStatus.DELETED),
        (Terms(NOW - SECOND, NOW - SECOND, 2, 2), CodeStatus.DELETED),
    ],
)
def test_the_status_of_a_code(terms: Terms, expected: CodeStatus) -> None:
    assert codes.code_status(terms) is expected


def test_each_status_has_its_refusal() -> None:
    refusals = {status: codes.status_problem(status) for status in CodeStatus}
    assert {status: refusal and refusal.code for status, refusal in refusals.items()} == {
        CodeStatus.ACTIVE: None,
        CodeStatus.USED_UP: ProblemCode.CODE_USED_UP,
        CodeStatus.EXPIRED: ProblemCode.CODE_UNUSABLE,
        CodeStatus.DELETED: ProblemCode.CODE_UNUSABLE,
    }
    assert refusals[CodeStatus.EXPIRED] == refusals[CodeStatus.DELETED] == codes.unusable_code()


@pytest.mark.parametrize(
    ("expires_at", "max_uses", "domain", "paths"),
    [
        (None, None, None, []),
        (NOW + SECOND, 1, "example.org", []),
        (None, 1_000_000, "@Bücher.example", []),
        (NOW, 0, "", ["expiresAt", "maxUses", "emailDomain"]),
        (NOW - SECOND, 1_000_001, "anna@example.org", ["expiresAt", "maxUses", "emailDomain"]),
        (None, -1, None, ["maxUses"]),
    ],
)
def test_limits(expires_at: datetime | None, max_uses: int | None, domain: str | None, paths: list[str]) -> None:
    problems = codes.check_limits(expires_at=expires_at, max_uses=max_uses, domain=domain, now=NOW)
    assert [problem.path for problem in problems] == [(path,) for path in paths]
    assert {problem.code for problem in problems} <= {ProblemCode.INVALID_VALUE}

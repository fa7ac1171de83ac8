from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, insert, true, update

from actions.accounts.sessions import lock_own_account
from actions.work import ProblemsError, Work
from db.tables import AccessToken
from live.event_kinds import EventKind
from rules.caller import Scope
from rules.problems import Problem, ProblemCode
from rules.refusals import forbidden, not_found
from rules.requirements import StaffRequirement
from rules.text import MAX_NAME, check_line
from rules.tokens import Secret, digest, new_secret


@dataclass(frozen=True, slots=True)
class CreatedToken:
    """A new token with its secret, which is shown only once."""

    id: int
    secret: str


async def create(work: Work, name: str, scopes: Sequence[Scope], expires_at: datetime | None) -> CreatedToken:
    """Create a token for the caller's account. Only staff may give the scope STAFF."""
    if Scope.STAFF in scopes and not work.caller.is_staff:
        raise forbidden("Only staff may give the scope STAFF.")
    if Scope.STAFF in scopes:
        work.record_requirement(StaffRequirement())
    checked_name = check_line(name, MAX_NAME, "name")
    problems = [checked_name] if isinstance(checked_name, Problem) else []
    if not scopes:
        problems.append(Problem(ProblemCode.BLANK, "Give the token at least one scope.", ("scopes",)))
    if expires_at is not None and expires_at <= await work.clock():
        problems.append(Problem(ProblemCode.INVALID_VALUE, "The expiry must be in the future.", ("expiresAt",)))
    if problems:
        raise ProblemsError(*problems)
    await lock_own_account(work)
    secret = new_secret(Secret.ACCESS_TOKEN)
    token_id: int = await work.value(
        insert(AccessToken)
        .values(
            account_id=work.caller.account,
            name=checked_name,
            scopes=[scope.value for scope in Scope if scope in scopes],
            digest=digest(secret),
            created_at=await work.clock(),
            expires_at=expires_at,
        )
        .returning(AccessToken.id)
    )
    work.emit_account_event(work.caller.account, EventKind.TOKEN_CREATED, token_id)
    return CreatedToken(token_id, secret)


async def revoke(work: Work, token_id: int) -> None:
    """Revoke one of the caller's active tokens; its sockets close."""
    await lock_own_account(work)
    if not await _revoke(work, AccessToken.id == token_id):
        raise not_found()


async def revoke_all(work: Work) -> None:
    """The caller's account must be locked."""
    await _revoke(work, true())


async def _revoke(work: Work, which: ColumnElement[bool]) -> int:
    account_id = work.caller.account
    revoked = await work.rows(
        update(AccessToken)
        .where(AccessToken.account_id == account_id, AccessToken.revoked_at.is_(None), which)
        .values(revoked_at=await work.clock())
        .returning(AccessToken.id)
    )
    for row in revoked:
        work.emit_account_event(account_id, EventKind.TOKEN_REVOKED, row.id)
    return len(revoked)

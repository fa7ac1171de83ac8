"""Setting a password, which ends what older credentials opened."""

from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import select, update

from actions import attempts
from actions.accounts import one_time_links
from actions.accounts.access_tokens import revoke_all
from actions.accounts.hashing import hash_password, verify
from actions.accounts.sessions import end_sessions, lock_own_account
from actions.work import ProblemsError, Services, Work
from db.reader import Reader
from db.statements import Statement
from db.tables import Account, Session
from rules.caller import Caller
from rules.config import site_names
from rules.passwords import check_password
from rules.problems import Problem, ProblemCode
from rules.refusals import unauthenticated


@dataclass(frozen=True, slots=True)
class CheckedPassword:
    """A checked and hashed new password, or its `problems`; `checked_hash` is the hash that it replaces."""

    problems: tuple[Problem, ...] = ()
    checked_hash: str | None = None
    new_hash: str = ""


class _OwnRow(NamedTuple):
    email: str
    name: str
    username: str
    password_hash: str | None
    must_set_password: bool


async def check_new_password(services: Services, caller: Caller, password: str, current: str | None) -> CheckedPassword:
    """Check and hash a password outside any transaction; `current` is not checked after a one-time login."""
    own = await _load_account(services.reader(), caller)
    site = site_names(services.config)
    problem = check_password(password, address=own.email, name=own.name, username=own.username, site=site)
    if problem is not None:
        return CheckedPassword((problem,))
    if not own.must_set_password and not await _is_current(services, caller, own, current or ""):
        return CheckedPassword((_wrong_password(),))
    return CheckedPassword((), own.password_hash, await hash_password(password))


async def _is_current(services: Services, caller: Caller, own: _OwnRow, current: str) -> bool:
    if services.limiter is not None:
        limits, session = services.config.limits, f"session {caller.session_id}"
        await services.limiter.spend(
            *attempts.password_attempts(limits, caller, own.email),
            attempts.account_password_attempt(limits, own.email, session),
        )
    return (await verify(current, own.password_hash)).is_right


async def _load_account(reader: Reader, caller: Caller) -> _OwnRow:
    own = (
        select(Account.email, Account.name, Account.username, Account.password_hash, Session.must_set_password)
        .join(Session, Session.account_id == Account.id)
        .where(Session.id == caller.session_id, Session.ended_at.is_(None))
    )
    found = await reader.row(Statement(_OwnRow, own))
    if found is None:
        raise unauthenticated()
    return found


def _wrong_password() -> Problem:
    return Problem(ProblemCode.INVALID_CREDENTIALS, "This is not your current password.", ("currentPassword",))


async def set_password(work: Work, new: CheckedPassword) -> None:
    """Set the caller's password; end their other sessions and login links, revoke their access tokens."""
    if new.problems:
        raise ProblemsError(*new.problems)
    account_id = work.caller.account
    # Lock order: the link before the account, as when a link is followed.
    await one_time_links.close_links(work, await work.value(select(Account.email).where(Account.id == account_id)))
    await lock_own_account(work)
    changed = await work.run(
        update(Account)
        .where(Account.id == account_id, Account.password_hash.is_not_distinct_from(new.checked_hash))
        .values(password_hash=new.new_hash)
    )
    if not changed:  # the password was changed after the check
        raise ProblemsError(_wrong_password())
    await work.run(update(Session).where(Session.id == work.caller.session_id).values(must_set_password=False))
    await end_sessions(work, account_id, Session.id != work.caller.session_id)
    await revoke_all(work)

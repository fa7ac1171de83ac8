from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, insert, select, update

from actions import attempts
from actions.accounts import registration
from actions.accounts.callers import session_caller
from actions.accounts.create_account import create_account
from actions.accounts.hashing import verify
from actions.accounts.one_time_links import use_link
from actions.invitations import invite_keys
from actions.work import ProblemsError, Services, Work
from db import locks
from db.queries.login_networks import logged_in_from, remember
from db.queries.sessions import SESSION
from db.tables import Account, Session
from live.event_kinds import EventKind
from rules import cleaning
from rules.addresses import canonical
from rules.caller import Caller
from rules.problems import Problem, ProblemCode
from rules.refusals import unauthenticated
from rules.tokens import Secret, digest, new_secret


@dataclass(frozen=True, slots=True)
class Login:
    """A new session: its secret `token`, shown only once, and the `invite_key` of the page where the login began."""

    token: str
    caller: Caller
    invite_key: str | None = None


@dataclass(frozen=True, slots=True)
class CheckedCredentials:
    """Checked credentials; `problems` is empty if they are right.

    `checked_hash` is the hash that the password was checked against; `new_hash` is set if that one has outdated
    parameters.
    """

    problems: tuple[Problem, ...] = ()
    account_id: int = 0
    checked_hash: str | None = None
    new_hash: str | None = None


async def check_credentials(services: Services, caller: Caller, email: str, password: str) -> CheckedCredentials:
    """Check credentials outside any transaction. Unknown addresses take the same time."""
    blank = tuple(
        Problem(ProblemCode.BLANK, "This must not be blank.", (field,))
        for field, text in (("email", cleaning.trim(email)), ("password", password))
        if not text
    )
    if blank:
        return CheckedCredentials(blank)
    limits, limiter = services.config.limits, services.limiter
    if limiter is not None:
        await limiter.spend(*attempts.password_attempts(limits, caller, email))
    address = canonical(email)
    known = "" if isinstance(address, Problem) else address
    is_own = logged_in_from(services.config.secret_keys, caller.network).label("is_own_network")
    found = await services.reader().row(select(Account.id, Account.password_hash, is_own).where(Account.email == known))
    if limiter is not None:
        own_network = caller.network if found is not None and found.is_own_network else ""
        await limiter.spend(attempts.account_password_attempt(limits, email, own_network))
    verdict = await verify(password, found.password_hash if found is not None else None)
    if found is None or not verdict.is_right:
        return CheckedCredentials((_wrong_credentials(),))
    return CheckedCredentials((), found.id, found.password_hash, verdict.new_hash)


def _wrong_credentials() -> Problem:
    return Problem(ProblemCode.INVALID_CREDENTIALS, "No account has this address and password.")


async def log_in(work: Work, credentials: CheckedCredentials) -> Login:
    if credentials.problems:
        raise ProblemsError(*credentials.problems)
    await locks.accounts(work.connection, [credentials.account_id])
    # A password change ends all sessions, so one that happened during the check ends this login too.
    stored_hash = await work.value(select(Account.password_hash).where(Account.id == credentials.account_id))
    if stored_hash != credentials.checked_hash:
        raise ProblemsError(_wrong_credentials())
    if credentials.new_hash is not None:
        rehashed = update(Account).where(Account.id == credentials.account_id)
        await work.run(rehashed.values(password_hash=credentials.new_hash))
    return await _create_session(work, credentials.account_id, must_set_password=False)


async def log_in_with_one_time_link(work: Work, token: str) -> Login:
    """Log in with a mailed link. The first login creates the account, if registration still allows it."""
    work.check_guesses()
    link = await use_link(work, token)
    account_id = await work.value(select(Account.id).where(Account.email == link.email))
    if account_id is None:
        assert link.name is not None  # only an address with an account gets a link without a name
        await registration.check_again(work, link.email, link.source)
        account_id = await create_account(work, link.email, link.name)
    await locks.accounts(work.connection, [account_id])
    invite_key = await invite_keys.make_key(work, work.config.secret_keys, link.source)
    return await _create_session(work, account_id, must_set_password=True, invite_key=invite_key)


async def log_out(work: Work) -> None:
    """End the caller's session, and with it its sockets and streams."""
    await locks.accounts(work.connection, [work.caller.account])
    await end_sessions(work, work.caller.account, Session.id == work.caller.session_id)


async def is_session_open(work: Work) -> bool:
    """The account must be locked."""
    found = await work.value(select(Session.id).where(Session.id == work.caller.session_id, Session.ended_at.is_(None)))
    return found is not None


async def lock_own_account(work: Work) -> None:
    """Lock the caller's account to change credentials; raise UNAUTHENTICATED if the session has ended."""
    await locks.accounts(work.connection, [work.caller.account])
    if not await is_session_open(work):
        raise unauthenticated()


async def end_sessions(work: Work, account_id: int, which: ColumnElement[bool]) -> None:
    """The account must be locked."""
    ended = await work.rows(
        update(Session)
        .where(Session.account_id == account_id, Session.ended_at.is_(None), which)
        .values(ended_at=await work.clock())
        .returning(Session.id)
    )
    for row in ended:
        work.emit_account_event(account_id, EventKind.SESSION_ENDED, row.id)


async def _create_session(
    work: Work, account_id: int, *, must_set_password: bool, invite_key: str | None = None
) -> Login:
    token, now = new_secret(Secret.SESSION), await work.clock()
    session_id: Any = await work.value(
        insert(Session)
        .values(
            account_id=account_id,
            digest=digest(token),
            must_set_password=must_set_password,
            created_at=now,
            expires_at=now + work.config.session_lifetime,
        )
        .returning(Session.id)
    )
    keys, network = work.config.secret_keys, work.caller.network
    await work.run(remember(keys, account_id, network, now))
    work.emit_account_event(account_id, EventKind.SESSION_BEGUN, session_id)
    row = await work.row(SESSION, id=session_id)
    assert row is not None
    return Login(token, session_caller(row, work.config, network), invite_key)

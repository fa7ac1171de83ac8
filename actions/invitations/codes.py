from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    Select,
    and_,
    any_,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)

from actions.caseloads.caseloads import place_by_code
from actions.groups.arrival import NewMember
from actions.groups.join_open import notify_managers
from actions.groups.joining import join
from actions.groups.removals import was_removed
from actions.work import ProblemsError, Work, WrongGuessError
from db.access import (
    LockedGroup,
    LockedGroupRow,
    check_and_set_clock,
    group_from_row,
    lock_unchecked,
    open_group,
    select_group,
)
from db.bulk import IdRow, bytes_parameter, id_parameter
from db.prepared import Prepared
from db.queries.caseloads import charged
from db.queries.codes import digests_of, sealing_context
from db.statements import Statement
from db.tables import Account, Group, InviteCode, Membership
from live.event_kinds import EventKind
from rules.addresses import domain_matches, email_domain
from rules.codes import (
    CodeStatus,
    check_limits,
    code_status,
    describe_limits,
    generate_code,
    status_problem,
    unusable_code,
)
from rules.history import HistoryAction
from rules.problems import Problem, ProblemCode
from rules.roles import JoinedBy, Permission, Role
from rules.tokens import code_digests, seal


@dataclass(frozen=True, slots=True)
class DeletedCode:
    group_id: int
    code_id: int | None


async def create(
    work: Work, group_id: int, expires_at: datetime | None, max_uses: int | None, domain: str | None
) -> tuple[int, int]:
    """Make a group's code, replacing any earlier one; return the IDs of the group and the code."""
    locked = await open_group(work, group_id, Permission.SHARE_CODE)
    problems = check_limits(expires_at=expires_at, max_uses=max_uses, domain=domain, now=locked.now)
    if problems:
        raise ProblemsError(*problems)
    domain = None if domain is None else str(email_domain(domain))
    keys, code = work.config.secret_keys, generate_code()
    digest = code_digests(keys, code)[0]
    replaced = await _delete(work, locked)
    if replaced is not None:
        work.emit_group_event(locked.id, EventKind.CODE_DELETED, replaced.id)
    code_id: int = await work.value(
        insert(InviteCode)
        .values(
            group_id=locked.id,
            digest=digest,
            sealed=seal(keys, code.encode(), context=sealing_context(digest)),
            created_by=work.caller.account,
            created_at=locked.now,
            expires_at=expires_at,
            max_uses=max_uses,
            email_domain=domain,
        )
        .returning(InviteCode.id)
    )
    work.add_history(locked.id, HistoryAction.CODE_GENERATED, describe_limits(expires_at, max_uses, domain))
    work.emit_group_event(locked.id, EventKind.CODE_GENERATED, code_id)
    return locked.id, code_id


async def delete(work: Work, group_id: int) -> DeletedCode:
    """Disable the group's code with its links and QR codes. Personal invitations stay."""
    locked = await open_group(work, group_id, Permission.SHARE_CODE)
    closed = await _delete(work, locked)
    if closed is not None:
        work.add_history(
            locked.id,
            HistoryAction.CODE_DELETED,
            describe_limits(closed.expires_at, closed.max_uses, closed.email_domain),
        )
        work.emit_group_event(locked.id, EventKind.CODE_DELETED, closed.id)
    return DeletedCode(locked.id, None if closed is None else closed.id)


class _DeletedCodeRow(NamedTuple):
    id: int
    expires_at: datetime | None
    max_uses: int | None
    email_domain: str | None


async def _delete(work: Work, locked: LockedGroup) -> _DeletedCodeRow | None:
    deleted = (
        update(InviteCode)
        .where(InviteCode.group_id == locked.id, InviteCode.deleted_at.is_(None))
        .values(deleted_at=locked.now)
        .returning(InviteCode.id, InviteCode.expires_at, InviteCode.max_uses, InviteCode.email_domain)
    )
    return await work.row(Statement(_DeletedCodeRow, deleted))


async def join_with_code(work: Work, typed: str) -> int | Problem:
    """Join as MEMBER with a code. A member already gets the same membership, and the use is not counted.

    CASELOAD_FULL is returned, not raised, so that the therapist's notification is kept.
    """
    work.check_guesses()
    known = digests_of(work.config.secret_keys, typed)
    caller = work.caller.account
    # Check without the group's lock first, so that refused callers never wait for it.
    unlocked = None if known is None else await work.row(_BY_DIGEST, digests=known, caller=caller)
    if unlocked is None:
        raise WrongGuessError(unusable_code().at("code"))
    membership = _check_admission(unlocked)
    if membership is not None:
        return membership
    await lock_unchecked(work, unlocked.group_id)
    found = await work.row(_IN_GROUP, group_id=unlocked.group_id, id=unlocked.id, caller=caller)
    assert found is not None  # rows of codes are never deleted
    locked, code = check_and_set_clock(work, group_from_row(found.group, work.caller)), found.code
    membership = _check_admission(code)
    if membership is not None:
        return membership
    who = NewMember(caller, code.name, code.email)
    place = None if code.charged_to is None else await place_by_code(work, locked, who, code.created_by)
    if isinstance(place, Problem):
        return place.at("code")
    await _count_use(work, code.id)
    membership_id = await join(work, locked, who, Role.MEMBER, JoinedBy.CODE, invite_code_id=code.id, caseload_id=place)
    work.emit_group_event(locked.id, EventKind.CODE_USED, code.id, who.account_id)
    await notify_managers(work, locked, who, membership_id)
    return membership_id


class _UsedCodeRow(NamedTuple):
    """A code, the caller's account, and their membership or removal in its group."""

    id: int
    group_id: int
    created_by: int
    deleted_at: datetime | None
    expires_at: datetime | None
    max_uses: int | None
    use_count: int
    email_domain: str | None
    name: str
    email: str
    membership_id: int | None
    removed: bool
    charged_to: int | None
    now: datetime


class _CodeInGroup(NamedTuple):
    group: LockedGroupRow
    code: _UsedCodeRow


_caller = id_parameter("caller")
_CODE_COLUMNS = (
    InviteCode.id,
    InviteCode.group_id,
    InviteCode.created_by,
    InviteCode.deleted_at,
    InviteCode.expires_at,
    InviteCode.max_uses,
    InviteCode.use_count,
    InviteCode.email_domain,
    Account.name,
    Account.email,
    Membership.id,
    was_removed(InviteCode.group_id, _caller),
    charged(InviteCode.created_by, InviteCode.group_id),
    func.clock_timestamp(),
)


def _with_caller(found: Select[Any]) -> Select[Any]:
    """Join the caller's account, and their membership, to a code."""
    return found.join(Account, Account.id == _caller).outerjoin(
        Membership, and_(Membership.group_id == InviteCode.group_id, Membership.account_id == _caller)
    )


_BY_DIGEST = Prepared(
    _UsedCodeRow,
    _with_caller(select(*_CODE_COLUMNS).select_from(InviteCode)).where(
        InviteCode.digest == any_(bytes_parameter("digests"))
    ),
)
_IN_GROUP = Prepared(
    _CodeInGroup,
    _with_caller(
        select_group(*_CODE_COLUMNS).join(
            InviteCode, and_(InviteCode.id == id_parameter("id"), InviteCode.group_id == Group.id)
        )
    ),
)
# The condition repeats what the group's lock and the table's CHECK enforce.
_COUNT_USE = Prepared(
    IdRow,
    update(InviteCode)
    .where(
        InviteCode.id == id_parameter("code_id"),
        InviteCode.deleted_at.is_(None),
        or_(InviteCode.max_uses.is_(None), InviteCode.use_count < InviteCode.max_uses),
        or_(InviteCode.expires_at.is_(None), InviteCode.expires_at > func.clock_timestamp()),
    )
    .values(use_count=InviteCode.use_count + literal_column("1"))
    .returning(InviteCode.id),
)


def _check_admission(code: _UsedCodeRow) -> int | None:
    """Return the membership of a member, None if the caller may join; else raise the problem."""
    now = code_status(code)
    if now in (CodeStatus.DELETED, CodeStatus.EXPIRED):
        raise ProblemsError(unusable_code().at("code"))
    if code.membership_id is not None:
        return code.membership_id
    if code.removed:
        raise ProblemsError(unusable_code().at("code"))
    problem = status_problem(now)
    if problem is not None:
        raise ProblemsError(problem.at("code"))
    if code.email_domain is not None and not domain_matches(code.email, code.email_domain):
        raise ProblemsError(_wrong_domain(code.email_domain))
    return None


async def _count_use(work: Work, code_id: int) -> None:
    if await work.row(_COUNT_USE, code_id=code_id) is None:  # it expired between two statements
        raise ProblemsError(unusable_code().at("code"))


def _wrong_domain(domain: str) -> Problem:
    message = f"This code is for addresses at {domain} only. Log in with such an address to use it."
    return Problem(ProblemCode.EMAIL_DOMAIN_NOT_ALLOWED, message, ("code",))

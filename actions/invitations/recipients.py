"""Resolve recipients that an inviter typed, pasted or picked to people, and check each of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import NamedTuple

from sqlalchemy import and_, any_, func, or_, select
from sqlalchemy.orm import aliased

from actions.invitations import parsing
from actions.invitations.closing import close_invitations
from actions.invitations.expired_conditions import is_expired
from actions.work import Work
from db import address_locks
from db.access import LockedGroup
from db.bulk import id_parameter, ids_parameter, texts_parameter, time_parameter
from db.prepared import Prepared
from db.queries.discoverability import may_find
from db.tables import Account, Invitation, Membership
from rules.addresses import canonical
from rules.problems import Problem, ProblemCode
from rules.roles import Role, can_grant
from rules.text import check_line
from rules.transitions import InvitationStatus, NamedBy, check_cooldown

NAME_LENGTH = 120
_MAX_SHOWN = 320


@dataclass(frozen=True, slots=True)
class RecipientRequest:
    """One entry as the inviter gave it: an address, a username or an account.

    `path` says where it is in the input, `shown` is the text to show beside its result, `problem` is what is wrong with
    the entry itself. `email` is canonical.
    """

    path: tuple[str, ...]
    shown: str
    role: Role
    email: str | None = None
    username: str | None = None
    account_id: int | None = None
    name: str | None = None
    problem: Problem | None = None

    @property
    def named_by(self) -> NamedBy:
        """How the inviter named the person, which decides whether they may see the address."""
        if self.email is not None:
            return NamedBy.EMAIL
        return NamedBy.USERNAME if self.username is not None else NamedBy.ACCOUNT


class RecipientAccountRow(NamedTuple):
    """The account of a person who is named, and whether the inviter may find it by name."""

    id: int
    email: str
    username: str
    name: str
    is_member: bool
    may_find: bool


class _ExistingRow(NamedTuple):
    """An address's invitations in the group; `is_pending` is false once the pending one has expired."""

    email: str
    mailed_at: datetime | None
    pending_id: int | None
    is_pending: bool | None
    has_expired: bool


@dataclass(frozen=True, slots=True)
class Recipient:
    """A resolved entry, or one with a `problem`; `pending_id` is an earlier invitation, still pending."""

    request: RecipientRequest
    email: str = ""
    account: RecipientAccountRow | None = None
    problem: Problem | None = None
    pending_id: int | None = None


@dataclass(frozen=True, slots=True)
class ExistingInvitations:
    """The group's invitations by address; `to_close` have expired and are not closed yet.

    `expired`: addresses with an expired invitation, closed or not.
    """

    pending: Mapping[str, int]
    mailed_at: Mapping[str, datetime]
    to_close: Sequence[int]
    expired: Collection[str]


def request_for_address(path: tuple[str, ...], email: str, name: str | None, role: Role) -> RecipientRequest:
    read = canonical(email)
    checked_name = check_line(name, NAME_LENGTH, "name") if name is not None else None
    if isinstance(checked_name, Problem) and checked_name.code is ProblemCode.BLANK:
        checked_name = None
    problem = next((found for found in (read, checked_name) if isinstance(found, Problem)), None)
    if problem is not None:
        return RecipientRequest(path, email[:_MAX_SHOWN], role, email="", problem=_at_entry(problem, path))
    return RecipientRequest(
        path, email[:_MAX_SHOWN], role, email=str(read), name=None if checked_name is None else str(checked_name)
    )


def _at_entry(problem: Problem, path: tuple[str, ...]) -> Problem:
    return replace(problem, path=(*path, "name") if problem.path == ("name",) else path)


async def requests_in_text(text: str, role: Role, limit: int) -> list[RecipientRequest]:
    """Parse pasted text into entries, at most one more than `limit`."""
    return [
        RecipientRequest(
            ("addresses", str(place)),
            entry.input[:_MAX_SHOWN],
            role,
            email=entry.email,
            username=entry.username,
            name=entry.name,
            problem=entry.problem.at("addresses", str(place)) if entry.problem is not None else None,
        )
        for place, entry in enumerate(await parsing.parse_in_thread(text, limit + 1))
    ]


async def resolve(
    work: Work, locked: LockedGroup, requests: Sequence[RecipientRequest], *, send_mail: bool
) -> list[Recipient]:
    """Judge entries; the group must be locked. Closes their expired invitations."""
    await address_locks.lock_for_invitations(work.connection, [one.email for one in requests if one.email])
    people, existing = await judge(work, locked, requests, send_mail=send_mail)
    await close_invitations(work, existing.to_close, InvitationStatus.EXPIRED, actor_id=None)
    if any(person.problem is None and person.email in existing.expired for person in people):
        work.bump_viewer_actions_version(locked.id)
    return people


async def judge(
    work: Work,
    locked: LockedGroup,
    requests: Sequence[RecipientRequest],
    *,
    send_mail: bool,
    dry_run: bool = False,
) -> tuple[list[Recipient], ExistingInvitations]:
    """Resolve and check entries, in order; a constant number of statements, which only read.

    The cooldown between mails counts only with `send_mail`. In a dry run entries are not compared by person: that would
    reveal, unnoticed, which address belongs to a username. Also returns the invitations that the group has sent to them.
    """
    accounts = await _load_accounts(work, locked, requests)
    by_key: dict[object, RecipientAccountRow] = {}
    for row in accounts:
        by_key |= {row.email: row, ("username", row.username): row, ("account", row.id): row}
    people = [_resolve_one(one, by_key) for one in requests]
    existing = await _load_invitations(work, locked, {person.email for person in people if person.email})
    named: set[tuple[str, str]] = set()
    invited: set[str] = set()
    checked = []
    for person in people:
        problem = person.problem or _role_problem(locked, person)
        if problem is None:
            # Compare entries only after the access checks: a refusal must not reveal whose address another entry has.
            naming = (person.email, person.request.named_by)
            problem = (
                _DUPLICATE
                if naming in named
                else _person_problem(work, person, existing, invited, locked.now, send_mail=send_mail)
            )
            named.add(naming)
        if problem is None and not dry_run:
            invited.add(person.email)
        located = problem and replace(problem, path=problem.path or person.request.path)
        is_invited = problem is not None and problem.code is ProblemCode.ALREADY_INVITED
        pending_id = existing.pending.get(person.email) if is_invited else None
        checked.append(replace(person, problem=located, pending_id=pending_id))
    return checked, existing


@cache
def _accounts(directory: str) -> Prepared[RecipientAccountRow]:
    inside = aliased(Membership)
    return Prepared(
        RecipientAccountRow,
        select(
            Account.id,
            Account.email,
            Account.username,
            Account.name,
            inside.id.is_not(None),
            may_find(id_parameter("caller"), directory),
        )
        .outerjoin(inside, and_(inside.group_id == id_parameter("group_id"), inside.account_id == Account.id))
        .where(
            or_(
                Account.email == any_(texts_parameter("emails")),
                Account.username == any_(texts_parameter("usernames")),
                Account.id == any_(ids_parameter("ids")),
            )
        ),
    )


async def _load_accounts(
    work: Work, locked: LockedGroup, requests: Sequence[RecipientRequest]
) -> Sequence[RecipientAccountRow]:
    return await work.rows(
        _accounts(work.config.directory),
        caller=work.caller.account,
        group_id=locked.id,
        emails=[one.email for one in requests if one.email is not None],
        usernames=[one.username for one in requests if one.username is not None],
        ids=[one.account_id for one in requests if one.account_id is not None],
    )


def _resolve_one(request: RecipientRequest, by_key: Mapping[object, RecipientAccountRow]) -> Recipient:
    if request.problem is not None:
        return Recipient(request, request.email or "", problem=request.problem)
    if request.email is not None:
        return Recipient(request, request.email, by_key.get(request.email))
    key = ("username", request.username) if request.username is not None else ("account", request.account_id)
    account = by_key.get(key)
    if account is None or not account.may_find:
        return Recipient(
            request, problem=Problem(ProblemCode.UNKNOWN_PERSON, "There is nobody by this name whom you can find.")
        )
    return Recipient(request, account.email, account)


_is_pending = Invitation.status == InvitationStatus.PENDING
_EXISTING = Prepared(
    _ExistingRow,
    select(
        Invitation.email,
        func.max(Invitation.mailed_at),
        func.max(Invitation.id).filter(_is_pending),
        func.bool_or(Invitation.expires_at > time_parameter("now")).filter(_is_pending),
        func.bool_or(is_expired()),
    )
    .where(Invitation.group_id == id_parameter("group_id"), Invitation.email == any_(texts_parameter("emails")))
    .group_by(Invitation.email),
)


async def _load_invitations(work: Work, locked: LockedGroup, emails: Collection[str]) -> ExistingInvitations:
    rows = await work.rows(_EXISTING, group_id=locked.id, emails=list(emails), now=locked.now)
    return ExistingInvitations(
        {row.email: row.pending_id for row in rows if row.pending_id is not None and row.is_pending},
        {row.email: row.mailed_at for row in rows if row.mailed_at is not None},
        [row.pending_id for row in rows if row.pending_id is not None and not row.is_pending],
        {row.email for row in rows if row.has_expired},
    )


_DUPLICATE = Problem(ProblemCode.DUPLICATE_RECIPIENT, "This person is in the list already.")


def _role_problem(locked: LockedGroup, person: Recipient) -> Problem | None:
    """Check the role only, before anything about the person is compared."""
    if can_grant(locked.role, person.request.role):
        return None
    return Problem(ProblemCode.ROLE_NOT_ALLOWED, "Only an administrator can invite an administrator.")


def _person_problem(
    work: Work,
    person: Recipient,
    existing: ExistingInvitations,
    invited: Collection[str],
    now: datetime,
    *,
    send_mail: bool,
) -> Problem | None:
    """Check a person; one invited by an earlier entry counts as already invited."""
    if person.account is not None and person.account.is_member:
        return Problem(ProblemCode.ALREADY_MEMBER, "This person is in the group already.")
    if person.email in existing.pending or person.email in invited:
        return Problem(ProblemCode.ALREADY_INVITED, "This person has been invited and has not answered yet.")
    if send_mail:
        return check_cooldown(existing.mailed_at.get(person.email), work.config.resend_cooldown, now)
    return None

"""Add Existing: a therapist's patients become members at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import and_, any_, select
from sqlalchemy.orm import aliased

from actions.groups.arrival import NewMember
from actions.groups.joining import join_all
from actions.invitations.inviting import MAX_RECIPIENTS
from actions.recording import NewNotification
from actions.work import ProblemsError, Work
from db.access import LockedGroup, open_group
from db.bulk import array_of
from db.queries.discoverability import may_find
from db.statements import Statement
from db.tables import Account, Caseload, Membership, Patient
from mail.outbox import MailKind, NewMail
from rules.notifications import NotificationKind
from rules.problems import Problem, ProblemCode
from rules.roles import JoinedBy, Permission, Role, can_grant


@dataclass(frozen=True, slots=True)
class AddResult:
    membership_ids: list[int]
    problems: list[Problem]


_OWN_CASELOAD = select(Caseload.account_id).with_for_update(key_share=True)


async def add_existing(work: Work, group_id: int, account_ids: Sequence[int], role: Role) -> AddResult:
    """Make patients of the caller members of a group; each one that cannot be added has a problem."""
    locked = await open_group(work, group_id, Permission.INVITE)
    if not account_ids:
        raise ProblemsError(Problem(ProblemCode.BLANK, "Name at least one person.", ("accountIds",)))
    if len(account_ids) > MAX_RECIPIENTS:
        message = f"Add up to {MAX_RECIPIENTS:,} people at once."
        raise ProblemsError(Problem(ProblemCode.TOO_MANY_RECIPIENTS, message, ("accountIds",)))
    # Nobody whom this finds on the list is taken off it until the commit.
    has_caseload = await work.value(_OWN_CASELOAD.where(Caseload.account_id == work.caller.account)) is not None
    found = {row.id: row for row in await _people(work, locked, account_ids)}
    good: dict[int, NewMember] = {}
    problems = []
    for place, account_id in enumerate(account_ids):
        row = found.get(account_id)
        problem = _problem_with(locked, row, role, has_caseload=has_caseload, is_duplicate=account_id in good)
        if problem is not None:
            problems.append(problem.at("accountIds", str(place)))
        elif row is not None:
            good[account_id] = NewMember(row.id, row.name, row.email)
    joined = await join_all(work, locked, list(good.values()), role, JoinedBy.ADDED) if good else []
    for membership_id, who in zip(joined, good.values(), strict=True):
        _notify_added(work, locked, who, membership_id)
    return AddResult(joined, problems)


class _PersonRow(NamedTuple):
    id: int
    name: str
    email: str
    is_patient: bool
    is_member: bool


async def _people(work: Work, locked: LockedGroup, account_ids: Sequence[int]) -> Sequence[_PersonRow]:
    """Load the accounts that the caller may find, with whether they are patients and members."""
    listed, inside = aliased(Patient), aliased(Membership)
    found = (
        select(
            Account.id,
            Account.name,
            Account.email,
            listed.id.is_not(None).label("is_patient"),
            inside.id.is_not(None).label("is_member"),
        )
        .outerjoin(listed, and_(listed.caseload_id == work.caller.account, listed.account_id == Account.id))
        .outerjoin(inside, and_(inside.group_id == locked.id, inside.account_id == Account.id))
        .where(
            Account.id == any_(array_of(Account.id, set(account_ids))),
            may_find(work.caller.account, work.config.directory),
        )
    )
    return await work.rows(Statement(_PersonRow, found))


def _problem_with(
    locked: LockedGroup, row: _PersonRow | None, role: Role, *, has_caseload: bool, is_duplicate: bool
) -> Problem | None:
    if has_caseload and row is None:
        return Problem(ProblemCode.UNKNOWN_PERSON, "There is nobody here whom you can find.")
    if row is None or not row.is_patient:
        return Problem(ProblemCode.NOT_A_PATIENT, "This person is not on your list of patients. Invite them instead.")
    if is_duplicate:
        return Problem(ProblemCode.DUPLICATE_RECIPIENT, "This person is in the list already.")
    if row.is_member:
        return Problem(ProblemCode.ALREADY_MEMBER, "This person is in the group already.")
    if not can_grant(locked.role, role):
        return Problem(ProblemCode.ROLE_NOT_ALLOWED, "Only an administrator can add an administrator.")
    return None


def _notify_added(work: Work, locked: LockedGroup, who: NewMember, membership_id: int) -> None:
    work.notify(
        NewNotification(
            who.account_id,
            NotificationKind.ADDED_TO_GROUP,
            f"{locked.caller_name} added you to {locked.name}.",
            {"person": locked.caller_name, "group": locked.name},
            actor_id=work.caller.account,
            group_id=locked.id,
            membership_id=membership_id,
        )
    )
    work.mail(
        NewMail(
            MailKind.ADDED_TO_GROUP,
            who.email,
            who.name,
            account_id=who.account_id,
            group_id=locked.id,
            details={"by": locked.caller_name},
        )
    )

"""Add Existing: a therapist's patients become members at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, and_, any_, exists, select
from sqlalchemy.orm import aliased

from actions.groups.joining import Joiner, join_all
from actions.invitations.inviting import MOST_RECIPIENTS
from actions.notices import Notice
from actions.work import ProblemsError, Work
from db.access import LockedGroup, open_group
from db.bulk import array_of
from db.queries.discoverability import may_find
from db.tables import Account, Caseload, Membership, Patient
from mail.outbox import Kind, Letter
from rules.notices import NotificationKind
from rules.problems import Code, Problem
from rules.roles import JoinedBy, Permission, Role, can_grant


@dataclass(frozen=True, slots=True)
class Added:
    membership_ids: list[int]
    problems: list[Problem]


async def add_existing(work: Work, group_id: int, account_ids: Sequence[int], role: Role) -> Added:
    """Make patients of the caller members of a group; each one that cannot be added has a problem."""
    locked = await open_group(work, group_id, Permission.INVITE)
    if not account_ids:
        raise ProblemsError(Problem(Code.BLANK, "Name at least one person.", ("accountIds",)))
    if len(account_ids) > MOST_RECIPIENTS:
        message = f"Add up to {MOST_RECIPIENTS:,} people at once."
        raise ProblemsError(Problem(Code.TOO_MANY_RECIPIENTS, message, ("accountIds",)))
    keeps_one = await work.value(select(exists().where(Caseload.account_id == work.caller.account)))
    found = {row.id: row for row in await _people(work, locked, account_ids)}
    good: dict[int, Joiner] = {}
    problems = []
    for place, account_id in enumerate(account_ids):
        row = found.get(account_id)
        problem = _hindrance(locked, row, role, keeps_one=keeps_one, doubled=account_id in good)
        if problem is not None:
            problems.append(problem.at("accountIds", str(place)))
        elif row is not None:
            good[account_id] = Joiner(row.id, row.name, row.email)
    joined = await join_all(work, locked, list(good.values()), role, JoinedBy.ADDED) if good else []
    for membership_id, who in zip(joined, good.values(), strict=True):
        _tell(work, locked, who, membership_id)
    return Added(joined, problems)


async def _people(work: Work, locked: LockedGroup, account_ids: Sequence[int]) -> Sequence[Row[Any]]:
    """Load the accounts that the caller may find, with whether they are patients and members."""
    listed, inside = aliased(Patient), aliased(Membership)
    return await work.rows(
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


def _hindrance(
    locked: LockedGroup, row: Row[Any] | None, role: Role, *, keeps_one: bool, doubled: bool
) -> Problem | None:
    if keeps_one and row is None:
        return Problem(Code.UNKNOWN_PERSON, "There is nobody here whom you can find.")
    if row is None or not row.is_patient:
        return Problem(Code.NOT_A_PATIENT, "This person is not on your list of patients. Invite them instead.")
    if doubled:
        return Problem(Code.DUPLICATE_RECIPIENT, "This person is in the list already.")
    if row.is_member:
        return Problem(Code.ALREADY_MEMBER, "This person is in the group already.")
    if not can_grant(locked.role, role):
        return Problem(Code.ROLE_NOT_ALLOWED, "Only an administrator can add an administrator.")
    return None


def _tell(work: Work, locked: LockedGroup, who: Joiner, membership_id: int) -> None:
    work.notify(
        Notice(
            who.account_id,
            NotificationKind.ADDED_TO_GROUP,
            f"{locked.caller_name} added you to {locked.name}.",
            actor_id=work.caller.account,
            group_id=locked.id,
            membership_id=membership_id,
        )
    )
    work.mail(
        Letter(
            Kind.ADDED_TO_GROUP,
            who.email,
            who.name,
            account_id=who.account_id,
            group_id=locked.id,
            details={"by": locked.caller_name},
        )
    )

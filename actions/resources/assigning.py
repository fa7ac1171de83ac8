"""Assigning resources to members, who complete them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select, update

from actions.recording import NewNotification
from actions.work import ProblemsError, Work
from db import assignment_updates
from db.access import LockedGroup
from db.resource_access import LockedResource, open_own_assignment, open_resource
from db.tables import Assignment, Membership, Resource
from live.event_kinds import EventKind
from rules.history import HistoryAction
from rules.notifications import NotificationKind
from rules.problems import Problem, ProblemCode
from rules.resources import describe_assignees
from rules.roles import MANAGERS, Permission


@dataclass(frozen=True, slots=True)
class AssignResult:
    group_id: int
    assignment_ids: list[int]
    problems: list[Problem]


async def assign(
    work: Work, resource_id: int, membership_ids: Sequence[int] | None, due_at: datetime | None
) -> AssignResult:
    """Assign a resource to members, or with None to all, including those who join later. Existing assignments stay.

    Returns the assignments in the order named (by name for all), and NOT_A_MEMBER for each other entry.
    """
    locked = await open_resource(work, resource_id, Permission.SHARE_RESOURCES)
    if membership_ids is not None and not membership_ids:
        raise ProblemsError(Problem(ProblemCode.BLANK, "Name at least one member.", ("memberIds",)))
    people = {
        row.id: row for row in await work.rows(assignment_updates.select_members(locked.group.id, membership_ids))
    }
    named = list(dict.fromkeys(people if membership_ids is None else filter(people.__contains__, membership_ids)))
    new = {
        row.membership_id
        for row in await work.rows(
            assignment_updates.assign(locked.group.id, resource_id, named, work.caller.account, work.now, due_at)
        )
    }
    is_news = await _mark_for_everyone(work, locked, due_at) if membership_ids is None else bool(new)
    if is_news:
        names = None if membership_ids is None else [people[key].name for key in named if key in new]
        work.add_history(locked.group.id, HistoryAction.RESOURCE_ASSIGNED, describe_assignees(locked.title, names))
    by_membership = {
        row.membership_id: row.id for row in await work.rows(assignment_updates.select_assignments(resource_id, named))
    }
    if membership_ids is None and is_news:
        work.emit_group_event(locked.group.id, EventKind.RESOURCE_ASSIGNED, detail=str(resource_id))
    for key in named:
        if key in new:
            account_id = people[key].account_id
            work.notify(
                _assigned_notification(locked.group, account_id, key, resource_id, locked.title, work.caller.account)
            )
            if membership_ids is not None:
                work.emit_group_event(
                    locked.group.id, EventKind.RESOURCE_ASSIGNED, by_membership[key], account_id, str(resource_id)
                )
            work.emit_account_event(account_id, EventKind.OWN_ASSIGNMENT_ADDED, by_membership[key])
    return AssignResult(
        locked.group.id, [by_membership[key] for key in named], _not_members(membership_ids or (), people)
    )


async def _mark_for_everyone(work: Work, locked: LockedResource, due_at: datetime | None) -> bool:
    """Mark the resource as assigned to everyone; return whether it was not yet."""
    everyones = {"everyone_since": work.now, "everyone_by": work.caller.account, "everyone_due_at": due_at}
    marked = update(Resource).where(Resource.id == locked.id, Resource.everyone_since.is_(None)).values(**everyones)
    return bool(await work.run(marked))


def _not_members(membership_ids: Sequence[int], people: object) -> list[Problem]:
    return [
        Problem(ProblemCode.NOT_A_MEMBER, "This is not a member of the group.", ("memberIds", str(place)))
        for place, key in enumerate(membership_ids)
        if key not in people  # type: ignore[operator]
    ]


def _assigned_notification(
    locked: LockedGroup, account_id: int, membership_id: int, resource_id: int, title: str, by: int
) -> NewNotification:
    return NewNotification(
        account_id,
        NotificationKind.RESOURCE_ASSIGNED,
        f"You are asked to work through {title} in {locked.name}.",
        {"resource": title, "group": locked.name},
        actor_id=by,
        group_id=locked.id,
        membership_id=membership_id,
        resource_id=resource_id,
    )


async def on_joined(work: Work, locked: LockedGroup, joined: Mapping[int, int]) -> None:
    """Assign resources meant for everyone to new members (membership ID: account ID). The group must be locked."""
    for row in await work.rows(assignment_updates.assign_to_new_members(locked.id, list(joined), locked.now)):
        account_id = joined[row.membership_id]
        work.emit_group_event_by(None, locked.id, EventKind.RESOURCE_ASSIGNED, row.id, account_id, str(row.resource_id))
        work.emit_account_event(account_id, EventKind.OWN_ASSIGNMENT_ADDED, row.id)
        if row.assigned_by != account_id:
            # Not `notify`, which would skip a member who joins by their own act.
            notification = _assigned_notification(
                locked, account_id, row.membership_id, row.resource_id, row.title, row.assigned_by
            )
            work.notifications.append(notification)


async def complete(work: Work, assignment_id: int) -> int:
    """Complete one's own assignment and notify its assigner, if still a manager; repeating it changes nothing."""
    locked = await open_own_assignment(work, assignment_id)
    done = update(Assignment).where(Assignment.id == assignment_id, Assignment.completed_at.is_(None))
    if not await work.run(done.values(completed_at=work.now)):
        return assignment_id
    work.emit_group_event(
        locked.group.id, EventKind.ASSIGNMENT_COMPLETED, assignment_id, work.caller.account, str(locked.resource_id)
    )
    work.emit_account_event(work.caller.account, EventKind.OWN_ASSIGNMENT_CHANGED, assignment_id)
    if await _manages(work, locked.group, locked.assigned_by):
        work.notify(
            NewNotification(
                locked.assigned_by,
                NotificationKind.ASSIGNMENT_COMPLETED,
                f"{locked.group.caller_name} has worked through {locked.title} in {locked.group.name}.",
                {"person": locked.group.caller_name, "resource": locked.title, "group": locked.group.name},
                actor_id=work.caller.account,
                group_id=locked.group.id,
                membership_id=locked.group.membership_id,
                resource_id=locked.resource_id,
            )
        )
    return assignment_id


async def reopen(work: Work, assignment_id: int) -> int:
    """Mark one's own assignment as not done; repeating it changes nothing."""
    locked = await open_own_assignment(work, assignment_id)
    done = update(Assignment).where(Assignment.id == assignment_id, Assignment.completed_at.is_not(None))
    if await work.run(done.values(completed_at=None)):
        work.emit_group_event(
            locked.group.id, EventKind.ASSIGNMENT_REOPENED, assignment_id, work.caller.account, str(locked.resource_id)
        )
        work.emit_account_event(work.caller.account, EventKind.OWN_ASSIGNMENT_CHANGED, assignment_id)
    return assignment_id


async def _manages(work: Work, locked: LockedGroup, account_id: int) -> bool:
    manager = exists().where(
        Membership.group_id == locked.id, Membership.account_id == account_id, Membership.role.in_(MANAGERS)
    )
    found: bool = await work.value(select(manager))
    return found

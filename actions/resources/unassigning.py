"""Taking assignments back."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, any_, delete, select, update

from actions import notifications
from actions.work import Work
from db.bulk import array_of
from db.resource_access import LockedResource, open_assignment, open_resource
from db.tables import Account, Assignment, Membership, Notification, Resource
from live.event_kinds import EventKind
from rules.history import HistoryAction
from rules.notifications import NotificationKind
from rules.resources import describe_assignees
from rules.roles import Permission

_NOTICES = (NotificationKind.RESOURCE_ASSIGNED, NotificationKind.ASSIGNMENT_COMPLETED)


@dataclass(frozen=True, slots=True)
class UnassignResult:
    group_id: int
    resource_id: int
    removed_ids: list[int]


async def unassign_one(work: Work, assignment_id: int) -> UnassignResult:
    """Take one assignment back, done or not. A resource for everyone is still assigned to those who join later."""
    found = await open_assignment(work, assignment_id, Permission.SHARE_RESOURCES)
    locked = LockedResource(found.group, found.resource_id, found.title)
    rows = await _remove(work, locked, Assignment.id == assignment_id)
    work.add_history(
        locked.group.id,
        HistoryAction.RESOURCE_UNASSIGNED,
        describe_assignees(locked.title, [row.name for row in rows]),
    )
    return UnassignResult(locked.group.id, locked.id, [row.id for row in rows])


async def unassign_all(work: Work, resource_id: int) -> UnassignResult:
    """Take all assignments of a resource back, and assign it to nobody who joins later."""
    locked = await open_resource(work, resource_id, Permission.SHARE_RESOURCES)
    standing = update(Resource).where(Resource.id == resource_id, Resource.everyone_since.is_not(None))
    stood = await work.run(standing.values(everyone_since=None, everyone_by=None, everyone_due_at=None))
    rows = await _remove(work, locked, Assignment.resource_id == resource_id)
    if rows or stood:
        work.add_history(
            locked.group.id, HistoryAction.RESOURCE_UNASSIGNED, describe_assignees(locked.title, names=None)
        )
    return UnassignResult(locked.group.id, resource_id, [row.id for row in rows])


async def _remove(work: Work, locked: LockedResource, which: ColumnElement[bool]) -> list[Any]:
    """Delete assignments, and mark their notifications as read; return them with their members, by ID."""
    removed = (
        delete(Assignment)
        .where(which)
        .returning(Assignment.id, Assignment.membership_id, Assignment.assigned_by)
        .cte("removed")
    )
    rows = await work.rows(
        select(removed, Membership.account_id, Account.name)
        .join(Membership, Membership.id == removed.c.membership_id)
        .join(Account, Account.id == Membership.account_id)
        .order_by(removed.c.id)
    )
    for row in rows:
        work.emit_group_event(locked.group.id, EventKind.RESOURCE_UNASSIGNED, row.id, row.account_id, str(locked.id))
        work.emit_account_event(row.account_id, EventKind.OWN_ASSIGNMENT_CHANGED, row.id)
    if rows:
        people = {row.account_id for row in rows} | {row.assigned_by for row in rows}
        memberships = [row.membership_id for row in rows]
        await notifications.mark_where(
            work,
            Notification.account_id == any_(array_of(Notification.account_id, people)),
            Notification.membership_id == any_(array_of(Membership.id, memberships)),
            Notification.resource_id == locked.id,
            Notification.kind.in_(_NOTICES),
        )
    return list(rows)

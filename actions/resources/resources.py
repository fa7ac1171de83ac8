from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update

from actions import notifications
from actions.recording import NewNotification
from actions.work import ProblemsError, Work
from db.access import open_group
from db.resource_access import open_resource
from db.tables import Assignment, Membership, Notification, Resource
from live.event_kinds import EventKind
from rules.history import HistoryAction
from rules.notifications import NotificationKind
from rules.problems import Problem
from rules.resources import MAX_TITLE, ResourceKind, check_url
from rules.roles import Permission
from rules.text import MAX_TEXT, check_line, check_text


async def share(work: Work, group_id: int, kind: ResourceKind, title: str, url: str | None, body: str) -> int:
    """Share a resource with a group and notify the other members. A LINK needs an http(s) URL."""
    locked = await open_group(work, group_id, Permission.SHARE_RESOURCES)
    checked = {
        "title": check_line(title, MAX_TITLE, "title"),
        "url": check_url(url, kind),
        "body": check_text(body, MAX_TEXT, "body", required=False),
    }
    problems = [value for value in checked.values() if isinstance(value, Problem)]
    if problems:
        raise ProblemsError(*problems)
    resource_id: int = await work.value(
        insert(Resource)
        .values(**checked, kind=kind, group_id=group_id, shared_by=work.caller.account, created_at=locked.now)
        .returning(Resource.id)
    )
    work.add_history(group_id, HistoryAction.RESOURCE_SHARED, str(checked["title"]))
    work.emit_group_event(group_id, EventKind.RESOURCE_SHARED, resource_id)
    for row in await work.rows(select(Membership.account_id).where(Membership.group_id == group_id)):
        work.notify(
            NewNotification(
                row.account_id,
                NotificationKind.RESOURCE_SHARED,
                f"{locked.caller_name} shared {checked['title']} with {locked.name}.",
                {"person": locked.caller_name, "resource": str(checked["title"]), "group": locked.name},
                actor_id=work.caller.account,
                group_id=group_id,
                resource_id=resource_id,
            )
        )
    return resource_id


@dataclass(frozen=True, slots=True)
class ResourceChange:
    """The fields to change; None for those that stay."""

    kind: ResourceKind | None
    title: str | None
    url: str | None
    body: str | None


async def edit(work: Work, resource_id: int, change: ResourceChange) -> int:
    """Change the given fields. If nothing differs, neither history nor events are written."""
    locked = await open_resource(work, resource_id, Permission.SHARE_RESOURCES)
    row = await work.row(
        select(Resource.kind, Resource.title, Resource.url, Resource.body).where(Resource.id == resource_id)
    )
    assert row is not None  # its group is locked
    kind, url = change.kind or row.kind, row.url if change.url is None else change.url
    title, body = change.title, change.body
    checked = {
        "title": row.title if title is None else check_line(title, MAX_TITLE, "title"),
        "url": check_url(url, kind),
        "body": row.body if body is None else check_text(body, MAX_TEXT, "body", required=False),
    }
    problems = [value for value in checked.values() if isinstance(value, Problem)]
    if problems:
        raise ProblemsError(*problems)
    if {"kind": kind, **checked} != row._asdict():
        await work.run(update(Resource).where(Resource.id == resource_id).values(**checked, kind=kind))
        work.add_history(locked.group.id, HistoryAction.RESOURCE_UPDATED, str(checked["title"]))
        work.emit_group_event(locked.group.id, EventKind.RESOURCE_UPDATED, resource_id)
    return resource_id


async def remove(work: Work, resource_id: int) -> int:
    """Return the group that the resource was shared with."""
    locked = await open_resource(work, resource_id, Permission.SHARE_RESOURCES)
    assigned = select(Assignment.id, Membership.account_id).join(Membership, Membership.id == Assignment.membership_id)
    for row in await work.rows(assigned.where(Assignment.resource_id == resource_id)):
        work.emit_account_event(row.account_id, EventKind.OWN_ASSIGNMENT_CHANGED, row.id)
    await work.run(delete(Resource).where(Resource.id == resource_id))
    members = select(Membership.account_id).where(Membership.group_id == locked.group.id)
    await notifications.mark_where(work, Notification.account_id.in_(members), Notification.resource_id == resource_id)
    work.add_history(locked.group.id, HistoryAction.RESOURCE_REMOVED, locked.title)
    work.emit_group_event(locked.group.id, EventKind.RESOURCE_REMOVED, resource_id)
    return locked.group.id

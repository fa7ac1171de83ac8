"""Doors to what is shared with a group. Source: R."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from db import doors
from db.doors import Inside
from db.tables import Assignment, Membership, Resource
from rules.caller import Caller
from rules.refusals import forbidden, not_found
from rules.roles import Permission, allows


@dataclass(frozen=True, slots=True)
class ResourceDoor(Inside):
    """A resource of the group behind the door."""

    id: int
    title: str


async def resource(
    connection: AsyncConnection, caller: Caller, resource_id: int, permission: Permission
) -> ResourceDoor:
    """Come in to a resource, in order to do something with it; its group is locked.

    Raises:
        RefusalError: NOT_FOUND for who may not see into the group; FORBIDDEN for what their role never allows.
    """
    group_id = await connection.scalar(select(Resource.group_id).where(Resource.id == resource_id))
    door = await doors.inside(connection, caller, group_id, permission)
    title = await connection.scalar(select(Resource.title).where(Resource.id == resource_id))
    if title is None:
        raise not_found()  # it was removed while this waited for the lock
    return ResourceDoor(door, resource_id, title)


@dataclass(frozen=True, slots=True)
class AssignmentDoor(Inside):
    """An assignment of the caller's own."""

    id: int
    resource_id: int
    title: str
    assigned_by: int


async def own_assignment(connection: AsyncConnection, caller: Caller, assignment_id: int) -> AssignmentDoor:
    """Come in to an assignment in order to complete it; its group is locked.

    Raises:
        RefusalError: FORBIDDEN for another's, where the caller may see it at all; NOT_FOUND else.
    """
    group_id = await connection.scalar(select(Assignment.group_id).where(Assignment.id == assignment_id))
    door = await doors.inside(connection, caller, group_id, Permission.SEE)
    found = await connection.execute(
        select(Membership.account_id, Resource.id, Resource.title, Assignment.assigned_by)
        .join(Membership, Membership.id == Assignment.membership_id)
        .join(Resource, Resource.id == Assignment.resource_id)
        .where(Assignment.id == assignment_id)
    )
    row = found.first()
    if row is None:
        raise not_found()
    if row.account_id != caller.account:
        raise forbidden() if allows(door.group_access, Permission.SEE_ASSIGNMENTS) else not_found()
    return AssignmentDoor(door, assignment_id, row.id, row.title, row.assigned_by)

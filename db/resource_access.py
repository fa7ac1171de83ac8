from dataclasses import dataclass

from sqlalchemy import select

from db.access import InLockedGroup, LockedGroup, Transaction, find_group, open_group_of
from db.tables import Assignment, Membership, Resource
from rules.refusals import forbidden, not_found
from rules.roles import Permission, allows


@dataclass(frozen=True, slots=True)
class LockedResource(InLockedGroup):
    id: int
    title: str


@dataclass(frozen=True, slots=True)
class LockedAssignment(InLockedGroup):
    id: int
    resource_id: int
    title: str
    assigned_by: int


async def open_resource(work: Transaction, resource_id: int, permission: Permission) -> LockedResource:
    """Lock a resource's group; raise NOT_FOUND or FORBIDDEN as `open_group_of` does."""
    group_id = await work.connection.scalar(select(Resource.group_id).where(Resource.id == resource_id))
    group = await open_group_of(work, group_id, permission)
    title = await work.connection.scalar(select(Resource.title).where(Resource.id == resource_id))
    if title is None:
        raise not_found()  # removed while this waited for the lock
    return LockedResource(group, resource_id, title)


async def open_assignment(work: Transaction, assignment_id: int, permission: Permission) -> LockedAssignment:
    """Lock an assignment's group. NOT_FOUND for all but managers, staff and the member."""
    found = await work.connection.execute(
        select(Assignment.group_id, Membership.account_id)
        .join(Membership, Membership.id == Assignment.membership_id)
        .where(Assignment.id == assignment_id)
    )
    row = found.first()
    if row is None:
        raise not_found()
    if row.account_id != work.caller.account:
        seen = await find_group(work.connection, work.caller, row.group_id)
        if not allows(seen.group_access, Permission.SEE_ASSIGNMENTS):
            raise not_found()
    group = await open_group_of(work, row.group_id, permission)
    return (await _find(work, group, assignment_id))[0]


async def open_own_assignment(work: Transaction, assignment_id: int) -> LockedAssignment:
    """Lock the caller's own assignment. FORBIDDEN for another's that the caller may see, else NOT_FOUND."""
    group_id = await work.connection.scalar(select(Assignment.group_id).where(Assignment.id == assignment_id))
    group = await open_group_of(work, group_id, Permission.SEE)
    locked, account_id = await _find(work, group, assignment_id)
    if account_id != work.caller.account:
        raise forbidden() if allows(group.group_access, Permission.SEE_ASSIGNMENTS) else not_found()
    return locked


async def _find(work: Transaction, group: LockedGroup, assignment_id: int) -> tuple[LockedAssignment, int]:
    """Return an assignment in a locked group, and whose it is."""
    found = await work.connection.execute(
        select(Membership.account_id, Resource.id, Resource.title, Assignment.assigned_by)
        .join(Membership, Membership.id == Assignment.membership_id)
        .join(Resource, Resource.id == Assignment.resource_id)
        .where(Assignment.id == assignment_id)
    )
    row = found.first()
    if row is None:
        raise not_found()
    return LockedAssignment(group, assignment_id, row.id, row.title, row.assigned_by), row.account_id

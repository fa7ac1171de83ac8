"""The newest members, answers and assignments of a group, newest first."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, func, literal, select

from app.pages.visit import Visit
from db.queries import invitations, members, resources
from db.tables import Account, Assignment, Invitation, Membership, Resource
from graph import ids
from rules.roles import GroupAccess, Permission, allows

_NEWEST = 10


@dataclass(frozen=True, slots=True)
class News:
    resources: list[tuple[Row[Any], Row[Any] | None]]
    members: list[Row[Any]]
    invitations: list[Row[Any]]
    completed: list[Row[Any]]

    @staticmethod
    def assignment_id(row: Row[Any]) -> str:
        return str(ids.encode("Assignment", row.id))


async def news(visit: Visit, group_id: int, group_access: GroupAccess) -> News:
    """Read the reader's own assignments; everything else for managers only."""
    reader, group = visit.reader, literal(group_id)

    async def newest(doing: Permission, found: Select[*tuple[Any, ...]]) -> list[Row[Any]]:
        return list(await reader.rows(found.limit(_NEWEST))) if allows(group_access, doing) else []

    shared = await newest(
        Permission.SEE, resources.of_group(group, None).order_by(Resource.created_at.desc(), Resource.id.desc())
    )
    mine = await resources.own_assignments(reader, visit.caller, [row.id for row in shared])
    touched = func.greatest(Invitation.created_at, Invitation.mailed_at, Invitation.responded_at)
    asked = invitations.of_group(group, visit.caller.account, None, None).order_by(touched.desc(), Invitation.id.desc())
    joined = members.of_group(group).order_by(Membership.joined_at.desc(), Membership.id.desc())
    return News(
        resources=[(row, mine.get(row.id)) for row in shared],
        members=await newest(Permission.SEE_HISTORY, joined),
        invitations=await newest(Permission.SEE_INVITATIONS, asked),
        completed=await newest(Permission.SEE_ASSIGNMENTS, _completed(group_id)),
    )


def _completed(group_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(Assignment.id, Assignment.completed_at, Account.name, Resource.title)
        .join(Membership, Membership.id == Assignment.membership_id)
        .join(Account, Account.id == Membership.account_id)
        .join(Resource, Resource.id == Assignment.resource_id)
        .where(Assignment.group_id == group_id, Assignment.completed_at.is_not(None))
        .order_by(Assignment.completed_at.desc(), Assignment.id.desc())
    )

"""The newest members, answers and assignments of a group, newest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, literal, select

from app.pages.visit import Visit
from db.queries import invitations, members, resources
from db.queries.invitations import InvitationRow
from db.queries.members import MemberRow
from db.queries.resources import AssignmentRow, ResourceRow
from db.statements import R, TypedSelect
from db.tables import Account, Assignment, Invitation, Membership, Resource
from graph import ids
from rules.roles import GroupAccess, Permission, allows

_NEWEST = 10


class CompletedRow(NamedTuple):
    id: int
    completed_at: datetime | None
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class News:
    resources: list[tuple[ResourceRow, AssignmentRow | None]]
    members: list[MemberRow]
    invitations: list[InvitationRow]
    completed: list[CompletedRow]

    @staticmethod
    def assignment_id(row: AssignmentRow) -> str:
        return str(ids.encode("Assignment", row.id))


async def load_news(visit: Visit, group_id: int, group_access: GroupAccess) -> News:
    """Read the visitor's own assignments; everything else for managers only."""
    reader, group = visit.reader, literal(group_id)

    async def newest(doing: Permission, found: TypedSelect[R]) -> list[R]:
        return await reader.rows(found.limit(_NEWEST)) if allows(group_access, doing) else []

    shared = await newest(
        Permission.SEE, resources.of_group(group, None).order_by(Resource.created_at.desc(), Resource.id.desc())
    )
    mine = await resources.own_assignments(reader, visit.caller, [row.id for row in shared])
    touched = func.greatest(Invitation.created_at, Invitation.mailed_at, Invitation.responded_at)
    invited = invitations.of_group(group, visit.caller.account, None, None).order_by(
        touched.desc(), Invitation.id.desc()
    )
    joined = members.of_group(group).order_by(Membership.joined_at.desc(), Membership.id.desc())
    return News(
        resources=[(row, mine.get(row.id)) for row in shared],
        members=await newest(Permission.SEE_HISTORY, joined),
        invitations=[row.invitation for row in await newest(Permission.SEE_INVITATIONS, invited)],
        completed=await newest(Permission.SEE_ASSIGNMENTS, _completed(group_id)),
    )


def _completed(group_id: int) -> TypedSelect[CompletedRow]:
    found = (
        select(Assignment.id, Assignment.completed_at, Account.name, Resource.title)
        .join(Membership, Membership.id == Assignment.membership_id)
        .join(Account, Account.id == Membership.account_id)
        .join(Resource, Resource.id == Assignment.resource_id)
        .where(Assignment.group_id == group_id, Assignment.completed_at.is_not(None))
        .order_by(Assignment.completed_at.desc(), Assignment.id.desc())
    )
    return TypedSelect(CompletedRow, found)

import strawberry

from db.queries.groups import InvitedGroupRow
from db.queries.invitations import InvitationRow
from graph import ids
from graph.context import Context
from graph.schema.accounts import Account, account_of
from rules.invite_pages import sees_current_name


@strawberry.type(description="What an invitee may know of a group before joining it.")
class InvitedGroup:
    id: strawberry.ID = strawberry.field(
        description="An ID for caches. It is that of the invitation, since a closed one keeps an older name of the "
        "group."
    )
    group_id: strawberry.ID = strawberry.field(description="The ID of the group.")
    name: str = strawberry.field(
        description="The name of the group. For people who are not in the group, a closed invitation keeps the name "
        "that the group had when it closed."
    )
    description: str | None = strawberry.field(
        description="What the group says of itself. Once the invitation is closed, it is null for people who are not "
        "in the group."
    )
    row: strawberry.Private[InvitedGroupRow | None]
    member_count: int | None = strawberry.field(
        description="The number of members. Once the invitation is closed, it is null for people who are not in the "
        "group."
    )
    needs_seat: bool | None = strawberry.field(
        description="Whether full access takes a seat, which an administrator gives. Once the invitation is closed, it "
        "is null for people who are not in the group."
    )

    @strawberry.field(
        description="The person to ask about the group; null if there is none. Once the invitation is closed, it is "
        "null for people who are not in the group."
    )
    def facilitator(self) -> Account | None:
        person = self.row.facilitator if self.row is not None else None
        return account_of(person.id, person) if person is not None else None


def invited_group(invitation: InvitationRow, row: InvitedGroupRow | None, context: Context) -> InvitedGroup:
    assert row is not None
    own_id, group_id = ids.opaque("InvitedGroup", invitation.id), ids.encode("Group", row.id)
    is_inside = invitation.viewer_role is not None or context.is_staff
    if not sees_current_name(invitation.status, is_member=is_inside):
        name = invitation.closed_name or row.name
        return InvitedGroup(
            id=own_id, group_id=group_id, name=name, description=None, row=None, member_count=None, needs_seat=None
        )
    return InvitedGroup(
        id=own_id,
        group_id=group_id,
        name=row.name,
        description=row.description,
        row=row,
        member_count=row.member_count,
        needs_seat=row.needs_seat,
    )

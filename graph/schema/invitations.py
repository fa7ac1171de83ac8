from datetime import datetime

import strawberry

from db.queries import caseloads, discoverability, groups, invitations
from db.queries.groups import InvitedGroupRow
from db.queries.invitations import InvitationRow, ListedInvitationRow, RoomRow
from graph import ids
from graph.context import Info
from graph.schema.accounts import Account, account_of
from graph.schema.enums import InvitationAction
from graph.schema.members import group_access_in
from graph.schema.node import Node, fetched_by
from mail.links import join_link
from rules.addresses import mask
from rules.caller import Caller
from rules.caseloads import Reservation
from rules.invite_pages import sees_current_name
from rules.refusals import forbidden
from rules.roles import MANAGERS, Role, can_grant
from rules.tokens import invitation_token
from rules.transitions import DeliveryStatus, InvitationStatus, NamedBy, invitation_actions


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


@strawberry.type(
    description="An offer of a role in a group to one email address. An address has one pending invitation per group "
    "at most."
)
class Invitation(Node):
    row: strawberry.Private[InvitationRow]
    room: strawberry.Private[RoomRow | None]
    role: Role = strawberry.field(description="The role that the invitee will have in the group.")
    status: InvitationStatus = strawberry.field(
        description="Whether the invitation waits for an answer, or how it was closed."
    )
    created_at: datetime = strawberry.field(description="When the invitation was created.")
    updated_at: datetime = strawberry.field(
        description="When anything of the invitation or of its email changed last; at first, when it was created."
    )
    expires_at: datetime = strawberry.field(description="Until when the invitation can be answered.")
    responded_at: datetime | None = strawberry.field(
        description="When the invitation was accepted, declined or cancelled; null if none of these has happened."
    )
    sent_count: int = strawberry.field(description="The number of emails about the invitation that were sent.")
    last_sent_at: datetime | None = strawberry.field(
        description="When the last email about the invitation was sent; null if none was."
    )

    @strawberry.field(description="The group, as far as the invitee may know it before joining.")
    async def group(self, info: Info) -> InvitedGroup:
        row = await info.context.load(groups.invited, self.row.group_id)
        assert row is not None
        own_id, group_id = ids.opaque("InvitedGroup", self.row.id), ids.encode("Group", row.id)
        is_inside = self.row.viewer_role is not None or info.context.caller.is_staff
        if not sees_current_name(self.status, is_member=is_inside):
            name = self.row.closed_name or row.name
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

    @strawberry.field(
        description="The invited address. It is masked (a…@example.org) for managers if the invitation named a "
        "username or an account and is not accepted."
    )
    def email(self, info: Info) -> str:
        row = self.row
        known = row.named_by is NamedBy.EMAIL or row.status is InvitationStatus.ACCEPTED
        shown = known or self._is_invitee(info) or info.context.caller.is_staff
        return row.email if shown else mask(row.email)

    @strawberry.field(
        description="The account with the invited address; null if there is none. Managers see it only once it has "
        "accepted or if they may find that account anyway, else it is null."
    )
    async def invitee(self, info: Info) -> Account | None:
        row, caller, context = self.row, info.context.caller, info.context
        if row.invitee is None:
            return None
        is_managed = await context.load(discoverability.ties, (row.invitee.id, caller.account_id))
        shown = (
            is_managed is not None
            or row.status is InvitationStatus.ACCEPTED
            or row.named_by is not NamedBy.EMAIL
            or caller.is_staff
            or self._is_invitee(info)
            or context.config.directory == discoverability.EVERYONE
        )
        return account_of(row.invitee.id, row.invitee, address_shown=bool(is_managed)) if shown else None

    @strawberry.field(description="The person who sent the invitation, or sent it again last.")
    def invited_by(self) -> Account | None:
        person = self.row.inviter
        return account_of(person.id, person) if person is not None else None

    @strawberry.field(
        description="How far the newest email about the invitation has got; null if none was wanted. Managers only: "
        "others get null and a FORBIDDEN error."
    )
    def delivery(self) -> DeliveryStatus | None:
        self._require_manager()
        return self.row.delivery

    @strawberry.field(
        description="What the mail server said when it refused or put off the newest email; null if it did not. "
        "Managers only: others get null and a FORBIDDEN error."
    )
    def delivery_error(self) -> str | None:
        self._require_manager()
        return self.row.delivery_error if self.row.delivery is not DeliveryStatus.SENT else None

    @strawberry.field(
        description="From when `resendInvitation` works; null for an invitation that was accepted, declined or "
        "cancelled."
    )
    def resendable_at(self, info: Info) -> datetime | None:
        row = self.row
        if row.status not in (InvitationStatus.PENDING, InvitationStatus.EXPIRED):
            return None
        if row.last_mailed_at is None:
            return row.created_at
        return row.last_mailed_at + info.context.config.resend_cooldown

    @strawberry.field(
        description="The personal link of the invitee, to copy; null once it can no longer be used. Managers only: "
        "others get null and a FORBIDDEN error."
    )
    def url(self, info: Info) -> str | None:
        self._require_manager()
        if self.row.status is not InvitationStatus.PENDING:
            return None
        config = info.context.config
        return join_link(config, invitation_token(config.secret_keys, self.row.id, self.row.version))

    @strawberry.field(
        description="What the viewer can do with the invitation now, so that a client shows only what works."
    )
    async def viewer_actions(self, info: Info) -> list[InvitationAction]:
        role = self.row.viewer_role
        may_manage = role in MANAGERS and can_grant(role, self.role)
        shown = invitation_actions(
            self.status,
            is_invitee=self._is_invitee(info),
            role_given=self.role is Role.MEMBER or can_grant(self.row.inviter_role, self.role),
            may_manage=may_manage,
            resend_ready=may_manage and await self._may_be_resent(info),
        )
        return [InvitationAction(name) for name in shown]

    async def _may_be_resent(self, info: Info) -> bool:
        """Check the cooldown, other memberships or invitations, and room in the caseload."""
        row, context = self.row, info.context
        resendable_at = self.resendable_at(info)
        if resendable_at is None or resendable_at > row.now or row.has_another_way:
            return False
        if self.role is not Role.MEMBER:
            return True
        charge, left = await self._room(info)
        if charge.caseload_id is None or left is None or left > 0:
            return True
        now = Reservation(row.caseload_id, row.invited_by)
        if self.status is InvitationStatus.PENDING and charge.can_take_over(now):
            return True
        return charge.is_by_owner and bool(await context.load(caseloads.counted, (charge.caseload_id, row.email)))

    async def _room(self, info: Info) -> tuple[Reservation, int | None]:
        """Return which caseload the viewer's resend would be charged to, and the places left in it.

        A group listing has read both already, so this costs no statement there.
        """
        row, viewer = self.row, info.context.caller.account
        if self.room is not None:
            return Reservation(self.room.charged_to, viewer), self.room.places_left
        found = await info.context.load(caseloads.for_inviting, (row.group_id, viewer))
        return (Reservation(None, viewer), None) if found is None else (found[0], found[1].remaining)

    def _is_invitee(self, info: Info) -> bool:
        return is_invitee(self.row, info.context.caller)

    def _require_manager(self) -> None:
        if self.row.viewer_role not in MANAGERS:
            raise forbidden()


def is_invitee(row: InvitationRow, caller: Caller) -> bool:
    return row.invitee is not None and row.invitee.id == caller.account_id


def listed_invitation(row: ListedInvitationRow) -> Invitation:
    return invitation_of(row.invitation, row.room)


def invitation_of(row: InvitationRow, room: RoomRow | None = None) -> Invitation:
    return Invitation(
        id=ids.encode("Invitation", row.id),
        row=row,
        room=room,
        role=row.role,
        status=row.status,
        created_at=row.created_at,
        updated_at=row.updated_at,
        expires_at=row.expires_at,
        responded_at=row.responded_at,
        sent_count=row.sent_count,
        last_sent_at=row.last_sent_at,
    )


async def load_invitation(info: Info, key: int | None) -> Invitation | None:
    row = await info.context.load(invitations.by_viewer, (key, info.context.caller.account_id)) if key else None
    return invitation_of(row) if row is not None else None


async def load_group_invitation(info: Info, key: int | None) -> Invitation | None:
    """Load an invitation of a stream's group, where the viewer's role is known."""
    row = await info.context.load(invitations.shown, key) if key else None
    if row is None:
        return None
    group_access, _ = await group_access_in(info, row.group_id)
    return invitation_of(row._replace(viewer_role=group_access.role))


@fetched_by("Invitation")
async def reachable_invitation(info: Info, key: int) -> Invitation | None:
    caller = info.context.caller
    row = await info.context.load(invitations.by_viewer, (key, caller.account_id))
    if row is None:
        return None
    shown = is_invitee(row, caller) or caller.is_staff or row.viewer_role in MANAGERS
    return invitation_of(row) if shown else None

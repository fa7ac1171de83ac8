from datetime import datetime
from typing import Any

import strawberry
from sqlalchemy import Row

from db.queries import caseloads, discoverability, groups, invitations
from graph import ids
from graph.context import Info
from graph.schema.accounts import Account, named_account
from graph.schema.enums import DeliveryStatus, InvitationAction
from graph.schema.members import group_access_in
from graph.schema.node import Node, fetched_by
from mail.links import join_link
from rules.addresses import mask
from rules.caseloads import Charge
from rules.invite_pages import sees_present
from rules.refusals import forbidden
from rules.roles import MANAGERS, Role, can_grant
from rules.tokens import invitation_token
from rules.transitions import InvitationStatus, invitation_actions


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
    row: strawberry.Private[Row[Any] | None]
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
        row = self.row
        return named_account(row, "facilitator") if row is not None and row.facilitator_id is not None else None


@strawberry.type(
    description="An offer of a role in a group to one email address. An address has one pending invitation per group "
    "at most."
)
class Invitation(Node):
    row: strawberry.Private[Row[Any]]
    viewer_role: strawberry.Private[str | None]
    role: Role = strawberry.field(description="The role that the invitee will have in the group.")
    status: InvitationStatus = strawberry.field(
        description="Whether the invitation waits for an answer, or how it was closed."
    )
    created_at: datetime = strawberry.field(description="When the invitation was created.")
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
        is_inside = self.viewer_role is not None or info.context.caller.is_staff
        if not sees_present(self.status, is_inside=is_inside):
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
        known = row.named_by == "EMAIL" or row.status == InvitationStatus.ACCEPTED
        shown = known or self._is_invitee(info) or info.context.caller.is_staff
        return str(row.email) if shown else mask(row.email)

    @strawberry.field(
        description="The account with the invited address; null if there is none. Managers see it only once it has "
        "accepted or if they may find that account anyway, else it is null."
    )
    async def invitee(self, info: Info) -> Account | None:
        row, caller, context = self.row, info.context.caller, info.context
        if row.invitee_id is None:
            return None
        is_managed = await context.load(discoverability.ties, (row.invitee_id, caller.account_id))
        shown = (
            is_managed is not None
            or row.status == InvitationStatus.ACCEPTED
            or row.named_by != "EMAIL"
            or caller.is_staff
            or self._is_invitee(info)
            or context.config.directory == discoverability.EVERYONE
        )
        return named_account(row, "invitee", address_shown=bool(is_managed)) if shown else None

    @strawberry.field(description="The person who sent the invitation, or sent it again last.")
    def invited_by(self) -> Account | None:
        return named_account(self.row, "inviter") if self.row.inviter_id is not None else None

    @strawberry.field(
        description="How far the newest email about the invitation has got; null if none was wanted. Managers only: "
        "others get null and a FORBIDDEN error."
    )
    def delivery(self) -> DeliveryStatus | None:
        self._require_manager()
        return DeliveryStatus(self.row.delivery) if self.row.delivery else None

    @strawberry.field(
        description="What the mail server said when it refused or put off the newest email; null if it did not. "
        "Managers only: others get null and a FORBIDDEN error."
    )
    def delivery_error(self) -> str | None:
        self._require_manager()
        return self.row.delivery_error if self.row.delivery != DeliveryStatus.SENT else None

    @strawberry.field(
        description="From when `resendInvitation` works; null for an invitation that was accepted, declined or "
        "cancelled."
    )
    def resendable_at(self, info: Info) -> datetime | None:
        row = self.row
        if row.status not in (InvitationStatus.PENDING, InvitationStatus.EXPIRED):
            return None
        if row.last_mailed_at is None:
            return row.created_at  # type: ignore[no-any-return]
        return row.last_mailed_at + info.context.config.resend_cooldown  # type: ignore[no-any-return]

    @strawberry.field(
        description="The personal link of the invitee, to copy; null once it can no longer be used. Managers only: "
        "others get null and a FORBIDDEN error."
    )
    def url(self, info: Info) -> str | None:
        self._require_manager()
        if self.row.status != InvitationStatus.PENDING:
            return None
        config = info.context.config
        return join_link(config, invitation_token(config.secret_keys, self.row.id, self.row.version))

    @strawberry.field(
        description="What the viewer can do with the invitation now, so that a client shows only what works."
    )
    async def viewer_actions(self, info: Info) -> list[InvitationAction]:
        role = Role(self.viewer_role) if self.viewer_role else None
        inviter = Role(self.row.inviter_role) if self.row.inviter_role else None
        may_manage = role in MANAGERS and can_grant(role, self.role)
        shown = invitation_actions(
            self.status,
            is_invitee=self._is_invitee(info),
            role_given=self.role is Role.MEMBER or can_grant(inviter, self.role),
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
        now = Charge(row.caseload_id, row.invited_by)
        if self.status is InvitationStatus.PENDING and charge.keeps_place_of(now):
            return True
        return charge.is_keeper and bool(await context.load(caseloads.counted, (charge.caseload_id, row.email)))

    async def _room(self, info: Info) -> tuple[Charge, int | None]:
        """Return which caseload the viewer's resend would be charged to, and the places left in it.

        A group listing has read both already, so this costs no statement there.
        """
        row, viewer = self.row, info.context.caller.account
        if "charged_to" in row._mapping:
            return Charge(row.charged_to, viewer), row.places_left
        place: tuple[int, int | None] = (row.group_id, viewer)
        found = await info.context.load(caseloads.for_inviting, place)
        return (Charge(None, viewer), None) if found is None else (found[0], found[1].remaining)

    def _is_invitee(self, info: Info) -> bool:
        return self.row.invitee_id is not None and self.row.invitee_id == info.context.caller.account_id

    def _require_manager(self) -> None:
        if self.viewer_role not in MANAGERS:
            raise forbidden()


def invitation_of(row: Row[Any]) -> Invitation:
    return _invitation(row, row.viewer_role)


def _invitation(row: Row[Any], viewer_role: str | None) -> Invitation:
    return Invitation(
        id=ids.encode("Invitation", row.id),
        row=row,
        viewer_role=viewer_role,
        role=Role(row.role),
        status=InvitationStatus(row.status),
        created_at=row.created_at,
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
    return _invitation(row, group_access.role)


@fetched_by("Invitation")
async def reachable_invitation(info: Info, key: int) -> Invitation | None:
    caller = info.context.caller
    row = await info.context.load(invitations.by_viewer, (key, caller.account_id))
    if row is None:
        return None
    is_invitee = row.invitee_id is not None and row.invitee_id == caller.account_id
    return invitation_of(row) if is_invitee or caller.is_staff or row.viewer_role in MANAGERS else None

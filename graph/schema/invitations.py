import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import strawberry

from db.queries import caseloads, discoverability, groups, invitations
from db.queries.invitations import InvitationRow, ListedInvitationRow, RoomRow
from graph.context import Context
from graph.fields import Loader, attribute, function, relation
from graph.schema.accounts import Account
from graph.schema.enums import InvitationAction
from graph.schema.invited_groups import InvitedGroup, invited_group
from graph.schema.node import Node, fetched_if, node_id
from mail.links import join_link
from rules.addresses import mask
from rules.caseloads import Reservation
from rules.refusals import forbidden
from rules.roles import MANAGERS, Role, can_grant
from rules.tokens import invitation_token
from rules.transitions import DeliveryStatus, InvitationStatus, NamedBy, invitation_actions


async def _invited_groups(invitations: Sequence["Invitation"], context: Context) -> list[InvitedGroup]:
    rows = [invitation.row for invitation in invitations]
    found = await context.load_many(groups.invited, [row.group_id for row in rows])
    return [invited_group(row, group, context) for row, group in zip(rows, found, strict=True)]


async def _invitees(invitations: Sequence["Invitation"], context: Context) -> list[Account | None]:
    """See `Invitation.invitee`; a person in one of the viewer's groups, or on their caseload, is shown anyway."""
    keys = [invitation.row.invitee.id for invitation in invitations if invitation.row.invitee is not None]
    managed = await context.load_many_of_viewer(discoverability.ties, keys) if keys else []
    ties = dict(zip(keys, managed, strict=True))
    sees_all = cache(lambda: context.config.directory == discoverability.EVERYONE or context.is_staff)
    found: list[Account | None] = []
    for invitation in invitations:
        row = invitation.row
        invitee = row.invitee
        account = None
        if invitee is not None:
            is_managed = ties[invitee.id]
            is_known = row.status is InvitationStatus.ACCEPTED or row.named_by is not NamedBy.EMAIL
            if is_managed is not None or is_known or sees_all() or context.is_viewer(invitee.id):
                account = Account(key=invitee.id, row=invitee, address_shown=bool(is_managed))
        found.append(account)
    return found


def _viewer_actions(invitations: Sequence["Invitation"], context: Context) -> Any:
    cooldown = context.config.resend_cooldown
    ready = [_resend_ready(invitation.row, invitation.room, cooldown) for invitation in invitations]
    if None in ready:
        return _looked_up_actions(invitations, context, ready)
    return [
        _actions_of(invitation.row, context, bool(is_ready))
        for invitation, is_ready in zip(invitations, ready, strict=True)
    ]


async def _looked_up_actions(
    invitations: Sequence["Invitation"], context: Context, ready: Sequence[bool | None]
) -> list[list[InvitationAction]]:
    unknown = [invitation for invitation, is_ready in zip(invitations, ready, strict=True) if is_ready is None]
    looked_up = iter(await asyncio.gather(*(invitation.has_room(context) for invitation in unknown)))
    return [
        _actions_of(invitation.row, context, next(looked_up) if is_ready is None else is_ready)
        for invitation, is_ready in zip(invitations, ready, strict=True)
    ]


def _actions_of(row: InvitationRow, context: Context, resend_ready: bool) -> list[InvitationAction]:
    return _actions(row.status, is_invitee(row, context), row.role, row.inviter_role, row.viewer_role, resend_ready)


@cache
def _may_manage(viewer_role: Role | None, role: Role) -> bool:
    return viewer_role in MANAGERS and can_grant(viewer_role, role)


def _resend_ready(row: InvitationRow, room: RoomRow | None, cooldown: timedelta) -> bool | None:
    """Check the cooldown, other memberships or invitations, and room in the caseload; None if that must be read.

    A group listing has read the room already.
    """
    if row.has_another_way or not _may_manage(row.viewer_role, row.role):
        return False
    resendable_at = _resendable_at(row, cooldown)
    if resendable_at is None or resendable_at > row.now:
        return False
    if row.role is not Role.MEMBER:
        return True
    has_room = room is not None and (room.charged_to is None or room.places_left is None or room.places_left > 0)
    return True if has_room else None


def _resendable_at(row: InvitationRow, cooldown: timedelta) -> datetime | None:
    if row.status is not InvitationStatus.PENDING and row.status is not InvitationStatus.EXPIRED:
        return None
    return row.created_at if row.last_mailed_at is None else row.last_mailed_at + cooldown


@cache
def _actions(
    status: InvitationStatus,
    is_invitee: bool,
    role: Role,
    inviter_role: Role | None,
    viewer_role: Role | None,
    resend_ready: bool,
) -> list[InvitationAction]:
    shown = invitation_actions(
        status,
        is_invitee=is_invitee,
        role_given=role is Role.MEMBER or can_grant(inviter_role, role),
        may_manage=_may_manage(viewer_role, role),
        resend_ready=resend_ready,
    )
    return [InvitationAction(name) for name in shown]


@strawberry.type(
    description="An offer of a role in a group to one email address. An address has one pending invitation per group "
    "at most."
)
class Invitation(Node):
    id: strawberry.ID = node_id("Invitation", "row.id")
    row: strawberry.Private[InvitationRow]
    room: strawberry.Private[RoomRow | None]
    role: Role = attribute("row.role", description="The role that the invitee will have in the group.")
    status: InvitationStatus = attribute(
        "row.status", description="Whether the invitation waits for an answer, or how it was closed."
    )
    created_at: datetime = attribute("row.created_at", description="When the invitation was created.")
    updated_at: datetime = attribute(
        "row.updated_at",
        description="When anything of the invitation or of its email changed last; at first, when it was created.",
    )
    expires_at: datetime = attribute("row.expires_at", description="Until when the invitation can be answered.")
    responded_at: datetime | None = attribute(
        "row.responded_at",
        description="When the invitation was accepted, declined or cancelled; null if none of these has happened.",
    )
    sent_count: int = attribute(
        "row.sent_count", description="The number of emails about the invitation that were sent."
    )
    last_sent_at: datetime | None = attribute(
        "row.last_sent_at", description="When the last email about the invitation was sent; null if none was."
    )

    group: InvitedGroup = relation(
        _invited_groups, description="The group, as far as the invitee may know it before joining."
    )

    @function(
        description="The invited address. It is masked (a…@example.org) for managers if the invitation named a "
        "username or an account and is not accepted."
    )
    def email(self, context: Context) -> str:
        row = self.row
        known = row.named_by is NamedBy.EMAIL or row.status is InvitationStatus.ACCEPTED
        shown = known or is_invitee(row, context) or context.is_staff
        return row.email if shown else mask(row.email)

    invitee: Account | None = relation(
        _invitees,
        description="The account with the invited address; null if there is none. Managers see it only once it has "
        "accepted or if they may find that account anyway, else it is null.",
    )

    @function(description="The person who sent the invitation, or sent it again last.")
    def invited_by(self, context: Context) -> Account | None:
        person = self.row.inviter
        return Account(key=person.id, row=person, address_shown=False) if person is not None else None

    @function(
        description="How far the newest email about the invitation has got; null if none was wanted. Managers only: "
        "others get null and a FORBIDDEN error."
    )
    def delivery(self, context: Context) -> DeliveryStatus | None:
        self._require_manager()
        return self.row.delivery

    @function(
        description="What the mail server said when it refused or put off the newest email; null if it did not. "
        "Managers only: others get null and a FORBIDDEN error."
    )
    def delivery_error(self, context: Context) -> str | None:
        self._require_manager()
        return self.row.delivery_error if self.row.delivery is not DeliveryStatus.SENT else None

    @function(
        description="From when `resendInvitation` works; null for an invitation that was accepted, declined or "
        "cancelled."
    )
    def resendable_at(self, context: Context) -> datetime | None:
        return _resendable_at(self.row, context.config.resend_cooldown)

    @function(
        description="The personal link of the invitee, to copy; null once it can no longer be used. Managers only: "
        "others get null and a FORBIDDEN error."
    )
    def url(self, context: Context) -> str | None:
        self._require_manager()
        if self.row.status is not InvitationStatus.PENDING:
            return None
        config = context.config
        return join_link(config, invitation_token(config.secret_keys, self.row.id, self.row.version))

    viewer_actions: list[InvitationAction] = relation(
        _viewer_actions,
        description="What the viewer can do with the invitation now, so that a client shows only what works.",
    )

    async def has_room(self, context: Context) -> bool:
        """Check whether the caseload that the viewer's resend would be charged to has room for it."""
        row = self.row
        if self.room is not None:
            charge, left = Reservation(self.room.charged_to, context.personal_caller().account), self.room.places_left
        else:
            found = await context.load_of_viewer(caseloads.for_inviting, row.group_id)
            if found is None:
                return True
            charge, left = found[0], found[1].remaining
        if charge.caseload_id is None or left is None or left > 0:
            return True
        now = Reservation(row.caseload_id, row.invited_by)
        if self.row.status is InvitationStatus.PENDING and charge.can_take_over(now):
            return True
        return charge.is_by_owner and bool(await context.load(caseloads.counted, (charge.caseload_id, row.email)))

    def _require_manager(self) -> None:
        if self.row.viewer_role not in MANAGERS:
            raise forbidden()


def is_invitee(row: InvitationRow, context: Context) -> bool:
    return row.invitee is not None and context.is_viewer(row.invitee.id)


def listed_invitation(row: ListedInvitationRow) -> Invitation:
    return Invitation(row=row.invitation, room=row.room)


def invitation_of(row: InvitationRow, room: RoomRow | None = None) -> Invitation:
    return Invitation(row=row, room=room)


load_invitations = Loader(invitations.by_viewer, invitation_of, by_viewer=True)


async def load_group_invitations(context: Context, keys: Sequence[int | None]) -> list[Invitation | None]:
    """Load invitations of a stream's group, where the viewer's role is known."""
    found = await Loader(invitations.shown, invitation_of)(context, keys)
    standings = await context.standings_in({one.row.group_id for one in found if one is not None})
    for one in found:
        if one is not None:
            one.row = one.row._replace(viewer_role=standings[one.row.group_id].group_access.role)
    return found


def _may_see(invitation: Invitation, context: Context) -> bool:
    row = invitation.row
    return is_invitee(row, context) or context.personal_caller().is_staff or row.viewer_role in MANAGERS


reachable_invitations = fetched_if("Invitation", load_invitations, _may_see)

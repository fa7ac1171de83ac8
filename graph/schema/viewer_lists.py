from datetime import datetime

import strawberry

from db.queries import invitations, members, notifications
from graph.arguments import After, First, given
from graph.context import Info
from graph.pagination.connections import Connection, slice_of
from graph.pagination.listings import Listing
from graph.pagination.pages import page_of
from graph.schema.invitations import Invitation, invitation_of
from graph.schema.members import Member, member_of
from graph.schema.notifications import Badge, Notification, load_badge, notification_of
from graph.schema.viewer_base import ViewerBase
from rules.transitions import InvitationStatus


@strawberry.type
class ViewerLists(ViewerBase):
    @strawberry.field(description="The figure on the bell.")
    async def badge(self, info: Info) -> Badge | None:
        self.require_password()
        return await load_badge(info, self.key)

    @strawberry.field(description="The entries of the notification centre, newest first.")
    async def notifications(
        self,
        info: Info,
        unread_only: bool = False,
        first: First = 20,
        after: After = strawberry.UNSET,
    ) -> Connection[Notification] | None:
        self.require_password()
        listing = Listing(
            "notifications",
            notifications.of_account,
            (("created_at", datetime), ("id", int)),
            descending=True,
            filters=(unread_only,),
        )
        cut = slice_of(listing, first, given(after))
        return await page_of(info, listing, cut, self.key, lambda row: notification_of(info, row))

    @strawberry.field(description="The overview of the invitations addressed to the viewer, newest first.")
    async def invitations(
        self,
        info: Info,
        status: list[InvitationStatus] | None = (InvitationStatus.PENDING,),  # type: ignore[assignment]
        first: First = 20,
        after: After = strawberry.UNSET,
    ) -> Connection[Invitation] | None:
        """List pending ones by default; null lists every status."""
        self.require_password()
        listing = Listing(
            "viewer invitations",
            invitations.of_account,
            (("created_at", datetime), ("id", int)),
            descending=True,
            filters=(None if status is None else tuple(status),),
            is_viewed=True,
        )
        return await page_of(info, listing, slice_of(listing, first, given(after)), self.key, invitation_of)

    @strawberry.field(description="The groups that the viewer is in, as its memberships, by the group's name.")
    async def memberships(
        self, info: Info, first: First = 20, after: After = strawberry.UNSET
    ) -> Connection[Member] | None:
        self.require_password()
        listing = Listing("memberships", members.of_account, (("group_sort_name", str), ("id", int)))
        return await page_of(info, listing, slice_of(listing, first, given(after)), self.key, member_of)

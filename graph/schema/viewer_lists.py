from datetime import datetime
from typing import Annotated

import strawberry

from db.queries import invitations, members, notifications, resources
from graph.arguments import After, Before, Done, First, Last, given
from graph.context import Info
from graph.fields import relation
from graph.pagination.connections import Connection, slice_of
from graph.pagination.listings import Listing
from graph.pagination.pages import page_of
from graph.schema.invitations import Invitation, invitation_of
from graph.schema.members import Member, member_of
from graph.schema.notifications import Badge, Notification, load_badge, notification_of
from graph.schema.resources import Assignment, due_assignment_of, due_listing
from graph.schema.viewer_base import ViewerBase, of_viewer
from rules.notifications import NotificationKind
from rules.transitions import InvitationStatus


@strawberry.type
class ViewerLists(ViewerBase):
    badge: Badge | None = relation(
        of_viewer(load_badge),
        description="The number of things that wait for the viewer, for a badge on a bell. Null while "
        "`mustSetPassword` is true.",
    )

    @strawberry.field(
        description="The notifications of the viewer, newest first. Null while `mustSetPassword` is true."
    )
    async def notifications(
        self,
        info: Info,
        unread_only: Annotated[bool, strawberry.argument(description="Whether to leave out what was read.")] = False,
        kind: Annotated[
            list[NotificationKind] | None, strawberry.argument(description="Only notifications of these kinds.")
        ] = strawberry.UNSET,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> Connection[Notification] | None:
        self.require_password()
        kinds = given(kind)
        listing = Listing(
            "notifications",
            notifications.of_account,
            (("created_at", datetime), ("id", int)),
            descending=True,
            filters=(unread_only, None if kinds is None else tuple(kinds)),
        )
        cut = slice_of(listing, first, after, last, before)
        return await page_of(info, listing, cut, self.key, lambda row: notification_of(info, row))

    @strawberry.field(
        description="The invitations that are addressed to the viewer, newest first. Null while `mustSetPassword` is "
        "true."
    )
    async def invitations(
        self,
        info: Info,
        status: Annotated[
            list[InvitationStatus] | None,
            strawberry.argument(description="Only invitations with one of these statuses; null for all."),
        ] = (InvitationStatus.PENDING,),  # type: ignore[assignment]
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> Connection[Invitation] | None:
        self.require_password()
        listing = Listing(
            "viewer invitations",
            invitations.of_account,
            (("created_at", datetime), ("id", int)),
            descending=True,
            filters=(None if status is None else tuple(status),),
            depends_on_viewer=True,
        )
        return await page_of(info, listing, slice_of(listing, first, after, last, before), self.key, invitation_of)

    @strawberry.field(
        description="What the viewer is asked to work through, in all groups; open ones first, by due date. Null while "
        "`mustSetPassword` is true."
    )
    async def assignments(
        self,
        info: Info,
        done: Done = strawberry.UNSET,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> Connection[Assignment] | None:
        self.require_password()
        listing = due_listing(resources.assignments_of_account, done)
        cut = slice_of(listing, first, after, last, before)
        return await page_of(info, listing, cut, self.key, due_assignment_of)

    @strawberry.field(
        description="The memberships of the viewer in all groups, by the name of the group. Null while "
        "`mustSetPassword` is true."
    )
    async def memberships(
        self,
        info: Info,
        search: Annotated[
            str | None,
            strawberry.argument(
                description="Beginnings of words of the name of the group; case and accents do not matter."
            ),
        ] = strawberry.UNSET,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> Connection[Member] | None:
        self.require_password()
        order = (("group_sort_name", str), ("member_id", int))
        listing = Listing("memberships", members.of_account, order, filters=(given(search),))
        cut = slice_of(listing, first, after, last, before)
        return await page_of(info, listing, cut, self.key, lambda row: member_of(row.member))

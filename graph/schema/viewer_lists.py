from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import strawberry

from db.queries import invitations, members, notifications, resources
from db.queries.invitations import InvitationRow
from db.queries.members import MembershipRow
from db.queries.notifications import NotificationRow
from db.queries.resources import DueAssignmentRow
from graph.arguments import Done, given
from graph.context import Context
from graph.fields import relation
from graph.pagination.paged_fields import paged
from graph.pagination.read_pages import Listing
from graph.pagination.relay_connections import Connection
from graph.schema.invitations import Invitation, invitation_of
from graph.schema.members import Member, member_of
from graph.schema.notifications import Badge, Notification, load_badges, notification_of
from graph.schema.resources import Assignment, due_assignment_of, due_listing
from graph.schema.viewer_base import ViewerBase, of_viewer, require_password
from rules.notifications import NotificationKind
from rules.transitions import InvitationStatus


def _notifications(
    viewers: Sequence[ViewerBase],
    context: Context,
    unread_only: Annotated[bool, strawberry.argument(description="Whether to leave out what was read.")] = False,
    kind: Annotated[
        list[NotificationKind] | None, strawberry.argument(description="Only notifications of these kinds.")
    ] = strawberry.UNSET,
) -> tuple[Listing[NotificationRow], Sequence[ViewerBase]]:
    require_password(viewers)
    kinds = given(kind)
    order, filters = (("created_at", datetime), ("id", int)), (unread_only, None if kinds is None else tuple(kinds))
    return Listing("notifications", notifications.of_account, order, descending=True, filters=filters), viewers


def _invitations(
    viewers: Sequence[ViewerBase],
    context: Context,
    status: Annotated[
        list[InvitationStatus] | None,
        strawberry.argument(description="Only invitations with one of these statuses; null for all."),
    ] = (InvitationStatus.PENDING,),  # type: ignore[assignment]
) -> tuple[Listing[InvitationRow], Sequence[ViewerBase]]:
    require_password(viewers)
    listing = Listing(
        "viewer invitations",
        invitations.of_account,
        (("created_at", datetime), ("id", int)),
        descending=True,
        filters=(None if status is None else tuple(status),),
        depends_on_viewer=True,
    )
    return listing, viewers


def _assignments(
    viewers: Sequence[ViewerBase], context: Context, done: Done = strawberry.UNSET
) -> tuple[Listing[DueAssignmentRow], Sequence[ViewerBase]]:
    require_password(viewers)
    return due_listing(resources.assignments_of_account, done), viewers


def _memberships(
    viewers: Sequence[ViewerBase],
    context: Context,
    search: Annotated[
        str | None,
        strawberry.argument(
            description="Beginnings of words of the name of the group; case and accents do not matter."
        ),
    ] = strawberry.UNSET,
) -> tuple[Listing[MembershipRow], Sequence[ViewerBase]]:
    require_password(viewers)
    order = (("group_sort_name", str), ("member_id", int))
    return Listing("memberships", members.of_account, order, filters=(given(search),)), viewers


@strawberry.type
class ViewerLists(ViewerBase):
    badge: Badge | None = relation(
        of_viewer(load_badges),
        description="The number of things that wait for the viewer, for a badge on a bell. Null while "
        "`mustSetPassword` is true.",
    )
    notifications: Connection[Notification] | None = paged(
        _notifications,
        notification_of,
        description="The notifications of the viewer, newest first. Null while `mustSetPassword` is true.",
    )
    invitations: Connection[Invitation] | None = paged(
        _invitations,
        invitation_of,
        description="The invitations that are addressed to the viewer, newest first. Null while `mustSetPassword` is "
        "true.",
    )
    assignments: Connection[Assignment] | None = paged(
        _assignments,
        due_assignment_of,
        description="What the viewer is asked to work through, in all groups; open ones first, by due date. Null while "
        "`mustSetPassword` is true.",
    )
    memberships: Connection[Member] | None = paged(
        _memberships,
        lambda row: member_of(row.member),
        description="The memberships of the viewer in all groups, by the name of the group. Null while "
        "`mustSetPassword` is true.",
    )

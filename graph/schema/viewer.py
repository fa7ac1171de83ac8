from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Annotated, Any

import strawberry

from db.queries import access_tokens, invitations, members, notifications, resources, viewers
from db.queries.invitations import InvitationRow
from db.queries.members import MembershipRow
from db.queries.notifications import NotificationRow
from db.queries.resources import DueAssignmentRow
from graph.arguments import Done
from graph.context import Context
from graph.fields import Load, attribute, relation
from graph.pagination.read_pages import Listing
from graph.pagination.relay_connections import Connection, paged
from graph.schema.access_tokens import AccessToken
from graph.schema.accounts import Account, load_accounts
from graph.schema.caseloads import Caseload, load_caseloads
from graph.schema.invitations import Invitation, invitation_of
from graph.schema.members import Member, member_of
from graph.schema.node import Node, fetched_by, node_id
from graph.schema.notifications import Badge, Notification, load_badges, notification_of
from graph.schema.resources import Assignment, due_assignment_of, due_listing
from live.cursors import encode_stream_cursor
from rules.caller import Caller
from rules.notifications import NotificationKind
from rules.refusals import password_required
from rules.transitions import InvitationStatus


def with_password(viewers: Sequence["Viewer"]) -> Sequence["Viewer"]:
    """Raise PASSWORD_REQUIRED until a one-time login has been followed by setPassword."""
    if any(viewer.caller.must_set_password for viewer in viewers):
        raise password_required()
    return viewers


def _of_viewer(load: Load, *, before_password: bool = False) -> Callable[..., Awaitable[Sequence[Any]]]:
    """Return a relation of what is loaded by the viewer's account ID; PASSWORD_REQUIRED unless `before_password`."""

    async def read(viewers: Sequence["Viewer"], context: Context) -> Sequence[Any]:
        shown = viewers if before_password else with_password(viewers)
        return await load(context, [viewer.key for viewer in shown])

    return read


def _notifications(
    viewers: Sequence["Viewer"],
    context: Context,
    unread_only: Annotated[bool, strawberry.argument(description="Whether to leave out what was read.")] = False,
    kind: Annotated[
        list[NotificationKind] | None, strawberry.argument(description="Only notifications of these kinds.")
    ] = None,
) -> tuple[Listing[NotificationRow], Sequence["Viewer"]]:
    order, filters = (("created_at", datetime), ("id", int)), (unread_only, kind)
    listing = Listing("notifications", notifications.of_account, order, descending=True, filters=filters)
    return listing, with_password(viewers)


def _invitations(
    viewers: Sequence["Viewer"],
    context: Context,
    status: Annotated[
        list[InvitationStatus] | None,
        strawberry.argument(description="Only invitations with one of these statuses; null for all."),
    ] = (InvitationStatus.PENDING,),  # type: ignore[assignment]
) -> tuple[Listing[InvitationRow], Sequence["Viewer"]]:
    listing = Listing(
        "viewer invitations",
        invitations.of_account,
        (("created_at", datetime), ("id", int)),
        descending=True,
        filters=(status,),
        depends_on_viewer=True,
    )
    return listing, with_password(viewers)


def _assignments(
    viewers: Sequence["Viewer"], context: Context, done: Done = None
) -> tuple[Listing[DueAssignmentRow], Sequence["Viewer"]]:
    return due_listing(resources.assignments_of_account, done), with_password(viewers)


def _memberships(
    viewers: Sequence["Viewer"],
    context: Context,
    search: Annotated[
        str | None,
        strawberry.argument(
            description="Beginnings of words of the name of the group; case and accents do not matter."
        ),
    ] = None,
) -> tuple[Listing[MembershipRow], Sequence["Viewer"]]:
    order = (("group_sort_name", str), ("member_id", int))
    return Listing("memberships", members.of_account, order, filters=(search,)), with_password(viewers)


async def _tokens(context: Context, keys: Sequence[int]) -> list[list[AccessToken]]:
    found = await context.load_many(access_tokens.of_accounts, keys)
    return [[AccessToken(row=row) for row in rows or ()] for rows in found]


async def _cursors(context: Context, keys: Sequence[int]) -> list[str]:
    numbers = await context.load_many(viewers.event_numbers, keys)
    epoch = context.feeds.epoch
    return [encode_stream_cursor(epoch, f"a:{key}", number or 0) for key, number in zip(keys, numbers, strict=True)]


@strawberry.type(description="The account that is signed in, with what only it may see.")
class Viewer(Node):
    id: strawberry.ID = node_id("Viewer", "key")
    key: strawberry.Private[int]
    caller: strawberry.Private[Caller]

    badge: Badge | None = relation(
        _of_viewer(load_badges),
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
    caseload: Caseload | None = relation(
        _of_viewer(load_caseloads),
        description="The list of patients that the viewer keeps as a therapist; null for an account that keeps none, "
        "and while `mustSetPassword` is true.",
    )
    is_staff: bool = attribute("caller.is_staff", description="Whether this session or token has the rights of staff.")
    must_set_password: bool = attribute(
        "caller.must_set_password",
        description="Whether this session has to call `setPassword` first, without `currentPassword`: true after every "
        "one-time login. Until then only `site`, `invitePage`, `setPassword`, `logOut` and the fields `id`, `account`, "
        "`isStaff` and `mustSetPassword` of the viewer answer; everything else is PASSWORD_REQUIRED.",
    )

    account: Account = relation(
        _of_viewer(load_accounts, before_password=True), description="The account as other people see it."
    )
    access_tokens: list[AccessToken] | None = relation(
        _of_viewer(_tokens),
        description="The access tokens that the account made and has not revoked, newest first. Null while "
        "`mustSetPassword` is true.",
    )
    live_cursor: str | None = relation(
        _of_viewer(_cursors),
        description="The position of the streams `viewerChanges`, `notifications` and `viewerInvitations` at the time "
        "of this query. A client that subscribes after it misses nothing. Null while `mustSetPassword` is true.",
    )


CHANGED_VIEWER = "The account that is signed in; null if userErrors refused the whole change."


def viewer_of(caller: Caller) -> Viewer:
    return Viewer(key=caller.account, caller=caller)


@fetched_by("Viewer")
async def reachable_viewers(context: Context, keys: Sequence[int]) -> list[Viewer | None]:
    caller = context.personal_caller()
    return [viewer_of(caller) if key == caller.account_id else None for key in keys]

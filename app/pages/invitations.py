"""The overview: invitations to answer and the visitor's groups."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import literal
from starlette.responses import Response

from actions.invitations import accept_or_decline
from actions.work import ProblemsError
from app.pages.destinations import HOME
from app.pages.groups import redirect_new_member
from app.pages.rendering import redirect, render_page
from app.pages.visit import Visit
from db.queries import accounts, groups, invitations, members, notifications
from db.queries.groups import InvitedGroupRow
from db.queries.invitations import InvitationRow
from db.statements import R
from db.tables import Notification
from graph import ids
from graph.pagination.read_pages import Listing, Page, read_pages
from graph.pagination.relay_connections import encode_cursor, slice_of
from mail.links import event_link, group_link
from mail.sentences import isolate_names
from rules.invite_pages import sees_current_name
from rules.notification_recipients import may_know
from rules.problems import Problem
from rules.transitions import InvitationStatus

UNPROCESSABLE = 422
_PAGE_SIZE = 20
_MAX_NEWS = 10


async def read(visit: Visit) -> Response:
    visit.require_sign_in()
    return await _page(visit)


async def _page(visit: Visit, problems: tuple[Problem, ...] = ()) -> Response:
    pending, more = await _invitations(visit, "invitations", [InvitationStatus.PENDING])
    closed = [status for status in InvitationStatus if status is not InvitationStatus.PENDING]
    answered, more_answered = await _invitations(visit, "answered", closed)
    rows = (*pending, *answered)
    known = await groups.invited(visit.reader, visit.caller, [row.group_id for row in rows])
    asked_by = {row.invited_by for row in rows}
    inviters = await accounts.by_ids(visit.reader, visit.caller, list(asked_by))
    listing = Listing("memberships", members.of_account, (("group_sort_name", str), ("member_id", int)))
    mine = await _load_list(visit, listing, "groups")
    memberships = [row.member for row in mine.rows]
    named = await groups.by_ids(visit.reader, visit.caller, [row.group_id for row in memberships])
    return await render_page(
        visit,
        "invitations",
        status=UNPROCESSABLE if problems else 200,
        problems=problems,
        pending=pending,
        more=more,
        answered=answered,
        more_answered=more_answered,
        groups=known,
        inviters=inviters,
        mine=[(row, named[row.group_id], group_link(visit.config, row.group_id)) for row in memberships],
        more_mine=encode_cursor(listing, mine.keys[-1]) if mine.more_after else None,
        news=await _news(visit),
        name_of=lambda row: ids.encode("Invitation", row.id),
        group_name=lambda row: _group_name(row, known[row.group_id]),
    )


async def _news(visit: Visit) -> list[tuple[str, datetime, str]]:
    """Read what is new: what it says, since when, and where it leads."""
    found = notifications.of_account(literal(visit.caller.account), unread_only=False)
    newest = found.order_by(Notification.created_at.desc(), Notification.id.desc()).limit(_MAX_NEWS)
    shown = []
    for row in await visit.reader.rows(newest):
        if may_know(row.kind, row.viewer_role):
            link = event_link(
                visit.config,
                row.kind,
                row.group_id,
                row.viewer_role,
                has_plan=row.has_plan,
                details=row.details,
            )
            shown.append((isolate_names(row.message, row.details), row.created_at, link))
    return shown


def _group_name(row: InvitationRow, group: InvitedGroupRow) -> str:
    """Give the group's name; for a closed invitation, non-members see the name as it was then."""
    is_current = sees_current_name(row.status, is_member=row.viewer_role is not None)
    return group.name if is_current else row.closed_name or group.name


async def _invitations(
    visit: Visit, name: str, statuses: Sequence[InvitationStatus]
) -> tuple[list[InvitationRow], str | None]:
    """Read one page, newest first, and the cursor of the next."""
    listing = Listing(
        name,
        invitations.of_account,
        (("created_at", datetime), ("id", int)),
        descending=True,
        filters=(tuple(statuses),),
        depends_on_viewer=True,
    )
    found = await _load_list(visit, listing, name)
    return list(found.rows), encode_cursor(listing, found.keys[-1]) if found.more_after else None


async def _load_list(visit: Visit, listing: Listing[R], name: str) -> Page[R]:
    cut = slice_of(listing, _PAGE_SIZE, visit.param(name) or None)
    return (await read_pages(visit.reader, listing, cut, [visit.caller.account], visit.caller.account))[0]


async def send(visit: Visit) -> Response:
    visit.require_sign_in()
    key, accepts = ids.key("Invitation", visit.param("invitation")), visit.param("do") != "decline"
    act = accept_or_decline.accept if accepts else accept_or_decline.decline
    try:
        await visit.run(lambda work: act(work, key, None))
    except ProblemsError as problems_error:
        return await _page(visit, problems_error.problems)
    if not accepts:
        return redirect(visit, HOME, "declined")
    row = (await invitations.by_ids(visit.reader, visit.caller, [key]))[key]
    return await redirect_new_member(visit, row.group_id)

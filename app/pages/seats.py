"""Manage seats: the subscription, who has a seat, who has none, who waits. For administrators and staff."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic

from starlette.responses import Response

from actions.seats import seats
from actions.work import ProblemsError
from app.pages.groups import UNPROCESSABLE, GroupPage, load_group_page
from app.pages.rendering import redirect, render_page
from app.pages.visit import RedirectError, Visit
from db.queries import members
from db.queries import seats as seat_queries
from db.queries.members import MemberRow
from db.queries.seats import PlanRow
from db.statements import R
from graph import ids
from graph.pagination.read_pages import Listing, read_pages
from graph.pagination.relay_connections import encode_cursor, slice_of
from rules.problems import Problem
from rules.refusals import bad_request, forbidden
from rules.roles import Permission, allows
from rules.seats import NO_PLAN, PlanStatus, SeatPolicy

_UNSEATED_SIZE = 100
_SEATED_SIZE = 50
_WAITING_SIZE = 20


@dataclass(frozen=True, slots=True)
class ListPage(Generic[R]):
    rows: Sequence[R]
    more: str | None


async def read(visit: Visit) -> Response:
    """Show the page, or the question that precedes a large change. Staff may look but change nothing.

    Others are led to the group's page, which shows them their own seat: notices of it lead here.
    """
    group, question = await load_group_page(visit), visit.param("ask")
    if not allows(group.group_access, Permission.SEE_SEATS):
        raise RedirectError(group.address)
    if question in ("policy", "release") and allows(group.group_access, Permission.MANAGE_SEATS):
        return await _confirmation_page(visit, group, question)
    return await _page(visit, group)


async def _confirmation_page(visit: Visit, group: GroupPage, question: str) -> Response:
    plan = (await seat_queries.plans(visit.reader, visit.caller, [group.key])).get(group.key)
    seat: MemberRow | None = None
    if question == "release":
        key = ids.key("Member", visit.param("member"))
        seat = (await members.by_ids(visit.reader, visit.caller, [key])).get(key)
    if plan is None or (question == "release" and (seat is None or seat.group_id != group.key or seat.seat_id is None)):
        raise RedirectError(f"{group.address}/seats")
    free = plan.free
    count, following = await seat_queries.next_in_line(
        visit.reader, group.key, 1 if seat else free, all_members=seat is None
    )
    return await render_page(
        visit,
        "seat_question",
        here=f"{group.address}/seats",
        plan=plan,
        plan_status=plan.status,
        seat=seat,
        free=free,
        count=count,
        next=following,
        member_id=_member_id,
    )


async def send(visit: Visit) -> Response:
    group, command = await _load_managed_group(visit), visit.param("do")
    try:
        if command == "policy":
            policy = SeatPolicy.AUTOMATIC if visit.param("policy") == SeatPolicy.AUTOMATIC else SeatPolicy.MANUAL
            await visit.run(lambda work: seats.set_policy(work, group.key, policy))
            return redirect(visit, f"{group.address}/seats", "policy")
        if command in ("allocate", "release"):
            act = seats.allocate if command == "allocate" else seats.release
            await visit.run(lambda work: act(work, ids.key("Member", visit.param("member"))))
            return redirect(visit, f"{group.address}/seats", f"{command}d")
    except ProblemsError as problems_error:
        return await _page(visit, await _load_managed_group(visit), problems_error.problems)
    raise bad_request("This form asks for nothing that can be done here.")


async def _load_managed_group(visit: Visit) -> GroupPage:
    """Open the group for a visitor who may see its seats.

    Raises:
        RefusalError: NOT_FOUND, FORBIDDEN.
    """
    group = await load_group_page(visit)
    if not allows(group.group_access, Permission.SEE_SEATS):
        raise forbidden("Seats are for the group's administrators.")
    return group


async def _page(visit: Visit, group: GroupPage, problems: tuple[Problem, ...] = ()) -> Response:
    plan = (await seat_queries.plans(visit.reader, visit.caller, [group.key])).get(group.key)
    search = visit.request.query_params.get("search", "").strip()[:120]
    without = Listing(
        "members",
        members.of_group,
        (("sort_name", str), ("id", int)),
        filters=(None, search or None, False),
    )
    held = Listing("seats", seat_queries.of_group, (("number", int),), filters=(True,))
    line = Listing("waiting", seat_queries.waiting, (("waiting_number", int),))
    return await render_page(
        visit,
        "seats",
        status=UNPROCESSABLE if problems else 200,
        problems=problems,
        group=group,
        plan=plan,
        plan_status=None if plan is None else plan.status,
        why_not=_why_unavailable(plan),
        manages=allows(group.group_access, Permission.MANAGE_SEATS),
        search=search,
        without=await _load_list(visit, without, group.key, _UNSEATED_SIZE, "without"),
        held=await _load_list(visit, held, group.key, _SEATED_SIZE, "held"),
        line=await _load_list(visit, line, group.key, _WAITING_SIZE, "line"),
        member_id=_member_id,
    )


def _why_unavailable(plan: PlanRow | None) -> str:
    """Say why no seat can be allocated now; "" if one can."""
    if plan is None:
        return NO_PLAN.message
    if plan.status is PlanStatus.SCHEDULED:
        return "The subscription has not begun, so no seat can be allocated yet."
    if plan.status is PlanStatus.EXPIRED:
        return "The subscription has expired, so no seat can be allocated."
    return "" if plan.free else "Every seat is in use: release one, or ask for more."


async def _load_list(visit: Visit, listing: Listing[R], key: int, size: int, name: str) -> ListPage[R]:
    cut = slice_of(listing, size, visit.request.query_params.get(name))
    page = (await read_pages(visit.reader, listing, cut, [key]))[0]
    return ListPage(page.rows, encode_cursor(listing, page.keys[-1]) if page.more_after else None)


def _member_id(row: MemberRow) -> str:
    return str(ids.encode("Member", row.id))

from dataclasses import dataclass
from functools import partial

from starlette.responses import Response

from actions.groups import join_open, members
from actions.invitations import codes
from actions.resources import assigning
from actions.work import ProblemsError, Work
from app.pages.destinations import HOME, group_page
from app.pages.group_news import load_news
from app.pages.rendering import redirect, render_page
from app.pages.sharing import LIFETIMES, CodeLimits, SharedCode, load_shared_code, read_code_limits
from app.pages.visit import Visit
from db.queries import caseloads, groups
from db.queries import members as member_queries
from db.queries.counts import member_count
from db.queries.groups import FacilitatorRow, GroupRow
from db.queries.members import MemberRow
from graph import ids
from rules.caseloads import Usage
from rules.problems import Problem
from rules.refusals import bad_request, not_found
from rules.roles import GroupAccess, can_see
from rules.seats import AccessReason, access_reason, has_full_access

UNPROCESSABLE = 422


@dataclass(frozen=True, slots=True)
class GroupPage:
    """A group as its visitor may see it.

    Args:
        row: From `db.queries.groups`, as is `host`.
        member: The visitor's own membership, from `db.queries.members`.
        actions: What the visitor may do, as in `Group.viewerActions`.
        caseload: Figures of the visitor's own list of patients; None without such a list.
    """

    key: int
    row: GroupRow
    group_access: GroupAccess
    member: MemberRow | None
    host: FacilitatorRow | None
    member_count: int
    actions: list[str]
    caseload: Usage | None

    @property
    def address(self) -> str:
        return group_page(self.key)

    @property
    def has_plan(self) -> bool:
        return self.host is not None and self.host.has_plan

    @property
    def access(self) -> AccessReason | None:
        """Tell why the visitor has full access or not; None for non-members."""
        return access_reason(self.member) if self.member is not None else None

    @property
    def has_full_access(self) -> bool:
        return self.access is not None and has_full_access(self.access)


async def load_group_page(visit: Visit) -> GroupPage:
    """Read the group in the address and check that the visitor may see it.

    Raises:
        RedirectError: The visitor has to log in first.
        RefusalError: NOT_FOUND.
    """
    visit.require_sign_in()
    key = ids.key("Group", visit.request.path_params["id"])
    row = (await groups.by_ids(visit.reader, visit.caller, [key])).get(key)
    if row is None or not can_see(group_access := groups.group_access_of(row, visit.caller)):
        raise not_found()
    member = None
    if row.membership_id is not None:
        member = (await member_queries.by_ids(visit.reader, visit.caller, [row.membership_id])).get(row.membership_id)
    members = await member_count(visit.reader, key)
    host = await groups.facilitator(visit.reader, key)
    actions = groups.actions_of(row, groups.group_access_of(row, visit.caller))
    caseload = await _own_caseload(visit) if member is not None else None
    return GroupPage(key, row, group_access, member, host, members, actions, caseload)


async def _own_caseload(visit: Visit) -> Usage | None:
    account = visit.caller.account
    return (await caseloads.by_accounts(visit.reader, visit.caller, [account])).get(account)


async def redirect_new_member(visit: Visit, group_id: int) -> Response:
    row = (await groups.by_ids(visit.reader, visit.caller, [group_id]))[group_id]
    return redirect(visit, group_page(group_id), f"joined-{row.role}")


async def read(visit: Visit) -> Response:
    return await _page(visit, await load_group_page(visit))


async def _page(visit: Visit, group: GroupPage, problems: tuple[Problem, ...] = ()) -> Response:
    code: SharedCode | None = None
    if group.group_access.is_manager:
        code = await load_shared_code(visit, group.key)
    status = UNPROCESSABLE if problems else 200
    return await render_page(
        visit,
        "group",
        status=status,
        problems=problems,
        group=group,
        code=code,
        lifetimes=LIFETIMES,
        news=await load_news(visit, group.key, group.group_access),
    )


async def _generate(group_id: int, limits: CodeLimits, work: Work) -> None:
    await codes.create(work, group_id, *limits.at(await work.clock()))


async def send(visit: Visit) -> Response:
    group, command = await load_group_page(visit), visit.param("do")
    try:
        if command == "leave":
            await visit.run(lambda work: members.leave(work, group.key))
            return redirect(visit, HOME, "left")
        if command == "join":
            await visit.run(lambda work: join_open.join_group(work, group.key))
            return await redirect_new_member(visit, group.key)
        if command == "generate":
            await visit.run(partial(_generate, group.key, read_code_limits(visit)))
            return redirect(visit, f"{group.address}#share", "generated")
        if command == "done":
            await visit.run(lambda work: assigning.complete(work, ids.key("Assignment", visit.param("assignment"))))
            return redirect(visit, group.address, "done")
        if command == "delete":
            await visit.run(lambda work: codes.delete(work, group.key))
            return redirect(visit, f"{group.address}#share", "deleted")
    except ProblemsError as problems_error:
        return await _page(visit, await load_group_page(visit), problems_error.problems)
    raise bad_request("This form asks for nothing that can be done here.")

"""The invite page of a personal link or a code."""

from collections.abc import Iterable

from starlette.responses import Response

from actions.invitations import accept_or_decline, codes
from actions.work import ProblemsError
from app.pages.destinations import HOME, group_page, join_page
from app.pages.groups import redirect_new_member
from app.pages.rendering import redirect, render_page
from app.pages.sharing import draw_qr_code
from app.pages.visit import Visit
from db.queries import groups
from db.queries.invite_pages import VisibleInvitePage, find_invite_page
from mail.links import group_link, join_link
from rules.cleaning import trim
from rules.codes import parse_code, unusable_code
from rules.invite_pages import InvitePageStatus, is_gone
from rules.problems import Problem, ProblemCode
from rules.refusals import not_found
from rules.tokens import may_be_invitation_token

GONE = 410


async def find_page(visit: Visit) -> VisibleInvitePage:
    """Read the page of the key in the address.

    Raises:
        RefusalError: NOT_FOUND for an unknown key; RATE_LIMITED after too many of those.
    """
    key = visit.request.path_params["key"]
    seen = await visit.look_up(lambda: find_invite_page(visit.reader, visit.caller, visit.config.secret_keys, key))
    if seen is None:
        raise not_found()
    return seen


def page_http_status(seen: VisibleInvitePage) -> int:
    return GONE if is_gone(seen.status, is_its_member=seen.is_invitee and seen.is_member) else 200


async def read(visit: Visit) -> Response:
    return await _page(visit)


async def _page(visit: Visit, problems: Iterable[Problem] = ()) -> Response:
    seen = await find_page(visit)
    if seen.is_member and (seen.is_invitee or not seen.is_personal):
        state = "member"
    elif seen.status is not InvitePageStatus.OPEN:
        state = "gone"
    elif visit.caller.is_anonymous:
        state = "anonymous"
    elif visit.caller.must_set_password:
        state = "password"
    elif seen.is_personal:
        state = "invitee" if seen.is_invitee else "stranger"
    else:
        state = "visitor"
    return await render_page(
        visit,
        "join",
        status=page_http_status(seen),
        problems=problems,
        seen=seen,
        state=state,
        place=join_page(seen.key),
        qr=await draw_qr_code(join_link(visit.config, seen.key)) if seen.status is InvitePageStatus.OPEN else None,
        can_register=visit.can_register(seen),
        group_url=group_link(visit.config, seen.group_id) if seen.is_member else None,
    )


async def send(visit: Visit) -> Response:
    seen, command = await find_page(visit), visit.param("do")
    try:
        if not seen.is_personal:
            await visit.run(lambda work: codes.join_with_code(work, seen.key))
        elif command == "decline":
            await visit.run(lambda work: accept_or_decline.decline(work, None, seen.key))
            return redirect(visit, HOME, "declined")
        else:
            await visit.run(lambda work: accept_or_decline.accept(work, None, seen.key))
    except ProblemsError as problems_error:
        return await _page(visit, problems_error.problems)
    return await redirect_new_member(visit, seen.group_id)


async def read_sheet(visit: Visit) -> Response:
    """Show the printable sheet."""
    seen = await find_page(visit)
    if seen.status is not InvitePageStatus.OPEN:
        return await _page(visit)
    manages = seen.is_member and await _manages(visit, seen.group_id)
    link = join_link(visit.config, seen.key)
    return await render_page(
        visit,
        "sheet",
        seen=seen,
        back=group_page(seen.group_id) if manages else join_page(seen.key),
        place=join_page(seen.key),
        link=link,
        named=seen.group_name is not None and visit.param("names") != "no",
        qr=await draw_qr_code(link),
    )


async def _manages(visit: Visit, group_id: int) -> bool:
    row = (await groups.by_ids(visit.reader, visit.caller, [group_id]))[group_id]
    return groups.group_access_of(row, visit.caller).is_manager


async def read_typed(visit: Visit) -> Response:
    return await render_page(visit, "type", typed="")


async def send_typed(visit: Visit) -> Response:
    typed = visit.param("code")
    if parse_code(typed) is None and not may_be_invitation_token(typed):
        problem = Problem(
            ProblemCode.INVALID_VALUE, _CODE_FORMAT if trim(typed) else "Please type the code in.", ("code",)
        )
        return await render_page(visit, "type", status=422, problems=[problem], typed=typed)
    seen = await visit.look_up(lambda: find_invite_page(visit.reader, visit.caller, visit.config.secret_keys, typed))
    if seen is None:
        return await render_page(visit, "type", status=404, problems=[unusable_code().at("code")], typed=typed)
    return redirect(visit, join_page(seen.key))


_CODE_FORMAT = "A code has 12 letters and digits, such as ABCD-EFGH-2345, without 0, 1, I, L, O and U."

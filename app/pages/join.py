"""The invite page of a personal link or a code."""

from collections.abc import Iterable

from markupsafe import Markup
from starlette.responses import Response

from actions.invitations import answers, codes
from actions.work import ProblemsError
from app.pages.groups import welcome
from app.pages.places import HOME, group_page, join_page
from app.pages.rendering import go, show
from app.pages.visit import Visit
from db.queries import groups
from db.queries.invite_pages import Seen, see
from mail.links import group_link, join_link
from rules import qr
from rules.cleaning import trimmed
from rules.codes import normalise, unusable
from rules.invite_pages import InvitePageStatus, is_gone
from rules.problems import Code, Problem
from rules.refusals import not_found
from rules.tokens import may_be_invitation_token

GONE = 410


async def find(visit: Visit) -> Seen:
    """Read the page of the key in the address.

    Raises:
        RefusalError: NOT_FOUND for an unknown key; RATE_LIMITED after too many of those.
    """
    key = visit.request.path_params["key"]
    seen = await visit.guess(lambda: see(visit.reader, visit.caller, visit.config.secret_keys, key))
    if seen is None:
        raise not_found()
    return seen


def status_of(seen: Seen) -> int:
    return GONE if is_gone(seen.status, is_its_member=seen.is_invitee and seen.is_member) else 200


def drawing(visit: Visit, seen: Seen) -> Markup:
    """Draw the QR code as SVG. It holds only digits and our own link, so nothing needs escaping."""
    return Markup(qr.svg(join_link(visit.config, seen.key), scale=6))  # noqa: S704


async def read(visit: Visit) -> Response:
    return await _page(visit)


async def _page(visit: Visit, problems: Iterable[Problem] = ()) -> Response:
    seen = await find(visit)
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
    return await show(
        visit,
        "join",
        status=status_of(seen),
        problems=problems,
        seen=seen,
        state=state,
        place=join_page(seen.key),
        qr=drawing(visit, seen) if seen.status is InvitePageStatus.OPEN else None,
        can_register=visit.can_register(seen),
        group_url=group_link(visit.config, seen.group_id) if seen.is_member else None,
    )


async def send(visit: Visit) -> Response:
    seen, doing = await find(visit), visit.given("do")
    try:
        if not seen.is_personal:
            joined = await visit.act(lambda work: codes.join_with_code(work, seen.key))
            if isinstance(joined, Problem):
                raise ProblemsError(joined)
        elif doing == "decline":
            await visit.act(lambda work: answers.decline(work, None, seen.key))
            return go(visit, HOME, "declined")
        else:
            answer = await visit.act(lambda work: answers.accept(work, None, seen.key))
            if answer.problem is not None:
                raise ProblemsError(answer.problem)
    except ProblemsError as problems_error:
        return await _page(visit, problems_error.problems)
    return await welcome(visit, seen.group_id)


async def sheet(visit: Visit) -> Response:
    """Show the printable sheet."""
    seen = await find(visit)
    if seen.status is not InvitePageStatus.OPEN:
        return await _page(visit)
    manages = seen.is_member and await _manages(visit, seen.group_id)
    return await show(
        visit,
        "sheet",
        seen=seen,
        back=group_page(seen.group_id) if manages else join_page(seen.key),
        place=join_page(seen.key),
        link=join_link(visit.config, seen.key),
        named=seen.group_name is not None and visit.given("names") != "no",
        qr=drawing(visit, seen),
    )


async def _manages(visit: Visit, group_id: int) -> bool:
    row = (await groups.by_ids(visit.reader, visit.caller, [group_id]))[group_id]
    return groups.group_access_of(row, visit.caller).is_manager


async def read_typed(visit: Visit) -> Response:
    return await show(visit, "type", typed="")


async def send_typed(visit: Visit) -> Response:
    typed = visit.given("code")
    if normalise(typed) is None and not may_be_invitation_token(typed):
        problem = Problem(Code.INVALID_VALUE, _SHAPE if trimmed(typed) else "Please type the code in.", ("code",))
        return await show(visit, "type", status=422, problems=[problem], typed=typed)
    seen = await visit.guess(lambda: see(visit.reader, visit.caller, visit.config.secret_keys, typed))
    if seen is None:
        return await show(visit, "type", status=404, problems=[unusable().at("code")], typed=typed)
    return go(visit, join_page(seen.key))


_SHAPE = "A code has 12 letters and digits, such as ABCD-EFGH-2345, without 0, 1, I, L, O and U."

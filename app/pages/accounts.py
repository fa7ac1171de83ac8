"""Pages to register, log in, use one-time links, set a password and log out."""

from typing import Any

from starlette.responses import Response

from actions.accounts import accounts, passwords, sessions
from actions.invitations import invite_keys
from actions.work import ProblemsError
from app.pages.destinations import HOME, join_page, key_in_path, safe_destination
from app.pages.rendering import redirect, render_page
from app.pages.visit import RedirectError, Visit
from db.queries.invite_pages import find_invite_page
from db.queries.links import link_by_token
from rules.addresses import mask
from rules.caller import Caller, RequiredScope
from rules.invite_pages import InvitePageStatus
from rules.problems import Problem
from rules.refusals import RefusalError, not_found

FORBIDDEN = 403
GONE = 410
UNPROCESSABLE = 422


def _destination(visit: Visit) -> str:
    """Give the page to go to after login; "" for the usual one."""
    return safe_destination(visit.param("to"), "")


async def _invite_values(visit: Visit) -> dict[str, Any]:
    key, invite = key_in_path(_destination(visit)), None
    if key is not None:
        seen = await visit.look_up(lambda: find_invite_page(visit.reader, visit.caller, visit.config.secret_keys, key))
        invite = seen if seen is not None and seen.status is InvitePageStatus.OPEN else None
    return {
        "to": _destination(visit),
        "group_name": None if invite is None else invite.group_name,
        "invited_email": None if invite is None else invite.invited_email,
        "can_register": visit.can_register(invite),
    }


async def read_front_page(visit: Visit) -> Response:
    if not visit.caller.is_anonymous:
        raise RedirectError(HOME)
    return await render_page(visit, "front", can_register=visit.can_register())


async def read_register(visit: Visit) -> Response:
    return await _register(visit)


async def _register(visit: Visit, problems: tuple[Problem, ...] = ()) -> Response:
    values = await _invite_values(visit)
    if not values["can_register"]:
        return await render_page(visit, "no_register", status=FORBIDDEN, to=values["to"])
    return await render_page(visit, "register", status=UNPROCESSABLE if problems else 200, problems=problems, **values)


async def send_register(visit: Visit) -> Response:
    """Mail a login link. Answer the same for a known address, so that nobody learns which addresses have accounts."""
    name, email, key = visit.param("name"), visit.param("email"), key_in_path(_destination(visit))
    try:
        await visit.run(lambda work: accounts.register(work, email, name, key), anonymous=True)
    except ProblemsError as problems_error:
        return await _register(visit, problems_error.problems)
    except RefusalError as refusal:
        if refusal.code == "FORBIDDEN":
            return await render_page(visit, "no_register", status=FORBIDDEN, to=_destination(visit))
        raise
    return await render_page(visit, "sent", email=email.strip(), registering=True, to=_destination(visit))


async def read_login(visit: Visit) -> Response:
    return await _login(visit)


async def _login(visit: Visit, problems: tuple[Problem, ...] = ()) -> Response:
    status = UNPROCESSABLE if problems else 200
    return await render_page(visit, "login", status=status, problems=problems, **await _invite_values(visit))


async def send_login(visit: Visit) -> Response:
    credentials = await sessions.check_credentials(
        visit.services, visit.caller, visit.param("email"), visit.param("password")
    )
    try:
        login = await visit.run(lambda work: sessions.log_in(work, credentials), anonymous=True)
    except ProblemsError as problems_error:
        return await _login(visit, problems_error.problems)
    visit.begin_session(login.token, login.caller)
    return redirect(visit, safe_destination(visit.param("to")))


async def read_link(visit: Visit) -> Response:
    """Show a button. Mail scanners open links, so opening this page must not use the link up."""
    token = visit.request.path_params["token"]
    link = await visit.look_up(lambda: visit.reader.row(link_by_token(token)))
    if link is None:
        raise not_found()
    is_good = link.closed_at is None and link.expires_at > link.now
    account = await visit.account()
    if not is_good and account is not None and account.email == link.email:  # they used the link already
        raise RedirectError(
            _after_login(visit.caller, await invite_keys.make_key(visit.reader, visit.config.secret_keys, link.source))
        )
    return await render_page(
        visit, "login_link", status=200 if is_good else GONE, is_good=is_good, email=mask(link.email)
    )


async def send_link(visit: Visit) -> Response:
    token = visit.request.path_params["token"]
    try:
        login = await visit.run(lambda work: sessions.log_in_with_one_time_link(work, token), anonymous=True)
    except ProblemsError:
        return await read_link(visit)
    visit.begin_session(login.token, login.caller)
    return redirect(visit, _after_login(login.caller, login.invite_key))


def _after_login(caller: Caller, invite_key: str | None) -> str:
    destination = join_page(invite_key) if invite_key else HOME
    return f"/password?to={destination}" if caller.must_set_password else destination


async def read_password(visit: Visit) -> Response:
    """Ask signed-in visitors for a new password; offer others a login link."""
    return await _password(visit)


async def _password(visit: Visit, problems: tuple[Problem, ...] = ()) -> Response:
    template = "forgotten" if visit.caller.is_anonymous else "password"
    return await render_page(
        visit, template, status=UNPROCESSABLE if problems else 200, problems=problems, to=_destination(visit)
    )


async def send_password(visit: Visit) -> Response:
    if visit.caller.is_anonymous:
        return await _send_forgotten(visit)
    new, current = visit.param("password"), visit.param("currentPassword")
    proposed = await passwords.check_new_password(visit.services, visit.caller, new, current)
    try:
        await visit.run(
            lambda work: passwords.set_password(work, proposed), need=RequiredScope.SESSION, before_password=True
        )
    except ProblemsError as problems_error:
        return await _password(visit, problems_error.problems)
    return redirect(visit, safe_destination(visit.param("to")), "password")


async def _send_forgotten(visit: Visit) -> Response:
    email, key = visit.param("email"), key_in_path(_destination(visit))
    try:
        await visit.run(lambda work: accounts.request_one_time_login(work, email, key), anonymous=True)
    except ProblemsError as problems_error:
        return await _password(visit, problems_error.problems)
    return await render_page(visit, "sent", email=email.strip(), registering=False, to=_destination(visit))


async def read_logout(visit: Visit) -> Response:
    return await render_page(visit, "logout")


async def send_logout(visit: Visit) -> Response:
    if visit.caller.is_anonymous:
        raise RedirectError("/logout")
    await visit.run(sessions.log_out, need=RequiredScope.SESSION, before_password=True)
    visit.end_session()
    return redirect(visit, safe_destination(visit.param("to"), "/logout"))

"""Answer every page: find the caller, handle errors, set the common headers."""

from collections.abc import Awaitable, Callable, Collection
from functools import partial
from urllib.parse import quote

import structlog
from starlette.datastructures import URL
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Match
from structlog.contextvars import bind_contextvars

from actions.work import Services
from app.http.origins import Origins
from app.http.sign_in import SignIn
from app.pages.duplicate_forms import DuplicateForms
from app.pages.forms import read_form
from app.pages.rendering import redirect, render_page
from app.pages.visit import RedirectError, Visit
from db.failures import explain
from edge.errors import Errors, status_of
from rules.caller import Caller
from rules.refusals import RefusalError

PageFunction = Callable[[Visit], Awaitable[Response]]
Endpoint = Callable[[Request], Awaitable[Response]]

_errors = Errors(explain)
_log = structlog.get_logger(__name__)

_TITLES = {
    "NOT_FOUND": "There is nothing here",
    "FORBIDDEN": "This is not allowed",
    "RATE_LIMITED": "That was a little too often",
    "RETRYABLE": "This did not work out just now",
    "INTERNAL": "Something went wrong on our side",
}
_TEXTS = {
    "NOT_FOUND": "The address is not one of ours, or it leads to something that is not yours to see.",
    "RATE_LIMITED": "Please wait a while and try again.",
    "RETRYABLE": "Please try again in a moment.",
    "INTERNAL": "We have written it down. Please try again, or tell us about it.",
}


class Pages:
    def __init__(self, services: Services, sign_in: SignIn, origins: Origins) -> None:
        self._services = services
        self._sign_in = sign_in
        self._origins = origins
        self._duplicate_forms = DuplicateForms(services)
        self.retired_form_keys: Collection[bytes] = ()

    def page(self, read: PageFunction, send: PageFunction | None = None) -> Endpoint:
        """Make an endpoint: `read` shows the page and changes nothing, `send` does what its form asks for."""

        async def endpoint(request: Request) -> Response:
            visit = Visit(request, self._services, Caller())
            try:
                if request.method == "POST" and send is not None:
                    return await self._answer_form(visit, send)
                visit.caller = await self._find_visitor(request)
            except Exception as error:
                return _with_headers(visit, await self._error_response(visit, error))
            return await self._answer(visit, read)

        return endpoint

    async def _answer_form(self, visit: Visit, send: PageFunction) -> Response:
        try:
            form = await read_form(visit.request, self._services.config, self._origins, self.retired_form_keys)
        except TimeoutError:
            slow = await render_page(
                visit, "error", status=408, title="This took too long", words="Please send the form again."
            )
            slow.headers["Connection"] = "close"
            return _with_headers(visit, slow)
        visit.form, visit.caller = form.fields, await self._find_visitor(visit.request)
        answer = partial(self._answer, visit, send)
        return await answer() if form.key is None else await self._duplicate_forms(visit, form.key, answer)

    async def _find_visitor(self, request: Request) -> Caller:
        caller = await self._sign_in.page_visitor(request)
        bind_contextvars(account=caller.account_id)
        return caller

    async def _answer(self, visit: Visit, page: PageFunction) -> Response:
        try:
            response = await page(visit)
        except RedirectError as elsewhere:
            response = redirect(visit, elsewhere.location)
        except Exception as error:
            response = await self._error_response(visit, error)
        return _with_headers(visit, response)

    async def not_found(self, request: Request, error: Exception) -> Response:
        shorter = _without_slash(request)
        if shorter is not None:
            return RedirectResponse(shorter, 307)
        visit = Visit(request, self._services, Caller())
        status = error.status_code if isinstance(error, HTTPException) else 404
        headers = error.headers if isinstance(error, HTTPException) else None
        response = await render_page(
            visit, "error", status=status, title=_TITLES["NOT_FOUND"], words=_TEXTS["NOT_FOUND"]
        )
        response.headers.update(headers or {})
        return _with_headers(visit, response)

    async def _error_response(self, visit: Visit, error: Exception) -> Response:
        refusal = _errors.refusal_of(error)
        if refusal.code == "UNAUTHENTICATED":
            return redirect(visit, f"/login?to={visit.path}")
        if refusal.code == "PASSWORD_REQUIRED":
            return redirect(visit, f"/password?to={visit.path}")
        if refusal.code == "INTERNAL":
            _log.error("page.failed", route=visit.request.scope.get("route"), exc_info=error)
        return await _error_page(visit, refusal)


def _without_slash(request: Request) -> str | None:
    """Give the address without trailing slashes; None if that has no route either."""
    path = request.url.path.rstrip("/")
    if path == request.url.path or not path or path.startswith("//"):
        return None
    scope = {**request.scope, "path": path}
    if not any(route.matches(scope)[0] is Match.FULL for route in request.app.routes):
        return None
    return str(URL(path=quote(path), query=request.url.query))


async def _error_page(visit: Visit, refusal: RefusalError) -> Response:
    visit = Visit(visit.request, visit.services, Caller())  # read no account: the database may be down
    title = _TITLES.get(refusal.code, "This cannot be read")
    words = _TEXTS.get(refusal.code, refusal.message)
    response = await render_page(visit, "error", status=status_of(refusal.code), title=title, words=words)
    if refusal.retry_after is not None:
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response


def _with_headers(visit: Visit, response: Response) -> Response:
    for name, value in visit.cookies:
        response.headers.append(name, value)
    response.headers.setdefault("Cache-Control", "no-store")
    return response

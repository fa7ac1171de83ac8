"""The development mailbox: kept mails at `/mailbox`, and as JSON for scripts.

Whoever reads it can log in as anybody. So it needs a key and a caller on this machine, and exists only while mails
are kept instead of sent.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import orjson
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from actions.work import Services
from app.http.public_path import path_within
from app.mailbox.authorisation import has_key, is_local, set_key_cookie
from app.settings import Settings
from db.queries.mails import kept, newest_kept
from mail.dev_mailbox import unseal_mail
from rules.addresses import canonical
from rules.problems import Problem

_FOLDER = Path(__file__).with_name("page")
_PAGES = Environment(
    loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_MAX_SHOWN = 200
_NO_KEY = "The mailbox needs its key: open the link that was printed when Usher started."
_URL = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]]")
# Mails use inline styles, so they are allowed; inline scripts are not. The sandbox of a mail runs no scripts.
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self';"
        " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}

Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class MailboxMail:
    id: int
    to: str
    subject: str
    message_id: str
    sent_at: datetime
    text: str = field(repr=False)
    html: str = field(repr=False)


def mailbox_routes(settings: Settings, services: Services) -> list[Route]:
    """Give routes that answer 404 in production, with a mail server and to remote callers; 403 without the key."""
    is_enabled = not settings.production and settings.smtp_url is None
    key = settings.load_mailbox_key() if is_enabled else ""

    def guarded(show: Callable[[Request, Services], Awaitable[Response]]) -> Endpoint:
        async def endpoint(request: Request) -> Response:
            if not is_enabled or not is_local(request, services.config.public_url):
                return _missing()
            if not has_key(request, key):
                return PlainTextResponse(_NO_KEY, status_code=403, headers=_HEADERS)
            if path_within(request.scope) == "/mailbox" and "key" in request.query_params:
                return _without_key(request, key)
            return await show(request, services)

        return endpoint

    return [
        Route("/mailbox", guarded(_list_page)),
        Route("/mailbox.json", guarded(_as_json)),
        Route("/mailbox/newest", guarded(_newest)),
        Route("/mailbox/mailbox.css", guarded(_asset)),
        Route("/mailbox/mailbox.js", guarded(_asset)),
        Route("/mailbox/{id:int}", guarded(_mail_page)),
    ]


def _without_key(request: Request, key: str) -> Response:
    """Redirect to the same page and move the key from the URL into a cookie."""
    address = request.url.remove_query_params("key")
    onward = RedirectResponse(f"{address.path}?{address.query}".rstrip("?"), status_code=303, headers=_HEADERS)
    set_key_cookie(onward, key, below=request.scope.get("root_path", ""))
    return onward


async def _list_page(request: Request, services: Services) -> Response:
    mails = await _mails(request, services)
    return _page(request, "list.html.j2", mails=mails, to=request.query_params.get("to", ""))


async def _mail_page(request: Request, services: Services) -> Response:
    wanted = int(request.path_params["id"])
    found = await _read(services, kept_id=wanted) if wanted < 2**63 else []
    if not found:
        return _missing()
    # Links open in a new tab, because our pages forbid framing.
    html = found[0].html.replace("<head>", '<head><base target="_blank">', 1)
    return _page(request, "mail.html.j2", mail=found[0], html=html, text=_with_links(found[0].text))


async def _as_json(request: Request, services: Services) -> Response:
    mails = [
        {
            "id": str(mail.id),
            "to": mail.to,
            "subject": mail.subject,
            "text": mail.text,
            "html": mail.html,
            "messageId": mail.message_id,
            "sentAt": mail.sent_at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        }
        for mail in await _mails(request, services)
    ]
    return Response(orjson.dumps(mails), media_type="application/json", headers=_HEADERS)


async def _newest(_: Request, services: Services) -> Response:
    async with services.engine.connect() as connection:
        return PlainTextResponse(str(await newest_kept(connection)), headers=_HEADERS)


async def _asset(request: Request, _: Services) -> Response:
    return FileResponse(_FOLDER / Path(request.url.path).name, headers=_HEADERS)


async def _mails(request: Request, services: Services) -> list[MailboxMail]:
    given = request.query_params.get("to")
    if given is None:
        return await _read(services)
    address = canonical(given)
    return [] if isinstance(address, Problem) else await _read(services, to_email=address)


async def _read(services: Services, to_email: str | None = None, kept_id: int | None = None) -> list[MailboxMail]:
    async with services.engine.connect() as connection:
        rows = await kept(connection, to_email, kept_id=kept_id, limit=_MAX_SHOWN)
    return [
        MailboxMail(row.id, said.to, said.subject, row.message_id, row.sent_at, said.text, said.html)
        for row in rows
        if (said := unseal_mail(row.sealed, services.config.secret_keys)) is not None
    ]


def _page(request: Request, template: str, **values: object) -> Response:
    root = request.scope.get("root_path", "")
    return HTMLResponse(_PAGES.get_template(template).render(root=root, **values), headers=_HEADERS)


def _missing() -> Response:
    return PlainTextResponse("Not Found", status_code=404, headers=_HEADERS)


def _with_links(text: str) -> Markup:
    pieces: list[Markup] = []
    done = 0
    for match in _URL.finditer(text):
        link = Markup('<a href="{0}" target="_blank" rel="noreferrer">{0}</a>').format(match[0])
        pieces += [escape(text[done : match.start()]), link]
        done = match.end()
    return Markup().join([*pieces, escape(text[done:])])

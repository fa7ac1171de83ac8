import secrets
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.pages.clients import bundle_name
from app.pages.forms import KEY_FIELD, TOKEN_FIELD
from app.pages.visit import Visit
from mail.rendering import instant
from rules.problems import Problem
from rules.seats import last_moment

STATIC = Path(__file__).with_name("static")

MESSAGES = {
    "joined-MEMBER": "Welcome! You are a member now.",
    "joined-FACILITATOR": "Welcome! You are a facilitator now.",
    "joined-ADMINISTRATOR": "Welcome! You are an administrator now.",
    "declined": "You have declined the invitation.",
    "left": "You have left the group.",
    "generated": "A new code is ready to be shared. Any code before it no longer works.",
    "deleted": "The code is deleted. Its link and its QR code no longer work.",
    "allocated": "The seat is allocated.",
    "released": "The seat is free.",
    "policy": "The policy is set.",
    "done": "Marked as done.",
    "password": "Your password is set.",
}
"""Messages shown once at the top of a page after something was done."""

_PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def _version(name: str) -> str:
    """Hash a static file, so that browsers may cache it and still get the next version."""
    return sha256((STATIC / name).read_bytes()).hexdigest()[:10]


_FORM_FIELDS = Markup('<input type="hidden" name="{}" value="{}"><input type="hidden" name="{}" value="{}">')
_VERSIONS = {name: _version(name) for name in ("usher.css", "usher.js")}


def _iso(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _moment(when: datetime) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(_iso(when), instant(when))


def _day(when: datetime) -> Markup:
    when = when.astimezone(UTC)
    return Markup('<time datetime="{}">{} {}</time>').format(f"{when:%Y-%m-%d}", when.day, f"{when:%B %Y}")


def _until(when: datetime) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(_iso(when), last_moment(when))


_PAGES.filters |= {"moment": _moment, "day": _day, "until": _until}


async def render_page(
    visit: Visit, template: str, *, status: int = 200, problems: Iterable[Problem] = (), **values: Any
) -> Response:
    """Render a template, named without `.html`.

    Args:
        problems: Each is shown at its field, or above the form if it has none.
    """
    found = list(problems)
    body = _PAGES.get_template(f"{template}.html").render(
        config=visit.config,
        visit=visit,
        account=await visit.account(),
        problems=found,
        field_errors=defaultdict(
            str, {problem.path[0]: problem.message for problem in reversed(found) if problem.path}
        ),
        message=MESSAGES.get(visit.take_message()),
        at=visit.at,
        form_fields=lambda: _FORM_FIELDS.format(TOKEN_FIELD, visit.form_token(), KEY_FIELD, secrets.token_urlsafe(12)),
        bundle=lambda name: visit.at(f"/static/clients/{bundle_name(name)}"),
        static=lambda name: visit.at(f"/static/{name}?v={_VERSIONS[name]}"),
        **values,
    )
    return HTMLResponse(body, status)


def redirect(visit: Visit, place: str, message: str = "") -> Response:
    """Redirect after a form, so that reloading the next page does not send the form again.

    Args:
        said: A key of `SAID`, the message that the next page shows.
    """
    if message:
        visit.set_message(message)
    return RedirectResponse(visit.at(place), 303)

"""Read forms within bounds, and only forms sent from our own pages."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import parse_qsl

import orjson
from itsdangerous import BadSignature, Signer
from starlette.requests import Request

from app.http.origins import Origins
from connections.http import BODY_SECONDS
from graph.cookies import cookie_name
from rules.config import Config
from rules.refusals import bad_request, forbidden
from rules.tokens import form_key

TOKEN_FIELD = "form"  # noqa: S105 - the name of a field
KEY_FIELD = "formKey"
COOKIE = "usher_form"

_NO_COOKIE = (
    "Your browser sent no cookie with this form, and without one we cannot tell that it comes from you. Allow cookies"
    " for this site, go back, load the page again, and send the form once more."
)
_MAX_BODY = 64 * 1024
_MAX_FIELDS = 50
_CONTENT_TYPE = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Form:
    """A form that one of our pages sent.

    Args:
        key: Identifies this sending by browser, address and body; None if the form has no key.
    """

    fields: dict[str, str]
    key: bytes | None


def form_token(config: Config, secret: str) -> str:
    return _signer(config).sign(secret.encode()).decode()


def _signer(config: Config, retired: Collection[bytes] = ()) -> Signer:
    keys = [*retired, *map(form_key, reversed(config.secret_keys))]
    return Signer(keys, key_derivation="none", digest_method=sha256)


async def read_form(request: Request, config: Config, origins: Origins, retired: Collection[bytes] = ()) -> Form:
    """Read a form and check that one of our pages sent it.

    Browsers say where a form comes from, by Origin or Sec-Fetch-Site; if they do, that decides. Over plain HTTP some
    say nothing, because our pages send no referrer. So each form also carries its browser's own signed secret, which
    no other site can read.

    Args:
        retired: Form keys of rotated secret keys, for pages that were opened before the rotation.

    Raises:
        RefusalError: FORBIDDEN for another site's form, BAD_REQUEST if it is no form.
        TimeoutError: The body arrived too slowly.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _CONTENT_TYPE:
        raise bad_request("This is not a form.")
    body = bytearray()
    async with asyncio.timeout(BODY_SECONDS):
        async for part in request.stream():
            body += part
            if len(body) > _MAX_BODY:
                raise bad_request("This form is too large.")
    fields = _fields(bytes(body))
    if not request.cookies.get(cookie_name(config, COOKIE)):
        raise forbidden(_NO_COOKIE)
    if not _is_from_own_page(request, config, origins, fields.get(TOKEN_FIELD, ""), retired):
        raise forbidden("This form was not sent from a page of this site, or that page has been open for too long.")
    return Form(fields, _form_digest(request, config, bytes(body)) if fields.get(KEY_FIELD) else None)


def _form_digest(request: Request, config: Config, body: bytes) -> bytes:
    browser = request.cookies.get(cookie_name(config, COOKIE), "")
    return sha256(orjson.dumps([browser, str(request.url.path), request.url.query]) + body).digest()


def _fields(body: bytes) -> dict[str, str]:
    try:
        text = body.decode("ascii")
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
    except ValueError:
        raise bad_request("This form cannot be read.") from None
    if any("\0" in value for _, value in pairs):
        raise bad_request("This form cannot be read.")
    return dict(pairs)


def _is_from_own_page(
    request: Request, config: Config, origins: Origins, token: str, retired: Collection[bytes]
) -> bool:
    browser_tells = request.headers.get("origin", "null") != "null" or "sec-fetch-site" in request.headers
    if browser_tells and not origins.allow(request):
        return False
    secret = request.cookies.get(cookie_name(config, COOKIE))
    try:
        return bool(secret) and _signer(config, retired).unsign(token.encode()).decode() == secret
    except BadSignature:
        return False

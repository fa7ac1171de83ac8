"""The QR code of an invite page as a file, drawn only for our own links."""

import re
from functools import partial
from urllib.parse import quote

from starlette.responses import Response

from actions.side_thread import run_in_side_thread
from app.pages.join import find_page, read
from app.pages.visit import Visit
from db.queries.invite_pages import VisibleInvitePage
from mail.links import join_link
from rules import qr
from rules.invite_pages import InvitePageStatus
from rules.refusals import bad_request

_NOT_IN_A_FILE_NAME = re.compile(r"[\x00-\x1f\x7f\"*/:<>?\\|]+")
_MAX_NAME = 60
_CACHE_CONTROL = "private, max-age=3600"


async def read_svg(visit: Visit) -> Response:
    seen = await find_page(visit)
    if seen.status is not InvitePageStatus.OPEN:
        return await read(visit)
    draw = partial(
        qr.draw_svg,
        join_link(visit.config, seen.key),
        **_size(visit),
        dark=visit.param("dark") or "#000000",
        light=visit.param("light") or "#ffffff",
    )
    drawn = await run_in_side_thread(draw)
    return _file(seen, drawn.encode(), "svg", "image/svg+xml")


async def read_png(visit: Visit) -> Response:
    seen = await find_page(visit)
    if seen.status is not InvitePageStatus.OPEN:
        return await read(visit)
    draw = partial(qr.draw_png, join_link(visit.config, seen.key), **_size(visit))
    return _file(seen, await run_in_side_thread(draw), "png", "image/png")


def _size(visit: Visit) -> dict[str, int]:
    return {"scale": _number(visit, "scale", 8), "border": _number(visit, "border", qr.BORDER)}


def _number(visit: Visit, name: str, default: int) -> int:
    given = visit.param(name)
    if not given:
        return default
    if re.fullmatch(r"\d{1,3}", given, re.ASCII) is None:
        raise bad_request(f"{name} must be a number.")
    return int(given)


def _file(seen: VisibleInvitePage, content: bytes, kind: str, media_type: str) -> Response:
    headers = {"Content-Disposition": f"inline; {_file_name(seen, kind)}"}
    if not seen.is_personal:  # no shared cache may keep a personal link
        headers["Cache-Control"] = _CACHE_CONTROL
    return Response(content, media_type=media_type, headers=headers)


def _file_name(seen: VisibleInvitePage, kind: str) -> str:
    """Give an ASCII name for old programs and the group's real name for others."""
    plain = f'filename="invite-qr.{kind}"'
    if seen.group_name is None:
        return plain
    name = _NOT_IN_A_FILE_NAME.sub(" ", seen.group_name)[:_MAX_NAME].strip(". ")
    return f"{plain}; filename*=UTF-8''{quote(f'{name} QR.{kind}', safe='')}"

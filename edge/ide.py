"""A small IDE for development, without third-party files or inline scripts."""

from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

PAGE = Path(__file__).parent / "ide.html"
FILES = Path(__file__).parent / "static"

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
    "Vary": "Accept",
}


def page(request: Request) -> Response:
    html = PAGE.read_text(encoding="utf-8").replace("{base}", escape(request.url.path.rstrip("/")))
    return Response(html, headers=HEADERS, media_type="text/html")


def assets() -> StaticFiles:
    return StaticFiles(directory=FILES)

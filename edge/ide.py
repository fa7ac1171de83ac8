"""GraphiQL for development, from our own origin; `clients/js/graphiql` builds its files."""

from html import escape
from pathlib import Path

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

PAGE = Path(__file__).parent / "ide.html"
FILES = Path(__file__).parent / "static"

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Vary": "Accept",
}


def page(request: Request) -> Response:
    html = PAGE.read_text(encoding="utf-8")
    names = {"base": request.url.path.rstrip("/"), "script": _built(".js"), "style": _built(".css")}
    for name, value in names.items():
        html = html.replace(f"{{{name}}}", escape(value))
    return Response(html, headers=HEADERS, media_type="text/html")


def _built(ending: str) -> str:
    """Return the name of a built file, which changes with its content."""
    return next(FILES.glob(f"graphiql-*{ending}")).name


class HashedFiles(StaticFiles):
    """Files that never change, because their names hold a hash of what is in them."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def assets(path: str) -> Mount:
    return Mount(path, HashedFiles(directory=FILES), middleware=[Middleware(GZipMiddleware)])

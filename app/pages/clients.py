"""Serve what `make clients` has built for browsers: files with their hash in their name, and stable names for two."""

import gzip
from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

FOLDER = Path(__file__).parents[1] / "static" / "clients"
_ANY_ORIGIN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
_FOR_EVER = "public, max-age=31536000, immutable"
_FIVE_MINUTES = "public, max-age=300"
_KINDS = {".js": "text/javascript", ".css": "text/css"}


@cache
def bundle_name(name: str, kind: str = ".js") -> str:
    """Return the file name of a bundle, such as `console-HASH.js` for `console`."""
    return next(FOLDER.glob(f"{name}-*{kind}")).name


async def read_bundle(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _names():
        raise HTTPException(404)
    plain, compressed = _contents(name)
    takes_gzip = "gzip" in request.headers.get("accept-encoding", "")
    headers = {"Cache-Control": _FOR_EVER, "Vary": "Accept-Encoding", **_ANY_ORIGIN}
    if takes_gzip:
        headers["Content-Encoding"] = "gzip"
    return Response(compressed if takes_gzip else plain, headers=headers, media_type=_KINDS[Path(name).suffix])


async def read_elements(request: Request) -> Response:
    return _read_stable(request, f'export * from "./static/clients/{bundle_name("elements")}";\n', ".js")


async def read_theme(request: Request) -> Response:
    return _read_stable(request, f'@import url("./static/clients/{bundle_name("theme", ".css")}");\n', ".css")


def _read_stable(request: Request, body: str, kind: str) -> Response:
    """Answer a stable name, for pages of any origin; it leads to the file of today."""
    tag = f'"{sha256(body.encode()).hexdigest()[:16]}"'
    headers = {"Cache-Control": _FIVE_MINUTES, "ETag": tag, **_ANY_ORIGIN}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=_KINDS[kind])


@cache
def _names() -> frozenset[str]:
    return frozenset(path.name for path in FOLDER.iterdir() if path.suffix in _KINDS)


@cache
def _contents(name: str) -> tuple[bytes, bytes]:
    """Read and compress a bundle once."""
    plain = (FOLDER / name).read_bytes()
    return plain, gzip.compress(plain, 9)

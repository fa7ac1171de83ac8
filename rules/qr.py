import io
import re
from functools import lru_cache

import segno

from rules.refusals import bad_request

MAX_SCALE = 20
MAX_BORDER = 10
BORDER = 4
"""The quiet zone that the standard requires. With less, scanners may miss the code on a busy page."""

_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_MIN_CONTRAST = 3.0
_CACHE_SIZE = 256


def check_size(scale: int, border: int) -> None:
    """Raise BAD_REQUEST for a size (in pixels and modules) that is useless or too costly to draw."""
    if not 1 <= scale <= MAX_SCALE:
        raise bad_request(f"scale must be between 1 and {MAX_SCALE}.")
    if not 0 <= border <= MAX_BORDER:
        raise bad_request(f"border must be between 0 and {MAX_BORDER}.")


def check_colours(dark: str, light: str) -> None:
    """Raise BAD_REQUEST for invalid colours (#rgb or #rrggbb) or too little contrast to scan."""
    for name, colour in (("dark", dark), ("light", light)):
        if _COLOUR.fullmatch(colour) is None:
            raise bad_request(f"{name} must be a colour such as #1a2b3c.")
    if (_luminance(light) + 0.05) / (_luminance(dark) + 0.05) < _MIN_CONTRAST:
        raise bad_request("dark must be so much darker than light that the code can be scanned.")


def draw_svg(link: str, *, scale: int = 8, border: int = BORDER, dark: str = "#000000", light: str = "#ffffff") -> str:
    check_size(scale, border)
    check_colours(dark, light)
    return _svg(link, scale, border, dark, light)


@lru_cache(maxsize=_CACHE_SIZE)
def _svg(link: str, scale: int, border: int, dark: str, light: str) -> str:
    code, buffer = _code(link), io.BytesIO()
    code.save(
        buffer, kind="svg", scale=scale, border=border, dark=dark, light=light, xmldecl=False, nl=False, svgclass=None,
        lineclass=None,
    )  # fmt: skip
    width, height = code.symbol_size(scale, border)
    # The viewBox lets a page scale it; crispEdges avoids hairlines between rows.
    more = f'<svg viewBox="0 0 {width} {height}" shape-rendering="crispEdges" role="img" aria-label="QR code"'
    return buffer.getvalue().decode().replace("<svg", more, 1)


def draw_png(link: str, *, scale: int = 8, border: int = BORDER) -> bytes:
    check_size(scale, border)
    return _png(link, scale, border)


@lru_cache(maxsize=_CACHE_SIZE)
def _png(link: str, scale: int, border: int) -> bytes:
    buffer = io.BytesIO()
    _code(link).save(buffer, kind="png", scale=scale, border=border)
    return buffer.getvalue()


@lru_cache(maxsize=_CACHE_SIZE)
def _code(link: str) -> segno.QRCode:
    """Encode at level M (recovers 15 %), or higher if that needs no more room. Few readers know Micro QR."""
    return segno.make(link, error="m", micro=False)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    red, green, blue = (_linear(int(digits[place : place + 2], 16) / 255) for place in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)

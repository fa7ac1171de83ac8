"""Content negotiation."""

from functools import lru_cache

JSON = "application/json"
GRAPHQL = "application/graphql-response+json"
HTML = "text/html"
EVENTS = "text/event-stream"


@lru_cache(maxsize=128)
def preferred(accept: str | None, offered: tuple[str, ...]) -> str | None:
    """Return the offered type that an Accept header prefers, or None if it excludes all.

    On equal weight a type named exactly wins, then the first offered.
    """
    wanted = dict(parse_media_range(part) for part in (accept or "*/*").split(",") if part.strip())

    def preference(media: str) -> tuple[float, int]:
        for closeness, one in ((3, media), (2, f"{media.partition('/')[0]}/*"), (1, "*/*")):
            if one in wanted:
                return wanted[one], closeness
        return 0.0, 0

    best = max(offered, key=preference)
    return best if preference(best)[0] > 0 else None


def parse_media_range(part: str) -> tuple[str, float]:
    media, *parameters = (piece.strip() for piece in part.split(";"))
    weight = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                weight = min(1.0, max(0.0, float(value)))
            except ValueError:
                weight = 0.0
    return media.lower(), weight


@lru_cache(maxsize=128)
def is_json(content_type: str | None) -> bool:
    """Return whether a Content-Type is JSON in UTF-8, the only one accepted."""
    media, *parameters = (piece.strip().lower() for piece in (content_type or "").split(";"))
    charsets = [piece.partition("=")[2].strip("\" '") for piece in parameters if piece.startswith("charset=")]
    return media == JSON and all(charset in {"utf-8", "utf8"} for charset in charsets)

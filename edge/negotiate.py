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
    ranges = [parse(part) for part in (accept or "*/*").split(",") if part.strip()]
    best: tuple[float, int] = (0.0, 0)
    chosen = None
    for media in offered:
        liking = max((liked(media, *wanted) for wanted in ranges), key=lambda found: found[1], default=(0.0, 0))
        if liking[0] > 0 and liking > best:
            best, chosen = liking, media
    return chosen


def parse(part: str) -> tuple[str, float]:
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


def liked(media: str, wanted: str, weight: float) -> tuple[float, int]:
    """Return the weight that a range gives to a type, and its precision from 0 (no match) to 3 (exact)."""
    main = media.partition("/")[0]
    closeness = {media: 3, f"{main}/*": 2, "*/*": 1}.get(wanted, 0)
    return (weight if closeness else 0.0, closeness)


@lru_cache(maxsize=128)
def is_json(content_type: str | None) -> bool:
    """Return whether a Content-Type is JSON in UTF-8, the only one accepted."""
    media, *parameters = (piece.strip().lower() for piece in (content_type or "").split(";"))
    charsets = [piece.partition("=")[2].strip("\" '") for piece in parameters if piece.startswith("charset=")]
    return media == JSON and all(charset in {"utf-8", "utf8"} for charset in charsets)

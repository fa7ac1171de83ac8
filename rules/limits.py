"""Rate limits in fixed windows: a window starts with the first attempt and ends for all attempts at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import Annotated, Any, get_type_hints

from limits import RateLimitItem, parse_many

from rules.refusals import RefusalError

EXPENSIVE_COST = 5_000
"""Documents from this cost are expensive: a quarter of the highest cost allowed."""

_MAX_AMOUNT = 1_000_000_000
_MAX_WINDOW = 366 * 24 * 60 * 60


def _parse_rate(name: str, text: str) -> RateLimitItem:
    [item] = parse_many(text)
    if not 1 <= item.amount <= _MAX_AMOUNT or item.get_expiry() > _MAX_WINDOW:
        raise ValueError(text)
    return type(item)(item.amount, item.multiples, name)


@dataclass(frozen=True, slots=True)
class Limits:
    """Every limit with its default. The field names are the keys of USHER_LIMITS."""

    passwords: Annotated[RateLimitItem, "10/15 minutes"]
    """Passwords tried for one address from one network. Attempts by strangers elsewhere do not count."""

    passwords_per_network: Annotated[RateLimitItem, "100/15 minutes"]
    """Passwords tried from one network, for any address."""

    passwords_per_account: Annotated[RateLimitItem, "50/15 minutes"]
    """Passwords tried for one address, except from networks where its owner logged in within 90 days."""

    guesses: Annotated[RateLimitItem, "30/10 minutes"]
    """Wrong codes, personal tokens and login links from one network."""

    bearer_tokens: Annotated[RateLimitItem, "30/10 minutes"]
    """Nonexistent session and access tokens from one network."""

    login_links: Annotated[RateLimitItem, "5/hour"]
    """Login links mailed to one address. Networks where its owner logged in within 90 days count separately."""

    login_links_per_network: Annotated[RateLimitItem, "20/hour"]
    """Login links requested from one network, for any address."""

    registrations: Annotated[RateLimitItem, "20/hour"]
    """Registrations from one network."""

    expensive_documents: Annotated[RateLimitItem, "120/minute"]
    """Documents of one account, or of one network's anonymous callers, that cost at least `EXPENSIVE_COST`; also long
    new documents of anonymous callers."""

    invitations: Annotated[RateLimitItem, "20000/day"]
    """Invitations that one account sends."""

    invitations_new_account: Annotated[RateLimitItem | None, None]
    """Invitations of an account at most 7 days old, none of whose invitations has been accepted."""

    recipient_checks: Annotated[RateLimitItem, "60/hour"]
    """Lists of recipients that one account checks before inviting."""

    invitation_mails: Annotated[RateLimitItem, "10/day"]
    """Invitation mails to one address, from all senders."""

    sockets_per_account: Annotated[int, 20]
    """Open sockets of one account per process."""

    sockets_per_network: Annotated[int, 200]
    """Open sockets of one network per process."""

    sse_streams_per_account: Annotated[int, 100]
    """Open streams of server-sent events of one account per process."""

    sse_streams_per_network: Annotated[int, 1_000]
    """Open streams of server-sent events of one network per process."""

    streams_per_socket: Annotated[int, 100]
    """Concurrent operations on one socket."""


DEFAULTS: Mapping[str, str | int | None] = {
    name: annotated.__metadata__[0] for name, annotated in get_type_hints(Limits, include_extras=True).items()
}


def make_limits(changed: Mapping[str, object] | None = None) -> Limits:
    """Apply overrides by name: a rate such as ``200/hour``, or a number. Raise ValueError for bad ones."""
    given = changed or {}
    if not given.keys() <= DEFAULTS.keys():
        raise ValueError(f"may change {', '.join(DEFAULTS)}, and nothing else")
    values: dict[str, Any] = {name: _value(name, given.get(name, default)) for name, default in DEFAULTS.items()}
    return Limits(**values)


def _value(name: str, given: object) -> RateLimitItem | int | None:
    default = DEFAULTS[name]
    if isinstance(default, int):
        if type(given) is not int or not 1 <= given <= _MAX_AMOUNT:
            raise ValueError(f"must give {name} as a whole number of 1 or more, such as {default}")
        return given
    if given is None and default is None:
        return None
    try:
        return _parse_rate(name, given if isinstance(given, str) else "")
    except ValueError:
        raise ValueError(f'must give {name} as a rate such as "{default or "50/day"}"') from None


def rate_limited(limit: RateLimitItem, seconds: float, remaining: int = 0) -> RefusalError:
    """Refuse because of a limit whose window ends in `seconds`; `remaining` is what it still allows until then."""
    wait = min(max(1, ceil(seconds)), limit.get_expiry())
    resets_at = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=wait)
    return RefusalError(
        "RATE_LIMITED",
        "That was tried too often. Try again later.",
        retry_after=wait,
        details={
            "limit": limit.amount,
            "remaining": remaining,
            "resetAt": resets_at.isoformat().replace("+00:00", "Z"),
        },
    )

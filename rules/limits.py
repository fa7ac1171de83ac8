"""How often things may be tried: the one table of limits, and what whoever goes past one is told.

Windows are fixed: one begins with the first attempt in it, and ends for all of them together.
"""

from math import ceil

from limits import (
    RateLimitItem,
    RateLimitItemPerDay,
    RateLimitItemPerHour,
    RateLimitItemPerMinute,
)

from rules.refusals import Refusal

PASSWORDS = RateLimitItemPerMinute(10, 15, "password")
"""Passwords tried for one address from one network: a stranger elsewhere uses up nothing of the owner's."""

PASSWORDS_FROM_NETWORK = RateLimitItemPerMinute(100, 15, "passwords")
"""Passwords tried from one network, for whatever addresses."""

GUESSES = RateLimitItemPerMinute(30, 10, "guess")
"""Codes, personal tokens and login links from one network that turned out to be wrong."""

BEARERS = RateLimitItemPerMinute(30, 10, "bearer")
"""Session and access tokens from one network that never were; apart, lest a broken client keep people from joining."""

LINKS = RateLimitItemPerHour(5, 1, "link")
"""Login links mailed to one address."""

REGISTRATIONS = RateLimitItemPerHour(20, 1, "register")
"""Registrations from one network."""

EXPENSIVE = RateLimitItemPerMinute(120, 1, "expensive")
"""Documents of one account, or of one network's anonymous callers, that cost more than `EXPENSIVE_FROM`."""

INVITATIONS = RateLimitItemPerDay(20_000, 1, "invite")
"""Invitations that one account sends."""

INVITATION_MAILS = RateLimitItemPerDay(10, 1, "invited")
"""Invitation mails to one address, whoever sends them."""

EXPENSIVE_FROM = 5_000
"""A quarter of what a document may cost."""


def too_many(limit: RateLimitItem, seconds: float) -> Refusal:
    """What is said to whoever goes past a limit.

    Args:
        limit: Which.
        seconds: Until its window ends.
    """
    wait = min(max(1, ceil(seconds)), limit.get_expiry())
    return Refusal("RATE_LIMITED", "That was tried too often. Try again later.", retry_after=wait)

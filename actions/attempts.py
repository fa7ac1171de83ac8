"""Counting attempts: each in a short transaction of its own, so that no refusal and no rollback takes it back."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from hashlib import sha256
from time import time
from typing import TypeVar

import structlog
from limits import RateLimitItem
from limits.aio.strategies import RateLimiter
from limits.errors import StorageError

from rules.addresses import canonical
from rules.caller import Caller
from rules.limits import EXPENSIVE, GUESSES, LINKS, PASSWORDS, PASSWORDS_FROM_NETWORK, REGISTRATIONS, too_many
from rules.problems import Problem

Seen = TypeVar("Seen")

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try at something that may be tried so and so often.

    Args:
        limit: How often.
        who: Whose counter it is: an account, a network, an address.
        counts: False only asks whether there is room: it is counted later, should it turn out to be wrong.
    """

    limit: RateLimitItem
    who: tuple[str, ...]
    counts: bool = True


class Limiter:
    """Counts attempts together with all processes.

    Args:
        strategies: Where to count; the next one where the storage of one cannot be reached.
    """

    def __init__(self, *strategies: RateLimiter) -> None:
        self._strategies = strategies

    async def spend(self, *attempts: Attempt) -> None:
        """Count attempts, one after another, until one is refused.

        Raises:
            Refusal: RATE_LIMITED past a limit.
        """
        for attempt in attempts:
            await self._spend(attempt)

    async def _spend(self, attempt: Attempt) -> None:
        # Neither a database nor a Redis needs to hold addresses and networks for this.
        who = sha256("\0".join(attempt.who).encode("utf-8", "surrogatepass")).hexdigest()
        for strategy in self._strategies[:-1]:
            try:
                return await _ask(strategy, attempt, who)
            except StorageError as error:
                _log.warning("limits.storage_unreachable", error=type(error.storage_error).__name__)
        return await _ask(self._strategies[-1], attempt, who)


async def _ask(strategy: RateLimiter, attempt: Attempt, who: str) -> None:
    fits = strategy.hit if attempt.counts else strategy.test
    if not await fits(attempt.limit, who):
        ends_at, _ = await strategy.get_window_stats(attempt.limit, who)
        raise too_many(attempt.limit, ends_at - time())


def password(caller: Caller, email: str) -> tuple[Attempt, ...]:
    """A password tried for an address; first what is this address's alone, so that it fills nobody else's counter."""
    return Attempt(PASSWORDS, (_address(email), caller.network)), Attempt(PASSWORDS_FROM_NETWORK, (caller.network,))


def link(email: str) -> Attempt:
    """A login link asked for, known or not."""
    return Attempt(LINKS, (_address(email),))


def registration(caller: Caller) -> Attempt:
    """A registration."""
    return Attempt(REGISTRATIONS, (caller.network,))


def guess(caller: Caller, *, wrong: bool) -> Attempt:
    """A code, a personal token or a login link that was tried: before it is looked at, and again if it was wrong."""
    return Attempt(GUESSES, (caller.network,), counts=wrong)


def expensive(caller: Caller) -> Attempt:
    """A document that costs much."""
    who = ("network", caller.network) if caller.account_id is None else ("account", str(caller.account_id))
    return Attempt(EXPENSIVE, who)


async def guessing(limiter: Limiter | None, caller: Caller, look: Callable[[], Awaitable[Seen | None]]) -> Seen | None:
    """Look at what a code or a token leads to; what leads nowhere counts as a wrong guess.

    Args:
        limiter: None where there are no limits.
        caller: Who looks.
        look: None for what never was.

    Raises:
        Refusal: RATE_LIMITED after too many wrong ones from this network.
    """
    if limiter is None:
        return await look()
    await limiter.spend(guess(caller, wrong=False))
    seen = await look()
    if seen is None:
        await limiter.spend(guess(caller, wrong=True))
    return seen


def _address(email: str) -> str:
    read = canonical(email)
    return email.strip().lower() if isinstance(read, Problem) else read

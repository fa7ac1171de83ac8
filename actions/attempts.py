"""Counting attempts: each in a short transaction of its own, so that no refusal and no rollback takes it back."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from hashlib import sha256
from time import monotonic, time
from typing import TypeVar

import structlog
from limits import RateLimitItem
from limits.aio.strategies import RateLimiter
from limits.errors import StorageError

from rules.addresses import canonical
from rules.caller import Caller
from rules.limits import Limits, too_many
from rules.problems import Problem
from rules.refusals import RefusalError

Seen = TypeVar("Seen")

LEFT_ALONE = 5.0
"""Seconds for which a storage that did not answer is not asked again."""

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

    A storage that does not answer keeps whoever asks it waiting, so it is left alone for a while; then one attempt
    alone finds out whether it is back.

    Args:
        strategies: Where to count; the next one where the storage of one cannot be reached.
        close: Closes their storages.
    """

    def __init__(self, *strategies: RateLimiter, close: Callable[[], Awaitable[None]] | None = None) -> None:
        self._strategies = strategies
        self._away_until: dict[RateLimiter, float] = {}
        self._close = close

    async def close(self) -> None:
        """Close the storages, once nobody counts any more."""
        if self._close is not None:
            await self._close()

    async def spend(self, *attempts: Attempt) -> None:
        """Count attempts, one after another, until one is refused.

        Raises:
            RefusalError: RATE_LIMITED past a limit.
        """
        for attempt in attempts:
            await self._spend(attempt)

    async def _spend(self, attempt: Attempt) -> None:
        # Neither a database nor a Redis needs to hold addresses and networks for this.
        who = sha256("\0".join(attempt.who).encode("utf-8", "surrogatepass")).hexdigest()
        for strategy in self._strategies[:-1]:
            if self._is_away(strategy):
                continue
            try:
                refused = await _ask(strategy, attempt, who)
            except StorageError as error:
                self._away_until[strategy] = monotonic() + LEFT_ALONE
                _log.warning("limit_store.lost", error=type(error.storage_error).__name__)
            else:
                self._away_until.pop(strategy, None)
                break
        else:
            refused = await _ask(self._strategies[-1], attempt, who)
        if refused is not None:
            raise refused

    def _is_away(self, strategy: RateLimiter) -> bool:
        """Whether a storage is to be left alone; whoever first hears that it is not is the one who tries it."""
        until, now = self._away_until.get(strategy), monotonic()
        if until is None or until > now:
            return until is not None
        self._away_until[strategy] = now + LEFT_ALONE
        return False


async def _ask(strategy: RateLimiter, attempt: Attempt, who: str) -> RefusalError | None:
    """Counts one attempt; the refusal where there have been too many."""
    fits = strategy.hit if attempt.counts else strategy.test
    if await fits(attempt.limit, who):
        return None
    ends_at, _ = await strategy.get_window_stats(attempt.limit, who)
    return too_many(attempt.limit, ends_at - time())


def password(limits: Limits, caller: Caller, email: str) -> tuple[Attempt, ...]:
    """A password tried for an address; first what is this address's alone, so that it fills nobody else's counter."""
    return (
        Attempt(limits.passwords, (_address(email), caller.network)),
        Attempt(limits.passwords_per_network, (caller.network,)),
    )


def password_anywhere(limits: Limits, email: str, apart: str = "") -> Attempt:
    """A password tried for an address, counted over all networks.

    Args:
        limits: How often.
        email: The address.
        apart: What is counted apart from all others, lest strangers use it up: a network where the owner has logged
            in of late, or the owner's session.
    """
    return Attempt(limits.passwords_per_account, (_address(email), apart))


def link(limits: Limits, email: str, apart: str = "") -> Attempt:
    """A login link asked for, known or not; `apart` is a network where the owner of the address has logged in of late."""
    return Attempt(limits.login_links, (_address(email), apart))


def link_from_network(limits: Limits, caller: Caller) -> Attempt:
    """A login link asked for by somebody who wants in again."""
    return Attempt(limits.login_links_per_network, (caller.network,))


def registration(limits: Limits, caller: Caller) -> Attempt:
    """A registration."""
    return Attempt(limits.registrations, (caller.network,))


def guess(limits: Limits, caller: Caller, *, wrong: bool) -> Attempt:
    """A code, a personal token or a login link that was tried: before it is looked at, and again if it was wrong."""
    return Attempt(limits.guesses, (caller.network,), counts=wrong)


def bearer_token(limits: Limits, caller: Caller) -> Attempt:
    """A session or access token that never existed; apart, lest a broken client keep people from joining."""
    return Attempt(limits.bearer_tokens, (caller.network,))


def expensive(limits: Limits, caller: Caller) -> Attempt:
    """A document that costs much."""
    who = ("network", caller.network) if caller.account_id is None else ("account", str(caller.account_id))
    return Attempt(limits.expensive_documents, who)


async def guessing(
    limiter: Limiter | None, limits: Limits, caller: Caller, look: Callable[[], Awaitable[Seen | None]]
) -> Seen | None:
    """Look at what a code or a token leads to; what leads nowhere counts as a wrong guess.

    Args:
        limiter: None where there are no limits.
        limits: How often.
        caller: Who looks.
        look: None for what never was.

    Raises:
        RefusalError: RATE_LIMITED after too many wrong ones from this network.
    """
    if limiter is None:
        return await look()
    await limiter.spend(guess(limits, caller, wrong=False))
    seen = await look()
    if seen is None:
        await limiter.spend(guess(limits, caller, wrong=True))
    return seen


def _address(email: str) -> str:
    read = canonical(email)
    return email.strip().lower() if isinstance(read, Problem) else read

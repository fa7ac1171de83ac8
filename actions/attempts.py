"""Rate limits: each attempt is counted in a short transaction of its own, which no rollback undoes."""

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
from rules.limits import Limits, rate_limited
from rules.problems import Problem
from rules.refusals import RefusalError

T = TypeVar("T")

SKIP_SECONDS = 5.0  # seconds for which a storage that did not answer is skipped

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt; `who` names its counter. If not `counts`, it is only checked, and counted later if wrong."""

    limit: RateLimitItem
    who: tuple[str, ...]
    counts: bool = True


class Limiter:
    """Counts attempts across all processes, in the first strategy whose storage answers.

    A storage that does not answer delays every caller, so it is skipped for a while; then a single attempt tries it
    again.
    """

    def __init__(self, *strategies: RateLimiter, close: Callable[[], Awaitable[None]] | None = None) -> None:
        self._strategies = strategies
        self._skipped_until: dict[RateLimiter, float] = {}
        self._close = close

    async def close(self) -> None:
        if self._close is not None:
            await self._close()

    async def spend(self, *attempts: Attempt) -> None:
        """Count attempts in order until one is refused with RATE_LIMITED."""
        for attempt in attempts:
            await self._spend(attempt)

    async def _spend(self, attempt: Attempt) -> None:
        # Hashed, so that the storage holds no addresses or networks.
        who = sha256("\0".join(attempt.who).encode("utf-8", "surrogatepass")).hexdigest()
        for strategy in self._strategies[:-1]:
            if self._is_skipped(strategy):
                continue
            try:
                refused = await _test(strategy, attempt, who)
            except StorageError as error:
                self._skipped_until[strategy] = monotonic() + SKIP_SECONDS
                _log.warning("limit_store.lost", error=type(error.storage_error).__name__)
            else:
                self._skipped_until.pop(strategy, None)
                break
        else:
            refused = await _test(self._strategies[-1], attempt, who)
        if refused is not None:
            raise refused

    def _is_skipped(self, strategy: RateLimiter) -> bool:
        """Check whether to skip a storage. The first caller after the pause gets False and tries it."""
        until, now = self._skipped_until.get(strategy), monotonic()
        if until is None or until > now:
            return until is not None
        self._skipped_until[strategy] = now + SKIP_SECONDS
        return False


async def _test(strategy: RateLimiter, attempt: Attempt, who: str) -> RefusalError | None:
    fits = strategy.hit if attempt.counts else strategy.test
    if await fits(attempt.limit, who):
        return None
    ends_at, _ = await strategy.get_window_stats(attempt.limit, who)
    return rate_limited(attempt.limit, ends_at - time())


def password_attempts(limits: Limits, caller: Caller, email: str) -> tuple[Attempt, ...]:
    """Order matters: once the address has used up its own counter here, it no longer fills the network's."""
    return (
        Attempt(limits.passwords, (_normalised(email), caller.network)),
        Attempt(limits.passwords_per_network, (caller.network,)),
    )


def account_password_attempt(limits: Limits, email: str, own_network: str = "") -> Attempt:
    """`own_network` gives the owner a counter that strangers cannot use up: their session or a recent network."""
    return Attempt(limits.passwords_per_account, (_normalised(email), own_network))


def link_attempt(limits: Limits, email: str, own_network: str = "") -> Attempt:
    """`own_network` is a network from which the owner of the address has logged in recently."""
    return Attempt(limits.login_links, (_normalised(email), own_network))


def network_link_attempt(limits: Limits, caller: Caller) -> Attempt:
    return Attempt(limits.login_links_per_network, (caller.network,))


def registration_attempt(limits: Limits, caller: Caller) -> Attempt:
    return Attempt(limits.registrations, (caller.network,))


def guess_attempt(limits: Limits, caller: Caller, *, wrong: bool) -> Attempt:
    """Count a code, personal token or login link: first as a check, then again if it was `wrong`."""
    return Attempt(limits.guesses, (caller.network,), counts=wrong)


def bearer_token_attempt(limits: Limits, caller: Caller) -> Attempt:
    """Unknown bearer tokens have their own counter: a broken client must not keep people from joining."""
    return Attempt(limits.bearer_tokens, (caller.network,))


def recipient_check_attempt(limits: Limits, caller: Caller) -> Attempt:
    return Attempt(limits.recipient_checks, (str(caller.account_id),))


def expensive_attempt(limits: Limits, caller: Caller) -> Attempt:
    who = ("network", caller.network) if caller.account_id is None else ("account", str(caller.account_id))
    return Attempt(limits.expensive_documents, who)


async def look_up_guess(
    limiter: Limiter | None, limits: Limits, caller: Caller, look: Callable[[], Awaitable[T | None]]
) -> T | None:
    """Look up a code or token; a result of None counts as a wrong guess (RATE_LIMITED after too many)."""
    if limiter is None:
        return await look()
    await limiter.spend(guess_attempt(limits, caller, wrong=False))
    found = await look()
    if found is None:
        await limiter.spend(guess_attempt(limits, caller, wrong=True))
    return found


def _normalised(email: str) -> str:
    read = canonical(email)
    return email.strip().lower() if isinstance(read, Problem) else read

"""Answers of streams, and the protocols of those who make, check and send them."""

from collections.abc import Awaitable, Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from db.queries.events import EventRow

ViewerLookup = Callable[[Sequence[Any]], Awaitable[Sequence[Any]]]
"""Finds, for each of several accesses, a value that the answer depends on."""


ViewerLookups = Sequence[ViewerLookup] | None
"""What an answer depends on about its subscriber: () nothing, None unknown. It serves all for whom the same is found."""


@dataclass(frozen=True, slots=True)
class LiveAnswer:
    """An answer to one value of a stream.

    Args:
        made_at: By `time.monotonic`.
        cursor: Of the event that it answers; None where the stream has no cursors.
    """

    body: bytes
    made_at: float
    cursor: str | None = None
    viewer_lookups: ViewerLookups = ()

    @property
    def is_personal(self) -> bool:
        return self.viewer_lookups is None or len(self.viewer_lookups) > 0


class SubscriberSink(Protocol):
    """Where a subscriber's answers go."""

    def send(self, answers: Sequence[LiveAnswer]) -> bool:
        """Write answers; return False, having written nothing, while the subscriber takes no more."""

    def fail(self, error: BaseException) -> None:
        """End the stream with an error."""

    def finish(self) -> None: ...


class SubscriberAccess(Protocol):
    """A subscriber's right to follow a stream, checked at the start and before each answer is sent."""

    @property
    def account_id(self) -> int: ...

    @property
    def standing(self) -> Hashable:
        """Subscribers with equal standing get the same answers, unless these are personal."""

    async def check(self) -> None:
        """Check again; raise where the subscriber has lost access."""


Execute = Callable[[Any, Any], Awaitable[bytes]]
"""Answers a value in a context."""


class Source(Protocol):
    """A stream as its audience follows it."""

    @property
    def topic(self) -> str: ...

    @property
    def key(self) -> Hashable:
        """Equal for sources of which equal subscribers get equal answers."""

    async def answer(self, execute: Execute, value: Any, since: float, access: Any) -> LiveAnswer:
        """Answer a value for one subscriber, from data no older than `since`."""

    async def find_changed_access(self, accesses: Sequence[Any], made_at: float) -> Collection[int]:
        """Check access after `made_at`; return the positions of those that need a check of their own."""

    def affected(self, rows: Sequence[EventRow]) -> Callable[[Any], bool] | None:
        """Return a test for accesses that these events may have changed; None if they change none."""

    def to_client_error(self, error: Exception) -> Exception:
        """Return the error that clients see."""

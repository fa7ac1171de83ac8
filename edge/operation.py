"""Operations, answers and the protocols of streams: `live/` implements StreamAnswer and Following, importing neither."""

from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from typing import Any, Literal, NamedTuple, Protocol

OperationKind = Literal["query", "mutation", "subscription"]


class Operation(NamedTuple):
    """One requested operation, with raw variables; `selects` names all its fields, `fields` only the root ones."""

    kind: OperationKind
    name: str | None
    document: str
    variables: Mapping[str, Any]
    fields: frozenset[str] = frozenset()
    cost: int = 0
    selects: frozenset[str] = frozenset()


class Answer(NamedTuple):
    """The encoded answer; `codes` are those of its errors. It has no cursor; sockets send it like a stream's answers."""

    body: bytes
    codes: tuple[str, ...] = ()
    retry_after: int | None = None
    cursor: None = None


ExecuteEvent = Callable[[Any, Any], Awaitable[bytes]]
"""Answers an event in a context; raises RejectedError if the whole answer failed."""


class StreamAnswer(Protocol):
    @property
    def body(self) -> bytes: ...

    @property
    def cursor(self) -> str | None:
        """The cursor of the event that it answers; None where the stream has no cursors."""


class Sink(Protocol):
    """Where the answers of a stream go."""

    def send(self, answers: Sequence[StreamAnswer]) -> bool:
        """Write answers; return False, having written nothing, while the subscriber takes no more."""

    def fail(self, error: BaseException) -> None:
        """End the stream with an error."""

    def finish(self) -> None: ...


class Following(Protocol):
    """A stream that has begun."""

    def stop(self) -> None: ...

    def resume(self) -> None:
        """Send again after a pause."""


class LiveSource(Protocol):
    """Returned by the root field of a subscription."""

    async def follow(self, sink: Sink, execute: ExecuteEvent, document: Hashable) -> Following:
        """Begin to send.

        Args:
            document: Equal for operations that select the same of an event, so that one answer may serve all.
        """

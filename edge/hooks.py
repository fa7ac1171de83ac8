"""Functions that an application gives the edge."""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol

from starlette.requests import HTTPConnection

from edge.operation import Answer, Operation
from rules.caller import Caller
from rules.refusals import RefusalError


class FindCaller(Protocol):
    """Identifies the caller by headers or, on a socket, the payload of `connection_init`; refuses a bad token.

    For a query it may use a sign-in that it read a moment ago.
    """

    async def __call__(
        self, connection: HTTPConnection, payload: dict[str, Any] | None, /, *, is_query: bool = False
    ) -> Caller: ...


MakeContext = Callable[[Caller, HTTPConnection, Operation], Awaitable[Any]]
"""Returns the context of one operation.

The context may have `async aclose()`, called at the end of the operation; `is_lost`, true if its reads failed and
the query must run again in a new context; and `response_headers`, a list of pairs that go into the HTTP response.
"""

Execute = Callable[[], Awaitable[Answer]]
AroundMutation = Callable[[Any, Operation, Execute], Awaitable[Answer]]
"""Runs a mutation in its context, or answers in its place."""

WatchSession = Callable[[Caller, Callable[[bool], None]], Callable[[], None]]
"""Calls back once: with True when the caller's session or token has ended, False when it can no longer be watched.

Returns a function that stops this.
"""

Observe = Callable[[Caller, Operation | None, tuple[str, ...], float], None]
"""Called after each answer with the caller, the operation (None if rejected before), error codes and seconds."""


def network_of(connection: HTTPConnection) -> str:
    """Return the remote address as a network of its own."""
    return connection.client.host if connection.client else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hooks:
    """What an application gives the edge.

    Args:
        explain: Says what an exception of the application means; None for one that nobody expected.
        counts: Open connections by network and account; None for no limit.
        network: Names the network of a connection.
        count_document: Counts a long document, and refuses a caller who has sent too many.
    """

    sign_in: FindCaller
    make_context: MakeContext
    explain: Callable[[BaseException], RefusalError | None] = lambda _: None
    watch_session: WatchSession | None = None
    around_mutation: AroundMutation | None = None
    counts: Counter[str] | None = None
    network: Callable[[HTTPConnection], str] = network_of
    observe: Observe = lambda *_: None
    count_document: Callable[[Caller], Awaitable[None]] | None = None

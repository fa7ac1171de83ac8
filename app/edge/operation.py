"""The words that the edge and the app share: who calls, what is asked, what is answered."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from starlette.requests import HTTPConnection

from rules.caller import Caller

Kind = Literal["query", "mutation", "subscription"]


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation, as it was asked for.

    Args:
        kind: What sort of operation.
        name: Its name in the document, if it has one.
        document: The text of the whole document.
        variables: The variables as they came, before they are coerced.
        fields: The names of its root fields.
        selects: The names of all its fields, at whatever depth.
        cost: What it costs, each field 1, times the page sizes and list bounds above it.
    """

    kind: Kind
    name: str | None
    document: str
    variables: Mapping[str, Any]
    fields: frozenset[str] = frozenset()
    cost: int = 0
    selects: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Answer:
    """The encoded answer to an operation.

    Args:
        body: The JSON of the response.
        codes: `extensions.code` of each error in it.
        executed: Whether it has `data`; false for an error of the request as a whole.
        retry_after: Seconds, where an error is RATE_LIMITED.
    """

    body: bytes
    codes: tuple[str, ...] = ()
    executed: bool = True
    retry_after: int | None = None


SignIn = Callable[[HTTPConnection, dict[str, Any] | None], Awaitable[Caller]]
"""Tells who calls, from the headers, and on a socket from the payload of `connection_init`; refuses a bad token."""

MakeContext = Callable[[Caller, HTTPConnection, Operation], Any]
"""Makes the context of one operation, or an awaitable of it.

The context may have `async aclose()`, called when the operation is over; `is_lost`, where what was read came to
nothing, so that a query is to be run again in another context; `response_headers`, a list of pairs that
go into the HTTP response; and `for_event()`, which gives the context of one event of a stream.
"""

Execute = Callable[[], Awaitable[Answer]]
AroundMutation = Callable[[Any, Operation, Execute], Awaitable[Answer]]
"""Runs a mutation, given its context, or answers in its place."""

WatchSession = Callable[[Caller], Awaitable[None]]
"""Returns when the caller's session or token has ended."""

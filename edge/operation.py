"""Types that the edge and the app share: caller, operation, answer."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from starlette.requests import HTTPConnection

from rules.caller import Caller

Kind = Literal["query", "mutation", "subscription"]


@dataclass(frozen=True, slots=True)
class Operation:
    """One requested operation, with raw variables; `selects` names all its fields, `fields` only the root ones."""

    kind: Kind
    name: str | None
    document: str
    variables: Mapping[str, Any]
    fields: frozenset[str] = frozenset()
    cost: int = 0
    selects: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Answer:
    """The encoded answer; `codes` are those of its errors, `executed` says whether there is `data`."""

    body: bytes
    codes: tuple[str, ...] = ()
    executed: bool = True
    retry_after: int | None = None


SignIn = Callable[[HTTPConnection, dict[str, Any] | None], Awaitable[Caller]]
"""Identifies the caller by headers or, on a socket, the payload of `connection_init`; refuses a bad token."""

MakeContext = Callable[[Caller, HTTPConnection, Operation], Any]
"""Returns the context of one operation, or an awaitable of it.

The context may have `async aclose()`, called at the end of the operation; `is_lost`, true if its reads failed and
the query must run again in a new context; and `response_headers`, a list of pairs that go into the HTTP response.

A subscription's context may have `for_event()`, which returns the context of the event that its source gave last; and
`has_more`, true if the source gives another event without waiting. The context of an event then has `shared_key()`, `async
recheck(made_at)` and `is_personal`.
"""

Execute = Callable[[], Awaitable[Answer]]
AroundMutation = Callable[[Any, Operation, Execute], Awaitable[Answer]]
"""Runs a mutation in its context, or answers in its place."""

WatchSession = Callable[[Caller], Awaitable[None]]
"""Returns when the caller's session or token has ended."""

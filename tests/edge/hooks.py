"""What an application gives the edge: callers and contexts."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import HTTPConnection

from edge import Operation
from rules.caller import Caller
from rules.refusals import unauthenticated


@dataclass
class ShopState:
    """What the tests see and steer, from inside the server's own loop."""

    sold: list[str] = field(default_factory=list)
    contexts: int = 0
    closed: int = 0
    watched: dict[int, asyncio.Event] = field(default_factory=dict)
    streaming: int = 0
    yielded: int = 0
    go_on: asyncio.Event = field(default_factory=asyncio.Event)
    observed: list[tuple[str | None, tuple[str, ...]]] = field(default_factory=list)
    tokens: dict[str, int] = field(default_factory=lambda: {"good": 1, "other": 2})


@dataclass
class Context:
    state: ShopState
    caller: Caller
    response_headers: list[tuple[str, str]] = field(default_factory=list)

    def for_event(self) -> "Context":
        self.state.contexts += 1
        return Context(self.state, self.caller)

    async def aclose(self) -> None:
        self.state.closed += 1


class ShopHooks:
    """Sign callers in by tokens, and make contexts, as the application does."""

    def __init__(self, state: ShopState) -> None:
        self.state = state

    async def sign_in(
        self, connection: HTTPConnection, payload: dict[str, Any] | None, *, is_query: bool = False
    ) -> Caller:
        given = {key.lower(): value for key, value in (payload or {}).items()}.get(
            "authorization"
        ) or connection.headers.get("authorization")
        if given is None:
            return Caller()
        if given == "Bearer broken":
            raise RuntimeError("secret-inside")
        if given == "Bearer lost":
            raise ConnectionRefusedError("10.1.2.3")
        account = self.state.tokens.get(str(given).removeprefix("Bearer "))
        if account is None:
            raise unauthenticated()
        return Caller(account)

    async def make_context(self, caller: Caller, connection: HTTPConnection, operation: Operation) -> Context:
        assert operation.document
        if caller.account_id is not None and caller.account_id not in self.state.tokens.values():
            raise unauthenticated()
        self.state.contexts += 1
        return Context(self.state, caller)

    def observe(self, caller: Caller, operation: Operation | None, codes: tuple[str, ...], seconds: float) -> None:
        assert seconds >= 0
        self.state.observed.append((operation.name if operation else None, codes))

    def watch(self, caller: Caller, over: Callable[[bool], None]) -> Callable[[], None]:
        assert caller.account_id is not None
        ended = self.state.watched.setdefault(caller.account_id, asyncio.Event())

        async def wait() -> None:
            await ended.wait()
            over(True)

        waiting = asyncio.create_task(wait())

        def stop() -> None:
            if not ended.is_set():
                waiting.cancel()

        return stop

"""What the resolvers of one operation share: who is asking, what to read with, what is batched."""

from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import strawberry
from sqlalchemy import Row
from strawberry.dataloader import DataLoader

from actions.work import Held, House
from db.reader import Reader
from graph.connections import Connection, Listing, Page, Slice, connection, pages, totals
from live.feed import Feeds
from rules.caller import Caller
from rules.config import Config

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
T = TypeVar("T")

Fetch = Callable[[Reader, Caller, Sequence[Key]], Awaitable[Mapping[Key, Value]]]


@dataclass(slots=True)
class Context:
    """One operation's surroundings; a stream makes a new one for each value it sends.

    Args:
        house: The process's engine, hub and configuration.
        feeds: The process's shared reading of events.
        caller: Who is asking.
        snapshot: Whether everything is to be read at one instant (a query that selects `liveCursor`).
        idempotency_key: As the request had it.
        response_headers: What the HTTP answer is to carry besides, e.g. a cookie.
    """

    house: House
    feeds: Feeds
    caller: Caller
    snapshot: bool = False
    idempotency_key: str | None = None
    response_headers: list[tuple[str, str]] = field(default_factory=list)
    reader: Reader = field(init=False)
    _loaders: dict[Hashable, DataLoader[Any, Any]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.reader = self.house.reader(snapshot=self.snapshot)

    def hold(self, held: Held) -> None:
        """Make this operation, a mutation that has not begun, one transaction."""
        self.house = replace(self.house, held=held)
        self.reader = self.house.reader()

    @property
    def config(self) -> Config:
        """What the operator decided."""
        return self.house.config

    async def load(self, fetch: Fetch[Key, Value], key: Key) -> Value | None:
        """Read one thing, together with all others that are asked for at the same time.

        Args:
            fetch: One of the functions in `db/queries` that read many by their keys.
            key: Which.

        Returns:
            None where there is none.
        """

        async def together(keys: list[Key]) -> list[Value | None]:
            found = await fetch(self.reader, self.caller, keys)
            return [found.get(one) for one in keys]

        value: Value | None = await self._loader(fetch, together).load(key)
        return value

    async def page(self, listing: Listing, cut: Slice, parent: int, node: Callable[[Row[Any]], T]) -> Connection[T]:
        """One page of a listing under a parent; the same page under other parents is read with it."""

        async def read_pages(parents: list[int]) -> list[Page]:
            return await pages(self.reader, listing, cut, parents)

        async def read_totals(parents: list[int]) -> list[int]:
            return await totals(self.reader, listing, parents)

        same = (listing.name, listing.filters)
        page = await self._loader((*same, cut), read_pages).load(parent)
        return connection(listing, page, node, lambda: self._loader((*same, "total"), read_totals).load(parent))

    def for_event(self) -> "Context":
        """Surroundings for one value of a stream: everything is read as it is by then."""
        return Context(self.house, self.feeds, self.caller)

    def forget(self) -> None:
        """Read everything anew: something has changed."""
        self._loaders.clear()

    async def aclose(self) -> None:
        """Give back what the operation held."""
        await self.reader.close()

    def _loader(self, name: Hashable, together: Callable[[list[Any]], Awaitable[Any]]) -> DataLoader[Any, Any]:
        if name not in self._loaders:
            self._loaders[name] = DataLoader(together)
        return self._loaders[name]


Info = strawberry.Info[Context, None]

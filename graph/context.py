"""What the resolvers of one operation share: who is asking, what to read with, what is batched."""

import math
import time
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import strawberry
from sqlalchemy import Row
from strawberry.dataloader import DataLoader

from actions.work import OuterTransaction, Services
from db.reader import ForAll, Reader
from graph.connections import Connection, connection
from graph.listings import Listing, Page, Slice, pages
from graph.rights import Place, Right
from live.feed import Feeds
from rules.caller import Caller
from rules.config import Config
from rules.roles import Permission

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
T = TypeVar("T")

Fetch = Callable[[Reader, Caller, Sequence[Key]], Awaitable[Mapping[Key, Value]]]


@dataclass(slots=True)
class Context:
    """One operation's surroundings; a stream makes a new one for each value it sends.

    Args:
        services: The process's engine, hub and configuration.
        feeds: The process's shared reading of events.
        _caller: Who is asking.
        snapshot: Whether everything is to be read at one instant (a query that selects `liveCursor`).
        idempotency_key: As the request had it.
        response_headers: What the HTTP answer is to carry besides, e.g. a cookie.

    Of a stream besides, set by its source: the `right` that it rests on; `value`, which names what is sent now the
    same for all to whom it is sent; `since` when that is known, so that nothing older is read for it; the `place`
    that its reader has; and `has_more`, where the next value follows without waiting.
    """

    services: Services
    feeds: Feeds
    _caller: Caller
    snapshot: bool = False
    idempotency_key: str | None = None
    response_headers: list[tuple[str, str]] = field(default_factory=list)
    reader: Reader = field(init=False)
    is_personal: bool = field(init=False, default=False)
    right: Right | None = field(init=False, default=None)
    place: Place | None = field(init=False, default=None)
    value: Hashable = field(init=False, default=None)
    since: float | None = field(init=False, default=None)
    has_more: bool = field(init=False, default=False)
    _loaders: dict[Hashable, DataLoader[Any, Any]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.reader = self.services.reader(snapshot=self.snapshot)

    def hold(self, outer: OuterTransaction) -> None:
        """Make this operation, a mutation that has not begun, one transaction."""
        self.services = replace(self.services, outer=outer)
        self.reader = self.services.reader()
        self.forget()

    @property
    def caller(self) -> Caller:
        """Who is asking. An answer for which that was looked up is theirs alone: `is_personal`."""
        self.is_personal = True
        return self._caller

    @caller.setter
    def caller(self, caller: Caller) -> None:
        self._caller = caller

    @property
    def config(self) -> Config:
        """What the operator decided."""
        return self.services.config

    async def load(self, fetch: Fetch[Key, Value], key: Key) -> Value | None:
        """Read one thing, together with all others that are asked for at the same time.

        Args:
            fetch: One of the functions in `db/queries` that read many by their keys.
            key: Which.

        Returns:
            None where there is none.
        """

        if isinstance(fetch, ForAll):
            if self.since is not None:
                return await self.feeds.readings.ask(fetch, key, self.since)
        else:
            self.is_personal = True

        async def together(keys: list[Key]) -> list[Value | None]:
            found = await fetch(self.reader, self._caller, keys)
            return [found.get(one) for one in keys]

        value: Value | None = await self._loader(fetch, together).load(key)
        return value

    async def page(
        self, listing: Listing, cut: Slice, parent: int, node: Callable[[Row[Any]], T], *, is_counted: bool
    ) -> Connection[T]:
        """One page of a listing under a parent; the same page under other parents is read with it."""

        async def together(parents: list[int]) -> list[Page]:
            return await pages(self.reader, listing, cut, parents, self._caller.account_id, is_counted=is_counted)

        self.is_personal |= listing.is_viewed
        same = (listing, cut, is_counted)
        return connection(listing, await self._loader(same, together).load(parent), node)

    def for_event(self) -> "Context":
        """Surroundings for one value of a stream: everything is read as it is by then."""
        fresh = Context(self.services, self.feeds, self._caller)
        fresh.right, fresh.value, fresh.since = self.right, self.value, self.since
        fresh.place = self.right.place if self.right is not None else None
        return fresh

    def rest_on(self, group_id: int | None = None, permission: Permission = Permission.SEE) -> Right:
        """Have this stream rest on what its reader may do in a group, or on being signed in alone."""
        self.right = Right(self._caller, self.config, self.feeds.readings, group_id, permission)
        return self.right

    async def still_holds(self, made: float = math.inf) -> bool:
        """Whether what was made for a stream's reader may be sent; asked after it was made.

        Args:
            made: When, by `time.monotonic`; whatever was made, it is looked at again, if that is not said.

        Returns:
            False where the reader's place has changed meanwhile: it is to be made again.

        Raises:
            RefusalError: where the right has ended; nothing more is sent then.
        """
        if self.right is None:
            return True
        if not self.right.was_seen_since(made):
            await self.right.look()
        before, self.place = self.place, self.right.place
        return self.place == before

    def same_for_all(self) -> tuple[Hashable, float] | None:
        """What names the value sent now for all who have the same place, and since when it is known; None for none."""
        if self.value is None or self.since is None:
            return None
        return (self.value, self.right.place if self.right is not None else None), self.since

    def show(self, value: Hashable, since: float | None, *, has_more: bool = False) -> None:
        """Send a value next.

        Args:
            value: What names it, the same for all to whom it is sent; None where it is one reader's own.
            since: When it was known, by `time.monotonic`; None for now.
            has_more: Whether another follows at once, so that both may be answered together. It must follow.
        """
        self.has_more = has_more
        self.forget()
        self.place = self.right.place if self.right is not None else None
        self.value, self.since = value, time.monotonic() if since is None else since

    def forget(self) -> None:
        """Read everything anew: something has changed."""
        self._loaders.clear()

    @property
    def is_lost(self) -> bool:
        """Whether what was read came to nothing, with the connection that it was read by."""
        return self.reader.is_lost

    async def aclose(self) -> None:
        """Give back what the operation held."""
        await self.reader.close()

    def _loader(self, name: Hashable, together: Callable[[list[Any]], Awaitable[Any]]) -> DataLoader[Any, Any]:
        if name not in self._loaders:
            self._loaders[name] = DataLoader(together)
        return self._loaders[name]


Info = strawberry.Info[Context, None]

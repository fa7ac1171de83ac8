"""What the resolvers of one operation share: the caller, a reader and data loaders."""

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
from graph.pagination.connections import Connection, connection
from graph.pagination.listings import Listing, Page, Slice, pages
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
    """The state of one operation. A stream makes a new one for each value that it sends.

    Args:
        snapshot: Read everything at one instant (a query that selects `liveCursor`).
        response_headers: Extra headers of the HTTP response, such as a cookie.

    A stream's source also sets `right`, which the stream depends on; `value`, a key of the value being sent that is
    equal for all its recipients; `since`, when that value was known, so that nothing older is read for it; `place`,
    the reader's access; and `has_more`, where the next value follows without a wait.
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
        """Run this mutation, which must not have begun, in one transaction."""
        self.services = replace(self.services, outer=outer)
        self.reader = self.services.reader()
        self.forget()

    @property
    def caller(self) -> Caller:
        """Reading the caller marks the answer as theirs alone: `is_personal`."""
        self.is_personal = True
        return self._caller

    @caller.setter
    def caller(self, caller: Caller) -> None:
        self._caller = caller

    @property
    def config(self) -> Config:
        return self.services.config

    async def load(self, fetch: Fetch[Key, Value], key: Key) -> Value | None:
        """Read one value, batched with all others that are requested at the same time.

        Args:
            fetch: A function of `db/queries` that reads many by their keys.

        Returns:
            None where there is none.
        """

        if isinstance(fetch, ForAll):
            if self.since is not None:
                return await self.feeds.loader.load(fetch, key, self.since)
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
        """Read one page, batched with the same page under other parents."""

        async def together(parents: list[int]) -> list[Page]:
            return await pages(self.reader, listing, cut, parents, self._caller.account_id, is_counted=is_counted)

        self.is_personal |= listing.is_viewed
        same = (listing, cut, is_counted)
        return connection(listing, await self._loader(same, together).load(parent), node)

    def for_event(self) -> "Context":
        """Return a fresh context for one value of a stream, which caches nothing read before."""
        fresh = Context(self.services, self.feeds, self._caller)
        fresh.right, fresh.value, fresh.since = self.right, self.value, self.since
        fresh.place = self.right.place if self.right is not None else None
        return fresh

    def rest_on(self, group_id: int | None = None, permission: Permission = Permission.SEE) -> Right:
        """Tie this stream to a permission in a group, or, without a group, to the session alone."""
        self.right = Right(self._caller, self.config, self.feeds.loader, group_id, permission)
        return self.right

    async def still_holds(self, made: float = math.inf) -> bool:
        """Re-check authorisation before sending a value.

        Args:
            made: When the value was made, by `time.monotonic`. A check made since then and very recently is not repeated.

        Returns:
            False where the reader's access has changed, so the value must be made again.

        Raises:
            RefusalError: where the reader has lost access. Send nothing more then.
        """
        if self.right is None:
            return True
        if not self.right.was_seen_since(made):
            await self.right.look()
        before, self.place = self.place, self.right.place
        return self.place == before

    def same_for_all(self) -> tuple[Hashable, float] | None:
        """Return the key under which readers with equal access share this value, and its `since`; None where they cannot."""
        if self.value is None or self.since is None:
            return None
        return (self.value, self.right.place if self.right is not None else None), self.since

    def show(self, value: Hashable, since: float | None, *, has_more: bool = False) -> None:
        """Announce the value that a stream sends next.

        Args:
            value: A key of the value, equal for all its recipients; None where it is for one reader alone.
            since: When it was known, by `time.monotonic`; None for now.
            has_more: Whether another value certainly follows at once, so that both can be answered together.
        """
        self.has_more = has_more
        self.forget()
        self.place = self.right.place if self.right is not None else None
        self.value, self.since = value, time.monotonic() if since is None else since

    def forget(self) -> None:
        """Clear the caches after a change."""
        self._loaders.clear()

    @property
    def is_lost(self) -> bool:
        """Whether the reader lost its connection, and its reads failed."""
        return self.reader.is_lost

    async def aclose(self) -> None:
        await self.reader.close()

    def _loader(self, name: Hashable, together: Callable[[list[Any]], Awaitable[Any]]) -> DataLoader[Any, Any]:
        if name not in self._loaders:
            self._loaders[name] = DataLoader(together)
        return self._loaders[name]


Info = strawberry.Info[Context, None]

"""Contexts: the caller, the database reader and the loaded values that resolvers of one operation share."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeVar

import strawberry

from actions.work import OuterTransaction, Services
from db.queries import groups
from db.reader import Reader, SharedQuery
from db.statements import R
from execution import SelectedNames
from graph.batch import BatchedRead
from graph.pagination.read_pages import Listing, Page, Slice, read_pages
from graph.subscription_access import GroupStanding, StreamAccess, standing_of
from live.answers import ViewerLookup
from live.audience import Audiences
from live.feed import Feeds
from rules.caller import Caller
from rules.config import Config
from rules.roles import Permission, require_permission

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
T = TypeVar("T")

MAX_VIEWER_LOOKUPS = 16
"""Most lookups about its viewer for which an answer is still shared."""

Fetch = Callable[[Reader, Caller, Sequence[Key]], Awaitable[Mapping[Key, Value]]]


@dataclass(slots=True)
class Context:
    """The base of contexts: of a request, a stream, or one event of a stream.

    Args:
        snapshot: Read everything at one instant (a query that selects `liveCursor`).
    """

    services: Services
    feeds: Feeds
    _caller: Caller
    snapshot: bool = field(default=False, kw_only=True)
    reader: Reader = field(init=False)
    is_personal: bool = field(init=False, default=False)
    _reads: dict[Hashable, BatchedRead[Any, Any]] = field(init=False, default_factory=dict)
    _standings: dict[int, GroupStanding] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.reader = self.services.reader(snapshot=self.snapshot)

    def personal_caller(self) -> Caller:
        """Return the caller, and mark the answer as personal.

        If they suffice, use `is_viewer`, `is_staff`, `load_of_viewer` or `load_many_of_viewer`: streams then share an
        answer among viewers for whom the same is found.
        """
        self.is_personal = True
        return self._caller

    @property
    def is_staff(self) -> bool:
        return self.personal_caller().is_staff

    def is_viewer(self, account_id: int | None) -> bool:
        return account_id is not None and account_id == self._caller.account_id

    async def load_of_viewer(self, fetch: SharedQuery[Any, Value], about: int) -> Value | None:
        """Read a value by an object's ID and the viewer's."""
        (found,) = await self.load_many_of_viewer(fetch, (about,))
        return found

    async def load_many_of_viewer(self, fetch: SharedQuery[Any, Value], about: Sequence[int]) -> list[Value | None]:
        return await self.load_many(fetch, [(key, self._caller.account_id) for key in about])

    @property
    def config(self) -> Config:
        return self.services.config

    @property
    def standing(self) -> GroupStanding | None:
        """The caller's standing in the stream's group, where a stream has checked it."""
        return None

    def note_standing(self, standing: GroupStanding) -> None:
        """Keep the caller's standing in a group that was just read with it."""
        self._standings[standing.group_id] = standing

    def known_standing(self, group_id: int) -> GroupStanding | None:
        standing = self.standing
        return standing if standing is not None and standing.group_id == group_id else self._standings.get(group_id)

    async def standings_in(self, group_ids: Collection[int]) -> dict[int, GroupStanding]:
        known = {group_id: standing for group_id in group_ids if (standing := self.known_standing(group_id))}
        keys = [(group_id, self.personal_caller().account_id) for group_id in group_ids if group_id not in known]
        for (group_id, _), row in zip(keys, await self.load_many(groups.by_viewer, keys) if keys else (), strict=True):
            known[group_id] = standing_of(group_id, row, self.personal_caller())
        return known

    async def standing_in(self, group_id: int) -> GroupStanding:
        return (await self.standings_in((group_id,)))[group_id]

    async def require_in(self, group_id: int, permission: Permission) -> None:
        """Check a permission before anything is read for it."""
        require_permission((await self.standing_in(group_id)).group_access, permission)

    async def load(self, fetch: Fetch[Key, Value], key: Key) -> Value | None:
        """Read one value, batched with all others that are requested at the same time; None where there is none.

        Args:
            fetch: A function of `db/queries` that reads many by their keys.
        """
        (found,) = await self.load_many(fetch, (key,))
        return found

    async def load_many(self, fetch: Fetch[Key, Value], keys: Sequence[Key]) -> list[Value | None]:
        """Read several values, in the order of their keys."""
        self.is_personal |= not isinstance(fetch, SharedQuery)
        if fetch not in self._reads:
            self._reads[fetch] = BatchedRead(lambda new: fetch(self.reader, self._caller, new))
        return await self._reads[fetch].load(keys)

    async def read_pages(
        self, listing: Listing[R], cut: Slice, parents: Sequence[int], selected: SelectedNames
    ) -> list[Page[R]]:
        """Read the same page under several parents."""
        self.is_personal |= listing.depends_on_viewer
        return await read_pages(self.reader, listing, cut, parents, self._caller.account_id, selected)

    def clear_cache(self) -> None:
        """Clear the caches after a change."""
        self._reads.clear()
        self._standings.clear()

    @property
    def is_lost(self) -> bool:
        """Whether the reader lost its connection, and its reads failed."""
        return self.reader.is_lost

    async def aclose(self) -> None:
        await self.reader.close()


@dataclass(slots=True)
class RequestContext(Context):
    """The context of one query or mutation.

    Args:
        response_headers: Extra headers of the HTTP response, such as a cookie.
    """

    idempotency_key: str | None = None
    response_headers: list[tuple[str, str]] = field(default_factory=list)

    def set_caller(self, caller: Caller) -> None:
        """Continue as another caller, after a login or logout."""
        self._caller = caller

    def use_transaction(self, outer: OuterTransaction) -> None:
        """Run this mutation in one transaction. It must not have begun."""
        self.services = replace(self.services, outer=outer)
        self.reader = self.services.reader()
        self.clear_cache()


@dataclass(slots=True)
class StreamContext(Context):
    """The context in which a subscription begins, and in which the latest value of a stream is read.

    The stream depends on `access`. Nothing is read that is older than `since`, by `time.monotonic`.

    Args:
        last_event_id: The cursor of the last event that the client got; it overrides `after`.
    """

    audiences: Audiences
    last_event_id: str | None = None
    access: StreamAccess | None = field(init=False, default=None)
    since: float = field(init=False, default=0.0)

    @property
    def standing(self) -> GroupStanding | None:
        return self.access.standing if self.access is not None else None

    def bind_access(self, group_id: int | None = None, permission: Permission = Permission.SEE) -> StreamAccess:
        """Tie this stream to a permission in a group, or, without a group, to the session alone."""
        self.access = StreamAccess(self._caller, self.config, self.feeds.loader, group_id, permission)
        return self.access

    async def load_many(self, fetch: Fetch[Key, Value], keys: Sequence[Key]) -> list[Value | None]:
        """Read values, together with all streams of the process."""
        if isinstance(fetch, SharedQuery):
            return list(await asyncio.gather(*(self.feeds.loader.load(fetch, key, self.since) for key in keys)))
        return await super(StreamContext, self).load_many(fetch, keys)

    def event_context(self, access: StreamAccess, since: float) -> "EventContext":
        return EventContext(self.services, self.feeds, access.caller, access, since)


@dataclass(slots=True)
class EventContext(Context):
    """The context of one value that a stream sends to a subscriber, or to several with equal standing."""

    access: StreamAccess
    since: float
    viewer_lookups: dict[Hashable, ViewerLookup] = field(init=False, default_factory=dict)

    @property
    def standing(self) -> GroupStanding | None:
        return self.access.standing

    @property
    def is_staff(self) -> bool:
        standing = self.access.standing
        return self.personal_caller().is_staff if standing is None else standing.group_access.is_staff

    def is_viewer(self, account_id: int | None) -> bool:
        async def look_up(accesses: Sequence[StreamAccess]) -> list[bool]:
            return [access.account_id == account_id for access in accesses]

        self._depend_on(account_id, look_up)
        return super(EventContext, self).is_viewer(account_id)

    async def load_many_of_viewer(self, fetch: SharedQuery[Any, Value], about: Sequence[int]) -> list[Value | None]:
        async def look_up(key: int, accesses: Sequence[StreamAccess]) -> list[Value | None]:
            loader = self.feeds.loader
            loading = [loader.load(fetch, (key, access.account_id), self.since) for access in accesses]
            return [await one for one in loading]

        for key in about:
            self._depend_on((fetch, key), partial(look_up, key))
        return await super(EventContext, self).load_many_of_viewer(fetch, about)

    def _depend_on(self, name: Hashable, look_up: ViewerLookup) -> None:
        self.viewer_lookups.setdefault(name, look_up)
        self.is_personal |= len(self.viewer_lookups) > MAX_VIEWER_LOOKUPS

    async def load_many(self, fetch: Fetch[Key, Value], keys: Sequence[Key]) -> list[Value | None]:
        """Read values, together with all streams of the process, and not older than the event."""
        if isinstance(fetch, SharedQuery):
            loading = [self.feeds.loader.load(fetch, key, self.since) for key in keys]
            return [await one for one in loading]
        return await super(EventContext, self).load_many(fetch, keys)


Info = strawberry.Info[Context, None]


def request_context(info: Info) -> RequestContext:
    assert isinstance(info.context, RequestContext)
    return info.context


def stream_context(info: Info) -> StreamContext:
    assert isinstance(info.context, StreamContext)
    return info.context

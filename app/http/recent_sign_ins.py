"""Sessions and access tokens read within the last second, so that a client's queries read them once."""

import time
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from db.queries.sessions import SessionRow, TokenRow
from live.hub import Hub

KEPT = 1.0
"""Seconds for which a row is good, counted from before it was read."""
_MAX_ROWS = 10_000

Row = TypeVar("Row", SessionRow, TokenRow)


@dataclass(slots=True)
class _Read:
    """A read under way, and the topics that were hinted at meanwhile; None for all."""

    hinted: set[str] | None


class RecentSignIns:
    """Rows by the digest of their secret.

    Whatever ends or changes a session or token is an event of its account. The hint at it, which the hub passes on
    before the mutation is answered here, and at once elsewhere, drops the account's rows. While the broker is down
    no row is kept or used.
    """

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._rows: dict[bytes, tuple[float, SessionRow | TokenRow]] = {}
        self._digests: dict[str, set[bytes]] = {}
        self._reads: dict[int, _Read] = {}
        hub.listen(self._hear)

    def get(self, digest: bytes) -> SessionRow | TokenRow | None:
        found = self._rows.get(digest)
        if found is None or not self._hub.healthy or time.monotonic() - found[0] >= KEPT:
            return None
        return found[1]

    async def read(self, digest: bytes, read: Callable[[], Awaitable[Row | None]]) -> Row | None:
        """Read a row and keep it, unless its account was hinted at meanwhile."""
        begun, under_way = time.monotonic(), _Read(set())
        self._reads[id(under_way)] = under_way
        try:
            row = await read()
        finally:
            del self._reads[id(under_way)]
        if row is not None and self._hub.healthy and under_way.hinted is not None:
            topic = f"a:{row.account_id}"
            if topic not in under_way.hinted and not getattr(row, "must_set_password", False):
                self._keep(digest, topic, begun, row)
        return row

    def _keep(self, digest: bytes, topic: str, begun: float, row: SessionRow | TokenRow) -> None:
        self._drop(digest)
        self._rows[digest] = (begun, row)
        self._digests.setdefault(topic, set()).add(digest)
        for oldest, (read_at, _) in list(islice(self._rows.items(), 3)):  # so that all that are past go soon
            if begun - read_at >= KEPT or len(self._rows) > _MAX_ROWS:
                self._drop(oldest)

    def _drop(self, digest: bytes) -> None:
        found = self._rows.pop(digest, None)
        if found is not None:
            topic = f"a:{found[1].account_id}"
            self._digests[topic].discard(digest)
            if not self._digests[topic]:
                del self._digests[topic]

    def _hear(self, topics: Collection[str] | None) -> None:
        if topics is None:
            self._rows.clear()
            self._digests.clear()
        else:
            for topic in topics:
                for digest in list(self._digests.get(topic, ())):
                    self._drop(digest)
        for read in self._reads.values():
            if topics is None:
                read.hinted = None
            elif read.hinted is not None:
                read.hinted.update(topics)

"""The hub: sends hints from each process to all others through a broker.

A hint says that a topic may have changed, and nothing more; the database is the truth. So a lost message costs a
poll, a duplicate costs a read, and a failing broker never fails a mutation.
"""

import asyncio
import contextlib
import random
import secrets
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime
from urllib.parse import urlsplit

import structlog
from broadcaster import Broadcast, BroadcastBackend

from live.backends.memory import MemoryBackend, SecondProcessError
from live.backends.postgres import PostgresBackend
from live.hint_queue import HintQueue, decode_hints, encode_hints
from live.metrics import HINTS
from live.topic_waiters import TopicWaiter, TopicWaiters

__all__ = ["Hub", "SecondProcessError", "TopicWaiter"]

CHANNEL = "usher"
POLL = 4.0

_PING = 1.0  # seconds of silence after which we send a ping
_SILENCE = 3.0  # seconds of silence after which the connection counts as lost
_MAX_PAUSE = 1.5
_START = 3.0  # seconds that a start waits for the broker

_log = structlog.get_logger(__name__)


class Hub:
    """Sends this process's hints to the others, and theirs to its waiters.

    Args:
        url: The broker: `postgres://` (the application's database, or another one by its full address),
            `redis://…`, or `memory://` for a single process. ValueError for any other.
        poll: Seconds after which a waiter polls in any case.
    """

    def __init__(self, url: str, dsn: str, *, poll: float = POLL) -> None:
        self._url = url
        self._dsn = dsn
        self._make_backend()  # raises ValueError at once for a broker that is not known
        self._name = secrets.token_hex(6)
        self._waiters = TopicWaiters(poll)
        self._listeners: list[Callable[[Collection[str] | None], None]] = []
        self._queue = HintQueue()
        self._task: asyncio.Task[None] | None = None
        self._stopping = False
        self._tried = asyncio.Event()
        self._last_message_at = 0.0
        self._up: bool | None = None
        self._since = datetime.now(UTC)
        self._reason = "not started"

    @property
    def healthy(self) -> bool:
        return self._up is True

    def describe(self) -> dict[str, str]:
        """Return the state for `/readyz`, without addresses: broker, `up` or `down`, since when, and why."""
        state = {
            "broker": urlsplit(self._url).scheme,
            "state": "up" if self.healthy else "down",
            "since": self._since.isoformat(timespec="seconds"),
        }
        return state if self.healthy else state | {"reason": self._reason}

    async def start(self) -> None:
        """Connect and reconnect until `stop`; raise SecondProcessError if another process already uses memory://."""
        self._task = asyncio.create_task(self._stay_connected(), name="hub")
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_START):
                await self._tried.wait()
        if self._task.done():
            await self._task

    async def stop(self) -> None:
        self._stopping = True
        if self._task:
            self._task.cancel()
            await asyncio.wait([self._task])
            self._task = None
            await asyncio.sleep(0)  # broadcaster cancels its listener without waiting for its end
        self._set_state(up=False, reason="stopped")

    def hint(self, topics: Iterable[str]) -> None:
        """Announce after a commit that topics may have changed. Never waits or fails; retried after reconnecting."""
        topics = list(topics)
        HINTS.labels("sent").inc(len(topics))
        self._wake(topics)
        self._queue.put(topics)

    def waiter(self, topics: Iterable[str] = ()) -> TopicWaiter:
        return TopicWaiter(self._waiters, topics)

    def listen(self, listener: Callable[[Collection[str] | None], None]) -> None:
        """Call back with the topics of each hint, ours as well; None if hints may have been lost."""
        self._listeners.append(listener)

    def _wake(self, topics: Collection[str] | None) -> None:
        if topics is None:
            self._waiters.resync()
        else:
            self._waiters.hint(topics)
        for listener in self._listeners:
            listener(topics)

    def _make_backend(self) -> BroadcastBackend:
        parts = urlsplit(self._url)
        match parts.scheme:
            case "postgres" | "postgresql":
                return PostgresBackend(self._url if parts.netloc or parts.path or parts.query else self._dsn)
            case "redis" | "rediss":
                from live.backends.redis import RedisBackend  # noqa: PLC0415 (takes 0.1 s, so only if it is used)

                return RedisBackend(self._url)
            case "memory":
                return MemoryBackend(self._dsn)
        raise ValueError(f"no broker known by {parts.scheme}://; there are postgres://, redis:// and memory://")

    async def _stay_connected(self) -> None:
        pause = 0.05
        while not self._stopping:  # a task group that fails while being cancelled hides the cancellation
            begun = asyncio.get_running_loop().time()
            try:
                await self._talk_until_lost()
            except SecondProcessError:
                if self._up is None:
                    self._tried.set()
                    raise
                self._set_state(up=False, reason="another process has memory:// on this database")
            except Exception as error:
                self._set_state(up=False, reason=_reason_of(error))
            lasted = asyncio.get_running_loop().time() - begun
            pause = 0.05 if lasted > 2 * _SILENCE else min(2 * pause, _MAX_PAUSE)
            await asyncio.sleep(pause * random.uniform(0.5, 1))  # noqa: S311 - jitter

    async def _talk_until_lost(self) -> None:
        """Send and receive until something fails; always ends in an exception."""
        async with (
            Broadcast(backend=self._make_backend()) as broadcast,
            broadcast.subscribe(CHANNEL) as subscriber,
            asyncio.TaskGroup() as tasks,
        ):
            self._last_message_at = asyncio.get_running_loop().time()
            tasks.create_task(self._send(broadcast))
            tasks.create_task(self._receive(subscriber))

    async def _send(self, broadcast: Broadcast) -> None:
        """Send hints as they come, and pings at the start and after silence."""
        await broadcast.publish(CHANNEL, f"{self._name} ")
        while True:
            topics = await self._queue.take(_PING)
            quiet = asyncio.get_running_loop().time() - self._last_message_at
            if not topics and quiet < _PING:
                continue
            try:
                for message in encode_hints(self._name, topics):
                    await broadcast.publish(CHANNEL, message)
            except BaseException:
                self._queue.put(topics)  # for after the reconnection
                raise

    async def _receive(self, subscriber: object) -> None:
        """Pass on messages. Our own have woken our waiters already, but prove that the connection works."""
        while True:
            async with asyncio.timeout(_SILENCE):
                event = await subscriber.get()  # type: ignore[attr-defined]
            if isinstance(event.message, Exception):
                raise event.message
            self._last_message_at = asyncio.get_running_loop().time()
            if not self.healthy:
                self._set_state(up=True, reason="")
                self._wake(None)
            sender, topics = decode_hints(event.message)
            if sender == self._name:
                continue
            if topics is not None:
                HINTS.labels("heard").inc(len(topics))
            self._wake(topics)

    def _set_state(self, *, up: bool, reason: str) -> None:
        self._tried.set()
        changed, self._up, self._reason = self._up is not up, up, reason
        if not changed:
            return
        self._since = datetime.now(UTC)
        broker = urlsplit(self._url).scheme
        if up:
            _log.info("broker.returned", broker=broker)
        elif self._task:
            _log.warning("broker.lost", broker=broker, reason=reason)


def _reason_of(error: Exception) -> str:
    """Return the name of an error, because its text may contain addresses and passwords."""
    while isinstance(error, ExceptionGroup):
        error = error.exceptions[0]
    return "silence" if isinstance(error, TimeoutError) else type(error).__name__

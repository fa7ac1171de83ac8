"""An in-process broker; an advisory lock stops a second process from using it."""

import asyncio

from broadcaster import BroadcastBackend, Event

from db.connecting import close, connect
from db.database_url import parse_database_url
from live.backends.inbox import BrokerLostError, Inbox

_TIMEOUT = 2.0
_KEY = 0x7573686572  # "usher"; advisory locks are per database


class SecondProcessError(RuntimeError):
    """Another process already uses memory:// on this database."""


class MemoryBackend(BroadcastBackend):
    """Passes hints on within this process; a second process, which would miss them, is stopped by an advisory lock."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._inbox = Inbox()
        self._channel = ""

    async def connect(self) -> None:
        self._connection = await connect(
            parse_database_url(self._dsn),
            suffix=" hub",
            connect_timeout=_TIMEOUT,
            command_timeout=_TIMEOUT,
            limits={"idle_session_timeout": "0"},
        )
        self._connection.add_termination_listener(self._ended)
        try:
            await self._lock()
        except BaseException:
            self._connection.terminate()
            raise

    async def disconnect(self) -> None:
        await close(self._connection)

    async def subscribe(self, group: str) -> None:
        self._channel = group

    async def unsubscribe(self, group: str) -> None: ...

    async def publish(self, channel: str, message: str) -> None:
        self._inbox.put(channel, message)

    async def next_published(self) -> Event:
        return await self._inbox.get()

    async def _lock(self) -> None:
        for _ in range(10):  # a process that has just ended may still hold it
            if await self._connection.fetchval("SELECT pg_try_advisory_lock($1)", _KEY):
                return
            await asyncio.sleep(0.1)
        raise SecondProcessError(
            "USHER_BROADCAST_URL is memory://, which is for one process, and another one already uses it on"
            " this database; use postgres:// or redis://… for several"
        )

    def _ended(self, _connection: object) -> None:
        self._inbox.lose(self._channel, BrokerLostError("the connection that holds the lock was closed"))

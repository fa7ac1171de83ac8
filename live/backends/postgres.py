import asyncio

from broadcaster import BroadcastBackend, Event

from db.connecting import close, connect
from db.database_url import parse_database_url
from live.backends.inbox import BrokerLostError, Inbox

_TIMEOUT = 2.0


class PostgresBackend(BroadcastBackend):
    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._inbox = Inbox()
        self._turn = asyncio.Lock()  # asyncpg allows one operation at a time
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

    async def disconnect(self) -> None:
        await close(self._connection)

    async def subscribe(self, group: str) -> None:
        self._channel = group
        async with self._turn:
            await self._connection.add_listener(group, self._heard)

    async def unsubscribe(self, group: str) -> None:
        """Do nothing, because the connection is closed next."""

    async def publish(self, channel: str, message: str) -> None:
        async with self._turn:
            await self._connection.execute("SELECT pg_notify($1, $2)", channel, message)

    async def next_published(self) -> Event:
        return await self._inbox.get()

    def _heard(self, _connection: object, _pid: int, channel: str, payload: str) -> None:
        self._inbox.put(channel, payload)

    def _ended(self, _connection: object) -> None:
        self._inbox.lose(self._channel, BrokerLostError("the connection was closed"))

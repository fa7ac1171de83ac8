import asyncio
import contextlib

from broadcaster import BroadcastBackend, Event
from redis import asyncio as redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from db.shielding import run_shielded
from live.backends.inbox import BrokerLostError, Inbox

_TIMEOUT = 2.0


class RedisBackend(BroadcastBackend):
    """Publishes on one connection and listens on another.

    The client's retries are off: it would reconnect silently, and everyone would miss what was published meanwhile.
    Instead the loss is reported, and all waiters poll.
    """

    def __init__(self, url: str) -> None:
        self._client = redis.Redis.from_url(
            url,
            socket_timeout=_TIMEOUT,
            socket_connect_timeout=_TIMEOUT,
            retry=Retry(NoBackoff(), 0),
            decode_responses=True,
        )
        self._pubsub = self._client.pubsub()
        self._inbox = Inbox()
        self._listener: asyncio.Task[None] | None = None

    async def connect(self) -> None:
        try:
            await self._client.ping()
        except BaseException:
            await self.disconnect()
            raise

    async def disconnect(self) -> None:
        """Close both connections in any state; cancelling does not leave them open."""
        await run_shielded(self._close())

    async def subscribe(self, group: str) -> None:
        """Return once Redis has confirmed, because until then messages are missed."""
        await self._pubsub.subscribe(group)
        confirmed = await self._pubsub.get_message(timeout=_TIMEOUT)
        if not confirmed or confirmed["type"] != "subscribe":
            raise BrokerLostError("Redis did not confirm the subscription")
        self._listener = asyncio.create_task(self._listen(group))

    async def unsubscribe(self, group: str) -> None:
        """Do nothing, because the connection is closed next."""

    async def publish(self, channel: str, message: str) -> None:
        async with asyncio.timeout(_TIMEOUT):
            await self._client.publish(channel, message)

    async def next_published(self) -> Event:
        return await self._inbox.get()

    async def _close(self) -> None:
        if self._listener:
            self._listener.cancel()
            await asyncio.wait([self._listener])
        with contextlib.suppress(OSError, RedisError, TimeoutError):
            await self._pubsub.aclose()  # type: ignore[no-untyped-call]
        with contextlib.suppress(OSError, RedisError, TimeoutError):
            await self._client.aclose()

    async def _listen(self, channel: str) -> None:
        try:
            while True:
                message = await self._pubsub.get_message(timeout=None)
                if message and message["type"] == "message":
                    self._inbox.put(channel, message["data"])
        except Exception as error:
            self._inbox.lose(channel, error)

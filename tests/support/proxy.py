"""TCP proxies: one that can be cut, and one that forgets idle connections as a NAT does."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from typing import Self
from urllib.parse import parse_qs, urlsplit

from tests.support.ports import kept_port


class Proxy:
    """A TCP proxy that can be cut, or carry nothing."""

    def __init__(self, target: int) -> None:
        self.target = target
        self.silent = False
        self.port = kept_port()
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()

    @property
    def redis_url(self) -> str:
        return f"redis://127.0.0.1:{self.port}"

    async def open(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)

    async def cut(self) -> None:
        assert self._server
        self._server.close()
        for writer in self._writers:
            writer.transport.abort()
        self._writers.clear()
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            onward_reader, onward = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:  # nobody listens there now
            writer.transport.abort()
            return
        self._writers |= {writer, onward}
        await asyncio.gather(self._pump(reader, onward), self._pump(onward_reader, writer))

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(65_536):
                if not self.silent:
                    writer.write(data)
                    await writer.drain()
        writer.transport.abort()


@contextlib.asynccontextmanager
async def proxied(target: int) -> AsyncIterator[Proxy]:
    proxy = Proxy(target)
    await proxy.open()
    try:
        yield proxy
    finally:
        await proxy.cut()
        await asyncio.sleep(0.05)


class Line:
    """A TCP proxy that forgets idle connections as a NAT does: they stay open, but nothing passes."""

    def __init__(self, dsn: str) -> None:
        parts = urlsplit(dsn)
        query = parse_qs(parts.query)
        port = query.get("port", [str(parts.port or 5432)])[0]
        self._behind = query.get("host", [parts.hostname or "localhost"])[0], int(port)
        self._parts = parts
        self._server: asyncio.Server | None = None
        self._used: dict[object, float] = {}
        self._forgotten: set[object] = set()
        self._writers: list[asyncio.StreamWriter] = []

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for writer in self._writers:
            writer.close()

    @property
    def dsn(self) -> str:
        assert self._server is not None
        port = self._server.sockets[0].getsockname()[1]
        return f"postgresql://{self._parts.username}@127.0.0.1:{port}{self._parts.path}"

    def forget(self, rested: float) -> int:
        """Block connections that were idle for so many seconds, and return how many are blocked."""
        now = time.monotonic()
        self._forgotten |= {one for one, used in self._used.items() if now - used > rested}
        return len(self._forgotten)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host, port = self._behind
        if host.startswith("/"):
            there, back = await asyncio.open_unix_connection(f"{host}/.s.PGSQL.{port}")
        else:
            there, back = await asyncio.open_connection(host, port)
        self._writers += [writer, back]
        this = object()
        await asyncio.gather(self._pass_on(reader, back, this), self._pass_on(there, writer, this))
        self._used.pop(this, None)

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, this: object) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(65536):
                self._used[this] = time.monotonic()
                if this not in self._forgotten:
                    writer.write(data)
                    await writer.drain()
        if this not in self._forgotten:
            writer.close()

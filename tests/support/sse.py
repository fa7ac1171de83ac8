"""A client of server-sent events, over a connection of its own."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httptools

PATIENCE = 30.0


@dataclass
class Event:
    kind: str = "message"
    data: str = ""
    id: str | None = None
    retry: str | None = None

    @property
    def answer(self) -> Any:
        return json.loads(self.data)


@dataclass
class SseReader:
    """An answer as far as it has come."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    comments: int = 0
    body: bytes = b""
    has_head: bool = False
    is_complete: bool = False

    def on_header(self, name: bytes, value: bytes) -> None:
        self.headers[name.decode().lower()] = value.decode()

    def on_headers_complete(self) -> None:
        self.has_head = True

    def on_body(self, part: bytes) -> None:
        self.body += part

    def on_message_complete(self) -> None:
        self.is_complete = True

    async def begin(self) -> None:
        self._parser = httptools.HttpResponseParser(self)
        while not self.has_head:
            assert await self._more(PATIENCE), "closed without an answer"
        self.status = self._parser.get_status_code()

    async def whole(self) -> Any:
        """The JSON of an answer that is no stream."""
        while not self.is_complete and await self._more(PATIENCE):
            pass
        return json.loads(self.body)

    async def event(self, patience: float = PATIENCE) -> Event | None:
        """Return the next event, None at the end; comments are counted."""
        async with asyncio.timeout(patience):
            while True:
                while b"\n\n" not in self.body:
                    if self.is_complete or not await self._more(patience):
                        assert not self.body
                        return None
                block, _, self.body = self.body.partition(b"\n\n")
                if block.startswith(b":"):
                    self.comments += 1
                    continue
                found = Event()
                for line in block.decode().split("\n"):
                    name, _, value = line.partition(": ")
                    setattr(found, "kind" if name == "event" else name, value)
                return found

    async def next(self, patience: float = PATIENCE) -> Any:
        """Return the data of the next value."""
        event = await self.event(patience)
        assert event is not None
        assert event.kind == "next", event
        assert "errors" not in event.answer, event
        return event.answer["data"]

    async def error(self) -> str:
        """Return the code of the error that ends the stream; check that it ends as it should."""
        event = await self.event()
        assert event is not None
        [error] = event.answer["errors"]
        assert "data" not in event.answer
        assert (event.kind, event.id) == ("next", None)
        complete = await self.event()
        assert complete is not None
        assert (complete.kind, complete.data, complete.retry) == ("complete", "", "86400000")
        assert await self.event() is None
        return str(error["extensions"]["code"])

    async def _more(self, patience: float) -> bool:
        async with asyncio.timeout(patience):
            data = await self.reader.read(1 << 16)
        if data:
            self._parser.feed_data(data)
        return bool(data)


@asynccontextmanager
async def sse_stream(
    url: str, body: dict[str, Any] | None, *, path: str = "/graphql", headers: dict[str, str] | None = None
) -> AsyncIterator[SseReader]:
    """Ask for events: by POST with a body, without one by GET."""
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    content = b"" if body is None else json.dumps(body).encode()
    given = {"host": parts.netloc, "accept": "text/event-stream", **(headers or {})}
    if body is not None:
        given |= {"content-type": "application/json", "content-length": str(len(content))}
    lines = [f"{'GET' if body is None else 'POST'} {path} HTTP/1.1", *(f"{name}: {one}" for name, one in given.items())]
    writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + content)
    found = SseReader(reader, writer)
    try:
        await found.begin()
        yield found
    finally:
        writer.close()

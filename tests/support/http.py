"""HTTP/1.1 for httpx at a third of the cost of its own transport: the tests send tens of thousands of requests."""

import asyncio
import select

import httptools
import httpx

Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Address = tuple[str, int]


class _Answer:
    """What the parser has found of a response."""

    def __init__(self, *, has_body: bool) -> None:
        self.headers: list[tuple[bytes, bytes]] = []
        self.body: list[bytes] = []
        self.is_complete = False
        self._has_body = has_body
        self.parser = httptools.HttpResponseParser(self)

    def on_header(self, name: bytes, value: bytes) -> None:
        self.headers.append((name, value))

    def on_headers_complete(self) -> None:
        self.is_complete = not self._has_body

    def on_body(self, part: bytes) -> None:
        self.body.append(part)

    def on_message_complete(self) -> None:
        self.is_complete = True


class Transport(httpx.AsyncBaseTransport):
    """Plain HTTP to servers on this machine, over any number of connections; bodies are read whole."""

    def __init__(self, *, keep_alive: bool = True) -> None:
        self._keeps_alive = keep_alive
        self._idle: dict[Address, list[Connection]] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        address = (request.url.host, request.url.port or 80)
        body = await request.aread()
        patience = request.extensions["timeout"]["read"]
        reader, writer = await self._connect(address)
        answer = _Answer(has_body=request.method != "HEAD")
        is_kept = False
        try:
            writer.write(_written(request, body))
            async with asyncio.timeout(patience):
                await _read(reader, answer)
            is_kept = self._keeps_alive and answer.parser.should_keep_alive()
        except TimeoutError as error:
            raise httpx.ReadTimeout("The server takes too long.", request=request) from error
        except OSError as error:
            raise httpx.ReadError(str(error), request=request) from error
        finally:
            if is_kept:
                self._idle.setdefault(address, []).append((reader, writer))
            else:
                writer.close()
        return httpx.Response(answer.parser.get_status_code(), headers=answer.headers, content=b"".join(answer.body))

    async def aclose(self) -> None:
        for connections in self._idle.values():
            for _, writer in connections:
                writer.close()
        self._idle.clear()

    async def _connect(self, address: Address) -> Connection:
        idle = self._idle.get(address, [])
        while idle:
            reader, writer = idle.pop()
            if not _has_ended(reader, writer):
                return reader, writer
            writer.close()
        try:
            return await asyncio.open_connection(*address)
        except OSError as error:
            raise httpx.ConnectError(str(error)) from error


def _has_ended(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
    """Whether the server has closed a connection that is idle."""
    if reader.at_eof() or writer.is_closing():
        return True
    return bool(select.select([writer.get_extra_info("socket").fileno()], [], [], 0)[0])


def _written(request: httpx.Request, body: bytes) -> bytes:
    lines = [b"%s %s HTTP/1.1" % (request.method.encode(), request.url.raw_path)]
    lines += [b"%s: %s" % header for header in request.headers.raw]
    if request.headers.get("transfer-encoding") == "chunked":
        body = (b"%x\r\n%s\r\n" % (len(body), body) if body else b"") + b"0\r\n\r\n"
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


async def _read(reader: asyncio.StreamReader, answer: _Answer) -> None:
    while not answer.is_complete:
        data = await reader.read(1 << 16)
        if not data:
            raise httpx.RemoteProtocolError("The server has closed the connection without an answer.")
        answer.parser.feed_data(data)

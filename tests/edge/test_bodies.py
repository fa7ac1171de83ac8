"""Bodies over HTTP: their content type, length and pace."""

import asyncio
import json
from contextlib import suppress
from typing import Any

import httpx
import pytest

from edge import DocumentLimits, EdgeOptions
from tests.edge.http import codes
from tests.edge.serving import MODERN, Served, ask, serving


@pytest.mark.parametrize(
    "kind",
    [
        None,
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/graphql",
        "application/json; charset=utf-16",
        "application/jsonp",
    ],
)
async def test_requests_without_preflight_have_no_effect(
    served: Served, client: httpx.AsyncClient, kind: str | None
) -> None:
    body = json.dumps({"query": 'mutation { sell(name: "Fern") }'}).encode()
    response = await client.post("/graphql", content=body, headers={} if kind is None else {"Content-Type": kind})
    assert (response.status_code, codes(response)) == (415, ["BAD_REQUEST"])
    assert served.state.sold == []


async def test_compressed_bodies_are_refused(client: httpx.AsyncClient) -> None:
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    assert (await client.post("/graphql", content=b"x", headers=headers)).status_code == 415


@pytest.mark.parametrize("kind", ["application/json;charset=UTF-8", 'Application/JSON; charset="utf-8"; x=y'])
async def test_every_spelling_of_json_in_utf_8_is_accepted(client: httpx.AsyncClient, kind: str) -> None:
    response = await client.post("/graphql", content=b'{"query":"{ hello }"}', headers={"Content-Type": kind})
    assert response.json() == {"data": {"hello": "Hello, you"}}


@pytest.mark.parametrize("chunked", [False, True])
async def test_a_body_past_the_limit_is_refused(client: httpx.AsyncClient, chunked: bool) -> None:
    async def parts() -> Any:
        for _ in range(20):
            yield b" " * 100_000

    content = parts() if chunked else b" " * 2_000_000
    response = await client.post("/graphql", content=content, headers={"Content-Type": "application/json", **MODERN})
    assert (response.status_code, codes(response)) == (413, ["BAD_REQUEST"])


async def test_a_body_at_the_limit_is_read(client: httpx.AsyncClient) -> None:
    body = b'{"query":"{ hello }"}'
    body += b" " * (1024 * 1024 - len(body))
    response = await client.post("/graphql", content=body, headers={"Content-Type": "application/json"})
    assert response.json() == {"data": {"hello": "Hello, you"}}


@pytest.mark.parametrize(("size", "is_read"), [(1, False), (64, True)])
async def test_a_body_in_too_many_chunks_is_refused(served: Served, size: int, is_read: bool) -> None:
    """A mebibyte in chunks of one byte would take a fifth of a second to parse."""
    body = b'{"query":"{ hello }"}'.ljust(16_384 * 64 if is_read else 30_000)
    chunks = [b"%x\r\n%b\r\n" % (size, body[at : at + size]) for at in range(0, len(body), size)]
    reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
    writer.write(
        b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n" + b"".join(chunks) + b"0\r\n\r\n"
    )
    with suppress(ConnectionResetError):
        assert (b"Hello, you" in await asyncio.wait_for(reader.read(), 30)) is is_read
    writer.close()


async def test_a_body_that_does_not_arrive_times_out() -> None:
    async with serving(EdgeOptions(limits=DocumentLimits(body_time=0.2))) as served:
        reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
        writer.write(
            b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{"
        )
        assert b" 408 " in await asyncio.wait_for(reader.readline(), 30)
        writer.close()


async def test_a_client_that_hangs_up_amid_its_body_leaves_no_traceback(
    served: Served, client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", served.port)
    writer.write(b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{")
    await writer.drain()
    writer.close()
    await writer.wait_closed()
    await asyncio.sleep(0.1)
    assert (await ask(client, "{ hello }")).status_code == 200
    assert not [record for record in caplog.records if record.exc_info]

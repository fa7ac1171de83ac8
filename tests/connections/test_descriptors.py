"""Connections at the limit of file descriptors: refused, logged once, and accepted again when others are closed."""

import asyncio
import resource

import httpx
import pytest
from structlog.testing import capture_logs

from connections import http
from tests.connections.test_http import APP
from tests.edge.serving import listening, port_of


async def test_at_the_limit_of_descriptors_one_line_is_logged_and_accepting_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    monkeypatch.setattr(http, "_last_logged", [-1000.0])
    with capture_logs() as logged:
        await at_the_limit(before)
    assert [line["event"] for line in logged].count("connections.refused") == 1


async def at_the_limit(before: tuple[int, int]) -> None:
    async with listening(APP) as server, httpx.AsyncClient(timeout=60) as client:
        port = port_of(server)
        where = f"http://127.0.0.1:{port}/"
        opened = [await asyncio.open_connection("127.0.0.1", port) for _ in range(10)]
        highest = max(writer.get_extra_info("socket").fileno() for _, writer in opened)
        resource.setrlimit(resource.RLIMIT_NOFILE, (highest + http.SPARE_DESCRIPTORS, before[1]))
        try:
            for _ in range(3):
                assert (await status_of(client, where)) == 503
            for _, writer in opened:
                writer.close()
                await writer.wait_closed()
            async with asyncio.timeout(30):  # the server closes its ends a moment later
                while (await status_of(client, where)) != 200:
                    await asyncio.sleep(0.02)
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, before)


async def status_of(client: httpx.AsyncClient, where: str) -> int:
    return (await client.get(where, headers={"connection": "close"})).status_code

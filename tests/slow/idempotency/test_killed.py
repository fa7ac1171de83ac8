"""Idempotency-Key: one effect and equal answers, whenever the server is killed."""

import asyncio
import secrets
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.idempotency.keys import create, groups, send
from tests.support.people import People
from tests.support.servers import Process


@pytest.fixture
def key() -> str:
    return secrets.token_hex(8)


async def test_after_a_restart_and_a_kill(
    dsn: str, data_folder: Path, people: People, engine: AsyncEngine, key: str
) -> None:
    person = await people()
    server = Process(dsn, data_folder)
    person = person.at(await server.start())
    first = await send(person, key, create(key))
    assert await server.stop() == 0
    person = person.at(await server.start())
    assert await send(person, key, create(key)) == first
    server.kill()
    person = person.at(await server.start())
    assert await send(person, key, create(key)) == first
    assert await groups(engine, key) == 1
    await server.stop()


async def test_killed_at_any_point_it_is_done_once(
    dsn: str, data_folder: Path, people: People, engine: AsyncEngine, key: str
) -> None:
    """Twelve requests, the server killed while they are under way; each is repeated until it is answered."""
    person, server = await people(), Process(dsn, data_folder)
    person = person.at(await server.start())
    names = [f"{key}{number}" for number in range(12)]

    async def until_answered(name: str) -> bytes:
        while True:
            try:
                status, body = await send(person, name, create(name))
            except Exception:
                await asyncio.sleep(0.1)
                continue
            if status == 200:
                return body
            await asyncio.sleep(0.1)

    for pause in (0.01, 0.03):
        under_way = [asyncio.create_task(until_answered(name)) for name in names]
        await asyncio.sleep(pause)
        server.kill()
        server = Process(dsn, data_folder, port=server.port)
        await server.start()
        answers = await asyncio.gather(*under_way)
        assert [await until_answered(name) for name in names] == answers
    assert [await groups(engine, name) for name in names] == [1] * 12
    await server.stop()

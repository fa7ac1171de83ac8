"""Two hundred changes of one group wait for each other without keeping connections from anybody else."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from db.tables import Group, Membership
from graph import ids
from tests.support.client import codes
from tests.support.people import People, Person

CHANGES = 200
"""Ten times as many as the server has connections."""
JOIN, EDIT = "joinGroup", "updateGroup"


@asynccontextmanager
async def _locked(engine: AsyncEngine, group: str) -> AsyncIterator[None]:
    """Hold a group's lock, as a change of another process would."""
    async with engine.begin() as connection:
        await connection.execute(select(Group.id).where(Group.id == ids.key("Group", group)).with_for_update())
        yield


async def _waiting(engine: AsyncEngine) -> int:
    """Return how many connections wait for a lock."""
    async with engine.connect() as connection:
        found = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return int((await connection.execute(found)).scalar_one())


async def _members(engine: AsyncEngine, group: str) -> int:
    async with engine.connect() as connection:
        own = Membership.group_id == ids.key("Group", group)
        return int((await connection.execute(select(func.count()).where(own))).scalar_one())


async def _open_group(who: Person) -> str:
    made = await who.mutate("createGroup", {"name": "Hot", "joinPolicy": "OPEN"}, "group { id }")
    return str(made["group"]["id"])


@pytest.mark.parametrize("has_key", [False, True])
async def test_a_hot_group_leaves_connections_for_others(
    people: People,
    engine: AsyncEngine,
    several: Callable[..., AbstractAsyncContextManager[list[str]]],
    has_key: bool,
) -> None:
    ada = await people("Ada")
    hot, *others = [await _open_group(ada) for _ in range(6)]
    crowd = await people.many([f"Nora {number}" for number in range(CHANGES)])

    async with several(1) as (url,):

        async def join(number: int) -> list[str]:
            who = crowd[number].at(url)
            if has_key:
                who.headers["idempotency-key"] = f"hot {number}"
            return codes(await who.mutate(JOIN, {"groupId": hot}, "member { id }"))

        async with _locked(engine, hot):
            joining = [asyncio.create_task(join(number)) for number in range(CHANGES)]
            async with asyncio.timeout(30):
                while not await _waiting(engine):
                    await asyncio.sleep(0.02)
            # The group stays locked while others are changed: whatever waited for its lock would not be answered.
            for group in others * 2:
                renamed = await ada.at(url).mutate(EDIT, {"groupId": group, "name": "Cold"}, "group { name }")
                assert renamed["group"] == {"name": "Cold"}
            assert not any(task.done() for task in joining)
            assert await _waiting(engine) == 1
        answers = await asyncio.gather(*joining)
    assert answers == [[]] * CHANGES
    assert await _members(engine, hot) == CHANGES + 1


async def test_whoever_gives_up_leaves_the_line(people: People, engine: AsyncEngine, two: list[str]) -> None:
    """The line goes on without them."""
    ada = await people("Ada")
    hot = await _open_group(ada)
    crowd = [who.at(two[0]) for who in await people.many([f"Nora {number}" for number in range(30)])]
    async with _locked(engine, hot):
        joining = [asyncio.create_task(who.mutate(JOIN, {"groupId": hot}, "member { id }")) for who in crowd]
        async with asyncio.timeout(30):
            while not await _waiting(engine):
                await asyncio.sleep(0.02)
        for task in joining[::2]:
            task.cancel()
        await asyncio.wait(joining[::2])
    assert [codes(payload) for payload in await asyncio.gather(*joining[1::2])] == [[]] * 15

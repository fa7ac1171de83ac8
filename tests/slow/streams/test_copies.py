"""A large group is copied while ten writers change it and the line is cut twenty times: the copy equals the database.

USHER_TEST_COPY=2000 makes it of so many members, USHER_TEST_COPIES=20 so often.
"""

import asyncio
import os
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from graph import ids
from tests.slow.streams.writers import MOVERS, prepare, ten_writers
from tests.streams.copying import Copy, Nodes, Transport, over_socket, over_sse
from tests.support.people import People
from tests.support.world import World, make_world

MEMBERS = int(os.environ.get("USHER_TEST_COPY", "300"))
TIMES = int(os.environ.get("USHER_TEST_COPIES", "1"))
CUTS = 20

_MEMBERS = """SELECT memberships.id, accounts.name, role FROM memberships JOIN accounts ON accounts.id = account_id
    WHERE group_id = :key"""
_INVITATIONS = "SELECT id, role, status FROM invitations WHERE group_id = :key"


@pytest.mark.parametrize("turn", range(TIMES))
@pytest.mark.parametrize("transport", [over_socket, over_sse], ids=["socket", "SSE"])
async def test_a_copy_ends_equal_to_the_database(
    transport: Transport, turn: int, two: list[str], people: People, engine: AsyncEngine
) -> None:
    world = await make_world(people, engine, join_policy="OPEN", members=MEMBERS)
    movers = await people.many([f"Mover {number}" for number in range(MOVERS)])
    await prepare(world, engine, movers)
    everybody = await rows(engine, _MEMBERS, world)
    crowd = [str(ids.encode("Member", row.id)) for row in everybody if row.name.startswith("Crowd")]
    copy = Copy(world.administrator.at(two[0]), world.group, two)

    async def write() -> None:
        await asyncio.gather(*ten_writers(world, movers, crowd, two))
        last = {"groupId": world.group, "kind": "WORKBOOK", "title": f"The end of {turn}"}
        await world.administrator.mutate("shareResource", last, "")

    async def follow() -> None:
        await asyncio.sleep(0.2)
        await copy.read()
        await copy.follow(transport, "RESOURCE_SHARED", CUTS)

    async with asyncio.timeout(600):
        await asyncio.gather(write(), follow())
    assert copy.cuts == CUTS
    assert copy.readings > 1
    assert len(set(copy.cursors)) == len(copy.cursors)
    fresh = Copy(world.administrator, world.group, two)
    await fresh.read()
    assert differences(copy.members, fresh.members) == []
    assert differences(copy.invitations, fresh.invitations) == []
    assert copy.figures == fresh.figures
    assert {key: (one["account"]["name"], one["role"]) for key, one in copy.members.items()} == await named(
        engine, _MEMBERS, "Member", world
    )
    assert {key: (one["role"], one["status"]) for key, one in copy.invitations.items()} == await named(
        engine, _INVITATIONS, "Invitation", world
    )


def differences(copied: Nodes, fresh: Nodes) -> list[Any]:
    """Return what was copied otherwise than it is."""
    return [(copied.get(key), fresh.get(key)) for key in copied | fresh if copied.get(key) != fresh.get(key)]


async def rows(engine: AsyncEngine, statement: str, world: World) -> list[Any]:
    async with engine.connect() as connection:
        return list((await connection.execute(text(statement), {"key": world.key})).all())


async def named(engine: AsyncEngine, statement: str, kind: str, world: World) -> dict[str, tuple[Any, ...]]:
    return {str(ids.encode(kind, row[0])): tuple(row[1:]) for row in await rows(engine, statement, world)}

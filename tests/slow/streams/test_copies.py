"""A large group is copied while ten writers change it and the line is cut twenty times: the copy equals the database.

USHER_TEST_COPY=2000 makes it of so many members, USHER_TEST_COPIES=20 so often.
"""

import asyncio
import os
import random
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from graph import ids
from tests.streams.copying import Copy, Transport, over_socket, over_sse
from tests.support.people import People, Person
from tests.support.world import World, make_world

MEMBERS = int(os.environ.get("USHER_TEST_COPY", "300"))
TIMES = int(os.environ.get("USHER_TEST_COPIES", "1"))
CUTS, MOVERS, ACTS = 20, 6, 40

_MEMBERS = """SELECT memberships.id, accounts.name, role FROM memberships JOIN accounts ON accounts.id = account_id
    WHERE group_id = :key"""
_INVITATIONS = "SELECT id, role, status FROM invitations WHERE group_id = :key"
_NAME = "SELECT name, description FROM groups WHERE id = :key"


@pytest.mark.parametrize("turn", range(TIMES))
@pytest.mark.parametrize("transport", [over_socket, over_sse], ids=["socket", "SSE"])
async def test_a_copy_ends_equal_to_the_database(
    transport: Transport, turn: int, two: list[str], people: People, engine: AsyncEngine
) -> None:
    world = await make_world(people, engine, join_policy="OPEN", members=MEMBERS)
    targets = [
        ids.encode("Member", row.id) for row in await rows(engine, _MEMBERS, world) if row.name.startswith("Crowd")
    ]
    movers = [await people.many([f"Mover {number}.{place}" for place in range(4)]) for number in range(MOVERS)]
    writers = [
        *(moving(world, some, two[0]) for some in movers),
        inviting(world, world.administrator.at(two[1])),
        inviting(world, world.facilitator.at(two[0])),
        managing(world, world.other_administrator.at(two[0]), targets[::2]),
        managing(world, world.administrator.at(two[1]), targets[1::2]),
    ]
    copy, end = Copy(world.administrator.at(two[0]), world.group, two), f"the end of {turn}"

    async def write() -> None:
        await asyncio.gather(*writers)
        await world.administrator.mutate("updateGroup", {"groupId": world.group, "description": end}, "")

    async def follow() -> None:
        await asyncio.sleep(0.2)
        await copy.read()
        await copy.follow(transport, end, CUTS)

    async with asyncio.timeout(600):
        await asyncio.gather(write(), follow())
    assert copy.cuts == CUTS
    assert len(set(copy.cursors)) == len(copy.cursors)
    assert copy.members == await named(engine, _MEMBERS, "Member", world)
    assert copy.invitations == await named(engine, _INVITATIONS, "Invitation", world)
    assert copy.member_count == len(copy.members)
    assert copy.name == (await rows(engine, _NAME, world))[0].name


async def rows(engine: AsyncEngine, statement: str, world: World) -> list[Any]:
    async with engine.connect() as connection:
        return list((await connection.execute(text(statement), {"key": world.key})).all())


async def named(engine: AsyncEngine, statement: str, kind: str, world: World) -> dict[str, tuple[Any, ...]]:
    return {str(ids.encode(kind, row[0])): tuple(row[1:]) for row in await rows(engine, statement, world)}


async def moving(world: World, people: list[Person], url: str) -> None:
    """People join, leave and change their names."""
    inside: set[int] = set()
    for number in range(ACTS):
        one = random.choice(people).at(url)
        if random.random() < 0.3:
            await one.mutate("updateProfile", {"name": f"Renamed {number} {one.key}"}, "")
        elif one.key in inside:
            await one.mutate("leaveGroup", {"groupId": world.group}, "")
            inside.discard(one.key)
        else:
            await one.mutate("joinGroup", {"groupId": world.group}, "")
            inside.add(one.key)
        await pause()


async def inviting(world: World, manager: Person) -> None:
    """Invite, and cancel some of it."""
    for number in range(ACTS):
        given = {
            "groupId": world.group,
            "addresses": f"i{number}.{manager.key}.{world.key}@example.org",
            "sendMail": False,
        }
        made = await manager.mutate("inviteMembers", given, "results { invitation { id } }")
        if random.random() < 0.5:
            cancelled = {"invitationId": made["results"][0]["invitation"]["id"]}
            await manager.mutate("cancelInvitation", cancelled, "")
        await pause()


async def managing(world: World, administrator: Person, targets: Sequence[str]) -> None:
    """Remove and promote members, and rename the group."""
    left = random.sample(targets, len(targets))
    for number in range(ACTS):
        act = random.random()
        if act < 0.1:
            await administrator.mutate(
                "updateGroup", {"groupId": world.group, "name": f"Group {number} {administrator.key}"}, ""
            )
        elif act < 0.5:
            await administrator.mutate("removeMember", {"memberId": left.pop()}, "")
        else:
            role = random.choice(["MEMBER", "FACILITATOR"])
            await administrator.mutate("setMemberRole", {"memberId": random.choice(left), "role": role}, "")
        await pause()


async def pause() -> None:
    await asyncio.sleep(random.random() / 20)

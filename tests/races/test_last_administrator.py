"""Two administrators at the same moment, over two server processes: a group keeps one, always."""

import asyncio

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.support.people import People, Person
from tests.support.world import World, make_world

TURNS = 34  # of each of three ways: a hundred and two races
REFUSED = {"LAST_ADMINISTRATOR", "NOT_FOUND", "FORBIDDEN"}


async def remove(person: Person, membership: str) -> str:
    return await person.outcome("removeMember", {"memberId": membership})


async def demote(person: Person, membership: str) -> str:
    return await person.outcome("setMemberRole", {"memberId": membership, "role": "MEMBER"})


async def leave(person: Person, world: World) -> str:
    return await person.outcome("leaveGroup", {"groupId": world.group})


@pytest.mark.parametrize("way", ["remove each other", "demote themselves", "one leaves, the other is demoted"])
async def test_one_always_stays(way: str, people: People, engine: AsyncEngine, two: list[str]) -> None:
    for _ in range(TURNS):
        world = await make_world(people, engine)
        one, other = world.administrator.at(two[0]), world.other_administrator.at(two[1])
        ones, others = world.membership("administrator"), world.membership("other_administrator")
        if way == "remove each other":
            found = await asyncio.gather(remove(one, others), remove(other, ones))
        elif way == "demote themselves":
            found = await asyncio.gather(demote(one, ones), demote(other, others))
        else:
            found = await asyncio.gather(leave(one, world), demote(other, others))
        left = [row for row in (await world.state())["memberships"] if row["role"] == "ADMINISTRATOR"]
        assert len(left) == 1, found
        assert sorted(code == "" for code in found) == [False, True]
        # Who came second is the last one, or by then is no administrator, or no member, any more.
        lost = next(code for code in found if code)
        assert lost == "LAST_ADMINISTRATOR" if way != "remove each other" else lost in REFUSED

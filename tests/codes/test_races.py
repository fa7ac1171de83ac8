"""Codes under a race: a limit holds exactly, over several processes."""

import asyncio
import random
from collections import Counter
from dataclasses import replace

import httpx
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from db.tables import InviteCode, Membership
from tests.support.people import People, Person
from tests.support.world import make_world


async def outcome(person: Person, code: str) -> str:
    """What came of it; a client that is told to try again does."""
    document = "mutation($code: String!) { joinWithCode(input: {code: $code}) { member { id } userErrors { code } } }"
    while (answer := await person.answer(document, code=code)).get("errors"):
        assert [error["extensions"]["code"] for error in answer["errors"]] == ["RETRYABLE"]
        await asyncio.sleep(random.uniform(0.1, 1))
    done = answer["data"]["joinWithCode"]
    return str(done["userErrors"][0]["code"]) if done["userErrors"] else "joined"


async def counted(engine: AsyncEngine, key: int) -> tuple[int, int]:
    async with engine.connect() as connection:
        used = select(InviteCode.use_count).where(InviteCode.group_id == key, InviteCode.deleted_at.is_(None))
        joined = select(func.count()).where(Membership.group_id == key, Membership.joined_by == "CODE")
        return (await connection.execute(used)).scalar_one(), (await connection.execute(joined)).scalar_one()


async def test_200_against_50_uses_over_two_processes(people: People, engine: AsyncEngine, two: list[str]) -> None:
    world = await make_world(people, engine)
    code = await world.invite_code(maxUses=50)
    crowd = await people.many([f"Person {number}" for number in range(200)])
    # A connection that was idle for as long as the others took may be closed just as it is used again.
    no_reuse = httpx.Limits(max_connections=None, max_keepalive_connections=0)
    async with httpx.AsyncClient(timeout=60, limits=no_reuse) as http:
        spread = [replace(person, http=http, url=two[place % 2]) for place, person in enumerate(crowd)]
        found = await asyncio.gather(*(outcome(person, code) for person in spread))
        assert Counter(found) == {"joined": 50, "CODE_USED_UP": 150}
        assert await counted(engine, world.key) == (50, 50)
        inside = [person for person, what in zip(spread, found, strict=True) if what == "joined"]
        assert set(await asyncio.gather(*(outcome(person, code) for person in inside))) == {"joined"}
        assert await counted(engine, world.key) == (50, 50)


async def test_one_person_twenty_times_at_once_is_one_use(people: People, engine: AsyncEngine, two: list[str]) -> None:
    world = await make_world(people, engine)
    code = await world.invite_code(maxUses=3)
    tries = [outcome(world.stranger.at(two[place % 2]), code) for place in range(20)]
    assert set(await asyncio.gather(*tries)) == {"joined"}
    assert await counted(engine, world.key) == (1, 1)


async def test_nobody_comes_in_once_the_code_is_deleted(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    code = await world.invite_code()
    crowd = await people.many([f"Person {number}" for number in range(40)])
    deletion = world.administrator.mutate("deleteInviteCode", {"groupId": world.group}, "inviteCode { useCount }")
    tries = [outcome(person, code) for person in crowd]
    deleted, *found = await asyncio.gather(deletion, *tries)
    assert set(found) <= {"joined", "CODE_UNUSABLE"}
    async with engine.connect() as connection:
        joined = select(func.count()).where(Membership.group_id == world.key, Membership.joined_by == "CODE")
        assert (await connection.execute(joined)).scalar_one() == deleted["inviteCode"]["useCount"]
        assert found.count("joined") == deleted["inviteCode"]["useCount"]


async def test_ten_generate_at_once_and_one_code_is_in_force(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    made = await asyncio.gather(*(world.invite_code() for _ in range(10)))
    assert len(set(made)) == 10
    found = await asyncio.gather(
        *(outcome(person, code) for person, code in zip(await people.many(["x"] * 10), made, strict=True))
    )
    assert Counter(found) == {"joined": 1, "CODE_UNUSABLE": 9}

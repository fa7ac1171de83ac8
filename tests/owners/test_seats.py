"""What changes about seats names the group and its plan by IDs, so that a normalising cache keeps itself."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from graph import ids
from tests.support.client import Client, codes
from tests.support.people import People
from tests.support.socket import stream
from tests.support.world import World, make_world

NEXT_YEAR = (datetime.now(UTC) + timedelta(days=365)).isoformat()
PLAN = "id seatCount freeCount group { id }"
ACCESS = (
    "query($g: ID!, $a: ID, $e: String) { access(groupId: $g, accountId: $a, email: $e) { id reason group { id } } }"
)


@pytest.fixture
async def world(people: People, engine: AsyncEngine) -> World:
    world = await make_world(people, engine)
    given = {"groupId": world.group, "seatCount": 1, "expiresAt": NEXT_YEAR}
    payload = await world.staff.mutate("setSeatPlan", given, f"seatPlan {{ {PLAN} }} group {{ id }}")
    plan = {"id": ids.encode("SeatPlan", world.key), "seatCount": 1, "freeCount": 1, "group": {"id": world.group}}
    assert payload == {"seatPlan": plan, "group": {"id": world.group}, "userErrors": []}
    return world


async def test_a_plan_is_a_node_for_whoever_sees_the_group(world: World) -> None:
    document = f"query($id: ID!) {{ node(id: $id) {{ ... on SeatPlan {{ {PLAN} }} }} }}"
    plan = {"id": ids.encode("SeatPlan", world.key), "seatCount": 1, "freeCount": 1, "group": {"id": world.group}}
    for role in ("member", "facilitator", "administrator", "staff"):
        assert (await world.caller(role).ok(document, id=plan["id"]))["node"] == plan, role
    for role in ("anonymous", "stranger", "invitee"):
        assert (await world.caller(role).ok(document, id=plan["id"]))["node"] is None, role


async def test_a_plan_of_an_open_group_is_for_its_members(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine, join_policy="OPEN")
    given = {"groupId": world.group, "seatCount": 1, "expiresAt": NEXT_YEAR}
    made = await world.staff.mutate("setSeatPlan", given, "seatPlan { id }")
    document = "query($id: ID!) { node(id: $id) { id } }"
    assert (await world.stranger.ok(document, id=made["seatPlan"]["id"]))["node"] is None
    assert (await world.member.ok(document, id=made["seatPlan"]["id"]))["node"] == made["seatPlan"]


async def test_seats_that_change_name_the_group_with_its_new_figures(world: World) -> None:
    selection = f"seat {{ group {{ id }} }} group {{ id seatPlan {{ {PLAN} }} }}"
    for mutation, free in (("allocateSeat", 0), ("releaseSeat", 1)):
        given = {"memberId": world.membership("member")}
        payload = await world.administrator.mutate(mutation, given, selection)
        assert payload["group"]["id"] == world.group
        assert payload["group"]["seatPlan"]["freeCount"] == free
    refused = await world.administrator.mutate("releaseSeat", given, "group { id }")
    assert (refused["group"], codes(refused)) == (None, ["HAS_NO_SEAT"])
    policy = {"groupId": world.group, "policy": "AUTOMATIC"}
    payload = await world.administrator.mutate("setSeatPolicy", policy, "group { id seatPlan { id policy } }")
    plan = {"id": ids.encode("SeatPlan", world.key), "policy": "AUTOMATIC"}
    assert payload["group"] == {"id": world.group, "seatPlan": plan}


async def test_the_stream_of_a_plan_names_it(world: World) -> None:
    document = f"subscription($g: ID!) {{ seatPlan(groupId: $g) {{ {PLAN} }} }}"
    async with stream(world.staff.url, world.administrator.token, document, g=world.group) as plan:
        first = (await plan.next())["seatPlan"]
        assert (first["id"], first["group"]["id"]) == (ids.encode("SeatPlan", world.key), world.group)


async def test_an_answer_about_access_has_one_id_for_a_person_in_a_group(world: World, people: People) -> None:
    async def access_of(**who: str) -> dict[str, object]:
        found: dict[str, object] = (await world.administrator.ok(ACCESS, g=world.group, **who))["access"]
        assert found["group"] == {"id": world.group}
        return found

    member = await access_of(a=world.member.id)
    assert await access_of(e=world.member.email.upper()) == member
    document = "subscription($g: ID!) { access(groupId: $g) { id reason group { id } } }"
    async with stream(world.member.url, world.member.token, document, g=world.group) as own:
        assert (await own.next())["access"] == member
    others = [
        await access_of(a=world.stranger.id),
        await access_of(e=world.stranger.email),
        await access_of(e="?"),
        await access_of(e=""),
    ]
    other_world = await make_world(people, world.engine)
    other = await other_world.administrator.ok(ACCESS, g=other_world.group, a=world.member.id)
    assert len({one["id"] for one in [member, *others, other["access"]]}) == 6
    assert others[1] == await access_of(e=world.stranger.email)


async def test_a_token_for_access_alone_reads_the_id_and_not_the_group(world: World) -> None:
    given = {"name": "App", "scopes": ["READ_ACCESS"]}
    secret = (await world.administrator.mutate("createAccessToken", given, "secret"))["secret"]
    app = Client(world.administrator.http, world.administrator.url, secret)
    answer = await app.answer(ACCESS, g=world.group, a=world.member.id)
    assert answer["data"]["access"]["id"]
    assert answer["data"]["access"]["group"] is None
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["FORBIDDEN"]

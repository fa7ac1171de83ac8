"""Generating, showing and deleting invite codes."""

import re
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from app.settings import Settings
from app.wiring import create_app
from rules.codes import ALPHABET
from tests.codes.joining import CODE, MEMBER, current, generate, join
from tests.support.client import codes
from tests.support.people import People
from tests.support.servers import SECRET_KEY, served
from tests.support.world import make_world


async def test_a_code_is_generated_shown_and_joined_with(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    assert (await current(world.facilitator, world.group))["inviteCode"] is None
    code = await generate(world)
    assert re.fullmatch(rf"[{ALPHABET}]{{4}}(-[{ALPHABET}]{{4}}){{2}}", code["code"])
    assert code["url"] == f"http://127.0.0.1:8000/join/{code['code']}"
    assert code["printUrl"] == f"{code['url']}/print"
    assert (code["status"], code["useCount"], code["maxUses"]) == ("ACTIVE", 0, None)
    assert code["createdBy"] == {"id": world.administrator.id}
    joined = await join(world.stranger, code["code"])
    assert joined["userErrors"] == []
    assert joined["member"]["role"] == "MEMBER"
    assert joined["member"]["joinedBy"] == "CODE"
    assert joined["member"]["group"] == {"id": world.group}
    shown = (await current(world.facilitator, world.group))["inviteCode"]
    assert (shown["id"], shown["useCount"], shown["group"]) == (code["id"], 1, {"id": world.group})
    assert shown["members"]["nodes"] == [{"joinedBy": "CODE", "account": {"name": "Stranger"}}]
    by_id = "query($id: ID!) { node(id: $id) { ... on InviteCode { code } } }"
    assert (await world.facilitator.ok(by_id, id=code["id"]))["node"] == {"code": code["code"]}
    for person in (world.member, world.staff, world.invitee):
        assert (await person.ok(by_id, id=code["id"]))["node"] is None


async def test_nothing_usable_is_in_the_database(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    code = (await generate(world))["code"]
    await join(world.stranger, code)
    async with engine.connect() as connection:
        tables = (await connection.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))).all()
        dumped = [
            str((await connection.execute(text(f'SELECT to_jsonb(t) FROM "{name}" t'))).all()) for (name,) in tables
        ]
    plain = code.replace("-", "")
    for spelling in (code, plain, code.lower(), plain.encode().hex()):
        assert not any(spelling in dump for dump in dumped)


async def test_deleting_disables_every_code_for_good(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    first = await generate(world)
    second = await generate(world)
    assert first["id"] != second["id"]
    assert codes(await join(world.stranger, first["code"])) == ["CODE_UNUSABLE"]
    deleted = await world.facilitator.mutate("deleteInviteCode", {"groupId": world.group}, CODE)
    assert (deleted["inviteCode"]["id"], deleted["inviteCode"]["status"]) == (second["id"], "DELETED")
    assert deleted["group"] == {"id": world.group}
    assert (await current(world.facilitator, world.group))["inviteCode"] is None
    again = await world.facilitator.mutate("deleteInviteCode", {"groupId": world.group}, CODE)
    assert (again["inviteCode"], again["userErrors"]) == (None, [])
    third = await generate(world)
    for old in (first, second):
        assert codes(await join(world.stranger, old["code"])) == ["CODE_UNUSABLE"]
        page = "query($key: String!) { invitePage(key: $key) { status } }"
        assert (await world.anonymous.ok(page, key=old["code"]))["invitePage"] == {"status": "DELETED"}
    assert (await join(world.stranger, third["code"]))["userErrors"] == []


async def test_a_personal_invitation_outlives_the_code(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    await generate(world)
    await world.administrator.mutate("deleteInviteCode", {"groupId": world.group}, CODE)
    done = await world.invitee.mutate("acceptInvitation", {"invitationId": world.invitation}, MEMBER)
    assert done["member"]["joinedBy"] == "INVITATION"


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"maxUses": 0}, "maxUses"),
        ({"maxUses": 1_000_001}, "maxUses"),
        ({"maxUses": -1}, "maxUses"),
        ({"expiresAt": "2020-01-01T00:00:00Z"}, "expiresAt"),
        ({"emailDomain": "no domain"}, "emailDomain"),
        ({"emailDomain": ""}, "emailDomain"),
    ],
)
async def test_limits_that_will_not_do(given: dict[str, Any], path: str, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    before = await generate(world)
    done = await world.administrator.mutate("generateInviteCode", {"groupId": world.group, **given}, CODE)
    assert done["inviteCode"] is None
    assert [(error["code"], error["path"]) for error in done["userErrors"]] == [("INVALID_VALUE", [path])]
    assert (await current(world.facilitator, world.group))["inviteCode"]["id"] == before["id"]


async def test_null_limits_are_none(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    code = await generate(world, maxUses=None, expiresAt=None, emailDomain=None)
    assert (code["maxUses"], code["expiresAt"], code["emailDomain"]) == (None, None, None)


async def test_a_code_outlives_a_rotation_of_keys(
    people: People, engine: AsyncEngine, settings: Settings, dsn: str
) -> None:
    world = await make_world(people, engine)
    old = (await generate(world))["code"]
    newer = "another secret key, which is the newer one of the two"
    rotated = settings.model_copy(update={"secret_key": (newer, SECRET_KEY)})
    async with served(create_app(rotated, dsn, jobs=False)) as url:
        assert (await current(world.facilitator.at(url), world.group))["inviteCode"]["code"] == old
        assert (await join(world.stranger.at(url), old))["userErrors"] == []
    dropped = settings.model_copy(update={"secret_key": (newer,)})
    async with served(create_app(dropped, dsn, jobs=False)) as url:
        outsider = (await people()).at(url)
        assert codes(await join(outsider, old)) == ["CODE_UNUSABLE"]
        assert (await current(world.facilitator.at(url), world.group))["inviteCode"] is None
        done = await world.facilitator.at(url).mutate("generateInviteCode", {"groupId": world.group}, CODE)
        assert (await join(outsider, done["inviteCode"]["code"]))["userErrors"] == []


async def test_a_discreet_group_is_named_to_members_alone(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    await world.administrator.mutate("updateGroup", {"groupId": world.group, "discreet": True}, "")
    code = (await generate(world))["code"]
    page = "query($k: String!) { invitePage(key: $k) { groupName groupDescription facilitatorName memberCount viewerIsMember } }"
    hidden = {"groupName": None, "groupDescription": None, "facilitatorName": None, "memberCount": None}
    for caller in (world.anonymous, world.stranger, world.invitee, world.staff):
        assert (await caller.ok(page, k=code))["invitePage"] == {**hidden, "viewerIsMember": False}
    shown = (await world.member.ok(page, k=code))["invitePage"]
    assert (shown["groupName"], shown["memberCount"], shown["viewerIsMember"]) == ("Wednesday", 6, True)


PAGES = "query($k: String!) { invitePage(key: $k) { groupName } }"


async def test_pages_and_refusals_change_nothing(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    code = (await generate(world, maxUses=5, emailDomain="elsewhere.example"))["code"]
    before = await world.state()
    await world.anonymous.ok(PAGES, k=code)
    await join(world.stranger, code)
    assert await world.anonymous.refused("joinWithCode", {"code": code}) == "UNAUTHENTICATED"
    assert await world.state() == before
    assert (await current(world.facilitator, world.group))["inviteCode"]["useCount"] == 0

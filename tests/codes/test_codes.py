"""Generating, joining with and deleting invite codes."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.ext.asyncio import AsyncEngine

from app.settings import Settings
from app.wiring import create_app
from db.tables import Account, History, InviteCode, Membership
from rules.codes import ALPHABET
from tests.support.client import codes
from tests.support.people import People, Person
from tests.support.servers import SECRET_KEY, served
from tests.support.world import World, make_world, set_invitation

CODE = "inviteCode { id code url printUrl status useCount maxUses expiresAt emailDomain createdBy { id } } group { id }"
MEMBER = "member { id role joinedBy group { id } account { id } }"
UNKNOWN = "ABCD-EFGH-JKMN"


async def generate(world: World, **given: Any) -> dict[str, Any]:
    done = await world.administrator.mutate("generateInviteCode", {"groupId": world.group, **given}, CODE)
    assert done["userErrors"] == []
    found: dict[str, Any] = done["inviteCode"]
    return found


async def join(person: Person, code: str) -> Any:
    return await person.mutate("joinWithCode", {"code": code}, MEMBER)


async def current(person: Person, group: str) -> Any:
    found = await person.ok(
        "query($id: ID!) { group(id: $id) { memberCount inviteCode { id code status useCount members { totalCount "
        "nodes { joinedBy account { name } } } group { id } } } }",
        id=group,
    )
    return found["group"]


async def members_of(engine: AsyncEngine, key: int) -> int:
    async with engine.connect() as connection:
        counted = select(func.count()).where(Membership.group_id == key)
        return int((await connection.execute(counted)).scalar_one())


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


@pytest.mark.parametrize("spell", [str.lower, lambda code: code.replace("-", ""), lambda code: f"  {code} ", str.title])
async def test_a_code_is_read_however_it_is_spelled(spell: Any, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    code = await generate(world)
    assert (await join(world.stranger, spell(code["code"])))["userErrors"] == []
    page = await world.anonymous.ok("query($key: String!) { invitePage(key: $key) { url } }", key=spell(code["code"]))
    assert page["invitePage"]["url"] == code["url"]


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


async def test_joining_again_costs_nothing_even_when_used_up(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    code = await generate(world, maxUses=1)
    first = await join(world.stranger, code["code"])
    again = await join(world.stranger, code["code"])
    assert again == first
    assert (await join(world.member, code["code"]))["userErrors"] == []
    outsider = await people()
    refused = await join(outsider, code["code"])
    assert refused["member"] is None
    assert codes(refused) == ["CODE_USED_UP"]
    assert refused["userErrors"][0]["path"] == ["code"]
    shown = (await current(world.facilitator, world.group))["inviteCode"]
    assert (shown["status"], shown["useCount"]) == ("USED_UP", 1)


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


async def test_an_expired_code_admits_nobody(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    code = await generate(world, expiresAt=(datetime.now(UTC) + timedelta(hours=1)).isoformat())
    async with engine.begin() as connection:
        past = datetime.now(UTC) - timedelta(days=1)
        values = {"created_at": past, "expires_at": past + timedelta(hours=1)}
        await connection.execute(update(InviteCode).where(InviteCode.group_id == world.key).values(**values))
    assert codes(await join(world.stranger, code["code"])) == ["CODE_UNUSABLE"]
    assert codes(await join(world.member, code["code"])) == ["CODE_UNUSABLE"]
    assert (await current(world.facilitator, world.group))["inviteCode"]["status"] == "EXPIRED"


async def test_a_code_for_one_domain(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    code = await generate(world, emailDomain="@Praxis.Example")
    assert code["emailDomain"] == "praxis.example"
    assert codes(await join(world.stranger, code["code"])) == ["EMAIL_DOMAIN_NOT_ALLOWED"]
    below = await people("Below", email=f"b{world.key}@sub.praxis.example")
    assert codes(await join(below, code["code"])) == ["EMAIL_DOMAIN_NOT_ALLOWED"]
    inside = await people("Inside", email=f"i{world.key}@praxis.example")
    assert (await join(inside, code["code"]))["userErrors"] == []
    page = await world.anonymous.ok("query($k: String!) { invitePage(key: $k) { emailDomain } }", k=code["code"])
    assert page["invitePage"] == {"emailDomain": "praxis.example"}


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


@pytest.mark.parametrize("typed", ["", "nonsense", UNKNOWN, "ABCD-EFGH-JKM0", "A" * 40, "é" * 12])
async def test_unknown_codes(typed: str, people: People) -> None:
    outsider = await people()
    assert codes(await join(outsider, typed)) == ["CODE_UNUSABLE"]


async def test_who_was_removed_is_not_let_in_again_until_invited(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    code = (await generate(world))["code"]
    member = (await join(world.stranger, code))["member"]
    await world.facilitator.mutate("removeMember", {"memberId": member["id"]}, "")
    assert codes(await join(world.stranger, code)) == ["CODE_UNUSABLE"]
    assert (await current(world.facilitator, world.group))["inviteCode"]["useCount"] == 1
    await world.facilitator.mutate("inviteMembers", {"groupId": world.group, "addresses": world.stranger.email}, "")
    assert (await join(world.stranger, code))["userErrors"] == []


async def test_a_resent_invitation_lets_who_was_removed_in_again(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    code = (await generate(world))["code"]
    await set_invitation(world, expires_at=datetime.now(UTC) - timedelta(milliseconds=1))
    member = (await join(world.invitee, code))["member"]
    await world.facilitator.mutate("removeMember", {"memberId": member["id"]}, "")
    assert codes(await join(world.invitee, code)) == ["CODE_UNUSABLE"]
    resent = await world.facilitator.mutate("resendInvitation", {"invitationId": world.invitation}, "")
    assert codes(resent) == []
    assert (await join(world.invitee, code))["userErrors"] == []


async def test_who_left_may_come_back(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    code = (await generate(world))["code"]
    await join(world.stranger, code)
    await world.stranger.mutate("leaveGroup", {"groupId": world.group}, "")
    assert (await join(world.stranger, code))["userErrors"] == []
    assert (await current(world.facilitator, world.group))["inviteCode"]["useCount"] == 2


async def test_joining_by_code_closes_the_invitation_and_gives_its_role(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    await set_invitation(world, role="FACILITATOR")
    code = (await generate(world))["code"]
    member = (await join(world.invitee, code))["member"]
    assert (member["role"], member["joinedBy"]) == ("FACILITATOR", "CODE")
    found = await world.administrator.ok(
        "query($id: ID!) { node(id: $id) { ... on Invitation { status } } }", id=world.invitation
    )
    assert found["node"] == {"status": "ACCEPTED"}


async def test_managers_hear_of_it_and_history_keeps_it(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    code = (await generate(world, maxUses=9, emailDomain="example.org"))["code"]
    await join(world.stranger, code)
    await world.administrator.mutate("deleteInviteCode", {"groupId": world.group}, "")
    seen = "{ viewer { notifications { nodes { kind message actor { id } } } } }"
    told = {"kind": "MEMBER_JOINED", "message": "Stranger joined Wednesday.", "actor": {"id": world.stranger.id}}
    for person in (world.facilitator, world.administrator, world.other_administrator):
        assert (await person.ok(seen))["viewer"]["notifications"]["nodes"] == [told]
    for person in (world.member, world.stranger):
        assert (await person.ok(seen))["viewer"]["notifications"]["nodes"] == []
    async with engine.connect() as connection:
        rows = await connection.execute(
            select(History.action, Account.name, History.subject)
            .join(Account, Account.id == History.actor_id)
            .where(History.group_id == world.key)
            .order_by(History.id)
        )
        assert [tuple(row) for row in rows] == [
            ("CODE_GENERATED", "Administrator", "9 uses, only example.org"),
            ("MEMBER_JOINED", "Stranger", "Stranger"),
            ("CODE_DELETED", "Administrator", "9 uses, only example.org"),
        ]


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


async def test_members_by_code_are_paged_newest_first(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    code = await generate(world)
    for person in await people.many(["One", "Two", "Three"]):
        await join(person, code["code"])
    document = (
        "query($id: ID!, $after: String) { node(id: $id) { ... on InviteCode { members(first: 2, after: $after) "
        "{ totalCount nodes { account { name } } pageInfo { hasNextPage endCursor } } } } }"
    )
    first = (await world.facilitator.ok(document, id=code["id"]))["node"]["members"]
    assert [node["account"]["name"] for node in first["nodes"]] == ["Three", "Two"]
    assert (first["totalCount"], first["pageInfo"]["hasNextPage"]) == (3, True)
    after = first["pageInfo"]["endCursor"]
    rest = (await world.facilitator.ok(document, id=code["id"], after=after))["node"]["members"]
    assert [node["account"]["name"] for node in rest["nodes"]] == ["One"]


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

"""Joining with an invite code: who is let in, with which role, and who is told."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from db.tables import Account, History, InviteCode
from tests.codes.joining import UNKNOWN, current, generate, join
from tests.support.client import codes
from tests.support.people import People
from tests.support.world import make_world, set_invitation


@pytest.mark.parametrize("spell", [str.lower, lambda code: code.replace("-", ""), lambda code: f"  {code} ", str.title])
async def test_a_code_is_read_however_it_is_spelled(spell: Any, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    code = await generate(world)
    assert (await join(world.stranger, spell(code["code"])))["userErrors"] == []
    page = await world.anonymous.ok("query($key: String!) { invitePage(key: $key) { url } }", key=spell(code["code"]))
    assert page["invitePage"]["url"] == code["url"]


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


@pytest.mark.parametrize("typed", ["", "nonsense", UNKNOWN, "ABCD-EFGH-JKM0", "A" * 40, "é" * 12])
async def test_unknown_codes_are_refused(typed: str, people: People) -> None:
    outsider = await people()
    assert codes(await join(outsider, typed)) == ["CODE_UNUSABLE"]


async def test_a_removed_member_joins_by_code_only_after_an_invitation(people: People, engine: AsyncEngine) -> None:
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


async def test_a_member_who_left_may_join_again(people: People, engine: AsyncEngine) -> None:
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

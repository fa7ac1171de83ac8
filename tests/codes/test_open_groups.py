"""Joining an open group."""

from sqlalchemy.ext.asyncio import AsyncEngine

from graph import ids
from tests.support.client import codes
from tests.support.people import People
from tests.support.world import make_world, set_invitation

MEMBER = "member { id role joinedBy }"


async def test_anyone_signed_in_joins_an_open_group(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine, join_policy="OPEN")
    done = await world.stranger.mutate("joinGroup", {"groupId": world.group}, MEMBER)
    assert (done["member"]["role"], done["member"]["joinedBy"]) == ("MEMBER", "OPEN_GROUP")
    assert await world.stranger.mutate("joinGroup", {"groupId": world.group}, MEMBER) == done
    seen = await world.facilitator.ok("{ viewer { notifications { nodes { kind message } } } }")
    told = {"kind": "MEMBER_JOINED", "message": "Stranger joined Wednesday."}
    assert seen["viewer"]["notifications"]["nodes"] == [told]


async def test_a_closed_group_is_not_found_or_invite_only(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    before = await world.state()
    given = {"groupId": world.group}
    document = "mutation($i: JoinGroupInput!) { joinGroup(input: $i) { userErrors { code } } }"
    unknown = await world.stranger.answer(document, i={"groupId": ids.encode("Group", 999_999_999)})
    known = await world.stranger.answer(document, i=given)
    assert known == unknown
    assert known["errors"][0]["extensions"]["code"] == "NOT_FOUND"
    assert codes(await world.invitee.mutate("joinGroup", given, MEMBER)) == ["GROUP_INVITE_ONLY"]
    assert codes(await world.staff.mutate("joinGroup", given, MEMBER)) == ["GROUP_INVITE_ONLY"]
    assert await world.anonymous.refused("joinGroup", given) == "UNAUTHENTICATED"
    assert (await world.member.mutate("joinGroup", given, MEMBER))["userErrors"] == []
    assert await world.state() == before


async def test_the_invitee_of_an_open_group_gets_the_role_promised(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine, join_policy="OPEN")
    await set_invitation(world, role="FACILITATOR")
    done = await world.invitee.mutate("joinGroup", {"groupId": world.group}, MEMBER)
    assert (done["member"]["role"], done["member"]["joinedBy"]) == ("FACILITATOR", "OPEN_GROUP")


async def test_a_removed_member_may_not_join_again(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine, join_policy="OPEN")
    await world.facilitator.mutate("removeMember", {"memberId": world.membership("member")}, "")
    given = {"groupId": world.group}
    assert codes(await world.member.mutate("joinGroup", given, MEMBER)) == ["GROUP_INVITE_ONLY"]
    await world.administrator.mutate("updateGroup", {**given, "joinPolicy": "INVITE_ONLY"}, "")
    assert await world.member.refused("joinGroup", given) == "NOT_FOUND"

"""Fifty at once, over two server processes: one membership, fifty equal answers."""

import asyncio

from sqlalchemy.ext.asyncio import AsyncEngine

from tests.support.people import People
from tests.support.world import make_world


async def test_fifty_accepts_are_one(people: People, engine: AsyncEngine, two: list[str]) -> None:
    world = await make_world(people, engine)
    token = world.personal_token()
    selection = "member { id joinedAt role } invitation { status respondedAt }"
    answers = await asyncio.gather(
        *(
            world.invitee.at(two[number % 2]).mutate("acceptInvitation", {"token": token}, selection)
            for number in range(50)
        )
    )
    assert answers[0]["member"]["role"] == "MEMBER"
    assert all(answer == answers[0] for answer in answers)
    state = await world.state()
    assert [row["action"] for row in state["history"]].count("INVITATION_ACCEPTED") == 1
    assert sum(row["account_id"] == world.invitee.key for row in state["memberships"]) == 1
    assert sum(row["kind"] == "INVITATION_ACCEPTED" for row in state["mails"]) == 1


async def test_accept_against_cancel(people: People, engine: AsyncEngine, two: list[str]) -> None:
    """Whoever wins, the other is told the truth."""
    for turn in range(20):
        world = await make_world(people, engine)
        given = {"invitationId": world.invitation}
        accepted, cancelled = await asyncio.gather(
            world.invitee.at(two[turn % 2]).mutate("acceptInvitation", given, "member { id }"),
            world.administrator.at(two[1 - turn % 2]).mutate("cancelInvitation", given, "invitation { status }"),
        )
        won = [payload for payload in (accepted, cancelled) if not payload["userErrors"]]
        lost = [payload for payload in (accepted, cancelled) if payload["userErrors"]]
        assert (len(won), len(lost)) == (1, 1)
        assert lost[0]["userErrors"][0]["code"] == "INVITATION_NOT_PENDING"
        status = (await world.state())["invitations"][0]["now"]
        assert status == ("ACCEPTED" if won[0] is accepted else "CANCELLED")


async def test_many_inviters_one_address(people: People, engine: AsyncEngine, two: list[str]) -> None:
    world = await make_world(people, engine)
    given = {"groupId": world.group, "addresses": f"one.{world.key}@example.org"}
    payloads = await asyncio.gather(
        *(
            world.administrator.at(two[number % 2]).mutate(
                "inviteMembers", given, "invitedCount results { error { code } }"
            )
            for number in range(30)
        )
    )
    assert sum(payload["invitedCount"] for payload in payloads) == 1
    lost = [payload["results"][0]["error"]["code"] for payload in payloads if not payload["invitedCount"]]
    assert lost == ["ALREADY_INVITED"] * 29

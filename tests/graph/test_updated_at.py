"""When objects say that they changed last: when a field of their own did that every reader sees, and not otherwise."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from db.tables import Group, Membership
from tests.support.client import codes
from tests.support.people import People
from tests.support.world import World, make_world, set_invitation

NEXT_YEAR = (datetime.now(UTC) + timedelta(days=365)).isoformat()
MOMENTS = """query($g: ID!, $m: ID!, $i: ID!, $r: ID!) {
    group(id: $g) { updatedAt createdAt seatPlan { updatedAt startsAt } }
    member: node(id: $m) { ... on Member { updatedAt joinedAt account { updatedAt } } }
    invitation: node(id: $i) { ... on Invitation { updatedAt createdAt expiresAt status } }
    resource: node(id: $r) { ... on Resource { updatedAt createdAt } } }"""


@pytest.fixture
async def world(people: People, engine: AsyncEngine) -> World:
    return await make_world(people, engine)


async def moments(world: World) -> Any:
    return await world.administrator.ok(
        MOMENTS, g=world.group, m=world.membership("member"), i=world.invitation, r=world.resource
    )


def changed(before: Any, after: Any) -> set[str]:
    """The objects whose `updatedAt` moved; it never moves back."""
    flat = [
        {
            "group": one["group"],
            "plan": one["group"]["seatPlan"] or {},
            "member": one["member"],
            "account": one["member"]["account"],
            "invitation": one["invitation"],
            "resource": one["resource"],
        }
        for one in (before, after)
    ]
    moved = {name for name in flat[0] if flat[0][name].get("updatedAt") != flat[1][name].get("updatedAt")}
    assert all((flat[0][name].get("updatedAt") or "") < flat[1][name]["updatedAt"] for name in moved)
    return moved


async def test_at_first_it_is_when_they_began(world: World) -> None:
    found = await moments(world)
    assert found["group"]["updatedAt"] == found["group"]["createdAt"]
    assert found["member"]["updatedAt"] == found["member"]["joinedAt"]
    for name in ("invitation", "resource"):
        assert found[name]["updatedAt"] == found[name]["createdAt"]
    async with world.engine.connect() as connection:
        created = await connection.scalar(select(Group.created_at).where(Group.id == world.key))
    assert datetime.fromisoformat(found["group"]["updatedAt"]) == created


async def test_it_moves_with_what_everybody_sees(world: World) -> None:
    steps: list[tuple[str, str, dict[str, Any], set[str]]] = [
        ("facilitator", "updateGroup", {"groupId": world.group, "description": "New"}, {"group"}),
        ("facilitator", "updateGroup", {"groupId": world.group, "description": "New"}, set()),
        ("member", "updateProfile", {"name": "Another"}, {"account"}),
        ("administrator", "setMemberRole", {"memberId": world.membership("member"), "role": "FACILITATOR"}, {"member"}),
        ("staff", "setSeatPlan", {"groupId": world.group, "seatCount": 3, "expiresAt": NEXT_YEAR}, {"plan"}),
        ("administrator", "allocateSeat", {"memberId": world.membership("member")}, {"plan"}),
        ("administrator", "setSeatPolicy", {"groupId": world.group, "policy": "AUTOMATIC"}, {"plan"}),
        ("facilitator", "generateInviteCode", {"groupId": world.group}, set()),
        ("facilitator", "assignResource", {"resourceId": world.resource}, set()),
        ("invitee", "declineInvitation", {"invitationId": world.invitation}, {"invitation"}),
    ]
    for role, field, given, expected in steps:
        before = await moments(world)
        assert codes(await world.caller(role).mutate(field, given, "__typename")) == [], field
        assert changed(before, await moments(world)) == expected, field


async def test_an_invitation_expires_by_the_clock(world: World) -> None:
    before = await moments(world)
    await set_invitation(world, expires_at=datetime.now(UTC) - timedelta(seconds=1))
    found = await moments(world)
    assert found["invitation"]["status"] == "EXPIRED"
    assert found["invitation"]["updatedAt"] >= found["invitation"]["expiresAt"]
    assert changed(before, found) == {"invitation"}


async def test_rows_from_before_show_when_they_were_created(world: World) -> None:
    async with world.engine.begin() as connection:
        await connection.execute(update(Group).where(Group.id == world.key).values(updated_at=None))
        await connection.execute(update(Membership).where(Membership.group_id == world.key).values(updated_at=None))
    found = await moments(world)
    assert found["group"]["updatedAt"] == found["group"]["createdAt"]
    assert found["member"]["updatedAt"] == found["member"]["joinedAt"]

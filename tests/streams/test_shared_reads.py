"""One reading for many: what an event costs does not grow with those who watch."""

import asyncio
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from typing import Any

import pytest
from prometheus_client import REGISTRY

from db.bulk import insert_rows
from db.tables import Membership
from tests.conftest import Counted
from tests.support.people import Person
from tests.support.socket import all_begun, stream
from tests.support.world import World, make_world

ALIKE = """subscription($g: ID!) { invitationChanges(groupId: $g) {
    kind cursor invitation { email status role delivery url invitedBy { name } } counts { pending total } } }"""
PERSONAL = """subscription($g: ID!) { invitationChanges(groupId: $g) {
    kind invitation { email viewerActions invitee { name email } } counts { total } } }"""


CHANGES = """subscription($g: ID!) { groupChanges(groupId: $g) {
    kind cursor at actor { name } invitation { email status role delivery } member { role account { name } }
    group { memberCount viewerActions viewerActionsVersion invitationCounts { total } } } }"""


async def watchers(counted: Counted, world: World, number: int) -> list[Person]:
    """So many more facilitators."""
    made = await counted.people.many([f"Watcher {place}" for place in range(number)])
    columns: dict[str, list[Any]] = {
        "group_id": [world.key] * number,
        "account_id": [one.key for one in made],
        "role": ["FACILITATOR"] * number,
        "joined_at": [datetime.now(UTC)] * number,
        "joined_by": ["INVITATION"] * number,
    }
    async with counted.engine.begin() as connection:
        await insert_rows(connection, Membership, columns)
    return made


async def cost(counted: Counted, number: int, document: str) -> int:
    """How many statements an invitation takes, watched by so many."""
    world = await make_world(counted.people, counted.engine)
    people = await watchers(counted, world, number)
    given = {"groupId": world.group, "addresses": f"new.{world.key}@example.org", "sendMail": False}
    async with AsyncExitStack() as stack:
        opened = [
            await stack.enter_async_context(stream(one.url, one.token, document, g=world.group)) for one in people
        ]
        await all_begun(opened)
        counted.statements.clear()
        await world.administrator.mutate("inviteMembers", given, "")
        heard = await asyncio.gather(*(one.next() for one in opened))
        await asyncio.gather(*(one.quiet(0.1) for one in opened))
        statements = len(counted.statements)
    events = [event for one in heard for event in one.values()]
    assert {event["invitation"]["email"] for event in events} == {given["addresses"]}
    return statements


@pytest.mark.parametrize("document", [ALIKE, PERSONAL, CHANGES], ids=["alike", "each their own", "all changes"])
async def test_an_event_costs_the_same_however_many_watch(document: str, counted: Counted) -> None:
    one, many = await cost(counted, 1, document), await cost(counted, 30, document)
    assert many <= one + 3, (one, many)  # who comes while a statement runs waits for the next


SCREEN = """subscription Screen($g: ID!) { groupChanges(groupId: $g) {
    kind member { role viewerActions hasFullAccess seatWaitPosition account { name email } }
    invitation { email viewerActions invitee { name email } } } }"""


async def test_a_screen_is_answered_once_for_all_who_see_the_same(counted: Counted) -> None:
    world = await make_world(counted.people, counted.engine)
    people = [*await watchers(counted, world, 30), world.facilitator]
    made = answers_made()
    async with AsyncExitStack() as stack:
        opened = [await stack.enter_async_context(stream(one.url, one.token, SCREEN, g=world.group)) for one in people]
        await all_begun(opened)
        given = {"groupId": world.group, "addresses": world.stranger.email, "sendMail": False}
        await world.administrator.mutate("inviteMembers", given, "")
        invited = await asyncio.gather(*(one.next() for one in opened))
        promoted = {"memberId": world.membership("member"), "role": "FACILITATOR"}
        await world.administrator.mutate("setMemberRole", promoted, "")
        changed = await asyncio.gather(*(one.next() for one in opened))
    assert [len({str(one) for one in heard}) for heard in (invited, changed)] == [1, 1]
    assert answers_made() - made < 10


def answers_made() -> float:
    return REGISTRY.get_sample_value("usher_operations_total", {"kind": "subscription", "name": "Screen"}) or 0


OWN = "subscription($g: ID!) { groupChanges(groupId: $g) { group { name viewerMembership { role account { id } } } } }"


async def test_the_viewers_membership_is_each_subscribers_own(counted: Counted) -> None:
    world = await make_world(counted.people, counted.engine)
    people = [*await watchers(counted, world, 2), world.facilitator, world.administrator]
    async with AsyncExitStack() as stack:
        opened = [await stack.enter_async_context(stream(one.url, one.token, OWN, g=world.group)) for one in people]
        await all_begun(opened)
        await world.administrator.mutate("updateGroup", {"groupId": world.group, "name": "Renamed"}, "")
        heard = await asyncio.gather(*(one.next() for one in opened))
    groups = [event["group"] for each in heard for event in each.values()]
    assert [group["name"] for group in groups] == ["Renamed"] * 4
    assert [group["viewerMembership"]["account"]["id"] for group in groups] == [one.id for one in people]
    assert [group["viewerMembership"]["role"] for group in groups] == ["FACILITATOR"] * 3 + ["ADMINISTRATOR"]

"""Many subscribers of one stream: each gets every event once, whoever comes late, falls behind, or changes role."""

import asyncio
import random
from contextlib import AsyncExitStack
from typing import Any

from sqlalchemy import text, update
from sqlalchemy.ext.asyncio import AsyncEngine

from db.tables import Membership, Session
from live.event_kinds import EventKind
from live.events import Event, append
from tests.support.people import People, Person
from tests.support.socket import Stream, all_begun, stream
from tests.support.world import World, make_world

INVITATIONS = """subscription($g: ID!, $a: String) { invitationChanges(groupId: $g, after: $a) {
    cursor invitation { email group { description } } } }"""
PERSONAL = """subscription($g: ID!, $a: String) { invitationChanges(groupId: $g, after: $a) {
    cursor invitation { email viewerActions } } }"""
MEMBERS = "subscription($g: ID!) { memberChanges(groupId: $g) { kind memberId } }"
CURSOR = "query($g: ID!) { group(id: $g) { liveCursor } }"


async def cursor(world: World) -> str:
    found = await world.administrator.ok(CURSOR, g=world.group)
    return str(found["group"]["liveCursor"])


async def invite(world: World, word: str, count: int = 1) -> None:
    addresses = " ".join(f"{word}.{number}.{world.key}@example.org" for number in range(count))
    given = {"groupId": world.group, "addresses": addresses, "sendMail": False}
    await world.administrator.mutate("inviteMembers", given, "")


async def emails(heard: Stream, count: int) -> list[str]:
    return [(await heard.next())["invitationChanges"]["invitation"]["email"] for _ in range(count)]


def managers(world: World) -> list[Person]:
    return [world.administrator, world.other_administrator, world.facilitator, world.other_facilitator]


async def test_a_subscriber_that_joins_during_a_burst_gets_every_event_once(
    url: str, people: People, engine: AsyncEngine
) -> None:
    world = await make_world(people, engine)
    cursors = [await cursor(world)]
    everything: list[str] = []
    for number in range(4):
        await invite(world, f"a{number}", 8)
        everything += [f"a{number}.{one}.{world.key}@example.org" for one in range(8)]
        cursors.append(await cursor(world))
    expected = [*everything, *(f"b{number}.{one}.{world.key}@example.org" for number in range(4) for one in range(8))]

    async def follow(document: str, who: Person, place: int) -> list[str]:
        await asyncio.sleep(random.random() / 2)
        async with stream(url, who.token, document, g=world.group, a=cursors[place]) as heard:
            return await emails(heard, len(expected) - 8 * place)

    async def burst() -> None:
        for number in range(4):
            await invite(world, f"b{number}", 8)
            await asyncio.sleep(0.1)

    subscribers = [
        (document, who, place) for document in (INVITATIONS, PERSONAL) for who in managers(world) for place in range(5)
    ]
    *found, _ = await asyncio.gather(*(follow(*subscriber) for subscriber in subscribers), burst())
    assert found == [expected[8 * place :] for _, _, place in subscribers]


async def test_a_subscriber_that_stops_for_a_while_misses_nothing_and_delays_nobody(
    url: str, people: People, engine: AsyncEngine
) -> None:
    world = await make_world(people, engine)
    async with world.engine.begin() as connection:
        large = "UPDATE groups SET description = repeat('x', 10000) WHERE id = :key"
        await connection.execute(text(large), {"key": world.key})
    everything = [f"n{number}.{one}.{world.key}@example.org" for number in range(6) for one in range(100)]
    async with (
        stream(url, world.facilitator.token, INVITATIONS, g=world.group) as slow,
        stream(url, world.administrator.token, INVITATIONS, g=world.group) as quick,
    ):
        await all_begun([slow, quick])
        slow.socket.transport.pause_reading()
        for number in range(6):
            await invite(world, f"n{number}", 100)
        assert await emails(quick, 600) == everything  # six megabytes: more than the connection of the other holds
        slow.socket.transport.resume_reading()
        assert await emails(slow, 600) == everything
        await invite(world, "after")
        after = [f"after.0.{world.key}@example.org"]
        assert (await emails(slow, 1), await emails(quick, 1)) == (after, after)


async def test_a_role_that_is_raised_shows_more_from_then_on(url: str, people: People, engine: AsyncEngine) -> None:
    """A member hears of no other member's seat; an administrator hears of all."""
    world = await make_world(people, engine)

    async def seat(number: int, account_id: int | None) -> None:
        async with engine.begin() as connection:
            kind = EventKind.MEMBER_SEAT_ALLOCATED
            event = Event(f"g:{world.key}", kind, world.members["other_member"], account_id, str(number))
            await append(connection, [event])

    async with (
        stream(url, world.member.token, MEMBERS, g=world.group) as raised,
        stream(url, world.other_administrator.token, MEMBERS, g=world.group) as other,
    ):
        await all_begun([raised, other])
        for account_id in (world.other_member.key, None):
            await seat(1, account_id)
            assert (await other.next())["memberChanges"]["kind"] == "SEAT_ALLOCATED"
        role = {"memberId": world.membership("member"), "role": "ADMINISTRATOR"}
        await world.administrator.mutate("setMemberRole", role, "")
        assert (await raised.next())["memberChanges"]["kind"] == "ROLE_CHANGED"
        await seat(2, world.other_member.key)
        await world.administrator.mutate("removeMember", {"memberId": world.membership("facilitator")}, "")
        kinds = [(await raised.next())["memberChanges"]["kind"] for _ in range(2)]
        assert kinds == ["SEAT_ALLOCATED", "REMOVED"]


async def test_a_session_whose_end_was_not_told_of_ends_its_stream_at_the_next_event(
    url: str, people: People, engine: AsyncEngine
) -> None:
    world = await make_world(people, engine)
    async with (
        stream(url, world.facilitator.token, INVITATIONS, g=world.group) as ended,
        stream(url, world.administrator.token, INVITATIONS, g=world.group) as goes_on,
    ):
        await all_begun([ended, goes_on])
        async with engine.begin() as connection:
            theirs = Session.account_id == world.facilitator.key
            await connection.execute(update(Session).where(theirs).values(ended_at=text("clock_timestamp()")))
        await invite(world, "after")
        assert await ended.error() == "UNAUTHENTICATED"
        assert await emails(goes_on, 1) == [f"after.0.{world.key}@example.org"]


async def test_a_role_whose_loss_was_not_told_of_ends_its_stream_at_the_next_event(
    url: str, people: People, engine: AsyncEngine
) -> None:
    world = await make_world(people, engine)
    async with AsyncExitStack() as stack:
        opened: list[Any] = [
            await stack.enter_async_context(stream(url, who.token, INVITATIONS, g=world.group))
            for who in managers(world)
        ]
        await all_begun(opened)
        async with engine.begin() as connection:
            theirs = (Membership.group_id == world.key, Membership.account_id == world.facilitator.key)
            await connection.execute(update(Membership).where(*theirs).values(role="MEMBER"))
        await invite(world, "after")
        assert await opened[2].error() == "FORBIDDEN"
        for one in (opened[0], opened[1], opened[3]):
            assert await emails(one, 1) == [f"after.0.{world.key}@example.org"]

"""Streams of a value: now, once for whatever has changed, and not for what has not."""

import asyncio

from sqlalchemy.ext.asyncio import AsyncEngine

from live.event_kinds import EventKind
from live.events import Event, append
from tests.support.people import People
from tests.support.socket import Stream, stream
from tests.support.world import World, make_world

BADGE = "subscription { badge { total } }"


async def totals(*opened: Stream) -> list[int]:
    return [(await one.next())["badge"]["total"] for one in opened]


async def invite(world: World, address: str) -> None:
    given = {"groupId": world.group, "addresses": address, "sendMail": False}
    await world.administrator.mutate("inviteMembers", given, "")


async def test_a_value_comes_at_once_and_once_for_each_change_to_every_tab(
    url: str, people: People, engine: AsyncEngine
) -> None:
    world = await make_world(people, engine)
    guest = await people("Guest")
    async with stream(url, guest.token, BADGE) as one, stream(url, guest.token, BADGE) as other:
        assert await totals(one, other) == [0, 0]
        await invite(world, guest.email)
        assert await totals(one, other) == [1, 1]
        async with stream(url, guest.token, BADGE) as late:
            assert await totals(late) == [1]
        await asyncio.gather(one.quiet(0.3), other.quiet(0.3))


async def test_events_that_leave_a_value_as_it_is_send_nothing(url: str, people: People, engine: AsyncEngine) -> None:
    guest = await people("Guest")
    topic = f"a:{guest.key}"
    async with stream(url, guest.token, BADGE) as heard:
        assert await totals(heard) == [0]
        async with engine.begin() as connection:
            await append(connection, [Event(topic, EventKind.NOTIFICATION_CREATED)] * 50)
        await heard.quiet(1)


async def test_more_events_than_are_kept_hide_no_change(url: str, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    guest = await people("Guest")
    async with stream(url, guest.token, BADGE) as heard:
        assert await totals(heard) == [0]
        async with engine.begin() as connection:
            await append(connection, [Event(f"a:{guest.key}", EventKind.ACCESS_CHANGED)] * 10_000)
        await invite(world, guest.email)
        assert await totals(heard) == [1]

"""A snapshot, then the stream from its cursor: together they are the whole truth, whenever the snapshot was taken.

USHER_TEST_SNAPSHOTS=1000 takes that many while changes pour in.
"""

import asyncio
import json
import os
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine
from websockets.asyncio.client import ClientConnection

from graph import ids
from live.cursors import encode_stream_cursor
from tests.support.people import People
from tests.support.socket import socket, stream
from tests.support.world import World, make_world

SNAPSHOTS = int(os.environ.get("USHER_TEST_SNAPSHOTS", "40"))
FOLLOWERS, WRITERS, FOLLOWED = 8, 4, 3

_STATE = "query($g: ID!) { group(id: $g) { liveCursor invitationCounts { total pending } invitations(first: 1) { nodes { id } } } }"
_STREAM = "subscription($g: ID!, $a: String) { invitationChanges(groupId: $g, after: $a) { cursor kind invitation { id } counts { total } } }"
_TOLD = """
    SELECT number, split_part(kind, '.', 2) AS verb, subject_id, (SELECT epoch FROM database_state) FROM events
    WHERE stream = 'g' AND stream_id = :key ORDER BY number
"""


async def test_snapshots_while_changes_pour_in(two: list[str], people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    left = iter(range(SNAPSHOTS))
    async with pouring(world, two):
        found = await asyncio.gather(*(follow(world, two[number % 2], left) for number in range(FOLLOWERS)))
    told = await told_of(world)
    taken = [one for some in found for one in some]
    assert len(taken) == SNAPSHOTS
    for state, heard in taken:
        assert_together_they_are_the_truth(world, state, heard, told)
    # A follower takes its next snapshot after it heard events past the last one, so its cursors all differ.
    assert len({state["liveCursor"] for state, _ in taken}) >= SNAPSHOTS / FOLLOWERS


def assert_together_they_are_the_truth(
    world: World, state: dict[str, Any], heard: list[dict[str, Any]], told: list[tuple[str, str, str]]
) -> None:
    """The snapshot holds all that was told up to its cursor, the stream all that came after, each once."""
    cursors = [cursor for cursor, _, _ in told]
    place = cursors.index(state["liveCursor"]) + 1 if state["liveCursor"] in cursors else 0
    created = [about for _, verb, about in told[:place] if verb == "CREATED"]
    cancelled = [about for _, verb, about in told[:place] if verb == "CANCELLED"]
    assert state["invitationCounts"]["total"] == 1 + len(created)  # one was there from the start
    assert state["invitationCounts"]["pending"] == 1 + len(created) - len(cancelled)
    assert state["invitations"]["nodes"] == [{"id": created[-1] if created else world.invitation}]
    events = [(event["cursor"], event["kind"], event["invitation"]["id"]) for event in heard]
    assert events == told[place : place + FOLLOWED]
    for number, event in enumerate(heard, place + 1):  # never older than the event
        assert event["counts"]["total"] >= 1 + sum(verb == "CREATED" for _, verb, _ in told[:number])


async def follow(world: World, url: str, left: Any) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Take snapshots, and follow each for a few events."""
    found = []
    person = world.administrator.at(url)
    async with socket(url, person.token) as opened:
        for number in left:
            state = (await person.ok(_STATE, g=world.group))["group"]
            await asyncio.sleep(random.choice((0, 0, 0.01, 0.1)))
            found.append((state, await events_after(opened, str(number), world.group, state["liveCursor"])))
    return found


async def events_after(opened: ClientConnection, about: str, group: str, cursor: str) -> list[dict[str, Any]]:
    """The first events after a cursor, by an operation of its own on an open socket."""
    asked = {"query": _STREAM, "variables": {"g": group, "a": cursor}}
    await opened.send(json.dumps({"id": about, "type": "subscribe", "payload": asked}))
    heard: list[dict[str, Any]] = []
    async with asyncio.timeout(60):
        while len(heard) < FOLLOWED:
            message = json.loads(await opened.recv())
            if message.get("id") == about:
                assert message["type"] == "next", message
                heard.append(message["payload"]["data"]["invitationChanges"])
    await opened.send(json.dumps({"id": about, "type": "complete"}))
    return heard


@asynccontextmanager
async def pouring(world: World, urls: list[str]) -> AsyncIterator[None]:
    """Invite and cancel all the while, through every process."""

    async def write(writer: int) -> None:
        person = world.administrator.at(urls[writer % len(urls)])
        number = 0
        while True:
            number += 1
            given = {
                "groupId": world.group,
                "sendMail": False,
                "addresses": f"s{writer}.{number}.{world.key}@example.org",
            }
            made = await person.mutate("inviteMembers", given, "results { invitation { id } }")
            if number % 3 == 0:
                await person.mutate("cancelInvitation", {"invitationId": made["results"][0]["invitation"]["id"]}, "")

    writing = [asyncio.create_task(write(number)) for number in range(WRITERS)]
    try:
        yield
        assert not any(task.done() for task in writing)
    finally:
        for task in writing:
            task.cancel()
        await asyncio.wait(writing)


async def told_of(world: World) -> list[tuple[str, str, str]]:
    async with world.engine.connect() as connection:
        rows = (await connection.execute(text(_TOLD), {"key": world.key})).all()
    return [
        (
            encode_stream_cursor(row.epoch, f"g:{world.key}", row.number),
            row.verb,
            str(ids.encode("Invitation", row.subject_id)),
        )
        for row in rows
    ]


async def test_a_transaction_held_open_elsewhere_holds_up_nobody(
    two: list[str], people: People, engine: AsyncEngine
) -> None:
    world, other = await make_world(people, engine), await make_world(people, engine)
    async with engine.connect() as held:
        await held.execute(text("SELECT pg_current_xact_id()"))
        await held.execute(text("UPDATE groups SET name = 'Held' WHERE id = :key"), {"key": other.key})
        before = (await world.administrator.ok(_STATE, g=world.group))["group"]["liveCursor"]
        async with stream(two[0], world.administrator.token, _STREAM, g=world.group, a=before) as heard:
            given = {"groupId": world.group, "sendMail": False, "addresses": f"h.{world.key}@example.org"}
            await world.administrator.at(two[1]).mutate("inviteMembers", given, "")
            event = (await heard.next())["invitationChanges"]
            state = (await world.administrator.at(two[1]).ok(_STATE, g=world.group))["group"]
            assert state["liveCursor"] == event["cursor"]
        await held.rollback()

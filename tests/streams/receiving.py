"""Subscribe several people to a group's events and to their own, and collect what each receives."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.support.people import Person
from tests.support.socket import socket

GROUP_CHANGES = """subscription($g: ID!, $a: String) { groupChanges(groupId: $g, after: $a) {
    cursor kind at subjectId actor { id } group { id memberCount viewerActions }
    member { id role account { name } } invitation { id status role } inviteCode { id status useCount }
    seat { id number } resource { id title } assignment { id completedAt } } }"""
VIEWER_CHANGES = """subscription($a: String) { viewerChanges(after: $a) {
    cursor kind at subjectId viewer { id } member { id role } invitation { id status }
    notification { id readAt } assignment { id completedAt } } }"""
CURSORS = "query($g: ID!) { viewer { liveCursor } group(id: $g) { liveCursor } }"


@dataclass
class ReceivedEvents:
    """The events that one person received: the group's, and their own."""

    group: list[dict[str, Any]] = field(default_factory=list)
    own: list[dict[str, Any]] = field(default_factory=list)


@asynccontextmanager
async def everybody_subscribed(
    url: str, group: str, people: Mapping[str, Person], inside: set[str]
) -> AsyncIterator[dict[str, ReceivedEvents]]:
    """Subscribe all people to their own events, and those `inside` to the group's."""
    received = {name: ReceivedEvents() for name in people}
    async with AsyncExitStack() as stack:
        tasks = []
        for name, person in people.items():
            opened = await stack.enter_async_context(socket(url, person.token))
            # From a cursor, so that nothing is missed before the streams have begun.
            cursors = await person.ok(CURSORS, g=group)
            asked = {"own": (VIEWER_CHANGES, {"a": cursors["viewer"]["liveCursor"]})}
            if name in inside:
                asked["group"] = (GROUP_CHANGES, {"g": group, "a": cursors["group"]["liveCursor"]})
            for key, (document, variables) in asked.items():
                payload = {"query": document, "variables": variables}
                await opened.send(json.dumps({"id": key, "type": "subscribe", "payload": payload}))
            tasks.append(asyncio.create_task(_receive(opened, received[name])))
        try:
            yield received
        finally:
            for task in tasks:
                task.cancel()
    for result in await asyncio.gather(*tasks, return_exceptions=True):
        assert isinstance(result, asyncio.CancelledError), result


async def _receive(opened: Any, received: ReceivedEvents) -> None:
    async for text in opened:
        message = json.loads(text)
        if message["type"] == "next":
            assert "errors" not in message["payload"], message
            (event,) = message["payload"]["data"].values()
            (received.own if message["id"] == "own" else received.group).append(event)
        elif message["type"] == "error":
            raise AssertionError(message)

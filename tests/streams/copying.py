"""A copy of a whole group, made as a client should make one: pages by joining, then every event after the cursor."""

import asyncio
import itertools
import random
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from websockets.exceptions import WebSocketException

from tests.streams.watching import reset
from tests.support.people import Person
from tests.support.socket import stream
from tests.support.sse import sse_stream

_PAGE = """query($g: ID!, $m: String, $i: String) { group(id: $g) { liveCursor ...G
    members(first: 100, after: $m, orderBy: JOINED_AT) { nodes { ...M } pageInfo { hasNextPage endCursor } }
    invitations(first: 100, after: $i) { nodes { ...I } pageInfo { hasNextPage endCursor } } } }"""
_CHANGES = """subscription($g: ID!, $a: String) { groupChanges(groupId: $g, after: $a) {
    cursor kind subjectId member { ...M } invitation { ...I } group { ...G } } }"""
_PARTS = """
    fragment G on Group { name description memberCount viewerActions viewerActionsVersion }
    fragment M on Member { id role account { name } seat { number } seatWaitPosition hasFullAccess viewerActions }
    fragment I on Invitation { id role status viewerActions }"""
Node = dict[str, Any]
Nodes = dict[str, Node]

Next = Callable[[], Any]
Transport = Callable[[Person, str, str, str], AbstractAsyncContextManager[Next]]


@asynccontextmanager
async def over_socket(person: Person, url: str, group: str, cursor: str) -> AsyncIterator[Next]:
    async with stream(url, person.token, _CHANGES + _PARTS, g=group, a=cursor) as heard:
        yield heard.next
        reset(heard.socket)


@asynccontextmanager
async def over_sse(person: Person, url: str, group: str, cursor: str) -> AsyncIterator[Next]:
    asked = {"query": _CHANGES + _PARTS, "variables": {"g": group}}
    given = {"authorization": f"Bearer {person.token}", "last-event-id": cursor}
    async with sse_stream(url, asked, headers=given) as heard:
        yield heard.next
        heard.writer.transport.abort()


@dataclass
class Copy:
    """A group, with its members and invitations by ID."""

    person: Person
    group: str
    urls: Sequence[str]
    figures: Node = field(default_factory=dict)
    members: Nodes = field(default_factory=dict)
    invitations: Nodes = field(default_factory=dict)
    cursor: str = ""
    cursors: list[str] = field(default_factory=list)
    cuts: int = 0
    readings: int = 0

    async def read(self) -> None:
        """Read all pages. The cursor and the figures are the first page's of the first reading."""
        after: dict[str, str] = {}
        self.readings += 1
        while True:
            found = (await self.person.ok(_PAGE + _PARTS, g=self.group, **after))["group"]
            members, invitations = found.pop("members"), found.pop("invitations")
            cursor = found.pop("liveCursor")
            self.cursor, self.figures = self.cursor or cursor, self.figures or found
            self.members |= {node["id"]: node for node in members["nodes"]}
            self.invitations |= {node["id"]: node for node in invitations["nodes"]}
            pages = {"m": members["pageInfo"], "i": invitations["pageInfo"]}
            if not any(page["hasNextPage"] for page in pages.values()):
                return
            after = {name: page["endCursor"] for name, page in pages.items()}
            await asyncio.sleep(0.02)

    async def follow(self, transport: Transport, end: str, cuts: int) -> None:
        """Take every event until one of this kind; the line is cut after every few."""
        for url in itertools.cycle(self.urls):
            left = random.randint(1, 12) if self.cuts < cuts else None
            try:
                async with transport(self.person, url, self.group, self.cursor) as heard:
                    while left is None or left > 0:
                        event = (await heard())["groupChanges"]
                        await self._take(event)
                        if event["kind"] == end:
                            return
                        left = None if left is None else left - 1
            except (OSError, WebSocketException, EOFError):
                continue
            self.cuts += 1

    async def _take(self, event: Node) -> None:
        self.cursor = event["cursor"]
        self.cursors.append(event["cursor"])
        has_moved = event["group"]["viewerActionsVersion"] != self.figures["viewerActionsVersion"]
        self.figures = event["group"]
        if event["kind"].startswith("INVITATION_"):
            self.invitations[event["subjectId"]] = event["invitation"]
        elif event["member"] is not None:
            self.members[event["member"]["id"]] = event["member"]
        elif event["kind"].startswith(("MEMBER_", "ROLE_")):
            self.members.pop(event["subjectId"], None)
        if has_moved:
            await self.read()

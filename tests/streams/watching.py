"""A screen as a client should write it: a snapshot, then the streams after its cursor, across whatever is cut."""

import asyncio
import itertools
import json
import socket
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Subprotocol

from tests.support.people import Person

SNAPSHOT = """
    query($g: ID!, $i: String, $m: String) { group(id: $g) { liveCursor memberCount
        invitationCounts { pending accepted declined cancelled expired total }
        invitations(first: 100, after: $i) { nodes { id status } pageInfo { hasNextPage endCursor } }
        members(first: 100, after: $m) { nodes { id role } pageInfo { hasNextPage endCursor } }
    } }
"""
STREAMS = {
    "invitationChanges": """
        subscription($g: ID!, $a: String) { invitationChanges(groupId: $g, after: $a) {
            cursor kind invitation { id status } counts { pending accepted declined cancelled expired total }
        } }
    """,
    "memberChanges": """
        subscription($g: ID!, $a: String) { memberChanges(groupId: $g, after: $a) {
            cursor kind memberId memberCount member { id role }
        } }
    """,
}


@dataclass
class State:
    """A group as a screen shows it."""

    invitations: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)
    member_count: int = 0


async def read_state(person: Person, group: str) -> tuple[State, str]:
    """A group's state, and the cursor of its first page: what changes meanwhile comes again after that."""
    state, cursor = State(), ""
    after: dict[str, str] = {}
    while True:
        found = (await person.ok(SNAPSHOT, g=group, **after))["group"]
        cursor = cursor or found["liveCursor"]
        state.counts, state.member_count = found["invitationCounts"], found["memberCount"]
        state.invitations |= {node["id"]: node["status"] for node in found["invitations"]["nodes"]}
        state.members |= {node["id"]: node["role"] for node in found["members"]["nodes"]}
        pages = {"i": found["invitations"]["pageInfo"], "m": found["members"]["pageInfo"]}
        if not any(page["hasNextPage"] for page in pages.values()):
            return state, cursor
        after = {name: page["endCursor"] for name, page in pages.items()}


def reset(connection: ClientConnection) -> None:
    """Cut a socket off as a failing network does: no close frame, what is unread is thrown away."""
    raw = connection.transport.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.transport.abort()


class Screen:
    """Follows a group over any of several servers, for as long as its task runs."""

    def __init__(self, person: Person, group: str, urls: Sequence[str], state: State, cursor: str) -> None:
        self.person, self.group, self.state = person, group, state
        self.cursors = dict.fromkeys(STREAMS, cursor)
        self.heard: dict[str, list[tuple[str, str, str]]] = {name: [] for name in STREAMS}
        self.connection: ClientConnection | None = None
        self.connected = 0
        self._urls = itertools.cycle(urls)

    async def run(self) -> None:
        """Connect, and again whenever that was lost; each time to the next server."""
        while True:
            try:
                await self._watch(next(self._urls))
            except (OSError, WebSocketException, TimeoutError, EOFError):
                await asyncio.sleep(0.05)
            finally:
                self.connection = None

    def cut(self) -> bool:
        """Cut the socket off, if there is one."""
        connection, self.connection = self.connection, None
        if connection is None or connection.transport.is_closing():
            return False
        reset(connection)
        return True

    async def _watch(self, url: str) -> None:
        address = url.replace("http", "ws", 1) + "/graphql"
        protocols = [Subprotocol("graphql-transport-ws")]
        async with connect(address, subprotocols=protocols, open_timeout=5, close_timeout=1) as opened:
            payload = {"authorization": f"Bearer {self.person.token}"}
            await opened.send(json.dumps({"type": "connection_init", "payload": payload}))
            assert json.loads(await opened.recv())["type"] == "connection_ack"
            for name, document in STREAMS.items():
                asked = {"query": document, "variables": {"g": self.group, "a": self.cursors[name]}}
                await opened.send(json.dumps({"id": name, "type": "subscribe", "payload": asked}))
            self.connection = opened
            self.connected += 1
            async for text in opened:
                message = json.loads(text)
                assert message["type"] in ("next", "ping"), message
                if message["type"] == "next":
                    assert "errors" not in message["payload"], message
                    self._take(message["id"], message["payload"]["data"][message["id"]])

    def _take(self, name: str, event: dict[str, Any]) -> None:
        self.cursors[name] = event["cursor"]
        if name == "invitationChanges":
            about = event["invitation"]["id"]
            self.state.invitations[about] = event["invitation"]["status"]
            self.state.counts = event["counts"]
        else:
            about = event["memberId"]
            self.state.member_count = event["memberCount"]
            if event["member"] is None:
                self.state.members.pop(about, None)
            else:
                self.state.members[about] = event["member"]["role"]
        self.heard[name].append((event["cursor"], event["kind"], about))

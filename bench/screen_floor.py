"""Straight lines for the screens of lists: their statements as the driver takes them, and their answers written out."""

import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import asyncpg
import orjson
import uvicorn

from connections.http import HttpProtocol
from db.compiled_statements import CompiledStatement
from db.queries import counts, discoverability, groups, invitations, members, sessions
from db.queries.groups import GroupRow
from db.queries.invitations import InvitationRow
from db.queries.members import MemberRow
from graph import ids
from graph.pagination.read_pages import Listing, _cached_statement, _Shape
from graph.pagination.relay_connections import encode_cursor
from graph.schema.members import OPTIONAL_COLUMNS
from rules.tokens import digest

_MEMBERS = Listing(
    "members",
    members.of_group,
    (("sort_name", str), ("id", int)),
    filters=(None, None, None),
    optional=OPTIONAL_COLUMNS,
)
_LIST = _Shape(False, False, False, False, OPTIONAL_COLUMNS)
_TAB = _Shape(False, False, False, False, OPTIONAL_COLUMNS[1:])
_COUNTED = _Shape(False, False, False, True)
_INVITATIONS = Listing(
    "invitations",
    invitations.of_group,
    (("invitation_created_at", datetime), ("invitation_id", int)),
    descending=True,
    filters=(None, None, None, False),
    depends_on_viewer=True,
)
_SESSION = CompiledStatement(sessions._SESSIONS_BY_DIGEST.executable)
_GROUP = CompiledStatement(groups._VIEWED.executable)
_TIES = CompiledStatement(discoverability._TIES.executable)
_COUNTS = CompiledStatement(counts._COUNTED.executable)
_G = {name: place for place, name in enumerate(GroupRow._fields)}
Places = dict[str, Any]
_L, _M = (
    Places(zip(MemberRow._fields, _cached_statement(_MEMBERS, shape).columns, strict=True)) for shape in (_LIST, _TAB)
)
"""The places of a member's columns in the records of the list, and of the tab."""
_I = {name: place + 2 for place, name in enumerate(InvitationRow._fields[:-4])}
_INVITEE = len(_I) + 2
_INVITER = _INVITEE + 5
_ACTIONS = [
    "EDIT", "INVITE", "MANAGE_MEMBERS", "MANAGE_ROLES", "SHARE_CODE", "MANAGE_SEATS", "SHARE_RESOURCES",
]  # fmt: skip
"""What the one administrator can do."""
_OF_ROLE = {
    "ADMINISTRATOR": [],
    "MEMBER": ["REMOVE", "MAKE_FACILITATOR", "MAKE_ADMINISTRATOR"],
    "FACILITATOR": ["REMOVE", "MAKE_MEMBER", "MAKE_ADMINISTRATOR"],
}


async def _fetch(connection: asyncpg.Connection, compiled: CompiledStatement, **values: Any) -> Sequence[Any]:
    found: Sequence[Any] = await connection.fetch(compiled.text, *compiled.arguments(values))
    return found


async def _page(
    connection: asyncpg.Connection, listing: Listing[Any], shape: _Shape, size: int, **values: Any
) -> Sequence[Any]:
    compiled = _cached_statement(listing, shape).compiled
    assert compiled is not None
    return await _fetch(connection, compiled, parents=[1], size=size + 1, **values)


async def _group(connection: asyncpg.Connection, viewer: int) -> Any:
    (row,) = await _fetch(connection, _GROUP, given_group_id=[1], given_account_id=[viewer])
    return row


def _account(row: Any, places: Places) -> dict[str, Any]:
    key = row[places["account_id"]]
    return {"id": ids.encode("Account", key), "name": row[places["name"]], "username": row[places["username"]]}


def _has_access(row: Any, places: Places) -> bool:
    status = row[places["plan_status"]]
    return status is None or (row[places["seat_id"]] is not None and status == "ACTIVE")


def _seat(row: Any) -> dict[str, Any] | None:
    key = row[_M["seat_id"]]
    if key is None:
        return None
    return {"id": ids.encode("Seat", key), "number": row[_M["seat_number"]], "allocatedAt": row[_M["allocated_at"]]}


def _member_actions(row: Any) -> list[str]:
    if row[_M["seat_id"]] is not None:
        return [*_OF_ROLE[row[_M["role"]]], "RELEASE_SEAT"]
    return [*_OF_ROLE[row[_M["role"]]], "ALLOCATE_SEAT"] if row[_M["has_free_seat"]] else _OF_ROLE[row[_M["role"]]]


async def members_tab(connection: asyncpg.Connection, viewer: int) -> Any:
    group = await _group(connection, viewer)
    rows = await _page(connection, _MEMBERS, _TAB, 50)
    edges = [
        {
            "cursor": encode_cursor(_MEMBERS, (row[_M["sort_name"]], row[_M["id"]])),
            "node": {
                "id": ids.encode("Member", row[_M["id"]]),
                "role": row[_M["role"]],
                "joinedAt": row[_M["joined_at"]],
                "joinedBy": row[_M["joined_by"]],
                "hasFullAccess": _has_access(row, _M),
                "seatWaitPosition": row[_M["position"]],
                "viewerActions": _member_actions(row),
                "account": {**_account(row, _M), "email": row[_M["email"]]},
                "seat": _seat(row),
            },
        }
        for row in rows[:50]
    ]
    info = {"hasNextPage": len(rows) > 50, "endCursor": edges[-1]["cursor"]}
    shown = {"id": ids.encode("Group", group[_G["id"]]), "name": group[_G["name"]], "viewerActions": _ACTIONS}
    return {"group": {**shown, "members": {"pageInfo": info, "edges": edges}}}


async def member_list(connection: asyncpg.Connection, viewer: int) -> Any:
    await _group(connection, viewer)
    rows = await _page(connection, _MEMBERS, _LIST, 50)
    nodes = [
        {
            "id": ids.encode("Member", row[_L["id"]]),
            "role": row[_L["role"]],
            "joinedAt": row[_L["joined_at"]],
            "hasFullAccess": _has_access(row, _L),
            "account": _account(row, _L),
        }
        for row in rows[:50]
    ]
    return {"group": {"members": {"nodes": nodes}}}


async def invitations_tab(connection: asyncpg.Connection, viewer: int) -> Any:
    group = await _group(connection, viewer)
    rows = await _page(connection, _INVITATIONS, _COUNTED, 100, viewer=viewer)
    found = await _fetch(connection, _COUNTS, members=[], invitations=[1])
    counted = {row[2]: row[3] for row in found}
    each = ("pending", "accepted", "declined", "cancelled", "expired")
    shown = {name: counted.get(name.upper(), 0) for name in each} | {"total": sum(counted.values())}
    people = [row[_INVITEE] for row in rows[:100]]
    tied = await _fetch(connection, _TIES, given_id=people, given_account_id=[viewer] * len(people))
    ties = {row[0] for row in tied}
    nodes = [_invitation(row, ties) for row in rows[:100]]
    last = rows[:100][-1]
    cursor = encode_cursor(_INVITATIONS, (last[_I["created_at"]], last[_I["id"]]))
    page = {"totalCount": rows[0][1], "pageInfo": {"hasNextPage": len(rows) > 100, "endCursor": cursor}, "nodes": nodes}
    return {"group": {"name": group[_G["name"]], "invitationCounts": shown, "invitations": page}}


def _invitation(row: Any, ties: set[int]) -> dict[str, Any]:
    at = row[_I["last_mailed_at"]] or row[_I["created_at"]]
    invitee = None
    if row[_INVITEE] in ties or row[_I["named_by"]] != "EMAIL":
        invitee = {"id": ids.encode("Account", row[_INVITEE]), "name": row[_INVITEE + 1], "username": row[_INVITEE + 3]}
    return {
        "id": ids.encode("Invitation", row[_I["id"]]),
        "email": row[_I["email"]],
        "role": row[_I["role"]],
        "status": row[_I["status"]],
        "createdAt": row[_I["created_at"]],
        "expiresAt": row[_I["expires_at"]],
        "delivery": row[_I["delivery"]],
        "deliveryError": row[_I["delivery_error"]],
        "sentCount": row[_I["sent_count"]],
        "lastSentAt": row[_I["last_sent_at"]],
        "resendableAt": at,
        "viewerActions": ["RESEND", "CANCEL"] if not row[_I["has_another_way"]] else ["CANCEL"],
        "invitee": invitee,
        "invitedBy": {"name": row[_INVITER + 1]},
    }


@dataclass(frozen=True)
class Screen:
    query: str
    answer: Callable[[asyncpg.Connection, int], Awaitable[Any]]


SCREENS = {
    "members tab": Screen(
        """query($id: ID!) { group(id: $id) { id name viewerActions members(first: 50) {
        pageInfo { hasNextPage endCursor } edges { cursor node {
            id role joinedAt joinedBy hasFullAccess seatWaitPosition viewerActions
            account { id name username email } seat { id number allocatedAt } } } } } }""",
        members_tab,
    ),
    "50 x 8": Screen(
        """query($id: ID!) { group(id: $id) { members(first: 50) { nodes {
        id role joinedAt hasFullAccess account { id name username } } } } }""",
        member_list,
    ),
    "invitations": Screen(
        """query($id: ID!) { group(id: $id) { name
        invitationCounts { pending accepted declined cancelled expired total }
        invitations(first: 100) { totalCount pageInfo { hasNextPage endCursor } nodes {
            id email role status createdAt expiresAt delivery deliveryError sentCount lastSentAt resendableAt
            viewerActions invitee { id name username } invitedBy { name } } } } }""",
        invitations_tab,
    ),
}


@dataclass
class ScreenFloor:
    dsn: str
    connections: int

    async def app(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await receive()
            self.pool = await asyncpg.create_pool(self.dsn, min_size=self.connections, max_size=self.connections)
            await send({"type": "lifespan.startup.complete"})
            return
        query = orjson.loads((await receive())["body"])["query"]
        token = dict(scope["headers"])[b"authorization"].partition(b" ")[2].decode()
        async with self.pool.acquire() as connection:
            (session,) = await _fetch(connection, _SESSION, digests=[digest(token)])
            answer = await next(screen for screen in SCREENS.values() if screen.query == query).answer(
                connection, session[1]
            )
        body = orjson.dumps({"data": answer}, option=orjson.OPT_UTC_Z)
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def run(self, listener: socket.socket) -> None:
        config = uvicorn.Config(
            self.app,
            loop="uvloop",
            http=HttpProtocol,
            access_log=False,
            log_level="warning",
            timeout_keep_alive=600,
            interface="asgi3",
            proxy_headers=False,
        )
        uvicorn.Server(config).run(sockets=[listener])

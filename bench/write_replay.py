"""The very statements of a write, played by asyncpg: what is left of Usher's time if nothing is saved in PostgreSQL.

The texts are those that PostgreSQL logged for one request. Only their parameters are written down here, each by how its
statement begins.
"""

import itertools
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import asyncpg

from bench.statement_log import RequestStatements
from bench.write_world import Turn
from rules.tokens import digest

_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Kind:
    """What the parameters of an operation are made of.

    Args:
        by_administrator: Whether the administrator calls, about the person; else the person, who is then a new member.
        events: Stream and kind of each event; "p" is the person's, "m" the administrator's.
    """

    by_administrator: bool
    joined_by: str
    history: Sequence[str]
    notification: str
    mail: str
    events: Sequence[tuple[str, str]]


KINDS = {
    "accept": Kind(
        False,
        "INVITATION",
        ("MEMBER_JOINED", "INVITATION_ACCEPTED"),
        "INVITATION_ACCEPTED",
        "INVITATION_ACCEPTED",
        (
            ("g", "member.JOINED"),
            ("p", "access.GAINED"),
            ("g", "invitation.ACCEPTED"),
            ("p", "invitation.ACCEPTED"),
            ("m", "notification.CREATED"),
        ),
    ),
    "allocate": Kind(
        True,
        "",
        ("SEAT_ALLOCATED",),
        "SEAT_ALLOCATED",
        "SEAT_ALLOCATED",
        (("g", "member.SEAT_ALLOCATED"), ("p", "access.CHANGED"), ("p", "notification.CREATED")),
    ),
    "join": Kind(
        False,
        "CODE",
        ("MEMBER_JOINED",),
        "MEMBER_JOINED",
        "",
        (("g", "member.JOINED"), ("p", "access.GAINED"), ("g", "code.USED"), ("m", "notification.CREATED")),
    ),
}


@dataclass(slots=True)
class Played:
    """One operation while it is played: its parameters, and the membership that it made."""

    kind: Kind
    turn: Turn
    code: asyncpg.Record | None
    now: datetime
    member: int = 0

    @property
    def person(self) -> int:
        return self.turn.person.key

    @property
    def manager(self) -> int:
        return self.turn.place.administrator.key

    @property
    def caller(self) -> int:
        return self.manager if self.kind.by_administrator else self.person

    @property
    def recipient(self) -> int:
        return self.person if self.kind.by_administrator else self.manager

    @property
    def group(self) -> int:
        return self.turn.place.group_id

    @property
    def code_id(self) -> int | None:
        return self.code and self.code["id"]

    @property
    def invitation(self) -> int | None:
        return self.turn.row_id if self.kind.joined_by == "INVITATION" else None


def _sign_in(one: Played) -> tuple[Any, ...]:
    who = one.turn.place.administrator if one.kind.by_administrator else one.turn.person
    return ([digest(who.token or "")],)


def _code(one: Played) -> tuple[Any, ...]:
    return (one.caller, [one.code and one.code["digest"]])


def _history(one: Played) -> tuple[Any, ...]:
    row = (one.group, one.kind.history[0], one.caller, one.turn.person.name, one.now)
    if len(one.kind.history) == 1:
        return row
    lists = [[value] * len(one.kind.history) for value in row]
    lists[1] = list(one.kind.history)
    return tuple(lists)


def _notification(one: Played) -> tuple[Any, ...]:
    message = f"{one.turn.person.name} did something in Group 10."
    details = json.dumps({"person": one.turn.person.name, "group": "Group 10"})
    row = (one.recipient, one.kind.notification, message, details, one.now, one.caller, one.group, one.invitation)
    return (*row, one.member, None)


def _mail(one: Played) -> tuple[Any, ...]:
    about = (one.kind.mail, one.turn.person.email, one.turn.person.name, one.recipient, one.group, one.invitation)
    details = {"who": one.turn.person.name, "role": "MEMBER"} if one.kind.joined_by else {}
    return (*about, None, None, None, json.dumps(details), f"<{next(_numbers):032}@floor.example.org>")


def _events(one: Played) -> tuple[Any, ...]:
    ids = {"g": one.group, "p": one.person, "m": one.manager}
    streams = [stream for stream, _ in one.kind.events]
    accounts = [stream for stream in dict.fromkeys(streams) if stream != "g"]
    left = [streams[place + 1 :].count(stream) for place, stream in enumerate(streams)]
    return (
        [one.group], [streams.count("g")], [],
        [ids[stream] for stream in accounts], [streams.count(stream) for stream in accounts],
        ["g" if stream == "g" else "a" for stream in streams], [ids[stream] for stream in streams], left,
        [kind for _, kind in one.kind.events], [one.member] * len(streams), [one.person] * len(streams),
        [None] * len(streams), [one.caller if stream == "g" else None for stream in streams],
    )  # fmt: skip


_PARAMETERS: dict[str, Callable[[Played], tuple[Any, ...]]] = {
    "SELECT sessions.id": _sign_in,
    "SELECT groups.id FROM groups WHERE groups.id = (SELECT invitations": lambda one: (one.turn.row_id,),
    "SELECT groups.id FROM groups WHERE groups.id = (SELECT memberships": lambda one: (
        *(one.member, False, one.caller),
        ["ADMINISTRATOR"],
    ),
    "SELECT groups.id FROM groups": lambda one: (one.group,),
    "SELECT groups.id, groups.name, groups.discreet": lambda one: (
        (one.caller, one.code_id if one.code else one.turn.row_id, one.group)
    ),
    "SELECT invite_codes.id": _code,
    "UPDATE invite_codes": lambda one: (one.code_id,),
    "SELECT EXISTS": lambda one: ([one.person], [one.turn.person.email], one.group),
    "WITH seated": lambda one: (one.member, one.now, one.caller, one.group),
    "INSERT INTO memberships": lambda one: (
        *(one.group, one.person, "MEMBER", one.now, one.kind.joined_by, one.invitation),
        one.code_id,
    ),
    "WITH closed": lambda one: ("ACCEPTED", one.now, [one.turn.row_id], one.now),
    "SELECT memberships.group_id, memberships.account_id, accounts.name": lambda one: ([one.group], [one.manager]),
    "SELECT memberships.account_id, memberships.role FROM": lambda one: (one.group,),
    "WITH other_0": lambda one: (*_notification(one), *_history(one), *(_mail(one) if one.kind.mail else ())),
    "WITH locked_groups": _events,
    "SELECT pg_notify": lambda one: ("usher", f"floor g:{one.group} a:{one.person}"),
    "SELECT memberships.id": lambda one: ([one.member],),
    "SELECT invitations.id": lambda one: ([one.turn.row_id], [one.person]),
    "SELECT groups.id AS group_id": lambda one: ([one.group], [one.caller]),
    "SELECT seat_plans.group_id": lambda one: ([one.group],),
}


class Replay:
    """The statements of one request, to be played again for others."""

    def __init__(self, name: str, logged: RequestStatements) -> None:
        assert logged.transactions == 1
        self._kind = KINDS[name.removesuffix("-hot")]
        self._codes: dict[int, asyncpg.Record] = {}
        self._parts: dict[str, list[tuple[str, Callable[[Played], tuple[Any, ...]]]]] = {"in": [], "out": []}
        for said in logged.statements:
            where, text = said[:4].strip(), said[4:]
            key = max((key for key in _PARAMETERS if text.startswith(key)), key=len)
            # Usher waits for a busy group in a queue of its own; what is played waits in PostgreSQL.
            self._parts[where].append((text.removesuffix(" SKIP LOCKED"), _PARAMETERS[key]))

    async def play(self, connection: asyncpg.Connection, turn: Turn) -> None:
        code = None
        if self._kind.joined_by == "CODE" and (code := self._codes.get(turn.place.group_id)) is None:
            found = "SELECT id, digest FROM invite_codes WHERE group_id = $1 AND deleted_at IS NULL"
            code = self._codes[turn.place.group_id] = await connection.fetchrow(found, turn.place.group_id)
        one = Played(self._kind, turn, code, datetime.now(UTC))
        if self._kind.by_administrator:
            one.member = turn.row_id
        outside = iter(self._parts["out"])
        await self._run(connection, one, *next(outside))
        async with connection.transaction():
            for text, parameters in self._parts["in"]:
                await self._run(connection, one, text, parameters)
        for text, parameters in outside:
            await self._run(connection, one, text, parameters)

    async def _run(
        self, connection: asyncpg.Connection, one: Played, text: str, parameters: Callable[[Played], tuple[Any, ...]]
    ) -> None:
        found = await connection.fetch(text, *parameters(one))
        if text.startswith("INSERT INTO memberships"):
            one.member = found[0]["id"]

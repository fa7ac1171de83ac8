"""The floor of a write: as many statements in as many transactions, played by asyncpg on the same kinds of rows.

The same rows are written with the same references, each kind by the plainest statement. Then the hint is sent, and reads fill
up to the number that Usher sends: such as any program needs for such a change, to sign in, to check, and to answer. Everything
is prepared by the driver.
"""

from collections.abc import Awaitable, Callable
from typing import Any

import asyncpg

from bench.statement_log import RequestStatements
from bench.write_world import Turn

_READS = (
    (
        "SELECT sessions.id, sessions.account_id, sessions.expires_at, accounts.email,"
        " EXISTS (SELECT FROM staff WHERE staff.email = accounts.email)"
        " FROM sessions JOIN accounts ON accounts.id = sessions.account_id"
        " WHERE sessions.account_id = $1 AND sessions.ended_at IS NULL AND sessions.expires_at > clock_timestamp()",
        ("person",),
    ),
    (
        "SELECT groups.*, memberships.id, memberships.role FROM groups LEFT JOIN memberships"
        " ON memberships.group_id = groups.id AND memberships.account_id = $2 WHERE groups.id = $1",
        ("group", "administrator"),
    ),
    (
        "SELECT memberships.*, accounts.name, accounts.email, seats.number FROM memberships"
        " JOIN accounts ON accounts.id = memberships.account_id LEFT JOIN seats ON seats.membership_id = memberships.id"
        " WHERE memberships.group_id = $1 AND memberships.account_id = $2",
        ("group", "person"),
    ),
    (
        "SELECT seat_plans.*, (SELECT count(*) FROM seats WHERE seats.group_id = $1 AND seats.membership_id IS NOT NULL)"
        " FROM seat_plans WHERE seat_plans.group_id = $1",
        ("group",),
    ),
    (
        "SELECT memberships.account_id, memberships.role, accounts.name, accounts.email FROM memberships"
        " JOIN accounts ON accounts.id = memberships.account_id WHERE memberships.group_id = $1 AND memberships.role <> 'MEMBER'",
        ("group",),
    ),
)
_HINT = "SELECT pg_notify('usher', 'floor ')"
_LOCK = "SELECT id FROM groups WHERE id = $1 FOR NO KEY UPDATE"
_NUMBER = {
    "g": "UPDATE groups SET event_number = event_number + $2 WHERE id = $1 RETURNING event_number",
    "a": "UPDATE accounts SET event_number = event_number + $2 WHERE id = $1 RETURNING event_number",
}
_EVENT = (
    "INSERT INTO events (stream, stream_id, number, kind, subject_id, account_id, actor_id, created_at) SELECT *, clock_timestamp()"
    " FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[])"
)
_HISTORY = (
    "INSERT INTO history (group_id, action, actor_id, subject, at) SELECT $1, action, $3, $4, clock_timestamp()"
    " FROM unnest($2::text[]) AS action"
)
_NOTIFY = (
    "INSERT INTO notifications (account_id, kind, message, created_at, actor_id, group_id, membership_id, invitation_id)"
    " VALUES ($1, $2, $3, clock_timestamp(), $4, $5, $6, $7) RETURNING id"
)
_MAIL = "INSERT INTO mails (kind, to_email, account_id, group_id, message_id) VALUES ($1, $2, $3, $4, gen_random_uuid()::text) RETURNING id"
_JOB = (
    "INSERT INTO usher_jobs (priority, entrypoint, payload, execute_after, dedupe_key, status)"
    " VALUES (1, 'mail', convert_to($1, 'UTF8'), now(), $1, 'queued')"
)
_JOIN = (
    "INSERT INTO memberships (group_id, account_id, role, joined_at, joined_by, invitation_id)"
    " VALUES ($1, $2, 'MEMBER', clock_timestamp(), $3, $4) RETURNING id"
)

Write = Callable[["Player", Turn], Awaitable[None]]


class Player:
    """A connection that counts what it sends."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self.connection = connection
        self.sent = 0

    async def value(self, statement: str, *values: Any) -> Any:
        self.sent += 1
        return await self.connection.fetchval(statement, *values)

    async def events(self, turn: Turn, *kinds: tuple[str, int, str]) -> None:
        """Number and write events, given as stream, ID and kind."""
        numbers = {}
        for stream, key in dict.fromkeys((stream, key) for stream, key, _ in kinds):
            count = sum((stream, key) == each[:2] for each in kinds)
            numbers[stream, key] = await self.value(_NUMBER[stream], key, count) - count
        columns: list[list[Any]] = [[], [], [], [], [], [], []]
        for stream, key, kind in kinds:
            numbers[stream, key] += 1
            row = (stream, key, numbers[stream, key], kind, turn.row_id, turn.person.key, turn.place.administrator.key)
            for column, value in zip(columns, row, strict=True):
                column.append(value)
        await self.value(_EVENT, *columns)

    async def mail(self, turn: Turn, kind: str) -> None:
        to = turn.person if kind != "INVITATION_ACCEPTED" else turn.place.administrator
        mail_id = await self.value(_MAIL, kind, to.email, to.key, turn.place.group_id)
        await self.value(_JOB, f"floor:{mail_id}")

    async def fill(self, turn: Turn, until: int) -> None:
        """Read until so many statements have been sent."""
        ids = {"group": turn.place.group_id, "person": turn.person.key, "administrator": turn.place.administrator.key}
        while self.sent < until:
            statement, names = _READS[self.sent % len(_READS)]
            self.sent += 1
            await self.connection.fetch(statement, *(ids[name] for name in names))


async def accept(player: Player, turn: Turn) -> None:
    group, person, administrator = turn.place.group_id, turn.person, turn.place.administrator
    await player.value(
        "UPDATE invitations SET status = 'ACCEPTED', responded_at = clock_timestamp() WHERE id = $1", turn.row_id
    )
    await player.value(
        "UPDATE notifications SET read_at = clock_timestamp() WHERE invitation_id = $1 AND kind = 'INVITATION_RECEIVED'"
        " AND read_at IS NULL",
        turn.row_id,
    )
    member = await player.value(_JOIN, group, person.key, "INVITATION", turn.row_id)
    await player.value(_HISTORY, group, ["MEMBER_JOINED", "INVITATION_ACCEPTED"], person.key, person.name)
    message = f"{person.name} accepted the invitation to the group."
    await player.value(
        _NOTIFY, administrator.key, "INVITATION_ACCEPTED", message, person.key, group, member, turn.row_id
    )
    await player.mail(turn, "INVITATION_ACCEPTED")
    await player.events(
        turn,
        ("g", group, "member.JOINED"),
        ("a", person.key, "access.CHANGED"),
        ("g", group, "invitation.ACCEPTED"),
        ("a", person.key, "invitation.ACCEPTED"),
        ("a", administrator.key, "notification.CREATED"),
    )


async def allocate(player: Player, turn: Turn) -> None:
    group, person = turn.place.group_id, turn.person
    await player.value(
        "UPDATE seats SET membership_id = $2, allocated_at = clock_timestamp(), allocated_by = $3 WHERE id ="
        " (SELECT id FROM seats WHERE group_id = $1 AND membership_id IS NULL ORDER BY number LIMIT 1) RETURNING id",
        group,
        turn.row_id,
        turn.place.administrator.key,
    )
    by = turn.place.administrator.key
    await player.value(_HISTORY, group, ["SEAT_ALLOCATED"], by, person.name)
    message = "You hold a seat in the group now."
    await player.value(_NOTIFY, person.key, "SEAT_ALLOCATED", message, by, group, turn.row_id, None)
    await player.mail(turn, "SEAT_ALLOCATED")
    await player.events(
        turn,
        ("g", group, "member.SEAT_ALLOCATED"),
        ("a", person.key, "access.CHANGED"),
        ("a", person.key, "notification.CREATED"),
    )


async def join(player: Player, turn: Turn) -> None:
    group, person, administrator = turn.place.group_id, turn.person, turn.place.administrator
    await player.value("UPDATE invite_codes SET use_count = use_count + 1 WHERE group_id = $1", group)
    member = await player.value(_JOIN, group, person.key, "CODE", None)
    await player.value(_HISTORY, group, ["MEMBER_JOINED"], person.key, person.name)
    message = f"{person.name} joined the group."
    await player.value(_NOTIFY, administrator.key, "MEMBER_JOINED", message, person.key, group, member, None)
    await player.events(
        turn,
        ("g", group, "member.JOINED"),
        ("a", person.key, "access.CHANGED"),
        ("g", group, "code.USED"),
        ("a", administrator.key, "notification.CREATED"),
    )


async def invite(player: Player, turn: Turn) -> None:
    group, person, administrator = turn.place.group_id, turn.person, turn.place.administrator
    batch = await player.value(
        "INSERT INTO invitation_batches (group_id, account_id, subject, body) VALUES ($1, $2, 's', 'b') RETURNING id",
        group,
        administrator.key,
    )
    await player.value(
        "INSERT INTO invitations (group_id, email, named_by, search, role, invited_by, created_at, expires_at, batch_id,"
        " wants_mail, mailed_at, delivery) VALUES ($1, $2, 'EMAIL', $2, 'MEMBER', $3, now(), now() + interval '10 days',"
        " $4, true, now(), 'QUEUED') RETURNING id",
        group,
        f"floor-{person.email}",
        administrator.key,
        batch,
    )
    await player.value(_HISTORY, group, ["INVITATION_SENT"], administrator.key, person.email)
    await player.mail(turn, "SEAT_ALLOCATED")  # as many columns as an invitation's mail
    await player.events(turn, ("g", group, "invitation.CREATED"))


async def play(write: Write, logged: RequestStatements, connection: asyncpg.Connection, turn: Turn) -> None:
    """Play one operation. Its first transaction holds the changes; the others, if any, are reads."""
    player = Player(connection)
    async with connection.transaction():
        await player.value(_LOCK, turn.place.group_id)
        await write(player, turn)
        await player.fill(turn, logged.inside)
    for _ in range(logged.transactions - 1):
        async with connection.transaction():
            pass
    await player.value(_HINT)
    await player.fill(turn, len(logged.statements))

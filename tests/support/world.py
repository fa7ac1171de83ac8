"""A group with a person in every role, and a snapshot of its whole state."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from db.bulk import insert_rows
from db.tables import Assignment, Group, Invitation, Membership, Resource, Staff
from graph import ids
from rules.tokens import invitation_token
from tests.support.client import Client
from tests.support.people import People, Person
from tests.support.servers import SECRET_KEY

ROLES = ("anonymous", "stranger", "invitee", "member", "facilitator", "administrator", "staff")


@dataclass
class World:
    """One group with two people in each role; a stranger, an invitee and staff are not members."""

    key: int
    anonymous: Client
    stranger: Person
    invitee: Person
    member: Person
    facilitator: Person
    administrator: Person
    other_member: Person
    other_facilitator: Person
    other_administrator: Person
    staff: Person
    members: dict[str, int]
    invitation_key: int
    resource_key: int
    assignment_key: int
    engine: AsyncEngine

    @property
    def group(self) -> str:
        return str(ids.encode("Group", self.key))

    @property
    def invitation(self) -> str:
        """The invitee's pending invitation as MEMBER."""
        return str(ids.encode("Invitation", self.invitation_key))

    @property
    def resource(self) -> str:
        """A resource that the administrator has shared."""
        return str(ids.encode("Resource", self.resource_key))

    @property
    def assignment(self) -> str:
        """The member's assignment of the resource, the only one."""
        return str(ids.encode("Assignment", self.assignment_key))

    def caller(self, role: str) -> Client:
        found: Client = getattr(self, role)
        return found

    def membership(self, role: str) -> str:
        return str(ids.encode("Member", self.members[role]))

    async def invite_code(self, **given: Any) -> str:
        """Generate a new code; `given` are its limits."""
        given = {"groupId": self.group, **given}
        made = await self.administrator.mutate("generateInviteCode", given, "inviteCode { code }")
        return str(made["inviteCode"]["code"])

    def personal_token(self, version: int = 1) -> str:
        """Return the token of the invitee's personal link."""
        return invitation_token((SECRET_KEY.encode(),), self.invitation_key, version)

    async def state(self) -> dict[str, Any]:
        """Return all rows of the database about the group and its people's events.

        This omits the worker's own changes (delivery and expiry), which no caller makes.
        """
        people = [getattr(self, role).key for role in (*ROLES[1:], "other_member", "other_administrator")]
        async with self.engine.connect() as connection:
            found = await connection.execute(_WHOLE_STATE, {"key": self.key, "people": people})
            return {row[0]: row[1] for row in found}


_ROWS = "SELECT to_jsonb(t) {less} FROM {table} t WHERE group_id = :key ORDER BY 1"
_LESS = {
    "invitations": "- '{status, delivery, delivery_error, sent_count, last_sent_at, updated_at}'::text[] || jsonb_build_object("
    "'now', CASE WHEN status = 'PENDING' AND expires_at < now() THEN 'EXPIRED' ELSE status END)",
    "mails": "- '{state, attempts, last_error, next_attempt_at, claimed_until, settled_at}'::text[]",
}
_TABLES = (
    "memberships", "invitations", "invitation_batches", "removals", "history", "notifications", "mails", "seat_plans",
    "seats", "resources", "assignments",
)  # fmt: skip
_STATE = {table: _ROWS.format(table=table, less=_LESS.get(table, "")) for table in _TABLES} | {
    "history": "SELECT to_jsonb(t) FROM history t WHERE group_id = :key AND action <> 'INVITATION_EXPIRED' ORDER BY 1",
    "groups": "SELECT to_jsonb(t) - 'event_number' FROM groups t WHERE id = :key AND CAST(:people AS bigint[]) IS NOT NULL",
    "events": "SELECT to_jsonb(t) - '{number, created_at}'::text[] FROM events t WHERE kind NOT IN ('invitation.EXPIRED',"
    " 'invitation.DELIVERED', 'invitation.UNDELIVERED', 'batch.MOVED') AND (stream, kind) <> ('a', 'invitation.UPDATED') AND (stream = 'g' AND stream_id = :key"
    " OR stream = 'a' AND stream_id = ANY(CAST(:people AS bigint[]))) ORDER BY 1",
}
_WHOLE_STATE = text(
    " UNION ALL ".join(
        f"SELECT '{table}', coalesce(jsonb_agg(found), '[]') FROM ({statement}) AS rows (found)"
        for table, statement in _STATE.items()
    )
)
"""One statement for all tables, for most tests of rights look before and after."""


async def make_world(
    people: People, engine: AsyncEngine, *, join_policy: str = "INVITE_ONLY", members: int = 0
) -> World:
    """Make a group directly in the database, with `members` extra people."""
    inside = ("member", "facilitator", "administrator", "other_member", "other_facilitator", "other_administrator")
    outside = ("stranger", "invitee")
    made = await people.many([name.replace("_", " ").title() for name in (*inside, *outside, "staff")])
    persons = dict(zip((*inside, *outside, "staff"), made, strict=True))
    crowd = await people.many([f"Crowd {number}" for number in range(members)]) if members else []
    now = datetime.now(UTC)
    async with engine.begin() as connection:
        await connection.execute(insert(Staff).values(email=persons["staff"].email))
        values = {"name": "Wednesday", "sort_name": "wednesday", "search": " wednesday", "description": ""}
        creator = {"join_policy": join_policy, "discreet": False, "creator_id": persons["administrator"].key}
        key = (await connection.execute(insert(Group).values(**values, **creator).returning(Group.id))).scalar_one()
        columns: dict[str, list[Any]] = {
            "group_id": [key] * len(inside),
            "account_id": [persons[role].key for role in inside],
            "role": [role.rpartition("_")[2].upper() for role in inside],
            "joined_at": [now - timedelta(days=2)] * len(inside),
            "joined_by": ["INVITATION"] * len(inside),
        }
        memberships = await insert_rows(connection, Membership, columns)
        more: dict[str, list[Any]] = {
            "account_id": [one.key for one in crowd],
            "role": ["MEMBER"] * members,
            **{name: columns[name][:1] * members for name in ("group_id", "joined_at", "joined_by")},
        }
        await insert_rows(connection, Membership, more)
        invitation_key = (
            await connection.execute(
                insert(Invitation)
                .values(
                    group_id=key,
                    email=persons["invitee"].email,
                    named_by="EMAIL",
                    search="",
                    role="MEMBER",
                    invited_by=persons["administrator"].key,
                    created_at=now - timedelta(days=1),
                    expires_at=now + timedelta(days=10),
                    wants_mail=True,
                    mailed_at=now - timedelta(days=1),
                )
                .returning(Invitation.id)
            )
        ).scalar_one()
        member_key = memberships[inside.index("member")]
        resource_key, assignment_key = await _share(connection, key, persons["administrator"].key, member_key, now)
    return World(
        key=key,
        anonymous=Client(people.http, people.url),
        members=dict(zip(inside, memberships, strict=True)),
        invitation_key=invitation_key,
        resource_key=resource_key,
        assignment_key=assignment_key,
        engine=engine,
        **persons,
    )


async def _share(
    connection: AsyncConnection, group_key: int, by: int, member_key: int, now: datetime
) -> tuple[int, int]:
    """Add a resource and its assignment to one member."""
    shared = {"kind": "WORKBOOK", "title": "Breathing", "body": "In, and out.", "shared_by": by, "created_at": now}
    added = insert(Resource).values(group_id=group_key, **shared).returning(Resource.id)
    resource_key = (await connection.execute(added)).scalar_one()
    assigned = insert(Assignment).values(
        group_id=group_key, resource_id=resource_key, membership_id=member_key, assigned_by=by, assigned_at=now
    )
    return resource_key, (await connection.execute(assigned.returning(Assignment.id))).scalar_one()


async def set_invitation(world: World, **values: Any) -> None:
    """Set columns of the invitation directly."""
    if not values:
        return
    async with world.engine.begin() as connection:
        await connection.execute(update(Invitation).where(Invitation.id == world.invitation_key).values(**values))


async def invitation_row(world: World) -> Any:
    async with world.engine.connect() as connection:
        found = await connection.execute(select(Invitation).where(Invitation.id == world.invitation_key))
        return found.one()

"""A group's seats, read and changed through a running server as clients do it."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Executable, Row, select
from sqlalchemy.ext.asyncio import AsyncEngine

from db.bulk import insert_rows
from db.tables import Account, History, Membership
from graph import ids
from tests.support.client import Client, codes, mutation
from tests.support.people import People, Person
from tests.support.socket import Stream, stream

MEMBER = "id role seatWaitPosition hasFullAccess seat { id number }"
PLAN = "seatCount allocatedCount freeCount startsAt expiresAt status policy"


def later(**given: float) -> str:
    return (datetime.now(UTC) + timedelta(**given)).isoformat()


@dataclass(frozen=True)
class SeatWorld:
    """Calls one server, and reads its database."""

    people: People
    engine: AsyncEngine
    url: str

    async def person(self, name: str, *, staff: bool = False) -> Person:
        return await (self.people.staff(name) if staff else self.people(name))

    async def members(self, count: int) -> list[Person]:
        return await self.people.many([f"Member {number:04}" for number in range(count)])

    def _at(self, client: Client) -> Client:
        return client.at(self.url) if isinstance(client, Person) else client

    async def ask(self, client: Client, document: str, **variables: Any) -> dict[str, Any]:
        """Return the data of a response; raise the errors of the request."""
        found: dict[str, Any] = await self._at(client).ok(document, **variables)
        return found

    def follow(self, person: Person, document: str, **variables: Any) -> AbstractAsyncContextManager[Stream]:
        return stream(self.url, person.token, document, **variables)

    async def change(self, person: Person, field: str, shown: str, **given: Any) -> dict[str, Any]:
        """Run a mutation; return its payload with its user errors."""
        document = mutation(field, f"{shown} userErrors {{ code path }}")
        payload: dict[str, Any] = (await self.ask(person, document, input=given))[field]
        return payload

    async def do(self, person: Person, field: str, shown: str, **given: Any) -> dict[str, Any]:
        """Run a mutation that must succeed."""
        payload = await self.change(person, field, shown, **given)
        assert payload["userErrors"] == [], payload
        return payload

    async def group(self, creator: Person, name: str = "Choir") -> str:
        return str((await self.do(creator, "createGroup", "group { id }", name=name))["group"]["id"])

    async def join(self, manager: Person, group: str, *people: Person, role: str = "MEMBER") -> list[str]:
        """Invite people, who accept one after the other; return their member IDs."""
        asked = [{"email": {"email": person.email, "role": role}} for person in people]
        shown = "results { invitation { id } error { code } }"
        invited = await self.do(manager, "inviteMembers", shown, groupId=group, recipients=asked, sendMail=False)
        found = []
        for person, result in zip(people, invited["results"], strict=True):
            given = {"invitationId": result["invitation"]["id"]}
            found.append((await self.do(person, "acceptInvitation", "member { id }", **given))["member"]["id"])
        return found

    async def fill(self, group: str, people: Sequence[Person]) -> list[str]:
        """Make people members directly in the database, for tests that are not about joining."""
        columns: dict[str, list[Any]] = {
            "group_id": [ids.key("Group", group)] * len(people),
            "account_id": [person.key for person in people],
            "role": ["MEMBER"] * len(people),
            "joined_at": [datetime.now(UTC)] * len(people),
            "joined_by": ["ADDED"] * len(people),
        }
        async with self.engine.begin() as connection:
            return [ids.encode("Member", key) for key in await insert_rows(connection, Membership, columns)]

    async def sell(self, staff: Person, group: str, seats: int, **given: Any) -> dict[str, Any]:
        terms = {"expiresAt": later(days=90)} | given
        payload = await self.do(staff, "setSeatPlan", f"seatPlan {{ {PLAN} }}", groupId=group, seatCount=seats, **terms)
        plan: dict[str, Any] = payload["seatPlan"]
        return plan

    async def allocate(self, person: Person, member: str) -> list[str]:
        """Return the codes of the user errors."""
        return codes(await self.change(person, "allocateSeat", "seat { number }", memberId=member))

    async def release(self, person: Person, member: str) -> list[str]:
        return codes(await self.change(person, "releaseSeat", "seat { number }", memberId=member))

    async def plan(self, person: Person, group: str) -> dict[str, Any] | None:
        found = await self.ask(person, f"query($id: ID!) {{ group(id: $id) {{ seatPlan {{ {PLAN} }} }} }}", id=group)
        plan: dict[str, Any] | None = found["group"]["seatPlan"]
        return plan

    async def own(self, person: Person, group: str) -> dict[str, Any]:
        """Return the person's own membership."""
        document = f"query($id: ID!) {{ group(id: $id) {{ viewerMembership {{ {MEMBER} }} }} }}"
        own: dict[str, Any] = (await self.ask(person, document, id=group))["group"]["viewerMembership"]
        return own

    async def numbers(self, person: Person, group: str) -> dict[str, int]:
        """Return the holder of each seat number."""
        document = (
            "query($id: ID!) { group(id: $id) { seatPlan { seats(allocated: true, first: 100) "
            "{ nodes { number member { account { name } } } } } } }"
        )
        seats = (await self.ask(person, document, id=group))["group"]["seatPlan"]["seats"]["nodes"]
        return {seat["member"]["account"]["name"]: seat["number"] for seat in seats}

    async def line(self, person: Person, group: str) -> list[str]:
        """Return the names in the waiting line, the next one first."""
        document = (
            "query($id: ID!) { group(id: $id) { seatPlan { waiting(first: 100) "
            "{ nodes { seatWaitPosition account { name } } } } } }"
        )
        nodes = (await self.ask(person, document, id=group))["group"]["seatPlan"]["waiting"]["nodes"]
        assert [node["seatWaitPosition"] for node in nodes] == list(range(1, len(nodes) + 1))
        return [node["account"]["name"] for node in nodes]

    async def history(self, group: str) -> list[tuple[str, str, str | None]]:
        """Return action, subject and actor of history entries about seats, oldest first."""
        statement = (
            select(History.action, History.subject, Account.name)
            .outerjoin(Account, Account.id == History.actor_id)
            .where(History.group_id == ids.key("Group", group), History.action.startswith("SEAT_"))
            .order_by(History.id)
        )
        return [tuple(row) for row in await self.rows(statement)]

    async def rows(self, statement: Executable) -> Sequence[Row[Any]]:
        """Return rows that no query shows."""
        async with self.engine.connect() as connection:
            return (await connection.execute(statement)).all()

    async def notified(self, person: Person) -> list[str]:
        """Return the kinds of the person's notifications about seats, oldest first."""
        nodes = (await self.ask(person, "{ viewer { notifications(first: 100) { nodes { kind } } } }"))["viewer"]
        kinds = [node["kind"] for node in reversed(nodes["notifications"]["nodes"])]
        return [kind for kind in kinds if kind.startswith("SEAT_")]

"""People, a group and its seats, asked for and told of through GraphQL, as clients do it."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from secrets import token_bytes, token_hex
from typing import Any

import strawberry
from graphql import GraphQLError
from sqlalchemy import Executable, Row, insert, select

from actions.work import House
from db.tables import Account, History, Session
from graph import ids
from graph.context import Context
from live.feed import Feeds
from rules.caller import Caller
from rules.names import search_text, sort_key

MEMBER = "id role seatWaitPosition hasFullAccess seat { id number }"
_INPUTS = {"acceptInvitation": "AnswerInvitationInput"}
PLAN = "seatCount allocatedCount freeCount startsAt expiresAt status policy"


@dataclass(frozen=True)
class Person:
    key: int
    name: str
    email: str
    caller: Caller

    @property
    def id(self) -> str:
        return ids.encode("Account", self.key)


class Refused(Exception):
    """The request's own error."""

    def __init__(self, codes: list[str]) -> None:
        super().__init__(*codes)
        self.codes = codes


def later(**given: float) -> str:
    return (datetime.now(UTC) + timedelta(**given)).isoformat()


class World:
    """One process's view; several on one database are several processes."""

    def __init__(self, house: House, feeds: Feeds, schema: strawberry.Schema) -> None:
        self.house = house
        self.feeds = feeds
        self.schema = schema

    async def person(self, name: str, *, staff: bool = False) -> Person:
        username = f"u{token_hex(6)}"
        email = f"{username}@example.org"
        async with self.house.engine.begin() as connection:
            key = await connection.scalar(
                insert(Account)
                .values(
                    email=email,
                    name=name,
                    username=username,
                    sort_name=sort_key(name),
                    search=search_text(name),
                )
                .returning(Account.id)
            )
            session = await connection.scalar(
                insert(Session)
                .values(
                    account_id=key,
                    digest=token_bytes(32),
                    must_set_password=False,
                    expires_at=datetime.now(UTC) + timedelta(days=1),
                )
                .returning(Session.id)
            )
        return Person(key, name, email, Caller(account_id=key, session_id=session, is_staff=staff))

    async def people(self, count: int, stem: str = "Member") -> list[Person]:
        return [await self.person(f"{stem} {number:04}") for number in range(count)]

    def _context(self, person: Person | Caller | None) -> Context:
        caller = person.caller if isinstance(person, Person) else person or Caller()
        return Context(self.house, self.feeds, caller)

    async def ask(self, person: Person | Caller | None, document: str, **variables: Any) -> dict[str, Any]:
        """Ask, and return the data; errors of the request are raised."""
        context = self._context(person)
        try:
            result = await self.schema.execute(document, variables, context)
        finally:
            await context.aclose()
        if result.errors:
            raise Refused([_code(error) for error in result.errors])
        assert result.data is not None
        return result.data

    async def follow(self, person: Person, document: str, **variables: Any) -> AsyncIterator[Any]:
        """Subscribe, and return the values of its one field."""
        found = await self.schema.subscribe(document, variables, self._context(person))
        async for result in found:  # type: ignore[union-attr]
            if result.errors:
                raise Refused([_code(error) for error in result.errors])
            yield next(iter(result.data.values()))

    async def change(self, person: Person, field: str, shown: str, **given: Any) -> dict[str, Any]:
        """One mutation; its payload, userErrors included."""
        name = _INPUTS.get(field, field[0].upper() + field[1:] + "Input")
        document = f"mutation($input: {name}!) {{ {field}(input: $input) {{ {shown} userErrors {{ code path }} }} }}"
        return (await self.ask(person, document, input=given))[field]

    async def do(self, person: Person, field: str, shown: str, **given: Any) -> dict[str, Any]:
        """One mutation that must succeed."""
        payload = await self.change(person, field, shown, **given)
        assert payload["userErrors"] == [], payload
        return payload

    async def group(self, creator: Person, name: str = "Choir") -> str:
        return (await self.do(creator, "createGroup", "group { id }", name=name))["group"]["id"]

    async def join(self, manager: Person, group: str, *people: Person, role: str = "MEMBER") -> list[str]:
        """Invite and accept, one after the other; the members' IDs."""
        found = []
        for person in people:
            asked = [{"email": {"email": person.email, "role": role}}]
            invited = await self.do(
                manager,
                "inviteMembers",
                "results { invitation { id } error { code } }",
                groupId=group,
                recipients=asked,
            )
            invitation = invited["results"][0]["invitation"]["id"]
            accepted = await self.do(person, "acceptInvitation", "member { id }", invitationId=invitation)
            found.append(accepted["member"]["id"])
        return found

    async def sell(self, staff: Person, group: str, seats: int, **given: Any) -> dict[str, Any]:
        terms = {"expiresAt": later(days=90)} | given
        payload = await self.do(staff, "setSeatPlan", f"seatPlan {{ {PLAN} }}", groupId=group, seatCount=seats, **terms)
        return payload["seatPlan"]

    async def allocate(self, person: Person, member: str) -> list[str]:
        """The codes of what was wrong."""
        return codes(await self.change(person, "allocateSeat", "seat { number }", memberId=member))

    async def release(self, person: Person, member: str) -> list[str]:
        return codes(await self.change(person, "releaseSeat", "seat { number }", memberId=member))

    async def plan(self, person: Person, group: str) -> dict[str, Any] | None:
        found = await self.ask(person, f"query($id: ID!) {{ group(id: $id) {{ seatPlan {{ {PLAN} }} }} }}", id=group)
        return found["group"]["seatPlan"]

    async def own(self, person: Person, group: str) -> dict[str, Any]:
        """The person's own membership."""
        document = f"query($id: ID!) {{ group(id: $id) {{ viewerMembership {{ {MEMBER} }} }} }}"
        return (await self.ask(person, document, id=group))["group"]["viewerMembership"]

    async def numbers(self, person: Person, group: str) -> dict[str, int]:
        """Who holds which number."""
        document = (
            "query($id: ID!) { group(id: $id) { seatPlan { seats(allocated: true, first: 100) "
            "{ nodes { number member { account { name } } } } } } }"
        )
        seats = (await self.ask(person, document, id=group))["group"]["seatPlan"]["seats"]["nodes"]
        return {seat["member"]["account"]["name"]: seat["number"] for seat in seats}

    async def line(self, person: Person, group: str) -> list[str]:
        """The names of who waits, next first."""
        document = (
            "query($id: ID!) { group(id: $id) { seatPlan { waiting(first: 100) "
            "{ nodes { seatWaitPosition account { name } } } } } }"
        )
        nodes = (await self.ask(person, document, id=group))["group"]["seatPlan"]["waiting"]["nodes"]
        assert [node["seatWaitPosition"] for node in nodes] == list(range(1, len(nodes) + 1))
        return [node["account"]["name"] for node in nodes]

    async def history(self, group: str) -> list[tuple[str, str, str | None]]:
        """Action, subject and actor of what concerns seats, oldest first."""
        statement = (
            select(History.action, History.subject, Account.name)
            .outerjoin(Account, Account.id == History.actor_id)
            .where(History.group_id == ids.key("Group", group), History.action.startswith("SEAT_"))
            .order_by(History.id)
        )
        return [tuple(row) for row in await self.house_rows(statement)]

    async def house_rows(self, statement: Executable) -> Sequence[Row[Any]]:
        """What the database holds, for what no query shows."""
        async with self.house.engine.connect() as connection:
            return (await connection.execute(statement)).all()

    async def notified(self, person: Person) -> list[str]:
        """The kinds of the person's notifications about seats, oldest first."""
        nodes = (await self.ask(person, "{ viewer { notifications(first: 100) { nodes { kind } } } }"))["viewer"]
        kinds = [node["kind"] for node in reversed(nodes["notifications"]["nodes"])]
        return [kind for kind in kinds if kind.startswith("SEAT_")]


def codes(payload: dict[str, Any]) -> list[str]:
    return [error["code"] for error in payload["userErrors"]]


def _code(error: GraphQLError) -> str:
    return str(getattr(error.original_error, "code", error.message))

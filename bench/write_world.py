"""Rows for measuring writes: groups with an administrator, and people with invitations, places or a code."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncEngine

from db.bulk import insert_rows
from db.tables import Group, Invitation, Membership, Seat, SeatPlan
from tests.support.people import People, Person

MEMBERS = 50
"""Members of each group before anything is measured."""


@dataclass(frozen=True, slots=True)
class Place:
    """A group and its administrator."""

    group_id: int
    administrator: Person


@dataclass(frozen=True, slots=True)
class Turn:
    """One operation: who is concerned, in which group; `row_id` is an invitation or a membership."""

    place: Place
    person: Person
    row_id: int


async def make_places(people: People, engine: AsyncEngine, count: int) -> list[Place]:
    administrators = await people.many([f"Ada {number}" for number in range(count)])
    crowd = await people.many([f"Member {number}" for number in range(MEMBERS)])
    columns: dict[str, Any] = {
        "name": [f"Group {number}" for number in range(count)],
        "description": [""] * count,
        "sort_name": [f"group {number}" for number in range(count)],
        "search": [""] * count,
        "join_policy": ["INVITE_ONLY"] * count,
        "discreet": [False] * count,
        "creator_id": [one.key for one in administrators],
    }
    async with engine.begin() as connection:
        ids = await insert_rows(connection, Group, columns)
        await _add(connection, ids, [one.key for one in administrators], "ADMINISTRATOR")
        for one in crowd:
            await _add(connection, ids, [one.key] * count, "MEMBER")
    return [Place(group_id, one) for group_id, one in zip(ids, administrators, strict=True)]


async def make_invited(people: People, engine: AsyncEngine, places: Sequence[Place], count: int) -> list[Turn]:
    """Make people with a pending invitation each, in the groups by turns."""
    persons = await people.many([f"Nora {number}" for number in range(count)])
    where, now = _spread(places, count), datetime.now(UTC)
    columns: dict[str, Any] = {
        "group_id": [place.group_id for place in where],
        "email": [one.email for one in persons],
        "named_by": ["EMAIL"] * count,
        "search": [one.email for one in persons],
        "role": ["MEMBER"] * count,
        "invited_by": [place.administrator.key for place in where],
        "created_at": [now - timedelta(days=1)] * count,
        "expires_at": [now + timedelta(days=10)] * count,
        "wants_mail": [True] * count,
        "mailed_at": [now - timedelta(days=1)] * count,
    }
    async with engine.begin() as connection:
        ids = await insert_rows(connection, Invitation, columns)
    return [Turn(*one) for one in zip(where, persons, ids, strict=True)]


async def make_seatless(people: People, engine: AsyncEngine, places: Sequence[Place], count: int) -> list[Turn]:
    """Make members without a seat, in groups whose plans have a free seat for each."""
    persons = await people.many([f"Nora {number}" for number in range(count)])
    where, now = _spread(places, count), datetime.now(UTC)
    each = -(-count // len(places))
    async with engine.begin() as connection:
        ids = await _add(connection, [place.group_id for place in where], [one.key for one in persons], "MEMBER")
        for place in places:
            held = await connection.scalar(
                text("SELECT count(*) FROM seats WHERE group_id = :id"), {"id": place.group_id}
            )
            if not held:
                terms = {"starts_at": now - timedelta(days=1), "expires_at": now + timedelta(days=90)}
                plan = {"group_id": place.group_id, "seat_count": each, "status_told": "ACTIVE"}
                await connection.execute(insert(SeatPlan).values(**plan, **terms))
            numbers = list(range(held + 1, held + each + 1))
            await insert_rows(connection, Seat, {"group_id": [place.group_id] * each, "number": numbers})
    return [Turn(*one) for one in zip(where, persons, ids, strict=True)]


async def make_outsiders(people: People, engine: AsyncEngine, places: Sequence[Place], count: int) -> list[Turn]:
    """Make people who are in no group yet."""
    persons = await people.many([f"Nora {number}" for number in range(count)])
    return [Turn(place, person, 0) for place, person in zip(_spread(places, count), persons, strict=True)]


def _spread(places: Sequence[Place], count: int) -> list[Place]:
    return [places[number % len(places)] for number in range(count)]


async def _add(connection: Any, groups: Sequence[int], accounts: Sequence[int], role: str) -> list[int]:
    count = len(groups)
    return await insert_rows(
        connection,
        Membership,
        {
            "group_id": list(groups),
            "account_id": list(accounts),
            "role": [role] * count,
            "joined_at": [datetime.now(UTC) - timedelta(days=2)] * count,
            "joined_by": ["INVITATION"] * count,
        },
    )

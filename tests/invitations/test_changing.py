"""Another role for an invitation that waits: with all that inviting asks of that role, and without a mail."""

import asyncio
import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from db.tables import Caseload
from tests.support.client import codes
from tests.support.people import People, Person
from tests.support.socket import stream
from tests.support.world import World, invitation_row, make_world, set_invitation

SHOWN = "invitation { id role status sentCount url invitedBy { name } } group { id }"
CASELOAD = "{ viewer { caseload { count reserved } } }"


@pytest.fixture
async def world(people: People, engine: AsyncEngine) -> World:
    return await make_world(people, engine)


async def change(world: World, person: Person, role: str) -> Any:
    return await person.mutate("updateInvitation", {"invitationId": world.invitation, "role": role}, SHOWN)


async def keep_lists(world: World, *limited: tuple[Person, int | None]) -> None:
    async with world.engine.begin() as connection:
        for person, limit in limited:
            await connection.execute(insert(Caseload).values(account_id=person.key, patient_limit=limit))


async def reserved(person: Person) -> int:
    return int((await person.ok(CASELOAD))["viewer"]["caseload"]["reserved"])


async def test_the_role_changes_and_who_changed_it_is_the_inviter(world: World) -> None:
    before = await invitation_row(world)
    payload = await change(world, world.facilitator, "FACILITATOR")
    shown = payload["invitation"]
    assert (shown["role"], shown["status"], shown["invitedBy"]) == ("FACILITATOR", "PENDING", {"name": "Facilitator"})
    assert payload["group"] == {"id": world.group}
    after = await invitation_row(world)
    kept = ("version", "mailed_at", "expires_at", "delivery", "sent_count", "reminder_at", "batch_id")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]
    accepted = await world.invitee.mutate("acceptInvitation", {"invitationId": world.invitation}, "member { role }")
    assert accepted["member"] == {"role": "FACILITATOR"}


async def test_the_role_that_it_has_changes_nothing_not_even_the_inviter(world: World) -> None:
    before = await world.state()
    payload = await change(world, world.facilitator, "MEMBER")
    assert (payload["invitation"]["invitedBy"], codes(payload)) == ({"name": "Administrator"}, [])
    assert await world.state() == before


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"status": "DECLINED", "responded_at": datetime.now(UTC)}, "INVITATION_NOT_PENDING"),
        ({"status": "CANCELLED", "responded_at": datetime.now(UTC)}, "INVITATION_NOT_PENDING"),
        ({"expires_at": datetime.now(UTC) - timedelta(seconds=1)}, "INVITATION_EXPIRED"),
        ({"role": "ADMINISTRATOR"}, "ROLE_NOT_ALLOWED"),
    ],
)
async def test_closed_or_higher_invitations_cannot_be_changed(world: World, values: dict[str, Any], code: str) -> None:
    await set_invitation(world, **values)
    before = await world.state()
    payload = await change(world, world.facilitator, "FACILITATOR")
    assert (payload["invitation"], payload["group"], codes(payload)) == (None, None, [code])
    assert await world.state() == before


async def test_the_place_goes_and_comes_with_the_role(world: World) -> None:
    """Each place is charged to the list of whoever changes the role, and none to that of a manager by role."""
    await keep_lists(world, (world.facilitator, 1), (world.administrator, None))
    await set_invitation(world, caseload_id=world.administrator.key)
    assert await reserved(world.administrator) == 1
    assert codes(await change(world, world.facilitator, "FACILITATOR")) == []
    assert (await reserved(world.administrator), await reserved(world.facilitator)) == (0, 0)
    assert codes(await change(world, world.facilitator, "MEMBER")) == []
    assert (await reserved(world.administrator), await reserved(world.facilitator)) == (0, 1)
    given = {"invitationId": world.invitation}
    assert codes(await world.invitee.mutate("acceptInvitation", given, "member { id }")) == []
    assert (await world.facilitator.ok(CASELOAD))["viewer"]["caseload"] == {"count": 1, "reserved": 0}


async def test_a_full_list_takes_nobody(world: World) -> None:
    await keep_lists(world, (world.facilitator, 0))
    await set_invitation(world, role="FACILITATOR")
    before = await world.state()
    assert codes(await change(world, world.facilitator, "MEMBER")) == ["CASELOAD_FULL"]
    assert await world.state() == before


async def test_both_sides_hear_of_it(world: World) -> None:
    group = f'subscription {{ invitationChanges(groupId: "{world.group}") {{ kind invitation {{ role }} }} }}'
    own = "subscription { viewerInvitations { kind invitation { role } } }"
    async with (
        stream(world.administrator.url, world.administrator.token, group) as manager,
        stream(world.invitee.url, world.invitee.token, own) as invitee,
    ):
        await manager.begun()
        await invitee.begun()
        assert codes(await change(world, world.facilitator, "FACILITATOR")) == []
        event = {"kind": "UPDATED", "invitation": {"role": "FACILITATOR"}}
        assert await manager.next() == {"invitationChanges": event}
        assert await invitee.next() == {"viewerInvitations": event}


async def test_changed_by_many_while_it_is_accepted(world: World) -> None:
    """The role at that moment is the member's, and a list with one place is charged once at most."""
    await keep_lists(world, (world.facilitator, 1), (world.administrator, 1))
    rng = random.Random(7)
    calls = [
        change(world, rng.choice((world.facilitator, world.administrator)), rng.choice(("MEMBER", "FACILITATOR")))
        for _ in range(12)
    ]
    given = {"invitationId": world.invitation}
    calls.insert(6, world.invitee.mutate("acceptInvitation", given, "member { role }"))
    answers = await asyncio.gather(*calls)
    assert answers[6]["member"]["role"] == (await invitation_row(world)).role
    for answer in answers[:6] + answers[7:]:
        assert codes(answer) in ([], ["INVITATION_NOT_PENDING"])
    lists = [(await person.ok(CASELOAD))["viewer"]["caseload"] for person in (world.facilitator, world.administrator)]
    assert sum(one["reserved"] for one in lists) == 0
    assert sum(one["count"] for one in lists) <= 1

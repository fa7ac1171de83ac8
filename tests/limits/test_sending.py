"""Invitations and costly documents: so many a day, so many a minute."""

from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from db.tables import Invitation
from tests.limits.conftest import Limited
from tests.support.client import codes
from tests.support.world import make_world

RESULTS = "results { recipient error { code path } }"


async def test_an_address_gets_ten_invitation_mails_a_day_whoever_sends_them(
    limited: Limited, engine: AsyncEngine
) -> None:
    email = (await limited.people()).email
    for number in range(10):
        world = await make_world(limited.people, engine)
        inviter = world.administrator if number % 2 else world.facilitator
        done = await inviter.at(limited.urls[number % 2]).mutate(
            "inviteMembers", {"groupId": world.group, "addresses": email}, RESULTS
        )
        assert [one["error"] for one in done["results"]] == [None]
    world = await make_world(limited.people, engine)
    given = {"groupId": world.group, "addresses": email}
    assert await world.administrator.refused("inviteMembers", given) == "RATE_LIMITED"
    assert await world.administrator.refused("inviteMembers", given) == "RATE_LIMITED"
    both = given | {"addresses": f"{email}, somebody.else@example.org"}
    done = await world.administrator.mutate("inviteMembers", both, RESULTS)
    assert [one["error"] for one in done["results"]] == [{"code": "RESEND_TOO_SOON", "path": ["addresses", "0"]}, None]
    unmailed = await world.administrator.mutate("inviteMembers", given | {"sendMail": False}, RESULTS)
    assert [one["error"] for one in unmailed["results"]] == [None]


async def test_an_account_sends_twenty_thousand_a_day(limited: Limited, engine: AsyncEngine) -> None:
    world = await make_world(limited.people, engine)
    for call in range(4):
        crowd = ", ".join(f"c{call}.{number}@crowd{world.key}.example" for number in range(5_000 - (call == 3)))
        given = {"groupId": world.group, "addresses": crowd, "sendMail": False}
        done = await world.administrator.mutate("inviteMembers", given, "invitedCount")
        assert done["invitedCount"] == 5_000 - (call == 3)
    two = {"groupId": world.group, "addresses": "x@crowd.example, y@crowd.example", "sendMail": False}
    assert await world.administrator.refused("inviteMembers", two) == "RATE_LIMITED"
    one = two | {"addresses": "x@crowd.example"}
    done = await world.administrator.mutate("inviteMembers", one, "invitedCount")
    assert done["invitedCount"] == 1, "what was refused did not count"
    async with engine.connect() as connection:
        ours = select(func.count()).where(Invitation.invited_by == world.administrator.key)
        assert (await connection.execute(ours)).scalar() == 20_001  # one was there before
    assert codes(await world.facilitator.mutate("inviteMembers", two, "invitedCount")) == ["ALREADY_INVITED"]


async def test_costly_documents_are_counted_by_account(limited: Limited) -> None:
    nested = "{ viewer { memberships(first: 100) { nodes { group { members(first: 60) { nodes { id } } } } } } }"
    person = replace(await limited.people(), headers=limited.network())
    cheap = "{ viewer { isStaff } }"
    for number in range(120):
        await person.at(limited.urls[number % 2]).ok(nested)
    assert await person.code(nested) == "RATE_LIMITED"
    await person.ok(cheap)
    await (await limited.people()).ok(nested)

"""Invitations and costly documents: so many a day, so many a minute."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from app.settings import Settings
from db.tables import Invitation
from rules.limits import DEFAULTS
from tests.limits.conftest import COSTLY, Limited, serving
from tests.support.client import codes
from tests.support.people import People
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


async def test_a_refused_call_does_not_count(
    settings: Settings, dsn: str, engine: AsyncEngine, http: httpx.AsyncClient, people: People
) -> None:
    assert DEFAULTS["invitations"] == "20000/day"
    async with serving(settings, dsn, engine, http, {"invitations": "20/day"}) as limited:
        world = await make_world(people, engine)
        inviter, other = (replace(one, url=limited.urls[0]) for one in (world.administrator, world.facilitator))
        for call, size in enumerate((10, 9)):
            crowd = ", ".join(f"c{call}.{number}@crowd{world.key}.example" for number in range(size))
            given = {"groupId": world.group, "addresses": crowd, "sendMail": False}
            assert (await inviter.mutate("inviteMembers", given, "invitedCount"))["invitedCount"] == size
        two = {"groupId": world.group, "addresses": "x@crowd.example, y@crowd.example", "sendMail": False}
        document = "mutation($input: InviteMembersInput!) { inviteMembers(input: $input) { invitedCount } }"
        [error] = (await inviter.answer(document, input=two))["errors"]
        wait = error["extensions"].pop("retryAfter")
        reset_at = datetime.fromisoformat(error["extensions"].pop("resetAt"))
        assert error["extensions"] == {"code": "RATE_LIMITED", "limit": 20, "remaining": 1}
        assert 86_000 < wait <= 86_400
        assert abs(reset_at - datetime.now(UTC) - timedelta(seconds=wait)) < timedelta(seconds=5)
        one = two | {"addresses": "x@crowd.example"}
        assert (await inviter.mutate("inviteMembers", one, "invitedCount"))["invitedCount"] == 1
        assert await inviter.refused("inviteMembers", two | {"addresses": "z@crowd.example"}) == "RATE_LIMITED"
        assert codes(await other.mutate("inviteMembers", two, "invitedCount")) == ["ALREADY_INVITED"]
    async with engine.connect() as connection:
        ours = select(func.count()).where(Invitation.invited_by == world.administrator.key)
        assert (await connection.execute(ours)).scalar() == 21  # one was there before


async def test_costly_documents_are_counted_by_account(limited: Limited) -> None:
    person = replace(await limited.people(), headers=limited.network())
    cheap = "{ viewer { isStaff } }"
    for number in range(120):
        await person.at(limited.urls[number % 2]).ok(COSTLY)
    assert await person.code(COSTLY) == "RATE_LIMITED"
    await person.ok(cheap)
    await (await limited.people()).ok(COSTLY)


async def test_a_check_knows_of_the_limits_and_uses_none_of_them_up(
    settings: Settings, dsn: str, engine: AsyncEngine, http: httpx.AsyncClient, people: People
) -> None:
    document = (
        "query($input: InviteMembersInput!) { checkRecipients(input: $input) { results { error { code path } } } }"
    )
    async with serving(settings, dsn, engine, http, {"invitation_mails": "1/day", "invitations": "3/day"}) as limited:
        first, second = [await make_world(people, engine) for _ in range(2)]
        email = f"often.{first.member.email}"
        for world, errors in (
            (first, [None]),
            (second, [{"code": "RESEND_TOO_SOON", "path": ["addresses", "0"]}, None]),
        ):
            inviter = replace(world.administrator, url=limited.urls[0])
            given = {"groupId": world.group, "addresses": f"{email}\n" + f"new.{email}" * (len(errors) - 1)}
            for _ in range(5):
                checked = (await inviter.ok(document, input=given))["checkRecipients"]
                assert [one["error"] for one in checked["results"]] == errors
            done = await inviter.mutate("inviteMembers", given, RESULTS)
            assert [one["error"] for one in done["results"]] == errors
        given = {"groupId": second.group, "addresses": ", ".join(f"{number}.{email}" for number in range(3))}
        assert await inviter.code(document, input=given) == "RATE_LIMITED"
        assert await inviter.refused("inviteMembers", given) == "RATE_LIMITED"
        alone = {"groupId": second.group, "addresses": email}
        assert await inviter.code(document, input=alone) == "RATE_LIMITED"

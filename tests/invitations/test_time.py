"""What time does: EXPIRED by the clock at once, told by a job; a reminder two days before, once."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from actions.invitations import expiry_tasks
from actions.work import Services
from app.settings import Settings
from app.wiring import make_services
from tests.support.client import codes
from tests.support.mailbox import Mailbox
from tests.support.people import People
from tests.support.socket import stream
from tests.support.world import invitation_row, make_world, set_invitation

CHANGES = (
    "subscription($g: ID!) { invitationChanges(groupId: $g) { kind invitation { status } counts { pending expired } } }"
)


@pytest.fixture
async def services(settings: Settings, dsn: str) -> AsyncIterator[Services]:
    """Run jobs at once, beside the server, which does them every few seconds."""
    services = make_services(settings, dsn)
    await services.hub.start()
    yield services
    await services.hub.stop()
    await services.engine.dispose()


async def test_expired_without_a_job(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    asked = """query($g: ID!, $i: ID!) {
      group(id: $g) { invitationCounts { pending expired } invitations(status: [EXPIRED]) { totalCount } }
      node(id: $i) { ... on Invitation { status viewerActions url } } }"""
    await set_invitation(world, expires_at=datetime.now(UTC) - timedelta(milliseconds=1))
    answer = await world.administrator.ok(asked, g=world.group, i=world.invitation)
    assert answer["group"] == {"invitationCounts": {"pending": 0, "expired": 1}, "invitations": {"totalCount": 1}}
    assert answer["node"] == {"status": "EXPIRED", "viewerActions": ["RESEND"], "url": None}
    badge = await world.invitee.ok("{ viewer { badge { pendingInvitations total } invitations { totalCount } } }")
    assert badge["viewer"] == {"badge": {"pendingInvitations": 0, "total": 0}, "invitations": {"totalCount": 0}}


async def test_an_expired_invitation_is_not_cancelled_with_its_member(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    await world.administrator.mutate("updateGroup", {"groupId": world.group, "joinPolicy": "OPEN"}, "")
    await set_invitation(world, expires_at=datetime.now(UTC) - timedelta(milliseconds=1))
    joined = await world.invitee.mutate("joinGroup", {"groupId": world.group}, "member { id }")
    removed = await world.administrator.mutate("removeMember", {"memberId": joined["member"]["id"]}, "")
    assert codes(removed) == []
    asked = "query($g: ID!) { group(id: $g) { invitationCounts { cancelled expired } } }"
    counts = (await world.administrator.ok(asked, g=world.group))["group"]["invitationCounts"]
    assert counts == {"cancelled": 0, "expired": 1}


async def test_the_job_announces_an_expiry_once(
    url: str, people: People, engine: AsyncEngine, services: Services
) -> None:
    world = await make_world(people, engine)
    async with (
        stream(url, world.administrator.token, CHANGES, g=world.group) as screen,
        stream(url, world.invitee.token, "subscription { badge { pendingInvitations } }") as badge,
    ):
        assert (await badge.next())["badge"] == {"pendingInvitations": 1}
        await screen.begun()
        await set_invitation(world, expires_at=datetime.now(UTC) - timedelta(milliseconds=1))
        for _ in range(2):
            await expiry_tasks.expire_due(services)
        told = (await screen.next())["invitationChanges"]
        assert told == {"kind": "EXPIRED", "invitation": {"status": "EXPIRED"}, "counts": {"pending": 0, "expired": 1}}
        assert (await badge.next())["badge"] == {"pendingInvitations": 0}
        await screen.quiet(0.5)
    assert (await invitation_row(world)).status == "EXPIRED"
    async with engine.connect() as connection:
        told = "SELECT count(*) FROM history WHERE group_id = $1 AND action = 'INVITATION_EXPIRED' AND actor_id IS NULL"
        assert (await connection.exec_driver_sql(told, (world.key,))).scalar() == 1


async def test_an_expired_notice_is_read(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    guest = await people("Guest")
    given = {"groupId": world.group, "addresses": guest.email, "sendMail": False}
    made = await world.administrator.mutate("inviteMembers", given, "results { invitation { id } }")
    invitation = made["results"][0]["invitation"]["id"]
    assert codes(await world.administrator.mutate("cancelInvitation", {"invitationId": invitation}, "")) == []
    asked = "{ viewer { badge { total unreadNotifications } notifications { nodes { kind readAt } } } }"
    viewer = (await guest.ok(asked))["viewer"]
    assert viewer["badge"] == {"total": 0, "unreadNotifications": 0}
    assert viewer["notifications"]["nodes"][0]["kind"] == "INVITATION_RECEIVED"
    assert viewer["notifications"]["nodes"][0]["readAt"] is not None


async def test_a_reminder_goes_out_once(
    people: People, engine: AsyncEngine, mailbox: Mailbox, services: Services
) -> None:
    world = await make_world(people, engine)
    address = f"late.{world.key}@example.org"
    given = {"groupId": world.group, "addresses": address}
    await world.administrator.mutate("inviteMembers", given, "")
    await mailbox.wait(address)
    async with engine.begin() as connection:
        await connection.exec_driver_sql(
            "UPDATE invitations SET reminder_at = now() WHERE email = $1 AND reminder_at = expires_at - interval '2 days'",
            (address,),
        )
    for _ in range(2):
        await expiry_tasks.remind_due(services)
    reminder = await mailbox.wait(address, 2)
    assert reminder["subject"].startswith("Reminder")
    assert len(await mailbox.all(address)) == 2

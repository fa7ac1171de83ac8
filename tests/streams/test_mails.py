"""The mails of an invitation move what its invitee sees of it, who is told; how they were delivered is not theirs to know."""

from sqlalchemy.ext.asyncio import AsyncEngine

from tests.support.people import People
from tests.support.socket import stream
from tests.support.world import make_world

CHANGES = """subscription { viewerChanges { kind invitation { id sentCount lastSentAt updatedAt } } }"""
OLDER = "subscription { viewerInvitations { kind invitation { sentCount } } }"


async def test_an_invitee_hears_that_a_mail_was_sent(people: People, engine: AsyncEngine) -> None:
    world, newcomer = await make_world(people, engine), await people("Newcomer")
    async with (
        stream(people.url, newcomer.token, CHANGES) as changes,
        stream(people.url, newcomer.token, OLDER) as older,
    ):
        await changes.begun()
        await older.begun()
        given = {"groupId": world.group, "addresses": newcomer.email}
        await world.administrator.mutate("inviteMembers", given, "")
        events = [(await changes.next())["viewerChanges"] for _ in range(3)]
        assert [event["kind"] for event in events] == [
            "INVITATION_CREATED",
            "NOTIFICATION_CREATED",
            "INVITATION_CHANGED",
        ]
        told = events[-1]["invitation"]
        assert told["sentCount"] == 1
        assert told["lastSentAt"] is not None
        own = "{ viewer { invitations { nodes { id sentCount lastSentAt updatedAt } } } }"
        assert (await newcomer.ok(own))["viewer"]["invitations"]["nodes"] == [told]
        kinds = [(await older.next())["viewerInvitations"]["kind"] for _ in range(2)]
        assert kinds == ["CREATED", "UPDATED"]

"""The paid-membership story, from an invitation to full access, as each side sees it."""

from datetime import UTC, datetime, timedelta

import httpx

from tests.support.client import Client, codes
from tests.support.people import Mailbox, People, token_in
from tests.support.sockets import stream

CHANGES = """
subscription($group: ID!) {
  invitationChanges(groupId: $group) { kind cursor invitation { email status delivery } counts { pending accepted } }
}
"""


async def test_invited_joined_seated_live(url: str, people: People, mailbox: Mailbox, http: httpx.AsyncClient) -> None:
    administrator, staff = await people("Ada Quist"), await people.staff()
    group = (await administrator.mutate("createGroup", {"name": "Quist & Sons"}, "group { id }"))["group"]["id"]
    expiry = (datetime.now(UTC) + timedelta(days=30)).isoformat()
    plan = {"groupId": group, "seatCount": 2, "expiresAt": expiry}
    bought = await staff.mutate("setSeatPlan", plan, "seatPlan { seatCount freeCount status }")
    assert bought["seatPlan"] == {"seatCount": 2, "freeCount": 2, "status": "ACTIVE"}

    address = f"nora.{group.lower()[:8].strip('=')}@example.org"
    async with stream(url, administrator.token, CHANGES, group=group) as screen:
        await screen.quiet(0.2)
        invited = await administrator.mutate(
            "inviteMembers",
            {
                "groupId": group,
                "recipients": [{"email": {"email": address, "name": "Nora"}}],
                "subject": "Join @group_name",
                "body": "Dear @recipient_name, come in: @register_url",
            },
            "invitedCount results { invitation { id url status } error { code } }",
        )
        assert invited["invitedCount"] == 1
        letter = await mailbox.wait(address)
        assert letter["subject"] == "Join Quist & Sons"
        assert "Dear Nora, come in: http://127.0.0.1:8000/join/" in letter["text"]
        personal = token_in(letter, "join")
        assert invited["results"][0]["invitation"]["url"].endswith(personal)
        created, delivered = (await screen.next())["invitationChanges"], (await screen.next())["invitationChanges"]
        assert (created["kind"], delivered["kind"]) == ("CREATED", "DELIVERED")
        assert delivered["invitation"] == {"email": address, "status": "PENDING", "delivery": "SENT"}

        nobody = Client(http, url)
        page = (
            await nobody.ok(
                "query($key: String!) { invitePage(key: $key) { status groupName invitedEmail } }", key=personal
            )
        )["invitePage"]
        assert page == {"status": "OPEN", "groupName": "Quist & Sons", "invitedEmail": "n…@example.org"}
        given = {"email": address, "name": "Nora Falk", "inviteKey": personal}
        assert codes(await nobody.mutate("register", given, "")) == []
        link = token_in(await mailbox.wait(address, 2), "login")
        login = await nobody.mutate(
            "logInWithOneTimeLink", {"token": link}, "token inviteKey viewer { mustSetPassword account { email } }"
        )
        assert login["inviteKey"] == personal
        assert login["viewer"] == {"mustSetPassword": True, "account": {"email": address}}

        nora = Client(http, url, login["token"])
        assert await nora.refused("acceptInvitation", {"token": personal}) == "PASSWORD_REQUIRED"
        assert (
            codes(
                await nora.mutate("setPassword", {"password": "a long enough sentence"}, "viewer { mustSetPassword }")
            )
            == []
        )
        badge = (await nora.ok("{ viewer { badge { total pendingInvitations unreadNotifications } } }"))["viewer"][
            "badge"
        ]
        assert badge == {"total": 1, "pendingInvitations": 1, "unreadNotifications": 1}
        accepted = await nora.mutate("acceptInvitation", {"token": personal}, "member { id role hasFullAccess }")
        assert accepted["member"]["hasFullAccess"] is False
        assert (await screen.next())["invitationChanges"]["kind"] == "ACCEPTED"

    await mailbox.wait(administrator.email, containing="accepted")
    member = accepted["member"]["id"]
    seated = await administrator.mutate(
        "allocateSeat", {"memberId": member}, "seat { number } member { hasFullAccess }"
    )
    assert (seated["seat"]["number"], seated["member"]["hasFullAccess"]) == (1, True)
    assert "access" in (await mailbox.wait(address, 3))["text"]

    standing = "query($id: ID!) { node(id: $id) { ... on Member { hasFullAccess seat { number } } } }"
    own = (await nora.ok(standing, id=member))["node"]
    assert own == {"hasFullAccess": True, "seat": {"number": 1}}
    past = {"startsAt": "2020-01-01T00:00:00Z", "expiresAt": "2020-02-01T00:00:00Z"}
    assert codes(await staff.mutate("setSeatPlan", plan | past, "")) == []
    assert (await nora.ok(standing, id=member))["node"] == {"hasFullAccess": False, "seat": {"number": 1}}
    assert codes(await staff.mutate("setSeatPlan", plan, "")) == []
    assert (await nora.ok(standing, id=member))["node"]["hasFullAccess"] is True

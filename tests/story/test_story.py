"""The paid-membership story, from an invitation to full access, as each side sees it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import httpx

from tests.support.client import Client, codes
from tests.support.mailbox import Mailbox, token_in
from tests.support.people import People, Person
from tests.support.socket import Stream, stream

CHANGES = """
subscription($group: ID!) {
  invitationChanges(groupId: $group) { kind cursor invitation { email status delivery } counts { pending accepted } }
}
"""


@dataclass
class Story:
    """Ada's group, and Nora, whom she invites; each knows what the other's screen shows."""

    url: str
    http: httpx.AsyncClient
    mailbox: Mailbox
    administrator: Person
    staff: Person
    group: str

    def __post_init__(self) -> None:
        self.address = f"nora.{self.group.lower()[:8].strip('=')}@example.org"
        expiry = (datetime.now(UTC) + timedelta(days=30)).isoformat()
        self.plan = {"groupId": self.group, "seatCount": 2, "expiresAt": expiry}

    async def buy_seats(self) -> None:
        bought = await self.staff.mutate("setSeatPlan", self.plan, "seatPlan { seatCount freeCount status }")
        assert bought["seatPlan"] == {"seatCount": 2, "freeCount": 2, "status": "ACTIVE"}

    async def invite(self, screen: Stream) -> str:
        """Invite Nora by email; return the token of her personal link."""
        invited = await self.administrator.mutate(
            "inviteMembers",
            {
                "groupId": self.group,
                "recipients": [{"email": {"email": self.address, "name": "Nora"}}],
                "subject": "Join @group_name",
                "body": "Dear @recipient_name, come in: @register_url",
            },
            "invitedCount results { invitation { id url status } error { code } }",
        )
        assert invited["invitedCount"] == 1
        letter = await self.mailbox.wait(self.address)
        assert letter["subject"] == "Join Quist & Sons"
        assert "Dear Nora, come in: http://127.0.0.1:8000/join/" in letter["text"]
        personal = token_in(letter, "join")
        assert invited["results"][0]["invitation"]["url"].endswith(personal)
        created, delivered = (await screen.next())["invitationChanges"], (await screen.next())["invitationChanges"]
        assert (created["kind"], delivered["kind"]) == ("CREATED", "DELIVERED")
        assert delivered["invitation"] == {"email": self.address, "status": "PENDING", "delivery": "SENT"}
        return personal

    async def register(self, personal: str) -> Client:
        """Nora looks at the link, registers from it and logs in by the mail that she gets."""
        nobody = Client(self.http, self.url)
        invite_page = "query($key: String!) { invitePage(key: $key) { status groupName invitedEmail } }"
        page = (await nobody.ok(invite_page, key=personal))["invitePage"]
        assert page == {"status": "OPEN", "groupName": "Quist & Sons", "invitedEmail": "n…@example.org"}
        given = {"email": self.address, "name": "Nora Falk", "inviteKey": personal}
        assert codes(await nobody.mutate("register", given, "")) == []
        link = token_in(await self.mailbox.wait(self.address, 2), "login")
        login = await nobody.mutate(
            "logInWithOneTimeLink", {"token": link}, "token inviteKey viewer { mustSetPassword account { email } }"
        )
        assert login["inviteKey"] == personal
        assert login["viewer"] == {"mustSetPassword": True, "account": {"email": self.address}}
        return Client(self.http, self.url, login["token"])

    async def accept(self, nora: Client, personal: str) -> str:
        """Nora sets a password and accepts; return her member's ID."""
        assert await nora.refused("acceptInvitation", {"token": personal}) == "PASSWORD_REQUIRED"
        password = {"password": "a long enough sentence"}
        assert codes(await nora.mutate("setPassword", password, "viewer { mustSetPassword }")) == []
        counts = "{ viewer { badge { total pendingInvitations unreadNotifications } } }"
        badge = (await nora.ok(counts))["viewer"]["badge"]
        assert badge == {"total": 1, "pendingInvitations": 1, "unreadNotifications": 1}
        accepted = await nora.mutate("acceptInvitation", {"token": personal}, "member { id role hasFullAccess }")
        assert accepted["member"]["hasFullAccess"] is False
        return str(accepted["member"]["id"])

    async def seat(self, member: str) -> None:
        await self.mailbox.wait(self.administrator.email, containing="accepted")
        seated = await self.administrator.mutate(
            "allocateSeat", {"memberId": member}, "seat { number } member { hasFullAccess }"
        )
        assert (seated["seat"]["number"], seated["member"]["hasFullAccess"]) == (1, True)
        assert "access" in (await self.mailbox.wait(self.address, 3))["text"]

    async def expire_and_renew(self, nora: Client, member: str) -> None:
        access = "query($id: ID!) { node(id: $id) { ... on Member { hasFullAccess seat { number } } } }"
        assert (await nora.ok(access, id=member))["node"] == {"hasFullAccess": True, "seat": {"number": 1}}
        past = {"startsAt": "2020-01-01T00:00:00Z", "expiresAt": "2020-02-01T00:00:00Z"}
        assert codes(await self.staff.mutate("setSeatPlan", self.plan | past, "")) == []
        assert (await nora.ok(access, id=member))["node"] == {"hasFullAccess": False, "seat": {"number": 1}}
        assert codes(await self.staff.mutate("setSeatPlan", self.plan, "")) == []
        assert (await nora.ok(access, id=member))["node"]["hasFullAccess"] is True


async def test_invited_joined_seated_live(url: str, people: People, mailbox: Mailbox, http: httpx.AsyncClient) -> None:
    administrator, staff = await people("Ada Quist"), await people.staff()
    group = (await administrator.mutate("createGroup", {"name": "Quist & Sons"}, "group { id }"))["group"]["id"]
    story = Story(url, http, mailbox, administrator, staff, group)
    await story.buy_seats()
    async with stream(url, administrator.token, CHANGES, group=group) as screen:
        await screen.begun()
        personal = await story.invite(screen)
        nora = await story.register(personal)
        member = await story.accept(nora, personal)
        assert (await screen.next())["invitationChanges"]["kind"] == "ACCEPTED"
    await story.seat(member)
    await story.expire_and_renew(nora, member)

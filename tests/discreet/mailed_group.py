"""A group with everything that is ever mailed about one, and the links that were given out."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import httpx
from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncEngine

from actions.invitations import expiry_tasks
from actions.seats import seat_plans
from actions.work import Services
from db.tables import Caseload, Invitation, InviteCode, Patient, SeatPlan
from graph import ids
from tests.support.client import Client, codes
from tests.support.people import People, Person
from tests.support.smtp import Catcher
from tests.support.waiting import until

GROUP, FACILITATOR, DESCRIPTION = "Zauberwald", "Quendolin", "Schattenlicht"
NEXT_YEAR = (datetime.now(UTC) + timedelta(days=365)).isoformat()
TEXT = {
    "subject": "@inviter_name asks @recipient_name into @group_name",
    "body": "Dear @recipient_name,\n\n@inviter_name invites you to @group_name at @site_name: @register_url",
}


@dataclass
class MailingServer:
    """A server that sends its mails over SMTP, and what it sent."""

    people: People
    engine: AsyncEngine
    services: Services
    catcher: Catcher
    http: httpx.AsyncClient
    url: str

    async def mailed(self, address: str, count: int) -> None:
        await until(lambda: len(self.catcher.to(address)) >= count)


@dataclass
class MailedGroup:
    """A group with everything that is ever mailed about one, and the links that were given out."""

    server: MailingServer
    facilitator: Person
    invitee: Person
    patient: Person
    stranger: Person
    group: str
    links: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    addresses: list[str] = field(default_factory=list)
    glimpses: list[str] = field(default_factory=list)

    async def invite(self, name: str, address: str) -> str:
        """Invite an address; its link is kept under the name. Returns the invitation's ID."""
        given = {"groupId": self.group, "addresses": address, **TEXT}
        payload = await self.facilitator.mutate(
            "inviteMembers", given, "results { invitation { id url } error { code } }"
        )
        (result,) = payload["results"]
        self.addresses.append(address)
        self.links[name] = result["invitation"]["url"].rpartition("/")[2]
        found: str = result["invitation"]["id"]
        return found

    async def do(self, person: Person, mutation: str, **given: object) -> None:
        assert codes(await person.mutate(mutation, given, "")) == [], mutation


async def play(server: MailingServer, *, discreet: bool) -> MailedGroup:
    """Everything that happens around a group, up to the moment before its invitees sign in."""
    facilitator, invitee, patient, stranger = await server.people.many(
        [f"{FACILITATOR} Zwiebelkorn", "Ina Known", "Pat Ient", "Stra Nger"]
    )
    staff = await server.people.staff()
    given = {"name": f"{GROUP} Nord", "description": DESCRIPTION, "discreet": discreet}
    group = (await facilitator.mutate("createGroup", given, "group { id }"))["group"]["id"]
    mailed = MailedGroup(server, facilitator, invitee, patient, stranger, group)
    suffix = "discreet" if discreet else "plain"
    await mailed.invite("known", invitee.email)
    await mailed.invite("new", f"new.{suffix}@example.org")
    replaced = await mailed.invite("replaced", replaced_address := f"replaced.{suffix}@example.org")
    await server.mailed(replaced_address, 1)
    await mailed.do(facilitator, "resendInvitation", invitationId=replaced)
    for state, values in _CLOSED.items():
        closed = await mailed.invite(state, f"{state}.{suffix}@example.org")
        await server.mailed(mailed.addresses[-1], 1)
        await _set(server, Invitation, closed, values)
    await _remind(server, await mailed.invite("reminded", f"reminded.{suffix}@example.org"))
    await server.mailed(mailed.addresses[-1], 2)
    await _codes(mailed)
    async with server.engine.begin() as connection:
        await connection.execute(insert(Caseload).values(account_id=facilitator.key))
        listed = {"caseload_id": facilitator.key, "account_id": patient.key, "added_at": datetime.now(UTC)}
        await connection.execute(insert(Patient).values(**listed))
    await mailed.do(facilitator, "addExistingMembers", groupId=group, accountIds=[patient.id])
    await mailed.do(staff, "setSeatPlan", groupId=group, seatCount=3, expiresAt=NEXT_YEAR)
    document = "query($id: ID!) { group(id: $id) { members(first: 9) { nodes { id account { id } } } } }"
    found = (await facilitator.ok(document, id=group))["group"]["members"]["nodes"]
    member = next(one["id"] for one in found if one["account"]["id"] == patient.id)
    await mailed.do(facilitator, "allocateSeat", memberId=member)
    await mailed.do(facilitator, "setMemberRole", memberId=member, role="ADMINISTRATOR")
    soon = {"expires_at": datetime.now(UTC) + timedelta(days=6)}
    async with server.engine.begin() as connection:
        await connection.execute(update(SeatPlan).where(SeatPlan.group_id == _key(group)).values(**soon))
    await seat_plans.notify_expiring(server.services)
    accepting = await server.people("Acc Epter", email=f"accepter.{suffix}@example.org")
    accepted = await mailed.invite("accepted", accepting.email)
    await server.mailed(accepting.email, 1)  # an invitation that is accepted first needs no mail any more
    await mailed.do(accepting, "acceptInvitation", invitationId=accepted)
    await _register(server, f"new.{suffix}@example.org", mailed.links["new"])
    await server.mailed(f"new.{suffix}@example.org", 2)
    await _register(server, comer := f"comer.{suffix}@example.org", mailed.codes["open"])
    mailed.addresses.append(comer)
    mailed.addresses += [patient.email, accepting.email]
    await server.mailed(patient.email, 4)  # added, a seat, the plan, an acceptance
    await server.mailed(replaced_address, 2)
    for address in mailed.addresses:
        await server.mailed(address, 1)
    return mailed


_CLOSED: dict[str, dict[str, object]] = {
    "declined": {"status": "DECLINED", "responded_at": datetime.now(UTC)},
    "cancelled": {"status": "CANCELLED", "responded_at": datetime.now(UTC)},
    "expired": {"expires_at": datetime.now(UTC) + timedelta(milliseconds=1)},
}


async def _set(
    server: MailingServer, entity: type[Invitation | InviteCode], given: str, values: dict[str, object]
) -> None:
    values = values | ({"created_at": datetime.now(UTC) - timedelta(days=9)} if "expires_at" in values else {})
    async with server.engine.begin() as connection:
        await connection.execute(update(entity).where(entity.id == _key(given)).values(**values))


def _key(given: str) -> int:
    named = ids.parse(given)
    assert named is not None
    return named[1]


async def _remind(server: MailingServer, invitation: str) -> None:
    await _set(server, Invitation, invitation, {"reminder_at": datetime.now(UTC)})
    await expiry_tasks.remind_due(server.services)


async def _codes(mailed: MailedGroup) -> None:
    """A code in every state it can be in; what its pages say while it is used up or expired is kept."""
    states: list[tuple[str, dict[str, object]]] = [
        ("used up", {"max_uses": 1, "use_count": 1}),
        ("expired", {"expires_at": datetime.now(UTC) - timedelta(days=1)}),
        ("open", {}),
    ]
    for state, values in states:
        made = await mailed.facilitator.mutate(
            "generateInviteCode", {"groupId": mailed.group}, "inviteCode { id code }"
        )
        mailed.codes[state if state == "open" else f"deleted, once {state}"] = code = made["inviteCode"]["code"]
        if values:
            await _set(mailed.server, InviteCode, made["inviteCode"]["id"], values)
            for reader in (None, mailed.stranger):
                for more in ("", "/print", "/qr.svg", "/qr.png"):
                    mailed.glimpses.append(await read(mailed, f"/join/{code}{more}", reader))
            refused = await mailed.stranger.mutate("joinWithCode", {"code": code}, "")
            assert codes(refused) == ["CODE_USED_UP" if state == "used up" else "CODE_UNUSABLE"]
            mailed.glimpses.append(str(refused))


async def _register(server: MailingServer, address: str, key: str) -> None:
    anybody = Client(server.people.http, server.url)
    await anybody.mutate("register", {"email": address, "name": "New Comer", "inviteKey": key}, "")


async def read(mailed: MailedGroup, path: str, reader: Person | None) -> str:
    """A page with its headers, as text."""
    cookies = {"Cookie": f"usher={reader.token}"} if reader is not None else {}
    answer = await mailed.server.http.get(f"{mailed.server.url}{path}", headers=cookies)
    assert answer.status_code in (200, 303, 410), (path, answer.status_code)
    return "\n".join([*(f"{name}: {unquote(value)}" for name, value in answer.headers.items()), answer.text])


NAMES = f"{GROUP}|{FACILITATOR}|{DESCRIPTION}"
PAGE = """query($key: String!) { invitePage(key: $key) { status groupName groupDescription facilitatorName memberCount
    invitedEmail emailDomain viewerIsMember url invitation { group { name } } qrCode { svgUrl pngUrl svg } site { name } } }"""

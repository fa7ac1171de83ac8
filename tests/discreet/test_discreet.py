"""Discreet groups: whatever leaves the house names neither the group nor its facilitator before sign-in as the invitee.

Every kind of mail, as it goes over the wire; every page and picture of a link and of a code, whatever has become of
it, with its headers. The same is done with a group that is not discreet, where the names are to be found.
"""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from urllib.parse import unquote

import httpx
import pytest
from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncEngine

from actions.invitations import expiry
from actions.seats import seat_plans
from actions.work import Services
from app.settings import Settings
from app.wiring import create_app
from db.engine import make_engine
from db.tables import Caseload, Invitation, InviteCode, Patient, SeatPlan
from graph import ids
from tests.mail.mail_catcher import Catcher, catching, until
from tests.support.client import Client, codes
from tests.support.databases import NewDatabase
from tests.support.people import People, Person
from tests.support.servers import SECRET_KEY, served

GROUP, FACILITATOR, DESCRIPTION = "Zauberwald", "Quendolin", "Schattenlicht"
NEXT_YEAR = (datetime.now(UTC) + timedelta(days=365)).isoformat()
TEXT = {
    "subject": "@inviter_name asks @recipient_name into @group_name",
    "body": "Dear @recipient_name,\n\n@inviter_name invites you to @group_name at @site_name: @register_url",
}


@dataclass
class Stage:
    """A server that sends its mails over SMTP, and what it sent."""

    people: People
    engine: AsyncEngine
    services: Services
    catcher: Catcher
    http: httpx.AsyncClient
    url: str

    async def mailed(self, address: str, count: int) -> None:
        await until(lambda: len(self.catcher.to(address)) >= count)


@pytest.fixture(scope="module")
async def stage(
    new_database: NewDatabase, http: httpx.AsyncClient, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Stage]:
    address = await new_database()
    async with catching() as catcher:
        settings = Settings(
            _env_file=None,  # type: ignore[call-arg]
            secret_key=(SECRET_KEY,),
            data_dir=tmp_path_factory.mktemp("data"),
            public_url="http://127.0.0.1:8000",
            smtp_url=catcher.url,
            rate_limits=False,
            resend_cooldown=timedelta(milliseconds=1),
            site_name="Hearth",
        )
        app = create_app(settings, address)
        engine = make_engine(address, pool_size=2)
        async with served(app) as where, httpx.AsyncClient(timeout=30) as pages:
            yield Stage(People(engine, http, where), engine, app.state.services, catcher, pages, where)
        await engine.dispose()


@dataclass
class Played:
    """A group with everything that is ever mailed about one, and the links that were given out."""

    stage: Stage
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


async def play(stage: Stage, *, discreet: bool) -> Played:
    """Everything that happens around a group, up to the moment before its invitees sign in."""
    facilitator, invitee, patient, stranger = await stage.people.many(
        [f"{FACILITATOR} Zwiebelkorn", "Ina Known", "Pat Ient", "Stra Nger"]
    )
    staff = await stage.people.staff()
    given = {"name": f"{GROUP} Nord", "description": DESCRIPTION, "discreet": discreet}
    group = (await facilitator.mutate("createGroup", given, "group { id }"))["group"]["id"]
    played = Played(stage, facilitator, invitee, patient, stranger, group)
    suffix = "discreet" if discreet else "plain"
    await played.invite("known", invitee.email)
    await played.invite("new", f"new.{suffix}@example.org")
    replaced = await played.invite("replaced", f"replaced.{suffix}@example.org")
    await played.do(facilitator, "resendInvitation", invitationId=replaced)
    for state, values in _CLOSED.items():
        closed = await played.invite(state, f"{state}.{suffix}@example.org")
        await stage.mailed(played.addresses[-1], 1)
        await _set(stage, Invitation, closed, values)
    await _remind(stage, await played.invite("reminded", f"reminded.{suffix}@example.org"))
    await stage.mailed(played.addresses[-1], 2)
    await _codes(played)
    async with stage.engine.begin() as connection:
        await connection.execute(insert(Caseload).values(account_id=facilitator.key))
        listed = {"caseload_id": facilitator.key, "account_id": patient.key, "added_at": datetime.now(UTC)}
        await connection.execute(insert(Patient).values(**listed))
    await played.do(facilitator, "addExistingMembers", groupId=group, accountIds=[patient.id])
    await played.do(staff, "setSeatPlan", groupId=group, seatCount=3, expiresAt=NEXT_YEAR)
    document = "query($id: ID!) { group(id: $id) { members(first: 9) { nodes { id account { id } } } } }"
    found = (await facilitator.ok(document, id=group))["group"]["members"]["nodes"]
    member = next(one["id"] for one in found if one["account"]["id"] == patient.id)
    await played.do(facilitator, "allocateSeat", memberId=member)
    await played.do(facilitator, "setMemberRole", memberId=member, role="ADMINISTRATOR")
    soon = {"expires_at": datetime.now(UTC) + timedelta(days=6)}
    async with stage.engine.begin() as connection:
        await connection.execute(update(SeatPlan).where(SeatPlan.group_id == _key(group)).values(**soon))
    await seat_plans.tell_expiring(stage.services)
    accepting = await stage.people("Acc Epter", email=f"accepter.{suffix}@example.org")
    accepted = await played.invite("accepted", accepting.email)
    await played.do(accepting, "acceptInvitation", invitationId=accepted)
    await _register(stage, f"new.{suffix}@example.org", played.links["new"])
    await stage.mailed(f"new.{suffix}@example.org", 2)
    await _register(stage, comer := f"comer.{suffix}@example.org", played.codes["open"])
    played.addresses.append(comer)
    played.addresses += [patient.email, accepting.email]
    await stage.mailed(patient.email, 4)  # added, a seat, the plan, an acceptance
    await stage.mailed(replaced_address := f"replaced.{suffix}@example.org", 2)
    assert replaced_address in played.addresses
    for address in played.addresses:
        await stage.mailed(address, 1)
    return played


_CLOSED: dict[str, dict[str, object]] = {
    "declined": {"status": "DECLINED", "responded_at": datetime.now(UTC)},
    "cancelled": {"status": "CANCELLED", "responded_at": datetime.now(UTC)},
    "expired": {"expires_at": datetime.now(UTC) + timedelta(milliseconds=1)},
}


async def _set(stage: Stage, entity: type[Invitation | InviteCode], given: str, values: dict[str, object]) -> None:
    values = values | ({"created_at": datetime.now(UTC) - timedelta(days=9)} if "expires_at" in values else {})
    async with stage.engine.begin() as connection:
        await connection.execute(update(entity).where(entity.id == _key(given)).values(**values))


def _key(given: str) -> int:
    named = ids.split(given)
    assert named is not None
    return named[1]


async def _remind(stage: Stage, invitation: str) -> None:
    await _set(stage, Invitation, invitation, {"reminder_at": datetime.now(UTC)})
    await expiry.remind_due(stage.services)


async def _codes(played: Played) -> None:
    """A code in every state it can be in; what its pages say while it is used up or expired is kept."""
    states: list[tuple[str, dict[str, object]]] = [
        ("used up", {"max_uses": 1, "use_count": 1}),
        ("expired", {"expires_at": datetime.now(UTC) - timedelta(days=1)}),
        ("open", {}),
    ]
    for state, values in states:
        made = await played.facilitator.mutate(
            "generateInviteCode", {"groupId": played.group}, "inviteCode { id code }"
        )
        played.codes[state if state == "open" else f"deleted, once {state}"] = code = made["inviteCode"]["code"]
        if values:
            await _set(played.stage, InviteCode, made["inviteCode"]["id"], values)
            for reader in (None, played.stranger):
                for more in ("", "/print", "/qr.svg", "/qr.png"):
                    played.glimpses.append(await read(played, f"/join/{code}{more}", reader))
            refused = await played.stranger.mutate("joinWithCode", {"code": code}, "")
            assert codes(refused) == ["CODE_USED_UP" if state == "used up" else "CODE_UNUSABLE"]
            played.glimpses.append(str(refused))


async def _register(stage: Stage, address: str, key: str) -> None:
    anybody = Client(stage.people.http, stage.url)
    await anybody.mutate("register", {"email": address, "name": "New Comer", "inviteKey": key}, "")


def spelled_out(mail: EmailMessage) -> str:
    """A mail as it went over the wire, and again with everything decoded that a program might decode."""
    parts = [bytes(mail).decode(errors="replace"), *(f"{name}: {value}" for name, value in mail.items())]
    return "\n".join([*parts, *(part.get_content() for part in mail.walk() if part.get_content_maintype() == "text")])


@pytest.fixture(scope="module")
async def discreet(stage: Stage) -> Played:
    return await play(stage, discreet=True)


@pytest.fixture(scope="module")
async def plain(stage: Stage) -> Played:
    return await play(stage, discreet=False)


SUBJECTS = {
    # what the mail is: how its subject begins where the group is discreet, and where it is not
    "an invitation": (r"Hearth asks .* into a group", rf"{FACILITATOR} Zwiebelkorn asks .* into {GROUP} Nord"),
    "a reminder": (r"Reminder: Hearth asks", rf"Reminder: {FACILITATOR}"),
    "a registration": (r"Finish registering at Hearth", r"Finish registering at Hearth"),
    "added": (r"You were added to a group", rf"{FACILITATOR} Zwiebelkorn added you to {GROUP} Nord"),
    "accepted": (r"Acc Epter accepted .* to a group", rf"Acc Epter accepted .* to {GROUP} Nord"),
    "a seat": (r"You now have access to Hearth", r"You now have access to Hearth"),
    "the plan expires": (r"The seats of a group expire", rf"The seats of {GROUP} Nord expire"),
}


async def test_no_mail_names_them(discreet: Played, plain: Played) -> None:
    for played, which in ((discreet, 0), (plain, 1)):
        mails = [mail for address in played.addresses for mail in played.stage.catcher.to(address)]
        for what, patterns in SUBJECTS.items():
            assert any(re.match(patterns[which], str(mail["Subject"])) for mail in mails), what
        named = [mail for mail in mails if re.search(f"{GROUP}|{FACILITATOR}|{DESCRIPTION}", spelled_out(mail))]
        if played is discreet:
            assert [str(mail["Subject"]) for mail in named] == []
        else:
            assert len(named) >= 8


async def test_mails_to_the_managers_themselves_do_not_name_the_group(discreet: Played) -> None:
    mails = discreet.stage.catcher.to(discreet.facilitator.email)
    assert mails, "the facilitator is told who accepted"
    for mail in mails:
        assert not re.search(f"{GROUP}|{DESCRIPTION}", spelled_out(mail)), mail["Subject"]


def addresses(played: Played) -> list[str]:
    """Every page and picture that a link or a code leads to, and where they send people."""
    keys = [*played.links.values(), *played.codes.values()]
    here = [f"/join/{key}{more}" for key in keys for more in ("", "/print", "/qr.svg", "/qr.png")]
    return [*here, *(f"/{page}?to=/join/{key}" for key in keys for page in ("login", "register"))]


async def read(played: Played, path: str, reader: Person | None) -> str:
    """A page with its headers, as text."""
    cookies = {"Cookie": f"usher={reader.token}"} if reader is not None else {}
    answer = await played.stage.http.get(f"{played.stage.url}{path}", headers=cookies)
    assert answer.status_code in (200, 303, 410), (path, answer.status_code)
    return "\n".join([*(f"{name}: {unquote(value)}" for name, value in answer.headers.items()), answer.text])


NAMES = f"{GROUP}|{FACILITATOR}|{DESCRIPTION}"


async def test_no_page_or_picture_names_them(discreet: Played) -> None:
    for path in addresses(discreet):
        for reader in (None, discreet.stranger):
            assert not re.search(NAMES, await read(discreet, path, reader)), (path, reader)
    assert len(discreet.glimpses) == 18
    assert not any(re.search(NAMES, glimpse) for glimpse in discreet.glimpses)


async def test_the_pages_of_other_groups_do(plain: Played) -> None:
    for kind in (plain.links["new"], plain.codes["open"]):
        for more in ("", "/print", "/qr.svg", "/qr.png"):
            assert re.search(NAMES, await read(plain, f"/join/{kind}{more}", None)), more
    assert any(re.search(NAMES, glimpse) for glimpse in plain.glimpses)
    for state in ("declined", "cancelled", "expired"):
        assert re.search(NAMES, await read(plain, f"/join/{plain.links[state]}", None)), state


PAGE = """query($key: String!) { invitePage(key: $key) { status groupName groupDescription facilitatorName memberCount
    invitedEmail emailDomain viewerIsMember url invitation { group { name } } qrCode { svgUrl pngUrl svg } site { name } } }"""


async def test_the_schemas_invite_page_says_no_more(discreet: Played) -> None:
    nobody = Client(discreet.stage.people.http, discreet.stage.url)
    for asker in (nobody, discreet.stranger):
        for state, key in (discreet.links | discreet.codes).items():
            page = (await asker.ok(PAGE, key=key))["invitePage"]
            assert not re.search(NAMES, str(page)), state
            assert [page[name] for name in ("groupName", "groupDescription", "facilitatorName", "memberCount")] == [
                None
            ] * 4


async def test_its_invitee_sees_them_once_signed_in(discreet: Played) -> None:
    key = discreet.links["known"]
    page = (await discreet.invitee.ok(PAGE, key=key))["invitePage"]
    assert (page["groupName"], page["groupDescription"]) == (f"{GROUP} Nord", DESCRIPTION)
    assert page["facilitatorName"] == f"{FACILITATOR} Zwiebelkorn"
    shown = await read(discreet, f"/join/{key}", discreet.invitee)
    assert re.search(GROUP, shown)
    assert re.search(FACILITATOR, shown)
    # A code is nobody's own: the same person sees no names there until they have joined.
    assert not re.search(NAMES, await read(discreet, f"/join/{discreet.codes['open']}", discreet.invitee))
    assert re.search(GROUP, await read(discreet, f"/join/{discreet.codes['open']}", discreet.patient))


async def test_the_preview_shows_what_will_be_sent(discreet: Played) -> None:
    document = """query($id: ID!, $subject: String, $body: String) { group(id: $id) {
        invitationPreview(subject: $subject, body: $body) { subject text html problems { code } } } }"""
    found = (await discreet.facilitator.ok(document, id=discreet.group, **TEXT))["group"]["invitationPreview"]
    assert found["subject"].startswith("Hearth asks")
    assert found["problems"] == []
    assert not re.search(NAMES, found["subject"] + found["text"] + found["html"])


async def test_what_a_newcomer_is_refused_with_names_nobody(discreet: Played) -> None:
    newcomer = await discreet.stage.people("New Comer")
    for field_, given in (
        ("acceptInvitation", {"token": discreet.links["known"]}),
        ("declineInvitation", {"token": discreet.links["cancelled"]}),
        ("joinWithCode", {"code": discreet.codes["deleted, once expired"]}),
        ("joinGroup", {"groupId": discreet.group}),
    ):
        kind = {"acceptInvitation": "AnswerInvitationInput", "declineInvitation": "AnswerInvitationInput"}.get(
            field_, f"{field_[0].upper()}{field_[1:]}Input"
        )
        document = f"mutation($input: {kind}!) {{ {field_}(input: $input) {{ userErrors {{ code message url }} }} }}"
        answer = await newcomer.answer(document, input=given)
        assert answer.get("errors") or answer["data"][field_]["userErrors"], field_
        assert not re.search(NAMES, str(answer)), field_

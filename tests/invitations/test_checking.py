"""What checkRecipients says before inviting is what inviteMembers then says, and it changes nothing."""

import re
from typing import Any

import pytest
from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncEngine

from db.tables import Caseload
from tests.support.client import codes
from tests.support.mailbox import Mailbox, token_in
from tests.support.people import People, Person
from tests.support.world import ROLES, World, make_world

ERRORS = "userErrors { code message path url }"
CHECK = f"""query($i: InviteMembersInput!, $n: Int! = 0) {{ checkRecipients(input: $i) {{
    readyCount {ERRORS} preview(entry: $n) {{ to subject text html alternativeText problems {{ code }} }}
    results {{ input email username name role error {{ code message path url }} }} }} }}"""
RESULTS = "invitedCount results { recipient invitation { id role } error { code message path url } }"
UNTIL = re.compile(r"good until [^\n<]*")


@pytest.fixture
async def world(people: People, engine: AsyncEngine) -> World:
    return await make_world(people, engine)


async def check(person: Person, world: World, entry: int = 0, **given: Any) -> Any:
    found = await person.ok(CHECK, i={"groupId": world.group, **given}, n=entry)
    return found["checkRecipients"]


async def befriend(world: World, person: Person) -> None:
    """The facilitator may find whoever is in a group with them."""
    made = await world.facilitator.mutate("createGroup", {"name": "Shared", "joinPolicy": "OPEN"}, "group { id }")
    assert codes(await person.mutate("joinGroup", {"groupId": made["group"]["id"]}, "")) == []


async def mixed(world: World, people: People) -> dict[str, Any]:
    """Two hundred entries of every sort, and a list with a few places for them."""
    friend, hidden = await people.many(["Friend", "Hidden"])
    await befriend(world, friend)
    new, cancelled = [f"{number}.{world.member.email}" for number in range(150)], f"cancelled.{world.member.email}"
    made = await world.administrator.mutate(
        "inviteMembers", {"groupId": world.group, "addresses": cancelled}, "results { invitation { id } }"
    )
    await world.administrator.mutate("cancelInvitation", {"invitationId": made["results"][0]["invitation"]["id"]}, "")
    async with world.engine.begin() as connection:
        await connection.execute(insert(Caseload).values(account_id=world.facilitator.key, patient_limit=90))
    recipients: list[dict[str, Any]] = [{"email": {"email": one, "name": "Max"}} for one in new[:40]]
    recipients += [{"email": {"email": one, "role": "FACILITATOR"}} for one in new[40:60]]
    recipients += [{"email": {"email": one.upper()}} for one in new[:10]]
    recipients += [{"email": {"email": one, "role": "ADMINISTRATOR"}} for one in new[60:65]]
    recipients += [{"account": {"accountId": one.id}} for one in (friend, hidden, world.member, friend)]
    recipients += [
        {"account": {"accountId": "nonsense"}},
        {"username": {"username": "no one"}},
        {"username": {"username": ""}},
    ]
    recipients += [
        {"email": {"email": one}} for one in ("", "no-address@", world.invitee.email, world.member.email, hidden.email)
    ]
    recipients += [{"email": {"email": new[149], "name": name}} for name in ("x" * 121, "two\nlines")]
    recipients += [{"email": {"email": cancelled}}]
    pasted = ", ".join([*new[65:148], "broken@", f"Max <{new[0]}>", f"Eve Ex <{new[148]}>"])
    lines = f"{pasted}\n@nobody-here\n@{friend.name.lower()}\n" + "\n".join(new[5:27])
    return {"recipients": recipients, "addresses": lines}


def _errors(payload: dict[str, Any], field: str = "results") -> list[dict[str, Any] | None]:
    """Return the errors without the seconds that are left, of which some may have passed between two calls."""
    found = [one["error"] if field == "results" else one for one in payload[field]]
    return [one and one | {"message": re.sub(r"[0-9]+ seconds?", "", one["message"])} for one in found]


@pytest.mark.parametrize("send_mail", [True, False])
async def test_it_agrees_with_inviting_entry_by_entry(world: World, people: People, send_mail: bool) -> None:
    given = await mixed(world, people) | {"sendMail": send_mail}
    before = await world.state()
    checked = await check(world.facilitator, world, **given)
    assert await world.state() == before
    invited = await world.facilitator.mutate("inviteMembers", {"groupId": world.group, **given}, RESULTS)
    assert len(invited["results"]) == 200
    assert _errors(checked) == _errors(invited)
    assert [one["input"] for one in checked["results"]] == [one["recipient"] for one in invited["results"]]
    assert _errors(checked, "userErrors") == _errors(invited, "userErrors")
    assert checked["readyCount"] == invited["invitedCount"] > 20
    found = {one["error"]["code"] for one in invited["results"] if one["error"]}
    assert found == {
        "BLANK", "INVALID_EMAIL", "INVALID_VALUE", "TOO_LONG", "UNKNOWN_PERSON", "DUPLICATE_RECIPIENT", "ROLE_NOT_ALLOWED",
        "ALREADY_MEMBER", "ALREADY_INVITED", "CASELOAD_FULL", *(["RESEND_TOO_SOON"] if send_mail else []),
    }  # fmt: skip
    again = await check(world.facilitator, world, **given)
    assert again["readyCount"] == 0
    for one, made in zip(checked["results"], invited["results"], strict=True):
        assert made["error"] is not None or made["invitation"]["role"] == one["role"]


async def test_how_each_is_shown(world: World, people: People) -> None:
    friend, hidden = await people.many(["Friend", "Hidden"])
    await befriend(world, friend)
    username = (await friend.ok("{ viewer { account { username } } }"))["viewer"]["account"]["username"]
    given = [
        {"email": {"email": " New@Example.org. ", "name": "Max"}},
        {"email": {"email": hidden.email}},
        {"email": {"email": friend.email}},
        {"username": {"username": username.upper()}},
        {"account": {"accountId": hidden.id}},
        {"email": {"email": "broken@"}},
    ]
    shown = [
        (one["email"], one["username"], one["name"], (one["error"] or {}).get("code"))
        for one in (await check(world.facilitator, world, recipients=given))["results"]
    ]
    assert shown == [
        ("new@example.org", None, "Max", None),
        (hidden.email, None, None, None),
        (friend.email, None, None, None),
        (None, username, "Friend", None),
        (None, None, None, "UNKNOWN_PERSON"),
        (None, None, None, "INVALID_EMAIL"),
    ]


@pytest.mark.parametrize("kind", ["findable", "named", "hidden", "new"])
async def test_the_preview_is_the_mail_that_is_sent(world: World, people: People, mailbox: Mailbox, kind: str) -> None:
    person = await people("Nadia Neighbour")
    if kind in ("findable", "named"):
        await befriend(world, person)
    address = f"new.{person.email}" if kind == "new" else person.email
    by_name = {"account": {"accountId": person.id, "role": "FACILITATOR"}}
    one = by_name if kind == "named" else {"email": {"email": address, "role": "FACILITATOR"}}
    given: dict[str, Any] = {
        "recipients": [one],
        "subject": "To @group_name",
        "body": "Hello @recipient_name,\n\n@register_url",
    }
    preview = (await check(world.facilitator, world, **given))["preview"]
    assert codes(await world.facilitator.mutate("inviteMembers", {"groupId": world.group, **given}, "")) == []
    mail = await mailbox.wait(address, containing="/join/")

    def said(part: str) -> str:
        shown = UNTIL.sub("", mail[part].replace(token_in(mail, "join"), "preview"))
        return shown.replace(address, preview["to"]) if kind == "named" else shown

    assert preview["subject"] == mail["subject"] == "To Wednesday"
    assert preview["problems"] == []
    if kind == "hidden":
        # Nobody may learn from the preview that there is an account; what its owner gets is the other text.
        assert "Nadia" not in preview["text"] + preview["alternativeText"]
        greeted = said("text").replace("Nadia Neighbour", "there")
        assert UNTIL.sub("", preview["alternativeText"]) == greeted
        assert "register at" in preview["text"]
    else:
        assert UNTIL.sub("", preview["text"]) == said("text")
        assert UNTIL.sub("", preview["html"]) == said("html")
        assert (preview["alternativeText"] is None) == (kind != "new")
    assert (preview["to"] == address) == (kind != "named")


async def test_when_there_is_no_preview(world: World) -> None:
    given: dict[str, Any] = {"addresses": f"broken@\na.{world.member.email}"}
    for entry, is_there in ((0, False), (1, True), (2, False), (-1, False), (2**31 - 1, False)):
        found = await check(world.facilitator, world, entry, **given)
        assert (found["preview"] is not None) == is_there
    assert (await check(world.facilitator, world, 1, **given, sendMail=False))["preview"] is None


async def test_what_refuses_the_whole(world: World) -> None:
    refused: list[dict[str, Any]] = [
        {},
        {"addresses": "a@example.org", "body": "no link"},
        {"addresses": "a@b.org", "subject": "x" * 900},
    ]
    for given in refused:
        checked = await check(world.facilitator, world, **given)
        invited = await world.facilitator.mutate("inviteMembers", {"groupId": world.group, **given}, "")
        assert (checked["results"], checked["readyCount"], checked["preview"]) == ([], 0, None)
        assert checked["userErrors"] == invited["userErrors"] != []


@pytest.mark.parametrize("who", ROLES)
async def test_it_needs_the_right_to_invite(world: World, who: str) -> None:
    given = {"i": {"groupId": world.group, "addresses": "a@example.org"}}
    expected = {"anonymous": "UNAUTHENTICATED", "stranger": "NOT_FOUND", "invitee": "NOT_FOUND"}
    if who in ("facilitator", "administrator"):
        assert (await world.caller(who).ok(CHECK, **given))["checkRecipients"]["readyCount"] == 1
    else:
        assert await world.caller(who).code(CHECK, **given) == expected.get(who, "FORBIDDEN")
    given["i"]["groupId"] = "nonsense"
    assert await world.caller(who).code(CHECK, **given) == expected.get(who, "NOT_FOUND")


async def test_it_waits_for_nobody(world: World) -> None:
    """A group that is locked for a long change can still be asked about."""
    async with world.engine.begin() as connection:
        await connection.execute(text("SELECT 1 FROM groups WHERE id = :key FOR UPDATE"), {"key": world.key})
        assert (await check(world.facilitator, world, addresses="a@example.org"))["readyCount"] == 1

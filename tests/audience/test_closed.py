"""A closed invitation or code shows outsiders the group's name of that time, and nothing else."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncEngine

from db.tables import Group, Invitation, InviteCode
from tests.support.browser import Browser
from tests.support.client import codes
from tests.support.people import People, Person
from tests.support.socket import stream
from tests.support.world import World, make_world

THEN, NOW, DESCRIPTION = "Alpenglow", "Zauberwald", "Schattenlicht"
AN_HOUR_AGO = datetime.now(UTC) - timedelta(hours=1)
GROUP = "group { groupId name description memberCount needsSeat facilitator { name } }"
PAGE = """query($key: String!) { invitePage(key: $key) { status groupName groupDescription facilitatorName memberCount
    emailDomain viewerIsMember invitation { id } } }"""
OWN = f"{{ viewer {{ invitations(status: null) {{ nodes {{ id status {GROUP} }} }} }} }}"


@dataclass
class Closed:
    """A group with an invitation and a code, and what it is called later."""

    world: World
    people: People
    engine: AsyncEngine
    token: str
    code: str
    facilitator: str

    async def rename(self, **more: Any) -> None:
        given = {"groupId": self.world.group, "name": NOW, "description": DESCRIPTION, **more}
        assert codes(await self.world.administrator.mutate("updateGroup", given, "")) == []

    async def set(self, entity: Any, **values: Any) -> None:
        async with self.engine.begin() as connection:
            await connection.execute(update(entity).where(entity.group_id == self.world.key).values(**values))

    def secrets(self) -> list[str]:
        """Texts that no outsider sees any more."""
        return [NOW, DESCRIPTION, self.facilitator]


@pytest.fixture
async def closed(people: People, engine: AsyncEngine) -> Closed:
    world = await make_world(people, engine)
    async with engine.begin() as connection:
        values = {"name": THEN, "description": DESCRIPTION}
        await connection.execute(update(Group).where(Group.id == world.key).values(**values))
    url = "query($i: ID!) { node(id: $i) { ... on Invitation { url } } }"
    link = (await world.administrator.ok(url, i=world.invitation))["node"]["url"]
    given = {"groupId": world.group, "maxUses": 1, "emailDomain": "example.org"}
    made = await world.facilitator.mutate("generateInviteCode", given, "inviteCode { code }")
    name = world.administrator.name
    return Closed(world, people, engine, link.rpartition("/")[2], made["inviteCode"]["code"], name)


async def decline(closed: Closed) -> None:
    given = {"invitationId": closed.world.invitation}
    payload = await closed.world.invitee.mutate("declineInvitation", given, f"invitation {{ {GROUP} }}")
    assert payload["invitation"]["group"]["description"] is None


async def cancel(closed: Closed) -> None:
    given = {"invitationId": closed.world.invitation}
    assert codes(await closed.world.administrator.mutate("cancelInvitation", given, "")) == []


async def lapse(closed: Closed) -> None:
    """Let them expire by the clock: no row says so when the group is renamed."""
    await closed.set(Invitation, created_at=AN_HOUR_AGO - timedelta(days=1), expires_at=AN_HOUR_AGO)


async def accept_and_leave(closed: Closed) -> None:
    invitee, given = closed.world.invitee, {"invitationId": closed.world.invitation}
    assert codes(await invitee.mutate("acceptInvitation", given, "")) == []
    assert codes(await invitee.mutate("leaveGroup", {"groupId": closed.world.group}, "groupId")) == []


async def accept_and_be_removed(closed: Closed) -> None:
    given = {"invitationId": closed.world.invitation}
    payload = await closed.world.invitee.mutate("acceptInvitation", given, "member { id }")
    removed = await closed.world.facilitator.mutate("removeMember", {"memberId": payload["member"]["id"]}, "")
    assert codes(removed) == []


def only_the_name(group: dict[str, Any], name: str) -> None:
    empty = dict.fromkeys(("description", "memberCount", "needsSeat", "facilitator"))
    assert {key: value for key, value in group.items() if key != "groupId"} == {"name": name, **empty}


@pytest.mark.parametrize("close", [decline, cancel, lapse, accept_and_leave, accept_and_be_removed])
@pytest.mark.parametrize("discreet", [False, True])
async def test_of_a_closed_invitation(close: Any, discreet: bool, closed: Closed) -> None:
    world = closed.world
    if discreet:
        async with closed.engine.begin() as connection:
            await connection.execute(update(Group).where(Group.id == world.key).values(discreet=True))
    await close(closed)
    await closed.rename(discreet=False)  # what was discreet when it closed stays so for outsiders
    await closed.rename(name="Third name")
    [own] = (await world.invitee.ok(OWN))["viewer"]["invitations"]["nodes"]
    only_the_name(own["group"], THEN)
    by_id = await world.invitee.ok(
        f"query($id: ID!) {{ node(id: $id) {{ ... on Invitation {{ {GROUP} }} }} }}", id=own["id"]
    )
    only_the_name(by_id["node"]["group"], THEN)
    for viewer in (world.anonymous, world.stranger, world.invitee):
        page = (await viewer.ok(PAGE, key=closed.token))["invitePage"]
        is_named = not discreet or viewer is world.invitee
        assert page["groupName"] == (THEN if is_named else None)
        assert (page["groupDescription"], page["facilitatorName"], page["memberCount"]) == (None, None, None)
        await reads(closed, viewer, f"/join/{closed.token}", THEN if is_named else "")
    await reads(closed, world.invitee, "/invitations", THEN)
    for inside in (world.member, world.administrator):
        page = (await inside.ok(PAGE, key=closed.token))["invitePage"]
        assert (page["groupName"], page["facilitatorName"]) == ("Third name", closed.facilitator)
    shown = f"query($id: ID!) {{ node(id: $id) {{ ... on Invitation {{ {GROUP} }} }} }}"
    for insider in (world.administrator, world.staff):
        assert (await insider.ok(shown, id=world.invitation))["node"]["group"]["name"] == "Third name"


async def reads(closed: Closed, viewer: Any, path: str, name: str) -> None:
    """Check that a page, headers included, holds nothing but the name."""
    browser = Browser(viewer.url)
    if isinstance(viewer, Person):
        browser.be(viewer)
    page = await browser.open(path)
    whole = page.text.replace(viewer.name, "") + str(page.headers) if isinstance(viewer, Person) else page.text
    assert [secret for secret in (*closed.secrets(), "Third name") if secret in whole] == []
    assert (THEN in whole) is bool(name)
    await browser.http.aclose()


async def test_closing_tells_no_more_over_the_stream(closed: Closed) -> None:
    document = f"subscription {{ viewerInvitations {{ kind invitation {{ status {GROUP} }} }} }}"
    async with stream(closed.world.invitee.url, closed.world.invitee.token, document) as events:
        await events.begun()
        await cancel(closed)
        event = (await events.next())["viewerInvitations"]
    assert event["kind"] == "CANCELLED"
    only_the_name(event["invitation"]["group"], THEN)


async def test_sent_again_it_shows_the_group_as_it_is(closed: Closed) -> None:
    await lapse(closed)
    await closed.rename()
    given = {"invitationId": closed.world.invitation}
    assert codes(await closed.world.administrator.mutate("resendInvitation", given, "")) == []
    [own] = (await closed.world.invitee.ok(OWN))["viewer"]["invitations"]["nodes"]
    assert (own["group"]["name"], own["group"]["description"]) == (NOW, DESCRIPTION)
    assert own["group"]["memberCount"] == 6
    await cancel(closed)
    [own] = (await closed.world.invitee.ok(OWN))["viewer"]["invitations"]["nodes"]
    only_the_name(own["group"], NOW)


async def use_up(closed: Closed) -> None:
    joiner = await closed.people("Joiner")
    assert codes(await joiner.mutate("joinWithCode", {"code": closed.code}, "")) == []


async def expire(closed: Closed) -> None:
    await closed.set(InviteCode, created_at=AN_HOUR_AGO - timedelta(days=1), expires_at=AN_HOUR_AGO)


async def delete(closed: Closed) -> None:
    assert codes(await closed.world.facilitator.mutate("deleteInviteCode", {"groupId": closed.world.group}, "")) == []


async def replace(closed: Closed) -> None:
    assert codes(await closed.world.facilitator.mutate("generateInviteCode", {"groupId": closed.world.group}, "")) == []


@pytest.mark.parametrize(("close", "name"), [(use_up, THEN), (expire, THEN), (delete, None), (replace, None)])
async def test_of_a_closed_code(close: Any, name: str | None, closed: Closed, http: httpx.AsyncClient) -> None:
    world = closed.world
    await close(closed)
    await closed.rename()
    for viewer in (world.anonymous, world.stranger, world.invitee):
        page = (await viewer.ok(PAGE, key=closed.code))["invitePage"]
        told = {key: value for key, value in page.items() if key not in ("status", "emailDomain", "viewerIsMember")}
        assert told == {**dict.fromkeys(told), "groupName": name}
        assert page["emailDomain"] == (None if name is None else "example.org")
        for path in ("", "/print", "/qr.svg", "/qr.png"):
            await reads(closed, viewer, f"/join/{closed.code}{path}", name or "")
        if isinstance(viewer, Person) and viewer is world.stranger:
            refused = await viewer.answer(
                "mutation($c: String!) { joinWithCode(input: {code: $c}) { userErrors { message } } }", c=closed.code
            )
            assert [secret for secret in closed.secrets() if secret in json.dumps(refused)] == []
    page = (await world.member.ok(PAGE, key=closed.code))["invitePage"]
    assert (page["groupName"], page["groupDescription"]) == (NOW, DESCRIPTION)


async def test_an_open_one_shows_the_group_as_it_is(closed: Closed) -> None:
    await closed.rename()
    page = (await closed.world.anonymous.ok(PAGE, key=closed.code))["invitePage"]
    assert (page["groupName"], page["memberCount"], page["facilitatorName"]) == (NOW, 6, closed.facilitator)
    [own] = (await closed.world.invitee.ok(OWN))["viewer"]["invitations"]["nodes"]
    assert (own["group"]["name"], own["group"]["facilitator"]) == (NOW, {"name": closed.facilitator})

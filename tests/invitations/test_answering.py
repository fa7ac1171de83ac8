"""The life of an invitation: each transition, and each refusal with nothing changed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from graph import ids
from rules.tokens import invitation_token
from tests.support.client import codes
from tests.support.people import People
from tests.support.world import invitation_row, make_world, set_invitation

PAST = datetime.now(UTC) - timedelta(hours=1)
RESPONDED = {"responded_at": PAST}

STATES: dict[str, dict[str, Any]] = {
    "PENDING": {},
    "ACCEPTED": {"status": "ACCEPTED"} | RESPONDED,
    "DECLINED": {"status": "DECLINED"} | RESPONDED,
    "CANCELLED": {"status": "CANCELLED"} | RESPONDED,
    "EXPIRED": {"expires_at": PAST},
    "EXPIRED, told": {"expires_at": PAST, "status": "EXPIRED"},
}
TRANSITIONS = {
    # what is tried: what comes of it, in the order of STATES
    "acceptInvitation": "ok NOT_PENDING NOT_PENDING NOT_PENDING EXPIRED EXPIRED",
    "declineInvitation": "ok NOT_PENDING ok NOT_PENDING EXPIRED EXPIRED",
    "cancelInvitation": "ok NOT_PENDING NOT_PENDING NOT_PENDING EXPIRED EXPIRED",
    "resendInvitation": "ok NOT_PENDING NOT_PENDING NOT_PENDING ok ok",
}
AFTER = {
    "acceptInvitation": "ACCEPTED",
    "declineInvitation": "DECLINED",
    "cancelInvitation": "CANCELLED",
    "resendInvitation": "PENDING",
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("doing", TRANSITIONS)
async def test_every_transition(doing: str, state: str, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    await set_invitation(world, **STATES[state])
    who = world.invitee if doing in ("acceptInvitation", "declineInvitation") else world.administrator
    before = await world.state()
    payload = await who.mutate(doing, {"invitationId": world.invitation}, "invitation { status }")
    expected = TRANSITIONS[doing].split()[list(STATES).index(state)]
    if expected == "ok":
        assert codes(payload) == []
        assert payload["invitation"]["status"] == AFTER[doing]
    else:
        assert codes(payload) == [f"INVITATION_{expected}"]
        assert payload["invitation"] is None
        assert await world.state() == before


async def test_declining_what_is_declined_changes_nothing(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    await set_invitation(world, **STATES["DECLINED"])
    before = await world.state()
    assert codes(await world.invitee.mutate("declineInvitation", {"invitationId": world.invitation}, "")) == []
    assert await world.state() == before


async def test_accepting_again_answers_alike(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    token = world.personal_token()
    selection = "member { id joinedAt } invitation { id status }"
    first = await world.invitee.mutate("acceptInvitation", {"token": token}, selection)
    between = await world.state()
    assert await world.invitee.mutate("acceptInvitation", {"token": token}, selection) == first
    assert await world.invitee.mutate("acceptInvitation", {"invitationId": world.invitation}, selection) == first
    assert await world.state() == between


async def test_accepted_and_no_longer_a_member(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    given = {"invitationId": world.invitation}
    assert codes(await world.invitee.mutate("acceptInvitation", given, "")) == []
    assert codes(await world.invitee.mutate("leaveGroup", {"groupId": world.group}, "")) == []
    assert codes(await world.invitee.mutate("acceptInvitation", given, "")) == ["INVITATION_NOT_PENDING"]


@pytest.mark.parametrize("doing", ["acceptInvitation", "declineInvitation"])
@pytest.mark.parametrize("state", STATES)
async def test_another_account(doing: str, state: str, people: People, engine: AsyncEngine) -> None:
    """By token WRONG_RECIPIENT, whatever the status; by ID as if there were none."""
    world = await make_world(people, engine)
    await set_invitation(world, **STATES[state])
    before = await world.state()
    token = world.personal_token()
    payload = await world.stranger.mutate(doing, {"token": token}, "")
    assert codes(payload) == ["WRONG_RECIPIENT"]
    assert f"{world.invitee.email[0]}…@example.org" in payload["userErrors"][0]["message"]
    assert world.invitee.email not in str(payload)
    assert await world.stranger.refused(doing, {"invitationId": world.invitation}) == "NOT_FOUND"
    assert codes(await world.facilitator.mutate(doing, {"invitationId": world.invitation}, "")) == ["WRONG_RECIPIENT"]
    assert await world.state() == before


@pytest.mark.parametrize("doing", ["acceptInvitation", "declineInvitation"])
async def test_links_that_are_no_good(doing: str, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    old = world.personal_token()
    await set_invitation(world, version=2)
    before = await world.state()
    forged = invitation_token((b"another key of a good length, not ours",), world.invitation_key, 2)
    for token in (
        old,
        forged,
        old[:-1] + ("A" if old[-1] != "A" else "B"),
        "",
        "nonsense",
        "x" * 5000,
        "ABCD-EFGH-JKMN",
    ):
        payload = await world.invitee.mutate(doing, {"token": token}, "")
        assert codes(payload) == ["LINK_UNUSABLE"], token
        assert payload["userErrors"][0]["path"] == ["token"]
    assert await world.state() == before
    good = world.personal_token(2)
    assert codes(await world.invitee.mutate(doing, {"token": good}, "")) == []


@pytest.mark.parametrize(
    "given",
    [
        "R3JvdXA6MQ==",
        "nonsense",
        "",
        "SW52aXRhdGlvbjo5OTk5OTk5OTk5OTk5OTk5OTk5OTk5",
        str(ids.encode("Invitation", 2**62)),
    ],
)
async def test_ids_that_name_nothing(given: str, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    for doing in TRANSITIONS:
        assert await world.invitee.refused(doing, {"invitationId": given}) == "NOT_FOUND"


async def test_both_or_neither_is_no_answer(people: People) -> None:
    person = await people()
    assert await person.refused("acceptInvitation", {}) == "BAD_REQUEST"
    assert await person.refused("acceptInvitation", {"token": "x", "invitationId": "y"}) == "BAD_REQUEST"


@pytest.mark.parametrize("role", ["FACILITATOR", "ADMINISTRATOR"])
async def test_an_inviter_without_the_right_any_more(role: str, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    await set_invitation(world, role=role, invited_by=world.other_administrator.key)
    demoted = {"memberId": world.membership("other_administrator"), "role": "MEMBER"}
    assert codes(await world.administrator.mutate("setMemberRole", demoted, "")) == []
    payload = await world.invitee.mutate("acceptInvitation", {"invitationId": world.invitation}, "member { id }")
    assert codes(payload) == ["INVITATION_NOT_PENDING"]
    assert (await invitation_row(world)).status == "CANCELLED"


async def test_a_members_invitation_outlives_its_inviter(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    await set_invitation(world, invited_by=world.other_facilitator.key)
    gone = {"memberId": world.membership("other_facilitator")}
    assert codes(await world.administrator.mutate("removeMember", gone, "")) == []
    payload = await world.invitee.mutate("acceptInvitation", {"invitationId": world.invitation}, "member { role }")
    assert payload["member"] == {"role": "MEMBER"}


async def test_joining_in_another_way_accepts_the_pending_invitation(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    appointed = {"groupId": world.group, "accountId": world.invitee.id}
    payload = await world.staff.mutate("assignAdministrator", appointed, "member { id role joinedBy }")
    assert codes(payload) == []
    assert (await invitation_row(world)).status == "ACCEPTED"
    assert (payload["member"]["joinedBy"], payload["member"]["role"]) == ("STAFF", "ADMINISTRATOR")
    own = "query($id: ID!) { node(id: $id) { ... on Member { invitation { id } } } }"
    found = (await world.invitee.ok(own, id=payload["member"]["id"]))["node"]
    assert found == {"invitation": {"id": world.invitation}}


async def test_removing_cancels_what_is_pending(people: People, engine: AsyncEngine) -> None:
    """Pending beside a membership cannot come about by itself; it is cancelled with the removal all the same."""
    world = await make_world(people, engine)
    await set_invitation(world, email=world.other_member.email)
    gone = {"memberId": world.membership("other_member")}
    assert codes(await world.facilitator.mutate("removeMember", gone, "")) == []
    assert (await invitation_row(world)).status == "CANCELLED"


async def test_resending_makes_a_new_link(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    page = "query($key: String!) { invitePage(key: $key) { status } }"
    old = world.personal_token()
    given = {"invitationId": world.invitation}
    selection = "invitation { url expiresAt resendableAt invitedBy { name } status viewerActions }"
    resent = (await world.facilitator.mutate("resendInvitation", given, selection))["invitation"]
    assert resent["invitedBy"] == {"name": "Facilitator"}
    assert resent["viewerActions"] == ["CANCEL"]
    new = resent["url"].rpartition("/")[2]
    assert new != old
    assert (await world.anonymous.ok(page, key=old))["invitePage"] == {"status": "REPLACED"}
    assert (await world.anonymous.ok(page, key=new))["invitePage"] == {"status": "OPEN"}
    before = await world.state()
    assert codes(await world.facilitator.mutate("resendInvitation", given, "")) == ["RESEND_TOO_SOON"]
    assert await world.state() == before


async def test_resending_asks_again_what_inviting_asks(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    given = {"invitationId": world.invitation}
    await set_invitation(world, expires_at=PAST, mailed_at=PAST)
    invited = {"groupId": world.group, "addresses": world.invitee.email, "sendMail": False}
    assert (await world.administrator.mutate("inviteMembers", invited, "invitedCount"))["invitedCount"] == 1
    assert codes(await world.administrator.mutate("resendInvitation", given, "")) == ["ALREADY_INVITED"]
    await set_invitation(world, email=world.member.email, status="EXPIRED")
    assert codes(await world.administrator.mutate("resendInvitation", given, "")) == ["ALREADY_MEMBER"]


async def test_the_last_administrator_stays(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    await world.administrator.mutate(
        "setMemberRole", {"memberId": world.membership("other_administrator"), "role": "MEMBER"}, ""
    )
    before = await world.state()
    me = world.membership("administrator")
    assert codes(await world.administrator.mutate("leaveGroup", {"groupId": world.group}, "")) == ["LAST_ADMINISTRATOR"]
    assert codes(await world.administrator.mutate("removeMember", {"memberId": me}, "")) == ["LAST_ADMINISTRATOR"]
    demoted = {"memberId": me, "role": "FACILITATOR"}
    assert codes(await world.administrator.mutate("setMemberRole", demoted, "")) == ["LAST_ADMINISTRATOR"]
    assert codes(await world.administrator.mutate("setMemberRole", {"memberId": me, "role": "ADMINISTRATOR"}, "")) == []
    assert await world.state() == before
    shown = await world.administrator.ok("query($g: ID!) { group(id: $g) { viewerActions } }", g=world.group)
    assert "LEAVE" not in shown["group"]["viewerActions"]

"""An invitation's viewerActions consider more than its status: other invitations, membership and caseloads."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from db.tables import Caseload, Group, Invitation, Membership, Patient
from graph import ids
from tests.permissions.test_viewer_actions import INVITATION, assert_actions_match_attempts
from tests.support.client import codes
from tests.support.people import People
from tests.support.world import World, make_world, set_invitation

NOW = datetime.now(UTC)
AGO = NOW - timedelta(hours=1)
USER_ERRORS = {
    "ALREADY_MEMBER", "ALREADY_INVITED", "CASELOAD_FULL", "INVITATION_EXPIRED", "INVITATION_NOT_PENDING",
    "RESEND_TOO_SOON", "WRONG_RECIPIENT", "ROLE_NOT_ALLOWED",
}  # fmt: skip
Change = Callable[[World, AsyncConnection], Any]


def another(**values: Any) -> Any:
    """Add another invitation of the same person."""
    given = {"named_by": "EMAIL", "search": "", "role": "MEMBER", "wants_mail": True, "created_at": AGO,
             "expires_at": NOW + timedelta(days=3), **values}  # fmt: skip
    return insert(Invitation).values(given)


async def mailed_lately(world: World, connection: AsyncConnection) -> None:
    """An expired invitation; a newer one was mailed a moment ago and cancelled."""
    await connection.execute(another(group_id=world.key, email=world.invitee.email, invited_by=world.administrator.key,
                                     status="CANCELLED", responded_at=NOW, mailed_at=datetime.now(UTC)))  # fmt: skip


async def invited_anew(world: World, connection: AsyncConnection) -> None:
    """An expired invitation; a newer one is pending."""
    await connection.execute(another(group_id=world.key, email=world.invitee.email, invited_by=world.administrator.key))


async def joined(world: World, connection: AsyncConnection) -> None:
    """An expired invitation; the person is a member now."""
    inside = {"group_id": world.key, "account_id": world.invitee.key, "role": "MEMBER", "joined_at": NOW}
    await connection.execute(insert(Membership).values(joined_by="CODE", **inside))


async def full(world: World, connection: AsyncConnection) -> None:
    """An expired invitation; the creator's caseload, which all managers here use, is full."""
    await connection.execute(insert(Caseload).values(account_id=world.administrator.key, patient_limit=0))


async def listed(world: World, connection: AsyncConnection) -> None:
    """The same, and the person is on that caseload, which helps its owner alone."""
    await full(world, connection)
    one = {"caseload_id": world.administrator.key, "account_id": world.invitee.key, "added_at": NOW}
    await connection.execute(insert(Patient).values(**one))


HINDERED: dict[Change, str] = {mailed_lately: "", invited_anew: "", joined: "", full: "", listed: "administrator"}


@pytest.mark.parametrize("change", HINDERED)
@pytest.mark.parametrize("role", ["invitee", "facilitator", "administrator"])
async def test_viewer_actions_of_an_expired_invitation(
    role: str, change: Change, people: People, engine: AsyncEngine
) -> None:
    async def make() -> World:
        world = await make_world(people, engine)
        await set_invitation(world, expires_at=AGO, status="EXPIRED")
        async with engine.begin() as connection:
            await connection.execute(
                update(Invitation).where(Invitation.id == world.invitation_key).values(mailed_at=AGO)
            )
            await change(world, connection)
        return world

    ask = "node(id: $invitation) { ... on Invitation { viewerActions } }"
    if change in (full, listed) and role == "facilitator":  # the keeper is told, which is no change to the group
        world = await make()
        shown = (await world.facilitator.ok("query($i: ID!) { it: node(id: $i) { ... on Invitation { viewerActions } } }",
                                            i=world.invitation))["it"]["viewerActions"]  # fmt: skip
        assert await world.caller(role).outcome(*INVITATION["RESEND"](world)) == "CASELOAD_FULL"
    else:
        shown = await assert_actions_match_attempts(make, role, ask, INVITATION, USER_ERRORS)
    assert shown == (["RESEND"] if role == HINDERED[change] else [])


@pytest.mark.parametrize("limit", [0, 1])
async def test_a_reserved_place_lets_an_invitation_be_resent(limit: int, people: People, engine: AsyncEngine) -> None:
    async def make() -> World:
        world = await make_world(people, engine)
        async with engine.begin() as connection:
            await connection.execute(insert(Caseload).values(account_id=world.administrator.key, patient_limit=limit))
            kept = {"caseload_id": world.administrator.key}
            await connection.execute(update(Invitation).where(Invitation.id == world.invitation_key).values(**kept))
        return world

    ask = "node(id: $invitation) { ... on Invitation { viewerActions } }"
    shown = await assert_actions_match_attempts(make, "administrator", ask, INVITATION, USER_ERRORS)
    assert shown == ["RESEND", "CANCEL"]


@pytest.mark.parametrize("role", ["FACILITATOR", "ADMINISTRATOR"])
async def test_a_role_that_the_inviter_may_no_longer_give_cannot_be_accepted(
    role: str, people: People, engine: AsyncEngine
) -> None:
    world = await make_world(people, engine)
    await set_invitation(world, role=role, invited_by=world.member.key)
    ask = "{ viewer { invitations { nodes { id viewerActions } } } }"
    [own] = (await world.invitee.ok(ask))["viewer"]["invitations"]["nodes"]
    assert own["viewerActions"] == ["DECLINE"]
    assert await world.invitee.outcome(*INVITATION["ACCEPT"](world)) == "INVITATION_NOT_PENDING"


async def test_an_invitation_of_nobody_says_why_for_each_recipient(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    async with engine.begin() as connection:
        await connection.execute(update(Group).where(Group.id == world.key).values(discreet=True))
    recipients = [
        {"email": {"email": world.member.email}},
        {"username": {"username": "nobody.at.all"}},
        {"email": {"email": f"fine.{world.key}@example.org"}},
        {"account": {"accountId": str(ids.encode("Account", 0))}},
    ]
    given = {"groupId": world.group, "recipients": recipients, "addresses": f"{world.invitee.email}, no@where"}
    payload = await world.facilitator.mutate("inviteMembers", given, "invitedCount results { error { code path } }")
    errors = [result["error"] for result in payload["results"] if result["error"]]
    assert payload["invitedCount"] == 1
    assert codes(payload) == ["ALREADY_MEMBER", "UNKNOWN_PERSON", "UNKNOWN_PERSON", "ALREADY_INVITED", "INVALID_EMAIL"]
    assert [{key: one[key] for key in ("code", "path")} for one in payload["userErrors"]] == errors
    assert errors[3]["path"] == ["addresses", "0"]

"""Permissions: each mutation of a group by each role. A refused mutation changes nothing and sends nothing."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.support.people import People
from tests.support.world import ROLES, World, make_world, set_invitation

NEXT_YEAR = (datetime.now(UTC) + timedelta(days=365)).isoformat()
Given = Callable[[World], dict[str, Any]]

SHORT = {
    "ok": "",
    "U": "UNAUTHENTICATED",
    "N": "NOT_FOUND",
    "F": "FORBIDDEN",
    "R": "ROLE_NOT_ALLOWED",
    "W": "WRONG_RECIPIENT",
    "P": "NO_SEAT_PLAN",
}

# In the order of ROLES: anonymous, stranger, invitee, member, facilitator, administrator, staff.
CASES: list[tuple[str, str, Given, str]] = [
    ("edit", "updateGroup", lambda w: {"groupId": w.group, "name": "Thursday"}, "U N N F ok ok ok"),
    ("leave", "leaveGroup", lambda w: {"groupId": w.group}, "U N N ok ok ok F"),
    ("promote", "setMemberRole", lambda w: role(w, "other_member", "FACILITATOR"), "U N N F ok ok F"),
    ("promote above", "setMemberRole", lambda w: role(w, "other_member", "ADMINISTRATOR"), "U N N F R ok F"),
    ("demote above", "setMemberRole", lambda w: role(w, "other_administrator", "MEMBER"), "U N N F R ok F"),
    ("remove", "removeMember", lambda w: {"memberId": w.membership("other_member")}, "U N N F ok ok F"),
    ("remove above", "removeMember", lambda w: {"memberId": w.membership("other_administrator")}, "U N N F R ok F"),
    ("invite", "inviteMembers", lambda w: {"groupId": w.group, "addresses": "x@example.org"}, "U N N F ok ok F"),
    ("resend", "resendInvitation", lambda w: {"invitationId": w.invitation}, "U N F N ok ok F"),
    ("change", "updateInvitation", lambda w: {"invitationId": w.invitation, "role": "FACILITATOR"}, "U N F N ok ok F"),
    (
        "change above",
        "updateInvitation",
        lambda w: {"invitationId": w.invitation, "role": "ADMINISTRATOR"},
        "U N F N R ok F",
    ),
    ("cancel", "cancelInvitation", lambda w: {"invitationId": w.invitation}, "U N F N ok ok F"),
    ("accept", "acceptInvitation", lambda w: {"invitationId": w.invitation}, "U N ok N W W W"),
    ("decline", "declineInvitation", lambda w: {"invitationId": w.invitation}, "U N ok N W W W"),
    ("allocate", "allocateSeat", lambda w: {"memberId": w.membership("other_member")}, "U N N F F P F"),
    ("release", "releaseSeat", lambda w: {"memberId": w.membership("other_member")}, "U N N F F P F"),
    ("policy", "setSeatPolicy", lambda w: {"groupId": w.group, "policy": "AUTOMATIC"}, "U N N F F P F"),
    ("ask for a seat", "requestSeat", lambda w: {"groupId": w.group}, "U N N P P P F"),
    ("buy", "setSeatPlan", lambda w: {"groupId": w.group, "seatCount": 3, "expiresAt": NEXT_YEAR}, "U N N F F F ok"),
    ("share", "shareResource", lambda w: {"groupId": w.group, "kind": "WORKBOOK", "title": "Sleep"}, "U N N F ok ok F"),
    ("assign", "assignResource", lambda w: {"resourceId": w.resource}, "U N N F ok ok F"),
    ("complete", "completeAssignment", lambda w: {"assignmentId": w.assignment}, "U N N ok F F F"),
    ("change material", "updateResource", lambda w: {"resourceId": w.resource, "title": "Rest"}, "U N N F ok ok F"),
    ("take one back", "unassignResource", lambda w: {"assignmentId": w.assignment}, "U N N F ok ok F"),
    ("take all back", "unassignResource", lambda w: {"resourceId": w.resource}, "U N N F ok ok F"),
    ("take away", "removeResource", lambda w: {"resourceId": w.resource}, "U N N F ok ok F"),
    ("appoint", "assignAdministrator", lambda w: {"groupId": w.group, "accountId": w.stranger.id}, "U N N F F F ok"),
]


def role(world: World, who: str, then: str) -> dict[str, Any]:
    return {"memberId": world.membership(who), "role": then}


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
async def test_each_role_may_do_what_the_table_says(
    case: tuple[str, str, Given, str], who: str, people: People, engine: AsyncEngine
) -> None:
    _, field, given, expected = case
    world = await make_world(people, engine)
    before = await world.state()
    outcome = await world.caller(who).outcome(field, given(world))
    assert outcome == SHORT[expected.split()[ROLES.index(who)]]
    if outcome:
        assert await world.state() == before
    else:
        assert await world.state() != before


# The cases whose input names the group itself, by reading `w.group`.
@pytest.mark.parametrize(
    "case", [case for case in CASES if "group" in str(case[2].__code__.co_names)], ids=lambda c: c[0]
)
async def test_strangers_know_of_an_open_group_and_may_not_change_it(
    case: tuple[str, str, Given, str], people: People, engine: AsyncEngine
) -> None:
    _, field, given, expected = case
    world = await make_world(people, engine, join_policy="OPEN")
    before = await world.state()
    assert expected.split()[1] == "N"
    assert await world.stranger.outcome(field, given(world)) == "FORBIDDEN"
    assert await world.state() == before


async def test_a_facilitator_may_not_invite_an_administrator(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    given = {"groupId": world.group, "addresses": "a@example.org b@example.org", "role": "ADMINISTRATOR"}
    before = await world.state()
    done = await world.facilitator.mutate("inviteMembers", given, "invitedCount results { error { code path } }")
    assert done["invitedCount"] == 0
    assert [result["error"] for result in done["results"]] == [
        {"code": "ROLE_NOT_ALLOWED", "path": ["addresses", "0"]},
        {"code": "ROLE_NOT_ALLOWED", "path": ["addresses", "1"]},
    ]
    assert await world.state() == before


async def test_a_facilitator_may_not_cancel_or_resend_an_administrators_invitation(
    people: People, engine: AsyncEngine
) -> None:
    world = await make_world(people, engine)
    await set_invitation(world, role="ADMINISTRATOR")
    before = await world.state()
    for field in ("cancelInvitation", "resendInvitation"):
        payload = await world.facilitator.mutate(field, {"invitationId": world.invitation}, "")
        assert [error["code"] for error in payload["userErrors"]] == ["ROLE_NOT_ALLOWED"]
    assert await world.state() == before


FIELDS = {
    # For each field the results of ROLES from member on.
    "members { totalCount }": "ok ok ok ok",
    "members(hasSeat: true) { totalCount }": "F F ok ok",
    "invitations { totalCount }": "F ok ok ok",
    "invitations(delivery: FAILED) { totalCount }": "F ok ok F",
    "invitationCounts { total }": "F ok ok ok",
    "invitationTemplate { body }": "F ok ok F",
    "invitationPreview { text }": "F ok ok F",
    "seatPlan { seatCount }": "ok ok ok ok",
    "liveCursor": "ok ok ok ok",
    "viewerActionsVersion": "ok ok ok ok",
    "resources { nodes { title } }": "ok ok ok ok",
    "history { nodes { subject } }": "F ok ok ok",
}


@pytest.mark.parametrize("who", ROLES[3:])
@pytest.mark.parametrize("field", FIELDS)
async def test_each_role_reads_the_fields_that_the_table_says(
    field: str, who: str, people: People, engine: AsyncEngine
) -> None:
    world = await make_world(people, engine)
    answer = await world.caller(who).answer(f"query($id: ID!) {{ group(id: $id) {{ id {field} }} }}", id=world.group)
    name = field.split("(", maxsplit=1)[0].split(maxsplit=1)[0]
    assert answer["data"]["group"]["id"] == world.group
    if FIELDS[field].split()[ROLES.index(who) - 3] == "ok":
        assert "errors" not in answer
    else:
        assert answer["data"]["group"][name] is None
        assert [error["extensions"]["code"] for error in answer["errors"]] == ["FORBIDDEN"]


@pytest.mark.parametrize("who", ROLES[:3])
async def test_an_unknown_group_is_null(who: str, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    absent = "query($id: ID!) { group(id: $id) { name } node(id: $id) { id } }"
    for given in (world.group, "R3JvdXA6OTk5OTk5OTk5", "nonsense", world.membership("member")):
        assert await world.caller(who).answer(absent, id=given) == {"data": {"group": None, "node": None}}

"""viewerActions are true: each action shown succeeds; each one not shown is refused and changes nothing."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, insert, update
from sqlalchemy.ext.asyncio import AsyncEngine

from db.tables import Membership, Removal, Seat, SeatPlan
from tests.permissions.conftest import REFUSED
from tests.support.people import People
from tests.support.world import ROLES, World, make_world, set_invitation

SIGNED_IN = ROLES[1:]
NOW = datetime.now(UTC)
Try = tuple[str, dict[str, Any]]
Make = Callable[[People, AsyncEngine], Any]


async def assert_actions_match_attempts(
    make: Callable[[], Any], role: str, ask: str, tries: dict[str, Callable[[World], Try]], user_errors: set[str]
) -> list[str]:
    """Try all actions shown, each with new test data, and all others in one set.

    Args:
        make: Makes the test data.
        role: The caller.
        ask: Selects viewerActions, with the group's ID as $id and the invitation's as $invitation.
        tries: The mutation of each action.
        user_errors: User errors that may refuse an action which is not shown, besides errors of the request.

    Returns:
        The actions shown.
    """
    world: World = await make()
    before = await world.state()
    shown = await _shown(world, role, ask)
    for action, tried in tries.items():
        if action not in shown:
            code = await world.caller(role).outcome(*tried(world))
            assert code in REFUSED | user_errors, (role, action, code)
            assert await world.state() == before, (role, action)
    for action in shown:
        world = await make()
        before = await world.state()
        assert (role, action, await world.caller(role).outcome(*tries[action](world))) == (role, action, "")
        assert await world.state() != before
    return shown


async def _shown(world: World, role: str, ask: str) -> list[str]:
    variables = {"id": world.group, "invitation": world.invitation, "member": world.membership("other_member"),
                 "facilitator": world.membership("other_facilitator"), "administrator": world.membership("other_administrator"),
                 "own": world.membership(role) if role in world.members else ""}  # fmt: skip
    used = {name: value for name, value in variables.items() if f"${name}" in ask}
    head = ", ".join(f"${name}: ID!" for name in used)
    found = (await world.caller(role).ok(f"query({head}) {{ it: {ask} }}", **used))["it"]
    return found["viewerActions"] if found is not None else []


GROUP: dict[str, Callable[[World], Try]] = {
    "EDIT": lambda w: ("updateGroup", {"groupId": w.group, "name": "Thursday"}),
    "INVITE": lambda w: ("inviteMembers", {"groupId": w.group, "addresses": "a@example.org"}),
    "MANAGE_MEMBERS": lambda w: ("removeMember", {"memberId": w.membership("other_member")}),
    "MANAGE_ROLES": lambda w: ("setMemberRole", {"memberId": w.membership("other_member"), "role": "ADMINISTRATOR"}),
    "SHARE_CODE": lambda w: ("generateInviteCode", {"groupId": w.group}),
    "MANAGE_SEATS": lambda w: ("allocateSeat", {"memberId": w.membership("other_member")}),
    "SHARE_RESOURCES": lambda w: ("shareResource", {"groupId": w.group, "kind": "WORKBOOK", "title": "Sleep"}),
    "LEAVE": lambda w: ("leaveGroup", {"groupId": w.group}),
    "JOIN": lambda w: ("joinGroup", {"groupId": w.group}),
}
# "" is JOIN by a member, who gets the same membership.
_GROUP_USER_ERRORS = {"ROLE_NOT_ALLOWED", "LAST_ADMINISTRATOR", "GROUP_INVITE_ONLY", "NO_SEAT_PLAN", ""}


async def seated(people: People, engine: AsyncEngine, policy: str) -> World:
    """Make a group with a plan of two seats."""
    world = await make_world(people, engine, join_policy=policy)
    async with engine.begin() as connection:
        plan = {"group_id": world.key, "starts_at": NOW - timedelta(days=1), "expires_at": NOW + timedelta(days=9)}
        await connection.execute(insert(SeatPlan).values(seat_count=2, status_told="ACTIVE", told_days=30, **plan))
        for number in (1, 2):
            await connection.execute(insert(Seat).values(group_id=world.key, number=number))
    return world


SHOWN = {
    "stranger": "",
    "invitee": "",
    "member": "LEAVE",
    "facilitator": "EDIT INVITE MANAGE_MEMBERS SHARE_CODE SHARE_RESOURCES LEAVE",
    "administrator": "EDIT INVITE MANAGE_MEMBERS MANAGE_ROLES SHARE_CODE MANAGE_SEATS SHARE_RESOURCES LEAVE",
    "staff": "EDIT",
}


@pytest.mark.parametrize("policy", ["INVITE_ONLY", "OPEN"])
@pytest.mark.parametrize("role", SIGNED_IN)
async def test_viewer_actions_of_a_group(role: str, policy: str, people: People, engine: AsyncEngine) -> None:
    ask = "group(id: $id) { viewerActions }"
    shown = await assert_actions_match_attempts(
        lambda: seated(people, engine, policy), role, ask, GROUP, _GROUP_USER_ERRORS
    )
    expected = SHOWN[role].split()
    if policy == "OPEN" and role in ("stranger", "invitee", "staff"):
        expected.append("JOIN")
    assert shown == expected


@pytest.mark.parametrize("role", ["facilitator", "administrator", "staff"])
async def test_without_a_plan_there_are_no_seats_to_manage(role: str, people: People, engine: AsyncEngine) -> None:
    ask = "group(id: $id) { viewerActions }"
    shown = await assert_actions_match_attempts(
        lambda: make_world(people, engine), role, ask, GROUP, _GROUP_USER_ERRORS
    )
    assert shown == [action for action in SHOWN[role].split() if action != "MANAGE_SEATS"]


async def test_the_last_administrator_is_not_offered_to_leave(people: People, engine: AsyncEngine) -> None:
    async def alone() -> World:
        world = await seated(people, engine, "INVITE_ONLY")
        async with engine.begin() as connection:
            await connection.execute(delete(Membership).where(Membership.id == world.members["other_administrator"]))
        return world

    shown = await assert_actions_match_attempts(
        alone, "administrator", "group(id: $id) { viewerActions }", GROUP, _GROUP_USER_ERRORS
    )
    assert "LEAVE" not in shown
    ask = "node(id: $own) { ... on Member { viewerActions } }"
    assert await assert_actions_match_attempts(
        alone, "administrator", ask, member_tries("administrator"), {"LAST_ADMINISTRATOR", "HAS_NO_SEAT", ""}
    ) == ["ALLOCATE_SEAT"]


async def test_a_removed_member_is_not_offered_to_join_again(people: People, engine: AsyncEngine) -> None:
    async def removed() -> World:
        world = await seated(people, engine, "OPEN")
        async with engine.begin() as connection:
            await connection.execute(insert(Removal).values(group_id=world.key, account_id=world.stranger.key))
        return world

    assert (
        await assert_actions_match_attempts(
            removed, "stranger", "group(id: $id) { viewerActions }", GROUP, _GROUP_USER_ERRORS
        )
        == []
    )
    world = await removed()
    assert await _listed(world, "stranger", True) == []


@pytest.mark.parametrize("policy", ["INVITE_ONLY", "OPEN"])
async def test_the_groups_to_join_are_those_that_show_it(policy: str, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine, join_policy=policy)
    for role in SIGNED_IN:
        shown = await _shown(world, role, "group(id: $id) { viewerActions }")
        is_seen = policy == "OPEN" or role not in ("stranger", "invitee")
        assert await _listed(world, role, True) == ([world.group] if "JOIN" in shown else []), role
        assert await _listed(world, role, False) == ([world.group] if is_seen and "JOIN" not in shown else []), role


async def _listed(world: World, role: str, can_join: bool) -> list[str]:
    """Return the group if it is listed; `search` keeps other tests' groups away."""
    name = f"Listed{world.key}"
    await world.administrator.mutate("updateGroup", {"groupId": world.group, "name": name}, "")
    document = "query($s: String, $j: Boolean) { groups(search: $s, canJoin: $j) { nodes { id } } }"
    found = await world.caller(role).ok(document, s=name, j=can_join)
    return [node["id"] for node in found["groups"]["nodes"]]


def member_tries(target: str) -> dict[str, Callable[[World], Try]]:
    """Return the mutation of each action on a member."""

    def one(field: str, **more: Any) -> Callable[[World], Try]:
        return lambda w: (field, {"memberId": w.membership(target), **more})

    return {
        "REMOVE": one("removeMember"),
        **{f"MAKE_{role}": one("setMemberRole", role=role) for role in ("MEMBER", "FACILITATOR", "ADMINISTRATOR")},
        "ALLOCATE_SEAT": one("allocateSeat"),
        "RELEASE_SEAT": one("releaseSeat"),
    }


async def with_plan(people: People, engine: AsyncEngine, plan: str) -> World:
    """Make a group without a plan or with one in some state, in which other_member has a seat or not."""
    if plan == "none":
        return await make_world(people, engine)
    world = await seated(people, engine, "INVITE_ONLY")
    async with engine.begin() as connection:
        if plan == "held":
            for place, who in enumerate(("other_member", "other_facilitator"), 1):
                holder = update(Seat).where(Seat.group_id == world.key, Seat.number == place)
                await connection.execute(holder.values(membership_id=world.members[who], allocated_at=NOW))
        if plan == "expired":
            ended = {
                "starts_at": NOW - timedelta(days=9),
                "expires_at": NOW - timedelta(days=1),
                "status_told": "EXPIRED",
            }
            await connection.execute(update(SeatPlan).where(SeatPlan.group_id == world.key).values(**ended))
    return world


# "" is a role that somebody has already.
_MEMBER_USER_ERRORS = {
    "ROLE_NOT_ALLOWED",
    "NO_SEAT_PLAN",
    "NO_FREE_SEAT",
    "SEAT_PLAN_EXPIRED",
    "HAS_SEAT_ALREADY",
    "HAS_NO_SEAT",
    "",
}


@pytest.mark.parametrize(
    ("target", "plan"),
    [("member", "none"), ("facilitator", "none"), ("administrator", "none"), ("member", "free"), ("member", "held"),
     ("facilitator", "held"), ("administrator", "held"), ("member", "expired")],
)  # fmt: skip
@pytest.mark.parametrize("role", ["member", "facilitator", "administrator", "staff"])
async def test_viewer_actions_of_another_member(
    role: str, target: str, plan: str, people: People, engine: AsyncEngine
) -> None:
    ask = f"node(id: ${target}) {{ ... on Member {{ viewerActions }} }}"
    tries = member_tries(f"other_{target}")
    shown = await assert_actions_match_attempts(
        lambda: with_plan(people, engine, plan), role, ask, tries, _MEMBER_USER_ERRORS
    )
    if role in ("member", "staff"):
        assert shown == []


async def test_viewer_actions_of_ones_own_membership(people: People, engine: AsyncEngine) -> None:
    ask = "node(id: $own) { ... on Member { viewerActions } }"
    for role, expected in (
        ("member", ["REMOVE"]),
        ("facilitator", ["REMOVE", "MAKE_MEMBER"]),
        ("administrator", ["REMOVE", "MAKE_MEMBER", "MAKE_FACILITATOR"]),
    ):
        make = lambda: make_world(people, engine)  # noqa: E731 - a thunk
        assert await assert_actions_match_attempts(make, role, ask, member_tries(role), _MEMBER_USER_ERRORS) == expected


INVITATION: dict[str, Callable[[World], Try]] = {
    "ACCEPT": lambda w: ("acceptInvitation", {"invitationId": w.invitation}),
    "DECLINE": lambda w: ("declineInvitation", {"invitationId": w.invitation}),
    "RESEND": lambda w: ("resendInvitation", {"invitationId": w.invitation}),
    "CANCEL": lambda w: ("cancelInvitation", {"invitationId": w.invitation}),
}
STATES: dict[str, dict[str, Any]] = {
    "pending": {},
    "just mailed": {"mailed_at": NOW},
    "expired": {"expires_at": NOW - timedelta(hours=1)},
    "told expired": {"expires_at": NOW - timedelta(hours=1), "status": "EXPIRED"},
    "declined": {"status": "DECLINED", "responded_at": NOW},
    "cancelled": {"status": "CANCELLED", "responded_at": NOW},
    "accepted by one who left": {"status": "ACCEPTED", "responded_at": NOW},
    "to administer": {"role": "ADMINISTRATOR"},
}
_INVITATION_USER_ERRORS = {
    "ROLE_NOT_ALLOWED",
    "WRONG_RECIPIENT",
    "INVITATION_EXPIRED",
    "INVITATION_NOT_PENDING",
    "RESEND_TOO_SOON",
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", SIGNED_IN)
async def test_viewer_actions_of_an_invitation(role: str, state: str, people: People, engine: AsyncEngine) -> None:
    async def make() -> World:
        world = await make_world(people, engine)
        await set_invitation(world, **STATES[state])
        return world

    ask = "node(id: $invitation) { ... on Invitation { viewerActions } }"
    user_errors = _INVITATION_USER_ERRORS | ({""} if state == "declined" else set())  # declining again answers alike
    shown = await assert_actions_match_attempts(make, role, ask, INVITATION, user_errors)
    if state == "pending":
        manages = ["RESEND", "CANCEL"] if role in ("facilitator", "administrator") else []
        assert shown == (["ACCEPT", "DECLINE"] if role == "invitee" else manages)

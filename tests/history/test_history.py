"""History: every mutation played, and what it wrote down: once, by whom, about whom."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from db.tables import Caseload, Group, History, Membership, Patient
from graph import ids
from graph.root import make_schema
from rules.addresses import mask
from rules.notices import HistoryAction
from rules.seats import last_moment
from tests.conftest import Counted
from tests.support.client import codes
from tests.support.locks import blocked
from tests.support.people import People, Person
from tests.support.world import World, make_world, set_invitation

NEXT_YEAR = datetime.now(UTC) + timedelta(days=365)
HISTORY = """query($id: ID!, $first: Int, $after: String) { group(id: $id) { history(first: $first, after: $after) {
    totalCount nodes { id action subject at actor { name } } pageInfo { hasNextPage endCursor } } } }"""
Entry = tuple[str, str, str | None]
Given = Callable[[World], dict[str, Any]]


async def entries(world: World) -> list[Entry]:
    """All of a group's history, oldest first."""
    page = (await world.staff.ok(HISTORY, id=world.group, first=100))["group"]["history"]
    assert page["totalCount"] == len(page["nodes"])
    return [(one["action"], one["subject"], (one["actor"] or {}).get("name")) for one in reversed(page["nodes"])]


def member(who: str, **more: Any) -> Given:
    return lambda w: {"memberId": w.membership(who), **more}


def of_group(**more: Any) -> Given:
    return lambda w: {"groupId": w.group, **more}


def invitation(world: World) -> dict[str, Any]:
    return {"invitationId": world.invitation}


Step = tuple[str, str, Given, list[Entry]]
ADA, FAY = "Administrator", "Facilitator"
# Who does what, in this order, and what is written down. Twice the same, and the second time nothing is.
STEPS: list[Step] = [
    ("updateGroup", "facilitator", of_group(name="Thursday"), [("GROUP_EDITED", "Thursday", FAY)]),
    ("updateGroup", "facilitator", of_group(name="Thursday"), []),
    ("setMemberRole", "administrator", member("other_member", role="FACILITATOR"), [("ROLE_CHANGED", "Other Member: FACILITATOR", ADA)]),
    ("setMemberRole", "administrator", member("other_member", role="FACILITATOR"), []),
    ("resendInvitation", "facilitator", invitation, [("INVITATION_RESENT", "{invitee}", FAY)]),
    ("acceptInvitation", "invitee", invitation, [("MEMBER_JOINED", "Invitee", "Invitee"), ("INVITATION_ACCEPTED", "{invitee}", "Invitee")]),
    ("acceptInvitation", "invitee", invitation, []),
    ("inviteMembers", "facilitator", lambda w: {"groupId": w.group, "addresses": "a@example.org no-address@ b@example.org"},
     [("INVITATION_SENT", "a@example.org", FAY), ("INVITATION_SENT", "b@example.org", FAY)]),
    ("setSeatPlan", "staff", of_group(seatCount=2, expiresAt=NEXT_YEAR.isoformat()), [("SEAT_PLAN_SET", "2 seats until {year}", "Staff")]),
    ("setSeatPlan", "staff", of_group(seatCount=2, expiresAt=NEXT_YEAR.isoformat()), []),
    ("allocateSeat", "administrator", member("other_member"), [("SEAT_ALLOCATED", "Other Member", ADA)]),
    ("releaseSeat", "administrator", member("other_member"), [("SEAT_RELEASED", "Other Member", ADA)]),
    ("requestSeat", "member", of_group(), [("SEAT_REQUESTED", "Member", "Member")]),
    ("requestSeat", "member", of_group(), []),
    ("requestSeat", "member", of_group(waiting=False), [("SEAT_REQUEST_WITHDRAWN", "Member", "Member")]),
    ("requestSeat", "facilitator", of_group(), [("SEAT_REQUESTED", FAY, FAY)]),
    ("setSeatPolicy", "administrator", of_group(policy="AUTOMATIC"),
     [("SEAT_POLICY_SET", "AUTOMATIC", ADA), ("SEAT_ALLOCATED", FAY, None), ("SEAT_ALLOCATED", "Member", None)]),
    ("setSeatPolicy", "administrator", of_group(policy="AUTOMATIC"), []),
    ("setSeatPolicy", "administrator", of_group(policy="MANUAL"), [("SEAT_POLICY_SET", "MANUAL", ADA)]),
    ("shareResource", "facilitator", of_group(kind="WORKBOOK", title="Sleep"), [("RESOURCE_SHARED", "Sleep", FAY)]),
    ("assignResource", "facilitator", lambda w: {"resourceId": w.resource, "memberIds": [w.membership("facilitator")]},
     [("RESOURCE_ASSIGNED", "Breathing: Facilitator", FAY)]),
    ("assignResource", "facilitator", lambda w: {"resourceId": w.resource}, [("RESOURCE_ASSIGNED", "Breathing: everyone", FAY)]),
    ("assignResource", "facilitator", lambda w: {"resourceId": w.resource}, []),
    ("completeAssignment", "member", lambda w: {"assignmentId": w.assignment}, []),
    ("removeResource", "facilitator", lambda w: {"resourceId": w.resource}, [("RESOURCE_REMOVED", "Breathing", FAY)]),
    ("generateInviteCode", "facilitator", of_group(maxUses=3), [("CODE_GENERATED", "3 uses", FAY)]),
    ("joinWithCode", "stranger", lambda w: {"code": "{code}"}, [("MEMBER_JOINED", "Stranger", "Stranger")]),
    ("joinWithCode", "stranger", lambda w: {"code": "{code}"}, []),
    ("deleteInviteCode", "facilitator", of_group(), [("CODE_DELETED", "3 uses", FAY)]),
    ("deleteInviteCode", "facilitator", of_group(), []),
    ("joinGroup", "stranger", of_group(), []),
    ("addExistingMembers", "facilitator", lambda w: {"groupId": w.group, "accountIds": ["{patient}"]}, [("MEMBER_ADDED", "Patient", FAY)]),
    ("setCaseload", "staff", lambda w: {"accountId": w.facilitator.id, "limit": 9}, []),
    ("assignAdministrator", "staff", lambda w: {"groupId": w.group, "accountId": w.facilitator.id},
     [("ROLE_CHANGED", "Facilitator: ADMINISTRATOR", "Staff")]),
    ("assignAdministrator", "staff", lambda w: {"groupId": w.group, "accountId": w.facilitator.id}, []),
    ("removeMember", "facilitator", member("other_member"), [("MEMBER_REMOVED", "Other Member", FAY)]),
    ("leaveGroup", "member", of_group(), [("SEAT_RELEASED", "Member", "Member"), ("MEMBER_LEFT", "Member", "Member")]),
    ("markNotificationsRead", "administrator", lambda w: {"all": True}, []),
    ("updateProfile", "other_member", lambda w: {"name": "Ada"}, []),
    ("createAccessToken", "administrator", lambda w: {"name": "App", "scopes": ["READ"]}, []),
    ("createGroup", "administrator", lambda w: {"name": "Another"}, []),
]  # fmt: skip
# Played in tests of their own below; those about logging in have no group to write to.
APART = {"declineInvitation", "cancelInvitation"}
OF_NO_GROUP = {
    "register",
    "requestOneTimeLogin",
    "logInWithOneTimeLink",
    "logIn",
    "logOut",
    "setPassword",
    "revokeAccessToken",
}


async def played(world: World, field: str, role: str, given: dict[str, Any], selection: str = "__typename") -> Any:
    person: Person = getattr(world, role)
    payload = await person.mutate(field, given, selection)
    refused = ["INVALID_EMAIL"] * str(given).count("no-address@")
    assert codes(payload) == refused, (field, payload)
    return payload


async def test_every_mutation_writes_down_what_it_did(counted: Counted) -> None:
    world = await make_world(counted.people, counted.engine)
    patient = await counted.people("Patient")
    async with counted.engine.begin() as connection:
        await connection.execute(insert(Caseload).values(account_id=world.facilitator.key))
        listed = {"caseload_id": world.facilitator.key, "account_id": patient.key, "added_at": datetime.now(UTC)}
        await connection.execute(insert(Patient).values(**listed))
    words = {"{invitee}": world.invitee.email, "{year}": last_moment(NEXT_YEAR), "{patient}": patient.id}
    for field, role, given, expected in STEPS:
        before, asked = await entries(world), _worded(given(world), words)
        selection = "inviteCode { code }" if field == "generateInviteCode" else "__typename"
        payload = await played(world, field, role, asked, selection)
        if field == "generateInviteCode":
            words["{code}"] = payload["inviteCode"]["code"]
        found = (await entries(world))[len(before) :]
        assert (await entries(world))[: len(before)] == before
        assert [one[0] for one in found] == [one[0] for one in expected], field
        for one, wanted in zip(found, expected, strict=True):
            assert one[2] == wanted[2], (field, one)
            assert one[1] == _worded(wanted[1], words), (field, one)


def _worded(given: Any, words: dict[str, str]) -> Any:
    """With the words in braces put in."""
    if isinstance(given, dict):
        return {key: _worded(value, words) for key, value in given.items()}
    if isinstance(given, list):
        return [_worded(value, words) for value in given]
    for word, value in words.items():
        given = given.replace(word, value) if isinstance(given, str) else given
    return given


def test_nothing_is_left_out() -> None:
    mutations = make_schema()._schema.mutation_type
    assert mutations is not None
    assert {step[0] for step in STEPS} | APART | OF_NO_GROUP == set(mutations.fields)
    written = {entry[0] for step in STEPS for entry in step[3]}
    apart = {"GROUP_CREATED", "INVITATION_DECLINED", "INVITATION_CANCELLED", "INVITATION_EXPIRED"}
    assert written | apart == set(HistoryAction)


async def test_a_group_begins_with_its_creation(counted: Counted) -> None:
    person = await counted.people("Ada")
    made = await person.mutate(
        "createGroup", {"name": "Chess"}, "group { history { nodes { action subject actor { name } } } }"
    )
    assert [tuple(one.values()) for one in made["group"]["history"]["nodes"]] == [
        ("MEMBER_JOINED", "Ada", {"name": "Ada"}),
        ("GROUP_CREATED", "Chess", {"name": "Ada"}),
    ]


async def test_declined_and_cancelled(counted: Counted) -> None:
    world = await make_world(counted.people, counted.engine)
    await played(world, "declineInvitation", "invitee", invitation(world))
    await played(world, "declineInvitation", "invitee", invitation(world))
    assert await entries(world) == [("INVITATION_DECLINED", world.invitee.email, "Invitee")]
    await set_invitation(world, status="PENDING", responded_at=None)
    await played(world, "cancelInvitation", "facilitator", invitation(world))
    assert (await entries(world))[1:] == [("INVITATION_CANCELLED", world.invitee.email, "Facilitator")]


async def test_an_address_that_the_inviter_did_not_give_is_not_written_down(counted: Counted) -> None:
    world, named = await make_world(counted.people, counted.engine), await counted.people("Named")
    async with counted.engine.begin() as connection:  # somebody whom the administrator may find
        other = insert(Group).values(
            name="Other", sort_name="other", search=" other", description="", join_policy="INVITE_ONLY", discreet=False,
            creator_id=named.key,
        )  # fmt: skip
        key = (await connection.execute(other.returning(Group.id))).scalar_one()
        for person in (named, world.administrator):
            both = {"group_id": key, "account_id": person.key, "role": "MEMBER", "joined_by": "INVITATION"}
            await connection.execute(insert(Membership).values(joined_at=datetime.now(UTC), **both))
    one = {"account": {"accountId": named.id}}
    done = await played(
        world,
        "inviteMembers",
        "administrator",
        {"groupId": world.group, "recipients": [one]},
        "results { invitation { id } }",
    )
    key_of_it = done["results"][0]["invitation"]["id"]
    await named.mutate("acceptInvitation", {"invitationId": key_of_it}, "")
    shown = mask(named.email)
    assert [(action, subject) for action, subject, _ in await entries(world)] == [
        ("INVITATION_SENT", shown),
        ("MEMBER_JOINED", "Named"),
        ("INVITATION_ACCEPTED", shown),
    ]


async def test_what_the_clock_does_is_nobodys_act(counted: Counted) -> None:
    world = await make_world(counted.people, counted.engine)
    await set_invitation(world, expires_at=datetime.now(UTC) - timedelta(minutes=1), mailed_at=None)
    await played(world, "inviteMembers", "facilitator", {"groupId": world.group, "addresses": world.invitee.email})
    assert sorted(await entries(world)) == [
        ("INVITATION_EXPIRED", world.invitee.email, None),
        ("INVITATION_SENT", world.invitee.email, "Facilitator"),
    ]


async def test_an_invitation_that_nobody_may_give_any_more_is_cancelled_by_nobody(counted: Counted) -> None:
    world = await make_world(counted.people, counted.engine)
    await set_invitation(world, role="FACILITATOR", invited_by=world.member.key)
    payload = await world.invitee.mutate("acceptInvitation", invitation(world), "")
    assert codes(payload) == ["INVITATION_NOT_PENDING"]
    assert await entries(world) == [("INVITATION_CANCELLED", world.invitee.email, None)]


async def test_added_by_hand_accepts_in_the_name_of_who_added(counted: Counted) -> None:
    world = await make_world(counted.people, counted.engine)
    async with counted.engine.begin() as connection:
        await connection.execute(insert(Caseload).values(account_id=world.facilitator.key))
        listed = {"caseload_id": world.facilitator.key, "account_id": world.invitee.key, "added_at": datetime.now(UTC)}
        await connection.execute(insert(Patient).values(**listed))
    await played(world, "addExistingMembers", "facilitator", {"groupId": world.group, "accountIds": [world.invitee.id]})
    assert await entries(world) == [
        ("MEMBER_ADDED", "Invitee", "Facilitator"),
        ("INVITATION_ACCEPTED", world.invitee.email, "Facilitator"),
    ]


async def test_what_fails_is_not_written_down(counted: Counted) -> None:
    world = await make_world(counted.people, counted.engine)
    for field, given in (
        ("shareResource", of_group(kind="LINK", title="x")),
        ("generateInviteCode", of_group(maxUses=0)),
        ("inviteMembers", of_group(addresses="x@example.org", body="no link")),
        ("allocateSeat", member("member")),
        ("setMemberRole", member("other_administrator", role="MEMBER")),
    ):
        role = "administrator" if field == "allocateSeat" else "facilitator"
        person: Person = getattr(world, role)
        assert codes(await person.mutate(field, given(world), "")) != []
    assert await entries(world) == []


async def test_it_is_read_page_by_page_newest_first(counted: Counted) -> None:
    world = await make_world(counted.people, counted.engine)
    same = datetime.now(UTC)
    async with counted.engine.begin() as connection:
        for number in range(7):
            row = {
                "group_id": world.key,
                "action": "GROUP_EDITED",
                "subject": str(number),
                "actor_id": world.member.key,
            }
            await connection.execute(insert(History).values(at=same, **row))
    read, after = [], None
    while True:
        page = (await world.facilitator.ok(HISTORY, id=world.group, first=3, after=after))["group"]["history"]
        read += [one["subject"] for one in page["nodes"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
        await played(
            world, "updateGroup", "facilitator", of_group(description=f"{len(read)}")(world)
        )  # does not shift the pages
    assert read == ["6", "5", "4", "3", "2", "1", "0"]


async def test_an_entry_is_a_node_to_those_who_may_read_it(counted: Counted) -> None:
    world = await make_world(counted.people, counted.engine)
    await played(world, "updateGroup", "facilitator", of_group(name="Thursday")(world))
    async with counted.engine.connect() as connection:
        key = await connection.scalar(select(func.max(History.id)).where(History.group_id == world.key))
    document = "query($id: ID!) { node(id: $id) { ... on HistoryEntry { action subject } } }"
    for role in ("facilitator", "administrator", "staff"):
        found = await getattr(world, role).ok(document, id=ids.encode("HistoryEntry", key or 0))
        assert found["node"] == {"action": "GROUP_EDITED", "subject": "Thursday"}
    for role in ("member", "stranger", "invitee"):
        assert (await getattr(world, role).ok(document, id=ids.encode("HistoryEntry", key or 0)))["node"] is None


async def test_what_waited_for_its_turn_is_written_down_when_it_had_it(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    async with engine.connect() as connection, connection.begin() as held:
        await connection.execute(text("SELECT 1 FROM groups WHERE id = :key FOR UPDATE"), {"key": world.key})
        leaving = asyncio.create_task(world.member.mutate("leaveGroup", {"groupId": world.group}, ""))
        await blocked(engine, 1)
        let_go: datetime = (await connection.execute(text("SELECT clock_timestamp()"))).scalar_one()
        await held.commit()
    assert codes(await leaving) == []
    asked = "query($g: ID!) { group(id: $g) { history(first: 1) { nodes { action at } } } }"
    (last,) = (await world.administrator.ok(asked, g=world.group))["group"]["history"]["nodes"]
    assert last["action"] == "MEMBER_LEFT"
    assert datetime.fromisoformat(last["at"]) >= let_go

"""Everything that mutations' payloads and streams' events show, however deep.

The caller is somebody with just enough rights. The response must show no more than the caller may see afterwards.
"""

from collections.abc import Callable
from typing import Any

import pytest
from graphql import GraphQLObjectType, get_named_type

from live.cursors import encode_stream_cursor
from tests.permissions.conftest import Schema
from tests.permissions.test_schema_walk import found_in
from tests.permissions.universe import NEXT_YEAR, Sight, Universe, make_universe, sight
from tests.permissions.walk import SCHEMA, Asking, met, strings
from tests.support.client import input_type
from tests.support.databases import epoch_of
from tests.support.people import People

Walked = tuple[People, Any, Schema]
Given = Callable[[Universe, Sight], dict[str, Any]]

assert SCHEMA.mutation_type is not None
MUTATIONS = SCHEMA.mutation_type.fields
# Mutations about the caller alone; tests/accounts tests them.
_OF_ONESELF = {
    "register", "requestOneTimeLogin", "logInWithOneTimeLink", "logIn", "logOut", "setPassword", "revokeAccessToken",
}  # fmt: skip


def group(u: Universe, _: Sight) -> dict[str, Any]:
    return {"groupId": u.world.group}


def member(who: str, **more: Any) -> Given:
    return lambda u, _: {"memberId": u.world.membership(who), **more}


def ghost(u: Universe, s: Sight) -> dict[str, Any]:
    return {"invitationId": u.key_of("Invitation", s, email=f"ghost.{u.world.key}@example.org")}


def own(u: Universe, s: Sight) -> dict[str, Any]:
    return {"invitationId": u.key_of("Invitation", s, email=u.world.stranger.email)}


def listed(u: Universe, s: Sight) -> dict[str, Any]:
    """Somebody on the facilitator's list who has left the group."""
    return {"patientId": u.key_of("Patient", s, caseload_id=u.world.facilitator.key, account_id=u.world.member.key)}


def invited(u: Universe, _: Sight) -> dict[str, Any]:
    people = [
        u.world.invitee.email,
        u.world.stranger.email,
        u.world.other_member.email,
        f"new.{u.world.key}@example.org",
    ]
    return {"groupId": u.world.group, "addresses": " ".join(people)}


# Run in this order; each step builds on those before.
STEPS: list[tuple[str, str, Given]] = [
    ("updateProfile", "member", lambda u, s: {"name": "Another Name"}),
    ("createAccessToken", "stranger", lambda u, s: {"name": "App", "scopes": ["READ"]}),
    ("createGroup", "stranger", lambda u, s: {"name": "New"}),
    ("updateGroup", "facilitator", lambda u, s: {"groupId": u.world.group, "description": "x"}),
    ("inviteMembers", "facilitator", invited),
    ("resendInvitation", "facilitator", lambda u, s: {"invitationId": u.world.invitation}),
    ("updateInvitation", "facilitator", lambda u, s: {**ghost(u, s), "role": "FACILITATOR"}),
    ("cancelInvitation", "facilitator", ghost),
    ("acceptInvitation", "invitee", lambda u, s: {"invitationId": u.world.invitation}),
    ("declineInvitation", "stranger", own),
    ("joinGroup", "stranger", lambda u, s: {"groupId": u.key_of("Group", s, name="Shared")}),
    ("joinWithCode", "stranger", lambda u, s: {"code": u.code}),
    ("addExistingMembers", "facilitator", lambda u, s: {"groupId": u.world.group, "accountIds": [u.patient.id]}),
    ("setMemberRole", "facilitator", member("other_member", role="FACILITATOR")),
    ("requestSeat", "member", group),
    ("allocateSeat", "administrator", member("member")),
    ("releaseSeat", "administrator", member("facilitator")),
    ("setSeatPolicy", "administrator", lambda u, s: {"groupId": u.world.group, "policy": "AUTOMATIC"}),
    ("setSeatPlan", "staff", lambda u, s: {"groupId": u.world.group, "seatCount": 9, "expiresAt": NEXT_YEAR}),
    ("setCaseload", "staff", lambda u, s: {"accountId": u.world.facilitator.id, "limit": 7}),
    ("assignAdministrator", "staff", lambda u, s: {"groupId": u.world.group, "accountId": u.elsewhere.id}),
    ("shareResource", "facilitator", lambda u, s: {"groupId": u.world.group, "kind": "WORKBOOK", "title": "B"}),
    ("assignResource", "facilitator", lambda u, s: {"resourceId": u.world.resource}),
    ("updateResource", "facilitator", lambda u, s: {"resourceId": u.world.resource, "title": "C"}),
    ("completeAssignment", "member", lambda u, s: {"assignmentId": u.world.assignment}),
    ("reopenAssignment", "member", lambda u, s: {"assignmentId": u.world.assignment}),
    ("unassignResource", "facilitator", lambda u, s: {"assignmentId": u.world.assignment}),
    ("removeResource", "facilitator", lambda u, s: {"resourceId": u.world.resource}),
    ("generateInviteCode", "facilitator", group),
    ("deleteInviteCode", "facilitator", group),
    ("markNotificationsRead", "member", lambda u, s: {"all": True}),
    ("removeMember", "facilitator", member("other_member")),
    ("leaveGroup", "member", group),
    ("removePatient", "facilitator", listed),
]  # fmt: skip

VALUES = {"id": "", "groupId": "", "search": "p", "input": {}}


def test_every_mutation_is_walked() -> None:
    assert {name for name, _, _ in STEPS} | _OF_ONESELF == set(MUTATIONS)


def test_answers_about_oneself_show_nothing_but_the_viewer() -> None:
    shown = set()
    for name in _OF_ONESELF:
        payload = get_named_type(MUTATIONS[name].type)
        assert isinstance(payload, GraphQLObjectType)
        shown |= {str(get_named_type(one.type)) for one in payload.fields.values()}
    assert shown <= {"Viewer", "UserError", "String", "ID"}


@pytest.fixture(scope="module")
async def universe(walked: Walked) -> Universe:
    people, engine, _ = walked
    return await make_universe(people, engine)


REFUSED = {"inviteMembers": ["ALREADY_INVITED", "ALREADY_MEMBER"]}
"""User errors that a step returns for some of its entries."""


@pytest.fixture(scope="module")
async def unseen(universe: Universe, walked: Walked) -> set[tuple[str, str]]:
    """Run all steps, whose events the streams show; return what was selected and shown to nobody."""
    asked, shown = set(), set()
    for name, role, given in STEPS:
        caller = universe.caller(role)
        asking = Asking(VALUES)
        document = asking.document("mutation", name)
        before = await sight(universe)
        variables = {"input": given(universe, before), "search": "p"}
        used = {key: value for key, value in variables.items() if f"${key}" in document}
        answer = await walked[2].ask(caller, document, is_staff=role == "staff", **used)
        assert answer[name] is not None, name
        assert [error["code"] for error in answer[name]["userErrors"]] == REFUSED.get(name, []), name
        after = await sight(universe)
        told = set(strings(used["input"]))
        allowed = after.of(caller.key) | (set(universe.secrets) & told)
        found = {
            secret: kind for secret, kind in found_in(answer, after).items() if not any(secret in one for one in told)
        }
        assert (name, {kind: secret for secret, kind in found.items() if secret not in allowed}) == (name, {})
        payload = get_named_type(MUTATIONS[name].type)
        ways = set(met(answer, "Mutation"))
        asked |= {way for way in asking.ways if way[0] == payload.name and way[1] != "userErrors"}
        shown |= ways
        assert input_type(name) in str(asking.used)
    return asked - shown


async def test_what_is_shown_with_an_answer(unseen: set[tuple[str, str]]) -> None:
    assert unseen == set(), "nobody saw anything there"


STREAMS = {
    # The readers of each stream.
    "badge": ("member", "facilitator"),
    "notifications": ("member", "facilitator", "administrator"),
    "viewerInvitations": ("invitee", "stranger"),
    "access": ("invitee", "facilitator"),
    "invitationChanges": ("facilitator", "administrator"),
    "memberChanges": ("other_facilitator", "administrator"),
    "groupChanges": ("other_facilitator", "staff"),
    "viewerChanges": ("invitee", "facilitator"),
    "seatPlan": ("administrator", "staff"),
    "invitationBatch": ("facilitator",),
}


@pytest.mark.usefixtures("unseen")
async def test_what_is_shown_with_an_event(universe: Universe, walked: Walked) -> None:
    assert SCHEMA.subscription_type is not None
    assert set(STREAMS) == set(SCHEMA.subscription_type.fields)
    now = await sight(universe)
    world, schema = universe.world, walked[2]
    for stream, readers in STREAMS.items():
        definition = SCHEMA.subscription_type.fields[stream]
        asking = Asking(VALUES)
        document = asking.document("subscription", stream)
        ways: set[tuple[str, str]] = set()
        epoch = await epoch_of(world.engine)
        for role in readers:
            caller = getattr(world, role)
            topic = f"g:{world.key}" if "groupId" in definition.args else f"a:{caller.key}"
            given = {
                "groupId": world.group,
                "id": universe.key_of("InvitationBatch", now, group_id=world.key),
                "after": encode_stream_cursor(epoch, topic, 0),
                "search": "p",
            }
            text = document
            if "after" in definition.args:
                text = _with_after(document, stream)
            used = {key: value for key, value in given.items() if f"${key}" in text}
            allowed, events = now.of(caller.key), 0
            async for answer in schema.follow(caller, text, is_staff=role == "staff", **used):
                events += 1
                found = found_in(answer, now)
                too_much = {kind: secret for secret, kind in found.items() if secret not in allowed}
                assert (stream, role, too_much) == (stream, role, {})
                ways.update(met(answer, "Subscription"))
            assert events, (stream, role)
        assert {way for way in asking.ways if way[0] in ("Subscription", str(get_named_type(definition.type)))} <= ways


def _with_after(document: str, stream: str) -> str:
    """Return the document with a cursor to start at."""
    head, _, rest = document.partition("{ ")
    if "(" in head:
        head = head.replace("(", "($after: String, ")
    else:
        head = head.replace("subscription", "subscription($after: String)")
    rest = (
        rest.replace(f"{stream}(", f"{stream}(after: $after, ", 1)
        if f"{stream}(" in rest
        else rest.replace(stream, f"{stream}(after: $after)", 1)
    )
    return f"{head}{{ {rest}"

"""Everything that mutations' payloads and streams' events show, however deep.

The caller is somebody with just enough rights. The response must show no more than the caller may see afterwards.
"""

from collections.abc import Callable
from typing import Any

import pytest
from graphql import GraphQLObjectType, get_named_type

from live.cursors import encode_stream_cursor
from tests.permissions.conftest import SchemaWalk
from tests.permissions.document_builder import SCHEMA, DocumentBuilder, objects_in, strings_in
from tests.permissions.test_query_visibility import secrets_in
from tests.permissions.universe import NEXT_YEAR, Universe, Visibility, make_universe, read_visibility
from tests.support.client import input_type
from tests.support.databases import epoch_of

Given = Callable[[Universe, Visibility], dict[str, Any]]

assert SCHEMA.mutation_type is not None
MUTATIONS = SCHEMA.mutation_type.fields
# Mutations about the caller alone; tests/accounts tests them.
_OF_ONESELF = {
    "register", "requestOneTimeLogin", "logInWithOneTimeLink", "logIn", "logOut", "setPassword", "revokeAccessToken",
}  # fmt: skip


def group_input(u: Universe, _: Visibility) -> dict[str, Any]:
    return {"groupId": u.world.group}


def member_input(who: str, **more: Any) -> Given:
    return lambda u, _: {"memberId": u.world.membership(who), **more}


def ghost_invitation(u: Universe, s: Visibility) -> dict[str, Any]:
    return {"invitationId": u.key_of("Invitation", s, email=f"ghost.{u.world.key}@example.org")}


def own_invitation(u: Universe, s: Visibility) -> dict[str, Any]:
    return {"invitationId": u.key_of("Invitation", s, email=u.world.stranger.email)}


def departed_patient(u: Universe, s: Visibility) -> dict[str, Any]:
    """Somebody on the facilitator's list who has left the group."""
    return {"patientId": u.key_of("Patient", s, caseload_id=u.world.facilitator.key, account_id=u.world.member.key)}


def recipients_of_each_kind(u: Universe, _: Visibility) -> dict[str, Any]:
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
    ("inviteMembers", "facilitator", recipients_of_each_kind),
    ("resendInvitation", "facilitator", lambda u, s: {"invitationId": u.world.invitation}),
    ("updateInvitation", "facilitator", lambda u, s: {**ghost_invitation(u, s), "role": "FACILITATOR"}),
    ("cancelInvitation", "facilitator", ghost_invitation),
    ("acceptInvitation", "invitee", lambda u, s: {"invitationId": u.world.invitation}),
    ("declineInvitation", "stranger", own_invitation),
    ("joinGroup", "stranger", lambda u, s: {"groupId": u.key_of("Group", s, name="Shared")}),
    ("joinWithCode", "stranger", lambda u, s: {"code": u.code}),
    ("addExistingMembers", "facilitator", lambda u, s: {"groupId": u.world.group, "accountIds": [u.patient.id]}),
    ("setMemberRole", "facilitator", member_input("other_member", role="FACILITATOR")),
    ("requestSeat", "member", group_input),
    ("allocateSeat", "administrator", member_input("member")),
    ("releaseSeat", "administrator", member_input("facilitator")),
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
    ("generateInviteCode", "facilitator", group_input),
    ("deleteInviteCode", "facilitator", group_input),
    ("markNotificationsRead", "member", lambda u, s: {"all": True}),
    ("removeMember", "facilitator", member_input("other_member")),
    ("leaveGroup", "member", group_input),
    ("removePatient", "facilitator", departed_patient),
]  # fmt: skip

VALUES = {"id": "", "groupId": "", "search": "p", "input": {}}


def test_every_mutation_has_a_step() -> None:
    assert {name for name, _, _ in STEPS} | _OF_ONESELF == set(MUTATIONS)


def test_mutations_about_oneself_return_only_the_viewer() -> None:
    shown = set()
    for name in _OF_ONESELF:
        payload = get_named_type(MUTATIONS[name].type)
        assert isinstance(payload, GraphQLObjectType)
        shown |= {str(get_named_type(one.type)) for one in payload.fields.values()}
    assert shown <= {"Viewer", "UserError", "String", "ID"}


@pytest.fixture(scope="module")
async def universe(walk: SchemaWalk) -> Universe:
    people, engine, _ = walk
    return await make_universe(people, engine)


EXPECTED_USER_ERRORS = {"inviteMembers": ["ALREADY_INVITED", "ALREADY_MEMBER"]}
"""User errors that a step returns for some of its entries."""


@pytest.fixture(scope="module")
async def never_shown(universe: Universe, walk: SchemaWalk) -> set[tuple[str, str]]:
    """Run all steps, whose events the streams show; return what was selected and shown to nobody."""
    asked, shown = set(), set()
    for name, role, given in STEPS:
        caller = universe.caller(role)
        builder = DocumentBuilder(VALUES)
        document = builder.document("mutation", name)
        before = await read_visibility(universe)
        variables = {"input": given(universe, before), "search": "p"}
        used = {key: value for key, value in variables.items() if f"${key}" in document}
        answer = await walk.schema.ask(caller, document, is_staff=role == "staff", **used)
        assert answer[name] is not None, name
        user_errors = [error["code"] for error in answer[name]["userErrors"]]
        assert user_errors == EXPECTED_USER_ERRORS.get(name, []), name
        after = await read_visibility(universe)
        told = set(strings_in(used["input"]))
        allowed = after.of(caller.key) | (set(universe.secrets) & told)
        found = {
            secret: kind for secret, kind in secrets_in(answer, after).items() if not any(secret in one for one in told)
        }
        assert (name, {kind: secret for secret, kind in found.items() if secret not in allowed}) == (name, {})
        payload = get_named_type(MUTATIONS[name].type)
        ways = set(objects_in(answer, "Mutation"))
        asked |= {way for way in builder.ways if way[0] == payload.name and way[1] != "userErrors"}
        shown |= ways
        assert input_type(name) in str(builder.used)
    return asked - shown


async def test_payloads_show_only_what_the_caller_may_see(never_shown: set[tuple[str, str]]) -> None:
    assert never_shown == set(), "nobody saw anything there"


STREAMS = {
    # The subscribers of each stream.
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


@pytest.mark.usefixtures("never_shown")
async def test_events_show_only_what_the_subscriber_may_see(universe: Universe, walk: SchemaWalk) -> None:
    assert SCHEMA.subscription_type is not None
    assert set(STREAMS) == set(SCHEMA.subscription_type.fields)
    now = await read_visibility(universe)
    world, schema = universe.world, walk.schema
    for stream, subscribers in STREAMS.items():
        definition = SCHEMA.subscription_type.fields[stream]
        builder = DocumentBuilder(VALUES)
        document = builder.document("subscription", stream)
        ways: set[tuple[str, str]] = set()
        epoch = await epoch_of(world.engine)
        for role in subscribers:
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
                found = secrets_in(answer, now)
                too_much = {kind: secret for secret, kind in found.items() if secret not in allowed}
                assert (stream, role, too_much) == (stream, role, {})
                ways.update(objects_in(answer, "Subscription"))
            assert events, (stream, role)
        assert {way for way in builder.ways if way[0] in ("Subscription", str(get_named_type(definition.type)))} <= ways


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

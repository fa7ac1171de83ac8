"""IDs in operations: an unknown object is answered like one that does not exist.

All ID arguments are found in the schema. Another group's, absent, mistyped and malformed IDs get the same bytes and
change nothing. In lists of people, only the entry is refused.
"""

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import pytest
from graphql import GraphQLInputObjectType, GraphQLInputType, get_named_type, get_nullable_type, is_list_type
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from db.tables import Base
from graph import ids
from tests.permissions.conftest import Schema
from tests.permissions.test_payload_walk import STEPS
from tests.permissions.universe import Sight, Universe, make_universe, sight
from tests.permissions.walk import SCHEMA
from tests.support.client import input_type
from tests.support.people import People, Person
from tests.support.socket import stream

Walked = tuple[People, AsyncEngine, Schema]

# The type of each ID argument, by name; new names must be added.
KINDS = {
    "groupId": "Group",
    "memberId": "Member",
    "memberIds": "Member",
    "invitationId": "Invitation",
    "resourceId": "Resource",
    "assignmentId": "Assignment",
    "accountId": "Account",
    "accountIds": "Account",
    "patientId": "Patient",
    ("revokeAccessToken", "id"): "AccessToken",
    ("invitationBatch", "id"): "InvitationBatch",
    ("markNotificationsRead", "ids"): "Notification",
}
# Staff may see everything.
_OF_STAFF = {"assignAdministrator", "setCaseload", "setSeatPlan"}


@dataclass(frozen=True)
class Argument:
    """An ID in an operation: the root field, and the path in its input; `*` is any entry of a list."""

    field: str
    path: tuple[str, ...]

    @property
    def kind(self) -> str:
        """Return the type that the ID is of."""
        name = next(part for part in reversed(self.path) if part != "*")
        return KINDS[(self.field, name)] if (self.field, name) in KINDS else KINDS[name]

    @property
    def is_entry(self) -> bool:
        """Whether the ID is an entry of a list and not the operation's subject."""
        return "*" in self.path


def ways_to_ids(kind: GraphQLInputType, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the paths of all IDs in an input type."""
    target, plain = get_named_type(kind), get_nullable_type(kind)
    path = (*path, "*") if is_list_type(plain) else path
    if target.name == "ID":
        yield path
    elif isinstance(target, GraphQLInputObjectType):
        for name, field in target.fields.items():
            yield from ways_to_ids(field.type, (*path, name))


def arguments(root: Any) -> list[Argument]:
    """Return each ID in the root fields of a type."""
    return [
        Argument(name, path)
        for name, field in root.fields.items()
        for argument, one in field.args.items()
        for path in ways_to_ids(one.type, (argument,))
    ]


async def whole(engine: AsyncEngine) -> list[Any]:
    """Return a checksum of each table, without the processes' heartbeats."""
    parts = [
        f"SELECT '{table}', md5(string_agg(to_jsonb(t)::text, '' ORDER BY to_jsonb(t)::text)) FROM {table} t"
        for table in Base.metadata.tables
        if table != "processes"
    ]
    async with engine.connect() as connection:
        return list((await connection.execute(text(" UNION ALL ".join(parts)))).all())


MALFORMED = ["", "nonsense", "R3JvdXA6MQ", "R3JvdXA6MQ==\n", "Group:1", "R3JvdXA6MDE=", "R3JvdXA6LTE=", "Z3JvdXA6MQ==", "é",
             str(ids.encode("Group", 2**63)), str(ids.encode("Group", 2**64)), "A" * 5000]  # fmt: skip


def bad_ids(universe: Universe, sight: Sight, argument: Argument) -> list[str]:
    """Return IDs that the caller may not know of, and invalid ones."""
    kind = argument.kind
    other = ids.encode(
        "Member" if kind == "Group" else "Group",
        universe.world.members["member"] if kind == "Group" else universe.world.key,
    )
    found = [str(ids.encode(kind, 2**60)), str(other), str(ids.encode("Nothing", 1)), *MALFORMED]
    if argument.field not in _OF_STAFF:
        found += theirs(universe, sight, kind)
    return found


def theirs(universe: Universe, sight: Sight, kind: str) -> list[str]:
    """Return IDs of `elsewhere`'s objects: in a group that nobody else knows of, and in an open one."""
    groups = [row for row in sight.rows["groups"] if row.creator_id == universe.elsewhere.key]
    match kind:
        case "Group":
            return [str(ids.encode("Group", row.id)) for row in groups if row.join_policy != "OPEN"]
        case "Account":
            return [universe.elsewhere.id]
        case "AccessToken" | "Notification":
            owner = universe.elsewhere if kind == "AccessToken" else universe.world.other_administrator
            return [universe.key_of(kind, sight, account_id=owner.key)]
        case "Patient":
            rows = [row for row in sight.rows["patients"] if row.caseload_id != universe.world.facilitator.key]
            return [str(ids.encode("Patient", row.id)) for row in rows]
        case "Invitation":
            rows = [row for row in sight.rows["invitations"] if row.email.startswith("nobody.")]
            return [str(ids.encode("Invitation", row.id)) for row in rows]
    return [universe.key_of(kind, sight, group_id=row.id) for row in groups]


def base(universe: Universe, sight: Sight, argument: Argument) -> tuple[Person, dict[str, Any]]:
    """Return a caller who may run the operation, and an input that would succeed."""
    world = universe.world
    special: dict[str, tuple[str, dict[str, Any]]] = {
        "revokeAccessToken": ("member", {"id": ""}),
        "joinGroup": ("member", {"groupId": ""}),  # the stranger is invited to the other group, and may know of it
        "inviteMembers": (
            "facilitator",
            {"groupId": world.group, "recipients": [{"account": {"accountId": ""}}]}
            if argument.is_entry
            else {"groupId": world.group, "addresses": "somebody.new@example.org"},
        ),
        "assignResource": (
            "facilitator",
            {"resourceId": world.resource} | ({"memberIds": [""]} if argument.is_entry else {}),
        ),
        "markNotificationsRead": ("member", {"ids": [""]}),
        "unassignResource": ("facilitator", {}),  # with exactly one of its fields
        "addExistingMembers": ("facilitator", {"groupId": world.group, "accountIds": [""]}),
    }
    if argument.field in special:
        role, given = special[argument.field]
        return universe.caller(role), deepcopy(given)
    role, make = next((role, make) for name, role, make in STEPS if name == argument.field)
    return universe.caller(role), make(universe, sight)


def put(given: Any, path: tuple[str, ...], value: str) -> None:
    """Replace the ID at a path of the input; in a list the first entry's."""
    step = 0 if path[0] == "*" else path[0]
    if len(path) == 1:
        given[step] = value
    else:
        put(given[step], path[1:], value)


async def raw(person: Person, document: str, variables: dict[str, Any]) -> bytes:
    headers = {"authorization": f"Bearer {person.token}"}
    body = {"query": document, "variables": variables}
    return (await person.http.post(f"{person.url}/graphql", json=body, headers=headers)).content


@pytest.fixture(scope="module")
async def universe(walked: Walked) -> Universe:
    people, engine, _ = walked
    return await make_universe(people, engine)


def _mutation(argument: Argument) -> str:
    selections = {
        "inviteMembers": "invitedCount results { invitation { id } error { code message path } }",
        "assignResource": "assignments { id }",
        "addExistingMembers": "members { id }",
        "markNotificationsRead": "badge { total }",
    }
    kind, selection = input_type(argument.field), selections.get(argument.field, "__typename")
    return f"mutation($input: {kind}!) {{ {argument.field}(input: $input) {{ {selection} userErrors {{ code message path }} }} }}"


ENTRIES = {
    "inviteMembers": ["UNKNOWN_PERSON"] * 2,  # among userErrors, and in the results
    "addExistingMembers": ["UNKNOWN_PERSON"],
    "assignResource": ["NOT_A_MEMBER"],
    "markNotificationsRead": [],  # those that are not the viewer's are passed over
}
assert SCHEMA.query_type is not None
assert SCHEMA.mutation_type is not None
assert SCHEMA.subscription_type is not None


@pytest.mark.parametrize(
    "argument", arguments(SCHEMA.mutation_type), ids=lambda one: f"{one.field}.{'.'.join(one.path[1:])}"
)
async def test_ids_in_mutations(argument: Argument, universe: Universe, walked: Walked) -> None:
    now = await sight(universe)
    person, given = base(universe, now, argument)
    document, answers = _mutation(argument), {}
    before = await whole(walked[1])
    for bad in bad_ids(universe, now, argument):
        put(given, argument.path[1:], bad)
        answers[bad] = await raw(person, document, {"input": given})
    assert len(set(answers.values())) == 1, answers
    answer = json.loads(answers[MALFORMED[0]])
    if argument.is_entry:
        payload = answer["data"][argument.field]
        errors = payload["userErrors"] + [result["error"] for result in payload.get("results", ())]
        assert [error["code"] for error in errors] == ENTRIES[argument.field]
        assert all(error["path"][:2] == [argument.path[1], "0"] for error in errors)
    else:
        assert answer["data"] == {argument.field: None}
        assert [error["extensions"]["code"] for error in answer["errors"]] == ["NOT_FOUND"]
    assert await whole(walked[1]) == before


QUERIES = {
    # argument: a document, and what it answers for what one may not know of
    ("node", "id"): ("query($id: ID!) { node(id: $id) { id } }", {"node": None}),
    ("nodes", "ids"): ("query($id: ID!) { nodes(ids: [$id]) { id } }", {"nodes": [None]}),
    ("group", "id"): ("query($id: ID!) { group(id: $id) { id } }", {"group": None}),
    ("access", "groupId"): ('query($id: ID!) { access(groupId: $id, email: "a@example.org") { reason } }', None),
    ("access", "accountId"): (
        "query($id: ID!, $group: ID!) { access(groupId: $group, accountId: $id) { reason member { id } } }",
        {"access": {"reason": "NOT_A_MEMBER", "member": None}},
    ),
}


def test_every_query_that_takes_an_id_is_tried() -> None:
    assert {(one.field, one.path[0]) for one in arguments(SCHEMA.query_type)} == set(QUERIES)


@pytest.mark.parametrize("which", QUERIES, ids=".".join)
async def test_ids_in_queries(which: tuple[str, str], universe: Universe, walked: Walked) -> None:
    now = await sight(universe)
    document, expected = QUERIES[which]
    kinds = ["Account"] if which[1] == "accountId" else ["Group"]
    if which[0] in ("node", "nodes"):
        kinds = ["Group", "Member", "Invitation", "Resource", "Assignment", "AccessToken", "InvitationBatch", "InviteCode",
                 "HistoryEntry", "Notification", "Account"]  # fmt: skip
    bad = [
        *MALFORMED,
        *(str(ids.encode(kind, 2**60)) for kind in kinds),
        *(one for kind in kinds for one in theirs(universe, now, kind)),
    ]
    if which[0] not in ("node", "nodes"):
        bad.append(universe.world.membership("member"))
    before = await whole(walked[1])
    for role in ("facilitator", "member", "stranger") if which[0] != "access" else ("facilitator",):
        answers = {}
        for one in bad:
            variables = {"id": one} | ({"group": universe.world.group} if which[1] == "accountId" else {})
            answers[one] = await raw(universe.caller(role), document, variables)
        assert len(set(answers.values())) == 1, (role, answers)
        answer = json.loads(answers[MALFORMED[0]])
        if expected is None:
            assert [error["extensions"]["code"] for error in answer["errors"]] == ["NOT_FOUND"]
        else:
            assert answer == {"data": expected}
    assert await whole(walked[1]) == before


STREAMS = {
    "access": "subscription($id: ID!) { access(groupId: $id) { reason } }",
    "seatPlan": "subscription($id: ID!) { seatPlan(groupId: $id) { seatCount } }",
    "invitationChanges": "subscription($id: ID!) { invitationChanges(groupId: $id) { cursor } }",
    "memberChanges": "subscription($id: ID!) { memberChanges(groupId: $id) { cursor } }",
    "groupChanges": "subscription($id: ID!) { groupChanges(groupId: $id) { cursor } }",
    "invitationBatch": "subscription($id: ID!) { invitationBatch(id: $id) { total } }",
}


def test_every_stream_that_takes_an_id_is_tried() -> None:
    assert {one.field for one in arguments(SCHEMA.subscription_type)} == set(STREAMS)


@pytest.mark.parametrize("name", STREAMS)
async def test_ids_in_streams(name: str, universe: Universe, walked: Walked) -> None:
    now = await sight(universe)
    argument = next(one for one in arguments(SCHEMA.subscription_type) if one.field == name)
    person, messages = universe.world.administrator, {}
    for bad in bad_ids(universe, now, argument):
        async with stream(person.url, person.token, STREAMS[name], id=bad) as one:
            messages[bad] = json.dumps(await one.message())
    assert len(set(messages.values())) == 1, messages
    message = json.loads(messages[MALFORMED[0]])
    assert message["type"] == "error"
    assert [error["extensions"]["code"] for error in message["payload"]] == ["NOT_FOUND"]

"""IDs in operations: an unknown object is answered like one that does not exist.

All ID arguments are found in the schema. Another group's, absent, mistyped and malformed IDs get the same bytes and
change nothing. In lists of people, only the entry is refused.
"""

import json
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from db.tables import Base
from graph import ids
from tests.permissions.conftest import SchemaWalk
from tests.permissions.document_builder import SCHEMA
from tests.permissions.id_arguments import (
    MALFORMED,
    Argument,
    arguments,
    bad_ids,
    ids_of_unknown_objects,
    replace_id,
    valid_operation,
)
from tests.permissions.universe import Universe, make_universe, read_visibility
from tests.support.client import mutation
from tests.support.people import Person
from tests.support.socket import stream


async def table_checksums(engine: AsyncEngine) -> list[Any]:
    """Return a checksum of each table, without the processes' heartbeats."""
    parts = [
        f"SELECT '{table}', md5(string_agg(to_jsonb(t)::text, '' ORDER BY to_jsonb(t)::text)) FROM {table} t"
        for table in Base.metadata.tables
        if table != "processes"
    ]
    async with engine.connect() as connection:
        return list((await connection.execute(text(" UNION ALL ".join(parts)))).all())


async def answer_bytes(person: Person, document: str, variables: dict[str, Any]) -> bytes:
    headers = {"authorization": f"Bearer {person.token}"}
    body = {"query": document, "variables": variables}
    return (await person.http.post(f"{person.url}/graphql", json=body, headers=headers)).content


@pytest.fixture(scope="module")
async def universe(walk: SchemaWalk) -> Universe:
    people, engine, _ = walk
    return await make_universe(people, engine)


def _mutation(argument: Argument) -> str:
    selections = {
        "inviteMembers": "invitedCount results { invitation { id } error { code message path } }",
        "assignResource": "assignments { id }",
        "addExistingMembers": "members { id }",
        "markNotificationsRead": "badge { total }",
    }
    selection = selections.get(argument.field, "__typename")
    return mutation(argument.field, f"{selection} userErrors {{ code message path }}")


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
async def test_mutations_answer_unknown_ids_alike(argument: Argument, universe: Universe, walk: SchemaWalk) -> None:
    now = await read_visibility(universe)
    person, given = valid_operation(universe, now, argument)
    document, answers = _mutation(argument), {}
    before = await table_checksums(walk.engine)
    for bad in bad_ids(universe, now, argument):
        replace_id(given, argument.path[1:], bad)
        answers[bad] = await answer_bytes(person, document, {"input": given})
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
    assert await table_checksums(walk.engine) == before


QUERIES = {
    # For each argument a document, and its response to an ID that the caller may not know of; None is NOT_FOUND.
    ("node", "id"): ("query($id: ID!) { node(id: $id) { id } }", {"node": None}),
    ("nodes", "ids"): ("query($id: ID!) { nodes(ids: [$id]) { id } }", {"nodes": [None]}),
    ("group", "id"): ("query($id: ID!) { group(id: $id) { id } }", {"group": None}),
    ("checkRecipients", "input"): (
        'query($id: ID!) { checkRecipients(input: {groupId: $id, addresses: "a@example.org"}) { readyCount } }',
        None,
    ),
    ("access", "groupId"): ('query($id: ID!) { access(groupId: $id, email: "a@example.org") { reason } }', None),
    ("access", "accountId"): (
        "query($id: ID!, $group: ID!) { access(groupId: $group, accountId: $id) { reason member { id } } }",
        {"access": {"reason": "NOT_A_MEMBER", "member": None}},
    ),
}


def test_every_query_that_takes_an_id_is_tried() -> None:
    assert {(one.field, one.path[0]) for one in arguments(SCHEMA.query_type)} == set(QUERIES)


@pytest.mark.parametrize("which", QUERIES, ids=".".join)
async def test_queries_answer_unknown_ids_alike(which: tuple[str, str], universe: Universe, walk: SchemaWalk) -> None:
    now = await read_visibility(universe)
    document, expected = QUERIES[which]
    kinds = ["Account"] if which[1] == "accountId" else ["Group"]
    if which[0] in ("node", "nodes"):
        kinds = ["Group", "Member", "Invitation", "Resource", "Assignment", "AccessToken", "InvitationBatch", "InviteCode",
                 "HistoryEntry", "Notification", "Account"]  # fmt: skip
    bad = [
        *MALFORMED,
        *(str(ids.encode(kind, 2**60)) for kind in kinds),
        *(one for kind in kinds for one in ids_of_unknown_objects(universe, now, kind)),
    ]
    if which[0] not in ("node", "nodes"):
        bad.append(universe.world.membership("member"))
    before = await table_checksums(walk.engine)
    for role in ("facilitator", "member", "stranger") if which[0] != "access" else ("facilitator",):
        answers = {}
        for one in bad:
            variables = {"id": one} | ({"group": universe.world.group} if which[1] == "accountId" else {})
            answers[one] = await answer_bytes(universe.caller(role), document, variables)
        assert len(set(answers.values())) == 1, (role, answers)
        answer = json.loads(answers[MALFORMED[0]])
        if expected is None:
            assert [error["extensions"]["code"] for error in answer["errors"]] == ["NOT_FOUND"]
        else:
            assert answer == {"data": expected}
    assert await table_checksums(walk.engine) == before


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
async def test_streams_answer_unknown_ids_alike(name: str, universe: Universe, walk: SchemaWalk) -> None:
    now = await read_visibility(universe)
    argument = next(one for one in arguments(SCHEMA.subscription_type) if one.field == name)
    person, messages = universe.world.administrator, {}
    for bad in bad_ids(universe, now, argument):
        async with stream(person.url, person.token, STREAMS[name], id=bad) as one:
            messages[bad] = json.dumps(await one.message())
    assert len(set(messages.values())) == 1, messages
    message = json.loads(messages[MALFORMED[0]])
    assert message["type"] == "error"
    assert [error["extensions"]["code"] for error in message["payload"]] == ["NOT_FOUND"]

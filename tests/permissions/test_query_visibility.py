"""Everything that each role can read through the schema: exactly what it may see.

The documents are built from the schema, so that new fields are included. A new required argument fails here until it
has a value, and so does a path on which nobody sees anything, because it would prove nothing.
"""

from dataclasses import dataclass
from typing import Any

import pytest
from graphql import GraphQLObjectType

from graph import ids
from graph.schema.node import FETCHERS
from tests.permissions.conftest import Schema, SchemaWalk
from tests.permissions.document_builder import SCHEMA, DocumentBuilder, objects_in, strings_in
from tests.permissions.universe import SEEN_ROLES, Universe, Visibility, make_universe, read_visibility

_NOTHING_THERE = {("EmailPreview", "problems")}  # about a text that the viewer has written
assert SCHEMA.query_type is not None
_QUERIES = SCHEMA.query_type.fields


@pytest.fixture(scope="module")
async def universe(walk: SchemaWalk) -> Universe:
    people, engine, _ = walk
    return await make_universe(people, engine)


@pytest.fixture(scope="module")
async def seen(universe: Universe) -> Visibility:
    return await read_visibility(universe)


def secrets_in(answer: Any, visibility: Visibility) -> dict[str, str]:
    """Return the secrets in a response, with their kinds."""
    whole = list(strings_in(answer))
    exact, text = set(whole), "\n".join(whole)
    return {
        secret: kind
        for secret, kind in visibility.all.items()
        if (secret in exact if kind in FETCHERS else secret in text)
    }


@dataclass(frozen=True)
class QueryCase:
    """A query: a root field, its arguments, for node() the object's type, and whether to select everything below."""

    field: str
    given: dict[str, Any]
    kind: str | None = None
    is_deep: bool = True


def checked_recipients(universe: Universe) -> dict[str, Any]:
    """Addresses of people whom the caller may know, or may not; they are what the caller has typed."""
    world = universe.world
    people = [world.stranger, world.member, world.invitee, universe.elsewhere, universe.named]
    return {"groupId": world.group, "recipients": [{"email": {"email": person.email}} for person in people]}


def query_cases(universe: Universe, visibility: Visibility) -> list[QueryCase]:
    """Return all queries: node() for each object, with everything below it for some objects of each type."""
    world = universe.world
    link = next(visibility.link(row) for row in visibility.rows["invitations"] if row.id == world.invitation_key)
    given: dict[str, list[dict[str, Any]]] = {
        "node": [],
        "nodes": [],
        "group": [{"id": ids.encode("Group", row.id)} for row in visibility.rows["groups"]],
        "access": [{"groupId": world.group, "email": world.member.email}],
        "accounts": [{"search": ""}],  # and each by itself, for there may be more than a page of them
        "invitePage": [{"key": link}, {"key": universe.code}],
        "checkRecipients": [{"input": checked_recipients(universe)}],
    }
    asked = [QueryCase(name, one) for name in _QUERIES for one in given.get(name, [{}])]
    asked += [QueryCase("accounts", {"search": row.email}, is_deep=False) for row in visibility.rows["accounts"]]
    for kind, rows in _objects(visibility).items():
        step = max(1, len(rows) // 2)
        with_caseload = world.facilitator.key if kind == "Account" else 0
        asked += [
            QueryCase("node", {"id": ids.encode(kind, row.id)}, kind, place % step == 0 or row.id == with_caseload)
            for place, row in enumerate(rows)
        ]
    return asked


def _objects(visibility: Visibility) -> dict[str, list[Any]]:
    tables = {
        "Account": "accounts",
        "Member": "memberships",
        "HistoryEntry": "history",
        "Viewer": "accounts",
        "SeatPlan": "seat_plans",
    }
    plural = {kind: tables.get(kind, "") for kind in FETCHERS}
    for table in visibility.rows:
        for kind in FETCHERS:
            if not plural[kind] and table.replace("_", "") == f"{kind.lower()}s":
                plural[kind] = table
    plural["InvitationBatch"] = "invitation_batches"
    return {kind: visibility.rows[table] for kind, table in plural.items()}


VALUES = {"id": "", "ids": [], "groupId": "", "search": "p", "key": "", "input": {}}


def document(case: QueryCase) -> str:
    """Build the document of a query."""
    builder = DocumentBuilder(VALUES)
    selection = None
    if case.kind is not None:
        target = SCHEMA.type_map[case.kind]
        assert isinstance(target, GraphQLObjectType)
        selection = f"{{ __typename ... on {case.kind} {builder.below(target) if case.is_deep else '{ id }'} }}"
    elif not case.is_deep:
        selection = "{ nodes { email } }"
    text = builder.document("query", case.field, selection)
    if case.field == "access":
        text = text.replace("query(", "query($email: String, ").replace("access(", "access(email: $email, ")
    if case.field == "accounts":
        text = text.replace("query {", "query($search: String!) {").replace(
            "{ accounts {", "{ accounts(search: $search) {"
        )
    return text


async def run_all_queries(
    universe: Universe, visibility: Visibility, schema: Schema, role: str | None, ways: set[tuple[str, str]]
) -> dict[str, str]:
    """Run all queries as a role; return the secrets found. `ways` collects the paths that led to something."""
    person = universe.caller(role) if role else None
    found: dict[str, str] = {}
    for case in query_cases(universe, visibility):
        text = document(case)
        used = {key: value for key, value in (VALUES | case.given).items() if f"${key}" in text}
        answer = await schema.ask(person, text, is_staff=role == "staff", **used)
        ways.update(objects_in(answer, "Query"))
        # The page of a link shows the link itself. A search text is shown only if an account has it.
        told = set() if case.field == "accounts" else set(strings_in(case.given))
        shown = secrets_in(answer, visibility)
        found |= {secret: kind for secret, kind in shown.items() if kind in FETCHERS or secret not in told}
    return found


async def test_each_role_sees_what_it_may_and_nothing_else(
    universe: Universe, seen: Visibility, walk: SchemaWalk
) -> None:
    ways: set[tuple[str, str]] = set()
    for role in SEEN_ROLES:
        found = await run_all_queries(universe, seen, walk.schema, role, ways)
        allowed = seen.of(universe.caller(role).key)
        too_much = {what: secret for secret, what in found.items() if secret not in allowed}
        too_little = {seen.all[secret]: secret for secret in allowed if secret not in found}
        assert (role, too_much, too_little) == (role, {}, {})
    builder = DocumentBuilder(VALUES)
    for name in _QUERIES:
        if name not in ("node", "nodes"):
            builder.document("query", name)
    assert builder.ways - ways == _NOTHING_THERE, "nobody saw anything there: give the universe one"


async def test_anonymous_callers_see_only_the_page_of_a_link(
    universe: Universe, seen: Visibility, walk: SchemaWalk
) -> None:
    ways: set[tuple[str, str]] = set()
    assert await run_all_queries(universe, seen, walk.schema, None, ways) == {}
    assert {way for way in ways if way[0] == "Query"} == {("Query", "site"), ("Query", "invitePage")}

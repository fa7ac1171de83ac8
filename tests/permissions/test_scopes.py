"""Access tokens: each root field of the schema with a token of each scope."""

import itertools
import json
from typing import Any

import pytest
from graphql import GraphQLInputObjectType, GraphQLObjectType, get_named_type, get_nullable_type, is_list_type
from graphql import is_enum_type as is_enum
from graphql import is_required_input_field as is_required
from sqlalchemy import insert

from db.tables import AccessToken
from rules.tokens import Secret, digest, new_secret
from tests.conftest import Counted
from tests.permissions.document_builder import SCHEMA, DocumentBuilder
from tests.support.client import codes
from tests.support.people import Person
from tests.support.socket import stream
from tests.support.world import make_world, set_invitation

SCOPES = ("READ", "WRITE", "READ_ACCESS", "STAFF")
SETS = [set(chosen) for size in (1, 2, 3, 4) for chosen in itertools.combinations(SCOPES, size)]
BY_SCOPE = "This access token's scopes do not allow this."
PUBLIC = {"site", "invitePage"}
WITH_A_SESSION = {"setPassword", "updateProfile", "createAccessToken", "revokeAccessToken", "logOut"}
VALUES = {"id": "x", "ids": ["x"], "groupId": "x", "search": "x", "key": "x"}


def filled(kind: Any) -> Any:
    """Return some value of an input type."""
    plain, target = get_nullable_type(kind), get_named_type(kind)
    if is_list_type(plain):
        return []
    if isinstance(target, GraphQLInputObjectType):
        required = {name: one for name, one in target.fields.items() if is_required(one)}
        chosen = required or dict(list(target.fields.items())[:1])  # of those that want one of several, the first
        return {name: filled(get_named_type(one.type)) for name, one in chosen.items()}
    if is_enum(target):
        return next(iter(target.values))
    return {"Int": 1, "Boolean": True, "DateTime": "2040-01-01T00:00:00Z"}.get(target.name, "x")


def operations(root: GraphQLObjectType | None, kind: str) -> list[tuple[str, str, dict[str, Any]]]:
    """Return each root field with a document that selects it alone, and its variables."""
    assert root is not None
    found = []
    for name, definition in root.fields.items():
        builder = DocumentBuilder(VALUES | {"input": None})
        composite = SCHEMA.type_map[get_named_type(definition.type).name]
        document = builder.document(kind, name, "" if not hasattr(composite, "fields") else "{ __typename }")
        found.append(
            (name, document, {one: filled(of) if one == "input" else VALUES[one] for one, of in builder.used.items()})
        )
    return found


async def token(counted: Counted, person: Person, scopes: set[str], **values: Any) -> Person:
    """Return the person as a client with an access token."""
    secret = new_secret(Secret.ACCESS_TOKEN)
    made = {"account_id": person.key, "name": "App", "scopes": sorted(scopes), "digest": digest(secret), **values}
    async with counted.engine.begin() as connection:
        await connection.execute(insert(AccessToken).values(**made))
    return Person(person.http, person.url, secret, key=person.key, name=person.name, email=person.email)


def writes(statements: list[str]) -> list[str]:
    """Return the statements that change anything except a token's last use."""
    return [
        one
        for one in statements
        if one.lstrip().startswith(("INSERT", "UPDATE", "DELETE", "WITH")) and "last_used_at" not in one
    ]


@pytest.mark.parametrize("scopes", SETS, ids=lambda one: "+".join(sorted(one)))
async def test_each_root_field_needs_its_scope(scopes: set[str], counted: Counted) -> None:
    person = await token(counted, await counted.people(), scopes)
    reads, changes, asks = (
        bool(scopes & {"READ", "WRITE"}),
        "WRITE" in scopes,
        bool(scopes & {"READ", "WRITE", "READ_ACCESS"}),
    )
    for name, document, variables in operations(SCHEMA.query_type, "query"):
        allowed = name in PUBLIC or (asks if name == "access" else reads)
        assert await refused_by_scope(person, document, variables) is not allowed, name
    for name, document, variables in operations(SCHEMA.mutation_type, "mutation"):
        counted.statements.clear()
        refused = await refused_by_scope(person, document, variables)
        assert refused is not (changes and name not in WITH_A_SESSION), name
        if refused:
            assert writes(counted.statements) == [], name


async def refused_by_scope(person: Person, document: str, variables: dict[str, Any]) -> bool:
    """Whether the operation was refused because of the token's scopes."""
    answer = await person.answer(document, **variables)
    said = [error["message"] for error in answer.get("errors", ())]
    if BY_SCOPE in said:
        assert [error["extensions"]["code"] for error in answer["errors"]] == ["FORBIDDEN"]
        assert list(answer["data"].values()) == [None]
    return BY_SCOPE in said


@pytest.mark.parametrize("scopes", [{"READ"}, {"WRITE"}, {"READ_ACCESS"}, {"STAFF"}], ids=min)
async def test_each_stream_needs_its_scope(scopes: set[str], counted: Counted) -> None:
    person = await token(counted, await counted.people(), scopes)
    for name, document, variables in operations(SCHEMA.subscription_type, "subscription"):
        async with stream(person.url, person.token, document, **variables) as one:
            if scopes & {"READ", "WRITE"} and not variables:
                await one.quiet(0.05) if name != "badge" else await one.next()
                continue
            message = json.dumps(await one.message())
            assert (BY_SCOPE in message) is not bool(scopes & {"READ", "WRITE"}), (name, message)


async def test_a_token_without_read_sees_an_invite_page_as_anonymous_callers_do(counted: Counted) -> None:
    world = await make_world(counted.people, counted.engine)
    await world.administrator.mutate("updateGroup", {"groupId": world.group, "discreet": True}, "")
    await set_invitation(world, version=1)
    document = "query($id: ID!) { node(id: $id) { ... on Invitation { url } } }"
    link = (await world.administrator.ok(document, id=world.invitation))["node"]["url"]
    ask = """query($key: String!) { invitePage(key: $key) {
        groupName facilitatorName memberCount invitedEmail viewerIsMember invitation { email group { name } } } }"""
    key = link.rpartition("/")[2]
    anybody = await world.anonymous.ok(ask, key=key)
    assert anybody["invitePage"]["groupName"] is None
    for scopes in ({"READ_ACCESS"}, {"STAFF"}):
        assert await (await token(counted, world.invitee, scopes)).ok(ask, key=key) == anybody
    whole = await (await token(counted, world.invitee, {"READ"})).ok(ask, key=key)
    assert whole["invitePage"]["invitation"]["email"] == world.invitee.email
    assert whole["invitePage"]["groupName"] == "Wednesday"


async def test_a_read_access_token_reads_nothing_beyond_access(counted: Counted) -> None:
    world = await make_world(counted.people, counted.engine)
    narrow = await token(counted, world.facilitator, {"READ_ACCESS"})
    broad = await token(counted, world.facilitator, {"READ"})
    ask = "query($group: ID!, $email: String!) { access(groupId: $group, email: $email) { reason member { %s } } }"
    given = {"group": world.group, "email": world.member.email}
    member = SCHEMA.type_map["Member"]
    assert isinstance(member, GraphQLObjectType)
    alone = {"id", "role", "joinedAt", "joinedBy", "seatWaitPosition", "hasFullAccess"}
    for name, definition in member.fields.items():
        below = " { __typename }" if isinstance(get_named_type(definition.type), GraphQLObjectType) else ""
        for written in (
            f"{name}{below}",
            f"... on Member {{ other: {name}{below} }}",
            f"... on Node {{ id }} {name}{below}",
        ):
            answer = await narrow.answer(ask % written, **given)
            if name in alone:
                assert answer["data"]["access"]["member"], (written, answer)
            else:
                assert answer["data"]["access"] == {"reason": "NO_SEATS_NEEDED", "member": None}, written
                assert [error["message"] for error in answer["errors"]] == [BY_SCOPE]
        assert "errors" not in await broad.answer(ask % f"{name}{below}", **given) or name in ("seat", "invitation")


async def test_a_staff_members_token_without_the_staff_scope_has_no_staff_rights(counted: Counted) -> None:
    world = await make_world(counted.people, counted.engine)
    document = "query($id: ID!) { group(id: $id) { name } viewer { isStaff } }"
    plain = await token(counted, world.staff, {"READ", "WRITE", "READ_ACCESS"})
    assert await plain.ok(document, id=world.group) == {"group": None, "viewer": {"isStaff": False}}
    given = {"groupId": world.group, "accountId": world.stranger.id}
    assert await plain.refused("assignAdministrator", given) == "NOT_FOUND"
    assert (
        await plain.code('query($id: ID!) { access(groupId: $id, email: "a@example.org") { reason } }', id=world.group)
        == "NOT_FOUND"
    )
    full = await token(counted, world.staff, {"WRITE", "STAFF"})
    assert (await full.ok(document, id=world.group))["group"] == {"name": "Wednesday"}
    assert codes(await full.mutate("assignAdministrator", given, "member { id }")) == []

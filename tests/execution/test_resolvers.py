"""What resolvers and types receive, and what they must not do."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from graphql import ExecutionResult, GraphQLResolveInfo, build_schema, parse
from graphql import execute as graphql_execute

from execution import (
    EXTENSION,
    BoundPlan,
    Function,
    Instances,
    Plan,
    Relation,
    declare,
    resolver_of,
)
from tests.execution.users import KINDS, Given, User, bind, execute, later, make_schema


async def test_a_resolver_is_given_what_graphql_core_gives_it() -> None:
    schema = make_schema()
    infos: list[GraphQLResolveInfo[Any]] = []

    async def resolve(parent: User, info: GraphQLResolveInfo[Any], first: int | None = None) -> list[User]:
        infos.append(info)
        return []

    field = schema.type_map["User"].fields["friends"]  # type: ignore[attr-defined]
    field.extensions.clear()
    field.resolve = resolve
    text = "query ($n: Int) { users { ...F friends(first: $n) { id } } } fragment F on User { friends(first: $n) { name } }"
    context = Given()
    await bind(text, {"n": 3}, schema).execute(context, "root")  # type: ignore[misc]
    info = infos[1]
    assert (info.field_name, info.parent_type.name, str(info.return_type)) == ("friends", "User", "[User!]")
    assert info.path.as_list() == ["users", 1, "friends"]
    assert [node.name.value for node in info.field_nodes] == ["friends", "friends"]
    assert list(info.fragments) == ["F"]
    assert info.variable_values.coerced == {"n": 3}
    assert (info.context, info.root_value, info.schema) == (context, "root", schema)
    assert info.is_awaitable(asyncio.sleep) is False


async def test_resolvers_can_get_an_info_of_another_type() -> None:
    schema = build_schema("type Query { name: String }")
    schema.query_type.fields["name"].resolve = lambda _, info: info  # type: ignore[union-attr]
    bound = Plan(schema, parse("{ name }"), make_info=lambda name, *_: f"info of {name}").bind()
    assert isinstance(bound, BoundPlan)
    assert bound.execute() == ExecutionResult({"name": "info of name"}, None)


def test_types_of_declared_classes_are_not_resolved() -> None:
    schema = make_schema()
    schema.type_map["User"].extensions[EXTENSION] = Instances(User)

    class Guest(User):
        pass

    bound = bind("{ node { __typename id } }", schema=schema)
    for value in (User(1, "Ada"), Guest(1, "Ada")):
        assert bound.execute(root={"node": value}) == ExecutionResult({"node": {"__typename": "User", "id": "1"}}, None)


async def test_a_relation_must_return_a_value_for_each_parent() -> None:
    schema = build_schema("type Query { name: String  other: String }")

    async def none(parents: Sequence[Any], context: Any) -> list[Any]:
        return []

    declare(schema, lambda _, name, __: Relation(none) if name == "name" else None)
    result = await bind("{ name other }", schema=schema).execute(root={"other": "o"})  # type: ignore[misc]
    assert result.data == {"name": None, "other": "o"}
    assert [error.path for error in result.errors] == [["name"]]


def test_a_function_that_awaits_is_refused() -> None:
    with pytest.raises(TypeError):
        Function(later)


async def test_graphql_core_runs_declared_fields_by_resolvers_of_their_kinds() -> None:
    schema = make_schema()
    for name, kind in KINDS.items():
        owner, field = name.split(".")
        schema.type_map[owner].fields[field].resolve = resolver_of(kind)  # type: ignore[attr-defined]
    text = '{ users { id name shout(mark: "?") friends(first: 1) { name } } }'
    outcome = graphql_execute(schema, parse(text), context_value=Given())
    assert not isinstance(outcome, ExecutionResult)
    assert await outcome == (await execute(text))[0]


async def test_a_type_that_must_be_awaited_fails() -> None:
    schema = build_schema(
        "type Query { node: Node }  interface Node { id: ID! }  type User implements Node { id: ID! }"
    )

    async def resolve_type(*_: Any) -> str:
        return "User"

    schema.type_map["Node"].resolve_type = resolve_type  # type: ignore[attr-defined]
    result = bind("{ node { id } }", schema=schema).execute(root={"node": User(1, "Ada")})
    assert isinstance(result, ExecutionResult)
    assert result.data == {"node": None}
    assert len(result.errors or ()) == 1


async def test_resolvers_may_track_awaitables_that_they_leave_behind() -> None:
    schema = build_schema("type Query { a: Int }")
    ended: list[str] = []

    async def work() -> None:
        ended.append("work")
        raise ValueError

    def resolve(_: Any, info: GraphQLResolveInfo[Any]) -> int:
        info.async_helpers.track([work(), "not awaitable"])
        return 1

    schema.query_type.fields["a"].resolve = resolve  # type: ignore[union-attr]
    assert bind("{ a }", schema=schema).execute() == ExecutionResult({"a": 1}, None)
    await asyncio.sleep(0.01)
    assert ended == ["work"]

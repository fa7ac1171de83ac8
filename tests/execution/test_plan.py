"""What is planned, what is left to graphql-core, and how a plan follows variables and events."""

from typing import Any

import pytest
from graphql import (
    ExecutionResult,
    GraphQLError,
    GraphQLResolveInfo,
    build_schema,
    get_introspection_query,
    graphql_sync,
    parse,
)

from execution import (
    BoundPlan,
    NotPlannableError,
    Plan,
)
from tests.execution.users import SCHEMA, Given, User, bind, execute


async def test_results_have_the_order_of_the_selection() -> None:
    result, _ = await execute("{ b: later users { friends { id } z: name __typename a: id } sooner }")
    assert result.data is not None
    assert list(result.data) == ["b", "users", "sooner"]
    assert list(result.data["users"][0]) == ["friends", "z", "__typename", "a"]


async def test_arguments_and_conditions_use_the_variables() -> None:
    plan = Plan(SCHEMA, parse("query ($id: Int, $more: Boolean!) { user(id: $id) { id name @include(if: $more) } }"))
    for variables, expected in (
        ({"id": 7, "more": True}, {"id": "7", "name": "Ada"}),
        ({"id": 8, "more": False}, {"id": "8"}),
        ({"more": False}, {"id": "1"}),
    ):
        bound = plan.bind(variables)
        assert isinstance(bound, BoundPlan)
        result = await bound.execute(Given())  # type: ignore[misc]
        assert result == ExecutionResult({"user": expected}, None)
    assert len(plan.shapes) == 2


async def test_variables_that_do_not_fit_are_errors() -> None:
    found = Plan(SCHEMA, parse("query ($id: Int!) { user(id: $id) { id } }")).bind({"id": "x"})
    assert isinstance(found, list)
    assert [error.message for error in found] == [
        "Variable '$id' has invalid value: Int cannot represent non-integer value: 'x'"
    ]


async def test_arguments_that_do_not_fit_fail_the_field_for_each_parent() -> None:
    query = "query ($mark: String) { users { id shout(mark: $mark) } }"
    result, context = await execute(query, {"mark": None})
    assert result.data is None
    message = "Argument 'mark' has invalid value: Expected variable '$mark' provided to non-null type 'String!' not to be None."
    assert [(error.message, error.path) for error in result.errors or ()] == [(message, ["users", 0, "shout"])]
    assert context.calls == ["users"]


@pytest.mark.parametrize(
    "query",
    [
        "query @experimental_disableErrorPropagation { user { id } }",
        "{ ... @defer { user { id } } }",
        "{ users @stream { id } }",
    ],
)  # fmt: skip
def test_a_document_without_a_plan_is_left_to_graphql_core(query: str) -> None:
    with pytest.raises(NotPlannableError):
        Plan(SCHEMA, parse(query))


def test_a_condition_that_is_null_is_left_to_graphql_core() -> None:
    plan = Plan(SCHEMA, parse("query ($more: Boolean = true) { user @include(if: $more) { id } }"))
    assert isinstance(plan.bind({}), BoundPlan)
    with pytest.raises(NotPlannableError):
        plan.bind({"more": None})


@pytest.mark.parametrize(
    "query",
    [
        get_introspection_query(input_value_deprecation=True, schema_description=True),
        '{ ...F } fragment F on Query { user: __type(name: "User") { kind } none: __type(name: "None") { name } }',
    ],
)
def test_introspection_equals_that_of_graphql_core(query: str) -> None:
    bound = Plan(SCHEMA, parse(query)).bind()
    assert isinstance(bound, BoundPlan)
    for _ in range(3):
        assert bound.execute() == graphql_sync(SCHEMA, query)


async def test_a_plan_is_bound_once_for_all_events_of_a_stream() -> None:
    bound = bind("subscription { changed { name shout friends(first: 1) { id } } }")
    for number in (1, 2):
        context = Given()
        outcome = bound.execute_event(User(number, f"U{number}"), context)
        assert not isinstance(outcome, ExecutionResult)
        assert await outcome == ExecutionResult(
            {"changed": {"name": f"U{number}", "shout": f"U{number}!", "friends": [{"id": f"{number}0"}]}}, None
        )
    assert bind("subscription { changed { name } }").execute_event(ValueError("no")).data == {"changed": None}  # type: ignore[union-attr]


async def test_a_subscription_is_subscribed_to_with_its_arguments() -> None:
    schema = build_schema("type Query { a: Int }  type Subscription { b(of: Int!): Int }")
    assert schema.subscription_type is not None

    async def later_on(root: Any, info: GraphQLResolveInfo[Any], of: int) -> list[Any]:
        return [root, info.context, of]

    def fail(root: Any, info: GraphQLResolveInfo[Any], of: int) -> Any:
        raise ValueError(f"not {of}")

    field = schema.subscription_type.fields["b"]
    field.subscribe = later_on
    bound = bind("subscription ($of: Int!) { c: b(of: $of) }", {"of": 3}, schema)
    assert await bound.subscribe("context", "root") == ["root", "context", 3]
    field.subscribe = fail
    with pytest.raises(GraphQLError) as caught:
        await bound.subscribe()
    assert (caught.value.message, caught.value.path) == ("not 3", ["c"])


def test_a_plan_keeps_a_limited_number_of_shapes() -> None:
    names = [f"v{number}" for number in range(6)]
    declared = ", ".join(f"${name}: Boolean!" for name in names)
    fields = " ".join(f"{name}: user @skip(if: ${name}) {{ id }}" for name in names)
    plan = Plan(SCHEMA, parse(f"query ({declared}) {{ sooner {fields} }}"))
    for number in range(2**6):
        plan.bind({name: bool(number >> at & 1) for at, name in enumerate(names)})
    assert len(plan.shapes) == 16


def test_arguments_of_a_stream_that_do_not_fit_fail_its_events() -> None:
    schema = build_schema("type Query { a: Int }  type Subscription { b(of: [Int!]! = []): Int }")
    bound = bind("subscription ($of: Int) { b(of: [$of]) }", {"of": None}, schema)
    result = bound.execute_event(1)
    assert isinstance(result, ExecutionResult)
    assert result.data == {"b": None}
    assert [error.path for error in result.errors or ()] == [["b"]]

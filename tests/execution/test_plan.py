"""Plans of single documents: what is planned, what is awaited when, and what resolvers are given."""

import asyncio
import enum
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from graphql import ExecutionResult, GraphQLResolveInfo, GraphQLSchema, Undefined, build_schema, parse
from graphql import execute as graphql_execute

from execution import (
    EXTENSION,
    Attribute,
    BoundPlan,
    Function,
    Instances,
    Kind,
    NotPlannableError,
    Plan,
    Relation,
    declare,
    resolver_of,
)

SDL = """
type Query { user(id: Int = 1): User  users: [User!]!  later: String  sooner: String  node: Node  nothing: User! }
type Mutation { first: User  second: User  broken: User! }
type Subscription { changed: User }
interface Node { id: ID! }
type User implements Node { id: ID!  name: String!  shout(mark: String! = "!"): String!  friends(first: Int): [User!] }
"""


@dataclass
class Given:
    """What was called, in order."""

    calls: list[str] = field(default_factory=list)


@dataclass
class User:
    id: int
    name: str


async def users(parents: Sequence[Any], context: Given) -> list[Any]:
    context.calls.append("users")
    return [[User(1, "Ada"), User(2, "Ben")] for _ in parents]


async def user(parents: Sequence[Any], context: Given, id: int) -> list[Any]:  # noqa: A002
    context.calls.append(f"user {id}")
    return [User(id, "Ada")] * len(parents)


async def friends(parents: Sequence[User], context: Given, first: int | None = None) -> list[Any]:
    context.calls.append(f"friends of {[parent.id for parent in parents]}")
    await asyncio.sleep(0)
    return [[User(10 * parent.id + at, f"F{at}") for at in range(first or 2)] for parent in parents]


def shout(parent: User, context: Given, mark: str) -> str:
    context.calls.append(f"shout {parent.id}")
    return parent.name + mark


async def later(parents: Sequence[Any], context: Given) -> list[Any]:
    context.calls.append("later begins")
    await asyncio.sleep(0.01)
    context.calls.append("later ends")
    return ["late"]


async def sooner(parents: Sequence[Any], context: Given) -> list[Any]:
    context.calls.append("sooner begins")
    return ["soon"]


KINDS: dict[str, Kind] = {
    "Query.user": Relation(user), "Query.users": Relation(users), "Query.later": Relation(later),
    "Query.sooner": Relation(sooner), "User.id": Attribute("id"), "User.name": Attribute("name"),
    "User.shout": Function(shout), "User.friends": Relation(friends),
}  # fmt: skip


def make_schema() -> GraphQLSchema:
    schema = build_schema(SDL)
    declare(schema, lambda owner, name, _: KINDS.get(f"{owner.name}.{name}"))
    return schema


SCHEMA = make_schema()


def bind(text: str, variables: dict[str, Any] | None = None, schema: GraphQLSchema = SCHEMA) -> BoundPlan:
    bound = Plan(schema, parse(text)).bind(variables)
    assert isinstance(bound, BoundPlan)
    return bound


async def execute(text: str, variables: dict[str, Any] | None = None, **options: Any) -> tuple[ExecutionResult, Given]:
    context = Given()
    outcome = bind(text, variables).execute(context, **options)
    return outcome if isinstance(outcome, ExecutionResult) else await outcome, context


async def test_a_relation_is_called_once_for_all_parents_of_a_level() -> None:
    result, context = await execute("{ users { name friends(first: 1) { id friends { name } } } }")
    assert context.calls == ["users", "friends of [1, 2]", "friends of [10, 20]"]
    assert result.errors is None
    assert result.data == {
        "users": [
            {"name": name, "friends": [{"id": str(key), "friends": [{"name": "F0"}, {"name": "F1"}]}]}
            for name, key in (("Ada", 10), ("Ben", 20))
        ]
    }


async def test_the_results_have_the_order_of_the_selection() -> None:
    result, _ = await execute("{ b: later users { friends { id } z: name __typename a: id } sooner }")
    assert result.data is not None
    assert list(result.data) == ["b", "users", "sooner"]
    assert list(result.data["users"][0]) == ["friends", "z", "__typename", "a"]


async def test_a_level_is_awaited_together_or_one_after_another() -> None:
    _, together = await execute("{ later sooner }")
    assert together.calls == ["later begins", "sooner begins", "later ends"]
    _, serial = await execute("{ later sooner }", serial=True)
    assert serial.calls == ["later begins", "later ends", "sooner begins"]


def test_what_awaits_nothing_returns_its_result_at_once() -> None:
    schema = build_schema("type Query { user: User } type User { name: String! shout: String! }")
    declared: dict[str, Kind] = {
        "name": Attribute("name"),
        "shout": Function(lambda user, context: user.name.upper() + context),
    }
    declare(schema, lambda _, name, __: declared.get(name))
    outcome = bind("{ user { name shout } }", schema=schema).execute("!", {"user": User(1, "Ada")})
    assert outcome == ExecutionResult({"user": {"name": "Ada", "shout": "ADA!"}}, None)


async def test_arguments_and_conditions_follow_the_variables() -> None:
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
        "{ __schema { types { name } } }",
        "{ user { id } ...F } fragment F on Query { __type(name: \"User\") { name } }",
        "query @experimental_disableErrorPropagation { user { id } }",
        "{ ... @defer { user { id } } }",
        "{ users @stream { id } }",
    ],
)  # fmt: skip
def test_what_is_left_to_graphql_core_is_said(query: str) -> None:
    with pytest.raises(NotPlannableError):
        Plan(SCHEMA, parse(query))


def test_a_condition_that_is_null_is_left_to_graphql_core() -> None:
    plan = Plan(SCHEMA, parse("query ($more: Boolean = true) { user @include(if: $more) { id } }"))
    assert isinstance(plan.bind({}), BoundPlan)
    with pytest.raises(NotPlannableError):
        plan.bind({"more": None})


def test_introspection_in_another_operation_does_not_matter() -> None:
    text = "query A { user { id } } query B { ...F } fragment F on Query { __schema { types { name } } }"
    Plan(SCHEMA, parse(text), "A")
    with pytest.raises(NotPlannableError):
        Plan(SCHEMA, parse(text), "B")


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


async def test_resolvers_may_be_given_another_info() -> None:
    schema = build_schema("type Query { name: String }")
    schema.query_type.fields["name"].resolve = lambda _, info: info  # type: ignore[union-attr]
    bound = Plan(schema, parse("{ name }"), make_info=lambda name, *_: f"info of {name}").bind()
    assert isinstance(bound, BoundPlan)
    assert bound.execute() == ExecutionResult({"name": "info of name"}, None)


async def test_mutations_run_one_after_another_with_all_below_them() -> None:
    schema = make_schema()
    context = Given()

    async def change(_: Any, info: Any) -> User:
        context.calls.append(f"{info.path.key} begins")
        await asyncio.sleep(0)
        context.calls.append(f"{info.path.key} ends")
        return User(1, "Ada")

    for name in ("first", "second"):
        schema.mutation_type.fields[name].resolve = change  # type: ignore[union-attr]
    outcome = bind("mutation { a: first { friends { id } } second { id } }", schema=schema).execute(context)
    assert not isinstance(outcome, ExecutionResult)
    assert (await outcome).errors is None
    assert context.calls == ["a begins", "a ends", "friends of [1]", "second begins", "second ends"]


async def test_no_mutation_follows_one_that_left_no_data() -> None:
    schema = make_schema()
    ran: list[str] = []

    def run(_: Any, info: Any) -> None:
        ran.append(info.field_name)

    for name in ("first", "broken", "second"):
        schema.mutation_type.fields[name].resolve = run  # type: ignore[union-attr]
    result = await bind("mutation { first { id } broken { id } second { id } }", schema=schema).execute()  # type: ignore[misc]
    assert result.data is None
    assert ran == ["first", "broken"]


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


def test_declared_classes_are_not_asked_for_their_type() -> None:
    schema = make_schema()
    schema.type_map["User"].extensions[EXTENSION] = Instances(User)

    class Guest(User):
        pass

    bound = bind("{ node { __typename id } }", schema=schema)
    for value in (User(1, "Ada"), Guest(1, "Ada")):
        assert bound.execute(root={"node": value}) == ExecutionResult({"node": {"__typename": "User", "id": "1"}}, None)


async def test_a_cancelled_execution_waits_for_what_it_cancels() -> None:
    schema = build_schema("type Query { slow: String  slower: String }")
    ended: list[str] = []

    async def hang(parents: Sequence[Any], context: Any) -> list[Any]:
        try:
            await asyncio.sleep(60)
        finally:
            await asyncio.sleep(0)
            ended.append("ended")
        return []

    declare(schema, lambda *_: Relation(hang))
    for serial in (False, True):
        ended.clear()
        outcome = bind("{ slow slower }", schema=schema).execute(serial=serial)
        assert not isinstance(outcome, ExecutionResult)
        task = asyncio.create_task(outcome)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert len(ended) == (1 if serial else 2)


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


def test_many_shapes_do_not_stay() -> None:
    names = [f"v{number}" for number in range(6)]
    declared = ", ".join(f"${name}: Boolean!" for name in names)
    fields = " ".join(f"{name}: user @skip(if: ${name}) {{ id }}" for name in names)
    plan = Plan(SCHEMA, parse(f"query ({declared}) {{ sooner {fields} }}"))
    for number in range(2**6):
        plan.bind({name: bool(number >> at & 1) for at, name in enumerate(names)})
    assert len(plan.shapes) == 16


class Colour(enum.Enum):
    RED = "r"
    ULTRAVIOLET = "u"


@dataclass
class Counted:
    """Counts how often it is read."""

    value: Any
    reads: int = 0

    @property
    def name(self) -> Any:
        """Return the value, or raise it."""
        self.reads += 1
        if isinstance(self.value, Exception):
            raise self.value
        return self.value


NAMED = build_schema("type Query { all: [Named!]! } type Named { name: String! self: Named }")
NAMED_KINDS: dict[str, Kind] = {"name": Attribute("name"), "self": Function(lambda named, _: named)}
declare(NAMED, lambda _, name, __: NAMED_KINDS.get(name))


def test_attributes_are_read_once_when_the_plan_knows_their_classes() -> None:
    bound = bind("{ all { name self { name } } }", schema=NAMED)
    for _ in range(2):
        named = [Counted(f"n{number}") for number in range(3)]
        result = bound.execute(root={"all": named})
        assert result == ExecutionResult(
            {"all": [{"name": each.value, "self": {"name": each.value}} for each in named]}, None
        )
    assert [each.reads for each in named] == [2, 2, 2]


@pytest.mark.parametrize("wrong", [None, ValueError("no"), object()])
def test_what_is_unusual_among_the_usual_fails_alone(wrong: Any) -> None:
    bound = bind("{ all { self { name } name } }", schema=NAMED)
    bound.execute(root={"all": [Counted("a")]})
    result = bound.execute(root={"all": [Counted("b"), Counted(wrong)]})
    assert isinstance(result, ExecutionResult)
    assert result.data is None
    assert [error.path for error in result.errors or ()] == [["all", 1, "name"]]


@pytest.mark.parametrize(
    ("field", "usual", "wrong"),
    [
        ("size", 2**31 - 1, 2**31),
        ("tags", ["a"], "text"),
        ("tags", ["a"], ["b", None]),
        ("colour", Colour.RED, Colour.ULTRAVIOLET),
        ("friend", User(1, "Ada"), Given()),
        ("friend", User(1, "Ada"), ValueError("no")),
    ],
)
def test_a_value_that_is_unusual_for_its_type_fails(field: str, usual: Any, wrong: Any) -> None:
    schema = build_schema("""
        enum Colour { RED }
        type Query { size: Int!  tags: [String!]!  colour: Colour!  friend: Friend! }
        type Friend { name: String }
    """)
    schema.type_map["Colour"].values["RED"].value = Colour.RED  # type: ignore[attr-defined]
    schema.type_map["Friend"].is_type_of = lambda value, _: isinstance(value, User)  # type: ignore[attr-defined]
    schema.type_map["Friend"].extensions[EXTENSION] = Instances(User)
    declare(schema, lambda owner, name, _: Attribute("value" if owner.name == "Query" else name))
    bound = bind(f"{{ {field} {'{ __typename }' if field == 'friend' else ''} }}", schema=schema)
    for value, is_wrong in ((usual, False), (usual, False), (usual, False), (wrong, True), (wrong, True)):
        result = bound.execute(root=Counted(value))
        assert isinstance(result, ExecutionResult)
        assert (result.data is None) is is_wrong
        assert bool(result.errors) is is_wrong


@pytest.mark.parametrize("wrong", [None, Undefined, ValueError("no")])
def test_a_scalar_is_not_asked_to_convert_nulls_and_errors(wrong: Any) -> None:
    schema = build_schema("scalar Text  type Query { text: Text! }")
    schema.type_map["Text"].coerce_output_value = str  # type: ignore[attr-defined]
    declare(schema, lambda *_: Attribute("value"))
    bound = bind("{ text }", schema=schema)
    for _ in range(2):
        assert bound.execute(root=Counted(1)) == ExecutionResult({"text": "1"}, None)
    for _ in range(2):
        result = bound.execute(root=Counted(wrong))
        assert isinstance(result, ExecutionResult)
        assert result.data is None


def test_documents_may_be_deep_and_long() -> None:
    deep = "name " + "self { " * 60 + "name" + " }" * 60
    wide = " ".join(f"a{number}: self {{ name }}" for number in range(400))
    for text in (deep, wide):
        bound = bind(f"{{ all {{ {text} }} }}", schema=NAMED)
        for _ in range(2):
            result = bound.execute(root={"all": [Counted("a")]})
            assert isinstance(result, ExecutionResult)
            assert result.errors is None


def test_attributes_may_have_any_name() -> None:
    schema = build_schema("type Query { name: String other: String }")
    declare(schema, lambda _, name, __: Attribute({"name": "class.x", "other": "ä"}[name]))

    class Holder:
        pass

    holder, inner = Holder(), Holder()
    setattr(holder, "class", inner)
    inner.x = "x"  # type: ignore[attr-defined]
    holder.ä = "y"  # type: ignore[attr-defined]
    bound = bind("{ name other }", schema=schema)
    for _ in range(3):
        assert bound.execute(root=holder) == ExecutionResult({"name": "x", "other": "y"}, None)


def test_objects_of_which_nothing_is_selected_are_empty() -> None:
    plan = Plan(NAMED, parse("query ($no: Boolean!) { all { name @include(if: $no) } }"))
    bound = plan.bind({"no": False})
    assert isinstance(bound, BoundPlan)
    for _ in range(3):
        assert bound.execute(root={"all": [Counted("a")]}) == ExecutionResult({"all": [{}]}, None)


async def test_graphql_core_runs_declared_fields_by_resolvers_of_their_kinds() -> None:
    schema = make_schema()
    for name, kind in KINDS.items():
        owner, field = name.split(".")
        schema.type_map[owner].fields[field].resolve = resolver_of(kind)  # type: ignore[attr-defined]
    text = '{ users { id name shout(mark: "?") friends(first: 1) { name } } }'
    outcome = graphql_execute(schema, parse(text), context_value=Given())
    assert not isinstance(outcome, ExecutionResult)
    assert await outcome == (await execute(text))[0]


def test_arguments_of_a_stream_that_do_not_fit_fail_its_events() -> None:
    schema = build_schema("type Query { a: Int }  type Subscription { b(of: [Int!]! = []): Int }")
    bound = bind("subscription ($of: Int) { b(of: [$of]) }", {"of": None}, schema)
    result = bound.execute_event(1)
    assert isinstance(result, ExecutionResult)
    assert result.data == {"b": None}
    assert [error.path for error in result.errors or ()] == [["b"]]


async def test_an_execution_that_is_cancelled_from_within_is_cancelled() -> None:
    schema = build_schema("type Query { a: Int  b: Int }")

    async def cancelled(parents: Sequence[Any], context: Any) -> list[Any]:
        raise asyncio.CancelledError

    declare(schema, lambda _, name, __: Relation(cancelled if name == "a" else later))
    for serial in (False, True):
        outcome = bind("{ a b }", schema=schema).execute(Given(), serial=serial)
        assert not isinstance(outcome, ExecutionResult)
        with pytest.raises(asyncio.CancelledError):
            await outcome


async def test_types_that_must_be_awaited_fail() -> None:
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


async def test_resolvers_may_track_what_they_leave_behind() -> None:
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

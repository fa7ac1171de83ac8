"""What an execution awaits, in what order, and what it waits for when it is cancelled."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from graphql import ExecutionResult, build_schema

from execution import (
    Attribute,
    Function,
    Kind,
    Relation,
    SelectedNames,
    declare,
)
from tests.execution.users import Given, User, bind, execute, later, make_schema


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


async def test_a_level_is_awaited_concurrently_or_serially() -> None:
    _, together = await execute("{ later sooner }")
    assert together.calls == ["later begins", "sooner begins", "later ends"]
    _, serial = await execute("{ later sooner }", serial=True)
    assert serial.calls == ["later begins", "later ends", "sooner begins"]


def test_an_execution_without_awaits_returns_its_result_directly() -> None:
    schema = build_schema("type Query { user: User } type User { name: String! shout: String! }")
    declared: dict[str, Kind] = {
        "name": Attribute("name"),
        "shout": Function(lambda user, context: user.name.upper() + context),
    }
    declare(schema, lambda _, name, __: declared.get(name))
    outcome = bind("{ user { name shout } }", schema=schema).execute("!", {"user": User(1, "Ada")})
    assert outcome == ExecutionResult({"user": {"name": "Ada", "shout": "ADA!"}}, None)


def test_a_relation_that_knows_its_values_is_not_awaited() -> None:
    schema = build_schema("type Query { users: [User!]! } type User { name: String! friends: [User!]! }")
    seen: list[SelectedNames] = []

    def friends(parents: Sequence[User], context: Any, selected: SelectedNames) -> list[Any]:
        seen.append(selected)
        return [[User(2, f"{parent.name}'s")] for parent in parents]

    declared: dict[str, Kind] = {"name": Attribute("name"), "friends": Relation(friends, sees_selection=True)}
    declare(schema, lambda _, name, __: declared.get(name))
    text = "{ users { friends { ...F friends { name } } } } fragment F on User { called: name }"
    bound = bind(text, schema=schema)
    for _ in range(3):
        outcome = bound.execute(root={"users": [User(1, "Ada")]})
        friend = {"called": "Ada's", "friends": [{"name": "Ada's's"}]}
        assert outcome == ExecutionResult({"users": [{"friends": [friend]}]}, None)
    below, last = frozenset({"name", "friends"}), frozenset({"name"})
    assert seen == [SelectedNames(below, below), SelectedNames(last, last)] * 3


async def test_each_mutation_runs_with_its_selection_before_the_next() -> None:
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


async def test_no_mutation_runs_after_one_that_nulled_the_data() -> None:
    schema = make_schema()
    ran: list[str] = []

    def run(_: Any, info: Any) -> None:
        ran.append(info.field_name)

    for name in ("first", "broken", "second"):
        schema.mutation_type.fields[name].resolve = run  # type: ignore[union-attr]
    result = await bind("mutation { first { id } broken { id } second { id } }", schema=schema).execute()  # type: ignore[misc]
    assert result.data is None
    assert ran == ["first", "broken"]


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

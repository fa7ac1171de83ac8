"""The short way for plain fields: its answers are graphql-core's, errors and order included."""

import asyncio
import enum
import json
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from inspect import isawaitable
from typing import Any

import pytest
import strawberry
from graphql import ExecutionResult, parse
from hypothesis import given, settings
from hypothesis import strategies as st
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from edge.fast import FastExecutor


@strawberry.enum
class Colour(enum.Enum):
    RED = "r"
    BLUE = "b"


@strawberry.interface
class Named:
    name: str


@strawberry.type
class Wheel(Named):
    size: int
    spokes: list[str] | None


@strawberry.type
class Maker:
    title: str
    country: str | None


@strawberry.type
class Bike(Named):
    id: strawberry.ID
    note: str | None
    gears: int
    weight: float | None
    sold: bool
    colour: Colour
    made_at: datetime | None
    tags: list[str]
    sizes: list[int | None] | None
    wheels: list[Wheel]
    front: Wheel | None
    maker: Maker
    part: Named | None
    matrix: list[list[int]] | None

    @strawberry.field
    async def later(self) -> str:
        await asyncio.sleep(0)
        return "later"

    @strawberry.field
    def now(self) -> str | None:
        return "now"

    @strawberry.field
    def sized(self, by: int = 2) -> int:
        return by * 2

    @strawberry.field
    async def twin(self) -> "Bike | None":
        return self

    @strawberry.field
    def fails(self) -> str:
        raise ValueError("no")


@strawberry.type
class Query:
    @strawberry.field
    def bikes(self) -> list[Bike]:
        return list(strawberry_root["bikes"]())

    @strawberry.field
    async def bike(self) -> Bike | None:
        return next(iter(strawberry_root["bikes"]()), None)

    @strawberry.field
    def named(self) -> list[Named]:
        return list(strawberry_root["bikes"]())


strawberry_root: dict[str, Callable[[], Any]] = {}
schema = strawberry.Schema(query=Query, types=[Wheel, Bike])._schema


class Stubborn:
    """Something that a text field would spell out."""

    def __str__(self) -> str:
        return "stubborn"


class NotYet:
    """Something to wait for."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __await__(self) -> Any:
        yield from asyncio.sleep(0).__await__()
        return self.value


class CustomError(Exception):
    """An error that is a value."""


def wheel(**changes: Any) -> Wheel:
    values: dict[str, Any] = {"name": "w", "size": 28, "spokes": ["a", "b"]}
    return Wheel(**(values | changes))


def bike(**changes: Any) -> Bike:
    made = Bike(
        name="b", id=strawberry.ID("1"), note=None, gears=7, weight=9.5, sold=False, colour=Colour.RED,
        made_at=datetime(2026, 11, 20, tzinfo=UTC), tags=["x", "y"], sizes=[1, None], wheels=[wheel(), wheel()],
        front=wheel(), maker=Maker(title="m", country=None), part=wheel(), matrix=[[1], [2, 3]],
    )  # fmt: skip
    for name, value in changes.items():
        setattr(made, name, value)
    return made


PLAIN = "id name note gears weight sold colour madeAt tags sizes matrix"
ALL = f"{PLAIN} front {{ name size spokes }} wheels {{ size name }} maker {{ title country }} part {{ name ... on Wheel {{ size }} }}"

QUERIES = [
    f"{{ bikes {{ {PLAIN} }} }}",
    f"{{ bikes {{ {ALL} }} }}",
    f"{{ bike {{ {ALL} later now sized(by: 3) }} }}",
    "{ bikes { name later id now gears } }",
    "{ bikes { later } }",
    "{ bikes { name fails gears } }",
    "{ bike { name twin { name twin { gears fails } later } } }",
    "{ named { __typename name ... on Bike { gears front { name } } } }",
    "{ bikes { a: name b: name ...F ... on Named { name } ... { gears } } } fragment F on Bike { front { size } }",
    "query($yes: Boolean = true) { bikes { name @skip(if: $yes) gears @include(if: $yes) front @skip(if: $yes) { name } } }",
    "{ bikes { front { name } front { size } wheels { name } wheels { spokes } } }",
    "{ bikes { __typename name } }",
    "{ bikes { maker { __typename title } name } }",
]

ODD: list[Any] = [
    None, 0, 1, -1, 2**31 - 1, 2**31, -(2**31), True, False, 1.5, float("nan"), float("inf"), "", "text", "7", b"bytes",
    [], [None], ["x"], [1, 2], [[1]], [None, [None]], ("x", "y"), {"a": 1}, {"x"}, Colour.BLUE, "RED", "r",
    datetime(2026, 1, 1, tzinfo=UTC), Stubborn(), CustomError("as a value"), ValueError("as a value"), object(),
    Maker(title="t", country="c"), wheel(), wheel(name=None), wheel(size="big"), [wheel(), None], [wheel(name=CustomError())],
    (wheel(), wheel()), [Maker(title="t", country=None)], strawberry.UNSET, int, lambda *_: "called",
]  # fmt: skip
FIELDS = [
    "name", "id", "note", "gears", "weight", "sold", "colour", "made_at", "tags", "sizes", "wheels", "front", "maker",
    "part", "matrix",
]  # fmt: skip


def answer(executor: Any, query: str, bikes: Callable[[], Any]) -> tuple[str, list[Any]]:
    """Data as text, so that order counts, and errors by place."""
    strawberry_root["bikes"] = bikes

    async def run() -> ExecutionResult:
        found = executor.build(schema, parse(query)).execute_operation()
        result: ExecutionResult = await found if isawaitable(found) else found
        return result

    result = asyncio.run(run())
    errors = [(error.message, error.path, type(error.original_error)) for error in result.errors or ()]
    return json.dumps(result.data), sorted(errors, key=str)


def compare(query: str, bikes: Callable[[], Any]) -> None:
    expected = answer(StrawberryGraphQLCoreExecutionContext, query, bikes)
    assert answer(FastExecutor, query, bikes) == expected


@pytest.mark.parametrize("query", QUERIES)
def test_what_is_as_it_should_be_is_answered_alike(query: str) -> None:
    compare(query, lambda: [bike(), bike(name="c", sizes=None, front=None, note="n"), bike()])
    compare(query, list)


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("query", [QUERIES[1], QUERIES[7]], ids=["plain", "interface"])
def test_what_is_odd_is_answered_alike(field: str, query: str) -> None:
    for odd in ODD:
        compare(query, lambda odd=odd: [bike(), bike(**{field: odd}), bike()])  # type: ignore[misc]


@settings(max_examples=150, deadline=None)
@given(
    query=st.sampled_from(QUERIES),
    changes=st.lists(st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(ODD), max_size=3), max_size=4),
)
def test_any_mixture_is_answered_alike(query: str, changes: list[dict[str, Any]]) -> None:
    compare(query, lambda: [bike(**change) for change in changes])


@pytest.mark.parametrize("query", QUERIES[:4])
def test_values_to_wait_for_are_waited_for(query: str) -> None:
    compare(query, lambda: [bike(name=NotYet("later"), front=NotYet(wheel()), wheels=NotYet([wheel()])), bike()])
    compare(query, lambda: [NotYet(bike()), bike()])


@pytest.mark.parametrize("odd", [None, 1, CustomError("in the list"), Maker(title="t", country=None), wheel()])
def test_odd_objects_are_answered_alike(odd: Any) -> None:
    for query in QUERIES:
        compare(query, lambda: [bike(), odd])


def test_other_collections_are_answered_alike() -> None:
    for query in QUERIES[:3]:
        for make in (tuple, iter, lambda bikes: (bike for bike in bikes), lambda bikes: {"a": 1}):
            compare(query, lambda make=make: make([bike(), bike()]))  # type: ignore[misc]


def test_attributes_that_are_missing_or_raise_are_answered_alike() -> None:
    class Broken(Bike):
        @property
        def gears(self) -> int:
            raise CustomError("property")

        @gears.setter
        def gears(self, value: int) -> None:
            pass

    def broken() -> list[Bike]:
        whole = bike()
        whole.__class__ = Broken
        short = bike()
        del short.gears
        return [whole, bike(), short]

    for query in QUERIES:
        compare(query, broken)


def test_plain_lists_take_the_short_way(monkeypatch: pytest.MonkeyPatch) -> None:
    def long_way(*_: Any, **__: Any) -> None:
        raise AssertionError("the long way")

    monkeypatch.setattr(StrawberryGraphQLCoreExecutionContext, "complete_list_value", long_way)
    monkeypatch.setattr(StrawberryGraphQLCoreExecutionContext, "complete_object_value", long_way)
    data, errors = answer(FastExecutor, QUERIES[0], lambda: [bike(), bike()])
    assert errors == []
    assert len(json.loads(data)["bikes"]) == 2


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def ridden(self) -> AsyncIterator[Bike]:
        yield bike()


streaming = strawberry.Schema(query=Query, subscription=Subscription, types=[Wheel, Bike])._schema


@settings(max_examples=50, deadline=None)
@given(
    fields=st.sampled_from([PLAIN, ALL, "name later gears", "fails name"]),
    changes=st.lists(st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(ODD), max_size=2), max_size=3),
)
def test_events_are_answered_alike_and_nothing_is_kept_of_those_gone_by(
    fields: str, changes: list[dict[str, Any]]
) -> None:
    document = parse(f"subscription {{ ridden {{ {fields} }} }}")
    usual: Any = StrawberryGraphQLCoreExecutionContext.build(streaming, document)
    short: Any = FastExecutor.build(streaming, document)

    async def outcome(found: Any) -> tuple[str, Any]:
        result = await found if isawaitable(found) else found
        return json.dumps(result.data), [(error.message, error.path) for error in result.errors or ()]

    async def run() -> None:
        for change in changes:
            expected = await outcome(usual.build_per_event_executor(bike(**change)).execute_operation(False))
            assert await outcome(short.execute_event(bike(**change), None)) == expected
        for _ in range(3):
            await outcome(short.execute_event(bike(), None))
        before = len(short.rows) + len(short._relevant_sub_fields)
        await outcome(short.execute_event(bike(), None))
        assert len(short.rows) + len(short._relevant_sub_fields) == before

    asyncio.run(run())

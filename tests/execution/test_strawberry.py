"""Plans of a schema that Strawberry built: its fields are declared by their metadata, its resolvers are given its info."""

import enum
from collections.abc import Sequence
from typing import Any

import strawberry
from graphql import ExecutionResult, GraphQLField, GraphQLObjectType, parse
from strawberry.schema.schema import _OperationContextAwareGraphQLResolveInfo
from strawberry.types.nodes import SelectedField

from execution import EXTENSION, Attribute, BoundPlan, Instances, Kind, Plan, Relation, declare


@strawberry.enum
class Colour(enum.Enum):
    RED = "r"
    BLUE = "b"


@strawberry.interface
class Named:
    full_name: str


@strawberry.type
class Wheel(Named):
    size: int


async def wheels(bikes: Sequence["Bike"], context: list[str], only: str | None = None) -> list[list[Wheel]]:
    context.append(f"wheels of {len(bikes)}")
    return [[Wheel(full_name=f"{bike.full_name}'s", size=28)] for bike in bikes]


@strawberry.type
class Bike(Named):
    colour: Colour

    @strawberry.field(metadata={EXTENSION: Relation(wheels)})  # type: ignore[untyped-decorator]
    def wheels(self, only: str | None = None) -> list[Wheel]:
        raise NotImplementedError

    @strawberry.field
    async def selected(self, info: strawberry.Info[list[str], None], times: int = 1) -> str:
        info.context.append(f"selected {info.path.key}")
        (selected,) = info.selected_fields
        assert isinstance(selected, SelectedField)
        return f"{info.field_name} {selected.arguments} {info.variable_values} {times}"


@strawberry.input
class Wanted:
    colour: Colour = Colour.RED


@strawberry.type
class Query:
    @strawberry.field
    def named(self, wanted: Wanted) -> list[Named]:
        return [
            Bike(full_name="A", colour=wanted.colour),
            Bike(full_name="B", colour=wanted.colour),
            Wheel(full_name="C", size=26),
        ]


def kind_of(owner: GraphQLObjectType, name: str, field: GraphQLField) -> Kind | None:
    definition = field.extensions["strawberry-definition"]
    declared: Kind | None = definition.metadata.get(EXTENSION)
    return Attribute(definition.python_name) if declared is None and definition.is_basic_field else declared


def make_info(*given: Any) -> Any:
    """Strawberry wants the coerced variables, and its extensions."""
    return _OperationContextAwareGraphQLResolveInfo(*given[:9], given[9].coerced, *given[10:], {})  # type: ignore[call-arg]


async def test_a_strawberry_schema_is_executed_by_plans() -> None:
    schema = strawberry.Schema(Query, types=[Bike, Wheel])._schema
    declare(schema, kind_of)
    for name, python in {"Bike": Bike, "Wheel": Wheel}.items():
        schema.type_map[name].extensions[EXTENSION] = Instances(python)
    text = """query ($times: Int, $wanted: Wanted!) { named(wanted: $wanted) {
        __typename fullName ... on Bike { colour wheels { fullName size } selected(times: $times) }
    } }"""
    bound = Plan(schema, parse(text), make_info=make_info).bind({"times": 2, "wanted": {"colour": "BLUE"}})
    assert isinstance(bound, BoundPlan)
    context: list[str] = []
    outcome = bound.execute(context)
    assert not isinstance(outcome, ExecutionResult)
    result = await outcome
    selected = f"selected {{'times': 2}} {bound.variables.coerced} 2"
    bikes = [
        {
            "__typename": "Bike", "fullName": name, "colour": "BLUE",
            "wheels": [{"fullName": f"{name}'s", "size": 28}], "selected": selected,
        }
        for name in "AB"
    ]  # fmt: skip
    assert result == ExecutionResult({"named": [*bikes, {"__typename": "Wheel", "fullName": "C"}]}, None)
    assert sorted(context) == ["selected selected", "selected selected", "wheels of 2"]

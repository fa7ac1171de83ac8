"""How values of each type become results, and that a wrong one fails alone."""

import enum
from dataclasses import dataclass
from typing import Any

import pytest
from graphql import ExecutionResult, Undefined, build_schema, parse

from execution import (
    EXTENSION,
    Attribute,
    BoundPlan,
    Function,
    Instances,
    Kind,
    Plan,
    declare,
)
from tests.execution.users import Given, User, bind


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
def test_an_invalid_value_among_valid_ones_fails_alone(wrong: Any) -> None:
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
def test_a_value_that_does_not_fit_its_type_fails(field: str, usual: Any, wrong: Any) -> None:
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
def test_scalars_do_not_convert_nulls_and_errors(wrong: Any) -> None:
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


def test_objects_without_selected_fields_are_empty() -> None:
    plan = Plan(NAMED, parse("query ($no: Boolean!) { all { name @include(if: $no) } }"))
    bound = plan.bind({"no": False})
    assert isinstance(bound, BoundPlan)
    for _ in range(3):
        assert bound.execute(root={"all": [Counted("a")]}) == ExecutionResult({"all": [{}]}, None)

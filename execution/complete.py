"""Completion of values by their types, a whole column at a time: leaves, lists and objects.

A column is what one field has for all its parents, so its results have the same length and order. A value that
fails is reported to the run and has the result None; the run puts nulls where they belong once all is there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, Flag
from itertools import chain, islice
from math import isfinite
from typing import TYPE_CHECKING, Any, cast

from graphql import (
    GraphQLAbstractType,
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLError,
    GraphQLFloat,
    GraphQLID,
    GraphQLInt,
    GraphQLLeafType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLString,
    Undefined,
    is_abstract_type,
    is_leaf_type,
)
from graphql.execution import Executor, default_type_resolver
from graphql.execution.executor import invalid_return_type_error
from graphql.pyutils import Path, inspect, is_awaitable, is_iterable

from execution.kinds import classes_of
from execution.places import Items, Objects, Picked, Places

if TYPE_CHECKING:
    from execution.fields import PlannedField
    from execution.run import Run
    from execution.selection import Selection

NULL = type(None)
LARGEST_INT = 2**31 - 1
AS_THEY_ARE: dict[GraphQLNamedType, type] = {
    GraphQLString: str, GraphQLID: str, GraphQLBoolean: bool, GraphQLInt: int, GraphQLFloat: float,
}  # fmt: skip
"""Types whose values are results already if they are of this very class (and in range)."""


class Completer:
    """Completes values of one type, which may be null or not.

    Args:
        above: How many steps of the path are dropped to come from the position around this one to the nearest
            position that may be null; this also counts for errors.
    """

    def __init__(self, field: PlannedField, kind: GraphQLOutputType, above: int, *, is_item: bool) -> None:
        self.field = field
        self.is_item = is_item
        self.is_required = isinstance(kind, GraphQLNonNull)
        self.up = above + 1 if self.is_required else 0
        self.usual: set[type] = set()
        """Classes of values that are neither null nor errors, as they were met."""

    def path(self, places: Places, index: int) -> Path:
        outer = places.path(index)
        return cast("Path", outer) if self.is_item else Path(outer, self.field.key, self.field.parent_type.name)

    def complete(self, run: Run, places: Places, values: list[Any]) -> list[Any]:
        if self.usual.issuperset(map(type, values)):
            return self.convert(run, places, values)
        present: list[int] = []
        for index, value in enumerate(values):
            if isinstance(value, Exception):
                run.fail(self, places, index, value)
            elif value is not None and value is not Undefined:
                present.append(index)
                self.usual.add(type(value))
            elif self.is_required:
                run.fail(self, places, index, self.null_error())
        if len(present) == len(values):
            return self.convert(run, places, values)
        kept = [values[index] for index in present]
        return spread(len(values), present, self.convert(run, Picked(places, present), kept) if kept else [])

    def null_error(self) -> Exception:
        return TypeError(f"Cannot return null for non-nullable field {self.field.parent_type}.{self.field.name}.")

    def convert(self, run: Run, places: Places, values: list[Any]) -> list[Any]:
        """Complete values of which none is null or an error."""
        raise NotImplementedError


class Leaf(Completer):
    def __init__(
        self, field: PlannedField, kind: GraphQLOutputType, leaf: GraphQLLeafType, above: int, *, is_item: bool
    ) -> None:
        super().__init__(field, kind, above, is_item=is_item)
        self.leaf = leaf
        self.coerce: Callable[[Any], Any] = leaf.coerce_output_value
        as_it_is = AS_THEY_ARE.get(leaf)
        self.is_number = as_it_is in (int, float)
        self.as_they_are = frozenset([as_it_is] if self.is_required or self.is_number else [as_it_is, NULL])
        self.names: dict[int, tuple[Any, str]] = {}
        """The names of members of Python enumerations, by their identity, which the member in the value protects."""

    def complete(self, run: Run, places: Places, values: list[Any]) -> list[Any]:
        if self.as_they_are.issuperset(map(type, values)) and (not self.is_number or self.in_range(values)):
            return values
        return super().complete(run, places, values)

    def in_range(self, values: list[Any]) -> bool:
        if self.leaf is GraphQLFloat:
            return all(map(isfinite, values))
        return not values or (max(values) <= LARGEST_INT and min(values) >= -LARGEST_INT)

    def convert(self, run: Run, places: Places, values: list[Any]) -> list[Any]:
        if self.is_number and self.as_they_are.issuperset(map(type, values)) and self.in_range(values):
            return values
        if isinstance(self.leaf, GraphQLEnumType):
            names = self.names
            try:
                return [names[id(value)][1] for value in values]
            except KeyError:
                pass
        return [self.convert_one(run, places, index, value) for index, value in enumerate(values)]

    def convert_one(self, run: Run, places: Places, index: int, value: Any) -> Any:
        try:
            result = self.coerce(value)
            if result is None or result is Undefined:
                coerced = f"`{inspect(self.leaf)}.coerce_output_value({inspect(value)})`"
                raise TypeError(f"Expected {coerced} to return non-nullable value, returned: {inspect(result)}")
        except Exception as error:
            run.fail(self, places, index, error)
            return None
        if isinstance(value, Enum) and not isinstance(value, Flag) and isinstance(self.leaf, GraphQLEnumType):
            self.names[id(value)] = (value, result)
        return result


class ListOf(Completer):
    item: Completer

    def convert(self, run: Run, places: Places, values: list[Any]) -> list[Any]:
        lists: list[list[Any] | None] = [
            value if type(value) is list else self.listed(run, places, index, value)
            for index, value in enumerate(values)
        ]
        present = [each for each in lists if each is not None]
        if len(present) < len(lists):
            indices = [index for index, each in enumerate(lists) if each is not None]
            return spread(len(lists), indices, self.completed(run, Picked(places, indices), present))
        return self.completed(run, places, present)

    def listed(self, run: Run, places: Places, index: int, value: Any) -> list[Any] | None:
        try:
            if not is_iterable(value):
                name = f"'{self.field.parent_type}.{self.field.name}'"
                raise GraphQLError(f"Expected Iterable, but did not find one for field {name}.")
            return list(value)
        except Exception as error:
            run.fail(self, places, index, error)
            return None

    def completed(self, run: Run, places: Places, lists: list[list[Any]]) -> list[Any]:
        lengths = list(map(len, lists))
        results = iter(self.item.complete(run, Items(self, places, lengths), list(chain.from_iterable(lists))))
        return [list(islice(results, length)) for length in lengths]


class ObjectOf(Completer):
    """Completes objects of an object type, an interface or a union."""

    def __init__(
        self,
        field: PlannedField,
        kind: GraphQLOutputType,
        named: GraphQLObjectType | GraphQLAbstractType,
        above: int,
        *,
        is_item: bool,
    ) -> None:
        super().__init__(field, kind, above, is_item=is_item)
        self.named = named
        self.selections: dict[GraphQLObjectType, Selection] = {}
        is_single = not is_abstract_type(named) and not cast("GraphQLObjectType", named).is_type_of
        self.only = cast("GraphQLObjectType", named) if is_single else None
        self.by_class: dict[type, GraphQLObjectType | None] = {}

    def convert(self, run: Run, places: Places, values: list[Any]) -> list[Any]:
        if self.only is not None:
            return self.rows(run, places, self.only, values)
        groups: dict[GraphQLObjectType, list[int]] = {}
        for index, value in enumerate(values):
            try:
                python = type(value)
                known = self.by_class[python] if python in self.by_class else self.learn(run, python)
                kind = known or self.resolve(run, places, index, value)
            except Exception as error:
                run.fail(self, places, index, error)
            else:
                groups.setdefault(kind, []).append(index)
        results: list[Any] = [None] * len(values)
        for kind, indices in groups.items():
            if len(indices) == len(values):
                return self.rows(run, places, kind, values)
            rows = self.rows(run, Picked(places, indices), kind, [values[index] for index in indices])
            for index, row in zip(indices, rows, strict=True):
                results[index] = row
        return results

    def rows(self, run: Run, places: Places, kind: GraphQLObjectType, values: list[Any]) -> list[Any]:
        selection = self.selections.get(kind)
        if selection is None:
            selection = self.selections[kind] = run.plan.below(self.field, kind, self.up)
        return selection.rows(run, values, Objects(self, places))

    def learn(self, run: Run, python: type) -> GraphQLObjectType | None:
        """Find the type that declares a class or the nearest of its bases, and keep it."""
        named = self.named
        possible = [named] if isinstance(named, GraphQLObjectType) else run.plan.schema.get_possible_types(named)
        declared = {each: kind for kind in possible for each in classes_of(kind)}
        found = next((declared[each] for each in python.__mro__ if each in declared), None)
        self.by_class[python] = found
        return found

    def resolve(self, run: Run, places: Places, index: int, value: Any) -> GraphQLObjectType:
        """Ask `resolve_type` and `is_type_of`, as graphql-core does."""
        path = self.path(places, index)
        while isinstance(path.key, int):
            path = cast("Path", path.prev)
        info = run.info(self.field, path)
        kind = self.named
        if is_abstract_type(kind):
            name = at_once((kind.resolve_type or default_type_resolver)(value, info, kind))
            kind = Executor.ensure_valid_runtime_type(
                cast("Any", run.plan), name, kind, self.field.details, info, value
            )
        kind = cast("GraphQLObjectType", kind)
        if kind.is_type_of and not at_once(kind.is_type_of(value, info)):
            raise invalid_return_type_error(kind, value, self.field.details)
        return kind


def at_once(value: Any) -> Any:
    if is_awaitable(value):
        getattr(value, "close", lambda: None)()
        raise TypeError("The type of an object must be known without awaiting.")
    return value


def spread(size: int, indices: Sequence[int], results: Sequence[Any]) -> list[Any]:
    """Return a column of Nones with these results at these indices."""
    column: list[Any] = [None] * size
    for index, result in zip(indices, results, strict=True):
        column[index] = result
    return column


def completer(field: PlannedField, kind: GraphQLOutputType, above: int, *, is_item: bool = False) -> Completer:
    nullable = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    if isinstance(nullable, GraphQLList):
        lists = ListOf(field, kind, above, is_item=is_item)
        lists.item = completer(field, nullable.of_type, lists.up, is_item=True)
        return lists
    if is_leaf_type(nullable):
        return Leaf(field, kind, nullable, above, is_item=is_item)
    return ObjectOf(field, kind, cast("Any", nullable), above, is_item=is_item)

"""Complete values by their types, a column at a time.

A column holds the values of one field for all its parents; its results have the same length and order. An error is
reported to the run, and its result is None. At the end the run puts nulls where the specification wants them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from enum import Enum, Flag
from functools import partial
from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from graphql import (
    GraphQLAbstractType,
    GraphQLEnumType,
    GraphQLError,
    GraphQLLeafType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    Undefined,
    default_type_resolver,
    is_abstract_type,
    is_leaf_type,
)
from graphql.execution import Executor
from graphql.execution.executor import invalid_return_type_error
from graphql.pyutils import Path, is_awaitable, is_iterable

from execution.field_kinds import classes_of

if TYPE_CHECKING:
    from execution.plan import Shape
    from execution.planned_fields import PlannedField
    from execution.run import Run
    from execution.selection import Selection

Column: TypeAlias = Sequence[Any]
Places: TypeAlias = Callable[[int], Path | None]
"""Returns the path of an object in the answer, by its index. Called only for errors and resolvers."""

ABSENT = frozenset({type(None), type(Undefined)})


class Completer:
    """Completes the values of a field, or the items of its lists.

    Args:
        above: How many levels up, from the enclosing position, the nearest nullable position is.
    """

    def __init__(self, field: PlannedField, kind: GraphQLOutputType, above: int, is_item: bool) -> None:
        self.field = field
        self.is_item = is_item
        self.is_required = isinstance(kind, GraphQLNonNull)
        self.null_distance = above + 1 if self.is_required else 0

    def path(self, places: Places, index: int) -> Path:
        outer = places(index)
        return cast("Path", outer) if self.is_item else Path(outer, self.field.key, self.field.parent_type.name)

    def complete(self, run: Run, places: Places, values: Column) -> Column:
        if not any(kind in ABSENT or issubclass(kind, Exception) for kind in set(map(type, values))):
            return self.convert(run, places, values)
        present: list[int] = []
        for index, value in enumerate(values):
            if isinstance(value, Exception):
                run.fail(self, places, index, value)
            elif value is not None and value is not Undefined:
                present.append(index)
            elif self.is_required:
                message = f"Cannot return null for non-nullable field {self.field.parent_type}.{self.field.name}."
                run.fail(self, places, index, TypeError(message))
        kept = [values[index] for index in present]
        return spread(len(values), present, self.convert(run, picked(places, present), kept))

    def convert(self, run: Run, places: Places, values: Column) -> Column:
        """Complete values. None of them is null or an error."""
        raise NotImplementedError

    def attempt(
        self, run: Run, places: Places, values: Column, convert: Callable[[int, Any], Any]
    ) -> tuple[list[int], list[Any]]:
        """Convert each value, and return those that did not fail, after their indices."""
        indices: list[int] = []
        converted: list[Any] = []
        for index, value in enumerate(values):
            try:
                converted.append(convert(index, value))
            except Exception as error:
                run.fail(self, places, index, error)
            else:
                indices.append(index)
        return indices, converted


class Leaf(Completer):
    def __init__(
        self, field: PlannedField, kind: GraphQLOutputType, leaf: GraphQLLeafType, above: int, is_item: bool
    ) -> None:
        super().__init__(field, kind, above, is_item)
        self.leaf = leaf
        self.is_enum = isinstance(leaf, GraphQLEnumType)
        self.names: dict[int, str] = {}
        """Names of members of Python enumerations by identity, which `members` protects."""
        self.members: list[Enum] = []
        self.known: set[type] = set()
        """The classes of values that were converted."""

    def convert(self, run: Run, places: Places, values: Column) -> Column:
        indices, results = self.attempt(run, places, values, lambda _, value: self.convert_one(value))
        return results if len(results) == len(values) else spread(len(values), indices, results)

    def convert_one(self, value: Any) -> Any:
        if value is None or value is Undefined or isinstance(value, Exception):
            raise TypeError(value)
        result = Executor.complete_leaf_value(self.leaf, value)
        if self.is_enum and isinstance(value, Enum) and not isinstance(value, Flag):
            self.names[id(value)] = result
            self.members.append(value)
        self.known.add(type(value))
        return result


class ListOf(Completer):
    item: Completer

    def complete(self, run: Run, places: Places, values: Column) -> Column:
        if len(values) == 1 and type(values[0]) is list:
            return [self.item.complete(run, partial(self.item_path, places, [len(values[0])]), values[0])]
        return super().complete(run, places, values)

    def convert(self, run: Run, places: Places, values: Column) -> Column:
        indices, lists = self.attempt(run, places, values, lambda _, value: self.listed(value))
        places = picked(places, indices)
        ends = list(accumulate(map(len, lists)))
        items = list(chain.from_iterable(lists))
        results = self.item.complete(run, partial(self.item_path, places, ends), items)
        return spread(len(values), indices, [results[start:end] for start, end in pairwise([0, *ends])])

    def listed(self, value: Any) -> list[Any]:
        if not is_iterable(value):
            name = f"{self.field.parent_type}.{self.field.name}"
            raise GraphQLError(f"Expected Iterable, but did not find one for field '{name}'.")
        return list(value)

    def item_path(self, places: Places, ends: Sequence[int], index: int) -> Path:
        which = bisect_right(ends, index)
        return Path(self.path(places, which), index - (ends[which - 1] if which else 0), None)


class ObjectOf(Completer):
    """Completes objects of an object type, an interface or a union."""

    def __init__(
        self,
        field: PlannedField,
        kind: GraphQLOutputType,
        named: GraphQLObjectType | GraphQLAbstractType,
        above: int,
        is_item: bool,
    ) -> None:
        super().__init__(field, kind, above, is_item)
        self.named = named
        self.only: GraphQLObjectType | None = None
        """The type of all objects whose class is known, if it is one."""
        if isinstance(named, GraphQLObjectType) and (not named.is_type_of or classes_of(named)):
            self.only = named
        self.by_class: dict[type, GraphQLObjectType] = {}
        """Types of objects by their classes."""
        self.selections: dict[GraphQLObjectType, Selection] = {}

    def complete(self, run: Run, places: Places, values: Column) -> Column:
        only = self.type_of_all(values)
        return super().complete(run, places, values) if only is None else self.rows(run, places, only, values)

    def type_of_all(self, values: Column) -> GraphQLObjectType | None:
        """Return the type of all values, if there is one and it is known by their classes."""
        kinds = set(map(self.by_class.get, map(type, values)))
        return kinds.pop() if len(kinds) == 1 else None

    def convert(self, run: Run, places: Places, values: Column) -> Column:
        only = self.type_of_all(values)
        if only is not None:
            return self.rows(run, places, only, values)

        def type_of(index: int, value: Any) -> GraphQLObjectType:
            return self.by_class.get(type(value)) or self.learn(run, type(value)) or self.ask(run, places, index, value)

        indices, kinds = self.attempt(run, places, values, type_of)
        column: list[Any] = [None] * len(values)
        for kind in dict.fromkeys(kinds):
            those = [index for index, each in zip(indices, kinds, strict=True) if each is kind]
            rows = self.rows(run, picked(places, those), kind, [values[index] for index in those])
            for index, row in zip(those, rows, strict=True):
                column[index] = row
        return column

    def rows(self, run: Run, places: Places, kind: GraphQLObjectType, values: Column) -> Column:
        return self.selection(run.shape, kind).rows(run, values, partial(self.path, places))

    def selection(self, shape: Shape, kind: GraphQLObjectType) -> Selection:
        found = self.selections.get(kind)
        if found is None:
            found = self.selections[kind] = shape.below(self.field, kind, self.null_distance)
        return found

    def learn(self, run: Run, python: type) -> GraphQLObjectType | None:
        """Return the type that declares a class or the nearest of its bases, and keep it."""
        named = self.named
        found = named if isinstance(named, GraphQLObjectType) and not named.is_type_of else None
        if found is None:
            possible = [named] if isinstance(named, GraphQLObjectType) else run.shape.schema.get_possible_types(named)
            declared = {each: kind for kind in possible for each in classes_of(kind)}
            found = next((declared[each] for each in python.__mro__ if each in declared), None)
        if found is not None:
            self.by_class[python] = found
        return found

    def ask(self, run: Run, places: Places, index: int, value: Any) -> GraphQLObjectType:
        """Ask `resolve_type` and `is_type_of`, as graphql-core does."""
        path = self.path(places, index)
        while isinstance(path.key, int):
            path = cast("Path", path.prev)
        info, details, kind = run.info(self.field, path), self.field.details, self.named
        if is_abstract_type(kind):
            name = at_once((kind.resolve_type or default_type_resolver)(value, info, kind))
            kind = Executor.ensure_valid_runtime_type(cast("Any", run.shape), name, kind, details, info, value)
        assert isinstance(kind, GraphQLObjectType)
        if kind.is_type_of and not at_once(kind.is_type_of(value, info)):
            raise invalid_return_type_error(kind, value, details)
        return kind


def at_once(value: Any) -> Any:
    if is_awaitable(value):
        getattr(value, "close", lambda: None)()
        raise TypeError("The type of an object must be known without awaiting.")
    return value


def picked(places: Places, indices: Sequence[int]) -> Places:
    return lambda index: places(indices[index])


def spread(size: int, indices: Sequence[int], results: Column) -> list[Any]:
    """Return a column with these results at these indices, and None elsewhere."""
    column: list[Any] = [None] * size
    for index, result in zip(indices, results, strict=True):
        column[index] = result
    return column


def completer(field: PlannedField, kind: GraphQLOutputType, above: int, is_item: bool = False) -> Completer:
    nullable = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    if isinstance(nullable, GraphQLList):
        lists = ListOf(field, kind, above, is_item)
        lists.item = completer(field, nullable.of_type, lists.null_distance, is_item=True)
        return lists
    if is_leaf_type(nullable):
        return Leaf(field, kind, nullable, above, is_item)
    return ObjectOf(field, kind, cast("Any", nullable), above, is_item)

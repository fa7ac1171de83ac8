"""One execution: its awaited columns, its errors, and the nulls that follow from them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Coroutine, Sequence
from inspect import iscoroutine
from typing import TYPE_CHECKING, Any

from graphql import ExecutionResult, GraphQLError, located_error
from graphql.pyutils import Path, gather_with_cancel, is_awaitable
from graphql.type.definition import GraphQLResolveInfoHelpers

if TYPE_CHECKING:
    from execution.completion import Completer, Places
    from execution.plan import BoundPlan
    from execution.planned_fields import PlannedField, Waiting
    from execution.selection import Selection

Position = tuple[str | int, ...]


def at_root(index: int) -> None:
    return None


class Run:
    def __init__(self, bound: BoundPlan, context: Any, root: Any, *, serial: bool) -> None:
        self.bound = bound
        self.shape = bound.shape
        self.context = context
        self.root = root
        self.serial = serial
        self.waiting: list[Waiting] = []
        self.failures: list[tuple[Position, GraphQLError]] = []
        """Errors, each with the position that becomes null by it."""

    def execute(self, selection: Selection) -> ExecutionResult | Coroutine[Any, Any, ExecutionResult]:
        (data,) = selection.rows(self, [self.root], at_root)
        return self.finish(data) if self.waiting else self.result(data)

    async def execute_serially(self, selection: Selection) -> ExecutionResult:
        """Execute each root field to its end before the next; stop once the whole result has become null."""
        data: dict[str, Any] = {}
        for part in selection.one_by_one():
            (row,) = part.rows(self, [self.root], at_root)
            await self.settle()
            data |= row
            if any(not position for position, _ in self.failures):
                break
        return self.result(data)

    async def finish(self, data: dict[str, Any]) -> ExecutionResult:
        await self.settle()
        return self.result(data)

    async def settle(self) -> None:
        """Await the waiting columns, level by level."""
        while self.waiting:
            wave, self.waiting = self.waiting, []
            awaitables = [waiting.start() for waiting in wave]
            found = await self.awaited([each for several in awaitables for each in several])
            taken = iter(found)
            for waiting, several in zip(wave, awaitables, strict=True):
                waiting.fill(self, [next(taken) for _ in several])

    async def awaited(self, awaitables: list[Awaitable[Any]]) -> list[Any]:
        """Return results and exceptions in order."""
        if self.serial or len(awaitables) == 1:
            return await one_by_one(awaitables)
        found = await asyncio.gather(*awaitables, return_exceptions=True)
        for each in found:
            if isinstance(each, BaseException) and not isinstance(each, Exception):
                raise each  # cancelled from within
        return found

    def info(self, field: PlannedField, path: Path) -> Any:
        shape = self.shape
        return shape.make_info(
            field.name, field.nodes, field.definition.type, field.parent_type, path, shape.schema, shape.fragments,
            self.root, shape.operation, self.bound.variables, self.context, is_awaitable, None, HELPERS,
        )  # fmt: skip

    def fail(self, completer: Completer, places: Places, index: int, error: Exception) -> None:
        path = completer.path(places, index).as_list()
        self.failures.append(
            (tuple(path[: len(path) - completer.null_distance]), located_error(error, completer.field.nodes, path))
        )

    def result(self, data: dict[str, Any]) -> ExecutionResult:
        if not self.failures:
            return ExecutionResult(data, None)
        kept = first_causes(self.failures)
        shown: dict[str, Any] | None = data
        for position, _ in kept:
            shown = nulled(shown, position)
        return ExecutionResult(shown, [error for _, error in kept])


def first_causes(failures: Sequence[tuple[Position, GraphQLError]]) -> list[tuple[Position, GraphQLError]]:
    """Leave out errors below a position that became null by another error, and keep the first for each position."""
    taken: set[Position] = set()
    kept: list[int] = []
    for index in sorted(range(len(failures)), key=lambda index: len(failures[index][0])):
        position = failures[index][0]
        if not any(position[:length] in taken for length in range(len(position) + 1)):
            taken.add(position)
            kept.append(index)
    return [failures[index] for index in sorted(kept)]


def nulled(data: Any, position: Position) -> Any:
    """Put null at a position, and return the data."""
    if not position:
        return None
    holder = data
    for key in position[:-1]:
        holder = holder[key]
    holder[position[-1]] = None
    return data


async def one_by_one(awaitables: list[Awaitable[Any]]) -> list[Any]:
    found: list[Any] = []
    try:
        for each in awaitables:
            try:
                found.append(await each)
            except Exception as error:
                found.append(error)
    finally:
        for each in awaitables[len(found) :]:
            if iscoroutine(each):
                each.close()
    return found


TRACKED: set[asyncio.Future[Any]] = set()


def track(values: Sequence[Any]) -> None:
    """Let awaitables come to their end in the background."""
    awaitables = [value for value in values if is_awaitable(value)]
    if awaitables:
        future = asyncio.gather(*awaitables, return_exceptions=True)
        TRACKED.add(future)
        future.add_done_callback(TRACKED.discard)


HELPERS = GraphQLResolveInfoHelpers(gather=lambda values: gather_with_cancel(*values), track=track)

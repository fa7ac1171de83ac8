"""Compares the planned executor with graphql-core on one case, and counts what the cases saw."""

import asyncio
from collections import Counter
from dataclasses import replace
from typing import Any

import orjson
import pytest
from graphql import ExecutionResult, FieldNode, GraphQLError, NameNode, OperationDefinitionNode
from graphql.execution import Executor
from graphql.language import DirectiveNode, DocumentNode

from execution import NotPlannableError, Plan
from tests.execution.documents import Case
from tests.execution.random_values import RandomValues, Start
from tests.execution.schemas import planned_schema, reference_schema

Errors = set[tuple[str, tuple[str | int, ...], tuple[tuple[int, int], ...]]]


async def planned(case: Case, values: RandomValues, *, serial: bool) -> list[ExecutionResult]:
    """Execute three times: what a plan meets for the first time, it may do otherwise afterwards."""
    bound = Plan(planned_schema(), case.document).bind(case.variables)
    if isinstance(bound, list):
        return [ExecutionResult(None, bound)]
    results: list[ExecutionResult] = []
    for _ in range(3):
        if case.kind == "subscription":
            outcome = bound.execute_event(event(case, values), values, serial=serial)
        else:
            outcome = bound.execute(values, Start(values, "root"), serial=serial)
        results.append(outcome if isinstance(outcome, ExecutionResult) else await outcome)
    return results


async def reference(case: Case, values: RandomValues, document: DocumentNode) -> ExecutionResult:
    root = event(case, values) if case.kind == "subscription" else Start(values, "root")
    executor = Executor.build(reference_schema(), document, root, values, case.variables)
    if isinstance(executor, list):
        return ExecutionResult(None, executor)
    outcome = executor.execute_operation(None if case.kind != "subscription" else False)
    result: Any = outcome if isinstance(outcome, ExecutionResult) else await outcome  # type: ignore[misc]
    assert isinstance(result, ExecutionResult)
    return result


def event(case: Case, values: RandomValues) -> Any:
    """Return the value of the subscription's root field."""
    (field,) = operation(case.document).selection_set.selections
    assert isinstance(field, FieldNode)
    name = field.name.value
    try:
        return values.value(Start(values, "root"), name, reference_schema().subscription_type.fields[name].type, {})  # type: ignore[union-attr]
    except Exception as error:
        return error


def operation(document: DocumentNode) -> OperationDefinitionNode:
    return next(node for node in document.definitions if isinstance(node, OperationDefinitionNode))


def without_propagation(document: DocumentNode) -> DocumentNode:
    node = operation(document)
    directive = DirectiveNode(name=NameNode(value="experimental_disableErrorPropagation"), arguments=())
    changed = replace(node, directives=(directive,))
    return replace(document, definitions=tuple(changed if each is node else each for each in document.definitions))


def found(errors: list[GraphQLError] | None) -> Errors:
    return {
        (error.message, tuple(error.path or ()), tuple((each.line, each.column) for each in error.locations or ()))
        for error in errors or []
    }


def null_above(data: Any, path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Return the position on the way along a path where the data are null."""
    for length, key in enumerate(path):
        if data is None:
            return path[:length]
        data = data[key]
    assert data is None, path
    return path


def grouped(data: Any, errors: Errors) -> dict[tuple[str | int, ...], Errors]:
    groups: dict[tuple[str | int, ...], Errors] = {}
    for error in errors:
        groups.setdefault(null_above(data, error[1]), set()).add(error)
    return groups


async def compare(case: Case, seen: Counter[str]) -> None:
    values = RandomValues(case.seed, case.failing)
    try:
        ours = await planned(case, values, serial=case.seed % 3 == 0)
    except NotPlannableError:
        seen["not planned"] += 1
        return
    theirs = await reference(case, RandomValues(case.seed, case.failing), case.document)
    possible = found(
        (await reference(case, RandomValues(case.seed, case.failing), without_propagation(case.document))).errors
    )
    for result in ours:
        compare_results(result, theirs, possible, seen)
    count(case, values, ours[0], seen)


def compare_results(ours: ExecutionResult, theirs: ExecutionResult, possible: Errors, seen: Counter[str]) -> None:
    """Compare data, and errors by the position that is null by them.

    Args:
        possible: The errors of an execution in which no null propagates.
    """
    assert orjson.dumps(ours.data) == orjson.dumps(theirs.data)
    our_groups, their_groups = grouped(ours.data, found(ours.errors)), grouped(ours.data, found(theirs.errors))
    assert len(found(ours.errors)) == len(ours.errors or ())
    assert our_groups.keys() == their_groups.keys()
    for position, errors in our_groups.items():
        if all(path == position for _, path, _ in their_groups[position]):
            assert errors == their_groups[position]
            continue
        assert len(errors) == 1
        assert errors <= possible
        seen["propagated"] += 1
        seen["propagated to the top"] += not position
        seen["propagated out of a list"] += any(isinstance(each, int) for _, path, _ in errors for each in path)


def count(case: Case, values: RandomValues, result: ExecutionResult, seen: Counter[str]) -> None:
    seen.update(values.seen)
    seen[case.kind] += 1
    seen["errors"] += len(result.errors or ())
    seen["several errors"] += len(result.errors or ()) > 1
    seen["no errors"] += not result.errors
    seen["argument errors"] += any("rgument" in error.message for error in result.errors or ())
    text = case.text
    for name, mark in {"fragments": "fragment ", "inline": "... ", "skip": "@skip", "include": "@include"}.items():
        seen[name] += mark in text
    seen["typename"] += "__typename" in text
    for kind, marks in {
        "interfaces": "25 26 27 28 29",
        "unions": "30 31 32",
        "lists of lists": "13 14 23 24 29 32",
    }.items():
        seen[kind] += any(f"{letter}{mark}" in text for mark in marks.split() for letter in "pq")


def run(case: Case, seen: Counter[str]) -> None:
    with asyncio.Runner() as runner:
        runner.run(compare(case, seen))


graphql_core_leaves_coroutines = pytest.mark.filterwarnings(
    "ignore:coroutine '(Executor|.*for_reference).*' was never awaited",
    "ignore:Exception ignored in. <coroutine object (Executor|.*for_reference)",
)
"""For tests that run graphql-core: after an error it leaves coroutines unawaited. Ours have other names."""

LEAST = {
    "query": 0.3, "mutation": 0.1, "subscription": 0.1, "no errors": 0.2, "several errors": 0.03,
    "propagated": 0.1, "propagated to the top": 0.05, "propagated out of a list": 0.03, "argument errors": 0.01,
    "attribute": 0.2, "function": 0.5, "relation": 0.3, "relation of several": 0.05, "resolver": 0.5, "awaited": 0.5,
    "default": 0.2, "relation failed for all": 0.01, "relation failed at one position": 0.02,
    "null": 0.2, "raised": 0.1, "returned error": 0.1, "wrong": 0.1,
    "fragments": 0.15, "inline": 0.2, "skip": 0.2, "include": 0.2, "typename": 0.3,
    "interfaces": 0.15, "unions": 0.15, "lists of lists": 0.2,
}  # fmt: skip
"""How often each case must have seen what a comparison is to see, on the average."""


def assert_all_seen(seen: Counter[str], cases: int) -> None:
    missed = {name: seen[name] for name, share in LEAST.items() if seen[name] < share * cases}
    assert not missed, (missed, seen)
    assert seen["not planned"] < cases / 20

"""Run a checked operation and encode its answer, or its stream of answers."""

from __future__ import annotations

import time
from collections.abc import Hashable, Mapping
from functools import partial
from typing import Any, NamedTuple, Protocol

import orjson
import strawberry
from graphql import ExecutionResult
from starlette.requests import HTTPConnection

from edge.document import CheckedOperation, Documents
from edge.errors import (
    Errors,
    RejectedError,
    SignedOutError,
    format_request_error,
    persisted_query_not_supported,
    retry_after,
)
from edge.hooks import Hooks
from edge.operation import Answer, Following, LiveSource, Operation, Sink
from edge.options import EdgeOptions
from edge.params import GraphQLParams
from execution import BoundPlan, NotPlannableError
from rules.caller import Caller
from rules.refusals import RefusalError, bad_request, forbidden

MAX_COERCION_ERRORS = 10

TRIES = 3
"""How often to run a query whose reads fail."""


class PreparedOperation(NamedTuple):
    """An operation to run, and its caller."""

    caller: Caller
    connection: HTTPConnection
    checked: CheckedOperation
    operation: Operation
    bound: BoundPlan


class SubscriptionSink(Sink, Protocol):
    """Where the answers of a subscription go. `following` is stopped at the end."""

    following: Following | None

    def begin(self) -> None:
        """Called when the operation runs."""


class Runner:
    def __init__(self, schema: strawberry.Schema, hooks: Hooks, options: EdgeOptions) -> None:
        self.hooks = hooks
        self.options = options
        self.errors = Errors(hooks.explain)
        self.documents = Documents(schema._schema, options)
        self.known = {**options.own, **(options.trusted or {})}
        self.known_texts = frozenset(self.known.values())

    def is_known_query(self, params: GraphQLParams) -> bool:
        """Return, before sign-in, whether this is a query that was sent before."""
        try:
            document = self.documents.kept.get(self.text(params))
            return document is not None and document.choose(params.operation_name).kind == "query"
        except (RefusalError, RejectedError):
            return False  # the error is reported after sign-in

    async def prepare(self, params: GraphQLParams, caller: Caller, connection: HTTPConnection) -> PreparedOperation:
        """Check a request; raise RejectedError if it must not run."""
        started = time.perf_counter()
        try:
            text = self.text(params)
            is_new = text not in self.documents.kept and text not in self.known_texts
            is_counted = is_new and caller.account_id is None and len(text) > self.options.limits.counted_length
            if is_counted and self.hooks.count_document is not None:
                await self.hooks.count_document(caller)
            is_anonymous_in_production = self.options.production and caller.account_id is None
            document = self.documents.get(text, suggestions=not is_anonymous_in_production)
            checked, text = document.choose(params.operation_name), document.text
            if is_anonymous_in_production and checked.extent.schema_cost != 0:
                raise forbidden("Sign in to read the schema.")
            variables = params.variables
            cost = self.documents.afford(checked, variables)
            if checked.kind == "subscription":
                variables = checked.plan.variables.declared(variables)
                if len(orjson.dumps(variables)) > (limit := self.options.limits.stream_variables):
                    raise bad_request(f"The variables of a subscription may be at most {limit // 1024} KiB of JSON.")
            bound = bind(checked, variables, hide_suggestions=is_anonymous_in_production)
        except Exception as error:
            raise self.report_failure(error, caller, None, started) from error
        operation = Operation(checked.kind, checked.name, text, variables, checked.fields, cost, checked.selects)
        return PreparedOperation(caller, connection, checked, operation, bound)

    def text(self, params: GraphQLParams) -> str:
        """Return the document: a known one if its ID or hash is given, and no text sent beside that."""
        if params.document_id is not None:
            if params.document_id not in self.known:
                raise bad_request("No document is known by that ID.")
            return self.known[params.document_id]
        text = params.query
        if params.document_hash is not None:
            text = self.known.get(f"sha256:{params.document_hash}", text)
        if text is None:
            raise persisted_query_not_supported()
        if self.options.production and self.options.trusted and text not in self.known_texts:
            raise forbidden("Only trusted documents are allowed here.")
        return text

    async def answer(self, prepared: PreparedOperation) -> tuple[Answer, list[tuple[str, str]]]:
        """Run a query or mutation; return its answer, and headers for it."""
        started = time.perf_counter()
        try:
            for _ in range(TRIES):
                context = await self.open_context(prepared)
                try:
                    answer = await self.run_operation(prepared, context)
                finally:
                    await close(context)
                if prepared.operation.kind != "query" or not getattr(context, "is_lost", False):
                    break
        except Exception as error:
            raise self.report_failure(error, prepared.caller, prepared.operation, started) from error
        self.report(prepared.caller, prepared.operation, answer.codes, started)
        return answer, getattr(context, "response_headers", [])

    async def run_operation(self, prepared: PreparedOperation, context: Any) -> Answer:
        async def execute() -> Answer:
            outcome = prepared.bound.execute(context)
            result = outcome if isinstance(outcome, ExecutionResult) else await outcome
            return self.encode(result, prepared.operation)

        if prepared.operation.kind == "mutation" and self.hooks.around_mutation is not None:
            return await self.hooks.around_mutation(context, prepared.operation, execute)
        return await execute()

    async def follow(self, prepared: PreparedOperation, sink: SubscriptionSink) -> None:
        """Begin a subscription. It goes on without a task."""
        started = time.perf_counter()
        try:
            context = await self.open_context(prepared)
            try:
                sink.begin()
                source: LiveSource = await prepared.bound.subscribe(context)
                execute = partial(self.execute_event, prepared)
                sink.following = await source.follow(sink, execute, document_key(prepared))
            finally:
                await close(context)  # frees its reader alone; the source goes on using the context
        except Exception as error:
            raise self.report_failure(error, prepared.caller, prepared.operation, started) from error

    async def execute_event(self, prepared: PreparedOperation, event: Any, context: Any) -> bytes:
        started = time.perf_counter()
        outcome = prepared.bound.execute_event(event, context)
        result = outcome if isinstance(outcome, ExecutionResult) else await outcome
        if failed_as_a_whole(result):
            raise RejectedError([self.errors.format(error, prepared.operation.name) for error in result.errors or ()])
        answer = self.encode(result, prepared.operation)
        self.report(prepared.caller, prepared.operation, answer.codes, started)
        return answer.body

    def encode(self, result: ExecutionResult, operation: Operation) -> Answer:
        """Encode a result as JSON, with internal errors masked."""
        if not result.errors:
            return Answer(orjson.dumps({"data": result.data}, option=orjson.OPT_UTC_Z))
        entries = [self.errors.format(error, operation.name) for error in result.errors]
        body = orjson.dumps({"data": result.data, "errors": entries}, option=orjson.OPT_UTC_Z)
        return Answer(body, tuple(entry["extensions"]["code"] for entry in entries), retry_after=retry_after(entries))

    async def open_context(self, prepared: PreparedOperation) -> Any:
        try:
            return await self.hooks.make_context(prepared.caller, prepared.connection, prepared.operation)
        except RefusalError as refusal:
            raise (SignedOutError(refusal) if refusal.code == "UNAUTHENTICATED" else refusal) from None

    def report_failure(
        self, error: BaseException, caller: Caller, operation: Operation | None, started: float
    ) -> RejectedError:
        """Report an operation that failed as a whole, and return the error to answer with."""
        problem = self.errors.rejected(error, operation.name if operation is not None else None)
        self.report(caller, operation, (problem.code,), started)
        return problem

    def report(self, caller: Caller, operation: Operation | None, codes: tuple[str, ...], started: float) -> None:
        self.hooks.observe(caller, operation, codes, time.perf_counter() - started)


def bind(checked: CheckedOperation, variables: Mapping[str, Any], *, hide_suggestions: bool) -> BoundPlan:
    """Coerce the variables; raise RejectedError if they do not fit."""
    try:
        bound = checked.plan.bind(variables, max_errors=MAX_COERCION_ERRORS, hide_suggestions=hide_suggestions)
    except NotPlannableError as error:
        raise bad_request(str(error)) from None
    if isinstance(bound, list):
        raise RejectedError([format_request_error(error) for error in bound], in_document=True)
    return bound


def document_key(prepared: PreparedOperation) -> Hashable:
    """Return what an answer depends on, apart from the event and the subscriber."""
    variables = {name: prepared.operation.variables.get(name) for name in prepared.checked.event_variables}
    return prepared.operation.document, prepared.operation.name, orjson.dumps(variables) if variables else b""


def failed_as_a_whole(result: ExecutionResult) -> bool:
    """Return whether an event has no answer: no data, or its one root field failed."""
    return result.data is None or any(len(error.path or ()) <= 1 for error in result.errors or ())


async def close(context: Any) -> None:
    if (aclose := getattr(context, "aclose", None)) is not None:
        await aclose()

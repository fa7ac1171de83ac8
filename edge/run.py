"""Run a checked operation and encode its answer, or its stream of answers."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from inspect import isawaitable
from typing import Any

import orjson
import strawberry
from graphql import ExecutionResult, GraphQLError, GraphQLSchema
from starlette.requests import HTTPConnection

from edge.document import CheckedOperation, Document, Documents
from edge.errors import (
    RejectedError,
    SignedOutError,
    format_error,
    persisted_query_not_supported,
    rejected,
    retry_after,
)
from edge.operation import Answer, AroundMutation, ExecuteEvent, MakeContext, Operation
from edge.options import EdgeOptions
from edge.params import GraphQLParams
from edge.plans import bind, declare_fields, execute_unplanned
from edge.sse import SseStream
from edge.stream import Stream
from execution import BoundPlan
from rules.caller import Caller
from rules.refusals import RefusalError, bad_request, forbidden

TRIES = 3
"""How often to run a query whose reads fail."""

Observe = Callable[[Caller, Operation | None, tuple[str, ...], float], None]
"""Called after each answer with the caller, the operation (None if rejected before), error codes and seconds."""

CountDocument = Callable[[Caller], Awaitable[None]]
"""Counts a long document, and refuses a caller who has sent too many."""


@dataclass(frozen=True, slots=True)
class Job:
    caller: Caller
    connection: HTTPConnection
    document: Document
    planned: CheckedOperation
    operation: Operation


class Runner:
    def __init__(
        self,
        schema: strawberry.Schema,
        options: EdgeOptions,
        make_context: MakeContext,
        around_mutation: AroundMutation | None = None,
        observe: Observe | None = None,
        count_document: CountDocument | None = None,
    ) -> None:
        self.schema: GraphQLSchema = schema._schema
        declare_fields(schema)
        self.options = options
        self.documents = Documents(self.schema, options)
        self.known = {**options.own, **(options.trusted or {})}
        self.known_texts = frozenset(self.known.values())
        self.make_context = make_context
        self.around_mutation = around_mutation
        self.observe = observe
        self.count_document = count_document

    async def admit(self, asked: GraphQLParams, caller: Caller) -> None:
        """Rate-limit long new documents of anonymous callers."""
        text = asked.query or ""
        is_counted = caller.account_id is None and len(text) > self.options.limits.counted_length
        if self.count_document is not None and is_counted and text not in self.documents.kept:
            await self.count_document(caller)

    def is_known_query(self, asked: GraphQLParams) -> bool:
        """Check, before anyone has signed in, whether a query is asked for that was asked for before."""
        try:
            document = self.documents.kept.get(self.text(asked))
            return document is not None and document.choose(asked.operation_name).kind == "query"
        except (RefusalError, RejectedError):
            return False  # the error is reported after sign-in

    def prepare(self, asked: GraphQLParams, caller: Caller, connection: HTTPConnection) -> Job:
        started = time.perf_counter()
        try:
            return Job(caller, connection, *self.checked(asked, caller))
        except Exception as error:
            problem = rejected(error)
            self.report(caller, None, (problem.code,), started)
            raise problem from error

    def checked(self, asked: GraphQLParams, caller: Caller) -> tuple[Document, CheckedOperation, Operation]:
        is_anonymous_in_production = self.options.production and caller.account_id is None
        document = self.documents.get(self.text(asked), suggestions=not is_anonymous_in_production)
        planned = document.choose(asked.operation_name)
        if is_anonymous_in_production and planned.introspects:
            raise forbidden("Sign in to read the schema.")
        if asked.has_long_texts:
            self.documents.check_texts(planned, asked.variables)
        cost = self.documents.afford(planned, asked.variables)
        text, variables = document.text, asked.variables
        operation = Operation(planned.kind, planned.name, text, variables, planned.fields, cost, planned.selects)
        return document, planned, operation

    def text(self, asked: GraphQLParams) -> str:
        """Return the document: a known one if its ID or hash is given, and no text sent beside that."""
        if asked.document_id is not None:
            if asked.document_id not in self.known:
                raise bad_request("No document is known by that ID.")
            return self.known[asked.document_id]
        text = asked.query
        if asked.document_hash is not None:
            text = self.known.get(f"sha256:{asked.document_hash}", text)
        if text is None:
            raise persisted_query_not_supported()
        if self.options.production and self.options.trusted and text not in self.known_texts:
            raise forbidden("Only documents known beforehand are run here.")
        return text

    async def answer(self, job: Job) -> tuple[Answer, list[tuple[str, str]]]:
        started = time.perf_counter()
        try:
            for _ in range(TRIES):
                async with self.context(job) as context:
                    answer = await self.run_operation(job, context)
                    headers = list(getattr(context, "response_headers", ()))
                if job.operation.kind != "query" or not getattr(context, "is_lost", False):
                    break
        except Exception as error:
            problem = rejected(error, job.operation.name)
            self.report(job.caller, job.operation, (problem.code,), started)
            raise problem from error
        self.report(job.caller, job.operation, answer.codes, started)
        return answer, headers

    async def run_operation(self, job: Job, context: Any) -> Answer:
        async def execute() -> Answer:
            result = self.execute(job, context)
            return encoded(await result if isawaitable(result) else result, job.operation)

        if job.operation.kind == "mutation" and self.around_mutation is not None:
            return await self.around_mutation(context, job.operation, execute)
        return await execute()

    async def follow(self, job: Job, stream: Stream | SseStream) -> bool:
        """Run a subscription; return True if it goes on by itself, False at its end."""
        started = time.perf_counter()
        try:
            async with self.context(job) as context:
                bound = self.bind(job)
                if bound is None:
                    raise bad_request("A condition of @skip or @include is null.")
                stream.begin()
                source = await self.source(bound, job, context)
                execute = partial(self.execute_event, job, bound)
                if hasattr(source, "follow"):
                    stream.following = await source.follow(stream, execute, document_key(job))
                    return True
                async with aclosing(source):
                    async for event in source:
                        await stream.ready()
                        stream.send([Answer(await self.execute_in_own_context(execute, event, context))])
            return False
        except Exception as error:
            problem = rejected(error, job.operation.name)
            self.report(job.caller, job.operation, (problem.code,), started)
            raise problem from error

    async def source(self, bound: BoundPlan, job: Job, context: Any) -> Any:
        """Return the source of events: an async generator, or a LiveSource."""
        try:
            return await bound.subscribe(context)
        except GraphQLError as error:
            raise RejectedError([format_error(error, job.operation.name)]) from error

    async def execute_event(self, job: Job, bound: BoundPlan, event: Any, context: Any) -> bytes:
        started = time.perf_counter()
        found = bound.execute_event(event, context)
        result = await found if isawaitable(found) else found
        if failed_as_a_whole(result):
            raise RejectedError([format_error(error, job.operation.name) for error in result.errors or ()])
        answer = encoded(result, job.operation)
        self.report(job.caller, job.operation, answer.codes, started)
        return answer.body

    async def execute_in_own_context(self, execute: ExecuteEvent, event: Any, context: Any) -> bytes:
        """Answer an event in a context of its own."""
        own = context.for_event()
        try:
            return await execute(event, own)
        finally:
            await close(own)

    def execute(self, job: Job, context: Any) -> Any:
        """Return the result of a query or mutation, or an awaitable of it."""
        bound = self.bind(job)
        if bound is not None:
            return bound.execute(context)
        name, variables, hidden = job.planned.name, job.operation.variables, self.hides_suggestions(job)
        return execute_unplanned(self.schema, job.document.ast, name, variables, context, hide_suggestions=hidden)

    def bind(self, job: Job) -> BoundPlan | None:
        return bind(job.planned.plan, job.operation.variables, hide_suggestions=self.hides_suggestions(job))

    def hides_suggestions(self, job: Job) -> bool:
        return self.options.production and job.caller.account_id is None

    @asynccontextmanager
    async def context(self, job: Job) -> AsyncIterator[Any]:
        """Create the context of an operation and close it afterwards."""
        try:
            context = self.make_context(job.caller, job.connection, job.operation)
            context = await context if isawaitable(context) else context
        except RefusalError as refusal:
            raise (SignedOutError(refusal) if refusal.code == "UNAUTHENTICATED" else refusal) from None
        try:
            yield context
        finally:
            await close(context)

    def report(self, caller: Caller, operation: Operation | None, codes: tuple[str, ...], started: float) -> None:
        if self.observe is not None:
            self.observe(caller, operation, codes, time.perf_counter() - started)


def encoded(result: Any, operation: Operation) -> Answer:
    """Encode a result as JSON, with internal errors masked."""
    if not result.errors:
        return Answer(orjson.dumps({"data": result.data}, option=orjson.OPT_UTC_Z))
    entries = [format_error(error, operation.name) for error in result.errors]
    body = orjson.dumps({"data": result.data, "errors": entries}, option=orjson.OPT_UTC_Z)
    return Answer(body, tuple(entry["extensions"]["code"] for entry in entries), retry_after=retry_after(entries))


def document_key(job: Job) -> Hashable:
    """Return what an answer depends on, apart from the event and the reader."""
    variables = {name: job.operation.variables.get(name) for name in job.planned.event_variables}
    return job.document.text, job.planned.name, orjson.dumps(variables) if variables else b""


def failed_as_a_whole(result: ExecutionResult) -> bool:
    """Return whether an event has no answer: no data, or its one root field failed."""
    return result.data is None or any(len(error.path or ()) <= 1 for error in result.errors or ())


async def close(context: Any) -> None:
    aclose = getattr(context, "aclose", None)
    if aclose is not None:
        await aclose()

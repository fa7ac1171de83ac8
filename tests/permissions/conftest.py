"""A database of its own for the schema walks, so that all of its rows can be listed."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from inspect import isawaitable
from typing import Any, NamedTuple, cast

import httpx
import orjson
import pytest
import strawberry
from graphql import DocumentNode, ExecutionResult, GraphQLError, parse
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from actions.work import Services
from app.settings import Settings
from app.wiring import create_app
from db.engine import make_engine
from db.reader import Reader
from db.tables import Session
from edge.document import make_info
from edge.operation import StreamAnswer
from execution import BoundPlan, Plan
from graph.context import RequestContext, StreamContext
from graph.root import make_schema
from live.audience import Audiences
from live.feed import Feeds
from rules.caller import Caller
from rules.refusals import RefusalError
from rules.tokens import digest
from tests.support.databases import NewDatabase
from tests.support.people import People, Person
from tests.support.servers import served
from tests.support.tasks import tasks_named


@dataclass
class Schema:
    """Executes documents without the edge, whose limits would refuse the large ones."""

    schema: strawberry.Schema
    services: Services
    feeds: Feeds
    audiences: Audiences

    sessions: dict[int, int] = field(default_factory=dict)

    async def ask(
        self, person: Person | None, document: str, *, is_staff: bool = False, **variables: object
    ) -> dict[str, Any]:
        """Execute a query or mutation. Refused fields are null, and no error may be an internal one."""
        context = self.context(await self.caller(person, is_staff=is_staff), document)
        running = self.bound(document, variables).execute(context)
        result = await running if isawaitable(running) else running
        assert isinstance(result, ExecutionResult)
        return _data(result, document)

    async def follow(
        self, person: Person, document: str, *, is_staff: bool = False, **variables: object
    ) -> AsyncIterator[dict[str, Any]]:
        """Yield what a stream sends, until it has sent everything."""
        context = self.context(await self.caller(person, is_staff=is_staff), document)
        bound = self.bound(document, variables)
        try:
            source = await bound.subscribe(context)
        except GraphQLError as error:
            _data(ExecutionResult(None, [error]), document)
            return
        answers = Answers()

        async def execute(event: Any, context: Any) -> bytes:
            running = bound.execute_event(event, context)
            return orjson.dumps(_data(await running if isawaitable(running) else running, document))

        try:
            member = await source.follow(answers, execute, document)
        except RefusalError as refusal:
            assert refusal.code in REFUSED, (refusal, document[:300])
            return
        patience = 10.0  # for the first value, on a busy machine
        while (answer := await answers.next(patience)) is not None:
            yield answer
            patience = 0.05
            while answers.is_empty and tasks_named("stream", "catch up"):
                await asyncio.sleep(0.005)
        member.stop()

    async def caller(self, person: Person | None, *, is_staff: bool) -> Caller:
        """Return the caller that signing in would have made, without the edge."""
        if person is None:
            return Caller()
        if person.key not in self.sessions:
            found = select(Session.id).where(Session.digest == digest(person.token or ""))
            self.sessions[person.key] = await Reader(self.services.engine).value(found)
        return Caller(account_id=person.key, session_id=self.sessions[person.key], is_staff=is_staff)

    def context(self, caller: Caller, document: str) -> RequestContext | StreamContext:
        if document.lstrip().startswith("subscription"):
            return StreamContext(self.services, self.feeds, caller, self.audiences)
        return RequestContext(self.services, self.feeds, caller)

    def bound(self, document: str, variables: dict[str, object]) -> BoundPlan:
        bound = Plan(self.schema._schema, parsed(document), None, make_info).bind(variables)
        assert isinstance(bound, BoundPlan)
        return bound


class Answers:
    """Receives a stream's values."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[bytes | BaseException | None] = asyncio.Queue()

    def send(self, answers: Sequence[StreamAnswer]) -> bool:
        for answer in answers:
            self._queue.put_nowait(answer.body)
        return True

    def fail(self, error: BaseException) -> None:
        self._queue.put_nowait(error)

    def finish(self) -> None:
        self._queue.put_nowait(None)

    @property
    def is_empty(self) -> bool:
        return self._queue.empty()

    async def next(self, patience: float) -> dict[str, Any] | None:
        """Return the next answer, None at the end or if there is none in time."""
        try:
            async with asyncio.timeout(patience):
                found = await self._queue.get()
        except TimeoutError:
            return None
        if isinstance(found, BaseException):
            raise found
        return None if found is None else cast("dict[str, Any]", orjson.loads(found))


REFUSED = {"FORBIDDEN", "NOT_FOUND", "UNAUTHENTICATED"}


def _data(result: ExecutionResult, document: str) -> dict[str, Any]:
    for error in result.errors or ():
        code = getattr(error.original_error, "code", None)
        assert code in REFUSED, (error, document[:300])
    return result.data or {}


@cache
def parsed(document: str) -> DocumentNode:
    """Parse a document once. It was built from the schema, so it needs no validation."""
    return parse(document)


class SchemaWalk(NamedTuple):
    """What a walk over the schema needs: people of its server, the server's database, and its schema."""

    people: People
    engine: AsyncEngine
    schema: Schema


@pytest.fixture(scope="session")
async def walk(settings: Settings, new_database: NewDatabase, http: httpx.AsyncClient) -> AsyncIterator[SchemaWalk]:
    address = await new_database()
    app = create_app(settings, address, jobs=False)
    engine = make_engine(address, pool_size=5)
    async with served(app) as where:
        services = app.state.services
        feeds = Feeds(services.hub, services.engine)
        await feeds.start()
        schema = Schema(make_schema(), services, feeds, Audiences(feeds))
        yield SchemaWalk(People(engine, http, where), engine, schema)
        await feeds.stop()
    await engine.dispose()

"""A database of its own for the walk, so that what there is to see can be listed in full."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import cache
from inspect import isawaitable

import httpx
import pytest
import strawberry
from graphql import DocumentNode, parse
from sqlalchemy.ext.asyncio import AsyncEngine

from actions.work import House
from app.edge.fast import FastExecutor
from app.settings import Settings
from app.wiring import create_app
from db.engine import make_engine
from db.migrate import migrate
from graph.context import Context
from graph.root import make_schema
from live.feed import Feeds
from rules.caller import Caller
from tests.conftest import NewDatabase
from tests.support.people import People, Person
from tests.support.servers import served


@dataclass
class Schema:
    """The schema itself, asked without the edge, whose limits would not let anybody see everything at once."""

    schema: strawberry.Schema
    house: House
    feeds: Feeds

    async def ask(
        self, person: Person | None, document: str, *, is_staff: bool = False, **variables: object
    ) -> dict[str, object]:
        """The answer to somebody; what is refused is null, and no error may be one of ours."""
        caller = Caller() if person is None else Caller(account_id=person.key, session_id=1, is_staff=is_staff)
        executor = FastExecutor.build(
            self.schema._schema,
            parsed(document),
            context_value=Context(self.house, self.feeds, caller),
            raw_variable_values=dict(variables),
        )
        assert isinstance(executor, FastExecutor), executor
        running = executor.execute_operation()
        result = await running if isawaitable(running) else running
        for error in result.errors or ():
            code = getattr(error.original_error, "code", None)
            assert code in ("FORBIDDEN", "NOT_FOUND", "UNAUTHENTICATED"), (error, document[:300])
        return result.data or {}


@cache
def parsed(document: str) -> DocumentNode:
    """A document, parsed once; it was made from the schema, so there is nothing to validate."""
    return parse(document)


@pytest.fixture(scope="session")
async def walked(
    settings: Settings, new_database: NewDatabase, http: httpx.AsyncClient
) -> AsyncIterator[tuple[People, AsyncEngine, Schema]]:
    """People, a database that is theirs alone, and the schema over it."""
    address = await new_database()
    await migrate(address)
    app = create_app(settings, address, jobs=False)
    engine = make_engine(address, pool_size=5)
    async with served(app) as where:
        house = app.state.house
        yield People(engine, http, where), engine, Schema(make_schema(), house, Feeds(house.hub, house.engine))
    await engine.dispose()

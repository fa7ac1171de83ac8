"""Fixtures: a real PostgreSQL, a real server on it, and people who use it."""

import asyncio
import gc
import inspect
import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import coverage
import httpx
import hypothesis
import pytest
import uvloop
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

import embedded_postgres as embedded
from app.serving import GC_THRESHOLDS
from app.settings import Settings
from app.wiring import create_app
from db.engine import make_engine
from tests.support.databases import Databases, NewDatabase
from tests.support.http import Transport
from tests.support.mailbox import Mailbox
from tests.support.people import People
from tests.support.servers import MAILBOX_KEY, SECRET_KEY, processes, served

HERE = Path(__file__).parent


def pytest_asyncio_loop_factories() -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Use the event loop of `usher serve`."""
    return {"uvloop": uvloop.new_event_loop}


MEASURED = (
    "rules", "owners", "idempotency", "history", "resources/test_taken_back", "accounts/test_profile",
    "accounts/test_registration", "accounts/test_sockets", "caseload/test_adding", "caseload/test_places",
    "caseload/test_removing", "codes/test_joining", "codes/test_open_groups", "codes/test_qr",
    "invitations/test_answering", "invitations/test_time", "limits/test_changed", "limits/test_owners",
    "mail/test_after_data", "mail/test_deliveries", "mail/test_dropped", "mail/test_tried_again", "seats/test_clock",
    "seats/test_seats",
)  # fmt: skip
"""Tests that execute nearly all of `rules/` and `actions/`. A test takes twice as long while coverage is measured."""


# How long a test takes is no reason to fail: a busy machine takes longer.
hypothesis.settings.register_profile("patient", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("patient")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """In an xdist worker, stop the coverage run that pytest-cov would never pause for `no_cover`."""
    gc.disable()  # until all modules are imported, which makes many objects and no garbage
    measuring = coverage.Coverage.current()
    if measuring is not None and hasattr(session.config, "workerinput"):
        measuring.stop()


FIRST = ("tests/slow/model", "tests/slow/browser", "tests/limits", "tests/permissions/test_payload_visibility.py",
         "tests/permissions/test_query_visibility.py", "tests/pages/test_pages.py", "tests/permissions")  # fmt: skip
"""What takes longest begins first, so that no worker is left with it at the end."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes longest first, and measure coverage only in the tests of `MEASURED`."""
    items.sort(key=_turn)
    for item in items:
        path = item.path.relative_to(HERE)
        if not path.as_posix().startswith(MEASURED):
            item.add_marker(pytest.mark.no_cover)
        assert not _ends_the_loop(item), f"{item.nodeid} must be async, because it uses async fixtures"


def _ends_the_loop(item: pytest.Item) -> bool:
    """Return whether this is a plain test with async fixtures: it would make all session fixtures anew."""
    if not isinstance(item, pytest.Function) or inspect.iscoroutinefunction(item.function):
        return False
    fixtures = (found[-1].func for found in item._fixtureinfo.name2fixturedefs.values() if found)
    return any(inspect.iscoroutinefunction(one) or inspect.isasyncgenfunction(one) for one in fixtures)


def _turn(item: pytest.Item) -> int:
    path = item.path.relative_to(HERE.parent).as_posix()
    return next((turn for turn, place in enumerate(FIRST) if path.startswith(place)), len(FIRST))


def pytest_collection_finish() -> None:
    """Configure the garbage collector as `usher serve` does."""
    gc.enable()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GC_THRESHOLDS)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    given = os.environ.get("USHER_TEST_DATABASE_URL")
    if given:
        yield given
        return
    folder = tmp_path_factory.mktemp("postgres")
    with embedded.start(folder, durable=False) as running:
        yield running.dsn
    embedded.destroy(folder)


@pytest.fixture(scope="session")
async def databases(postgres: str) -> AsyncIterator[Databases]:
    async with Databases.on(postgres) as databases:
        yield databases


@pytest.fixture(scope="session")
def new_database(databases: Databases) -> NewDatabase:
    return databases.migrated


@pytest.fixture(scope="session")
async def dsn(new_database: NewDatabase) -> str:
    """A migrated database that all tests share: each makes people and groups of its own."""
    return await new_database()


@pytest.fixture(scope="session")
async def engine(dsn: str) -> AsyncIterator[AsyncEngine]:
    """Connections for tests that inspect or prepare the database."""
    engine = make_engine(dsn, pool_size=5)
    yield engine
    await engine.dispose()


@pytest.fixture
async def apart(new_database: NewDatabase) -> AsyncIterator[tuple[str, AsyncEngine]]:
    """A migrated database for one test that cuts connections, or that must be alone in running jobs."""
    address = await new_database()
    engine = make_engine(address, pool_size=3)
    yield address, engine
    await engine.dispose()


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def settings(data_folder: Path) -> Settings:
    return Settings(
        _env_file=None,  # type: ignore[call-arg]
        secret_key=(SECRET_KEY,),
        mailbox_key=MAILBOX_KEY,
        data_dir=data_folder,
        public_url="http://127.0.0.1:8000",
        rate_limits=False,
        resend_cooldown=timedelta(minutes=5),
        directory="shared",
    )


@pytest.fixture(scope="session")
async def url(settings: Settings, dsn: str) -> AsyncIterator[str]:
    """The address of a running server, which also runs the jobs."""
    async with served(create_app(settings, dsn)) as address:
        yield address


@pytest.fixture(scope="session")
async def http() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(timeout=60, transport=Transport()) as client:
        yield client


@pytest.fixture(scope="session")
def people(engine: AsyncEngine, http: httpx.AsyncClient, url: str) -> People:
    return People(engine, http, url)


@pytest.fixture(scope="session")
def mailbox(http: httpx.AsyncClient, url: str) -> Mailbox:
    return Mailbox(http, url)


@pytest.fixture
def several(dsn: str, data_folder: Path) -> Callable[..., AbstractAsyncContextManager[list[str]]]:
    """Start server processes on the shared database: `async with several(2) as urls`."""
    return partial(processes, dsn, data_folder)


@pytest.fixture(scope="session")
async def two(dsn: str, data_folder: Path) -> AsyncIterator[list[str]]:
    """Two shared server processes. Tests must not stop them."""
    async with processes(dsn, data_folder, 2) as urls:
        yield urls


NEVER = 3_600.0  # seconds

OF_THE_PROCESS = ("processes", "database_state")
"""Tables that a server reads and writes by itself every few seconds."""


@dataclass
class Counted:
    """A server without background work, and every statement that it executes.

    Its streams never poll: what they send was brought by a hint, and no statement is the poll's.
    """

    people: People
    engine: AsyncEngine
    statements: list[str]


@pytest.fixture(scope="session")
async def counted(settings: Settings, new_database: NewDatabase, http: httpx.AsyncClient) -> AsyncIterator[Counted]:
    address = await new_database()
    app = create_app(settings, address, jobs=False)
    app.state.services.hub._waiters.poll = NEVER
    seen: list[str] = []

    def record(_: object, __: object, statement: str, *___: object) -> None:
        if not any(table in statement for table in OF_THE_PROCESS):
            seen.append(statement)

    event.listen(app.state.services.engine.sync_engine, "before_cursor_execute", record)
    engine = make_engine(address, pool_size=2)
    async with served(app) as where:
        yield Counted(People(engine, http, where), engine, seen)
    await engine.dispose()

"""A real PostgreSQL with a queue, a real mail server that misbehaves on demand, and an invitation to send."""

import os
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from actions.deliveries import Pace
from actions.work import House
from app.jobs import Jobs
from db import embedded
from db.queue import install_statements
from db.tables import Base
from live.hub import Hub
from mail.postman import Patience, Postman
from mail.server import mail_server
from rules.config import Config
from tests.mail.mail_catcher import Catcher, catching
from tests.mail.mail_world import Hire, World

QUICK = Pace(again_after=(timedelta(seconds=0.1),) * 40, lease=timedelta(seconds=2), look_again=timedelta(seconds=0.1))
IMPATIENT = Patience(connect=2.0, command=2.0, data=0.5)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    given = os.environ.get("USHER_TEST_DATABASE_URL")
    if given:
        yield given
        return
    folder = tmp_path_factory.mktemp("mail")
    with embedded.start(folder, durable=False) as running:
        yield running.dsn
    embedded.destroy(folder)


@pytest.fixture(scope="session")
async def dsn(server: str) -> AsyncIterator[str]:
    """The address of an empty database of our own."""
    name = f"usher_mail_{os.getpid()}"
    before, _, rest = server.removeprefix("postgresql://").partition("/")
    _, mark, query = rest.partition("?")
    outer = create_async_engine(async_dsn(server), isolation_level="AUTOCOMMIT")
    async with outer.connect() as connection:
        await connection.execute(text(f"CREATE DATABASE {name}"))
    yield f"postgresql://{before}/{name}{mark}{query}"
    async with outer.connect() as connection:
        await connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    await outer.dispose()


@pytest.fixture(scope="session")
async def engine(dsn: str) -> AsyncIterator[AsyncEngine]:
    engine = create_async_engine(async_dsn(dsn), pool_size=10, max_overflow=10)
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
        for statement in install_statements():
            await connection.exec_driver_sql(statement)
    yield engine
    await engine.dispose()


@pytest.fixture
def config() -> Config:
    root = "https://usher.example.org"
    return Config(
        secret_keys=(b"k" * 32,),
        public_url=root,
        site_name="Usher Test",
        site_url="https://site.example.org",
        join_url=f"{root}/join/{{key}}",
        login_url=f"{root}/login/{{token}}",
        group_url=f"{root}/groups/{{id}}",
        seats_url=f"{root}/groups/{{id}}/seats",
        invitations_url=f"{root}/invitations",
    )


@pytest.fixture
async def house(engine: AsyncEngine, dsn: str, config: Config) -> House:
    tables = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
    async with engine.begin() as connection:
        await connection.execute(text(f"TRUNCATE {tables}, usher_jobs, usher_job_log RESTART IDENTITY CASCADE"))
    return House(engine, Hub("memory://", dsn), config)


@pytest.fixture
def world(house: House) -> World:
    return World(house)


@pytest.fixture
async def catcher() -> AsyncIterator[Catcher]:
    async with catching() as running:
        yield running


@pytest.fixture
async def hire(house: House, dsn: str) -> AsyncIterator[Hire]:
    """Makes workers, which are dismissed at the end."""
    hired: list[Jobs] = []

    async def one(catcher: Catcher | None, pace: Pace = QUICK, patience: Patience = IMPATIENT) -> Jobs:
        postman = Postman(mail_server(catcher.url), "localhost", patience) if catcher else None
        jobs = Jobs(house, dsn, postman, pace=pace)
        await jobs.start()
        hired.append(jobs)
        return jobs

    yield one
    for jobs in hired:
        await jobs.stop(grace=5)


def async_dsn(dsn: str) -> str:
    return dsn.replace("postgresql://", "postgresql+asyncpg://", 1)

"""A real PostgreSQL with a queue, and a real mail server that can be told to misbehave."""

from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from actions.mail.deliveries import RetrySchedule
from actions.work import Services
from app.worker import Worker
from db.engine import make_engine
from db.rate_limits import reserve_slot
from db.tables import Base
from live.hub import Hub
from mail.smtp_connection import Timeouts
from mail.smtp_sender import SmtpSender
from mail.smtp_url import MailServer, parse_smtp_url
from rules.config import Config
from tests.mail.mails import Mails, StartWorker
from tests.support.databases import NewDatabase
from tests.support.smtp import Catcher, catching

SOON_AGAIN = RetrySchedule(
    pauses=(timedelta(seconds=0.1),) * 40, lease=timedelta(seconds=2), claim_interval=timedelta(seconds=0.1)
)
PROBED_SOON = Timeouts(probe_interval=0.1)
"""A short time for an answer would send mails twice on a busy machine."""


@pytest.fixture(scope="session")
async def dsn(new_database: NewDatabase) -> str:
    """A database for these tests alone; its tables are emptied before each test."""
    return await new_database()


@pytest.fixture(scope="session")
async def engine(dsn: str) -> AsyncIterator[AsyncEngine]:
    engine = make_engine(dsn)
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
async def services(engine: AsyncEngine, dsn: str, config: Config) -> Services:
    tables = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
    async with engine.begin() as connection:
        await connection.execute(text(f"TRUNCATE {tables}, usher_jobs, usher_job_log RESTART IDENTITY CASCADE"))
    return Services(engine, Hub("memory://", dsn), config)


@pytest.fixture
def mails(services: Services) -> Mails:
    return Mails(services)


@pytest.fixture
async def catcher() -> AsyncIterator[Catcher]:
    async with catching() as running:
        yield running


@pytest.fixture
async def start_worker(services: Services, dsn: str) -> AsyncIterator[StartWorker]:
    """Start workers, which are stopped after the test."""
    started: list[Worker] = []

    async def one(
        catcher: Catcher | None,
        schedule: RetrySchedule = SOON_AGAIN,
        timeouts: Timeouts = PROBED_SOON,
        rate: int | None = None,
        server: MailServer | None = None,
    ) -> Worker:
        spacing = partial(reserve_slot, services.engine, "mails", timedelta(minutes=1) / rate) if rate else None
        smtp_sender = None
        if catcher:
            smtp_sender = SmtpSender(server or parse_smtp_url(catcher.url), "localhost", timeouts, reserve_slot=spacing)
        worker = Worker(services, dsn, smtp_sender, schedule=schedule)
        await worker.start()
        started.append(worker)
        return worker

    yield one
    for worker in started:
        await worker.stop(grace=5)

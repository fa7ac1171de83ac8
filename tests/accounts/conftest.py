"""The application in development and in production."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from app.http import recent_sign_ins
from app.settings import Settings
from tests.accounts.application import ALLOWED, Application, opened
from tests.support.mailbox import Mailbox
from tests.support.servers import SECRET_KEY


@pytest.fixture
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have each query look up who asks: the test changes sessions where no event tells of it."""
    monkeypatch.setattr(recent_sign_ins, "KEPT", 0.0)


@pytest.fixture(scope="session")
async def application(
    settings: Settings, dsn: str, engine: AsyncEngine, mailbox: Mailbox
) -> AsyncIterator[Application]:
    given = settings.model_copy(update={"allowed_origins": (ALLOWED,)})
    async with opened(given, dsn) as client:
        yield Application(client, engine, mailbox)


@pytest.fixture(scope="session")
async def production(settings: Settings, dsn: str, engine: AsyncEngine, mailbox: Mailbox) -> AsyncIterator[Application]:
    given = {
        "env": "production",
        "public_url": "https://usher.example.org",
        "smtp_url": "smtp://127.0.0.1:1",
        "mail_from": "usher@example.org",
        "site_name": "Usher",
        "support_email": "help@example.org",
        "directory": "everyone",
        "database_url": dsn,
        "secret_key": SECRET_KEY,
        "allowed_origins": ALLOWED,
    }
    strict = Settings(_env_file=None, data_dir=settings.data_dir, **given)  # type: ignore[call-arg, arg-type]
    async with opened(strict, dsn) as client:
        yield Application(client, engine, mailbox)

"""A server that sends its mails over SMTP, and the same group on it, once discreet and once not."""

from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest

from app.settings import Settings
from app.wiring import create_app
from db.engine import make_engine
from tests.discreet.mailed_group import MailedGroup, MailingServer, play
from tests.support.databases import NewDatabase
from tests.support.http import Transport
from tests.support.people import People
from tests.support.servers import SECRET_KEY, served
from tests.support.smtp import catching


@pytest.fixture(scope="module")
async def server(
    new_database: NewDatabase, http: httpx.AsyncClient, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[MailingServer]:
    address = await new_database()
    async with catching() as catcher:
        settings = Settings(
            _env_file=None,  # type: ignore[call-arg]
            secret_key=(SECRET_KEY,),
            data_dir=tmp_path_factory.mktemp("data"),
            public_url="http://127.0.0.1:8000",
            smtp_url=catcher.url,
            rate_limits=False,
            resend_cooldown=timedelta(milliseconds=1),
            site_name="Hearth",
        )
        app = create_app(settings, address)
        engine = make_engine(address, pool_size=2)
        async with served(app) as where, httpx.AsyncClient(timeout=60, transport=Transport()) as pages:
            yield MailingServer(People(engine, http, where), engine, app.state.services, catcher, pages, where)
        await engine.dispose()


@pytest.fixture(scope="module")
async def discreet(server: MailingServer) -> MailedGroup:
    return await play(server, discreet=True)


@pytest.fixture(scope="module")
async def plain(server: MailingServer) -> MailedGroup:
    return await play(server, discreet=False)

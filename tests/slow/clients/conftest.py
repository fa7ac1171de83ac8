"""A server with a group in it, behind nginx as it comes and over HTTP/2, and the packages of clients."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Browser
from sqlalchemy.ext.asyncio import AsyncEngine

from app.settings import Settings
from app.wiring import create_app
from tests.support.certificates import Authority
from tests.support.chromium import chromium
from tests.support.nginx import nginx
from tests.support.node import js_scripts
from tests.support.people import People
from tests.support.ports import kept_port
from tests.support.servers import served
from tests.support.world import World, make_world

__all__ = ["js_scripts"]

INVITATION_CHANGES = "subscription Invitations($g: ID!, $a: String) { invitationChanges(groupId: $g, after: $a) { invitation { email } } }"
SERVERS = """
  server { listen 127.0.0.1:%(plain)d; location / { proxy_pass http://127.0.0.1:%(back)d; } }
  server {
    listen 127.0.0.1:%(secure)d ssl http2;
    ssl_certificate %(certificate)s; ssl_certificate_key %(key)s;
    location / { proxy_pass http://127.0.0.1:%(back)d; proxy_set_header Host $http_host; }
  }
"""


@dataclass
class Front:
    """What stands before the server."""

    direct: str
    plain: str
    secure: str
    authority: Path
    world: World


@pytest.fixture(scope="package")
async def front(
    settings: Settings, dsn: str, engine: AsyncEngine, http: httpx.AsyncClient, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Front]:
    folder = tmp_path_factory.mktemp("front")
    documents = folder / "documents"
    documents.mkdir()
    (documents / "invitations.graphql").write_text(INVITATION_CHANGES)
    authority = Authority(folder, "ours")
    certificate, key = authority.server("localhost")
    ports = {"plain": kept_port(), "secure": kept_port()}
    plain, secure = f"http://127.0.0.1:{ports['plain']}", f"https://localhost:{ports['secure']}"
    given = settings.model_copy(update={"public_url": secure, "trusted_documents": documents})
    async with served(create_app(given, dsn, jobs=False)) as url:
        back = int(url.rpartition(":")[2])
        servers = SERVERS % {**ports, "back": back, "certificate": certificate, "key": key}
        async with nginx(folder, servers, plain):
            world = await make_world(People(engine, http, url), engine)
            yield Front(url, plain, secure, authority.file, world)


@pytest.fixture(scope="package")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser

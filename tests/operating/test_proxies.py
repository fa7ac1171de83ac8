"""What a peer says of the way that a request came: it counts from the proxies that are trusted, and from nobody else."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.support.servers import Process, processes

OVER_TLS = {"x-forwarded-proto": "https", "forwarded": "proto=https", "x-forwarded-ssl": "on"}
LOG_IN = 'mutation { logIn(input: {email: "nobody@example.org", password: "guess"}) { userErrors { code } } }'


NOT_HERE = "192.0.2.1"
PRODUCTION = {
    "USHER_ENV": "production",
    "USHER_RATE_LIMITS": "on",
    "USHER_PUBLIC_URL": "https://usher.example.org",
    "USHER_SMTP_URL": "smtp://127.0.0.1:1",
    "USHER_MAIL_FROM": "usher@example.org",
    "USHER_SITE_NAME": "Usher",
    "USHER_SUPPORT_EMAIL": "help@example.org",
}


@pytest.fixture(scope="module")
async def trusting(dsn: str, data_folder: Path) -> AsyncIterator[str]:
    """A server that trusts whoever asks."""
    async with processes(dsn, data_folder, 1, USHER_TRUSTED_PROXIES="127.0.0.0/8, ::1", **PRODUCTION) as [url]:
        yield url


@pytest.fixture(scope="module")
async def wary_server(dsn: str, data_folder: Path) -> AsyncIterator[Process]:
    """A server that trusts a proxy, which is not the one who asks."""
    server = Process(dsn, data_folder, USHER_TRUSTED_PROXIES=NOT_HERE, **PRODUCTION)  # type: ignore[arg-type]
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def wary(wary_server: Process) -> str:
    return wary_server.url


async def test_a_made_up_scheme_binds_no_browser_to_tls(http: httpx.AsyncClient, trusting: str, wary: str) -> None:
    for url, told in ((trusting, "max-age=31536000"), (wary, None)):
        for path in ("/healthz", "/login", "/nowhere"):
            answer = await http.get(url + path, headers=OVER_TLS)
            assert answer.headers.get("strict-transport-security") == told, path
        assert "strict-transport-security" not in (await http.get(f"{url}/healthz")).headers


async def counted_for(http: httpx.AsyncClient, url: str, third: int) -> list[str]:
    """What becomes of eleven guesses that each say to come from elsewhere."""
    found = []
    for number in range(11):
        elsewhere = f"198.51.{third}.{number}"
        headers = {"x-forwarded-for": elsewhere, "x-real-ip": elsewhere, "forwarded": f"for={elsewhere}"}
        answer = (await http.post(f"{url}/graphql", json={"query": LOG_IN}, headers=headers)).json()
        refused = [error["extensions"]["code"] for error in answer.get("errors", ())]
        found += refused or [answer["data"]["logIn"]["userErrors"][0]["code"]]
    return found


async def test_a_made_up_network_is_not_counted_under(http: httpx.AsyncClient, trusting: str, wary: str) -> None:
    assert await counted_for(http, trusting, 100) == ["INVALID_CREDENTIALS"] * 11
    assert await counted_for(http, wary, 101) == ["INVALID_CREDENTIALS"] * 10 + ["RATE_LIMITED"]


async def test_a_proxy_nearby_that_is_not_trusted_is_named_once(
    http: httpx.AsyncClient, wary: str, wary_server: Process
) -> None:
    for _ in range(2):
        await http.get(f"{wary}/login", headers={"x-forwarded-for": "198.51.100.7"})
    lines = [line for line in wary_server.log.read_text().splitlines() if "proxy.untrusted" in line]
    assert [json.loads(line)["peer"] for line in lines] == ["127.0.0.1"]

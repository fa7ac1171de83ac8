"""Forwarded headers count from trusted proxies alone."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.support.servers import Process, processes

OVER_TLS = {"x-forwarded-proto": "https", "forwarded": "proto=https", "x-forwarded-ssl": "on"}
LOG_IN = 'mutation { logIn(input: {email: "nobody@example.org", password: "guess"}) { userErrors { code } } }'


ANOTHER_PROXY = "192.0.2.1"
PRODUCTION = {
    "USHER_ENV": "production",
    "USHER_RATE_LIMITS": "on",
    "USHER_PUBLIC_URL": "https://usher.example.org",
    "USHER_SMTP_URL": "smtp://127.0.0.1:1",
    "USHER_MAIL_FROM": "usher@example.org",
    "USHER_SITE_NAME": "Usher",
    "USHER_SUPPORT_EMAIL": "help@example.org",
    "USHER_DRAIN_SECONDS": "0",
}


@pytest.fixture(scope="module")
async def trusting(dsn: str, data_folder: Path) -> AsyncIterator[str]:
    """A server that trusts the tests as its proxy."""
    async with processes(dsn, data_folder, 1, USHER_TRUSTED_PROXIES="127.0.0.0/8, ::1", **PRODUCTION) as [url]:
        yield url


@pytest.fixture(scope="module")
async def strict_server(dsn: str, data_folder: Path) -> AsyncIterator[Process]:
    """A server that trusts another proxy, not the tests."""
    server = Process(dsn, data_folder, USHER_TRUSTED_PROXIES=ANOTHER_PROXY, **PRODUCTION)  # type: ignore[arg-type]
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def strict(strict_server: Process) -> str:
    return strict_server.url


async def test_a_forged_scheme_does_not_set_hsts(http: httpx.AsyncClient, trusting: str, strict: str) -> None:
    for url, told in ((trusting, "max-age=31536000"), (strict, None)):
        for path in ("/healthz", "/login", "/nowhere"):
            answer = await http.get(url + path, headers=OVER_TLS)
            assert answer.headers.get("strict-transport-security") == told, path
        assert "strict-transport-security" not in (await http.get(f"{url}/healthz")).headers


async def guess_from_forged_addresses(http: httpx.AsyncClient, url: str, third: int) -> list[str]:
    """Log in eleven times with forged addresses; return the code of each answer."""
    found = []
    for number in range(11):
        elsewhere = f"198.51.{third}.{number}"
        headers = {"x-forwarded-for": elsewhere, "x-real-ip": elsewhere, "forwarded": f"for={elsewhere}"}
        answer = (await http.post(f"{url}/graphql", json={"query": LOG_IN}, headers=headers)).json()
        refused = [error["extensions"]["code"] for error in answer.get("errors", ())]
        found += refused or [answer["data"]["logIn"]["userErrors"][0]["code"]]
    return found


async def test_forged_addresses_do_not_evade_rate_limits(http: httpx.AsyncClient, trusting: str, strict: str) -> None:
    assert await guess_from_forged_addresses(http, trusting, 100) == ["INVALID_CREDENTIALS"] * 11
    assert await guess_from_forged_addresses(http, strict, 101) == ["INVALID_CREDENTIALS"] * 10 + ["RATE_LIMITED"]


async def test_an_untrusted_local_proxy_is_logged_once(
    http: httpx.AsyncClient, strict: str, strict_server: Process
) -> None:
    for _ in range(2):
        await http.get(f"{strict}/login", headers={"x-forwarded-for": "198.51.100.7"})
    lines = [line for line in strict_server.log.read_text().splitlines() if "proxy.untrusted" in line]
    assert [json.loads(line)["peer"] for line in lines] == ["127.0.0.1"]

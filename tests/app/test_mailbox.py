"""The mailbox of a development server: what it shows, to whom, and that nothing in a mail can run there."""

import os
from typing import Any

import httpx
import pytest
from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.applications import Starlette

from actions.work import Services
from app.mailbox.authorisation import COOKIE
from app.mailbox.routes import mailbox_routes
from app.settings import Settings
from db.tables import KeptMail
from live.hub import Hub
from mail.dev_mailbox import seal_mail
from mail.message import RenderedMail
from rules.config import Config

CONFIG = Config(secret_keys=(b"k" * 32,), public_url="http://usher.test:8000")
LINK = "https://usher.example.org/login/ush_l_abc"


@pytest.fixture
async def services(dsn: str, engine: AsyncEngine) -> Services:
    async with engine.begin() as connection:
        await connection.execute(text("TRUNCATE kept_mails RESTART IDENTITY"))
    return Services(engine, Hub("memory://", dsn), CONFIG)


KEY = "k" * 40


def browser(
    services: Services, caller: str = "127.0.0.1", cookies: dict[str, str] | None = None, **settings: Any
) -> httpx.AsyncClient:
    """One that has been given the key, unless its cookies say otherwise."""
    given = Settings(_env_file=None, mailbox_key=KEY, **settings)  # type: ignore[call-arg]
    app = Starlette(routes=mailbox_routes(given, services))
    transport = httpx.ASGITransport(app, client=(caller, 4711))
    kept = {COOKIE: KEY} if cookies is None else cookies
    return httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000", cookies=kept)


async def keep(services: Services, to: str, subject: str = "Hello", **more: str) -> None:
    said: dict[str, Any] = {
        "text": f"Log in: {LINK}.",
        "html": f'<html><head></head><body><a href="{LINK}">in</a></body></html>',
    }
    rendered = RenderedMail(subject=subject, sender_name="Usher", **(said | more))
    sealed = seal_mail(rendered, to, services.config.secret_keys)
    async with services.engine.begin() as connection:
        await connection.execute(
            insert(KeptMail).values(to_email=to, message_id=f"<{os.urandom(4).hex()}@x>", sealed=sealed)
        )


async def test_json_lists_the_newest_first_with_all_its_fields(services: Services) -> None:
    await keep(services, "a@example.org", "one")
    await keep(services, "b@example.org", "two")
    async with browser(services) as client:
        mails = (await client.get("/mailbox.json")).json()
    assert [mail["subject"] for mail in mails] == ["two", "one"]
    assert sorted(mails[0]) == ["html", "id", "messageId", "sentAt", "subject", "text", "to"]
    assert mails[0]["to"] == "b@example.org"
    assert LINK in mails[0]["text"]
    assert mails[0]["sentAt"].endswith("Z")
    assert mails[0]["messageId"].startswith("<")


async def test_json_filters_by_address_in_any_spelling(services: Services) -> None:
    await keep(services, "a@example.org", "one")
    await keep(services, "b@example.org", "two")
    async with browser(services) as client:
        found = (await client.get("/mailbox.json", params={"to": " A@Example.ORG"})).json()
        assert [mail["subject"] for mail in found] == ["one"]
        assert (await client.get("/mailbox.json?to=nobody@example.org")).json() == []
        assert (await client.get("/mailbox.json?to=%00")).json() == []


async def test_json_lists_at_most_200(services: Services) -> None:
    for _ in range(205):  # one after another: together they would wait for a connection, too long on a busy machine
        await keep(services, "a@example.org")
    async with browser(services) as client:
        assert len((await client.get("/mailbox.json")).json()) == 200


async def test_the_pages_list_show_and_link(services: Services) -> None:
    await keep(services, "a@example.org", '<script>alert("s")</script>')
    async with browser(services) as client:
        assert (await client.get("/mailbox")).text.count('href="/mailbox/1"') == 1
        page = await client.get("/mailbox/1")
        script = await client.get("/mailbox/mailbox.js")
        style = await client.get("/mailbox/mailbox.css")
    assert f'<a href="{LINK}" target="_blank" rel="noreferrer">{LINK}</a>.' in page.text
    assert "<script>alert" not in page.text
    assert script.status_code == style.status_code == 200


async def test_nothing_in_a_mail_can_run(services: Services) -> None:
    await keep(services, "a@example.org", html='<html><head></head><script src="/x"></script>"><b></html>')
    async with browser(services) as client:
        page = await client.get("/mailbox/1")
    assert '<script src="/x">' not in page.text
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in page.text
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'; script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/mailbox", "/mailbox.json", "/mailbox/1", "/mailbox/newest", "/mailbox/mailbox.js"])
@pytest.mark.parametrize(
    "stranger",
    [
        {"caller": "192.0.2.7"},
        {"caller": "2001:db8::1"},
        {"headers": {"x-forwarded-for": "192.0.2.7"}},
        {"headers": {"forwarded": "for=192.0.2.7"}},
        {"headers": {"via": "1.1 nginx"}},
        {"headers": {"x-real-ip": "127.0.0.1"}},
        {"headers": {"X-Forwarded-Proto": "https"}},
        {"headers": {"x-forwarded-host": "127.0.0.1:8000"}},
        {"headers": {"cf-connecting-ip": "192.0.2.7"}},
        {"headers": {"CF-Ray": "8"}},
        {"headers": {"host": "evil.example.com"}},
        {"smtp_url": "smtp://127.0.0.1:25"},
        {
            "env": "production",
            "smtp_url": "smtp://127.0.0.1:25",
            "mail_from": "usher@example.org",
            "site_name": "Usher",
            "support_email": "help@example.org",
            "directory": "shared",
            "secret_key": ("k" * 32,),
            "public_url": "https://usher.example.org",
            "database_url": "postgresql://127.0.0.1/usher",
        },
    ],
    ids=[
        "ipv4",
        "ipv6",
        "x-forwarded-for",
        "forwarded",
        "via",
        "x-real-ip",
        "x-forwarded-proto",
        "x-forwarded-host",
        "cf-connecting-ip",
        "cf-ray",
        "rebound name",
        "mail server",
        "production",
    ],
)
async def test_it_is_not_there_for_anybody_else(services: Services, path: str, stranger: dict[str, Any]) -> None:
    await keep(services, "a@example.org")
    headers = stranger.get("headers", {})
    async with browser(services, **{key: value for key, value in stranger.items() if key != "headers"}) as client:
        answer = await client.get(path, headers=headers)
    assert answer.status_code == 404
    assert LINK not in answer.text


@pytest.mark.parametrize(
    ("caller", "host"),
    [
        ("127.0.0.1", "localhost:8000"),
        ("127.3.4.5", "127.0.0.1"),
        ("::1", "[::1]:8000"),
        ("::ffff:127.0.0.1", "usher.test"),
    ],
)
async def test_it_is_there_for_this_machine(services: Services, caller: str, host: str) -> None:
    async with browser(services, caller) as client:
        assert (await client.get("/mailbox.json", headers={"host": host})).json() == []


async def test_mails_that_no_key_opens_are_left_out(services: Services) -> None:
    await keep(services, "a@example.org")
    async with services.engine.begin() as connection:
        await connection.execute(text("UPDATE kept_mails SET sealed = sealed || 'x'"))
    async with browser(services) as client:
        assert (await client.get("/mailbox.json")).json() == []
        assert (await client.get("/mailbox/1")).status_code == 404
        assert (await client.get(f"/mailbox/{2**70}")).status_code == 404


@pytest.mark.parametrize("path", ["/mailbox", "/mailbox.json", "/mailbox/1", "/mailbox/newest", "/mailbox/mailbox.js"])
@pytest.mark.parametrize(
    ("cookies", "query", "headers"),
    [
        ({}, {}, {}),
        ({COOKIE: ""}, {"key": ""}, {"authorization": "Bearer "}),
        ({COOKIE: KEY[:-1]}, {"key": KEY[:-1]}, {"authorization": f"Basic {KEY}"}),
        ({}, {"key": KEY.upper()}, {"authorization": KEY}),
    ],
    ids=["none", "empty", "too short", "other case"],
)
async def test_without_the_key_it_says_where_to_find_it(
    services: Services, path: str, cookies: dict[str, str], query: dict[str, str], headers: dict[str, str]
) -> None:
    await keep(services, "a@example.org")
    async with browser(services, cookies=cookies) as client:
        answer = await client.get(path, params=query, headers=headers)
    assert answer.status_code == 403
    assert "printed when Usher started" in answer.text
    assert LINK not in answer.text


async def test_the_printed_link_opens_it_and_leaves_the_key_in_no_address(services: Services) -> None:
    await keep(services, "a@example.org", "one")
    async with browser(services, cookies={}) as client:
        answer = await client.get("/mailbox", params={"key": KEY, "to": "a@example.org"})
        assert (answer.status_code, answer.headers["location"]) == (303, "/mailbox?to=a%40example.org")
        assert "httponly" in answer.headers["set-cookie"].lower()
        assert "samesite=strict" in answer.headers["set-cookie"].lower()
        page = await client.get(answer.headers["location"])
        assert "one" in page.text
        assert KEY not in page.text
        assert (await client.get("/mailbox/1")).status_code == 200


@pytest.mark.parametrize("given", [{"params": {"key": KEY}}, {"headers": {"authorization": f"bearer {KEY}"}}])
async def test_a_script_gives_the_key_in_the_address_or_as_a_bearer(services: Services, given: dict[str, Any]) -> None:
    await keep(services, "a@example.org", "one")
    async with browser(services, cookies={}) as client:
        assert [mail["subject"] for mail in (await client.get("/mailbox.json", **given)).json()] == ["one"]

"""No secret is in plain text in the database, logs, traces, metrics or errors: twenty of each kind are tried.

Mails hold login links and invitations in their text, and only those of their reader.
"""

import asyncio
import base64
import json
import re
from collections.abc import AsyncIterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from db.engine import make_engine
from tests.support.databases import NewDatabase
from tests.support.people import People
from tests.support.servers import SECRET_KEY, Process, served
from tests.support.smtp import Catcher
from tests.support.world import make_world

MANY = 20


class Caller:
    """Sends operations, and keeps the answers that hold errors."""

    def __init__(self, http: httpx.AsyncClient, url: str) -> None:
        self.http, self.url = http, url
        self.errors: list[str] = []

    async def ask(
        self, document: str, token: str | None = None, headers: dict[str, str] | None = None, **given: Any
    ) -> Any:
        sent = dict(headers or {}) | ({"authorization": f"Bearer {token}"} if token else {})
        answer = await self.http.post(f"{self.url}/graphql", json={"query": document, "variables": given}, headers=sent)
        body = answer.json()
        if body.get("errors") or '"userErrors":[{' in answer.text:
            self.errors.append(answer.text)
        return body


@pytest.fixture
async def post() -> AsyncIterator[Catcher]:
    """The mail server."""
    catcher = Catcher()
    await catcher.start()
    yield catcher
    await catcher.stop()


@pytest.fixture
async def traces() -> AsyncIterator[tuple[str, list[bytes]]]:
    """A collector of traces: its address, and what it received."""
    sent: list[bytes] = []

    async def collect(request: Request) -> Response:
        sent.append(await request.body())
        return Response(media_type="application/x-protobuf")

    async with served(Starlette(routes=[Route("/v1/traces", collect, methods=["POST"])])) as url:
        yield url, sent


async def mailed(post: Catcher, address: str, count: int = 1) -> EmailMessage:
    """Wait for so many mails to an address; return the newest."""
    async with asyncio.timeout(120):
        while len(post.to(address)) < count:
            await asyncio.sleep(0.02)
    return post.to(address)[-1]


def said(mail: EmailMessage) -> str:
    """Return the text of a mail's parts."""
    parts = [part for part in mail.walk() if part.get_content_maintype() == "text"]
    assert len(parts) == 2
    return "\n".join(str(part.get_content()) for part in parts)


def headers_of(mail: EmailMessage) -> str:
    """Return the headers of a mail and of its parts, raw and decoded."""
    return "\n".join(f"{name}: {value}" for part in mail.walk() for name, value in (*part.items(), *part.raw_items()))


async def sessions_and_passwords(caller: Caller, post: Catcher) -> dict[str, list[str]]:
    """Register, follow the links and set passwords."""
    found: dict[str, list[str]] = {"login link": [], "session": [], "password": []}

    async def one(number: int) -> None:
        email, password = f"s{number}@example.org", f"violet harbour {number} tractor"
        register = 'mutation($e: String!) { register(input: {email: $e, name: "N"}) { userErrors { code } } }'
        await caller.ask(register, e=email)
        shown = re.search(r"/login/([\w-]+)", said(await mailed(post, email)))
        assert shown
        link = shown[1]
        follow = (
            "mutation($t: String!) { logInWithOneTimeLink(input: {token: $t}) { token userErrors { code message } } }"
        )
        session = (await caller.ask(follow, t=link))["data"]["logInWithOneTimeLink"]["token"]
        await caller.ask(follow, t=link)  # used up
        chosen = "mutation($p: String!) { setPassword(input: {password: $p}) { userErrors { code message } } }"
        await caller.ask(chosen, session, p=password)
        await caller.ask(chosen, session, p=password)  # without the current one
        wrong = "mutation($e: String!, $p: String!) { logIn(input: {email: $e, password: $p}) { token userErrors { code message } } }"
        await caller.ask(wrong, e=f"x{email}", p=password)
        found["login link"].append(link)
        found["session"].append(session)
        found["password"].append(password)

    await asyncio.gather(*(one(number) for number in range(MANY)))
    return found


async def tokens_and_keys(caller: Caller, people: People) -> dict[str, list[str]]:
    """Make access tokens, personal links and invite codes."""
    found: dict[str, list[str]] = {"access token": [], "invitation": [], "code": []}
    made = 'mutation { createAccessToken(input: {name: "a", scopes: [READ]}) { secret } }'
    invite = 'mutation($g: ID!) { inviteMembers(input: {groupId: $g, addresses: "a@example.org"}) { results { invitation { url } } } }'
    generate = "mutation($g: ID!) { generateInviteCode(input: {groupId: $g}) { inviteCode { code } } }"
    for number in range(MANY):
        world = await make_world(people, people.engine)
        keyed = {"idempotency-key": f"k{number}"}
        token = world.administrator.token
        secret = (await caller.ask(made, token, keyed))["data"]["createAccessToken"]["secret"]
        invited = await caller.ask(invite, token, keyed | {"idempotency-key": f"i{number}"}, g=world.group)
        link = invited["data"]["inviteMembers"]["results"][0]["invitation"]["url"].rpartition("/")[2]
        code = (await caller.ask(generate, token, g=world.group))["data"]["generateInviteCode"]["inviteCode"]["code"]
        accept = "mutation($t: String!) { acceptInvitation(input: {token: $t}) { userErrors { code message } } }"
        await caller.ask(accept, world.stranger.token, t=link)  # somebody else's
        await caller.ask("query { noSuchField }", secret)
        found["access token"].append(secret)
        found["invitation"].append(link)
        found["code"].append(code)
    return found


def spellings(secret: str) -> list[str]:
    raw = secret.encode()
    return [secret, secret.replace("-", ""), raw.hex(), base64.b64encode(raw).decode().rstrip("=")]


async def dump(dsn: str) -> str:
    connection = await asyncpg.connect(dsn)
    tables = await connection.fetch("SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'")
    rows = [await connection.fetch(f"SELECT t::text AS row FROM {table['name']} t") for table in tables]
    await connection.close()
    assert len(tables) > 20
    return "\n".join(row["row"] for each in rows for row in each)


def written(folder: Path) -> str:
    """Return what the server logged."""
    logs = [file.read_text(errors="replace") for file in folder.glob("*.log")]
    assert logs
    return "".join(logs)


def leaked(found: dict[str, list[str]], text: str) -> set[str]:
    """Return the kinds of secrets that are in a text."""
    return {
        kind
        for kind, secrets in found.items()
        for secret in secrets
        if any(spelling in text for spelling in spellings(secret))
    }


async def test_no_secret_is_in_plain_text(
    new_database: NewDatabase,
    http: httpx.AsyncClient,
    tmp_path: Path,
    post: Catcher,
    traces: tuple[str, list[bytes]],
) -> None:
    dsn = await new_database()
    collector, spans = traces
    extra: dict[str, Any] = {"USHER_SMTP_URL": post.url, "OTEL_EXPORTER_OTLP_ENDPOINT": collector}
    server = Process(dsn, tmp_path, jobs=True, **extra)
    url = await server.start()
    engine = make_engine(dsn, pool_size=2)
    caller = Caller(http, url)
    try:
        found = await sessions_and_passwords(caller, post)
        found |= await tokens_and_keys(caller, People(engine, http, url))
        await mailed(post, "a@example.org", MANY)
        for kind in ("session", "access token", "invitation", "code"):  # in places where they do not belong
            for secret in found[kind]:
                await caller.ask("{ viewer { isStaff } }", f"{secret}x")
                await http.get(f"{url}/join/{secret}x", headers={"referer": f"{url}/login/{secret}"})
                await caller.ask(f'query {{ node(id: "{secret}") {{ id }} }}', found["session"][0])
        metrics = (await http.get(f"{url}/metrics")).text
    finally:
        await engine.dispose()
        await server.stop()
    found["secret key"] = [SECRET_KEY]
    assert {kind: len(secrets) for kind, secrets in found.items() if kind != "secret key"} == dict.fromkeys(
        ("login link", "session", "password", "access token", "invitation", "code"), MANY
    )
    traced = b"".join(spans).decode(errors="replace")
    assert "/join/{key}" in traced
    places = {"tables": await dump(dsn), "logs": written(tmp_path), "traces": traced, "metrics": metrics}
    for place, text in (places | {"errors": json.dumps(caller.errors)}).items():
        assert leaked(found, text) == set(), place
    check_mails(post, found)


def check_mails(post: Catcher, found: dict[str, list[str]]) -> None:
    """Check that no header holds a secret, and that each mail holds only its reader's."""
    assert len(post.mails) >= 2 * MANY
    held = set()
    for to, mail in post.mails:
        assert leaked(found, headers_of(mail)) == set(), to
        text = said(mail)
        assert leaked(found, text) <= {"invitation" if to == "a@example.org" else "login link"}, to
        inside = {secret for kind in ("invitation", "login link") for secret in found[kind] if secret in text}
        assert len(inside) == 1, to
        held |= inside
    assert held == {*found["invitation"], *found["login link"]}, "each was in one mail, and in no other"

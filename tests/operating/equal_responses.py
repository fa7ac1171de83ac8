"""Pairs of requests whose responses must be equal, so that nobody learns from them which addresses or tokens exist."""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from actions.accounts.hashing import hash_password
from db.tables import Account, OneTimeLink
from rules.tokens import login_token
from tests.support.people import People, Person
from tests.support.servers import SECRET_KEY
from tests.support.world import make_world

KEYS = (SECRET_KEY.encode(),)
PASSWORD = "violet harbour tractor"
PAYLOAD = 16  # characters of a personal token that name the invitation; the rest is the signature
ERRORS = "userErrors { code message path url }"
REGISTER = f'mutation($e: String!) {{ register(input: {{email: $e, name: "N"}}) {{ {ERRORS} }} }}'
REQUEST = f"mutation($e: String!) {{ requestOneTimeLogin(input: {{email: $e}}) {{ {ERRORS} }} }}"
LOG_IN = f'mutation($e: String!) {{ logIn(input: {{email: $e, password: "not it"}}) {{ token {ERRORS} }} }}'
INVITE_PAGE = "query($e: String!) { invitePage(key: $e) { status url groupName } }"
FOLLOW = f"mutation($e: String!) {{ logInWithOneTimeLink(input: {{token: $e}}) {{ token {ERRORS} }} }}"


@dataclass(frozen=True)
class Ask:
    """One request: a document with its variable, or the path of a page."""

    document: str | None
    given: str

    async def send(self, http: httpx.AsyncClient, url: str) -> httpx.Response:
        http.cookies.clear()
        if self.document is None:
            return await http.get(f"{url}{self.given}")
        body = {"query": self.document, "variables": {"e": self.given}}
        return await http.post(f"{url}/graphql", json=body)


@dataclass(frozen=True)
class Pair:
    """Two requests with equal responses, and one whose response must differ, which proves that responses can differ."""

    known: Ask
    unknown: Ask
    other: Ask


Make = Callable[[int], Pair]


async def make_entry_points(people: People, engine: AsyncEngine, count: int) -> dict[str, Make]:
    """Return a maker of pairs for each entry point; no address and no token is used twice."""
    entry_points: dict[str, Make] = {}
    for name, document in (("register", REGISTER), ("requestOneTimeLogin", REQUEST), ("logIn", LOG_IN)):
        known = await with_passwords(people, engine, count)
        entry_points[name] = by_address(document, known, secrets.token_hex(4))
    invitations = await personal_tokens(people, engine)
    links = await login_links(people, engine)
    entry_points["invitePage"] = by_token(INVITE_PAGE, "", invitations, PAYLOAD)
    entry_points["/join"] = by_token(None, "/join/", invitations, PAYLOAD)
    entry_points["/login"] = by_token(None, "/login/", links, -4)
    entry_points["logInWithOneTimeLink"] = by_token(FOLLOW, "", links, -4)
    return entry_points


def by_address(document: str, known: list[Person], run: str) -> Make:
    """Make pairs of a known and an unknown address."""
    return lambda n: Pair(
        Ask(document, known[n % len(known)].email),
        Ask(document, f"q{n}.{run}@example.org"),
        Ask(document, ""),
    )


def by_token(document: str | None, path: str, good: list[str], kept: int) -> Make:
    """Make pairs of a forged token, which names a real object with a wrong signature, and a random one."""

    def make(number: int) -> Pair:
        real = good[number % len(good)]
        prefix = "ush_l_" if real.startswith("ush_l_") else ""
        forged = real[:kept] + secrets.token_urlsafe(len(real))[: len(real) - len(real[:kept])]
        random = prefix + secrets.token_urlsafe(len(real))[: len(real) - len(prefix)]
        return Pair(*(Ask(document, path + token) for token in (forged, random, real)))

    return make


async def with_passwords(people: People, engine: AsyncEngine, count: int) -> list[Person]:
    """Make people with passwords."""
    made = await people.many(["Known"] * count)
    hashed = await hash_password(PASSWORD)
    async with engine.begin() as connection:
        chosen = update(Account).where(Account.id.in_([one.key for one in made]))
        await connection.execute(chosen.values(password_hash=hashed))
    return made


async def personal_tokens(people: People, engine: AsyncEngine) -> list[str]:
    """Return personal tokens of pending invitations."""
    worlds = [await make_world(people, engine) for _ in range(3)]
    return [world.personal_token() for world in worlds]


async def login_links(people: People, engine: AsyncEngine) -> list[str]:
    """Return valid login links' tokens."""
    addresses = [person.email for person in await people.many(["Asking"] * 3)]
    for address in addresses:
        await Ask(REQUEST, address).send(people.http, people.url)
    async with engine.connect() as connection:
        wanted = select(OneTimeLink.id, OneTimeLink.salt).where(OneTimeLink.email.in_(addresses))
        return [login_token(KEYS, row.id, row.salt) for row in await connection.execute(wanted)]


def seen(answer: httpx.Response) -> dict[str, Any]:
    """Return everything in a response except the date, the request's ID and the browser's random form secret."""
    headers = {name: value for name, value in answer.headers.items() if name not in ("date", "x-request-id")}
    if "set-cookie" in headers:
        headers["set-cookie"] = re.sub("^usher_form=[^;]+", "", headers["set-cookie"])
    return {"status": answer.status_code, "headers": headers, "body": answer.content}

"""USHER_LIMITS: each limit, by its name, is the one that counts."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import func, text, update
from sqlalchemy.ext.asyncio import AsyncEngine
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from app.settings import Settings
from db.tables import Account, Invitation
from rules.codes import format_code, generate_code
from rules.limits import DEFAULTS
from rules.tokens import Secret, new_secret
from tests.limits.conftest import COSTLY, Limited, serving
from tests.support.client import Client
from tests.support.people import People
from tests.support.socket import socket
from tests.support.world import World, make_world

Try = Callable[[int], Awaitable[dict[str, Any]]]


async def log_in(client: Client, email: str) -> dict[str, Any]:
    return await client.answer(f'mutation {{ logIn(input: {{email: "{email}", password: "guess"}}) {{ token }} }}')


async def ask(client: Client, email: str) -> dict[str, Any]:
    return await client.answer(
        f'mutation {{ requestOneTimeLogin(input: {{email: "{email}"}}) {{ userErrors {{ code }} }} }}'
    )


async def invite(client: Client, group: str, email: str) -> dict[str, Any]:
    given = f'groupId: "{group}", addresses: "{email}"'
    return await client.answer(f"mutation {{ inviteMembers(input: {{{given}}}) {{ invitedCount }} }}")


def tries(limited: Limited, world: World) -> dict[str, Try]:
    """For each rate, what is counted by it; a number is different each time."""
    network, groups = limited.network(), [world.group]
    here, inviter = limited.stranger(network), replace(world.administrator, url=limited.urls[0])
    email = f"{generate_code().lower()}@example.org"

    def anywhere() -> Client:
        return limited.stranger(limited.network())

    return {
        "passwords": lambda _: log_in(here, email),
        "passwords_per_network": lambda n: log_in(here, f"{n}.{email}"),
        "passwords_per_account": lambda _: log_in(anywhere(), email),
        "guesses": lambda _: here.answer(f'{{ invitePage(key: "{format_code(generate_code())}") {{ status }} }}'),
        "bearer_tokens": lambda _: replace(here, token=new_secret(Secret.SESSION)).answer("{ viewer { isStaff } }"),
        "login_links": lambda _: ask(anywhere(), email),
        "login_links_per_network": lambda n: ask(here, f"{n}.{email}"),
        "registrations": lambda n: here.answer(
            f'mutation {{ register(input: {{email: "{n}.{email}", name: "N"}}) {{ userErrors {{ code }} }} }}'
        ),
        "expensive_documents": lambda _: replace(inviter, headers=network).answer(COSTLY),
        "recipient_checks": lambda _: inviter.answer(
            f'{{ checkRecipients(input: {{groupId: "{groups[0]}", addresses: "a@b.org"}}) {{ readyCount }} }}'
        ),
        "invitations": lambda n: invite(inviter, groups[0], f"{n}.{email}"),
        "invitations_new_account": lambda n: invite(inviter, groups[0], f"{n}.{email}"),
    }


def is_limited(answer: dict[str, Any]) -> bool:
    return [error["extensions"]["code"] for error in answer.get("errors", [])] == ["RATE_LIMITED"]


async def test_each_rate_is_the_one_that_its_name_says(
    settings: Settings, dsn: str, engine: AsyncEngine, http: httpx.AsyncClient, people: People
) -> None:
    """One server for each, in which that one alone is lowered."""
    few = asyncio.Semaphore(3)  # twelve that start at once take longer than a connection may

    async def limits(name: str) -> list[bool]:
        async with few, serving(settings, dsn, engine, http, {name: "2/hour"}) as limited:
            world = await make_world(people, engine)
            one = tries(limited, world)[name]
            return [is_limited(await one(number)) for number in range(4)]

    rates = [name for name, default in DEFAULTS.items() if not isinstance(default, int) and name != "invitation_mails"]
    found = await asyncio.gather(*map(limits, rates))
    assert dict(zip(rates, found, strict=True)) == {name: [False, False, True, True] for name in rates}


async def test_invitation_mails(
    settings: Settings, dsn: str, engine: AsyncEngine, http: httpx.AsyncClient, people: People
) -> None:
    email = f"{generate_code().lower()}@example.org"
    async with serving(settings, dsn, engine, http, {"invitation_mails": "2/hour"}) as limited:
        worlds = [await make_world(people, engine) for _ in range(3)]
        answers = [await invite(replace(w.administrator, url=limited.urls[0]), w.group, email) for w in worlds]
        assert list(map(is_limited, answers)) == [False, False, True]


async def close_code(url: str, headers: dict[str, str], held: list[Any]) -> int | None:
    """Why a socket was closed at once; None where it stays open."""
    address = url.replace("http", "ws", 1) + "/graphql"
    opened = await connect(address, subprotocols=[Subprotocol("graphql-transport-ws")], additional_headers=headers)
    held.append(opened)
    try:
        await opened.send(json.dumps({"type": "connection_init"}))
        await opened.recv()
    except ConnectionClosed:
        return opened.close_code
    return None


@pytest.mark.parametrize("name", ["sockets_per_network", "sockets_per_account"])
async def test_the_limit_of_sockets_can_be_changed(
    name: str, settings: Settings, dsn: str, engine: AsyncEngine, http: httpx.AsyncClient, people: People
) -> None:
    person, held = await people(), list[Any]()
    async with serving(settings, dsn, engine, http, {name: 2}) as limited:
        network, closed = limited.network(), []
        for _ in range(3):
            given = network if name == "sockets_per_network" else limited.network()
            closed.append(await close_code(limited.urls[0], given | {"authorization": f"Bearer {person.token}"}, held))
        for opened in held:
            await opened.close()
    assert closed == [None, None, 1013]


async def test_the_limit_of_streams_can_be_changed(
    settings: Settings, dsn: str, engine: AsyncEngine, http: httpx.AsyncClient, people: People
) -> None:
    person = await people()
    async with (
        serving(settings, dsn, engine, http, {"streams_per_socket": 2}) as limited,
        socket(limited.urls[0], person.token) as opened,
    ):
        for number in range(3):
            payload = {"query": "subscription { notifications { notification { id } } }"}
            await opened.send(json.dumps({"id": str(number), "type": "subscribe", "payload": payload}))
        frame = json.loads(await opened.recv())
        codes = {error["extensions"]["code"] for error in frame["payload"]}
    assert (frame["id"], codes) == ("2", {"RATE_LIMITED"})


async def test_a_new_account_sends_fewer_invitations_until_one_is_accepted(
    settings: Settings, dsn: str, engine: AsyncEngine, http: httpx.AsyncClient, people: People
) -> None:
    changed: dict[str, object] = {"invitations_new_account": "3/day", "invitations": "6/day"}
    async with serving(settings, dsn, engine, http, changed) as limited:
        new, older, trusted = [await make_world(people, engine) for _ in range(3)]
        async with engine.begin() as connection:
            age = func.now() - timedelta(days=7, minutes=1)
            await connection.execute(
                update(Account).where(Account.id == older.administrator.key).values(created_at=age)
            )
            accepted = update(Invitation).where(Invitation.id == trusted.invitation_key)
            await connection.execute(accepted.values(status="ACCEPTED", responded_at=text("now()")))
        for world, most in ((new, 3), (older, 6), (trusted, 6)):
            inviter = replace(world.administrator, url=limited.urls[0])
            answers = [await invite(inviter, world.group, f"n{n}.{world.key}@example.org") for n in range(7)]
            assert list(map(is_limited, answers)) == [False] * most + [True] * (7 - most)
        assert is_limited(await invite(replace(new.administrator, url=limited.urls[0]), new.group, "a@x.org, b@x.org"))

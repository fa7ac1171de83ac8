"""Guessing: counted per attempt, over HTTP, sockets, pages and two processes; stopped; nobody else is locked out.

All of it with the counters in the database, and again with them in Redis.
"""

import asyncio
import json
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncEngine
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from actions.accounts.hashing import hash_password
from db.tables import Account
from rules.codes import format_code, generate_code
from rules.tokens import Secret, new_secret
from tests.limits.conftest import Limited
from tests.support.browser import Browser
from tests.support.client import codes
from tests.support.people import Person
from tests.support.socket import socket
from tests.support.world import make_world

PASSWORD = "violet harbour tractor"
LOG_IN = 'logIn(input: {{email: "{email}", password: "{password}"}}) {{ token userErrors {{ code }} }}'


async def with_password(limited: Limited, engine: AsyncEngine) -> Person:
    person = await limited.people()
    async with engine.begin() as connection:
        hashed = await hash_password(PASSWORD)
        await connection.execute(update(Account).where(Account.id == person.key).values(password_hash=hashed))
    return person


def login_outcomes(answer: dict[str, Any]) -> list[str]:
    """What became of each of the fields of one answer: logged in, wrong, or refused."""
    refused = {error["path"][0]: error["extensions"]["code"] for error in answer.get("errors", [])}
    return [
        refused.get(name) or (payload["userErrors"][0]["code"] if payload["userErrors"] else "in")
        for name, payload in answer["data"].items()
    ]


async def on_page(url: str, network: dict[str, str], email: str) -> int:
    """The status of the login page after a wrong password."""
    browser = Browser(url)
    browser.http.headers.update(network)
    await browser.open("/login")
    status = (await browser.send("/login", email=email, password="wrong, too")).status_code
    await browser.http.aclose()
    return status


async def over_socket(url: str, network: dict[str, str], document: str) -> dict[str, Any]:
    async with socket(url, headers=network) as opened:
        await opened.send(json.dumps({"id": "1", "type": "subscribe", "payload": {"query": document}}))
        answer: dict[str, Any] = json.loads(await opened.recv())["payload"]
        return answer


async def test_passwords_are_counted_by_address_and_network_however_they_come(
    either: Limited, engine: AsyncEngine
) -> None:
    owner, network = await with_password(either, engine), either.network()
    wrong = LOG_IN.format(email=owner.email, password="something else entirely")
    aliases = " ".join(f"a{number}: {wrong}" for number in range(4))
    seen = login_outcomes(await either.stranger(network).answer(f"mutation {{ {aliases} }}"))
    seen += login_outcomes(await either.stranger(network, server=1).answer(f"mutation {{ {aliases} }}"))
    seen += login_outcomes(await over_socket(either.urls[1], network, f"mutation {{ {wrong} }}"))
    assert await on_page(either.urls[0], network, owner.email.upper()) == 422
    assert seen == ["INVALID_CREDENTIALS"] * 9
    assert await on_page(either.urls[1], network, owner.email) == 429
    right = LOG_IN.format(email=owner.email, password=PASSWORD)
    for server in (0, 1):
        refused = await either.stranger(network, server).answer(f"mutation {{ {right} }}")
        assert login_outcomes(refused) == ["RATE_LIMITED"]
        assert 1 <= refused["errors"][0]["extensions"]["retryAfter"] <= 900
    at_home = await either.stranger(either.network()).answer(f"mutation {{ {right} }}")
    assert login_outcomes(at_home) == ["in"], "a stranger's attempts lock nobody out elsewhere"


async def test_the_answer_says_when_to_retry(either: Limited) -> None:
    network, email = either.network(), "nobody.at.all@example.org"
    document = f"mutation {{ {LOG_IN.format(email=email, password='guess')} }}"
    for _ in range(11):
        response = await either.http.post(f"{either.urls[0]}/graphql", json={"query": document}, headers=network)
    [error] = response.json()["errors"]
    assert error["extensions"]["code"] == "RATE_LIMITED"
    assert response.headers["retry-after"] == str(error["extensions"]["retryAfter"])


async def test_sixty_at_once_are_ten_attempts(either: Limited) -> None:
    network, email = either.network(), "nobody.here@example.org"
    document = f"mutation {{ {LOG_IN.format(email=email, password='guess')} }}"
    each = (either.stranger(network, number % 2).answer(document) for number in range(60))
    assert Counter(login_outcomes(answer)[0] for answer in await asyncio.gather(*each)) == {
        "INVALID_CREDENTIALS": 10,
        "RATE_LIMITED": 50,
    }


async def test_setting_a_password_tries_the_one_before(either: Limited, engine: AsyncEngine) -> None:
    owner = replace(await with_password(either, engine), headers=either.network())
    given = {"password": "quite another sentence", "currentPassword": "not it"}
    for _ in range(10):
        assert codes(await owner.mutate("setPassword", given, "")) == ["INVALID_CREDENTIALS"]
    assert await owner.refused("setPassword", given | {"currentPassword": PASSWORD}) == "RATE_LIMITED"


async def test_wrong_codes_tokens_and_links_share_one_counter(either: Limited, engine: AsyncEngine) -> None:
    world = await make_world(either.people, engine)
    code, network = await world.invite_code(), either.network()
    there, here = replace(world.stranger, headers=network), either.stranger(network, server=1)
    for _ in range(10):
        assert codes(await there.mutate("joinWithCode", {"code": format_code(generate_code())}, "")) == [
            "CODE_UNUSABLE"
        ]
        assert codes(await there.mutate("acceptInvitation", {"token": "x" * 40}, "")) == ["LINK_UNUSABLE"]
        made = await here.mutate("logInWithOneTimeLink", {"token": "ush_l_" + "y" * 43}, "token")
        assert codes(made) == ["LINK_UNUSABLE"]
    assert await there.refused("joinWithCode", {"code": code}) == "RATE_LIMITED"
    assert await here.code("query($key: String!) { invitePage(key: $key) { status } }", key=code) == "RATE_LIMITED"
    page = await either.http.get(f"{either.urls[0]}/join/{code}", headers=network)
    assert page.status_code == 429
    assert int(page.headers["retry-after"]) > 0
    elsewhere = replace(world.stranger, headers=either.network())
    assert codes(await elsewhere.mutate("joinWithCode", {"code": code}, "")) == []


async def test_opening_pages_of_keys_that_never_were_is_guessing(either: Limited) -> None:
    network = either.network()
    aliases = " ".join(
        f'a{number}: invitePage(key: "{format_code(generate_code())}") {{ status }}' for number in range(40)
    )
    answer = await either.stranger(network).answer(f"{{ {aliases} }}")
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["RATE_LIMITED"] * 10
    for path in ("join", "login"):
        page = await either.http.get(f"{either.urls[1]}/{path}/{format_code(generate_code())}", headers=network)
        assert page.status_code == 429


async def test_codes_and_tokens_guessed_over_sockets_are_counted_with_the_others(either: Limited) -> None:
    network = either.network()
    keys = [format_code(generate_code()) if number % 2 else f"{number:040}" for number in range(33)]
    asked = [f'a{number}: invitePage(key: "{key}") {{ status }}' for number, key in enumerate(keys)]
    for server in (0, 1):
        part = " ".join(asked[server * 10 : server * 10 + 10])
        seen = await over_socket(either.urls[server], network, f"{{ {part} }}")
        assert "errors" not in seen
    seen = await either.stranger(network).answer(f"{{ {' '.join(asked[20:])} }}")
    assert [error["extensions"]["code"] for error in seen["errors"]] == ["RATE_LIMITED"] * 3


async def test_right_guesses_do_not_count(either: Limited, engine: AsyncEngine) -> None:
    world = await make_world(either.people, engine, members=40)
    code, person = await world.invite_code(), replace(world.stranger, headers=either.network())
    each = (person.mutate("joinWithCode", {"code": code}, "") for _ in range(40))
    assert [codes(done) for done in await asyncio.gather(*each)] == [[]] * 40


async def test_bearer_tokens_that_never_were_are_counted_and_those_that_were_are_not(
    either: Limited, engine: AsyncEngine
) -> None:
    person, network = await either.people(), either.network()
    signed_out = replace(person, headers=network)
    await signed_out.ok("mutation { logOut { userErrors { code } } }")
    for number in range(30):
        made_up = replace(either.stranger(network, number % 2), token=new_secret(Secret.SESSION))
        assert await made_up.code("{ viewer { isStaff } }") == "UNAUTHENTICATED"
    made_up = replace(either.stranger(network), token=new_secret(Secret.ACCESS_TOKEN))
    assert await made_up.code("{ viewer { isStaff } }") == "RATE_LIMITED"
    assert await signed_out.code("{ viewer { isStaff } }") == "UNAUTHENTICATED"
    other = replace(await either.people(), headers=network)
    assert (await other.ok("{ viewer { isStaff } }"))["viewer"] is not None


async def test_bearer_tokens_that_never_were_are_counted_over_sockets_and_in_cookies_too(either: Limited) -> None:
    network = either.network()
    address = either.urls[0].replace("http", "ws", 1) + "/graphql"
    closed = []
    for number in range(31):
        made_up = new_secret(Secret.SESSION)
        if number % 3:  # in the cookie of a page, or of a request
            path, cookie = ("/invitations" if number % 3 == 1 else "/graphql"), {"cookie": f"usher={made_up}"}
            ours = network | cookie | {"origin": either.urls[1], "content-type": "application/json"}
            if number % 3 == 1:
                await either.http.get(f"{either.urls[1]}{path}", headers=ours)
            else:
                await either.http.post(f"{either.urls[1]}{path}", content='{"query": "{__typename}"}', headers=ours)
            continue
        protocol = Subprotocol("graphql-transport-ws")
        async with connect(address, subprotocols=[protocol], additional_headers=network) as opened:
            payload = {"authorization": f"Bearer {made_up}"}
            await opened.send(json.dumps({"type": "connection_init", "payload": payload}))
            with pytest.raises(ConnectionClosed):
                await opened.recv()
            closed.append(opened.close_code)
    assert closed[:-1] == [4403] * 10
    assert closed[-1] != 4403, "the thirty before were counted together"


@pytest.mark.parametrize("known", [True, False])
async def test_login_links_are_counted_by_address_known_or_not(either: Limited, known: bool) -> None:
    email = (await either.people()).email if known else f"unknown.{known}@example.org"
    for number in range(5):
        somebody = either.stranger(either.network(), number % 2)
        assert codes(await somebody.mutate("requestOneTimeLogin", {"email": email}, "")) == []
    somebody = either.stranger(either.network())
    assert await somebody.refused("requestOneTimeLogin", {"email": email}) == "RATE_LIMITED"
    assert await somebody.refused("register", {"email": email, "name": "N"}) == "RATE_LIMITED"


async def test_registrations_are_counted_by_network(either: Limited) -> None:
    network = either.network()
    for number in range(20):
        given = {"email": f"new.{network['x-forwarded-for'][9:18].replace(':', '.')}.{number}@example.org", "name": "N"}
        assert codes(await either.stranger(network, number % 2).mutate("register", given, "")) == []
        blank = await either.stranger(network).mutate("register", {"email": "", "name": "N"}, "")
        assert codes(blank) == ["BLANK"], "what is no attempt is not counted"
    given = {"email": "one.more@example.org", "name": "N"}
    assert await either.stranger(network).refused("register", given) == "RATE_LIMITED"
    assert codes(await either.stranger(either.network()).mutate("register", given, "")) == []

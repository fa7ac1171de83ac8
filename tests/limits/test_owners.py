"""A stranger's attempts from many networks: stopped, for known and unknown alike; the owner gets in all the same."""

import secrets
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from actions.housekeeping import delete_login_networks
from app.settings import Settings
from app.wiring import make_services
from db.tables import LoginNetwork, Mail, OneTimeLink
from rules.tokens import login_token
from tests.limits.conftest import Limited, serving
from tests.limits.test_guessing import LOG_IN, PASSWORD, login_outcomes, with_password
from tests.support.client import codes
from tests.support.people import Person
from tests.support.servers import SECRET_KEY


def site() -> list[dict[str, str]]:
    """Networks of one customer with a /48."""
    prefix = f"2001:db8:{secrets.token_hex(2)}"
    return [{"x-forwarded-for": f"{prefix}:{number:x}::1"} for number in range(1, 9)]


async def log_in(
    limited: Limited, email: str, network: dict[str, str], password: str = PASSWORD, times: int = 1
) -> list[str]:
    document = " ".join(f"a{n}: {LOG_IN.format(email=email, password=password)}" for n in range(times))
    return login_outcomes(await limited.stranger(network).answer(f"mutation {{ {document} }}"))


async def attack(limited: Limited, email: str, times: int) -> int:
    """Try wrong passwords, at most ten from each network; return how many were checked."""
    each = [
        await log_in(limited, email, network, "something else", min(times, 10)) for network in site()[: -(-times // 10)]
    ]
    outcomes = [word for words in each for word in words]
    tried = outcomes.count("INVALID_CREDENTIALS")
    assert outcomes == ["INVALID_CREDENTIALS"] * tried + ["RATE_LIMITED"] * (times - tried)
    return tried


@pytest.fixture(scope="module")
async def strict(settings: Settings, dsn: str, engine: AsyncEngine, http: httpx.AsyncClient) -> AsyncIterator[Limited]:
    """Three passwords for an account are enough here."""
    async with serving(settings, dsn, engine, http, {"passwords_per_account": "3/hour"}) as limited:
        yield limited


async def ask(limited: Limited, email: str, network: dict[str, str]) -> str:
    """What becomes of asking for a login link."""
    document = f'mutation {{ a: requestOneTimeLogin(input: {{email: "{email}"}}) {{ userErrors {{ code }} }} }}'
    return login_outcomes(await limited.stranger(network).answer(document))[0]


async def is_remembered(engine: AsyncEngine, person: Person) -> bool:
    async with engine.connect() as connection:
        found = await connection.execute(select(LoginNetwork.digest).where(LoginNetwork.account_id == person.key))
        return found.first() is not None


async def test_strangers_have_a_limit_for_each_account_that_spares_the_owners_networks(
    settings: Settings, dsn: str, engine: AsyncEngine, http: httpx.AsyncClient
) -> None:
    async with serving(settings, dsn, engine, http, {"passwords_per_account": "14/hour"}) as limited:
        await strangers_are_stopped_and_the_owner_is_not(limited, engine)


async def strangers_are_stopped_and_the_owner_is_not(limited: Limited, engine: AsyncEngine) -> None:
    owner, home, other_home = await with_password(limited, engine), limited.network(), limited.network()
    assert await log_in(limited, owner.email, home) == ["in"]
    assert await log_in(limited, owner.email, other_home) == ["in"]
    assert await attack(limited, owner.email, 20) == 14 - 2, "a network is new until the login is through"
    assert await attack(limited, "nobody.of.this.name@example.org", 20) == 14
    refused = []
    for email in (owner.email, "nobody.of.this.name@example.org"):
        answer = await limited.stranger(limited.network()).answer(
            f"mutation {{ {LOG_IN.format(email=email, password=PASSWORD)} }}"
        )
        assert login_outcomes(answer) == ["RATE_LIMITED"]
        for time in ("retryAfter", "resetAt"):  # the second window began later
            answer["errors"][0]["extensions"].pop(time)
        refused.append(answer)
    assert refused[0] == refused[1]
    for network in (home, other_home):
        assert await log_in(limited, owner.email, network) == ["in"]
    there = [
        await log_in(limited, owner.email, {"x-forwarded-for": home["x-forwarded-for"][:-1] + end}) for end in "23"
    ]
    assert there == [["in"], ["in"]], "a network is a /64"
    assert await log_in(limited, owner.email, home, "wrong", 10) == ["INVALID_CREDENTIALS"] * 6 + ["RATE_LIMITED"] * 4
    assert await log_in(limited, (await with_password(limited, engine)).email, home) == ["in"]


async def test_a_session_tries_current_passwords_by_itself(strict: Limited, engine: AsyncEngine) -> None:
    """Strangers keep nobody who is signed in from a new password; a stolen session does not try them without end."""
    owner = await with_password(strict, engine)
    assert await attack(strict, owner.email, 5) == 3
    given = {"password": "quite another sentence", "currentPassword": "wrong"}
    for network in site()[:2]:
        assert codes(await replace(owner, headers=network).mutate("setPassword", given, "")) == ["INVALID_CREDENTIALS"]
    right = given | {"currentPassword": PASSWORD}
    assert codes(await replace(owner, headers=strict.network()).mutate("setPassword", right, "")) == []
    assert await replace(owner, headers=strict.network()).refused("setPassword", right) == "RATE_LIMITED"


async def test_a_network_is_the_owners_for_ninety_days_after_a_login_of_any_kind(
    strict: Limited, engine: AsyncEngine, settings: Settings, dsn: str
) -> None:
    owner, home = await with_password(strict, engine), strict.network()
    assert await ask(strict, owner.email, home) == "in"
    async with engine.connect() as connection:
        link = (await connection.execute(select(OneTimeLink).where(OneTimeLink.email == owner.email))).one()
    token = login_token((SECRET_KEY.encode(),), link.id, link.salt)
    assert (await strict.stranger(home).mutate("logInWithOneTimeLink", {"token": token}, "token"))["token"]
    assert await attack(strict, owner.email, 5) == 3
    assert await log_in(strict, owner.email, home) == ["in"]
    move = "UPDATE login_networks SET last_login_at = now() - CAST(:age AS interval) WHERE account_id = :id"
    services = make_services(settings, dsn)
    for age, is_own in ((timedelta(days=89), True), (timedelta(days=91), False)):
        async with engine.begin() as connection:
            await connection.execute(text(move), {"age": age, "id": owner.key})
        if not is_own:
            assert await log_in(strict, owner.email, home) == ["RATE_LIMITED"]
        await delete_login_networks(services)
        assert await is_remembered(engine, owner) is is_own
    await services.engine.dispose()


async def test_networks_of_logins_are_kept_as_keyed_digests(limited: Limited, engine: AsyncEngine) -> None:
    owner, home = await with_password(limited, engine), limited.network()
    assert await log_in(limited, owner.email, home, "wrong") == ["INVALID_CREDENTIALS"]
    assert not await is_remembered(engine, owner)
    for _ in range(2):
        assert await log_in(limited, owner.email, home) == ["in"]
    async with engine.connect() as connection:
        [(digest,)] = (
            await connection.execute(select(LoginNetwork.digest).where(LoginNetwork.account_id == owner.key))
        ).all()
    assert len(digest) == 16
    assert home["x-forwarded-for"].encode() not in digest


async def test_strangers_do_not_use_up_the_owners_hour(either: Limited, engine: AsyncEngine) -> None:
    owner, home = await with_password(either, engine), either.network()
    assert await log_in(either, owner.email, home) == ["in"]
    for _ in range(5):
        assert await ask(either, owner.email, either.network()) == "in"
    assert await ask(either, owner.email, either.network()) == "RATE_LIMITED"
    assert [await ask(either, owner.email, home) for _ in range(6)] == ["in"] * 5 + ["RATE_LIMITED"]


async def test_one_network_asks_for_twenty_links_whoever_they_are_for(either: Limited, engine: AsyncEngine) -> None:
    network, run = either.network(), secrets.token_hex(3)
    known = (await either.people()).email
    emails = [f"many{number}.{run}@example.org" for number in range(30)]
    emails[7] = known
    assert [await ask(either, email, network) for email in emails] == ["in"] * 20 + ["RATE_LIMITED"] * 10
    last = emails[-1]
    assert [await ask(either, last, either.network()) for _ in range(6)] == ["in"] * 5 + ["RATE_LIMITED"], (
        "what a network was refused counts for no address"
    )
    async with engine.connect() as connection:
        mailed = (await connection.execute(select(Mail.to_email).where(Mail.to_email.in_(emails)))).scalars()
        assert set(mailed) <= {*emails[:20], last}
    given = {"email": f"new.{run}@example.org", "name": "N"}
    assert codes(await either.stranger(network).mutate("register", given, "")) == [], "registering counts by itself"

"""Sessions and tokens that queries read once a second: what ends them ends them everywhere."""

import asyncio
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, insert, update
from sqlalchemy.ext.asyncio import AsyncEngine

from app.http import recent_sign_ins
from db.tables import Session
from rules.tokens import Secret, digest, new_secret
from tests.support.people import People, Person

NAME = "{ viewer { account { name } } }"
LOG_OUT = "mutation { logOut { userErrors { code } } }"
RENAME = 'mutation { updateProfile(input: {name: "Nora N"}) { userErrors { code } } }'


@pytest.fixture
def kept_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the server in the tests' loop keep rows until an event drops them."""
    monkeypatch.setattr(recent_sign_ins, "KEPT", 60.0)


async def end_unheard(engine: AsyncEngine, person: Person) -> None:
    async with engine.begin() as connection:
        ended = update(Session).where(Session.account_id == person.key)
        await connection.execute(ended.values(ended_at=func.clock_timestamp()))


async def sign_in_again(engine: AsyncEngine, person: Person) -> Person:
    token = new_secret(Secret.SESSION)
    row = {"account_id": person.key, "digest": digest(token), "must_set_password": False}
    async with engine.begin() as connection:
        await connection.execute(insert(Session).values(**row, expires_at=datetime.now(UTC) + timedelta(days=1)))
    return replace(person, token=token)


async def refused(person: Person) -> None:
    async with asyncio.timeout(30):
        while "errors" not in (answer := await person.answer(NAME)):
            await asyncio.sleep(0.01)
    assert answer["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


@pytest.mark.usefixtures("kept_for_long")
async def test_queries_alone_go_by_what_was_read_before(people: People, engine: AsyncEngine) -> None:
    nora = await people("Nora")
    for _ in range(2):  # documents that are new are answered with a look
        await nora.ok(NAME)
    await end_unheard(engine, nora)
    assert (await nora.ok(NAME))["viewer"]["account"]["name"] == "Nora"
    assert await nora.code(RENAME) == "UNAUTHENTICATED"


@pytest.mark.usefixtures("kept_for_long")
async def test_logging_out_ends_queries_in_every_process(people: People, two: list[str]) -> None:
    nora, ben = await people("Nora"), await people("Ben")
    for one in (nora, ben) * 2:
        await one.ok(NAME)
    await nora.ok(LOG_OUT)
    assert await nora.code(NAME) == "UNAUTHENTICATED"
    await ben.at(two[0]).ok(LOG_OUT)
    await refused(ben)


@pytest.mark.usefixtures("kept_for_long")
async def test_a_new_password_elsewhere_ends_other_sessions_and_tokens_here(
    people: People, engine: AsyncEngine, two: list[str]
) -> None:
    nora = await people("Nora")
    given = {"name": "script", "scopes": ["READ"]}
    secret = (await nora.mutate("createAccessToken", given, "secret"))["secret"]
    script = replace(nora, token=secret)
    phone = await sign_in_again(engine, nora)
    for one in (script, phone, nora) * 2:
        await one.ok(NAME)
    async with engine.begin() as connection:
        fresh = update(Session).where(Session.account_id == nora.key).values(must_set_password=True)
        await connection.execute(fresh)
    changed = await nora.at(two[0]).mutate("setPassword", {"password": "violet harbour tractor"}, "")
    assert changed["userErrors"] == []
    await refused(script)
    await refused(phone)
    assert (await nora.ok(NAME))["viewer"]["account"]["name"] == "Nora"


async def test_a_change_without_an_event_is_seen_within_a_second(
    people: People, engine: AsyncEngine, two: list[str]
) -> None:
    nora = (await people("Nora")).at(two[1])
    for _ in range(2):
        await nora.ok(NAME)
    await end_unheard(engine, nora)
    ended = begun = time.monotonic()
    while "errors" not in await nora.answer(NAME):
        assert begun < ended + recent_sign_ins.KEPT
        await asyncio.sleep(0.02)
        begun = time.monotonic()

"""When access ends, its streams end, on another server too, with the broker up or down, and get no later event."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncEngine
from websockets.exceptions import ConnectionClosed

from db.tables import Session
from graph import subscription_access
from rules.tokens import Secret, digest, new_secret
from tests.support.people import People, Person
from tests.support.redis import RedisServer
from tests.support.servers import processes
from tests.support.socket import Stream, stream
from tests.support.world import World, make_world

MEMBER_CHANGES = "subscription($g: ID!, $a: String) { memberChanges(groupId: $g, after: $a) { kind memberId } }"
INVITATION_CHANGES = (
    "subscription($g: ID!, $a: String) { invitationChanges(groupId: $g, after: $a) { kind invitation { email } } }"
)
CURSOR = "query($g: ID!) { group(id: $g) { liveCursor } }"
TIMEOUT = 30.0
End = Callable[[], Awaitable[object]]


@pytest.fixture(scope="module")
async def redis(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[RedisServer]:
    with RedisServer(tmp_path_factory.mktemp("redis")) as server:
        await server.start()
        yield server


@pytest.fixture(scope="module")
async def servers(dsn: str, data_folder: Path, redis: RedisServer) -> AsyncIterator[list[str]]:
    async with processes(dsn, data_folder, 2, USHER_BROADCAST_URL=redis.url) as urls:
        yield urls


@pytest.mark.parametrize("broker", ["up", "down"])
async def test_streams_end_when_access_ends(
    broker: str, servers: list[str], redis: RedisServer, people: People, engine: AsyncEngine
) -> None:
    here, there = servers
    if broker == "down":
        redis.kill()
    world = await make_world(People(engine, people.http, here), engine)
    boss = world.administrator
    watchers = {name: await _watcher(name, world, engine) for name in VARIANTS}
    # From a cursor, so that a stream of a slow server that begins later misses nothing.
    given = {"g": world.group, "a": (await boss.ok(CURSOR, g=world.group))["group"]["liveCursor"]}
    async with AsyncExitStack() as stack:
        opened = {}
        for name, (document, token, _) in watchers.items():
            opened[name] = await stack.enter_async_context(stream(there, token, document, **given))
        first = [stack.enter_async_context(stream(there, boss.token, document, **given)) for document in DOCUMENTS]
        control = [await one for one in first]
        await asyncio.gather(*(one.quiet(0.3) for one in (*opened.values(), control[0])))
        for _, _, end in watchers.values():
            await end()
        await _make_later_events(world)
        ends = await asyncio.gather(*(_end_code(one) for one in opened.values()))
        assert dict(zip(opened, ends, strict=True)) == {name: expected for name, (*_, expected) in VARIANTS.items()}
        async with asyncio.timeout(TIMEOUT):  # the administrator's streams go on
            while f"after.{world.key}@example.org" not in json.dumps(await control[1].next()):
                pass
    if broker == "down":
        await redis.start()


async def test_a_removal_right_after_a_check_ends_the_stream(
    people: People, engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The removed member does not get the event, and the access check of a moment ago is not used again."""
    monkeypatch.setattr(subscription_access, "RECENTLY", 60.0)  # so that the check is still recent on a busy machine
    world = await make_world(people, engine)
    boss = world.administrator
    async with stream(people.url, world.member.token, MEMBER_CHANGES, g=world.group) as watching:
        await watching.begun()
        role = {"memberId": world.membership("other_facilitator"), "role": "MEMBER"}
        changing = asyncio.create_task(boss.mutate("setMemberRole", role, ""))
        await watching.next()
        await changing
        await boss.mutate("removeMember", {"memberId": world.membership("member")}, "")
        async with asyncio.timeout(TIMEOUT):
            assert await watching.error() == "NOT_FOUND"


DOCUMENTS = (MEMBER_CHANGES, INVITATION_CHANGES)
VARIANTS = {
    "removed": (MEMBER_CHANGES, "NOT_FOUND"),
    "lowered": (INVITATION_CHANGES, "FORBIDDEN"),
    "logged out": (INVITATION_CHANGES, 4403),
    "token revoked": (INVITATION_CHANGES, 4403),
    "password changed": (INVITATION_CHANGES, 4403),
}


async def _watcher(name: str, world: World, engine: AsyncEngine) -> tuple[str, str, End]:
    """Return a subscription, the token that opens it, and the function that ends the access."""
    boss, document = world.administrator, VARIANTS[name][0]
    if name == "removed":
        given = {"memberId": world.membership("other_member")}
        return document, world.other_member.token or "", lambda: boss.mutate("removeMember", given, "")
    if name == "lowered":
        role = {"memberId": world.membership("facilitator"), "role": "MEMBER"}
        return document, world.facilitator.token or "", lambda: boss.mutate("setMemberRole", role, "")
    person = world.other_facilitator
    fresh = await _session(engine, person, must_set_password=name == "password changed")
    if name == "logged out":
        return document, fresh.token or "", lambda: fresh.ok("mutation { logOut { userErrors { code } } }")
    if name == "password changed":
        manager = world.other_administrator
        stale = await _session(engine, manager, must_set_password=False)
        again = await _session(engine, manager, must_set_password=True)
        word = {"password": "nine green herons at noon"}
        return document, stale.token or "", lambda: again.mutate("setPassword", word, "")
    made = await person.mutate("createAccessToken", {"name": "App", "scopes": ["READ"]}, "secret accessToken { id }")
    gone = {"id": made["accessToken"]["id"]}
    return document, made["secret"], lambda: person.mutate("revokeAccessToken", gone, "")


async def _session(engine: AsyncEngine, person: Person, *, must_set_password: bool) -> Person:
    """Sign the same person in once more."""
    token = new_secret(Secret.SESSION)
    row = {"account_id": person.key, "digest": digest(token), "must_set_password": must_set_password}
    async with engine.begin() as connection:
        await connection.execute(insert(Session).values(**row, expires_at=datetime.now(UTC) + timedelta(days=1)))
    return Person(person.http, person.url, token, key=person.key, name=person.name, email=person.email)


async def _make_later_events(world: World) -> None:
    """Make changes that none of the ended streams may get."""
    await world.administrator.mutate("removeMember", {"memberId": world.membership("member")}, "")
    given = {"groupId": world.group, "addresses": f"after.{world.key}@example.org", "sendMail": False}
    await world.administrator.mutate("inviteMembers", given, "")


async def _end_code(heard: Stream) -> str | int | None:
    """Return the code with which a stream ends; any other message before it fails the test."""
    async with asyncio.timeout(TIMEOUT):
        try:
            while True:
                message = await heard.message(TIMEOUT)
                assert message["type"] == "error", message
                code = str(message["payload"][0]["extensions"]["code"])
                if code != "UNAUTHENTICATED":  # the socket itself is closed after that
                    return code
        except ConnectionClosed:
            return heard.socket.close_code

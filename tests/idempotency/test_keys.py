"""Idempotency-Key: one effect and equal answers, whatever happens in between."""

import asyncio
import secrets
from dataclasses import replace

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from app.settings import Settings
from app.wiring import create_app
from db.engine import _LIMITS
from db.tables import AccessToken, Group, KeptAnswer, Membership
from rules.tokens import Secret, digest, kept_answer_context, seal, unseal
from tests.idempotency.keys import create, groups, send
from tests.support.client import Client
from tests.support.people import People
from tests.support.servers import SECRET_KEY, served
from tests.support.socket import stream
from tests.support.world import make_world

TOKEN = 'mutation { createAccessToken(input: {name: "app", scopes: [READ]}) { secret userErrors { code } } }'


@pytest.fixture
def key() -> str:
    return secrets.token_hex(8)


async def test_twenty_at_once_over_two_processes_are_one(
    two: list[str], people: People, engine: AsyncEngine, key: str
) -> None:
    person = await people()
    answers = await asyncio.gather(*(send(person.at(two[n % 2]), key, create(key)) for n in range(20)))
    assert len(set(answers)) == 1
    assert answers[0][0] == 200
    assert await groups(engine, key) == 1


async def test_many_keys_at_once_do_not_hold_each_other_up(two: list[str], people: People, engine: AsyncEngine) -> None:
    person, run = await people(), secrets.token_hex(4)
    each = [send(person.at(two[n % 2]), f"{run}{n // 4}", create(f"{run}{n // 4}")) for n in range(160)]
    answers = await asyncio.gather(*each)
    assert {status for status, _ in answers} == {200}
    assert len(set(answers)) == 40
    assert [await groups(engine, f"{run}{n}") for n in range(40)] == [1] * 40


async def test_another_body_is_a_conflict_and_another_account_is_on_its_own(
    people: People, engine: AsyncEngine, key: str
) -> None:
    one, other = await people(), await people()
    document = "mutation($n: String!) { createGroup(input: {name: $n}) { group { id } userErrors { code } } }"
    status, _ = await send(one, key, document, n=key)
    assert status == 200
    status, body = await send(one, key, document, n=f"{key} too")
    assert (status, b'"CONFLICT"' in body) == (409, True)
    status, _ = await send(other, key, document, n=f"{key} too")
    assert status == 200
    assert (await groups(engine, key), await groups(engine, f"{key} too")) == (1, 1)


async def test_a_secret_is_given_again_and_is_nowhere_in_plain(people: People, engine: AsyncEngine, key: str) -> None:
    person = await people()
    status, first = await send(person, key, TOKEN)
    assert (status, await send(person, key, TOKEN)) == (200, (200, first))
    secret = first.decode().partition(Secret.ACCESS_TOKEN.value)[2].partition('"')[0]
    assert len(secret) > 40
    async with engine.connect() as connection:
        tokens = select(func.count()).where(AccessToken.digest == digest(Secret.ACCESS_TOKEN.value + secret))
        assert (await connection.execute(tokens)).scalar() == 1
        [row] = await connection.execute(select(KeptAnswer).where(KeptAnswer.account_id == person.key))
        for value in row:
            assert secret not in str(value)
            assert not isinstance(value, bytes) or secret.encode() not in value


async def test_rights_and_scopes_are_asked_for_again(people: People, engine: AsyncEngine, key: str) -> None:
    world = await make_world(people, engine)
    rename = (
        'mutation($g: ID!) { updateGroup(input: {groupId: $g, description: "d"})'
        " { group { id members(first: 9) { nodes { account { email } } } } userErrors { code } } }"
    )
    first = await send(world.facilitator, key, rename, g=world.group)
    assert first[0] == 200
    document = (
        'mutation($s: [Scope!]!) { createAccessToken(input: {name: "a", scopes: $s}) { secret userErrors { code } } }'
    )
    made = [(await world.facilitator.ok(document, s=[scope]))["createAccessToken"] for scope in ("WRITE", "READ")]
    writer, reader = (replace(world.facilitator, token=one["secret"]) for one in made)
    assert await send(writer, key, rename, g=world.group) == first
    _, refused = await send(reader, key, rename, g=world.group)
    assert b'"FORBIDDEN"' in refused
    async with engine.begin() as connection:
        mine = Membership.id == world.members["facilitator"]
        await connection.execute(update(Membership).where(mine).values(role="MEMBER"))
    _, refused = await send(world.facilitator, key, rename, g=world.group)
    assert b'"FORBIDDEN"' in refused
    assert b"@example.org" not in refused


async def test_a_right_that_the_change_itself_took_away_is_not_required(
    people: People, engine: AsyncEngine, key: str
) -> None:
    world = await make_world(people, engine)
    leave = "mutation($g: ID!) { leaveGroup(input: {groupId: $g}) { userErrors { code } } }"
    first = await send(world.member, key, leave, g=world.group)
    assert b"errors" not in first[1]
    assert await send(world.member, key, leave, g=world.group) == first
    _, again = await send(world.member, f"{key} again", leave, g=world.group)
    assert b'"NOT_FOUND"' in again


@pytest.mark.parametrize(
    ("word", "expected"), [(b'["through",', None), (b'["moon",', b'"RETRYABLE"')], ids=["older", "newer"]
)
async def test_an_answer_kept_with_words_of_another_version(
    word: bytes, expected: bytes | None, people: People, engine: AsyncEngine, key: str
) -> None:
    """An older one is given again; a newer one only by the newer version, which the next try may meet."""
    world, keys = await make_world(people, engine), (SECRET_KEY.encode(),)
    edit = 'mutation($g: ID!) { updateGroup(input: {groupId: $g, description: "d"}) { userErrors { code } } }'
    first = await send(world.facilitator, key, edit, g=world.group)
    where = KeptAnswer.account_id == world.facilitator.key
    async with engine.begin() as connection:
        [row] = await connection.execute(select(KeptAnswer.key, KeptAnswer.sealed).where(where))
        context = kept_answer_context(world.facilitator.key, row.key)
        plain = unseal(keys, row.sealed, context=context) or b""
        assert plain.count(b'["group",') == 1
        other = seal(keys, plain.replace(b'["group",', word), context=context)
        await connection.execute(update(KeptAnswer).where(where).values(sealed=other))
    status, again = await send(world.facilitator, key, edit, g=world.group)
    if expected is None:
        assert (status, again) == (200, first[1])
    else:
        assert (status, expected in again) == (503, True)


async def test_a_replay_says_so(people: People, key: str) -> None:
    person = await people()
    headers = {"idempotency-key": key, "authorization": f"Bearer {person.token}"}
    answers = [
        await people.http.post(f"{people.url}/graphql", json={"query": create(key)}, headers=headers) for _ in range(3)
    ]
    assert [answer.headers.get("idempotent-replayed") for answer in answers] == [None, "true", "true"]
    assert len({answer.content for answer in answers}) == 1


async def test_nobody_and_logging_in_have_no_keys(people: People, engine: AsyncEngine, key: str) -> None:
    nobody, person = Client(people.http, people.url), await people()
    log_in = 'mutation { logIn(input: {email: "x@example.org", password: "y"}) { token userErrors { code } } }'
    for client in (nobody, person):
        for _ in range(2):
            status, _ = await send(client, key * 20, log_in)
            assert status == 200
    status, body = await send(person, "k" * 256, create(key))
    assert (status, b'"BAD_REQUEST"' in body) == (400, True)
    assert (await send(person, "k" * 255, create(key)))[0] == 200
    async with engine.connect() as connection:
        kept = select(func.count()).where(KeptAnswer.account_id == person.key)
        assert (await connection.execute(kept)).scalar() == 1


async def test_several_fields_are_done_together_and_each_answers(people: People, engine: AsyncEngine, key: str) -> None:
    person = await people()
    document = (
        f'mutation {{ a: createGroup(input: {{name: "{key}"}}) {{ group {{ id members {{ nodes {{ account {{ name }} }} }} }} }}'
        f' b: createGroup(input: {{name: ""}}) {{ userErrors {{ code }} }}'
        f' c: createGroup(input: {{name: "{key}"}}) {{ group {{ id viewerActions }} }} }}'
    )
    first = await send(person, key, document)
    assert b"errors" not in first[1]
    assert b"BLANK" in first[1]
    assert b"MANAGE_ROLES" in first[1]
    assert await send(person, key, document) == first
    assert await groups(engine, key) == 2


async def test_an_answer_that_asks_to_try_again_is_not_kept_and_nothing_is_done(
    people: People, engine: AsyncEngine, key: str, settings: Settings, dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = await make_world(people, engine)
    monkeypatch.setitem(_LIMITS, "lock_timeout", "0.3s")
    document = (
        f'mutation($g: ID!) {{ createGroup(input: {{name: "{key}"}}) {{ group {{ id }} }}'
        ' updateGroup(input: {groupId: $g, description: "d"}) { userErrors { code } } }'
    )
    async with served(create_app(settings, dsn, jobs=False)) as url, engine.connect() as other:
        # Hold the group for longer than a change waits for it.
        await other.execute(select(Group.id).where(Group.id == world.key).with_for_update())
        status, body = await send(world.facilitator.at(url), key, document, g=world.group)
        assert (status, b'"RETRYABLE"' in body, b'"data"' in body) == (503, True, False)
        assert await groups(engine, key) == 0
    status, body = await send(world.facilitator, key, document, g=world.group)
    assert status == 200
    assert b"errors" not in body
    assert await groups(engine, key) == 1


async def test_streams_send_the_event_after_the_commit(people: People, engine: AsyncEngine, key: str) -> None:
    world = await make_world(people, engine)
    following = "subscription($g: ID!) { memberChanges(groupId: $g) { kind } }"
    leave = "mutation($g: ID!) { leaveGroup(input: {groupId: $g}) { userErrors { code } } }"
    async with stream(world.member.url, world.administrator.token, following, g=world.group) as live:
        await live.begun()
        for _ in range(2):
            await send(world.member, key, leave, g=world.group)
        assert (await live.next())["memberChanges"]["kind"] == "LEFT"
        await live.quiet()

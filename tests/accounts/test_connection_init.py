"""Credentials in a socket's connection_init: every form that clients send is accepted, and none is ignored."""

import json
from typing import Any

import pytest

from tests.accounts.sockets import ME, ask, bare, closed_with
from tests.support.people import People

TAKEN: list[dict[str, Any]] = [
    {"authorization": "?"},
    {"Authorization": "?"},
    {"AUTHORIZATION": "?"},
    {"headers": {"authorization": "?"}},
    {"headers": {"Authorization": "?", "x-tenant": "one"}},
    {"Authorization": "?", "authorization": None},
    {"Authorization": "?", "headers": {"authorization": "?"}},
    {"Authorization": "?", "lang": "de", "client": {"name": "web", "versions": [1, 2]}},
]
NOBODY: list[dict[str, Any] | None] = [
    None,
    {},
    {"authorization": None},
    {"headers": {}},
    {"headers": None},
    {"headers": ["x"]},
    {"headers": {"authorization": None}, "token": "of something else"},
]
REFUSED: list[dict[str, Any]] = [
    {"authorization": ""},
    {"authorization": ["?"]},
    {"authorization": "Basic eDp5"},
    {"Authorization": "?", "authorization": "Bearer another"},
    {"authorization": "?", "headers": {"Authorization": "Bearer another"}},
    {"token": "?"},
    {"authToken": "!"},
    {"headers": {"x-auth": "?"}},
    {"headers": {"token": "!"}},
    {"headers": [{"authorization": "?"}]},
    {"context": {"headers": {"Authorization": "?"}}},
    {"headers": {"headers": {"authorization": "?"}}},
    {"connectionParams": {"Authorization": "?"}},
    {"a": [[[{"b": ["!"]}]]]},
]


def filled(payload: Any, token: str) -> Any:
    """Put a token into a payload: at `?` as the header's value, at `!` alone."""
    text = json.dumps(payload).replace('"?"', json.dumps(f"Bearer {token}")).replace('"!"', json.dumps(token))
    return json.loads(text)


@pytest.mark.parametrize("payload", TAKEN, ids=json.dumps)
async def test_a_caller_is_known_by(people: People, url: str, payload: dict[str, Any]) -> None:
    person = await people("Ida")
    async with bare(url) as opened:
        await opened.send(json.dumps({"type": "connection_init", "payload": filled(payload, person.token or "")}))
        assert json.loads(await opened.recv()) == {"type": "connection_ack"}
        assert (await ask(opened, ME))["data"]["viewer"]["account"]["email"] == person.email


@pytest.mark.parametrize("payload", NOBODY, ids=json.dumps)
async def test_nobody_is_known_by(url: str, payload: dict[str, Any] | None) -> None:
    async with bare(url) as opened:
        await opened.send(json.dumps({"type": "connection_init", "payload": payload}))
        assert json.loads(await opened.recv()) == {"type": "connection_ack"}
        assert (await ask(opened, ME))["data"] == {"viewer": None}


@pytest.mark.parametrize("payload", REFUSED, ids=json.dumps)
async def test_a_key_in_another_place_is_refused_and_never_taken_for_nobody(
    people: People, url: str, payload: dict[str, Any]
) -> None:
    person = await people("Ida")
    async with bare(url) as opened:
        await opened.send(json.dumps({"type": "connection_init", "payload": filled(payload, person.token or "")}))
        code, reason = await closed_with(opened)
    assert code == 4403
    assert person.token is not None
    assert person.token not in reason


async def test_a_payload_past_reason_is_refused_at_once(url: str) -> None:
    deep: Any = {}
    for _ in range(100):
        deep = {"a": deep}
    async with bare(url) as opened:
        await opened.send(json.dumps({"type": "connection_init", "payload": deep}))
        assert (await closed_with(opened))[0] == 4403

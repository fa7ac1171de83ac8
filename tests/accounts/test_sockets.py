"""Who a socket belongs to: its first message or its cookie says it."""

import json

import pytest

from tests.accounts.application import Application
from tests.accounts.sockets import ME, ask, bare, closed_with
from tests.support.socket import socket


async def test_a_socket_belongs_to_whom_its_first_message_names(application: Application, url: str) -> None:
    person = await application.person()
    async with socket(url, person.token) as opened:
        assert (await ask(opened, ME))["data"]["viewer"]["account"] == {"email": person.email}
    async with socket(url) as opened:
        assert (await ask(opened, ME))["data"]["viewer"] is None


@pytest.mark.parametrize("payload", [{"authorization": "Bearer ush_s_nothing"}, {"authorization": 7}])
async def test_a_bad_token_is_refused_on_a_socket(url: str, payload: dict[str, object]) -> None:
    async with bare(url) as opened:
        await opened.send(json.dumps({"type": "connection_init", "payload": payload}))
        assert (await closed_with(opened))[0] == 4403


async def test_a_cookie_counts_on_a_socket_of_our_own_page_alone(application: Application, url: str) -> None:
    person = await application.person()
    for origin, email in ((url, person.email), ("https://evil.example.com", None)):
        async with bare(url, Origin=origin, Cookie=f"usher={person.token}") as opened:
            await opened.send(json.dumps({"type": "connection_init"}))
            assert json.loads(await opened.recv())["type"] == "connection_ack"
            viewer = (await ask(opened, ME))["data"]["viewer"]
            assert (viewer and viewer["account"]["email"]) == email


async def test_a_password_set_elsewhere_opens_the_newcomers_socket(application: Application, url: str) -> None:
    newcomer = await application.newcomer()
    async with socket(url, newcomer.token) as opened:
        assert (await ask(opened, ME))["data"]["viewer"]["mustSetPassword"] is True
        refused = await ask(opened, "{ groups { totalCount } }")
        assert [error["extensions"]["code"] for error in refused["errors"]] == ["PASSWORD_REQUIRED"]
        assert (await application.set_password(newcomer.token)).problems == []
        assert (await ask(opened, ME))["data"]["viewer"]["mustSetPassword"] is False
        assert "errors" not in await ask(opened, "{ groups { totalCount } }")

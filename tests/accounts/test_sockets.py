"""Sockets belong to a session or token, and close when it ends."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from tests.accounts.application import ANOTHER, LOG_OUT, PASSWORD, REVOKE_TOKEN, Application
from tests.support.socket import socket

ME = "{ viewer { mustSetPassword account { email } } }"
WITHIN = 5.0


async def closed_with(opened: ClientConnection, patience: float = WITHIN) -> tuple[int, str]:
    """Wait for the close frame; return its code and reason."""
    async with asyncio.timeout(patience):
        try:
            while True:
                await opened.recv()
        except ConnectionClosed as closed:
            assert closed.rcvd is not None
            return closed.rcvd.code, closed.rcvd.reason


async def ask(opened: ClientConnection, document: str) -> Any:
    """Run one operation on a socket."""
    await opened.send(json.dumps({"id": "q", "type": "subscribe", "payload": {"query": document}}))
    async with asyncio.timeout(WITHIN):
        message = json.loads(await opened.recv())
        while message["type"] in ("ping", "pong"):
            message = json.loads(await opened.recv())
        assert json.loads(await opened.recv())["type"] == "complete"
    return message["payload"]


@asynccontextmanager
async def bare(url: str, **headers: str) -> AsyncIterator[ClientConnection]:
    """Open a socket without connection_init."""
    address = url.replace("http", "ws", 1) + "/graphql"
    protocol = [Subprotocol("graphql-transport-ws")]
    async with connect(address, subprotocols=protocol, additional_headers=headers) as opened:
        yield opened


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


async def test_sockets_close_when_their_session_is_logged_out(application: Application, url: str) -> None:
    person = await application.person()
    other = (await application.log_in(person.email)).data["token"]
    async with socket(url, other) as ended, socket(url, person.token) as stays, socket(url) as nobodys:
        assert (await application.ask(LOG_OUT, token=other)).problems == []
        assert (await closed_with(ended))[0] == 4403
        assert (await ask(stays, ME))["data"]["viewer"]["account"] == {"email": person.email}
        assert (await ask(nobodys, ME))["data"]["viewer"] is None


async def test_a_new_password_closes_what_was_opened_before(application: Application, url: str) -> None:
    person = await application.person()
    other = (await application.log_in(person.email)).data["token"]
    _, secret = await application.access_token(person, "READ")
    async with AsyncExitStack() as stack:
        sockets = [await stack.enter_async_context(socket(url, token)) for token in (other, secret)]
        own = await stack.enter_async_context(socket(url, person.token))
        assert (await application.set_password(person.token, ANOTHER, PASSWORD)).problems == []
        assert [(await closed_with(opened))[0] for opened in sockets] == [4403, 4403]
        assert (await ask(own, ME))["data"]["viewer"]["mustSetPassword"] is False


async def test_a_revoked_token_and_one_that_expires_close_their_sockets(application: Application, url: str) -> None:
    person = await application.person()
    revoked_id, revoked = await application.access_token(person, "READ")
    soon = (datetime.now(UTC) + timedelta(seconds=1)).isoformat()
    _, expiring = await application.access_token(person, "READ", expires_at=soon)
    async with socket(url, revoked) as first, socket(url, expiring) as second:
        assert (await application.ask(REVOKE_TOKEN, token=person.token, input={"id": revoked_id})).codes == []
        assert (await closed_with(first))[0] == 4403
        assert (await closed_with(second))[0] == 4403
    async with bare(url) as opened:
        await opened.send(json.dumps({"type": "connection_init", "payload": {"authorization": f"Bearer {expiring}"}}))
        assert (await closed_with(opened))[0] == 4403


async def test_a_password_set_elsewhere_opens_the_newcomers_socket(application: Application, url: str) -> None:
    newcomer = await application.newcomer()
    async with socket(url, newcomer.token) as opened:
        assert (await ask(opened, ME))["data"]["viewer"]["mustSetPassword"] is True
        refused = await ask(opened, "{ groups { totalCount } }")
        assert [error["extensions"]["code"] for error in refused["errors"]] == ["PASSWORD_REQUIRED"]
        assert (await application.set_password(newcomer.token)).problems == []
        assert (await ask(opened, ME))["data"]["viewer"]["mustSetPassword"] is False
        assert "errors" not in await ask(opened, "{ groups { totalCount } }")


async def test_sockets_close_on_every_server(
    application: Application, several: Callable[..., AbstractAsyncContextManager[list[str]]]
) -> None:
    person = await application.person()
    async with several(2) as urls, AsyncExitStack() as stack:
        token = (await application.log_in(person.email)).data["token"]
        sockets = [await stack.enter_async_context(socket(url, token)) for url in urls]
        assert (await application.ask(LOG_OUT, token=token)).problems == []
        assert [(await closed_with(opened))[0] for opened in sockets] == [4403, 4403]

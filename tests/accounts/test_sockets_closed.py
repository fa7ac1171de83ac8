"""Sockets close when their session or access token ends."""

import json
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta

from rules.tokens import digest
from tests.accounts.application import ANOTHER, PASSWORD, Application
from tests.accounts.documents import LOG_OUT, REVOKE_TOKEN
from tests.accounts.sockets import ME, ask, bare, closed_with
from tests.support.socket import socket


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
    in_a_day = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    _, expiring = await application.access_token(person, "READ", expires_at=in_a_day)
    async with AsyncExitStack() as stack:
        first = await stack.enter_async_context(socket(url, revoked))
        await application.execute(
            "UPDATE access_tokens SET expires_at = clock_timestamp() + interval '2 seconds' WHERE digest = :digest",
            digest=digest(expiring),
        )
        second = await stack.enter_async_context(socket(url, expiring))
        assert (await application.ask(REVOKE_TOKEN, token=person.token, input={"id": revoked_id})).codes == []
        assert (await closed_with(first))[0] == 4403
        assert (await closed_with(second))[0] == 4403
    async with bare(url) as opened:
        await opened.send(json.dumps({"type": "connection_init", "payload": {"authorization": f"Bearer {expiring}"}}))
        assert (await closed_with(opened))[0] == 4403


async def test_sockets_close_on_every_server(application: Application, two: list[str]) -> None:
    person = await application.person()
    async with AsyncExitStack() as stack:
        token = (await application.log_in(person.email)).data["token"]
        sockets = [await stack.enter_async_context(socket(url, token)) for url in two]
        assert (await application.ask(LOG_OUT, token=token)).problems == []
        assert [(await closed_with(opened))[0] for opened in sockets] == [4403, 4403]

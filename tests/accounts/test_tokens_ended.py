"""How access tokens end: at their time, revoked, or by a new password."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from rules.tokens import digest
from tests.accounts.application import ANOTHER, PASSWORD, Application
from tests.accounts.documents import CREATE_TOKEN, ME, REVOKE_TOKEN, TOKENS


async def test_a_revoked_token_is_refused_at_once(application: Application) -> None:
    person, other = await application.person(), await application.person()
    token_id, secret = await application.access_token(person, "READ")
    absent = await application.ask(REVOKE_TOKEN, token=other.token, input={"id": "QWNjZXNzVG9rZW46OTk5OTk5OTk="})
    for given, token in ((token_id, other.token), ("nonsense", person.token), ("R3JvdXA6MQ==", person.token)):
        answer = await application.ask(REVOKE_TOKEN, token=token, input={"id": given})
        assert answer.codes == ["NOT_FOUND"]
        assert answer.bytes == absent.bytes
    assert await application.is_signed_in(secret)
    assert (await application.ask(REVOKE_TOKEN, token=person.token, input={"id": token_id})).data[
        "revokedId"
    ] == token_id
    refused = await application.ask(ME, token=secret)
    assert refused.codes == ["UNAUTHENTICATED"]
    assert refused.response.status_code == 401
    assert (await application.ask(TOKENS, token=person.token)).data == {"accessTokens": []}
    again = await application.ask(REVOKE_TOKEN, token=person.token, input={"id": token_id})
    assert again.bytes == absent.bytes


@pytest.mark.usefixtures("nothing_kept")
async def test_a_token_ends_when_it_was_said_to(application: Application) -> None:
    person = await application.person()
    in_a_day = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    _, secret = await application.access_token(person, "READ", expires_at=in_a_day)
    assert await application.is_signed_in(secret)
    await application.execute(
        "UPDATE access_tokens SET expires_at = expires_at - interval '1 day' WHERE digest = :digest",
        digest=digest(secret),
    )
    assert (await application.ask(ME, token=secret)).codes == ["UNAUTHENTICATED"]


async def test_a_new_password_at_the_same_moment_leaves_no_token(application: Application) -> None:
    for _ in range(4):
        person = await application.person()
        other = (await application.log_in(person.email)).data["token"]
        asked = {"name": "A", "scopes": ["READ"]}
        changing = asyncio.create_task(application.set_password(person.token, ANOTHER, PASSWORD))
        made = []
        while not changing.done():
            made.append(await application.ask(CREATE_TOKEN, token=other, input=asked))
        assert (await changing).problems == []
        secrets = [answer.data["secret"] for answer in made if not answer.codes]
        assert all(answer.codes in ([], ["UNAUTHENTICATED"]) for answer in made)
        assert [await application.is_signed_in(secret) for secret in secrets] == [False] * len(secrets)

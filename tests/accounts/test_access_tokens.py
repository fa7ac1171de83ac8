"""Access tokens: how they are made, listed and used."""

import asyncio
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import func, select, text

from db.tables import AccessToken
from tests.accounts.application import Application, Statements
from tests.accounts.documents import CREATE_TOKEN, ME, TOKENS
from tests.support.waiting import until


async def test_a_token_is_made_shown_once_and_listed(application: Application) -> None:
    in_a_day = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    person = await application.person()
    asked = {"name": " My App ", "scopes": ["WRITE", "READ", "WRITE"], "expiresAt": in_a_day}
    made = (await application.ask(CREATE_TOKEN, token=person.token, input=asked)).data
    assert made["secret"].startswith("ush_t_")
    assert made["accessToken"]["name"] == "My App"
    assert made["accessToken"]["scopes"] == ["READ", "WRITE"]
    second = await application.access_token(person, "READ_ACCESS")
    listed = await application.ask(TOKENS, token=person.token)
    assert [token["id"] for token in listed.data["accessTokens"]] == [second[0], made["accessToken"]["id"]]
    assert made["secret"] not in listed.response.text
    node = "query($id: ID!) { node(id: $id) { ... on AccessToken { name } } }"
    assert (await application.ask(node, token=person.token, id=second[0])).data == {"name": "Partner"}
    other = await application.person()
    assert (await application.ask(node, token=other.token, id=second[0])).data is None
    for (row,) in await application.rows(text("SELECT row_to_json(t)::text FROM access_tokens AS t")):
        assert made["secret"] not in row


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        ({"name": " "}, [("BLANK", ["name"])]),
        ({"name": "x" * 121}, [("TOO_LONG", ["name"])]),
        ({"scopes": []}, [("BLANK", ["scopes"])]),
        ({"expiresAt": "2020-01-01T00:00:00Z"}, [("INVALID_VALUE", ["expiresAt"])]),
        ({"name": "a\nb", "scopes": []}, [("INVALID_VALUE", ["name"]), ("BLANK", ["scopes"])]),
    ],
)
async def test_problems_of_a_new_token_are_user_errors(
    application: Application, given: dict[str, object], problems: list[tuple[str, list[str]]]
) -> None:
    person = await application.person()
    answer = await application.ask(CREATE_TOKEN, token=person.token, input={"name": "A", "scopes": ["READ"]} | given)
    assert answer.problems == problems
    assert answer.data["secret"] is None
    assert (await application.ask(TOKENS, token=person.token)).data == {"accessTokens": []}


async def one_was_used_just_now(application: Application) -> bool:
    just_now = AccessToken.last_used_at > func.now() - timedelta(minutes=1)
    [(used,)] = await application.rows(select(func.count()).where(just_now))
    return bool(used == 1)


@pytest.mark.usefixtures("nothing_kept")
async def test_the_last_use_is_written_once_a_minute_beside_the_request(application: Application) -> None:
    person = await application.person()
    _, secret = await application.access_token(person, "READ")
    before = (await application.ask(TOKENS, token=person.token)).data["accessTokens"][0]["lastUsedAt"]
    assert before is None
    await asyncio.gather(*(application.ask(ME, token=secret) for _ in range(10)))
    while (first := (await application.ask(TOKENS, token=person.token)).data["accessTokens"][0]["lastUsedAt"]) is None:
        await asyncio.sleep(0.01)
    with Statements() as statements:
        await application.ask(ME, token=secret)
        await asyncio.sleep(0.2)
    assert not any("UPDATE" in statement for statement in statements)
    assert (await application.ask(TOKENS, token=person.token)).data["accessTokens"][0]["lastUsedAt"] == first
    await application.execute("UPDATE access_tokens SET last_used_at = last_used_at - interval '61 seconds'")
    with Statements() as statements:
        await application.ask(ME, token=secret)
        await until(partial(one_was_used_just_now, application))
    assert sum("UPDATE" in statement for statement in statements) == 1

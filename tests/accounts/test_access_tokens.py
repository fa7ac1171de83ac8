"""Access tokens: what each scope opens, and how they end."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text

from db.tables import AccessToken
from tests.accounts.application import ANOTHER, CREATE_TOKEN, LOG_OUT, PASSWORD, REVOKE_TOKEN, Application, Statements

LIST = "{ viewer { accessTokens { id name scopes expiresAt lastUsedAt } } }"
READING = "{ viewer { account { email } } }"
WRITING = 'mutation { createGroup(input: { name: "Chess" }) { group { name } userErrors { code } } }'
ASKING = '{ access(groupId: "x", email: "a@example.org") { reason } }'
ASKING_AS_STAFF = '{ accounts(search: "zzz") { totalCount } }'


def ahead(**of: float) -> str:
    return (datetime.now(UTC) + timedelta(**of)).isoformat()


async def test_a_token_is_made_shown_once_and_listed(application: Application) -> None:
    person = await application.person()
    asked = {"name": " My App ", "scopes": ["WRITE", "READ", "WRITE"], "expiresAt": ahead(days=1)}
    made = (await application.ask(CREATE_TOKEN, token=person.token, input=asked)).data
    assert made["secret"].startswith("ush_t_")
    assert made["accessToken"]["name"] == "My App"
    assert made["accessToken"]["scopes"] == ["READ", "WRITE"]
    second = await application.access_token(person, "READ_ACCESS")
    listed = await application.ask(LIST, token=person.token)
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
async def test_what_can_be_mended_is_said(
    application: Application, given: dict[str, object], problems: list[tuple[str, list[str]]]
) -> None:
    person = await application.person()
    answer = await application.ask(CREATE_TOKEN, token=person.token, input={"name": "A", "scopes": ["READ"]} | given)
    assert answer.problems == problems
    assert answer.data["secret"] is None
    assert (await application.ask(LIST, token=person.token)).data == {"accessTokens": []}


@pytest.mark.parametrize(
    ("scopes", "reads", "writes", "asks"),
    [
        (["READ"], True, False, True),
        (["WRITE"], True, True, True),
        (["READ_ACCESS"], False, False, True),
        (["READ", "READ_ACCESS"], True, False, True),
    ],
)
async def test_a_token_opens_what_its_scopes_say(
    application: Application, scopes: list[str], reads: bool, writes: bool, asks: bool
) -> None:
    person = await application.person()
    _, secret = await application.access_token(person, *scopes)
    for document, allowed, otherwise in (
        (READING, reads, []),
        (LIST, reads, []),
        (WRITING, writes, []),
        (ASKING, asks, ["NOT_FOUND"]),
    ):
        codes = (await application.ask(document, token=secret)).codes
        assert codes == (otherwise if allowed else ["FORBIDDEN"]), document


@pytest.mark.parametrize(
    "document",
    [
        LOG_OUT,
        f'mutation {{ setPassword(input: {{ password: "{ANOTHER}", currentPassword: "{PASSWORD}" }}) '
        "{ userErrors { code } } }",
        'mutation { updateProfile(input: { name: "X" }) { userErrors { code } } }',
        'mutation { createAccessToken(input: { name: "X", scopes: [READ] }) { secret } }',
        "mutation($id: ID!) { revokeAccessToken(input: { id: $id }) { revokedId } }",
    ],
)
async def test_no_token_changes_what_opens_the_account(application: Application, document: str) -> None:
    staff = await application.staff()
    token_id, secret = await application.access_token(staff, "READ", "WRITE", "READ_ACCESS", "STAFF")
    variables: dict[str, Any] = {"id": token_id} if "$id" in document else {}
    assert (await application.ask(document, token=secret, **variables)).codes == ["FORBIDDEN"]
    assert await application.is_signed_in(secret)
    assert len((await application.ask(LIST, token=staff.token)).data["accessTokens"]) == 1
    assert (await application.log_in(staff.email)).problems == []


@pytest.mark.usefixtures("nothing_kept")
async def test_staffs_rights_go_with_a_token_only_where_it_says_so(application: Application) -> None:
    staff, person = await application.staff(), await application.person()
    _, plain = await application.access_token(staff, "READ", "WRITE")
    _, full = await application.access_token(staff, "READ", "STAFF")
    assert (await application.ask(ASKING_AS_STAFF, token=plain)).codes == ["FORBIDDEN"]
    assert (await application.ask(ASKING_AS_STAFF, token=full)).data == {"totalCount": 0}
    assert (await application.ask("{ viewer { isStaff } }", token=plain)).data == {"isStaff": False}
    asked = {"name": "", "scopes": ["READ", "STAFF"]}
    assert (await application.ask(CREATE_TOKEN, token=person.token, input=asked)).codes == ["FORBIDDEN"]
    await application.execute("DELETE FROM staff WHERE email = :email", email=staff.email)
    assert (await application.ask(ASKING_AS_STAFF, token=full)).codes == ["FORBIDDEN"]


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
    refused = await application.ask(READING, token=secret)
    assert refused.codes == ["UNAUTHENTICATED"]
    assert refused.response.status_code == 401
    assert (await application.ask(LIST, token=person.token)).data == {"accessTokens": []}
    again = await application.ask(REVOKE_TOKEN, token=person.token, input={"id": token_id})
    assert again.bytes == absent.bytes


async def test_a_token_ends_when_it_was_said_to(application: Application) -> None:
    person = await application.person()
    _, secret = await application.access_token(person, "READ", expires_at=ahead(seconds=0.8))
    assert await application.is_signed_in(secret)
    await asyncio.sleep(1)
    assert (await application.ask(READING, token=secret)).codes == ["UNAUTHENTICATED"]


@pytest.mark.usefixtures("nothing_kept")
async def test_the_last_use_is_written_once_a_minute_beside_the_request(application: Application) -> None:
    person = await application.person()
    _, secret = await application.access_token(person, "READ")
    before = (await application.ask(LIST, token=person.token)).data["accessTokens"][0]["lastUsedAt"]
    assert before is None
    await asyncio.gather(*(application.ask(READING, token=secret) for _ in range(10)))
    await asyncio.sleep(0.2)
    first = (await application.ask(LIST, token=person.token)).data["accessTokens"][0]["lastUsedAt"]
    assert first is not None
    with Statements() as statements:
        await application.ask(READING, token=secret)
        await asyncio.sleep(0.2)
    assert not any("UPDATE" in statement for statement in statements)
    assert (await application.ask(LIST, token=person.token)).data["accessTokens"][0]["lastUsedAt"] == first
    await application.execute("UPDATE access_tokens SET last_used_at = last_used_at - interval '61 seconds'")
    with Statements() as statements:
        await application.ask(READING, token=secret)
        await asyncio.sleep(0.2)
    assert sum("UPDATE" in statement for statement in statements) == 1
    [(used,)] = await application.rows(
        select(func.count()).where(AccessToken.last_used_at > func.now() - timedelta(minutes=1))
    )
    assert used == 1


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

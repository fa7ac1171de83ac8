"""Logging in with a password and logging out, and what is allowed before a password is set."""

import asyncio

import pytest
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import func, select

from db.tables import Account, Session
from tests.accounts.application import (
    LOG_IN,
    LOG_OUT,
    PASSWORD,
    SET_PASSWORD,
    VIEWER,
    Application,
    Statements,
    new_address,
)

GROUPS = "{ groups { totalCount } }"
MAKE_GROUP = 'mutation { createGroup(input: { name: "Chess" }) { group { id } } }'


async def sessions_of(application: Application, email: str) -> int:
    statement = select(func.count()).join(Account).where(Account.email == email, Session.ended_at.is_(None))
    [(found,)] = await application.rows(statement.select_from(Session))
    return int(found)


async def test_who_has_a_password_logs_in_however_the_address_is_written(application: Application) -> None:
    person = await application.person()
    answer = await application.log_in(f"  {person.email.upper()}")
    assert answer.data["viewer"] == {"mustSetPassword": False, "account": {"email": person.email}}
    assert answer.data["token"].startswith("ush_s_")
    assert answer.data["inviteKey"] is None
    viewer = (await application.ask(VIEWER, token=answer.data["token"])).data
    assert viewer["account"]["email"] == person.email


async def test_a_password_is_the_same_however_its_accents_are_composed(application: Application) -> None:
    person = await application.newcomer()
    await application.set_password(person.token, "vi\u00f3let harbour tractor")
    assert (await application.log_in(person.email, "vio\u0301let harbour tractor")).problems == []


async def test_wrong_credentials_answer_alike_whoever_is_known(application: Application) -> None:
    known, without_password = await application.person(), await application.newcomer()
    tried = {
        known.email: "not the password at all",
        without_password.email: PASSWORD,
        new_address(): PASSWORD,
        "no address": PASSWORD,
        f"a@{'b' * 300}.org": PASSWORD,
    }
    answers, statements = [], []
    for email, password in tried.items():
        with Statements() as seen:
            answers.append(await application.log_in(email, password))
        statements.append(list(seen))
    assert {answer.bytes for answer in answers} == {answers[0].bytes}
    assert answers[0].problems == [("INVALID_CREDENTIALS", [])]
    assert answers[0].data["token"] is None
    assert all("set-cookie" not in answer.response.headers for answer in answers)
    assert statements == [statements[0]] * len(tried)
    too_long = [await application.log_in(email, PASSWORD * 200) for email in tried]
    assert {answer.bytes for answer in too_long} == {too_long[0].bytes}
    assert too_long[0].problems == [("TOO_LONG", ["password"])]
    assert await sessions_of(application, known.email) == 1


async def test_blank_fields_are_said(application: Application) -> None:
    answer = await application.ask(LOG_IN, input={"email": " ", "password": ""})
    assert answer.problems == [("BLANK", ["email"]), ("BLANK", ["password"])]


async def test_a_hash_by_older_parameters_is_made_anew_on_logging_in(application: Application) -> None:
    person = await application.person()
    older = Argon2Hasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)
    await application.execute("UPDATE accounts SET password_hash = :h WHERE email = :e", h=older, e=person.email)
    assert (await application.log_in(person.email, "something else")).problems == [("INVALID_CREDENTIALS", [])]
    hashes = select(Account.password_hash).where(Account.email == person.email)
    assert (await application.rows(hashes))[0].password_hash == older
    assert (await application.log_in(person.email)).problems == []
    newer = (await application.rows(hashes))[0].password_hash
    assert newer.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert (await application.log_in(person.email)).problems == []
    assert (await application.rows(hashes))[0].password_hash == newer


async def test_a_damaged_hash_is_nobodys(application: Application) -> None:
    person = await application.person()
    await application.execute("UPDATE accounts SET password_hash = 'damaged' WHERE email = :e", e=person.email)
    assert (await application.log_in(person.email)).problems == [("INVALID_CREDENTIALS", [])]


async def test_no_connection_is_held_while_passwords_are_checked(application: Application) -> None:
    """The logins are three times as many as the connections; a request without a password check does not wait."""
    people = [await application.person() for _ in range(3)]
    logins = [asyncio.create_task(application.log_in(people[n % 3].email)) for n in range(60)]
    await asyncio.sleep(0.1)
    assert (await application.ask("{ viewer { isStaff } }", token=people[0].token)).data == {"isStaff": False}
    done = sum(login.done() for login in logins)
    answers = await asyncio.gather(*logins)
    assert [answer.problems for answer in answers] == [[]] * 60
    assert done < 30


async def test_logging_out_ends_this_session_alone(application: Application) -> None:
    person = await application.person()
    other = (await application.log_in(person.email)).data["token"]
    out = await application.ask(LOG_OUT, token=other)
    assert out.problems == []
    assert "usher=; Max-Age=0" in out.response.headers["set-cookie"]
    assert (await application.ask(VIEWER, token=other)).codes == ["UNAUTHENTICATED"]
    assert await application.is_signed_in(person.token)


async def test_what_follows_in_the_same_request_is_the_newcomers_and_then_nobodys(application: Application) -> None:
    person = await application.person()
    document = (
        "mutation($input: LogInInput!) { in: logIn(input: $input) { token }"
        ' first: createGroup(input: { name: "Chess" }) { group { name } } }'
    )
    answer = await application.ask(document, input={"email": person.email, "password": PASSWORD})
    assert answer.response.json()["data"]["first"] == {"group": {"name": "Chess"}}
    left = await application.ask(
        'mutation { logOut { userErrors { code } } after: createGroup(input: { name: "Go" }) { group { name } } }',
        token=answer.response.json()["data"]["in"]["token"],
    )
    assert left.codes == ["UNAUTHENTICATED"]
    assert left.response.json()["data"]["after"] is None


async def test_nobody_is_nobody(application: Application) -> None:
    assert (await application.ask(VIEWER)).data is None
    assert (await application.ask(LOG_OUT)).codes == ["UNAUTHENTICATED"]
    assert (await application.ask(SET_PASSWORD, input={"password": PASSWORD})).codes == ["UNAUTHENTICATED"]
    assert (await application.ask('{ accounts(search: "a") { totalCount } }')).codes == ["UNAUTHENTICATED"]


@pytest.mark.parametrize(
    "document",
    [
        GROUPS,
        MAKE_GROUP,
        '{ node(id: "x") { id } }',
        '{ accounts(search: "a") { totalCount } }',
        'mutation { updateProfile(input: { name: "Ann" }) { userErrors { code } } }',
        'mutation { createAccessToken(input: { name: "A", scopes: [READ] }) { secret } }',
        'mutation { revokeAccessToken(input: { id: "x" }) { revokedId } }',
        "{ viewer { liveCursor } }",
        "{ viewer { accessTokens { id } } }",
        "{ viewer { memberships { totalCount } } }",
    ],
)
async def test_before_a_password_is_set_all_else_is_refused(application: Application, document: str) -> None:
    newcomer = await application.newcomer()
    refused = await application.ask(document, token=newcomer.token)
    assert refused.codes == ["PASSWORD_REQUIRED"]
    assert (await application.ask("{ site { name } }", token=newcomer.token)).data == {"name": "Usher"}
    assert (await application.set_password(newcomer.token)).problems == []
    assert "PASSWORD_REQUIRED" not in (await application.ask(document, token=newcomer.token)).codes


async def test_a_newcomer_may_log_out_without_a_password(application: Application) -> None:
    newcomer = await application.newcomer()
    assert (await application.ask(LOG_OUT, token=newcomer.token)).problems == []
    assert not await application.is_signed_in(newcomer.token)


async def test_staff_find_accounts_and_nobody_else_does(application: Application) -> None:
    person, staff = await application.person(name="Quentin Unusual"), await application.staff()
    document = '{ accounts(search: "unus") { totalCount nodes { name email } } }'
    assert (await application.ask(document, token=person.token)).codes == ["FORBIDDEN"]
    found = (await application.ask(document, token=staff.token)).data
    assert found == {"totalCount": 1, "nodes": [{"name": "Quentin Unusual", "email": person.email}]}
    assert (await application.ask(VIEWER, token=staff.token)).data["isStaff"] is True

"""Logging in with a password."""

import asyncio

from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import func, select

from db.tables import Account, Session
from tests.accounts.application import PASSWORD, Application, Statements, new_address
from tests.accounts.documents import LOG_IN, VIEWER


async def sessions_of(application: Application, email: str) -> int:
    statement = select(func.count()).join(Account).where(Account.email == email, Session.ended_at.is_(None))
    [(found,)] = await application.rows(statement.select_from(Session))
    return int(found)


async def test_an_address_may_be_written_in_any_case_and_with_blanks_to_log_in(application: Application) -> None:
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


async def test_wrong_credentials_get_the_same_answer_for_any_address(application: Application) -> None:
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

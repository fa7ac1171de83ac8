"""Signing in by bearer token, and which credentials are refused."""

import asyncio

import pytest

from tests.accounts.application import Application, Statements, new_address
from tests.accounts.documents import ME


@pytest.mark.parametrize(
    "header",
    [
        "Bearer ush_s_" + "A" * 43,
        "Bearer ush_t_" + "A" * 43,
        "Bearer something else",
        "Bearer ",
        "Bearer",
        "Basic dXNlcjpwYXNz",
        "ush_s_" + "A" * 43,
        "",
    ],
)
async def test_a_token_that_is_not_good_is_refused_and_not_taken_for_nobody(
    application: Application, header: str
) -> None:
    answer = await application.ask("{ site { name } }", headers={"Authorization": header})
    assert answer.codes == ["UNAUTHENTICATED"]
    assert answer.response.status_code == 401
    assert "data" not in answer.response.json()
    assert "set-cookie" not in answer.response.headers


@pytest.mark.usefixtures("nothing_kept")
async def test_a_session_ends_by_itself(application: Application) -> None:
    person = await application.person()
    assert await application.is_signed_in(person.token)
    await application.execute(
        "UPDATE sessions SET expires_at = clock_timestamp() FROM accounts"
        " WHERE accounts.id = account_id AND email = :email",
        email=person.email,
    )
    assert (await application.ask(ME, token=person.token)).codes == ["UNAUTHENTICATED"]


@pytest.mark.usefixtures("nothing_kept")
async def test_signing_in_takes_one_statement(application: Application) -> None:
    person = await application.person()
    _, secret = await application.access_token(person, "READ")
    await application.ask(ME, token=secret)
    for token in (person.token, secret):
        with Statements() as statements:
            assert (await application.ask("{ viewer { isStaff mustSetPassword } }", token=token)).codes == []
        assert len(statements) == 1, statements
    with Statements() as statements:
        await application.ask("{ viewer { isStaff } }", headers={"Cookie": "usher=ush_s_x"})
        await application.ask("{ viewer { isStaff } }")
    assert statements == []


@pytest.mark.usefixtures("nothing_kept")
async def test_staff_are_known_by_their_address_from_the_next_request_on(application: Application) -> None:
    person = await application.person(new_address())
    asked = "{ viewer { isStaff } }"
    assert (await application.ask(asked, token=person.token)).data == {"isStaff": False}
    await application.execute("INSERT INTO staff (email) VALUES (:email)", email=person.email)
    assert (await application.ask(asked, token=person.token)).data == {"isStaff": True}
    await application.execute("DELETE FROM staff WHERE email = :email", email=person.email)
    assert (await application.ask(asked, token=person.token)).data == {"isStaff": False}


async def test_twenty_at_once_with_one_session(application: Application) -> None:
    person = await application.person()
    answers = await asyncio.gather(*(application.ask(ME, token=person.token) for _ in range(20)))
    assert {answer.data["account"]["email"] for answer in answers} == {person.email}

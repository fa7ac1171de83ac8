"""Setting a password: its requirements, and when the current one is asked for."""

import asyncio

import pytest
from sqlalchemy import select

from db.tables import Account
from tests.accounts.application import ANOTHER, PASSWORD, Application, Registered, new_address
from tests.accounts.documents import REQUEST


async def hash_of(application: Application, person: Registered) -> str | None:
    rows = await application.rows(select(Account.password_hash).where(Account.email == person.email))
    found: str | None = rows[0].password_hash
    return found


@pytest.mark.parametrize(
    "password",
    ["", "short", "password123", "qwertyuiop", "aaaaaaaaaaaa", "x" * 1025, "Wilhelmina Worthington", "{email}"],
)
async def test_a_weak_password_is_not_taken(application: Application, password: str) -> None:
    person = await application.newcomer(name="Wilhelmina Worthington")
    answer = await application.set_password(person.token, password.format(email=person.email))
    assert answer.problems == [("WEAK_PASSWORD", ["password"])]
    assert answer.data["viewer"] is None
    assert await hash_of(application, person) is None


@pytest.mark.parametrize(
    "password", ["john{n} @ x.example", "wilhelmina.worthington-2", "Usher2024!!!", "127.0.0.1:8000"]
)
async def test_names_of_the_account_and_the_site_are_refused_as_passwords(
    application: Application, password: str
) -> None:
    email = new_address().replace("somebody", "john").replace("example.org", "x.example")
    person = await application.newcomer(email, "Wilhelmina Worthington")
    number = email.removeprefix("john").partition("@")[0]
    answer = await application.set_password(person.token, password.format(n=number))
    assert answer.problems == [("WEAK_PASSWORD", ["password"])]


async def test_after_a_one_time_login_no_current_password_is_needed(application: Application) -> None:
    person = await application.person()
    await application.ask(REQUEST, input={"email": person.email})
    back = (await application.follow(await application.link(person.email))).data["token"]
    answer = await application.set_password(back, ANOTHER)
    assert answer.data["viewer"] == {"mustSetPassword": False, "accessTokens": []}
    assert (await application.log_in(person.email, PASSWORD)).problems == [("INVALID_CREDENTIALS", [])]
    assert (await application.log_in(person.email, ANOTHER)).problems == []


@pytest.mark.parametrize("current", [None, "", "not the password"])
async def test_else_the_current_password_is_needed(application: Application, current: str | None) -> None:
    person = await application.person()
    before = await hash_of(application, person)
    answer = await application.set_password(person.token, ANOTHER, current)
    assert answer.problems == [("INVALID_CREDENTIALS", ["currentPassword"])]
    assert await hash_of(application, person) == before
    again = await application.set_password(person.token, ANOTHER, PASSWORD)
    assert again.problems == []
    third = await application.set_password(person.token, PASSWORD)
    assert third.problems == [("INVALID_CREDENTIALS", ["currentPassword"])]


async def test_of_two_passwords_set_at_once_one_holds(application: Application) -> None:
    person = await application.newcomer()
    passwords = [f"{word} harbour tractor" for word in ("violet", "golden", "silent", "wooden")]
    answers = await asyncio.gather(*(application.set_password(person.token, password) for password in passwords))
    good = [password for password, answer in zip(passwords, answers, strict=True) if not answer.problems]
    assert len(good) == 1
    assert [answer.problems for answer in answers].count([("INVALID_CREDENTIALS", ["currentPassword"])]) == 3
    logins = [(await application.log_in(person.email, password)).problems == [] for password in passwords]
    assert logins == [password in good for password in passwords]

"""Names and usernames."""

import asyncio

import pytest
from sqlalchemy import select

from db.tables import Account
from tests.accounts.application import Answer, Application, Registered
from tests.accounts.documents import PROFILE


async def change(application: Application, person: Registered, **given: str | None) -> Answer:
    return await application.ask(PROFILE, token=person.token, input=given)


async def test_fields_left_out_are_kept(application: Application) -> None:
    person = await application.person(name="Peter Plain")
    before = (await change(application, person)).data["viewer"]["account"]
    assert before["name"] == "Peter Plain"
    renamed = (await change(application, person, name=" Pétra Plain ", username=None)).data["viewer"]["account"]
    assert renamed == {"name": "Pétra Plain", "username": before["username"]}
    chosen = f"petra_{person.email.partition('@')[0]}"
    assert (await change(application, person, username=chosen.upper())).data["viewer"]["account"] == {
        "name": "Pétra Plain",
        "username": chosen,
    }
    [row] = await application.rows(select(Account.sort_name, Account.search).where(Account.email == person.email))
    assert row.sort_name == "petra plain"
    assert " petra plain" in row.search
    assert f" {chosen}" in row.search
    assert "peter" not in row.search


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        ({"name": ""}, [("BLANK", ["name"])]),
        ({"name": "x" * 121}, [("TOO_LONG", ["name"])]),
        ({"name": "a\u202eb"}, [("INVALID_VALUE", ["name"])]),
        ({"username": " "}, [("BLANK", ["username"])]),
        ({"username": "ab"}, [("INVALID_VALUE", ["username"])]),
        ({"username": "a b c"}, [("INVALID_VALUE", ["username"])]),
        ({"username": "Admin"}, [("INVALID_VALUE", ["username"])]),
        ({"username": "5upp0rt_"}, [("INVALID_VALUE", ["username"])]),
        ({"username": "..."}, [("INVALID_VALUE", ["username"])]),
        ({"username": "x" * 33}, [("TOO_LONG", ["username"])]),
        ({"name": "", "username": "é" * 4}, [("BLANK", ["name"]), ("INVALID_VALUE", ["username"])]),
    ],
)
async def test_problems_of_a_profile_are_user_errors(
    application: Application, given: dict[str, str], problems: list[tuple[str, list[str]]]
) -> None:
    person = await application.person(name="Mona Mended")
    answer = await change(application, person, **given)
    assert answer.problems == problems
    assert answer.data["viewer"] is None
    assert (await change(application, person)).data["viewer"]["account"]["name"] == "Mona Mended"


async def test_a_username_is_one_persons(application: Application) -> None:
    first, second = await application.person(), await application.person(name="Second")
    name = f"wanted.{first.email.partition('@')[0]}"
    assert (await change(application, first, username=name)).problems == []
    assert (await change(application, first, username=name)).problems == []
    answer = await change(application, second, name="Changed Too", username=name.upper())
    assert answer.problems == [("USERNAME_TAKEN", ["username"])]
    assert (await change(application, second)).data["viewer"]["account"]["name"] == "Second"


async def test_of_many_who_want_a_username_one_gets_it(application: Application) -> None:
    people = [await application.person() for _ in range(6)]
    name = f"rush.{people[0].email.partition('@')[0]}"
    answers = await asyncio.gather(*(change(application, person, username=name) for person in people))
    assert sorted(len(answer.problems) for answer in answers) == [0, 1, 1, 1, 1, 1]


async def test_nobody_and_tokens_change_no_profile(application: Application) -> None:
    person = await application.person(name="Stays As They Are")
    _, secret = await application.access_token(person, "READ", "WRITE", "READ_ACCESS")
    assert (await application.ask(PROFILE, input={"name": "X"})).codes == ["UNAUTHENTICATED"]
    assert (await application.ask(PROFILE, token=secret, input={"name": "X"})).codes == ["FORBIDDEN"]
    assert (await change(application, person)).data["viewer"]["account"]["name"] == "Stays As They Are"


async def test_a_username_like_the_sites_gets_a_number_and_older_accounts_keep_theirs(
    application: Application,
) -> None:
    person = await application.person(name="Usher")
    made = (await change(application, person)).data["viewer"]["account"]["username"]
    assert made.startswith("usher-")
    await application.execute("UPDATE accounts SET username = '...' WHERE email = :email", email=person.email)
    kept = await change(application, person, username="...", name="Still Here")
    assert kept.data["viewer"]["account"] == {"name": "Still Here", "username": "..."}
    assert (await change(application, person, username="___")).problems == [("INVALID_VALUE", ["username"])]
    assert (await change(application, person, username=made)).problems == []

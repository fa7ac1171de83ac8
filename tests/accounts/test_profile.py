"""Names and usernames."""

import asyncio

import pytest
from sqlalchemy import select

from db.tables import Account
from tests.accounts.accounts_world import PROFILE, Answer, Person, World


async def change(world: World, person: Person, **given: str | None) -> Answer:
    return await world.ask(PROFILE, token=person.token, input=given)


async def test_what_is_left_out_stays(world: World) -> None:
    person = await world.person(name="Peter Plain")
    before = (await change(world, person)).data["viewer"]["account"]
    assert before["name"] == "Peter Plain"
    renamed = (await change(world, person, name=" Pétra Plain ", username=None)).data["viewer"]["account"]
    assert renamed == {"name": "Pétra Plain", "username": before["username"]}
    chosen = f"petra_{person.email.partition('@')[0]}"
    assert (await change(world, person, username=chosen.upper())).data["viewer"]["account"] == {
        "name": "Pétra Plain",
        "username": chosen,
    }
    [row] = await world.rows(select(Account.sort_name, Account.search).where(Account.email == person.email))
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
async def test_what_can_be_mended_is_said(
    world: World, given: dict[str, str], problems: list[tuple[str, list[str]]]
) -> None:
    person = await world.person(name="Mona Mended")
    answer = await change(world, person, **given)
    assert answer.problems == problems
    assert answer.data["viewer"] is None
    assert (await change(world, person)).data["viewer"]["account"]["name"] == "Mona Mended"


async def test_a_username_is_one_persons(world: World) -> None:
    first, second = await world.person(), await world.person(name="Second")
    name = f"wanted.{first.email.partition('@')[0]}"
    assert (await change(world, first, username=name)).problems == []
    assert (await change(world, first, username=name)).problems == []
    answer = await change(world, second, name="Changed Too", username=name.upper())
    assert answer.problems == [("USERNAME_TAKEN", ["username"])]
    assert (await change(world, second)).data["viewer"]["account"]["name"] == "Second"


async def test_of_many_who_want_a_username_one_gets_it(world: World) -> None:
    people = [await world.person() for _ in range(6)]
    name = f"rush.{people[0].email.partition('@')[0]}"
    answers = await asyncio.gather(*(change(world, person, username=name) for person in people))
    assert sorted(len(answer.problems) for answer in answers) == [0, 1, 1, 1, 1, 1]


async def test_nobody_and_tokens_change_no_profile(world: World) -> None:
    person = await world.person(name="Stays As They Are")
    _, secret = await world.access_token(person, "READ", "WRITE", "READ_ACCESS")
    assert (await world.ask(PROFILE, input={"name": "X"})).codes == ["UNAUTHENTICATED"]
    assert (await world.ask(PROFILE, token=secret, input={"name": "X"})).codes == ["FORBIDDEN"]
    assert (await change(world, person)).data["viewer"]["account"]["name"] == "Stays As They Are"


async def test_who_is_called_like_the_site_gets_a_number_and_older_accounts_keep_theirs(world: World) -> None:
    person = await world.person(name="Usher")
    made = (await change(world, person)).data["viewer"]["account"]["username"]
    assert made.startswith("usher-")
    await world.execute("UPDATE accounts SET username = '...' WHERE email = :email", email=person.email)
    kept = await change(world, person, username="...", name="Still Here")
    assert kept.data["viewer"]["account"] == {"name": "Still Here", "username": "..."}
    assert (await change(world, person, username="___")).problems == [("INVALID_VALUE", ["username"])]
    assert (await change(world, person, username=made)).problems == []

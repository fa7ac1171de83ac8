"""Whom to invite: found by name and username among those whom a manager may find, and never by address."""

import itertools
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from app.settings import Settings
from app.wiring import create_app
from db.queries import candidates
from db.queries.searching import matches
from db.reader import Reader
from db.tables import Account
from tests.caseload.conftest import Opening
from tests.caseload.practice import Practice, open_practice
from tests.support.people import People, Person
from tests.support.servers import served

CANDIDATES = """
query($g: ID!, $s: String!, $n: Int) { group(id: $g) { inviteCandidates(search: $s, first: $n) {
  account { id name email } isMember pendingInvitation { id status }
} } }"""


async def candidates_of(practice: Practice, search: str, by: Person | None = None, first: int | None = 100) -> Any:
    found = await (by or practice.therapist).ok(CANDIDATES, g=practice.group, s=search, n=first)
    return found["group"]["inviteCandidates"]


def names(found: Any) -> list[str]:
    return [one["account"]["name"] for one in found]


async def test_by_any_word_of_name_and_username_without_case_and_accents(opened: Opening) -> None:
    practice = await opened(None)
    people = await practice.people.many(["Änna Bell", "Bella Ånderson", "Carl Quist"])
    for person in people:
        await practice.bring(person, group=await practice.new_group())
    assert names(await candidates_of(practice, "AN")) == ["Änna Bell", "Bella Ånderson"]
    assert names(await candidates_of(practice, "bell")) == ["Änna Bell", "Bella Ånderson"]
    assert names(await candidates_of(practice, "bell än")) == ["Änna Bell", "Bella Ånderson"]
    assert names(await candidates_of(practice, "carl ann")) == []
    username = (await people[2].ok("{ viewer { account { username } } }"))["viewer"]["account"]["username"]
    assert names(await candidates_of(practice, username.upper())) == ["Carl Quist"]
    assert names(await candidates_of(practice, username[:4])) != []
    assert names(await candidates_of(practice, people[2].email.upper())) == ["Carl Quist"]  # an address that they see
    assert names(await candidates_of(practice, people[2].email[1:])) == []
    assert names(await candidates_of(practice, "example")) == []
    assert names(await candidates_of(practice, "%")) == []
    assert len(await candidates_of(practice, "", first=2)) == 2


@pytest.mark.parametrize("directory", ["shared", "everyone"])
async def test_an_exact_username_comes_first(
    opened: Opening, engine: AsyncEngine, settings: Settings, dsn: str, directory: str
) -> None:
    practice = await opened(None)
    word = f"q{practice.run}"
    crowd = await practice.people.many([f"{word} A{number:02}" for number in range(12)])
    target, stranger = await practice.people.many([f"{word} Zett", f"{word} Zwei"])
    async with engine.begin() as connection:
        for one, username in ((target, word), (stranger, f"{word}.zwei")):
            renamed = {"username": username, "search": f" {word} {one.name.casefold()} {username}"}
            await connection.execute(update(Account).where(Account.id == one.key).values(**renamed))
    elsewhere = await practice.new_group()
    for person in [*crowd, target]:
        await practice.bring(person, group=elsewhere)
    app = create_app(settings.model_copy(update={"directory": directory}), dsn, jobs=False)
    async with served(app) as url:
        therapist = practice.therapist.at(url)
        for typed in (word, word.upper(), f"@{word}", f" {word} "):
            found = names(await candidates_of(practice, typed, therapist, first=10))
            assert found == [target.name, *(person.name for person in crowd[:9])]
        named = names(await candidates_of(practice, f"{word}.zwei", therapist, first=10))
        assert named[:1] == ([stranger.name] if directory == "everyone" else [])
        assert names(await candidates_of(practice, target.email, therapist)) == [target.name]
        assert names(await candidates_of(practice, stranger.email, therapist)) == []


async def test_only_who_may_be_found_is_found(opened: Opening, people: People) -> None:
    practice = await opened(None)
    companion, patient, stranger = await people.many([f"{practice.run} {kind}" for kind in ("C", "P", "S")])
    await practice.bring(companion, role="FACILITATOR")
    elsewhere = await practice.new_group()
    await practice.bring(patient, group=elsewhere)
    await patient.mutate("leaveGroup", {"groupId": elsewhere}, "")
    assert names(await candidates_of(practice, practice.run)) == [companion.name, patient.name]
    assert names(await candidates_of(practice, practice.run, by=companion)) == [companion.name]
    invited = await practice.therapist.mutate(
        "inviteMembers",
        {"groupId": practice.group, "recipients": [{"account": {"accountId": one.id}} for one in (patient, stranger)]},
        "results { invitation { email invitee { name } } error { code } }",
    )
    assert [one["error"] and one["error"]["code"] for one in invited["results"]] == [None, "UNKNOWN_PERSON"]
    assert invited["results"][0]["invitation"] == {"email": "p…@example.org", "invitee": {"name": patient.name}}


async def test_members_and_invitees_are_marked(opened: Opening) -> None:
    practice = await opened(None)
    people = await practice.people.many([f"{practice.run} {kind}" for kind in ("Inside", "Invited", "New")])
    elsewhere = await practice.new_group()
    for person in people:
        await practice.bring(person, group=elsewhere)
    await practice.bring(people[0])
    await practice.invite([people[1].email])
    found = await candidates_of(practice, practice.run)
    assert names(found) == [person.name for person in people]
    assert [one["isMember"] for one in found] == [True, False, False]
    assert [one["pendingInvitation"] and one["pendingInvitation"]["status"] for one in found] == [None, "PENDING", None]
    await practice.lapse(people[1].email)
    assert [one["pendingInvitation"] for one in await candidates_of(practice, practice.run)] == [None] * 3


async def test_managers_only_and_a_page_of_1_to_100(opened: Opening, people: People) -> None:
    practice = await opened(None)
    member = await people("Member")
    await practice.bring(member)
    for person in (member, practice.staff):
        assert await person.code(CANDIDATES, g=practice.group, s="a", n=10) == "FORBIDDEN"
    for size in (0, 101, -1):
        assert await practice.therapist.code(CANDIDATES, g=practice.group, s="a", n=size) == "BAD_REQUEST"
    assert len(await candidates_of(practice, "m", first=None)) <= 10


async def test_everyone_where_the_directory_is_public(
    opened: Opening, people: People, settings: Settings, dsn: str
) -> None:
    practice = await opened(None)
    stranger = await people(f"{practice.run} Stranger")
    app = create_app(settings.model_copy(update={"directory": "everyone"}), dsn, jobs=False)
    async with served(app) as url:
        [found] = await candidates_of(practice, practice.run, by=practice.therapist.at(url))
        assert found["account"] == {"id": stranger.id, "name": stranger.name, "email": None}
        by_id = "query($id: ID!) { node(id: $id) { ... on Account { name email } } }"
        shown = await practice.therapist.at(url).ok(by_id, id=stranger.id)
        assert shown == {"node": {"name": stranger.name, "email": None}}
    assert await candidates_of(practice, practice.run) == []


SEARCHES = ("a", "an", "ann", "anna", "anna s", "s", "smi", "smith a", "q", "", "an an", "7", ".", "zz", "smith anna q")
BOUNDS = [(2_500, 1_000, 8_000), (2, 1_000, 8_000), (2_500, 1, 8_000), (2, 1, 8_000), (2, 1, 2), (2_500, 1, 2)]


@pytest.fixture(scope="module")
async def colleagues(people: People, engine: AsyncEngine) -> tuple[Practice, list[Person]]:
    """People of much the same names, and the practice in which every other of them is."""
    practice = await open_practice(people, engine, None)
    firsts, lasts = ("Anna", "Ann", "Sam", "Quinn", "Ánna"), ("Smith", "Anders", "Ashby", "Smithson")
    made = await people.many([f"{first} {last}" for first, last in itertools.product(firsts, lasts)])
    for person in made[::2]:
        await practice.bring(person)
    return practice, made[::2]


@pytest.mark.parametrize("bounds", BOUNDS)
@pytest.mark.parametrize("directory", ["shared", "everyone"])
async def test_every_way_through_the_indexes_finds_the_same(
    colleagues: tuple[Practice, list[Person]],
    engine: AsyncEngine,
    monkeypatch: pytest.MonkeyPatch,
    bounds: tuple[int, int, int],
    directory: str,
) -> None:
    """The sizes decide how it is looked for, never who is found."""
    for name, value in zip(("FEW_WORDS", "FEW_PEOPLE", "MANY_PEOPLE"), bounds, strict=True):
        monkeypatch.setattr(candidates, name, value)
    reader = Reader(engine)
    therapist = colleagues[0].therapist
    circle = {therapist.key, *(person.key for person in colleagues[1])}
    for search in SEARCHES:
        every = select(Account.id, Account.sort_name).where(*matches(Account.search, search))
        rows = await reader.rows(every.order_by(Account.sort_name, Account.id))
        expected = [row.id for row in rows if directory == "everyone" or row.id in circle][:7]
        found = await candidates.find(
            reader, search, account_id=therapist.key, group_id=1, directory=directory, limit=7
        )
        assert [row.id for row in found] == expected, search


async def test_a_new_name_is_found_and_the_old_one_no_more(opened: Opening) -> None:
    practice = await opened(None)
    person = await practice.people("Before")
    await practice.bring(person)
    await person.mutate("updateProfile", {"name": "Afterwards Now", "username": f"u.{practice.run}"}, "")
    assert names(await candidates_of(practice, "before")) == []
    assert names(await candidates_of(practice, f"u.{practice.run}")) == ["Afterwards Now"]
    assert names(await candidates_of(practice, "now")) == ["Afterwards Now"]

"""Setting a password: what it needs, and what it ends."""

import asyncio

import pytest
from sqlalchemy import select, text

from db.tables import Account
from db.tables.events import StreamEvent
from tests.accounts.accounts_world import ANOTHER, LOG_OUT, PASSWORD, REQUEST, Person, World, new_address
from tests.support.locks import blocked


async def hash_of(world: World, person: Person) -> str | None:
    rows = await world.rows(select(Account.password_hash).where(Account.email == person.email))
    found: str | None = rows[0].password_hash
    return found


@pytest.mark.parametrize(
    "password",
    ["", "short", "password123", "qwertyuiop", "aaaaaaaaaaaa", "x" * 1025, "Wilhelmina Worthington", "{email}"],
)
async def test_a_weak_password_is_not_taken(world: World, password: str) -> None:
    person = await world.newcomer(name="Wilhelmina Worthington")
    answer = await world.set_password(person.token, password.format(email=person.email))
    assert answer.problems == [("WEAK_PASSWORD", ["password"])]
    assert answer.data["viewer"] is None
    assert await hash_of(world, person) is None


@pytest.mark.parametrize(
    "password", ["john{n} @ x.example", "wilhelmina.worthington-2", "Usher2024!!!", "127.0.0.1:8000"]
)
async def test_what_the_account_and_the_site_are_called_is_not_taken(world: World, password: str) -> None:
    email = new_address().replace("somebody", "john").replace("example.org", "x.example")
    person = await world.newcomer(email, "Wilhelmina Worthington")
    number = email.removeprefix("john").partition("@")[0]
    answer = await world.set_password(person.token, password.format(n=number))
    assert answer.problems == [("WEAK_PASSWORD", ["password"])]


async def test_a_new_password_ends_the_login_links_that_are_open(world: World) -> None:
    person, bystander = await world.person(), await world.person()
    for one in (person, bystander):
        await world.ask(REQUEST, input={"email": one.email})
    mailed = await world.link(person.email)
    wrong = await world.set_password(person.token, ANOTHER, "not the password")
    assert wrong.problems == [("INVALID_CREDENTIALS", ["currentPassword"])]
    assert (await world.set_password(person.token, ANOTHER, PASSWORD)).problems == []
    assert (await world.follow(mailed)).problems == [("LINK_UNUSABLE", ["token"])]
    assert (await world.follow(await world.link(bystander.email))).problems == []
    await world.ask(REQUEST, input={"email": person.email})
    assert (await world.follow(await world.link(person.email))).problems == [], "one asked for later is good"


async def test_a_link_followed_while_the_password_is_set_leaves_no_session(world: World) -> None:
    """Whichever comes first: the link no longer works, or the session that it began has ended."""
    for _ in range(8):
        person = await world.person()
        await world.ask(REQUEST, input={"email": person.email})
        link = await world.link(person.email)
        change, followed = await asyncio.gather(world.set_password(person.token, ANOTHER, PASSWORD), world.follow(link))
        assert change.problems == []
        assert followed.data["token"] is None or not await world.is_signed_in(followed.data["token"])


async def test_after_a_one_time_login_no_current_password_is_needed(world: World) -> None:
    person = await world.person()
    await world.ask(REQUEST, input={"email": person.email})
    back = (await world.follow(await world.link(person.email))).data["token"]
    answer = await world.set_password(back, ANOTHER)
    assert answer.data["viewer"] == {"mustSetPassword": False, "accessTokens": []}
    assert (await world.log_in(person.email, PASSWORD)).problems == [("INVALID_CREDENTIALS", [])]
    assert (await world.log_in(person.email, ANOTHER)).problems == []


@pytest.mark.parametrize("current", [None, "", "not the password"])
async def test_else_the_current_password_is_needed(world: World, current: str | None) -> None:
    person = await world.person()
    before = await hash_of(world, person)
    answer = await world.set_password(person.token, ANOTHER, current)
    assert answer.problems == [("INVALID_CREDENTIALS", ["currentPassword"])]
    assert await hash_of(world, person) == before
    again = await world.set_password(person.token, ANOTHER, PASSWORD)
    assert again.problems == []
    third = await world.set_password(person.token, PASSWORD)
    assert third.problems == [("INVALID_CREDENTIALS", ["currentPassword"])]


async def test_a_new_password_ends_every_other_session_and_token(world: World) -> None:
    person, bystander = await world.person(), await world.person()
    others = [(await world.log_in(person.email)).data["token"] for _ in range(3)]
    _, secret = await world.access_token(person, "READ")
    assert await world.is_signed_in(secret)
    assert (await world.set_password(person.token, ANOTHER, PASSWORD)).problems == []
    assert [await world.is_signed_in(token) for token in (*others, secret)] == [False] * 4
    assert await world.is_signed_in(person.token)
    assert await world.is_signed_in(bystander.token)
    told = await world.rows(
        select(StreamEvent.kind)
        .join(Account, Account.id == StreamEvent.stream_id)
        .where(Account.email == person.email, StreamEvent.stream == "a")
        .order_by(StreamEvent.number)
    )
    begun = ["session.BEGUN"] * 4 + ["token.CREATED"]
    assert [row.kind for row in told] == begun + ["session.ENDED"] * 3 + ["token.REVOKED"]


async def test_a_login_with_the_old_password_does_not_slip_past_a_new_one(world: World) -> None:
    """Both have checked the password that was right when they began; the new one is written first."""
    person = await world.person()
    async with world.engine.begin() as holding:
        await holding.execute(text("LOCK TABLE sessions IN SHARE MODE"))
        changing = asyncio.create_task(world.set_password(person.token, ANOTHER, PASSWORD))
        await blocked(world.engine, 1)
        logins = [asyncio.create_task(world.log_in(person.email)) for _ in range(4)]
        await blocked(world.engine, 5)
    assert (await changing).problems == []
    answers = await asyncio.gather(*logins)
    tokens = [answer.data["token"] for answer in answers if answer.data["token"]]
    assert [await world.is_signed_in(token) for token in tokens] == [False] * len(tokens)
    assert [answer.problems for answer in answers] == [[("INVALID_CREDENTIALS", [])]] * 4


async def test_of_two_passwords_set_at_once_one_holds(world: World) -> None:
    person = await world.newcomer()
    passwords = [f"{word} harbour tractor" for word in ("violet", "golden", "silent", "wooden")]
    answers = await asyncio.gather(*(world.set_password(person.token, password) for password in passwords))
    good = [password for password, answer in zip(passwords, answers, strict=True) if not answer.problems]
    assert len(good) == 1
    assert [answer.problems for answer in answers].count([("INVALID_CREDENTIALS", ["currentPassword"])]) == 3
    logins = [(await world.log_in(person.email, password)).problems == [] for password in passwords]
    assert logins == [password in good for password in passwords]


async def test_a_session_that_is_logged_out_meanwhile_sets_nothing(world: World) -> None:
    """Whichever comes first: the password is never set by a session that had ended before."""
    for _ in range(5):
        person = await world.person()
        change, out = await asyncio.gather(
            world.set_password(person.token, ANOTHER, PASSWORD), world.ask(LOG_OUT, token=person.token)
        )
        assert out.problems == []
        changed = change.codes == [] and change.problems == []
        assert changed or change.codes == ["UNAUTHENTICATED"]
        assert ((await world.log_in(person.email, ANOTHER)).problems == []) is changed

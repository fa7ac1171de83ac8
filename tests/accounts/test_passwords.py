"""Setting a password: its requirements, and which credentials it ends."""

import asyncio

import pytest
from sqlalchemy import select, text

from db.tables import Account
from db.tables.events import StreamEvent
from tests.accounts.application import ANOTHER, LOG_OUT, PASSWORD, REQUEST, Application, Registered, new_address
from tests.support.databases import blocked


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
async def test_what_the_account_and_the_site_are_called_is_not_taken(application: Application, password: str) -> None:
    email = new_address().replace("somebody", "john").replace("example.org", "x.example")
    person = await application.newcomer(email, "Wilhelmina Worthington")
    number = email.removeprefix("john").partition("@")[0]
    answer = await application.set_password(person.token, password.format(n=number))
    assert answer.problems == [("WEAK_PASSWORD", ["password"])]


async def test_a_new_password_ends_the_login_links_that_are_open(application: Application) -> None:
    person, bystander = await application.person(), await application.person()
    for one in (person, bystander):
        await application.ask(REQUEST, input={"email": one.email})
    mailed = await application.link(person.email)
    wrong = await application.set_password(person.token, ANOTHER, "not the password")
    assert wrong.problems == [("INVALID_CREDENTIALS", ["currentPassword"])]
    assert (await application.set_password(person.token, ANOTHER, PASSWORD)).problems == []
    assert (await application.follow(mailed)).problems == [("LINK_UNUSABLE", ["token"])]
    assert (await application.follow(await application.link(bystander.email))).problems == []
    await application.ask(REQUEST, input={"email": person.email})
    assert (await application.follow(await application.link(person.email))).problems == [], (
        "one asked for later is good"
    )


async def test_a_link_followed_while_the_password_is_set_leaves_no_session(application: Application) -> None:
    """Either the link no longer works, or the session that it started has ended."""
    for _ in range(8):
        person = await application.person()
        await application.ask(REQUEST, input={"email": person.email})
        link = await application.link(person.email)
        change, followed = await asyncio.gather(
            application.set_password(person.token, ANOTHER, PASSWORD), application.follow(link)
        )
        assert change.problems == []
        assert followed.data["token"] is None or not await application.is_signed_in(followed.data["token"])


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


async def test_a_new_password_ends_every_other_session_and_token(application: Application) -> None:
    person, bystander = await application.person(), await application.person()
    others = [(await application.log_in(person.email)).data["token"] for _ in range(3)]
    _, secret = await application.access_token(person, "READ")
    assert await application.is_signed_in(secret)
    assert (await application.set_password(person.token, ANOTHER, PASSWORD)).problems == []
    assert [await application.is_signed_in(token) for token in (*others, secret)] == [False] * 4
    assert await application.is_signed_in(person.token)
    assert await application.is_signed_in(bystander.token)
    told = await application.rows(
        select(StreamEvent.kind)
        .join(Account, Account.id == StreamEvent.stream_id)
        .where(Account.email == person.email, StreamEvent.stream == "a")
        .order_by(StreamEvent.number)
    )
    begun = ["session.BEGUN"] * 4 + ["token.CREATED"]
    assert [row.kind for row in told] == begun + ["session.ENDED"] * 3 + ["token.REVOKED"]


async def test_a_login_with_the_old_password_does_not_slip_past_a_new_one(application: Application) -> None:
    """Both requests have checked the old password when they begin; the new one is stored first."""
    person = await application.person()
    async with application.engine.begin() as holding:
        await holding.execute(text("LOCK TABLE sessions IN SHARE MODE"))
        changing = asyncio.create_task(application.set_password(person.token, ANOTHER, PASSWORD))
        await blocked(application.engine, 1)
        logins = [asyncio.create_task(application.log_in(person.email)) for _ in range(4)]
        await blocked(application.engine, 5)
    assert (await changing).problems == []
    answers = await asyncio.gather(*logins)
    tokens = [answer.data["token"] for answer in answers if answer.data["token"]]
    assert [await application.is_signed_in(token) for token in tokens] == [False] * len(tokens)
    assert [answer.problems for answer in answers] == [[("INVALID_CREDENTIALS", [])]] * 4


async def test_of_two_passwords_set_at_once_one_holds(application: Application) -> None:
    person = await application.newcomer()
    passwords = [f"{word} harbour tractor" for word in ("violet", "golden", "silent", "wooden")]
    answers = await asyncio.gather(*(application.set_password(person.token, password) for password in passwords))
    good = [password for password, answer in zip(passwords, answers, strict=True) if not answer.problems]
    assert len(good) == 1
    assert [answer.problems for answer in answers].count([("INVALID_CREDENTIALS", ["currentPassword"])]) == 3
    logins = [(await application.log_in(person.email, password)).problems == [] for password in passwords]
    assert logins == [password in good for password in passwords]


async def test_a_session_that_is_logged_out_meanwhile_sets_nothing(application: Application) -> None:
    """A session that has ended never sets the password."""
    for _ in range(5):
        person = await application.person()
        change, out = await asyncio.gather(
            application.set_password(person.token, ANOTHER, PASSWORD), application.ask(LOG_OUT, token=person.token)
        )
        assert out.problems == []
        changed = change.codes == [] and change.problems == []
        assert changed or change.codes == ["UNAUTHENTICATED"]
        assert ((await application.log_in(person.email, ANOTHER)).problems == []) is changed

"""Which credentials a new password ends: login links, sessions and access tokens."""

import asyncio

from sqlalchemy import select, text

from db.tables import Account
from db.tables.events import StreamEvent
from tests.accounts.application import ANOTHER, PASSWORD, Application
from tests.accounts.documents import LOG_OUT, REQUEST
from tests.support.databases import blocked


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

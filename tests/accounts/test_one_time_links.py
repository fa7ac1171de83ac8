"""One-time links work once and for a limited time, and only the newest works; the first login creates the account."""

import asyncio

from sqlalchemy import func, select

from db.tables import Account, Session
from rules.tokens import digest
from tests.accounts.application import Application, new_address
from tests.accounts.documents import LOG_IN, REQUEST


async def another_link(application: Application, email: str) -> str:
    await application.ask(REQUEST, input={"email": email})
    return await application.link(email)


async def test_used_and_expired_links_are_answered_like_unknown_ones(application: Application) -> None:
    person = await application.person()
    replaced = await another_link(application, person.email)
    expired = await another_link(application, person.email)
    await application.execute(
        "UPDATE one_time_links SET expires_at = clock_timestamp() WHERE digest = :digest", digest=digest(expired)
    )
    used = await another_link(application, (await application.person()).email)
    assert (await application.follow(used)).problems == []
    forged = replaced[:-1] + ("A" if replaced[-1] != "A" else "B")
    tried = [used, replaced, expired, forged, "", "ush_l_", "🦆" * 5000, person.token]
    answers = [await application.follow(token) for token in tried]
    assert {answer.bytes for answer in answers} == {answers[0].bytes}
    assert answers[0].problems == [("LINK_UNUSABLE", ["token"])]
    assert answers[0].data["token"] is None
    assert "set-cookie" not in answers[0].response.headers


async def test_of_many_who_use_a_link_at_once_one_gets_in(application: Application) -> None:
    email = new_address()
    await application.register(email)
    link = await application.link(email)
    answers = await asyncio.gather(*(application.follow(link) for _ in range(20)))
    tokens = [answer.data["token"] for answer in answers if answer.data["token"]]
    assert len(tokens) == 1
    assert [answer.problems for answer in answers].count([("LINK_UNUSABLE", ["token"])]) == 19
    [(account_id,)] = await application.rows(select(Account.id).where(Account.email == email))
    [(sessions,)] = await application.rows(select(func.count()).where(Session.account_id == account_id))
    assert sessions == 1


async def test_a_link_used_while_another_is_asked_for_lets_one_in(application: Application) -> None:
    for _ in range(5):
        email = new_address()
        await application.register(email)
        link = await application.link(email)
        first, _ = await asyncio.gather(application.follow(link), application.register(email))
        second = await application.follow(await application.link(email))
        assert second.problems == []
        assert len({second.data["viewer"]["account"]["username"]}) == 1
        [(accounts,)] = await application.rows(select(func.count()).where(Account.email == email))
        assert accounts == 1
        assert first.problems in ([], [("LINK_UNUSABLE", ["token"])])


async def test_every_one_time_login_asks_for_a_password(application: Application) -> None:
    person = await application.person()
    await application.ask(REQUEST, input={"email": person.email})
    back = (await application.follow(await application.link(person.email))).data
    assert back["viewer"]["mustSetPassword"] is True
    refused = await application.ask(
        "{ viewer { badge { total } accessTokens { id } liveCursor } }", token=back["token"]
    )
    assert refused.codes == ["PASSWORD_REQUIRED"] * 3
    assert (await application.ask(LOG_IN, input={"email": person.email, "password": "x"})).problems[0][0] == (
        "INVALID_CREDENTIALS"
    )


async def test_one_link_in_a_request_of_many(application: Application) -> None:
    """Aliases of one request count as separate attempts, one after the other."""
    email = new_address()
    await application.register(email)
    link = await application.link(email)
    fields = " ".join(f"a{n}: logInWithOneTimeLink(input: $input) {{ token }}" for n in range(5))
    answer = await application.ask(
        f"mutation($input: LogInWithOneTimeLinkInput!) {{ {fields} }}", input={"token": link}
    )
    found = [value["token"] is not None for value in answer.response.json()["data"].values()]
    assert found == [True, False, False, False, False]

"""Registering does not reveal who is registered."""

import asyncio

import pytest
from sqlalchemy import func, select

from app.settings import Settings
from db.tables import Account
from tests.accounts.application import Application, Statements, new_address, opened
from tests.accounts.documents import LOG_IN, REGISTER, REQUEST, VIEWER
from tests.support.mailbox import token_in


async def accounts_of(application: Application, email: str) -> int:
    [(found,)] = await application.rows(select(func.count()).where(Account.email == email))
    return int(found)


async def test_a_newcomer_gets_in_by_the_link_that_was_mailed(application: Application) -> None:
    email = new_address()
    assert (await application.register(f" {email.upper()} ", "Zoë  Ångström")).problems == []
    assert await accounts_of(application, email) == 0
    [mail] = await application.mails(email)
    assert "Finish registering" in mail["subject"]
    came_in = (await application.follow(await application.link(email))).data
    assert came_in["viewer"]["mustSetPassword"] is True
    assert came_in["viewer"]["account"] == {"name": "Zoë  Ångström", "username": "zoe.angstrom", "email": email}
    assert await accounts_of(application, email) == 1
    viewer = (await application.ask(VIEWER, token=came_in["token"])).data
    assert viewer["account"]["email"] == email
    assert viewer["isStaff"] is False
    assert viewer["mustSetPassword"] is True


async def test_registering_answers_alike_for_a_known_address(application: Application) -> None:
    known = await application.person(name="Known Already")
    unknown = new_address()
    with Statements() as of_known:
        first = await application.register(known.email, "Some Stranger")
    with Statements() as of_unknown:
        second = await application.register(unknown, "Some Stranger")
    assert first.bytes == second.bytes
    assert first.headers == second.headers
    assert of_known == of_unknown
    assert "already" in (await application.mails(known.email))[0]["subject"]
    assert "Finish registering" in (await application.mails(unknown))[0]["subject"]
    again = (await application.follow(await application.link(known.email))).data
    assert again["viewer"]["account"]["name"] == "Known Already"
    assert again["viewer"]["mustSetPassword"] is True


@pytest.mark.parametrize(
    ("email", "name", "problems"),
    [
        ("", "Ann", [("BLANK", ["email"])]),
        ("ann@", "Ann", [("INVALID_EMAIL", ["email"])]),
        ('"a\r\nb"@example.org', "Ann", [("INVALID_EMAIL", ["email"])]),
        ("ann@example.org", " ", [("BLANK", ["name"])]),
        ("ann@example.org", "A" * 121, [("TOO_LONG", ["name"])]),
        ("ann@example.org", "Ann\nOther", [("INVALID_VALUE", ["name"])]),
        ("nobody", "", [("INVALID_EMAIL", ["email"]), ("BLANK", ["name"])]),
    ],
)
async def test_problems_of_a_registration_are_user_errors(
    application: Application, email: str, name: str, problems: list[tuple[str, list[str]]]
) -> None:
    with Statements() as statements:
        assert (await application.ask(REGISTER, input={"email": email, "name": name})).problems == problems
    assert not any("INSERT" in statement for statement in statements)


async def test_many_registrations_of_one_address_leave_one_link_and_one_account(application: Application) -> None:
    email = new_address()
    answers = await asyncio.gather(*(application.register(email) for _ in range(12)))
    assert [answer.problems for answer in answers] == [[]] * 12
    links = [token_in(mail, "login") for mail in await application.mails(email)]
    assert len(set(links)) == len(links) > 0
    followed = await asyncio.gather(*(application.follow(link) for link in links for _ in range(3)))
    assert [bool(answer.data["token"]) for answer in followed].count(True) == 1
    assert await accounts_of(application, email) == 1


async def test_people_of_one_name_get_usernames_of_their_own(application: Application) -> None:
    emails = [new_address() for _ in range(12)]
    for email in emails:
        await application.register(email, "Maria Popular")
    links = [await application.link(email) for email in emails]
    came_in = await asyncio.gather(*(application.follow(link) for link in links))
    names = [answer.data["viewer"]["account"]["username"] for answer in came_in]
    assert len(set(names)) == 12
    assert "maria.popular" in names
    assert all(name.startswith("maria.popular") for name in names)


@pytest.mark.parametrize("mutation", ["register", "requestOneTimeLogin", "logIn"])
async def test_counting_attempts_takes_the_same_work_for_known_and_unknown(
    mutation: str, application: Application, settings: Settings, dsn: str
) -> None:
    """The known person has logged in from this network before."""
    known, unknown = await application.person(), new_address()
    document = {"register": REGISTER, "requestOneTimeLogin": REQUEST, "logIn": LOG_IN}[mutation]
    more = {"register": {"name": "Some Stranger"}, "requestOneTimeLogin": {}, "logIn": {"password": "not the password"}}
    limited = settings.model_copy(update={"rate_limits": True})
    async with opened(limited, dsn, peer=f"198.51.100.{len(mutation)}") as client:
        here = Application(client, application.engine, application.mailbox)
        assert (await here.log_in(known.email)).problems == []
        answers, statements = [], []
        for email in (known.email, unknown):
            with Statements() as noted:
                answers.append(await here.ask(document, input={"email": email, **more[mutation]}))
            statements.append(noted)
    assert answers[0].bytes == answers[1].bytes
    assert statements[0] == statements[1]
    assert any("login_networks" in statement for statement in statements[0])
    assert any("rate_limits" in statement for statement in statements[0])

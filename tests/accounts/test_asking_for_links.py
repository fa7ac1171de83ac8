"""Asking for a login link does not reveal who is registered."""

from tests.accounts.application import Application, Statements, new_address
from tests.accounts.documents import REQUEST


async def test_asking_for_a_link_answers_alike_and_mails_the_known_alone(application: Application) -> None:
    known, unknown = await application.person(), new_address()
    before = len(await application.mails(known.email))
    with Statements() as of_known:
        first = await application.ask(REQUEST, input={"email": known.email})
    with Statements() as of_unknown:
        second = await application.ask(REQUEST, input={"email": unknown})
    assert first.bytes == second.bytes
    assert first.headers == second.headers
    assert of_known == of_unknown
    assert len(await application.mails(known.email)) == before + 1
    assert await application.mails(unknown) == []
    assert (await application.follow(await application.link(known.email))).problems == []


async def test_a_stranger_asking_for_a_link_leaves_a_registration_alone(application: Application) -> None:
    email = new_address()
    await application.register(email)
    link = await application.link(email)
    await application.ask(REQUEST, input={"email": email})
    assert (await application.follow(link)).problems == []


async def test_asking_for_a_link_checks_the_address(application: Application) -> None:
    assert (await application.ask(REQUEST, input={"email": " "})).problems == [("BLANK", ["email"])]
    assert (await application.ask(REQUEST, input={"email": "a@b@c"})).problems == [("INVALID_EMAIL", ["email"])]

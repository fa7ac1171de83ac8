"""Who may register: by address and by invitation, and what the pages show."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import exists, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncEngine

from app.settings import Settings
from app.wiring import create_app
from db.tables import Account, Invitation, Mail, OneTimeLink
from rules.addresses import mask
from rules.registration import Registration
from tests.accounts.application import Application, new_address, opened
from tests.accounts.documents import REQUEST
from tests.support import world as groups
from tests.support.browser import Browser
from tests.support.mailbox import Mailbox
from tests.support.people import People
from tests.support.servers import served

CLOSED: dict[str, Any] = {
    "replaced": {"version": 2},
    "cancelled": {"status": "CANCELLED", "responded_at": text("now()")},
    "expired": {"created_at": text("now() - interval '2 days'"), "expires_at": text("now() - interval '1 day'")},
}


async def invited(people: People, engine: AsyncEngine, email: str, **values: Any) -> str:
    """Invite an unregistered address; return the personal token."""
    group = await groups.make_world(people, engine)
    async with engine.begin() as connection:
        chosen = update(Invitation).where(Invitation.id == group.invitation_key)
        await connection.execute(chosen.values(email=email, **values))
    return group.personal_token()


async def code(people: People, engine: AsyncEngine, **given: Any) -> str:
    group = await groups.make_world(people, engine)
    return await group.invite_code(**given)


@pytest.fixture(scope="module")
async def by_invitation(
    settings: Settings, dsn: str, engine: AsyncEngine, mailbox: Mailbox
) -> AsyncIterator[Application]:
    async with opened(settings.model_copy(update={"registration": Registration.INVITED}), dsn) as client:
        yield Application(client, engine, mailbox)


@pytest.fixture(scope="module")
async def closed(settings: Settings, dsn: str, engine: AsyncEngine, mailbox: Mailbox) -> AsyncIterator[Application]:
    async with opened(settings.model_copy(update={"registration": Registration.OFF}), dsn) as client:
        yield Application(client, engine, mailbox)


@pytest.fixture(scope="module")
async def narrow(settings: Settings, dsn: str, engine: AsyncEngine, mailbox: Mailbox) -> AsyncIterator[Application]:
    domains = ("example.org", "zürich.example")
    async with opened(settings.model_copy(update={"registration_domains": domains}), dsn) as client:
        yield Application(client, engine, mailbox)


async def is_untouched(application: Application, email: str) -> bool:
    """Check that an address has no link and no mail."""
    link, mail = exists().where(OneTimeLink.email == email), exists().where(Mail.to_email == email)
    [(found,)] = await application.rows(select(link | mail))
    return not found


async def test_a_personal_invitation_is_registered_for_with_its_own_address(
    application: Application, people: People, engine: AsyncEngine
) -> None:
    email, known, other = new_address(), (await people()).email, new_address()
    key = await invited(people, engine, email)
    for another in (known, other):
        answer = await application.register(another, invite_key=key)
        assert answer.problems == [("WRONG_RECIPIENT", ["email"])]
        assert mask(email) in answer.data["userErrors"][0]["message"]
        assert email not in answer.response.text
        assert await is_untouched(application, another)
    assert (await application.register(f" {email.upper()}", invite_key=key)).problems == []


@pytest.mark.parametrize("values", CLOSED.values(), ids=CLOSED)
async def test_a_closed_invitation_keeps_nobody_out_where_anyone_may_register(
    application: Application, people: People, engine: AsyncEngine, values: dict[str, Any]
) -> None:
    key = await invited(people, engine, new_address(), **values)
    assert (await application.register(new_address(), invite_key=key)).problems == []


async def test_a_code_for_a_domain_says_so_on_registering(
    application: Application, people: People, engine: AsyncEngine
) -> None:
    key = await code(people, engine, emailDomain="school.example")
    assert (await application.register(new_address(), invite_key=key)).problems == [
        ("EMAIL_DOMAIN_NOT_ALLOWED", ["email"])
    ]
    assert (await application.register(f"{key.lower()}@school.example", invite_key=key)).problems == []


async def test_with_invited_an_open_code_or_ones_own_invitation_lets_in(
    by_invitation: Application, people: People, engine: AsyncEngine
) -> None:
    email, by_code = new_address(), new_address()
    key = await invited(people, engine, email)
    assert (await by_invitation.register(new_address(), invite_key=key)).problems == [("WRONG_RECIPIENT", ["email"])]
    assert (await by_invitation.register(email, invite_key=key)).problems == []
    assert (await by_invitation.register(by_code, invite_key=await code(people, engine))).problems == []
    for address in (email, by_code):
        assert (await by_invitation.follow(await by_invitation.link(address))).problems == []


async def test_with_invited_nobody_else_gets_in_known_or_not(
    by_invitation: Application, people: People, engine: AsyncEngine
) -> None:
    known, email = (await people()).email, new_address()
    used = await code(people, engine, maxUses=1)
    await (await people()).mutate("joinWithCode", {"code": used}, "")
    keys = [await invited(people, engine, email, **values) for values in CLOSED.values()]
    for key in (None, "", "ABCD-EFGH-JKMN", "x" * 40, used, *keys):
        answers = [await by_invitation.register(address, invite_key=key) for address in (known, email)]
        assert [answer.codes for answer in answers] == [["FORBIDDEN"]] * 2
        assert answers[0].bytes == answers[1].bytes
    assert await is_untouched(by_invitation, known)
    assert await is_untouched(by_invitation, email)


async def test_with_off_nobody_registers_and_those_who_have_log_in(
    closed: Application, people: People, engine: AsyncEngine
) -> None:
    known, email = (await people()).email, new_address()
    key = await invited(people, engine, email)
    answers = [
        await closed.register(*given)
        for given in ((known, "N", None), (email, "N", None), (email, "N", key), ("", "", None))
    ]
    assert [answer.codes for answer in answers] == [["FORBIDDEN"]] * 4
    assert len({answer.bytes for answer in answers}) == 1
    assert await is_untouched(closed, email)
    for address in (known, email):
        assert (await closed.ask(REQUEST, input={"email": address})).problems == []
    assert (await closed.follow(await closed.link(known))).problems == []
    assert await closed.mails(email) == []


async def test_a_link_that_was_mailed_before_makes_no_account_any_more(
    application: Application,
    closed: Application,
    by_invitation: Application,
    narrow: Application,
    people: People,
    engine: AsyncEngine,
) -> None:
    email, wanted = f"new{new_address()[8:-12]}@elsewhere.example", new_address()
    await application.register(email)
    link = await application.link(email)
    for strict in (closed, by_invitation, narrow):
        assert (await strict.follow(link)).codes == ["FORBIDDEN"]
    [(made,)] = await application.rows(select(func.count()).where(Account.email == email))
    assert made == 0
    assert (await application.follow(link)).problems == [], "what was refused used nothing up"
    key = await invited(people, engine, wanted)
    await by_invitation.register(wanted, invite_key=key)
    link = await application.link(wanted)
    await application.execute(
        "UPDATE invitations SET status = 'CANCELLED', responded_at = now() WHERE email = :e", e=wanted
    )
    assert (await by_invitation.follow(link)).codes == ["FORBIDDEN"]


@pytest.mark.parametrize(
    ("email", "is_inside"),
    [
        ("{}@Example.ORG", True),
        ("{}@xn--zrich-kva.example", True),
        ("{}@sub.example.org", False),
        ("{}@example.org.elsewhere.example", False),
        ("{}@notexample.org", False),
    ],
)
async def test_only_addresses_at_the_domains_named_register(narrow: Application, email: str, is_inside: bool) -> None:
    given = email.format(new_address().partition("@")[0])
    assert (await narrow.register(given)).problems == ([] if is_inside else [("EMAIL_DOMAIN_NOT_ALLOWED", ["email"])])


async def test_the_domains_hold_for_the_known_and_for_the_invited_too(
    narrow: Application, people: People, engine: AsyncEngine
) -> None:
    email = "known.elsewhere@elsewhere.example"
    await people(email=email)
    unknown = "unknown.elsewhere@elsewhere.example"
    key = await invited(people, engine, unknown)
    answers = [await narrow.register(email), await narrow.register(unknown), await narrow.register(unknown, "N", key)]
    assert [answer.problems for answer in answers] == [[("EMAIL_DOMAIN_NOT_ALLOWED", ["email"])]] * 3
    assert len({answer.bytes for answer in answers}) == 1


@pytest.mark.parametrize("policy", Registration)
async def test_the_pages_say_what_is_possible(
    policy: Registration, settings: Settings, dsn: str, people: People, engine: AsyncEngine
) -> None:
    given = {"registration": policy, "registration_domains": ("example.org",)}
    inside, outside = await invited(people, engine, new_address()), await invited(people, engine, "a@outside.example")
    async with served(create_app(settings.model_copy(update=given), dsn, jobs=False)) as url:
        browser = Browser(url)
        linked = {}
        paths = {"/": "", "/login": "", "code": await code(people, engine), "inside": inside, "outside": outside}
        for name, key in paths.items():
            await browser.open(f"/join/{key}" if key else name)
            assert browser.page.status_code == 200
            linked[name] = 'href="/register' in browser.page.text
            if key:
                await browser.open(f"/login?to=/join/{key}")
                assert ('href="/register' in browser.page.text) is linked[name]
                await browser.open(f"/register?to=/join/{key}")
                assert browser.page.status_code == (200 if linked[name] else 403)
        is_open, is_off = policy is Registration.OPEN, policy is Registration.OFF
        assert linked == {"/": is_open, "/login": is_open, "code": not is_off, "inside": not is_off, "outside": False}
        await browser.open("/register")
        assert browser.page.status_code == (200 if is_open else 403)
        if not is_open:
            assert "Log in" in browser.text
            assert ("invitation" in browser.text) is not is_off
        else:
            await browser.send("/register", name="Ann", email="ann@outside.example")
            assert browser.page.status_code == 422
            assert "example.org" in browser.text
        await browser.http.aclose()


@pytest.mark.parametrize("way", ["staff", "everyone"])
async def test_the_setting_says_who_may_make_groups(
    way: str, settings: Settings, dsn: str, people: People, engine: AsyncEngine, mailbox: Mailbox
) -> None:
    make = "mutation($n: String!) { createGroup(input: { name: $n }) { group { id } userErrors { code path } } }"
    person, staff = await people(), await people.staff()
    async with opened(settings.model_copy(update={"group_creation": way}), dsn) as client:
        application = Application(client, engine, mailbox)
        assert (await application.ask(make, n="Chess")).codes == ["UNAUTHENTICATED"]
        for name in ("Chess", ""):
            answer = await application.ask(make, token=person.token, n=name)
            assert answer.codes == (["FORBIDDEN"] if way == "staff" else [])
        assert (await application.ask(make, token=staff.token, n="Chess")).data["group"] is not None

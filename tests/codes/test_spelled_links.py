"""A code or a link works as people hand it on: at an address, in a field and in the box alike."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.support.browser import Browser, group_path
from tests.support.client import Client
from tests.support.mailbox import Mailbox, token_in
from tests.support.people import People
from tests.support.world import make_world

AFTER = [
    "", ".", ",", ";", ")", "]", ">", "=", "\"", "'", "%20", "%0D%0A", "%E2%80%8B", "?utm_source=mail", ").",
    "!", "?", ":", "}", "…", "”", "%22", "%3E.", "%3D%0A", "%3Futm_source%3Dmail", "%EF%BB%BF", "%E2%80%AC", "*", "%C2%A0",
]  # fmt: skip
BEFORE = ["%20", "%E2%80%9C", "("]


@pytest.fixture
async def browser(url: str) -> AsyncIterator[Browser]:
    browser = Browser(url)
    yield browser
    await browser.http.aclose()


async def login_token(people: People, mailbox: Mailbox, key: str | None = None) -> str:
    address = f"new.{key or 'nobody'}@example.org".lower()
    given = {"email": address, "name": "Nora New", "inviteKey": key}
    await Client(people.http, people.url).mutate("register", given, "")
    return token_in(await mailbox.wait(address), "login")


async def test_characters_around_a_key_in_an_address_are_ignored(
    browser: Browser, people: People, engine: AsyncEngine, mailbox: Mailbox
) -> None:
    world = await make_world(people, engine)
    code, token, login = await world.invite_code(), world.personal_token(), await login_token(people, mailbox)
    for page, key, words in (
        ("join", code, "Come and join"),
        ("join", token, "You are invited"),
        ("login", login, "Log me in"),
    ):
        for address in (
            *(f"/{page}/{key}{after}" for after in AFTER),
            *(f"/{page}/{before}{key}" for before in BEFORE),
        ):
            shown = await browser.open(address)
            assert shown.status_code == 200, address
            assert words in browser.text, address
            # What leads on from here is clean, and nobody elsewhere learns where one came from.
            assert shown.headers["referrer-policy"] == "no-referrer"
            if page == "join":
                assert f'"/register?to=/join/{key}"' in shown.text, address
    for path in ("print", "qr.svg", "qr.png"):
        assert (await browser.open(f"/join/%22{code}.%22/{path}")).status_code == 200
    for unknown in (f"{code}A", f"{token}A", f"{token[:-1]}", f"{code}/{code}", "%22.%22", "%0D%0A"):
        assert (await browser.open(f"/join/{unknown}")).status_code == 404


async def test_forms_work_at_an_address_with_such_characters(
    browser: Browser, people: People, engine: AsyncEngine, mailbox: Mailbox
) -> None:
    world = await make_world(people, engine)
    code, token = await world.invite_code(), world.personal_token()
    browser.be(world.stranger)
    await browser.open(f"/join/{code}%E2%80%8B.")
    await browser.send(f"/join/{code}", do="join")
    assert browser.page.url.path == group_path(world.group).replace("%3D", "=")
    browser.be(world.invitee)
    await browser.open(f"/join/{token}%0D%0A")
    await browser.send(f"/join/{token}", do="accept")
    assert browser.page.url.path == group_path(world.group).replace("%3D", "=")
    browser.http.cookies.clear()
    login = await login_token(people, mailbox, code)
    await browser.open(f"/login/{login})")
    await browser.send(browser.forms()[0]["action"])
    assert browser.page.url.path == "/password"
    assert code in str(browser.page.url)


LINKS = [
    "{url}/join/{key}", "{url}/join/{key}.", "<{url}/join/{key}>", "“{url}/join/{key}?x=1#y”", "See {url}/join/{key} soon!",
    "https://elsewhere.example/path/join/{key}/print", "({key}).", " \u200b{key}\u00a0\r\n", "'{key}'",
]  # fmt: skip


async def test_the_code_field_accepts_a_whole_link(
    browser: Browser, people: People, engine: AsyncEngine, url: str
) -> None:
    world = await make_world(people, engine)
    for key in (await world.invite_code(), world.personal_token()):
        for dress in LINKS:
            await browser.open("/join")
            await browser.send("/join", code=dress.format(url=url, key=key))
            assert browser.page.status_code == 200, dress
            assert browser.page.url.path == f"/join/{key}", dress


async def test_the_code_field_is_long_enough_for_a_link(browser: Browser) -> None:
    await browser.open("/join")
    assert 'maxlength="4096"' in browser.page.text
    for typed, status in (
        (" \u200b ", 422),
        ("https://example.org/groups/1", 422),
        ("x" * 5_000, 422),
        ("A" * 40, 404),
    ):
        await browser.open("/join")
        assert (await browser.send("/join", code=typed)).status_code == status, typed[:30]


async def test_the_fields_of_the_api_accept_such_keys(people: People, engine: AsyncEngine, url: str) -> None:
    world = await make_world(people, engine)
    code, token = await world.invite_code(), world.personal_token()
    for dress in LINKS:
        for key in (code, token):
            typed = dress.format(url=url, key=key)
            page = await world.anonymous.ok("query($key: String!) { invitePage(key: $key) { url } }", key=typed)
            assert page["invitePage"]["url"].endswith(f"/join/{key}"), dress
        joined = await world.stranger.mutate(
            "joinWithCode", {"code": dress.format(url=url, key=code)}, "member { role }"
        )
        assert joined["member"] == {"role": "MEMBER"}, dress
        given = {"token": dress.format(url=url, key=token)}
        accepted = await world.invitee.mutate("acceptInvitation", given, "member { role }")
        assert accepted["member"] == {"role": "MEMBER"}, dress


@pytest.mark.parametrize("dress", ["<{url}/{page}/{key}>.", " {key}\u200b\n"])
async def test_registering_and_logging_in_accept_such_keys(
    dress: str, people: People, engine: AsyncEngine, mailbox: Mailbox, url: str
) -> None:
    world = await make_world(people, engine)
    code, address = await world.invite_code(), f"led.{world.key}@example.org"
    given = {
        "email": f"\u200b{address}.",
        "name": "Led\u200b",
        "inviteKey": dress.format(url=url, page="join", key=code),
    }
    await world.anonymous.mutate("register", given, "")
    login = token_in(await mailbox.wait(address), "login")
    given = {"token": dress.format(url=url, page="login", key=login)}
    entered = await world.anonymous.mutate("logInWithOneTimeLink", given, "inviteKey viewer { account { name } }")
    assert entered["viewer"] == {"account": {"name": "Led"}}
    assert entered["inviteKey"] == code

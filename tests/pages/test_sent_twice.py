"""A form that is sent twice by the same browser is done once, and both get the answer of success."""

import asyncio
from collections.abc import Sequence
from typing import Any

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.support.browser import Browser, group_path
from tests.support.forms import FORMS, PASSWORD, Filled, all_forms, chosen, give_password, newcomer
from tests.support.mailbox import Mailbox
from tests.support.world import World

FROM_OUR_PAGE = {"origin": "null", "sec-fetch-site": "same-origin"}


async def fields_of(browser: Browser, do: str, filled: Filled) -> tuple[str, dict[str, Any]]:
    """The address and the body that the browser is about to send."""
    if filled.who is not None:
        browser.be(filled.who)
    await browser.open(filled.path)
    form = chosen(browser.forms(), do, filled)
    return form["action"].partition("#")[0], {**form["fields"], **filled.typed, **({"do": do} if do else {})}


async def send(browser: Browser, action: str, fields: dict[str, Any]) -> httpx.Response:
    return await browser.http.post(action, data=fields, headers=FROM_OUR_PAGE)


def shown_to_browser(answer: httpx.Response) -> tuple[Any, ...]:
    """The parts of an answer that a browser uses."""
    cookies = set(answer.headers.get_list("set-cookie"))
    return answer.status_code, answer.headers.get("location"), cookies, answer.content


def test_every_form_has_a_case() -> None:
    assert set(FORMS) == all_forms()


@pytest.mark.parametrize(("template", "do"), sorted(FORMS), ids=map("-".join, sorted(FORMS)))
async def test_a_form_sent_twice_acts_once(
    template: str, do: str, world: World, browser: Browser, mailbox: Mailbox
) -> None:
    filled = await FORMS[template, do](world, mailbox)
    action, fields = await fields_of(browser, do, filled)
    answers: Sequence[httpx.Response] = await asyncio.gather(*(send(browser, action, fields) for _ in range(3)))
    answers = [*answers, await send(browser, action, fields)]
    assert {answer.status_code for answer in answers} <= {200, 303}
    assert len({str(shown_to_browser(answer)) for answer in answers}) == 1
    shown = await browser.open(answers[-1].headers["location"]) if answers[-1].is_redirect else answers[-1]
    assert filled.says in shown.text
    assert await filled.count(world) == 1


async def test_two_processes_give_the_same_answer_to_a_form_sent_twice(
    two: list[str], world: World, browser: Browser, mailbox: Mailbox
) -> None:
    email, token = await newcomer(world, mailbox, "processes")
    await browser.open(f"/login/{token}")
    form, cookies = browser.forms()[0], dict(browser.http.cookies)
    async with httpx.AsyncClient(cookies=cookies, headers=FROM_OUR_PAGE, timeout=60) as http:
        sent = [http.post(f"{url}{form['action']}", data=form["fields"]) for url in two * 2]
        answers = await asyncio.gather(*sent)
    assert {answer.status_code for answer in answers} == {303}
    assert len({str(shown_to_browser(answer)) for answer in answers}) == 1
    assert (
        await Filled("", "", "SELECT count(*) FROM one_time_links WHERE email = :email", email=email).count(world) == 1
    )


async def test_a_form_sent_again_does_not_revive_an_ended_session(
    world: World, browser: Browser, mailbox: Mailbox
) -> None:
    _, token = await newcomer(world, mailbox, "ended")
    await browser.open(f"/login/{token}")
    form = browser.forms()[0]
    first = await send(browser, form["action"], form["fields"])
    session = browser.http.cookies["usher"]
    assert first.status_code == 303
    await browser.open("/logout")
    await browser.send("/logout")
    for again in (None, world.stranger):  # signed out, and signed in as somebody else
        if again:
            browser.be(again)
        answer = await send(browser, form["action"], form["fields"])
        assert answer.status_code == 410
        assert session not in str(answer.headers)


async def test_a_kept_answer_is_shown_only_to_its_person(world: World, browser: Browser) -> None:
    """An answer that is a person's own page: refused, and so shown again below the complaint."""
    path = group_path(world.group)
    browser.be(world.administrator)
    await browser.open(path)
    form = next(form for form in browser.forms() if ("do", "generate") in form["buttons"])
    fields = {**form["fields"], "maxUses": "none", "do": "generate"}
    assert (await send(browser, path, fields)).status_code == 422
    browser.be(world.stranger)
    assert (await send(browser, path, fields)).status_code == 404
    browser.http.cookies.delete("usher")
    assert (await send(browser, path, fields)).headers["location"].startswith("/login")


async def test_another_browser_or_another_body_is_another_form(world: World, url: str, browser: Browser) -> None:
    await give_password(world, world.stranger)
    await browser.open("/login")
    fields = {**browser.forms()[-1]["fields"], "email": world.stranger.email}
    assert (await send(browser, "/login", {**fields, "password": "wrong"})).status_code == 422
    assert (await send(browser, "/login", {**fields, "password": PASSWORD})).status_code == 303
    other = Browser(url)
    assert (await send(other, "/login", {**fields, "password": PASSWORD})).status_code == 403
    await other.http.aclose()


async def test_kept_answers_are_sealed_and_deleted(world: World, browser: Browser, engine: AsyncEngine) -> None:
    await browser.open("/register")
    fields = {**browser.forms()[-1]["fields"], "name": "Nora", "email": f"sealed{world.key}@example.org"}
    await send(browser, "/register", fields)
    async with engine.begin() as connection:
        kept = (
            (await connection.execute(text("SELECT sealed FROM sent_forms WHERE sealed IS NOT NULL"))).scalars().all()
        )
        assert kept
        assert not any(b"example.org" in bytes(one) for one in kept)
        await connection.execute(text("UPDATE sent_forms SET sent_at = sent_at - interval '61 seconds'"))
    await send(browser, "/register", fields)
    assert (
        await Filled("", "", "SELECT count(*) FROM mails WHERE to_email = :email", email=fields["email"]).count(world)
        == 2
    )

"""Forms that other sites send, or that are none of ours, do nothing."""

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.support.browser import Browser, group_path
from tests.support.people import People
from tests.support.world import make_world


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "https://evil.example", "sec-fetch-site": "cross-site"},
        {"origin": "null", "sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
async def test_a_form_of_another_site_changes_nothing(
    headers: dict[str, str], browser: Browser, people: People, engine: AsyncEngine
) -> None:
    world = await make_world(people, engine)
    browser.be(world.member)
    path = group_path(world.group)
    await browser.open(path)
    fields = {"form": browser.forms()[0]["fields"]["form"], "do": "leave"}
    before = await world.state()
    assert (await browser.http.post(path, data=fields, headers=headers)).status_code == 403
    for token in ("", "forged", fields["form"] + "x", fields["form"].partition(".")[0]):
        own = {"origin": browser.url, "sec-fetch-site": "same-origin"}
        assert (await browser.http.post(path, data={**fields, "form": token}, headers=own)).status_code == 403
    stolen = Browser(browser.url)
    stolen.be(world.member)  # the session, but not the browser whose form it was
    assert (await stolen.http.post(path, data=fields)).status_code == 403
    await stolen.http.aclose()
    assert await world.state() == before


async def test_a_body_that_is_no_form_is_refused(browser: Browser) -> None:
    await browser.open("/login")
    own = {"origin": browser.url}
    assert (await browser.http.post("/login", json={}, headers=own)).status_code == 400
    assert (await browser.http.post("/login", data={"x": "y" * 70_000}, headers=own)).status_code == 400
    assert (await browser.http.post("/login", data={"form": "\0"}, headers=own)).status_code == 400


async def test_a_forms_secret_decides_where_the_browser_sends_no_origin(
    browser: Browser, people: People, engine: AsyncEngine
) -> None:
    """Over plain HTTP on a local network, as with a phone that tries a QR code."""
    world = await make_world(people, engine)
    browser.be(world.member)
    path = group_path(world.group)
    for headers in ({}, {"origin": "null"}):
        await browser.open(path)
        fields = {"form": browser.forms()[0]["fields"]["form"], "do": "nothing"}
        assert (await browser.http.post(path, data=fields, headers=headers)).status_code == 400
        assert (await browser.http.post(path, data={"do": "nothing"}, headers=headers)).status_code == 403

"""The form for a new code: what is typed is judged only for those who may share one."""

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.support.browser import Browser, group_path
from tests.support.people import People
from tests.support.world import make_world

MOST = "The number of uses must be between 1 and 1,000,000."
TYPED = [
    ({}, 200, "A new code is ready"),
    ({"lifetime": "7", "maxUses": " 12 "}, 200, "0 of 12"),
    ({"maxUses": "abc"}, 422, MOST),
    ({"maxUses": "-1"}, 422, MOST),
    ({"maxUses": "0"}, 422, MOST),
    ({"maxUses": "9" * 30}, 422, MOST),
    ({"lifetime": "8"}, 422, "The expiry must be in the future."),
    ({"lifetime": "9" * 30}, 422, "The expiry must be in the future."),
    ({"emailDomain": "@"}, 422, "This is not a domain"),
]


@pytest.mark.parametrize(("typed", "status", "says"), TYPED)
async def test_the_share_form_checks_what_is_typed(
    typed: dict[str, str], status: int, says: str, people: People, engine: AsyncEngine, url: str
) -> None:
    world = await make_world(people, engine)
    place = group_path(world.group)
    fields = {"lifetime": "", "maxUses": "", "emailDomain": "", "do": "generate", **typed}
    for person, expected in ((world.administrator, status), (world.member, 403), (world.stranger, 404)):
        browser = Browser(url).be(person)
        await browser.open("/logout")
        form = {name: value for name, value in browser.forms()[-1]["fields"].items() if name != "to"}
        headers = {"origin": "null", "sec-fetch-site": "same-origin"}
        browser.page = await browser.http.post(place, data={**form, **fields}, headers=headers, follow_redirects=True)
        assert browser.page.status_code == expected, browser.text
        assert (says in browser.text) == (person is world.administrator)
        await browser.http.aclose()

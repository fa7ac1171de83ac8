"""Names in Hebrew and Arabic stand in their places in the sentences of the elements."""

from datetime import UTC, datetime

import pytest
from playwright.async_api import Locator, expect
from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncEngine

from db.tables import Account, Notification
from tests.slow.browser.conftest import Open, Shown
from tests.slow.browser.test_console import console
from tests.support.client import codes
from tests.support.people import Person

HEBREW, ARABIC = "חוג יום רביעי", "ليلى حداد"
_PLACES = """(element, texts) => texts.map((text) => {
    const nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (nodes.nextNode()) {
        const start = nodes.currentNode.data.indexOf(text);
        if (start < 0) continue;
        const range = document.createRange();
        range.setStart(nodes.currentNode, start);
        range.setEnd(nodes.currentNode, start + text.length);
        return range.getBoundingClientRect().left;
    }
})"""


async def reads(sentence: Locator, *texts: str) -> None:
    """Check that these stand in one line, one after the other from left to right."""
    await expect(sentence).to_be_visible()
    places = await sentence.evaluate(_PLACES, list(texts))
    assert places == sorted(places), (texts, places)


@pytest.fixture
async def told(shown: Shown, own_engine: AsyncEngine) -> Person:
    """An administrator whose newest notification begins and ends with such a name."""
    administrator = shown.world.administrator
    values = {
        "account_id": administrator.key,
        "group_id": shown.world.key,
        "kind": "INVITATION_ACCEPTED",
        "message": f"{ARABIC} accepted the invitation to {HEBREW}.",
        "details": {"person": ARABIC, "group": HEBREW},
        "created_at": datetime.now(UTC),
    }
    async with own_engine.begin() as connection:
        await connection.execute(insert(Notification).values(values))
    return administrator


@pytest.mark.parametrize(
    ("locale", "words"),
    [("en-GB", (" accepted the invitation to ", ".")), ("de-DE", (" hat die Einladung in ", " angenommen."))],
)
async def test_a_notification_that_begins_with_a_name(
    locale: str, words: tuple[str, str], told: Person, open_page: Open
) -> None:
    page = await open_page("/console/notifications", told, locale=locale)
    await reads(page.locator("usher-notifications .notification b").first, ARABIC, words[0], HEBREW, words[1])


async def test_an_english_sentence_on_a_page_from_right_to_left(told: Person, open_page: Open) -> None:
    page = await open_page("/join", told)
    await page.evaluate(
        """async () => {
            await import("/elements.js");
            document.documentElement.lang = "he";
            document.documentElement.dir = "rtl";
            document.body.append(document.createElement("usher-notifications"));
        }"""
    )
    sentence = page.locator("usher-notifications .notification b").first
    await reads(sentence, ARABIC, " accepted the invitation to ", HEBREW, ".")


@pytest.mark.parametrize(("locale", "role"), [("en-GB", "Facilitator"), ("de-DE", "Leitung")])
async def test_the_history_of_a_name(
    locale: str, role: str, shown: Shown, own_engine: AsyncEngine, open_page: Open
) -> None:
    world = shown.world
    async with own_engine.begin() as connection:
        await connection.execute(update(Account).where(Account.id == world.member.key).values(name=HEBREW))
    given = {"memberId": world.membership("member"), "role": "FACILITATOR"}
    assert codes(await world.administrator.mutate("setMemberRole", given, "")) == []
    assert codes(await world.member.mutate("leaveGroup", {"groupId": world.group}, "")) == []
    page = await open_page(console(world.group, "history"), world.administrator, locale=locale)
    left, changed = (page.locator("usher-history .who > span").nth(place) for place in (0, 1))
    await reads(left, HEBREW, " left" if role == "Facilitator" else " hat die Gruppe verlassen")
    await reads(changed, "Changed" if role == "Facilitator" else "Neue", HEBREW, role)

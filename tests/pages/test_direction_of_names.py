"""Names in Hebrew and Arabic do not turn the direction of the sentences in which a person is told of them."""

import re

from tests.support.browser import Browser
from tests.support.people import People
from tests.support.world import World

HEBREW, ARABIC = "חוג יום רביעי", "ليلى حداد"
SAID = f"\u2068{ARABIC}\u2069 joined \u2068{HEBREW}\u2069."
NEWEST = "{ viewer { notifications(first: 1) { nodes { message details { person group } } } } }"


async def test_a_notification_reads_as_its_language_does(world: World, people: People, browser: Browser) -> None:
    await world.administrator.mutate("updateGroup", {"groupId": world.group, "name": HEBREW}, "")
    joiner = await people(ARABIC)
    await joiner.mutate("joinWithCode", {"code": await world.invite_code()}, "")
    [told] = (await world.facilitator.ok(NEWEST))["viewer"]["notifications"]["nodes"]
    assert told == {"message": SAID, "details": {"person": ARABIC, "group": HEBREW}}
    page = await browser.be(world.facilitator).open("/invitations")
    [(attributes, said)] = re.findall(r"<a ([^>]*)>([^<]* joined [^<]*)</a>", page.text)
    assert said == SAID
    assert "dir=" not in attributes  # else it follows the first letter


async def test_names_from_left_to_right_leave_a_notification_as_it_is(world: World, people: People) -> None:
    joiner = await people("Zoë")
    await joiner.mutate("joinWithCode", {"code": await world.invite_code()}, "")
    [told] = (await world.facilitator.ok(NEWEST))["viewer"]["notifications"]["nodes"]
    assert told["message"] == "Zoë joined Wednesday."

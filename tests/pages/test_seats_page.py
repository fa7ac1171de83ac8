"""Manage seats, without JavaScript: subscription, members without a seat, allocate, release, the line. Source: P."""

from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from tests.support.browsing import Browser, group_path
from tests.support.people import People
from tests.support.world import make_world


async def test_an_administrator_manages_seats(url: str, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    path = f"{group_path(world.group)}/seats"
    browser = Browser(url).be(world.administrator)
    assert (await browser.open(path)).status_code == 200
    assert "needs no seats" in browser.text
    expiry = (datetime.now(UTC) + timedelta(days=30)).isoformat()
    await world.staff.mutate("setSeatPlan", {"groupId": world.group, "seatCount": 1, "expiresAt": expiry}, "")
    await browser.open(path)
    assert "1 bought, 0 allocated, 1 free" in browser.text
    member = world.membership("member")
    await browser.send(path, do="allocate", member=member)
    assert "The seat is allocated." in browser.text
    assert "1 bought, 1 allocated, 0 free" in browser.text
    await browser.send(path, do="allocate", member=world.membership("facilitator"))
    assert browser.page.status_code == 422
    assert "free" in browser.text
    await browser.send(path, do="policy", policy="AUTOMATIC")
    assert "whoever has waited longest" in browser.text
    await browser.send(path, do="release", member=member)
    assert "1 bought, 1 allocated, 0 free" in browser.text  # the line's first has it now
    await browser.open(f"{path}?search=othe")
    assert "Other Member" in browser.text
    assert "Stranger" not in browser.text
    await browser.http.aclose()


async def test_for_administrators_only(url: str, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    path = f"{group_path(world.group)}/seats"
    for who, status in (
        ("stranger", 404),
        ("member", 403),
        ("facilitator", 403),
        ("administrator", 200),
        ("staff", 200),
    ):
        browser = Browser(url).be(world.caller(who))  # type: ignore[arg-type]
        assert (await browser.open(path)).status_code == status, who
        await browser.http.aclose()
    nobody = Browser(url)
    assert (await nobody.open(path)).url.path == "/login"
    await nobody.http.aclose()

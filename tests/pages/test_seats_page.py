"""Manage seats, without JavaScript: subscription, members without a seat, allocate, release, the line."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.support.browser import Browser, group_path
from tests.support.people import People
from tests.support.world import World, make_world


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
    assert "Every seat is in use" in browser.text
    assert [form for form in browser.forms() if ("do", "allocate") in form["buttons"]] == []
    await browser.open(f"{path}?ask=policy")
    assert "No seat is free, so nobody gets one now." in browser.text
    await browser.send(path, do="policy")
    assert "whoever has waited longest" in browser.text
    assert "Seat 1 Member" in browser.text
    assert "Number 1" in browser.text
    await browser.open(f"{path}?ask=release&member={quote(member)}")
    assert "The seat goes to Facilitator , who is next in line." in browser.text
    await browser.send(path, do="release")
    assert "1 bought, 1 allocated, 0 free" in browser.text  # the line's first has it now
    await browser.open(f"{path}?search=othe")
    assert "Other Member" in browser.text
    assert "Stranger" not in browser.text
    await browser.http.aclose()


async def test_only_administrators_and_staff_see_the_seats_page(url: str, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    group = group_path(world.group)
    path = f"{group}/seats"
    for who, shown, status in (
        ("stranger", path, 404),
        ("member", group, 200),
        ("facilitator", group, 200),
        ("administrator", path, 200),
        ("staff", path, 200),
    ):
        browser = Browser(url).be(world.caller(who))  # type: ignore[arg-type]
        page = await browser.open(path)
        assert (page.url.raw_path.decode(), page.status_code) == (shown, status), who
        await browser.http.aclose()
    nobody = Browser(url)
    assert (await nobody.open(path)).url.path == "/login"
    await nobody.http.aclose()


async def plan(world: World, seats: int, starts_in: int, ends_in: int) -> None:
    """Set a plan that starts and ends this many days from now."""
    now = datetime.now(UTC)
    starts, ends = now + timedelta(days=starts_in), now + timedelta(days=ends_in)
    given = {"groupId": world.group, "seatCount": seats, "startsAt": starts.isoformat(), "expiresAt": ends.isoformat()}
    done = await world.staff.mutate("setSeatPlan", given, "")
    assert done["userErrors"] == []


@pytest.mark.parametrize(
    ("seats", "starts_in", "ends_in", "why"),
    [(3, -9, -1, "has expired"), (3, 2, 9, "has not begun"), (1, -9, 9, "Every seat is in use")],
)
async def test_the_seats_page_offers_only_what_can_be_done(
    seats: int, starts_in: int, ends_in: int, why: str, url: str, people: People, engine: AsyncEngine
) -> None:
    world = await make_world(people, engine)
    await plan(world, seats, -9, 9)
    await world.administrator.mutate("allocateSeat", {"memberId": world.membership("member")}, "")
    await plan(world, seats, starts_in, ends_in)
    browser = Browser(url).be(world.administrator)
    await browser.open(f"{group_path(world.group)}/seats")
    assert why in browser.text
    assert not any(("do", "allocate") in form["buttons"] for form in browser.forms())
    await browser.open(f"{group_path(world.group)}/seats?ask=policy")
    assert "nobody gets" in browser.text
    await browser.http.aclose()


async def test_giving_seats_by_the_line_first_shows_who_gets_them(
    url: str, people: People, engine: AsyncEngine
) -> None:
    world = await make_world(people, engine, members=30)
    await plan(world, 25, -1, 9)
    for who in ("other_member", "member"):
        await getattr(world, who).mutate("requestSeat", {"groupId": world.group}, "")
    browser = Browser(url).be(world.administrator)
    await browser.open(f"{group_path(world.group)}/seats?ask=policy")
    assert "These 25 members get a seat now: Other Member Member " in browser.text
    assert "and 5 more" in browser.text
    assert "0 allocated" in (await browser.open(f"{group_path(world.group)}/seats")).text
    elsewhere = await make_world(people, engine)
    for member in (world.membership("member"), elsewhere.membership("member")):  # no seat; of another group
        page = await browser.open(f"{group_path(world.group)}/seats?ask=release&member={quote(member)}")
        assert "ask=" not in str(page.url)
    await browser.http.aclose()


@pytest.mark.parametrize(
    ("end", "words"),
    [
        ("2199-06-01T00:00:00Z", "In force until the end of 31 May 2199 UTC"),
        ("2199-06-01T02:00:00+02:00", "In force until the end of 31 May 2199 UTC"),
        ("2199-06-01T23:59:00Z", "In force until 1 June 2199, 23:59 UTC"),
    ],
)
async def test_a_plan_that_ends_at_midnight_shows_the_day_before(
    end: str, words: str, url: str, people: People, engine: AsyncEngine
) -> None:
    world = await make_world(people, engine)
    await world.staff.mutate("setSeatPlan", {"groupId": world.group, "seatCount": 1, "expiresAt": end}, "")
    browser = Browser(url).be(world.administrator)
    await browser.open(f"{group_path(world.group)}/seats")
    assert words in browser.text
    await browser.http.aclose()


async def test_a_group_with_a_plan_shows_a_seats_tab_and_an_administrator(
    url: str, people: People, engine: AsyncEngine
) -> None:
    world = await make_world(people, engine)
    code = await world.invite_code()
    browser = Browser(url).be(world.administrator)
    pages = [group_path(world.group), f"/join/{code}"]
    for has_plan, title in ((False, "facilitator"), (True, "administrator")):
        if has_plan:
            await plan(world, 1, -1, 9)
        for path in pages:
            await browser.open(path)
            assert f"With Administrator , {title}" in browser.text
        await browser.open(pages[0])
        assert ('aria-label="Group"' in browser.page.text) is has_plan
    await browser.http.aclose()

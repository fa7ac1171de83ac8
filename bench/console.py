"""How soon a screen of the console can be used, and how soon it answers, in a real Chromium.

Run it from the project's folder: python -m bench.console [rounds]
The group has 1,000 members, 5,000 invitations and 500 seats. Milliseconds are those of the page's own clock.
"""

import statistics
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import httpx
from playwright.async_api import Browser, Page

from bench.database import run_with_database
from db.engine import make_engine
from db.migrate import migrate
from tests.support.chromium import chromium, sign_in
from tests.support.large_world import make_large_world
from tests.support.people import People
from tests.support.servers import Process
from tests.support.world import World

SCRIPT = Path(__file__).with_suffix(".js").read_text()
SCREENS = {"members": "1,006 members", "invitations": "guest", "seats": "500 seats, 1 free"}
Step = Callable[[Page], Awaitable[object]]


@dataclass
class Window:
    """A window, and how many requests it has made."""

    page: Page
    requests: int = 0

    def count(self, _: object) -> None:
        self.requests += 1


@dataclass
class Times:
    """Milliseconds of each round: the first change on the screen, and the result."""

    first: list[float] = field(default_factory=list)
    result: list[float] = field(default_factory=list)

    def add(self, first: float, result: float) -> None:
        self.first.append(first)
        self.result.append(result)

    def __str__(self) -> str:
        return "  ".join(
            f"{statistics.median(some):5.0f} (most {max(some):4.0f})" for some in (self.first, self.result)
        )


def address(world: World, tab: str) -> str:
    return f"/console/groups/{quote(world.group, safe='')}/{tab}"


async def open_window(browser: Browser, url: str, world: World) -> Window:
    """One that has loaded nothing before."""
    context = await browser.new_context(viewport={"width": 1280, "height": 900})
    await context.add_init_script(SCRIPT)
    window = Window(await context.new_page())
    window.page.on("request", window.count)
    await sign_in(window.page, url, world.administrator)
    return window


async def show(page: Page, url: str, text: str) -> float:
    """Open a screen; return the milliseconds until it has rows and this text, and is idle."""
    await page.goto(url)
    moment: float = await page.evaluate("text => bench.shown(text)", text)
    return moment


async def measure_loads(browser: Browser, url: str, world: World, rounds: int) -> None:
    for tab, text in SCREENS.items():
        cold: list[float] = []
        warm: list[float] = []
        requests = 0
        for _ in range(rounds):
            window = await open_window(browser, url, world)
            for moments in cold, warm:
                window.requests = 0
                moments.append(await show(window.page, url + address(world, tab), text))
                requests = max(requests, window.requests) if moments is cold else requests
            await window.page.context.close()
        print(
            f"{tab:12} can be used after {statistics.median(cold):5.0f} ms, from the cache {statistics.median(warm):5.0f} ms,"
            f" at most {requests} requests",
            flush=True,
        )


async def answered(page: Page, press: Step, text: str = "") -> tuple[float, float]:
    """Press, and return the milliseconds to the first change on the screen and to the result."""
    await page.evaluate("text => bench.arm(text)", text)
    await press(page)
    first, result = await page.evaluate("() => bench.answer")
    return first, result


def click(name: str) -> Step:
    return lambda page: page.get_by_role("button", name=name).last.click()


async def confirm(page: Page, opener: Step, button: str, text: str = "") -> tuple[float, float]:
    """Open a question, and measure its answer."""
    await opener(page)
    inside = page.get_by_role("dialog").get_by_role("button", name=button)
    return await answered(page, lambda _: inside.click(), text)


async def measure_tabs(window: Window, times: dict[str, Times], requests: dict[str, int]) -> None:
    for tab, text in (("Invitations", "guest"), ("Seats", "500 seats"), ("Members", " members")):
        window.requests = 0
        link = window.page.locator("nav").get_by_role("link", name=tab, exact=True).last
        found = await answered(window.page, lambda _, link=link: link.click(), text)  # type: ignore[misc]
        times.setdefault(f"tab {tab}", Times()).add(*found)
        requests[tab] = max(requests.get(tab, 0), window.requests)


async def measure_actions(page: Page, url: str, world: World, times: dict[str, Times], number: int) -> None:
    def add(name: str, found: tuple[float, float]) -> None:
        times.setdefault(name, Times()).add(*found)

    await show(page, url + address(world, "members"), " members")
    add("next page of members", await answered(page, click("Next")))
    name = await page.locator("ul.rows > li").last.locator("strong").inner_text()
    role = page.get_by_label(f"Role of {name}", exact=True)
    add("change a role", await answered(page, lambda _: role.select_option("FACILITATOR"), "The role is"))
    left = f"{1005 - number:,} members"
    add("remove a member", await confirm(page, click(f"Remove {name}"), "Remove", left))
    search = page.get_by_role("searchbox").first
    add("search members", await answered(page, lambda _: search.fill("administrator")))
    await show(page, url + address(world, "invitations"), "guest")
    add("next page of invitations", await answered(page, click("Next")))
    cancel = page.get_by_role("button", name="Cancel: ").last
    email = (await cancel.get_attribute("aria-label") or "").removeprefix("Cancel: ")
    done = f"The invitation of {email} is cancelled"
    add("cancel an invitation", await confirm(page, lambda _: cancel.click(), "Cancel the invitation", done))
    await show(page, url + address(world, "seats"), "500 seats")
    add("next page of seats", await answered(page, click("Next")))
    heading = await page.get_by_role("heading", name="500 seats").inner_text()
    left = f"500 seats, {int(heading.split()[2]) + 1} free"
    add("release a seat", await confirm(page, click("Release the seat"), "Release", left))


async def run(dsn: str, folder: Path, rounds: int) -> None:
    await migrate(dsn)
    engine, server = make_engine(dsn, pool_size=2), Process(dsn, folder)
    url = await server.start()
    try:
        async with httpx.AsyncClient(timeout=60) as http, chromium() as browser:
            world = await make_large_world(People(engine, http, url), engine)
            await measure_loads(browser, url, world, rounds)
            window = await open_window(browser, url, world)
            times: dict[str, Times] = {}
            requests: dict[str, int] = {}
            for number in range(rounds):
                await measure_actions(window.page, url, world, times, number)
                await show(window.page, url + address(world, "members"), " members")
                await measure_tabs(window, times, requests)
            print_actions(times, requests)
    finally:
        await server.stop()
        await engine.dispose()


def print_actions(times: dict[str, Times], requests: dict[str, int]) -> None:
    print(f"{'ms after the press':26}  first change       result")
    for name, one in times.items():
        asked = requests.get(name.removeprefix("tab "))
        print(f"{name:26}  {one}{'' if asked is None else f'  at most {asked} requests'}")


if __name__ == "__main__":
    run_with_database(run, 5)

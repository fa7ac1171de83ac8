"""People who act on screens at the same time, with a mouse or by keyboard alone, in plain words: press, write, see."""

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import ElementHandle, Locator, Page, Response, expect

from tests.support.client import Client
from tests.support.mailbox import Mailbox

PATIENCE = 30.0
"""Seconds in which a change has to be on the other screen. Alone on its machine that takes a tenth of a second, which
`docs/screens.md` has; thirty are for a machine that runs other tests."""

Name = str | re.Pattern[str]

MOST_STOPS = 80
"""How many times Tab is pressed on the way to what is wanted."""

LOOK = Path(__file__).with_name("focus.js").read_text()


@dataclass(frozen=True)
class Way:
    """How people act."""

    name: str
    width: int = 1280
    dark: bool = False
    keyboard: bool = False


WAYS = (Way("desktop, light, mouse"), Way("390 px, dark, keyboard alone", 390, dark=True, keyboard=True))


@dataclass
class Scenario:
    """Several people who act together, and how long each waited for what another did.

    Args:
        answered: When the server answered the last change.
        waits: Seconds from then until it was on another screen.
    """

    show: Callable[..., Awaitable[Page]]
    post: Mailbox
    way: Way
    answered: float = 0.0
    waits: list[float] = field(default_factory=list)

    async def enter(self, place: str, person: Client | None = None, path: str = "") -> "Actor":
        """Give somebody a window of their own, and show them an address."""
        granted = ["clipboard-read", "clipboard-write"]
        options = {"width": self.way.width, "dark": self.way.dark, "permissions": granted}
        page = await self.show(path or "/console", person, place=place, **options)
        return Actor(page, self)


@dataclass
class Actor:
    """Somebody at a window."""

    page: Page
    scenario: Scenario

    # What they do

    async def goes(self, path: str) -> None:
        await self.page.goto(re.match(r"\w+://[^/]+", self.page.url)[0] + path)  # type: ignore[index]

    async def presses(self, name: Name, role: str = "button", within: Locator | None = None) -> None:
        await self._press(self.named(name, role, within))

    async def presses_bell(self) -> None:
        await self.presses(re.compile("^Notifications"))

    async def follows(self, name: Name, within: Locator | None = None) -> None:
        """Press a link."""
        await self.presses(name, "link", within)

    async def does(self, name: Name, role: str = "button", within: Locator | None = None) -> None:
        """Press what changes something, and wait until the server has answered."""
        async with self.change():
            await self.presses(name, role, within)

    async def answers(self, name: str) -> None:
        """Press a button of the dialog, which changes something."""
        await self.does(name, within=self.dialog)

    async def writes(self, label: str, text: str, within: Locator | None = None) -> None:
        where = self.labelled(label, within)
        if not self.scenario.way.keyboard:
            await where.fill(text)
            return
        await self._reach(where)
        await self.page.keyboard.press("Control+A")
        await self.page.keyboard.type(text)

    async def pastes(self, label: str, text: str) -> None:
        where = self.labelled(label)
        await (self._reach(where) if self.scenario.way.keyboard else where.click())
        await self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        await self.page.keyboard.press("Control+V")

    async def picks(self, label: str, text: str, option: str) -> None:
        """Type into a drop-down, and choose what it offers."""
        sent = json.dumps(text)
        async with self.page.expect_response(lambda answer: sent in (answer.request.post_data or "")):
            await self.writes(label, text)  # what is offered before it is whole goes away again
        offered = self.page.get_by_role("option", name=option).filter(visible=True).first
        await offered.wait_for()
        if not self.scenario.way.keyboard:
            await offered.click()
            return
        for _ in range(10):
            if await offered.get_attribute("aria-selected") == "true":
                break
            await self.page.keyboard.press("ArrowDown")
        await self.page.keyboard.press("Enter")

    async def chooses(self, label: str, option: str) -> None:
        """Set a list; by keyboard with the arrows, past what lies between."""
        where = self.labelled(label)
        if not self.scenario.way.keyboard:
            await where.select_option(label=option)
            return
        await self._reach(where)
        steps = await where.evaluate(
            "(list, text) => [...list.options].findIndex((one) => one.text === text) - list.selectedIndex", option
        )
        for _ in range(abs(steps)):
            await self.page.keyboard.press("ArrowDown" if steps > 0 else "ArrowUp")

    async def marks(self, name: str) -> None:
        """Choose one of several buttons of a kind."""
        where = self.named(re.compile(f"^{name}"), "radio")
        if not self.scenario.way.keyboard:
            await where.click()
            return
        await self._reach(where)
        for _ in range(5):
            if await where.is_checked():
                return
            await self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{name} is not to be had by arrows")

    async def turns_to(self, tab: str) -> None:
        """Show another of the tabs that an arrow leads to."""
        where = self.named(tab, "tab")
        if self.scenario.way.keyboard:
            await self._reach(self.page.get_by_role("tab", selected=True))
            await self.page.keyboard.press("ArrowRight")
        else:
            await where.click()
        await expect(where).to_have_attribute("aria-selected", "true")

    async def unfolds(self, text: str) -> None:
        await self._press(self.page.locator("summary", has_text=text))

    async def opens_beside(self, name: str, role: str = "link") -> "Actor":
        """Press what opens another window, and be there."""
        async with self.page.context.expect_page() as opened:
            await self.presses(name, role)
        page = await opened.value
        await page.set_viewport_size(self.page.viewport_size or {"width": self.scenario.way.width, "height": 900})
        await page.wait_for_load_state()
        return Actor(page, self.scenario)

    async def reads_mail(self, address: str, containing: str) -> dict[str, Any]:
        """Open the newest mail with this text, as it is drawn."""
        mail = await self.scenario.post.wait(address, containing=containing, patience=30)
        await self.page.goto("about:blank")
        await self.page.set_content(mail["html"])
        return mail

    @asynccontextmanager
    async def change(self) -> AsyncIterator[None]:
        """Wait until the server has answered a change that begins meanwhile."""
        async with self.page.expect_response(_is_change) as answer:
            yield
        await answer.value
        self.scenario.answered = time.monotonic()

    # What they see

    def named(self, name: Name, role: str, within: Locator | None = None) -> Locator:
        """What has this role, and this whole name, or a name that fits a pattern."""
        found: Locator = (within or self.page).get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]
        return found

    def labelled(self, label: str, within: Locator | None = None) -> Locator:
        return (within or self.page).get_by_label(label, exact=True)

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")

    def bell(self, number: int) -> Locator:
        return self.named(re.compile(f": {number} (is|are) waiting$"), "button")

    async def waiting(self) -> int:
        """Return the number on the bell."""
        bell = self.named(re.compile("^Notifications"), "button")
        return int(re.sub(r"\D", "", await bell.get_attribute("aria-label") or "") or 0)

    def row(self, text: str) -> Locator:
        """The entry of a list that has this text."""
        return self.page.get_by_role("listitem").filter(has=self.page.get_by_text(text, exact=True))

    async def sees(self, *what: str | Locator) -> None:
        for one in what:
            await expect(self._shown(one)).to_be_visible(timeout=PATIENCE * 1000)

    async def sees_no(self, *what: str | Locator) -> None:
        """What else is there has to be seen before."""
        for one in what:
            await expect(self._shown(one)).to_have_count(0)

    async def sees_soon(self, *what: str | Locator) -> None:
        """See what somebody else has just done, without reloading; note how long that took."""
        await self._wait([self._shown(one) for one in what], is_there=True)

    async def misses_soon(self, *what: str | Locator) -> None:
        """See that something is gone, through what somebody else has just done."""
        await self._wait([self._shown(one) for one in what], is_there=False)

    def _shown(self, what: str | Locator) -> Locator:
        found = self.page.get_by_text(what) if isinstance(what, str) else what
        return found.filter(visible=True).first

    async def _wait(self, found: list[Locator], *, is_there: bool) -> None:
        changed = self.scenario.answered
        for one in found:
            while await one.is_visible() is not is_there:
                waited = time.monotonic() - changed
                assert waited < PATIENCE, f"{one} is {'not' if is_there else 'still'} on {self.page.url}"
                await asyncio.sleep(0.01 if waited < 1 else 0.1)
        self.scenario.waits.append(time.monotonic() - changed)

    # How they do it

    async def _press(self, where: Locator) -> None:
        if not self.scenario.way.keyboard:
            await where.click()
            return
        await self._reach(where)
        is_box = await where.evaluate("one => one.type === 'checkbox'")
        await self.page.keyboard.press("Space" if is_box else "Enter")

    async def _reach(self, where: Locator) -> None:
        """Tab until it has the focus, which may neither be lost nor hidden on the way."""
        target = await where.element_handle(timeout=PATIENCE * 1000)
        assert target is not None
        stops = [await self._look(target)]
        while stops[-1]["at"] != "here":
            assert len(stops) <= MOST_STOPS, f"{where} cannot be reached by way of {[one.get('is') for one in stops]}"
            await self.page.keyboard.press("Shift+Tab" if stops[-1]["at"] == "back" else "Tab")
            stops.append(await self._look(target))
            if stops[-1]["at"] != "nowhere":
                hidden = [name for name in ("isMarked", "isSeen", "fits") if not stops[-1][name]]
                assert not hidden, f"{stops[-1]['is']} on {self.page.url}: not {hidden}"

    async def _look(self, target: ElementHandle) -> dict[str, Any]:
        found: dict[str, Any] = await target.evaluate(LOOK)
        return found


def _is_change(answer: Response) -> bool:
    """A mutation, which has a key to be repeated by, or a form."""
    asked = answer.request
    return asked.method == "POST" and ("idempotency-key" in asked.headers or "/graphql" not in asked.url)


async def joins_site(newcomer: Actor, address: str, name: str) -> None:
    """Register from an invite page, log in by the mail's link, set a password, and be back."""
    await newcomer.follows("Register to join")
    await newcomer.writes("Your name", name)
    await newcomer.writes("Email address", address)
    await newcomer.presses("Send me the link")
    await newcomer.sees("Look into your mail")
    await newcomer.reads_mail(address, "/login/")
    await newcomer.follows("Finish registering")
    await newcomer.presses("Log me in")
    await newcomer.writes("New password", "eleven blue herons")
    await newcomer.does("Set the password")

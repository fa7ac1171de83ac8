"""The list of whom to invite: what is refused, tried again, and not lost."""

import json
import re
from dataclasses import dataclass
from secrets import token_hex

import pytest
from playwright.async_api import Locator, Page, Route, expect

from tests.slow.browser.conftest import Open
from tests.slow.browser.test_console import SECOND, console
from tests.support.people import People, Person


@dataclass
class Practice:
    """A therapist with one place on her list of patients, her group, and the page where she invites to it."""

    thea: Person
    staff: Person
    group: str
    page: Page

    async def set_limit(self, limit: int) -> None:
        await self.staff.mutate("setCaseload", {"accountId": self.thea.id, "limit": limit}, "")

    async def add(self, *texts: str) -> None:
        for text in texts:
            await self.page.get_by_label("Who", exact=True).fill(text)
            await self.button("Add").click()
            await expect(self.row(text)).to_be_visible()

    async def sees(self, *texts: str) -> None:
        for text in texts:
            await expect(self.page.get_by_text(text).filter(visible=True).first).to_be_visible(timeout=SECOND)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def row(self, text: str) -> Locator:
        rows = self.page.get_by_role("list", name="Who will be invited").get_by_role("listitem")
        return rows.filter(has=self.page.get_by_text(text, exact=True))


@pytest.fixture
async def practice(site_people: People, open_page: Open) -> Practice:
    thea, staff = await site_people("Thea Thoma"), await site_people.staff()
    await staff.mutate("setCaseload", {"accountId": thea.id, "limit": 1}, "")
    group = (await thea.mutate("createGroup", {"name": "Grounding"}, "group { id }"))["group"]["id"]
    return Practice(thea, staff, group, await open_page(console(group, "invite"), thea))


def address(name: str) -> str:
    return f"{name}{token_hex(4)}@example.org"


async def test_who_is_refused_stays_on_the_list(practice: Practice) -> None:
    people = [address(name) for name in ("ada", "ben", "cem")]
    await practice.add(*people)
    await practice.button("Invite 3 people").click()
    await practice.sees("1 person is invited.", "2 people are not: the list says why.", "1 of 1 email sent")
    await expect(practice.row(people[0])).to_have_count(0)
    for one in people[1:]:
        await expect(practice.row(one).get_by_role("link", name="Upgrade")).to_be_visible()
    await expect(practice.page.locator("usher-toasts .bad")).to_have_count(0)


async def test_with_more_places_whoever_had_none_is_judged_anew(practice: Practice) -> None:
    people = [address(name) for name in ("ada", "ben", "cem")]
    await practice.page.get_by_label("Who", exact=True).fill(", ".join(people))
    await practice.button("Add").click()
    await practice.sees("1 place is left on the list of patients.")
    for one in people[1:]:
        link = practice.row(one).get_by_role("link", name="Upgrade")
        await expect(link).to_have_attribute("target", "_blank")
    await practice.set_limit(3)
    await practice.sees("3 places are left on the list of patients.")
    await practice.button("Invite 3 people").click()
    await practice.sees("3 people are invited.")


async def test_how_many_may_not_fit_is_said_before(practice: Practice) -> None:
    await practice.add(address("ada"))
    await expect(practice.page.get_by_text("may not fit")).to_have_count(0)
    await practice.add(address("ben"), address("cem"))
    await practice.sees("2 people below may not fit on it.")
    await practice.set_limit(2)
    await practice.sees("1 person below may not fit on it.")


async def test_whoever_was_refused_is_judged_anew_when_added_again(practice: Practice) -> None:
    ada = address("ada")
    invited = {"groupId": practice.group, "addresses": ada, "role": "FACILITATOR", "sendMail": False}
    made = await practice.thea.mutate("inviteMembers", invited, "results { invitation { id } }")
    await practice.add(ada)
    await expect(practice.row(ada).locator(".mend")).to_be_visible()
    await practice.thea.mutate("cancelInvitation", {"invitationId": made["results"][0]["invitation"]["id"]}, "")
    await practice.add(ada)
    await expect(practice.row(ada).locator(".mend")).to_have_count(0)
    await practice.button("Invite 1 person").click()
    await practice.sees("1 person is invited.")


async def test_the_other_tab_loses_nothing(practice: Practice) -> None:
    page, ada = practice.page, address("ada")
    await practice.add(ada)
    await page.locator("summary", has_text="Edit the email").click()
    await page.get_by_label("Subject", exact=True).fill("Come and ground yourself")
    await page.get_by_role("tab", name="Add Existing").click()
    await expect(page.get_by_label("Patient", exact=True)).to_be_visible()
    await expect(practice.row(ada)).to_have_count(0)
    await page.get_by_role("tab", name="Invite New").click()
    await expect(practice.row(ada)).to_be_visible()
    await expect(page.get_by_label("Subject", exact=True)).to_have_value("Come and ground yourself")


async def test_what_stands_in_the_field_is_invited(practice: Practice) -> None:
    page, field = practice.page, practice.page.get_by_label("Who", exact=True)
    await expect(practice.button("Invite")).to_have_attribute("aria-disabled", "true")
    await field.fill("wrong@")
    await practice.button("Invite").click()
    await expect(practice.row("wrong@").locator(".mend")).to_be_visible()
    await field.fill(address("ada"))
    await practice.button("Invite").click()
    await practice.sees("1 person is invited.")
    await expect(practice.row("wrong@")).to_be_visible()
    await page.locator("summary", has_text="Edit the email").click()
    await page.get_by_label("Text", exact=True).fill("Come.")
    await field.fill(address("ben"))
    await expect(practice.button("Invite")).to_have_attribute("aria-disabled", "true")
    await page.locator("summary", has_text="Edit the email").click()
    await practice.sees("@register_url is missing")


async def test_of_many_the_wrong_ones_are_shown(practice: Practice) -> None:
    await practice.page.get_by_label("Who", exact=True).fill(
        ", ".join([*(f"guest{number}@example.org" for number in range(120)), "wrong@"])
    )
    await practice.set_limit(200)
    await practice.button("Add").click()
    await practice.sees("and 21 more")
    await expect(practice.row("wrong@")).to_be_visible()


async def test_after_too_many_checks_one_address_is_added_unread(practice: Practice) -> None:
    page = practice.page

    async def refuse(route: Route) -> None:
        if '"addresses"' not in (route.request.post_data or ""):
            return await route.fallback()
        error = {"message": "Too often.", "extensions": {"code": "RATE_LIMITED"}}
        answer = {"data": {"checkRecipients": None}, "errors": [error]}
        headers = {"retry-after": "3600", "content-type": "application/json"}
        return await route.fulfill(body=json.dumps(answer), headers=headers)

    await page.route(re.compile("/graphql$"), refuse)
    field = page.get_by_label("Who", exact=True)
    await field.fill("ada@example.org, ben@example.org")
    await practice.button("Add").click()
    await practice.sees("That was too often.")
    await practice.add(address("ada"))
    await practice.button("Invite 1 person").click()
    await practice.sees("1 person is invited.")


@pytest.mark.parametrize("discreet", [False, True])
async def test_where_replies_go_is_said_where_they_go_to_the_inviter(practice: Practice, discreet: bool) -> None:
    await practice.thea.mutate("updateGroup", {"groupId": practice.group, "discreet": discreet}, "")
    await practice.sees("Without it, copy their links")
    replies = practice.page.get_by_text(re.compile("Replies come to you|Answers to this email go to Thea Thoma"))
    await expect(replies.filter(visible=True)).to_have_count(0 if discreet else 1)
    await practice.page.get_by_text("Preview the email").click()
    await practice.sees("The invitation is good until")
    await expect(replies.filter(visible=True)).to_have_count(0 if discreet else 2)

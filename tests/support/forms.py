"""Every form of the pages: how to reach it, what to type, and what proves that it took effect once."""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import text

import app.pages
from tests.support.browser import group_path
from tests.support.mailbox import Mailbox, token_in
from tests.support.people import Person
from tests.support.world import World

TEMPLATES = Path(app.pages.__file__).with_name("templates")
PASSWORD = "eleven blue herons"


@dataclass
class Filled:
    """A form, filled in on its page.

    Args:
        says: Text of the page that confirms success.
        effect: SQL that counts the effects, by `:group`, `:account` and `:email`.
        hidden: Values of hidden fields that distinguish this form from others of the page.
        email: Value of `:email` in `effect`.
    """

    path: str
    says: str
    effect: str
    who: Person | None = None
    typed: dict[str, str] = field(default_factory=dict)
    hidden: dict[str, str] = field(default_factory=dict)
    email: str = ""

    async def count(self, world: World) -> int:
        values = {"group": world.key, "account": self.who.key if self.who else 0, "email": self.email}
        used = {name: value for name, value in values.items() if f":{name}" in self.effect}
        async with world.engine.connect() as connection:
            return int((await connection.execute(text(self.effect), used)).scalar_one())


Fill = Callable[[World, Mailbox], Awaitable[Filled]]
FORMS: dict[tuple[str, str], Fill] = {}
"""Keyed by template and the value of the button `do`, "" for a form with a single button."""


def form(template: str, do: str = "") -> Callable[[Fill], Fill]:
    """Register a form."""

    def enter(fill: Fill) -> Fill:
        FORMS[template, do] = fill
        return fill

    return enter


def all_forms() -> set[tuple[str, str]]:
    """Find the forms in the templates."""
    found = set()
    for template in TEMPLATES.glob("*.html"):
        for one in re.findall(r'<form\b[^>]*method="post".*?</form>', template.read_text(), re.S):
            found |= {(template.stem, do) for do in re.findall(r'name="do" value="([^"]*)"', one) or [""]}
    return found


def _noted(action: str) -> str:
    return f"SELECT count(*) FROM history WHERE group_id = :group AND action = '{action}'"


_MAILS = "SELECT count(*) FROM mails WHERE to_email = :email"
_BEGUN = (
    "SELECT count(*) FROM sessions JOIN accounts a ON a.id = account_id WHERE a.email = :email AND ended_at IS NULL"
)
_ENDED = "SELECT count(*) FROM sessions WHERE account_id = :account AND ended_at IS NOT NULL"


async def newcomer(world: World, post: Mailbox, name: str) -> tuple[str, str]:
    """Register an address; return it and the token of its login link."""
    email = f"{name}{world.key}@example.org"
    await world.anonymous.mutate("register", {"email": email, "name": "Nora New"}, "")
    return email, token_in(await post.wait(email), "login")


async def give_password(world: World, person: Person) -> None:
    async with world.engine.begin() as connection:
        is_new = text("UPDATE sessions SET must_set_password = true WHERE account_id = :account")
        await connection.execute(is_new, {"account": person.key})
    await person.mutate("setPassword", {"password": PASSWORD}, "")


async def bought(world: World, seats: int = 2) -> str:
    """Buy seats and return the page that shows them."""
    expiry = (datetime.now(UTC) + timedelta(days=30)).isoformat()
    await world.staff.mutate("setSeatPlan", {"groupId": world.group, "seatCount": seats, "expiresAt": expiry}, "")
    return f"{group_path(world.group)}/seats"


@form("layout")
async def _(world: World, _: Mailbox) -> Filled:
    return Filled("/invitations", "You are signed out", _ENDED, world.member)


@form("logout")
async def _(world: World, _: Mailbox) -> Filled:
    return Filled("/logout", "You are signed out", _ENDED, world.member, hidden={"": "main"})


@form("parts")
async def _(world: World, _: Mailbox) -> Filled:
    place = f"/join/{await world.invite_code()}"
    return Filled(place, "Register to join", _ENDED, world.stranger, hidden={"to": place})


@form("join")
async def _(world: World, _: Mailbox) -> Filled:
    place = f"/join/{world.personal_token()}"
    return Filled(place, "Register to join", _ENDED, world.stranger, hidden={"to": place})


@form("join", "join")
async def _(world: World, _: Mailbox) -> Filled:
    return Filled(f"/join/{await world.invite_code()}", "Welcome!", _noted("MEMBER_JOINED"), world.stranger)


@form("join", "accept")
async def _(world: World, _: Mailbox) -> Filled:
    return Filled(f"/join/{world.personal_token()}", "Welcome!", _noted("INVITATION_ACCEPTED"), world.invitee)


@form("join", "decline")
async def _(world: World, _: Mailbox) -> Filled:
    place, said = f"/join/{world.personal_token()}", "You have declined"
    return Filled(place, said, _noted("INVITATION_DECLINED"), world.invitee)


@form("invitations", "accept")
async def _(world: World, _: Mailbox) -> Filled:
    return Filled("/invitations", "Welcome!", _noted("INVITATION_ACCEPTED"), world.invitee)


@form("invitations", "decline")
async def _(world: World, _: Mailbox) -> Filled:
    return Filled("/invitations", "You have declined", _noted("INVITATION_DECLINED"), world.invitee)


@form("forgotten")
async def _(world: World, _: Mailbox) -> Filled:
    email = world.stranger.email
    return Filled("/password", "Look into your mail", _MAILS, typed={"email": email}, email=email)


@form("register")
async def _(world: World, _: Mailbox) -> Filled:
    email = f"twice{world.key}@example.org"
    return Filled("/register", "Look into", _MAILS, typed={"name": "Nora", "email": email}, email=email)


@form("login")
async def _(world: World, _: Mailbox) -> Filled:
    person = world.stranger
    await give_password(world, person)
    await person.ok("mutation { logOut { userErrors { code } } }")
    typed = {"email": person.email, "password": PASSWORD}
    return Filled("/login", "Your invitations", _BEGUN, typed=typed, email=person.email)


@form("login_link")
async def _(world: World, post: Mailbox) -> Filled:
    email, token = await newcomer(world, post, "link")
    return Filled(f"/login/{token}", "Set a password", _BEGUN, email=email)


@form("password")
async def _(world: World, post: Mailbox) -> Filled:
    email, token = await newcomer(world, post, "password")
    done = await world.anonymous.mutate("logInWithOneTimeLink", {"token": token}, "token")
    person = Person(world.anonymous.http, world.anonymous.url, done["token"])
    return Filled("/password", "Your password is set.", _BEGUN, person, {"password": PASSWORD}, email=email)


@form("type")
async def _(world: World, _: Mailbox) -> Filled:
    code = await world.invite_code()
    return Filled("/join", "Register to join", "SELECT 1", typed={"code": code})


@form("group", "leave")
async def _(world: World, _: Mailbox) -> Filled:
    return Filled(group_path(world.group), "You have left", _noted("MEMBER_LEFT"), world.member)


@form("group", "join")
async def _(world: World, _: Mailbox) -> Filled:
    await world.administrator.mutate("updateGroup", {"groupId": world.group, "joinPolicy": "OPEN"}, "")
    return Filled(group_path(world.group), "Welcome!", _noted("MEMBER_JOINED"), world.stranger)


@form("group", "generate")
async def _(world: World, _: Mailbox) -> Filled:
    return Filled(group_path(world.group), "A new code is ready", _noted("CODE_GENERATED"), world.facilitator)


@form("group", "delete")
async def _(world: World, _: Mailbox) -> Filled:
    await world.invite_code()
    return Filled(group_path(world.group), "The code is deleted", _noted("CODE_DELETED"), world.facilitator)


@form("_news", "done")
async def _(world: World, _: Mailbox) -> Filled:
    completed = "SELECT count(*) FROM notifications WHERE group_id = :group AND kind = 'ASSIGNMENT_COMPLETED'"
    return Filled(group_path(world.group), "Marked as done.", completed, world.member)


@form("seats", "policy")
async def _(world: World, _: Mailbox) -> Filled:
    path = await bought(world)
    await world.administrator.mutate("setSeatPolicy", {"groupId": world.group, "policy": "AUTOMATIC"}, "")
    by_hand = f"{_noted('SEAT_POLICY_SET')} AND subject = 'MANUAL'"
    return Filled(path, "The policy is set", by_hand, world.administrator)


@form("seat_question", "policy")
async def _(world: World, _: Mailbox) -> Filled:
    path = f"{await bought(world)}?ask=policy"
    return Filled(path, "The policy is set", _noted("SEAT_POLICY_SET"), world.administrator)


@form("seats", "allocate")
async def _(world: World, _: Mailbox) -> Filled:
    typed = {"member": world.membership("member")}
    return Filled(await bought(world), "The seat is allocated", _noted("SEAT_ALLOCATED"), world.administrator, typed)


@form("seat_question", "release")
async def _(world: World, _: Mailbox) -> Filled:
    path, member = await bought(world), world.membership("member")
    await world.administrator.mutate("allocateSeat", {"memberId": member}, "")
    path = f"{path}?ask=release&member={quote(member)}"
    return Filled(path, "The seat is free", _noted("SEAT_RELEASED"), world.administrator, hidden={"member": member})


def chosen(forms: Sequence[dict[str, Any]], do: str, filled: Filled) -> dict[str, Any]:
    """Find the form that `filled` means."""
    for one in reversed(forms):  # so that a form in the page's header is the last choice
        has_button = ("do", do) in one["buttons"] if do else not any(name == "do" for name, _ in one["buttons"])
        is_it = all(one["fields"].get(name) == value for name, value in filled.hidden.items() if name)
        if has_button and is_it and filled.typed.keys() <= one["fields"].keys() | {"member"}:
            found: dict[str, Any] = one
            return found
    raise AssertionError(f"{filled.path} has no such form")

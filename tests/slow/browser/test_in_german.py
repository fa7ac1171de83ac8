"""What the server says in English is said in German to whoever reads German, and no more than the server says."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from db.tables import Notification
from rules.notifications import NotificationKind
from tests.slow.browser.conftest import Open, Shown
from tests.slow.browser.test_console import SECOND, console
from tests.support.client import codes

GERMAN = "de-DE"
BOLD = "<b>Ada</b> {group}"
# Each kind, its details beside the group, and what is shown.
SAID: list[tuple[str, dict[str, str], str]] = [
    ("INVITATION_RECEIVED", {"person": "Ada"}, "Ada lädt Sie in Mittwoch ein."),
    ("INVITATION_ACCEPTED", {"person": BOLD}, f"{BOLD} hat die Einladung in Mittwoch angenommen."),
    ("INVITATION_DECLINED", {"person": "Ada"}, "Ada hat die Einladung in Mittwoch abgelehnt."),
    (
        "INVITATION_EMAIL_FAILED", {"person": "ada@example.org"},
        "Die Einladung in Mittwoch an ada@example.org konnte nicht per E-Mail zugestellt werden.",
    ),
    ("MEMBER_JOINED", {"person": "Ada"}, "Ada ist Mittwoch beigetreten."),
    ("ADDED_TO_GROUP", {"person": "Ada"}, "Ada hat Sie zu Mittwoch hinzugefügt."),
    ("ADDED_TO_GROUP", {"role": "ADMINISTRATOR"}, "Sie gehören jetzt zur Administration von Mittwoch."),
    ("REMOVED_FROM_GROUP", {"person": "Ada"}, "Ada hat Sie aus Mittwoch entfernt."),
    ("ROLE_CHANGED", {"role": "FACILITATOR"}, "Ihre Rolle in Mittwoch ist jetzt Leitung."),
    ("SEAT_ALLOCATED", {}, "Sie haben jetzt einen Platz in Mittwoch."),
    ("SEAT_RELEASED", {}, "Ihr Platz in Mittwoch wurde zurückgenommen."),
    (
        "SEAT_PLAN_EXPIRING", {"expires_at": "2027-06-01T12:00:00+00:00"},
        "Das Abonnement von Mittwoch läuft am 01.06.2027 ab.",
    ),
    ("RESOURCE_SHARED", {"person": "Ada", "resource": "Schlaf"}, "Ada hat Schlaf mit Mittwoch geteilt."),
    ("RESOURCE_ASSIGNED", {"resource": "Schlaf"}, "Sie werden gebeten, Schlaf in Mittwoch durchzuarbeiten."),
    ("ASSIGNMENT_COMPLETED", {"person": "Ada", "resource": "Schlaf"}, "Ada hat Schlaf in Mittwoch durchgearbeitet."),
    (
        "CASELOAD_FULL", {"person": "Ada"},
        "Ada konnte nicht alle in Mittwoch einladen: Die Patientenliste ist voll.",
    ),
    ("CASELOAD_FULL", {}, "Jemand konnte Mittwoch nicht beitreten: Die Patientenliste ist voll."),
]  # fmt: skip
ENGLISH = "Whatever the server said."
HIDDEN = "Hier ging es um etwas in einer Gruppe, das Sie nicht mehr sehen dürfen."


@pytest.fixture
async def group_with_notifications(own_engine: AsyncEngine, shown: Shown) -> Shown:
    """A group whose administrator has a notification of each kind, the last one from before there were details."""
    row = {"account_id": shown.world.administrator.key, "group_id": shown.world.key, "message": ENGLISH}
    now = datetime.now(UTC)
    rows: list[dict[str, Any]] = [
        row | {"kind": kind, "details": {"group": "Mittwoch"} | details, "created_at": now - timedelta(minutes=place)}
        for place, (kind, details, _) in enumerate(SAID)
    ]
    older = row | {"kind": "MEMBER_JOINED", "created_at": now - timedelta(days=1)}
    async with own_engine.begin() as connection:
        await connection.execute(insert(Notification), rows)
        await connection.execute(insert(Notification).values(older))
    return shown


def sentences(page: Page) -> Locator:
    return page.locator("usher-notifications .notification b")


def unread(*texts: str) -> list[str]:
    return [f"{text} (noch nicht gelesen)" for text in texts]


async def test_notifications_are_said_in_german(group_with_notifications: Shown, open_page: Open) -> None:
    assert {kind for kind, _, _ in SAID} == set(map(str, NotificationKind))
    german = [text for *_, text in SAID]
    page = await open_page("/console/notifications", group_with_notifications.world.administrator, locale=GERMAN)
    await expect(sentences(page)).to_have_text(unread(*german, ENGLISH))
    await page.get_by_role("button", name="Mitteilungen").click()
    await expect(page.locator("usher-bell .notification b")).to_have_text(unread(*german[:8]))
    page = await open_page("/console/notifications", group_with_notifications.world.administrator)
    await expect(sentences(page).first).to_have_text(f"{ENGLISH} (not read yet)")


async def test_nothing_is_said_to_whoever_may_no_longer_know(shown: Shown, open_page: Open) -> None:
    """Neither who joined nor which group, although an open group is still shown to everyone."""
    world = shown.world
    page = await open_page("/console/notifications", world.facilitator, locale=GERMAN)
    assert codes(await world.stranger.mutate("joinWithCode", {"code": shown.code}, "")) == []
    await expect(sentences(page)).to_have_text(unread("Stranger ist Wednesday beigetreten."), timeout=SECOND)
    await world.administrator.mutate("updateGroup", {"groupId": world.group, "joinPolicy": "OPEN"}, "")
    assert codes(await world.facilitator.mutate("leaveGroup", {"groupId": world.group}, "")) == []
    await expect(sentences(page)).to_have_text([HIDDEN], timeout=SECOND)


async def test_a_page_says_them_in_its_own_words(group_with_notifications: Shown, open_page: Open) -> None:
    page = await open_page("/join", group_with_notifications.world.administrator)
    await page.evaluate(
        """async (texts) => {
            const { setMessages } = await import("/elements.js");
            for (const [language, its] of Object.entries(texts)) setMessages(language, its);
            for (const language of Object.keys(texts)) {
                const list = document.createElement("usher-notifications");
                list.lang = language;
                document.body.append(list);
            }
        }""",
        {
            "de": {"notification.INVITATION_RECEIVED": "{group}: {person} ruft."},
            "fr": {"notification.MEMBER_JOINED": "{person} est arrivé(e)."},
        },
    )
    german, french = page.locator("usher-notifications[lang=de] b"), page.locator("usher-notifications[lang=fr] b")
    await expect(german.nth(0)).to_have_text(unread("Mittwoch: Ada ruft.")[0])
    await expect(german.nth(4)).to_have_text(unread("Ada ist Mittwoch beigetreten.")[0])
    await expect(french.nth(0)).to_have_text(f"{ENGLISH} (not read yet)")
    await expect(french.nth(4)).to_have_text("Ada est arrivé(e). (not read yet)")


async def test_what_is_refused_is_said_in_german(shown: Shown, open_page: Open) -> None:
    page = await open_page("/console", shown.world.stranger, locale=GERMAN)
    await page.get_by_role("button", name="Mit Code beitreten").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Code oder Link").fill("nonsense")
    await dialog.get_by_role("button", name="Mit Code beitreten").click()
    await expect(dialog.get_by_role("alert")).to_have_text(
        "Dieser Code gilt nicht oder nicht mehr. Bitten Sie um einen neuen."
    )


async def test_roles_and_policies_in_the_history_have_their_names(shown: Shown, open_page: Open) -> None:
    world = shown.world
    bought = {"groupId": world.group, "seatCount": 3, "expiresAt": "2199-06-01T00:00:00Z"}
    await world.staff.mutate("setSeatPlan", bought, "")
    for field, given in (
        ("setSeatPolicy", {"groupId": world.group, "policy": "AUTOMATIC"}),
        ("updateInvitation", {"invitationId": world.invitation, "role": "FACILITATOR"}),
        ("setMemberRole", {"memberId": world.membership("member"), "role": "FACILITATOR"}),
    ):
        assert codes(await world.administrator.mutate(field, given, "")) == []
    page = await open_page(console(world.group, "history"), world.administrator, locale=GERMAN)
    entries = page.locator("usher-history .who > span")
    await expect(entries.nth(0)).to_have_text("Neue Rolle für Member: Leitung")
    await expect(entries.nth(1)).to_have_text(f"Einladung geändert für {world.invitee.email}: Leitung")
    policy = "Vergabe freier Plätze gesetzt: Wer beitritt oder am längsten wartet"
    await expect(page.get_by_text(policy, exact=True)).to_be_visible()

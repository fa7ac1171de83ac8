"""Where links lead: back on for who is in already, and to a page that shows what was announced."""

import re
from html import unescape

import pytest

from tests.support.browser import Browser, group_path
from tests.support.forms import newcomer
from tests.support.mailbox import Mailbox, token_in
from tests.support.world import World

NEWEST = "{ viewer { notifications(first: 1) { nodes { kind url message } } } }"


async def test_a_used_login_link_leads_its_signed_in_owner_to_the_overview(
    world: World, browser: Browser, mailbox: Mailbox
) -> None:
    _, token = await newcomer(world, mailbox, "owner")
    await browser.open(f"/login/{token}")
    await browser.send(f"/login/{token}")
    assert (await browser.open(f"/login/{token}")).url.path == "/password"  # there is none yet
    await browser.send("/password", password="eleven blue herons")
    assert (await browser.open(f"/login/{token}")).url.path == "/invitations"
    for other in (world.stranger, None):
        browser.http.cookies.delete("usher")
        if other:
            browser.be(other)
        assert (await browser.open(f"/login/{token}")).status_code == 410


async def test_a_used_login_link_leads_to_the_page_it_was_for(world: World, browser: Browser, mailbox: Mailbox) -> None:
    address, place = f"led{world.key}@example.org", f"/join/{await world.invite_code()}"
    await browser.open(f"/register?to={place}")
    await browser.send("/register", name="Nora", email=address)
    token = token_in(await mailbox.wait(address), "login")
    await browser.open(f"/login/{token}")
    await browser.send(f"/login/{token}")
    await browser.send("/password", password="eleven blue herons")
    assert (await browser.open(f"/login/{token}")).url.path == place


async def test_a_login_link_requested_on_an_invite_page_leads_back_to_it(
    world: World, browser: Browser, mailbox: Mailbox
) -> None:
    places = {
        world.stranger.email: f"/join/{await world.invite_code()}",
        world.invitee.email: f"/join/{world.personal_token()}",
    }
    for address, place in places.items():
        await browser.open(f"/login?to={place}")
        assert f'href="/password?to={place}"' in browser.page.text
        await browser.open(f"/password?to={place}")
        await browser.send("/password", email=address)
        assert f'href="/password?to={place}"' in browser.page.text  # to try again
        token = token_in(await mailbox.wait(address, containing="/login/"), "login")
        await browser.open(f"/login/{token}")
        await browser.send(f"/login/{token}")
        assert browser.page.url.params["to"] == place
        await browser.send("/password", password="eleven blue herons")
        assert browser.page.url.path == place
        browser.http.cookies.delete("usher")


async def test_a_members_invite_page_does_not_invite(world: World, browser: Browser) -> None:
    await world.invitee.mutate("acceptInvitation", {"invitationId": world.invitation}, "")
    browser.be(world.invitee)
    for place in (f"/join/{world.personal_token()}", f"/join/{await world.invite_code()}"):
        await browser.open(place)
        assert "Your group Wednesday" in browser.text
        for word in ("invited to", "Come and join", "Join Wednesday"):
            assert word not in browser.text


async def test_a_form_without_cookies_says_so(browser: Browser) -> None:
    for path in ("/login", "/register", "/join", "/password"):
        await browser.open(path)
        browser.http.cookies.clear()
        form = browser.forms()[-1]
        answer = await browser.http.post(path, data=form["fields"], headers={"sec-fetch-site": "same-origin"})
        assert answer.status_code == 403
        assert "Allow cookies for this site" in answer.text


async def test_registering_from_a_personal_invitation_says_for_whom(world: World, browser: Browser) -> None:
    place = f"/join/{world.personal_token()}"
    await browser.open(f"/register?to={place}")
    masked = f"{world.invitee.email[0]}…@example.org"
    assert f"This invitation is for {masked}" in browser.text
    assert world.invitee.email not in browser.page.text
    for other in (f"other{world.key}@example.org", world.stranger.email):  # nobody's, and somebody's
        await browser.open(f"/register?to={place}")
        await browser.send("/register", name="Nora", email=other)
        assert browser.page.status_code == 422
        assert 'id="e-email"' in browser.page.text
        assert masked in browser.text
    await browser.open(f"/register?to=/join/{await world.invite_code()}")
    assert "This invitation is for" not in browser.text


async def test_the_printed_sheet_leads_managers_back_to_the_group(world: World, browser: Browser) -> None:
    code = await world.invite_code()
    for who, back in (("member", f"/join/{code}"), ("facilitator", group_path(world.group)), (None, f"/join/{code}")):
        browser.http.cookies.delete("usher")
        if who:
            browser.be(getattr(world, who))
        page = await browser.open(f"/join/{code}/print")
        assert f'<a href="{back}">Back' in page.text


async def test_a_new_member_is_welcomed_once_with_the_role(world: World, browser: Browser) -> None:
    given = {"groupId": world.group, "addresses": world.stranger.email, "role": "FACILITATOR", "sendMail": False}
    await world.administrator.mutate("inviteMembers", given, "")
    browser.be(world.stranger)
    await browser.open("/invitations")
    await browser.send("/invitations", do="accept")
    assert "Welcome! You are a facilitator now." in browser.text
    assert browser.page.url.query == b""
    assert "Welcome!" not in (await browser.open(group_path(world.group))).text
    assert "Welcome!" not in (await browser.open(f"{group_path(world.group)}?said=joined")).text


async def newest_link(world: World, who: str) -> str:
    """Return the address of somebody's newest notification."""
    found = (await world.caller(who).ok(NEWEST))["viewer"]["notifications"]["nodes"][0]
    return str(found["url"])


async def test_a_notification_leads_to_a_page_that_shows_it(world: World, browser: Browser) -> None:
    """After each event, its recipient follows the newest notification and sees these words."""
    accept = {"invitationId": world.invitation}
    await world.invitee.mutate("acceptInvitation", accept, "")
    await follow_newest(world, browser, "administrator", "Invitee , as a member Accepted", "members")
    given = {"groupId": world.group, "kind": "WORKBOOK", "title": "Sleep", "body": "Lie down."}
    shared = (await world.facilitator.mutate("shareResource", given, "resource { id }"))["resource"]["id"]
    await follow_newest(world, browser, "member", "Sleep Lie down.", "resources")
    assigned = {"resourceId": shared, "memberIds": [world.membership("member")]}
    await world.facilitator.mutate("assignResource", assigned, "")
    await follow_newest(world, browser, "member", "You are asked to work through it", "resources")
    await browser.send(group_path(world.group), do="done")
    assert "Marked as done." in browser.text
    await follow_newest(world, browser, "facilitator", "Worked through Member : Sleep", "resources")
    await world.administrator.mutate(
        "setMemberRole", {"memberId": world.membership("member"), "role": "FACILITATOR"}, ""
    )
    await follow_newest(world, browser, "member", "a facilitator, since", "members")
    await world.administrator.mutate("removeMember", {"memberId": world.membership("member")}, "")
    await follow_newest(world, browser, "member", "removed you from Wednesday", "invitations")


@pytest.mark.parametrize(
    ("who", "held", "taken_back"),
    [
        ("member", "Full access, with seat 1", "Not yet: full access takes a seat"),
        ("facilitator", "Full access, with seat 1", "Not yet: full access takes a seat"),
        ("administrator", "Seat 1 Administrator", "No seat is allocated yet."),
    ],
)
async def test_mail_and_notification_of_a_seat_lead_everybody_to_it(
    who: str, held: str, taken_back: str, world: World, browser: Browser, mailbox: Mailbox
) -> None:
    given = {"groupId": world.group, "seatCount": 5, "expiresAt": "2199-01-01T00:00:00Z"}
    await world.staff.mutate("setSeatPlan", given, "")
    seat = {"memberId": world.membership(who)}
    await world.other_administrator.mutate("allocateSeat", seat, "")
    mail = await mailbox.wait(world.caller(who).email, containing="A seat in")  # type: ignore[attr-defined]
    assert f"See your seat:\n{await newest_link(world, who)}" in mail["text"]
    await follow_newest(world, browser, who, held, "seats")
    await world.other_administrator.mutate("releaseSeat", seat, "")
    await follow_newest(world, browser, who, taken_back, "seats")


async def follow_newest(world: World, browser: Browser, who: str, words: str, tab: str) -> None:
    """Follow the newest notification, and from the console to the page without JavaScript."""
    link = await newest_link(world, who)
    assert link.startswith("http://127.0.0.1:8000/console/")
    assert link.endswith(f"/{tab}")
    browser.be(world.caller(who))  # type: ignore[arg-type]
    console = await browser.open(link.removeprefix("http://127.0.0.1:8000"))
    [plain] = re.findall(r'<noscript>.*?href="([^"]+)"', console.text, re.DOTALL)
    await browser.open(unescape(plain))
    assert browser.page.status_code == 200
    assert words in browser.text


async def test_mail_and_notification_of_an_acceptance_lead_to_the_same_place(
    world: World, browser: Browser, mailbox: Mailbox
) -> None:
    given = {"groupId": world.group, "seatCount": 5, "expiresAt": "2199-01-01T00:00:00Z"}
    await world.staff.mutate("setSeatPlan", given, "")
    await world.invitee.mutate("acceptInvitation", {"invitationId": world.invitation}, "")
    for who in ("administrator", "other_administrator"):
        mail = await mailbox.wait(world.caller(who).email, containing="accepted")  # type: ignore[attr-defined]
        link = await newest_link(world, who)
        assert link.endswith("/seats")
        assert link in mail["text"]
        await follow_newest(world, browser, who, "Invitee", "seats")

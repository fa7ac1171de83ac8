"""The purchaser's story, from its first sentence to its last: `docs/screens.md` has its rows."""

import re
import time
from secrets import token_hex

from playwright.async_api import expect

from tests.slow.browser.acting import Actor, Scenario, joins_site
from tests.support.mailbox import token_in
from tests.support.people import People, Person

GROUP = "Quist and Sons"


async def test_the_purchasers_story(scenario: Scenario, site_people: People) -> None:
    petra, otto, ada = await site_people.many(["Petra Perl", "Otto Oker", "Ada Adler"])
    staff = await site_people.staff()
    max_ = f"max{token_hex(4)}@example.org"
    purchaser = await scenario.enter("purchaser", petra)
    await buys(scenario, purchaser, staff)
    guest = await scenario.enter("guest", otto, "/console/invitations")
    await guest.sees("No invitation is waiting for your answer.")
    await invites(purchaser, max_, otto.email)
    await guest.sees_soon(guest.named(f"Accept: {GROUP}", "button"))
    links = {token_in(await scenario.post.wait(address), "join") for address in (max_, otto.email)}
    assert len(links) == 2
    await withdraws_one(purchaser, guest, otto.email)
    guest = await scenario.enter("guest", ada)
    await guest.sees("You are in no group yet.")
    await invites_from_there(purchaser, guest, ada)

    newcomer = await scenario.enter("newcomer")
    await registers_and_accepts(scenario, newcomer, purchaser, max_)
    await is_led_to_the_seats(purchaser, petra)
    await waits(newcomer, purchaser)
    await is_given_a_seat(purchaser, newcomer, max_)
    await renames(purchaser, newcomer)
    await purchaser.follows("Members")
    row = purchaser.row("Max Mohn")
    await purchaser.sees(row.get_by_text("Seat 1"), row.get_by_text(f"{max_} · since"))
    await shares_the_office(purchaser, guest)
    await removes(purchaser, guest, newcomer)


async def buys(scenario: Scenario, purchaser: Actor, staff: Person) -> None:
    """Make the group and so administer it, have seats in it, and find them."""
    await purchaser.follows("New group")
    await purchaser.writes("Name", "Quist")
    await purchaser.does("New group")
    await purchaser.sees(purchaser.named("Quist", "heading"), purchaser.row("Petra Perl").get_by_text("Administrator"))
    group = re.search(r"/groups/([^/]+)/", purchaser.page.url)
    assert group
    bought = {"seatCount": 2, "expiresAt": "2199-06-01T00:00:00Z"}
    await purchaser.sees_no(purchaser.named("Seats", "link"))
    await staff.mutate("setSeatPlan", {"groupId": group[1].replace("%3D", "="), **bought}, "")
    scenario.answered = time.monotonic()
    await purchaser.sees_soon(purchaser.named("Seats", "link"))
    await purchaser.follows("Home")
    await purchaser.follows("Quist")
    await purchaser.follows("Seats")
    await purchaser.sees("2 seats, 2 free", "In force until")
    await purchaser.follows("Edit")
    await purchaser.writes("Name", GROUP)
    await purchaser.does("Save")
    await purchaser.sees(purchaser.named(GROUP, "heading"))


async def invites(purchaser: Actor, *addresses: str) -> None:
    """From the top of the members, in words of one's own, around the placeholder that has to stay."""
    await purchaser.follows("Members")
    await purchaser.follows("Add member")
    await purchaser.writes("Who", ", ".join(addresses))
    await purchaser.presses("Add")
    await purchaser.sees(*(purchaser.row(address) for address in addresses))
    await purchaser.unfolds("Edit the email")
    await purchaser.writes("Text", "Come to @group_name: ")
    await purchaser.sees("@register_url is missing: without it nobody can accept.")
    button = purchaser.named("Invite 2 people", "button")
    await expect(button).to_be_disabled()
    await purchaser.presses("@register_url")
    await expect(button).to_be_enabled()
    await purchaser.does("Invite 2 people")
    await purchaser.sees("2 people are invited.")


async def withdraws_one(purchaser: Actor, guest: Actor, otto: str) -> None:
    await purchaser.follows("Invitations", purchaser.page.locator(".tabs"))
    await purchaser.presses("Pending 2")
    await purchaser.sees(purchaser.row(otto))
    await purchaser.presses(f"Cancel: {otto}")
    await purchaser.answers("Cancel the invitation")
    await guest.sees_soon("No invitation is waiting for your answer.")
    await purchaser.sees(purchaser.named("Pending 1", "button"), purchaser.named("Cancelled 1", "button"))


async def invites_from_there(purchaser: Actor, guest: Actor, ada: Person) -> None:
    """Invite somebody from the list of invitations, who accepts from the bell."""
    await purchaser.follows("Invite people")
    await purchaser.writes("Who", ada.email)
    await purchaser.presses("Add")
    await purchaser.does("Invite 1 person")
    await guest.sees_soon(guest.bell(1))
    await purchaser.follows("Members")
    await guest.presses_bell()
    await guest.answers(f"Accept: {GROUP}")
    await purchaser.sees_soon(purchaser.row("Ada Adler"))


async def registers_and_accepts(scenario: Scenario, newcomer: Actor, purchaser: Actor, max_: str) -> None:
    """Follow the mail to register, log in once, set a password, and be led back to the invitation."""
    mail = await newcomer.reads_mail(max_, "Come to")
    assert GROUP in mail["text"]
    await newcomer.follows("Register to answer")
    await joins_site(newcomer, max_, "Max Mohn")
    await newcomer.page.wait_for_url(f"**/join/{token_in(mail, 'join')}")
    await newcomer.does("Accept")
    await purchaser.sees_soon(purchaser.row("Max Mohn"))


async def is_led_to_the_seats(purchaser: Actor, petra: Person) -> None:
    """By the bell, and by a mail."""
    mail = await purchaser.scenario.post.wait(petra.email, containing="Max Mohn")
    assert re.search(r"Manage seats:\s+\S+/seats", mail["text"])
    await purchaser.presses_bell()
    await purchaser.follows(re.compile("Max Mohn accepted"))
    await purchaser.sees("2 seats, 2 free")


async def waits(newcomer: Actor, purchaser: Actor) -> None:
    """Have no full access before a seat, and ask for one."""
    await newcomer.goes("/console")
    await newcomer.sees(newcomer.row(GROUP).get_by_text("No full access"))
    await newcomer.follows(GROUP)
    await newcomer.sees(newcomer.row("Max Mohn").get_by_text("No full access"))
    await newcomer.follows("Seats")
    await newcomer.sees("You have no full access yet")
    await newcomer.does("Ask for a seat")
    await purchaser.sees_soon(purchaser.named("Allocate seat: Max Mohn", "button"))


async def is_given_a_seat(purchaser: Actor, newcomer: Actor, max_: str) -> None:
    """Chosen from the members without one; the bell and a mail say so."""
    await purchaser.picks("Member without a seat", "mohn", "Max Mohn")
    await purchaser.does("Allocate seat")
    await newcomer.sees_soon("You hold seat 1 and have full access.")
    await purchaser.sees(
        "Max Mohn has a seat now, and is told by email.", purchaser.named("1 of 2 seats is in use", "img")
    )
    await purchaser.sees("For more seats, write to", purchaser.named("support@example.org", "link"))
    await newcomer.presses_bell()
    await newcomer.sees("A seat in")
    await newcomer.page.keyboard.press("Escape")
    await newcomer.scenario.post.wait(max_, containing="You now have access")


async def renames(purchaser: Actor, newcomer: Actor) -> None:
    """What the group is called, all with a seat in it read."""
    await purchaser.follows("Edit")
    await purchaser.writes("Name", "Quist and Daughters")
    await purchaser.does("Save")
    await newcomer.sees_soon(newcomer.named("Quist and Daughters", "heading"))


async def shares_the_office(purchaser: Actor, guest: Actor) -> None:
    """Make somebody else an administrator, and only then be able to leave or to be none."""
    await guest.follows("Quist and Daughters")
    await guest.sees(guest.row("Petra Perl").get_by_text("Administrator"))
    await purchaser.sees_no(purchaser.named("Leave the group", "button"))
    async with purchaser.change():
        await purchaser.chooses("Role of Ada Adler", "Administrator")
    await guest.sees_soon(guest.page.get_by_label("Role of Petra Perl"))
    for administrator in (purchaser, guest):
        await administrator.sees(administrator.named("Leave the group", "button"))
    await purchaser.chooses("Role of Petra Perl", "Member")
    await purchaser.sees("You cannot change it back yourself.")
    await purchaser.answers("Change your role")
    await guest.misses_soon(guest.named("Leave the group", "button"))


async def removes(purchaser: Actor, guest: Actor, newcomer: Actor) -> None:
    """Remove somebody who left the organisation, whose seat is free at once."""
    await guest.presses("Remove Max Mohn")
    await guest.sees("the seat is free at once")
    await guest.answers("Remove")
    await newcomer.sees_soon("This is not there, or not yours to see.")
    await guest.follows("Seats")
    await guest.sees("2 seats, 2 free")

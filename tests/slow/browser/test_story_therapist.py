"""The therapist's story, from its first sentence to its last: `docs/screens.md` has its rows."""

import re
from secrets import token_hex

from playwright.async_api import expect

from tests.slow.browser.acting import PATIENCE, Actor, Scenario, joins_site
from tests.slow.browser.test_console import console
from tests.slow.browser.test_looks import read
from tests.support.people import People, Person

GROUP = "Somatic Liberation"
TABS = ["Members", "Invitations", "Share", "Resources", "History", "Edit"]


async def practice(people: People) -> tuple[Person, Person, Person, str]:
    """A therapist with three places and one patient, somebody who will facilitate with her, the patient, and a group."""
    thea, finn, paul = await people.many(["Thea Thoma", "Finn Falk", "Paul Pohl"])
    staff = await people.staff()
    await staff.mutate("setCaseload", {"accountId": thea.id, "limit": 3}, "")
    first, second = [
        (await thea.mutate("createGroup", {"name": name}, "group { id }"))["group"]["id"]
        for name in ("Grounding", GROUP)
    ]
    code = (await thea.mutate("generateInviteCode", {"groupId": first}, "inviteCode { code }"))["inviteCode"]["code"]
    await paul.mutate("joinWithCode", {"code": code}, "")
    return thea, finn, paul, str(second)


async def test_the_therapists_story(scenario: Scenario, site_people: People) -> None:
    thea, finn, paul, group = await practice(site_people)
    key = token_hex(4)
    nora, late = f"nora{key}@example.org", f"late{key}@example.org"
    therapist = await scenario.enter("therapist", thea, console(group))
    facilitator = await scenario.enter("facilitator", finn, "/console/invitations")
    await facilitator.sees("No invitation is waiting for your answer.")
    await opens_the_panel(therapist)
    await invites(therapist, finn.email, nora)
    await facilitator.sees_soon("As Facilitator")
    await therapist.sees("2 people are invited.", "2 of 2 emails sent")
    await accepts_to_facilitate(facilitator, therapist)

    await therapist.follows("Patients")
    await therapist.sees("2 of 3 places are taken", "1 of them is kept for an invitation that waits for an answer.")
    newcomer = await scenario.enter("newcomer")
    await newcomer.reads_mail(nora, GROUP)
    await newcomer.follows("Register to answer")
    await joins_site(newcomer, nora, "Nora Neu")
    await newcomer.does("Accept")
    await therapist.sees_soon(therapist.row("Nora Neu"))
    await facilitator.sees_soon("3 members")

    await adds_a_patient(scenario, therapist, facilitator, paul)
    link = await shares(therapist, facilitator)
    kim = f"kim{key}@example.org"
    newcomer = await scenario.enter("newcomer")
    waiting = await facilitator.waiting()
    await scans_and_joins(newcomer, link, kim)
    await facilitator.sees_soon("1 member", facilitator.bell(waiting + 1))
    await is_full(therapist, facilitator, late)
    await deletes(therapist, facilitator, newcomer, link)
    await works_through(facilitator, newcomer, therapist, group)


async def opens_the_panel(therapist: Actor) -> None:
    """From the top of the group, and from its members."""
    await therapist.follows("Invite")
    await therapist.sees(therapist.page.get_by_role("tab", name="Invite New", selected=True))
    await therapist.follows("Members")
    await therapist.follows("Add member")
    await therapist.sees(therapist.page.get_by_role("tab", name="Invite New", selected=True))


async def invites(therapist: Actor, finn: str, nora: str) -> None:
    """Add address after address, give each a role, and invite the whole list."""
    for address in (finn, nora, "wrong@"):
        await therapist.writes("Who", address)
        await therapist.presses("Add")
        await therapist.sees(therapist.page.get_by_label(f"Role of {address}"))
    await therapist.sees("neither an email address nor a username")
    await therapist.presses("Remove wrong@")
    await therapist.chooses(f"Role of {finn}", "Facilitator")
    await therapist.does("Invite 2 people")


async def accepts_to_facilitate(facilitator: Actor, therapist: Actor) -> None:
    """Accept, and have the tabs of who manages all but seats and administrators."""
    await therapist.follows("See the invitations")
    await therapist.sees(therapist.named("Pending 2", "button"))
    await facilitator.does(f"Accept: {GROUP}")
    await therapist.sees_soon(therapist.named("Accepted 1", "button"))
    await facilitator.follows("Home")
    await facilitator.follows(GROUP)
    tabs = facilitator.page.get_by_role("navigation", name="Group").get_by_role("link")
    await expect(tabs).to_have_text(TABS, timeout=PATIENCE * 1000)


async def adds_a_patient(scenario: Scenario, therapist: Actor, facilitator: Actor, paul: Person) -> None:
    """Add Existing: type a name, choose; the patient is told in the bell and by mail."""
    patient = await scenario.enter("newcomer", paul, "/console")
    await patient.sees("Grounding")
    await therapist.follows("Home")
    await therapist.follows(GROUP)
    await therapist.follows("Add member")
    await therapist.turns_to("Add Existing")
    await therapist.sees("1 place is left on the list of patients.")
    await therapist.picks("Patient", "pau", "Paul Pohl")
    await therapist.does("Add 1 patient")
    await patient.sees_soon(patient.bell(1))
    await facilitator.sees_soon(facilitator.row("Paul Pohl"))
    await patient.presses_bell()
    await patient.sees(f"Thea Thoma added you to {GROUP}")
    await patient.reads_mail(paul.email, "added you to")


async def shares(therapist: Actor, facilitator: Actor) -> str:
    """Generate the code, print it, look at its page, copy its link; return what a phone reads on the sheet."""
    top = therapist.page.locator(".head")
    await facilitator.follows("Share", facilitator.page.locator(".head"))
    await facilitator.sees(facilitator.named("Generate code", "button"))
    await therapist.follows("Share", top)
    await therapist.does("Generate code")
    await facilitator.sees_soon(facilitator.named("QR code of the invite link", "img"))
    await therapist.sees("A new code is ready to be shared.", therapist.named("Delete", "button"))
    sheet = await therapist.opens_beside("Print")
    await sheet.sees("Scan to join", sheet.named("QR code of the link below", "img"))
    await sheet.page.evaluate("addEventListener('beforeprint', () => (document.title = 'printed'))")
    await sheet.presses("Print")
    await sheet.page.wait_for_function("document.title === 'printed'")
    link = read(await sheet.page.screenshot(full_page=True))
    await sheet.page.close()
    page = await therapist.opens_beside("Link")
    assert page.page.url == link
    await page.sees(page.named(GROUP, "heading"))
    await page.page.close()
    await therapist.presses("Copy")
    await therapist.sees("The link is copied.")
    assert await therapist.page.evaluate("navigator.clipboard.readText()") == link
    return link


async def scans_and_joins(newcomer: Actor, link: str, address: str) -> None:
    """Read whose group it is, and join it."""
    await newcomer.page.goto(link)
    await newcomer.sees(
        newcomer.named(GROUP, "heading"),
        "With Thea Thoma, facilitator",
        newcomer.named("About Usher", "link"),
        newcomer.named("support@example.org", "link"),
    )
    drawn = newcomer.named("QR code of the link to this invite page", "img")
    assert (
        await drawn.is_visible() is not newcomer.scenario.way.keyboard
    )  # who is at 390 px has the phone in their hand
    await joins_site(newcomer, address, "Kim Kern")
    await newcomer.does("Join the group")


async def is_full(therapist: Actor, facilitator: Actor, late: str) -> None:
    """With no place left, be led to the upgrade; another manager's invitation has her told."""
    await therapist.follows("Members")
    await therapist.sees(therapist.row("Kim Kern"))
    await therapist.follows("Invite")
    await therapist.sees("0 places are left on the list of patients.", therapist.named("Upgrade", "link"))
    await therapist.writes("Who", late)
    await therapist.presses("Add")
    await therapist.sees(therapist.row(late).get_by_role("link", name="Upgrade"))
    await therapist.follows("Patients")
    await therapist.sees("Your list is full", therapist.named("Upgrade", "link"))
    await facilitator.follows("Members")
    await facilitator.follows("Add member")
    await facilitator.writes("Who", late)
    await facilitator.presses("Add")
    await facilitator.sees("This group's list of patients is full.")
    waiting = await therapist.waiting()
    await facilitator.does("Invite 1 person")
    await therapist.sees_soon(therapist.bell(waiting + 1))
    await facilitator.sees("Whoever keeps it has been told.")
    await therapist.presses_bell()
    await therapist.follows(re.compile("^Finn Falk could not invite everybody"))
    await therapist.sees(therapist.named("Patients", "heading"), "Your list is full")


async def deletes(therapist: Actor, facilitator: Actor, newcomer: Actor, link: str) -> None:
    """Put an end to the code and its links."""
    await therapist.follows("Home")
    await therapist.follows(GROUP)
    await therapist.follows("Share", therapist.page.locator(".head"))
    await facilitator.follows("Share", facilitator.page.locator(".head"))
    await facilitator.sees(facilitator.named("QR code of the invite link", "img"))
    await therapist.presses("Delete")
    await therapist.answers("Delete")
    await facilitator.sees_soon(facilitator.named("Generate code", "button"))
    answer = await newcomer.page.goto(link)
    assert answer is not None
    assert answer.status == 410
    await newcomer.sees("was deleted")


async def works_through(facilitator: Actor, newcomer: Actor, therapist: Actor, group: str) -> None:
    """The facilitator shares, assigns and removes; a member works it through."""
    await newcomer.goes(console(group, "resources"))
    await newcomer.sees("Nothing is shared with this group yet.")
    await facilitator.follows("Resources")
    await facilitator.presses("Share a resource")
    await facilitator.writes("Title", "Sleep", facilitator.dialog)
    await facilitator.answers("Share a resource")
    await newcomer.sees_soon(newcomer.row("Sleep"))
    await facilitator.presses("Assign: Sleep")
    await facilitator.picks("For", "kim", "Kim Kern")
    await facilitator.answers("Assign to 1 person")
    await newcomer.sees_soon(newcomer.named("Mark as done: Sleep", "button"))
    await newcomer.does("Mark as done: Sleep")
    await facilitator.sees_soon("1 of 1 person is done")
    await facilitator.follows("History")
    await facilitator.sees("Assigned Sleep")
    await therapist.follows("Members")
    await therapist.sees("5 members")
    await facilitator.follows("Members")
    await facilitator.presses("Remove Nora Neu")
    await facilitator.answers("Remove")
    await therapist.sees_soon("4 members")

"""The community manager's story, from its first sentence to its last: `docs/screens.md` has its rows."""

import re
from secrets import token_hex

from tests.slow.browser.acting import Actor, Scenario, joins_site
from tests.support.people import People, Person

GROUP = "Book Club"


async def know_each_other(people: People, *names: str) -> list[Person]:
    """People of the site, whom the first may look up, since they share a group."""
    first, *others = made = await people.many(names)
    group = await first.mutate("createGroup", {"name": "Neighbours"}, "group { id }")
    code = await first.mutate("generateInviteCode", {"groupId": group["group"]["id"]}, "inviteCode { code }")
    for one in others:
        await one.mutate("joinWithCode", {"code": code["inviteCode"]["code"]}, "")
    return made


async def test_the_community_managers_story(scenario: Scenario, site_people: People) -> None:
    mona, ann, ben, cleo = await know_each_other(site_people, "Mona Mann", "Ann Arbor", "Ben Berg", "Cleo Court")
    nick = f"nick{token_hex(4)}@example.org"
    manager = await scenario.enter("manager", mona)
    group = await makes_a_group(manager)
    guest = await scenario.enter("guest", ann, group)
    await guest.sees("This is not there, or not yours to see.")
    await guest.goes("/console")
    await guest.sees("Neighbours")
    await lists_people(manager, ben, cleo, nick)
    await manager.unfolds("Preview the email")
    await manager.sees("would like you to join", manager.page.locator(".mail .button"))
    await manager.does("Invite 4 people")
    await guest.sees_soon(guest.bell(1))
    await manager.sees("4 people are invited.", "4 of 4 emails sent")
    await manager.follows("See the invitations")
    await manager.sees(manager.named("Pending 4", "button"), manager.row(nick).get_by_text("Email sent"))

    await accepts(guest, manager)
    await is_no_manager(guest, group)
    guest = await scenario.enter("guest", ben, "/console/invitations")
    beside = await scenario.enter("newcomer", ben, "/console/invitations")
    await beside.sees(beside.named(f"Decline: {GROUP}", "button"))
    await guest.does(f"Decline: {GROUP}")
    await manager.sees_soon(manager.named("Declined 1", "button"))
    await beside.sees_soon("No invitation is waiting for your answer.")
    await answers_are_told_apart(manager, nick)

    guest = await scenario.enter("guest", cleo, "/console/invitations")
    await guest.sees(guest.named(f"Accept: {GROUP}", "button"))
    await manager.presses("Cancel: Cleo Court")
    await manager.answers("Cancel the invitation")
    await guest.sees_soon("No invitation is waiting for your answer.")

    await declines_without_an_account(scenario, manager, nick)


async def makes_a_group(manager: Actor) -> str:
    """Make a group that people join by invitation alone; return where it is."""
    await manager.follows("New group")
    await manager.writes("Name", GROUP)
    by_invitation = manager.named(re.compile("^By invitation"), "radio")
    assert await by_invitation.is_checked()
    await manager.marks("Open")
    await manager.marks("By invitation")
    await manager.does("New group")
    await manager.sees(manager.named(GROUP, "heading"))
    return manager.page.url.partition("/console")[1] + manager.page.url.partition("/console")[2]


async def lists_people(manager: Actor, ben: Person, cleo: Person, nick: str) -> None:
    """By name, by username, and by addresses that are pasted."""
    await manager.follows("Add member")
    await manager.picks("Who", "arb", "Ann Arbor")
    await manager.writes("Who", "@" + ben.email.partition("@")[0])
    await manager.presses("Add")
    await manager.sees("Ben Berg")
    await manager.pastes("Who", f"{cleo.email}; Nick <{nick}>")
    await manager.presses("Add")
    await manager.sees(nick)


async def accepts(guest: Actor, manager: Actor) -> None:
    """See in the bell that something waits, go from there to all of it, and accept."""
    await guest.presses_bell()
    await guest.sees(f"Mona Mann invites you to {GROUP}.")
    await guest.follows(re.compile("invites you"))
    await guest.sees(guest.named("Invitations", "heading"))
    await guest.follows("Home")
    await guest.follows("Invitations")
    await guest.does(f"Accept: {GROUP}")
    await manager.sees_soon(manager.named("Accepted 1", "button"))
    await guest.sees(f"Welcome to {GROUP}!")


async def is_no_manager(guest: Actor, group: str) -> None:
    await guest.goes(group)
    await guest.sees("2 members")
    for name in ("Invite", "Share", "Add member", "Invitations"):
        await guest.sees_no(guest.page.locator("main").get_by_role("link", name=name, exact=True))


async def answers_are_told_apart(manager: Actor, nick: str) -> None:
    """A press on a state in the legend shows those alone."""
    for state, name in (("Accepted 1", "Ann Arbor"), ("Declined 1", "Ben Berg"), ("Pending 2", nick)):
        await manager.presses(state)
        await manager.sees(manager.row(name))
        others = {"Ann Arbor", "Ben Berg", nick} - {name}
        await manager.sees_no(*(manager.row(other) for other in others))
    await manager.presses("Pending 2")
    await manager.sees(manager.row("Ann Arbor"))


async def declines_without_an_account(scenario: Scenario, manager: Actor, nick: str) -> None:
    """Follow the mail, register first, and then decline."""
    newcomer = await scenario.enter("newcomer")
    await newcomer.reads_mail(nick, GROUP)
    await newcomer.sees(newcomer.named("About the group", "link"), newcomer.named("About Usher", "link"))
    await newcomer.follows("Register to answer")
    await newcomer.sees(newcomer.named(GROUP, "heading"))
    await joins_site(newcomer, nick, "Nick New")
    await newcomer.does("Decline")
    await manager.sees_soon(manager.named("Declined 2", "button"))
    await newcomer.sees("You have declined the invitation.")

"""Paid membership: an administrator invites, the invitee registers, accepts and gets a seat."""

from datetime import UTC, datetime, timedelta
from time import monotonic

from app.demo import waiting_line
from app.demo.client import Demo, Person, key_in_mail
from app.demo.steps import require
from app.demo.subscription import DemoSubscription

_CHANGES = """
subscription($group: ID!, $after: String) {
  invitationChanges(groupId: $group, after: $after) { kind invitation { email status delivery } counts { pending accepted } }
}
"""
_BADGE = "subscription { badge { total pendingInvitations unreadNotifications } }"
_FULL = "query($id: ID!) { node(id: $id) { ... on Member { hasFullAccess } } }"


async def play(demo: Demo) -> None:
    ada, staff, group = await _buy(demo)
    async with ada.subscribe("screen", _CHANGES, group=group, after=await ada.cursor(group)) as changes:
        invitation, personal = await _invite(demo, ada, group, changes)
        nora = await _join(demo, personal, changes)
        member = await _accept(demo, nora, ada, invitation, changes)
    await _seat(demo, ada, nora, member)
    await _plan_ends(demo, staff, nora, group, member)
    await waiting_line.play(demo, ada, staff, group, member)


def _days_ahead(days: int) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).isoformat()


async def _buy(demo: Demo) -> tuple[Person, Person, str]:
    demo.print_step("Ada registers, follows the one-time link in her mail, and sets a password.")
    ada = await demo.register("ada", "Ada Quist")
    demo.print_step("She makes a group, and so is its administrator.")
    made = await ada.mutate("createGroup", {"name": "Quist Architects"}, "group { id viewerActions }")
    require("MANAGE_ROLES" in made["group"]["viewerActions"], "its maker must be its administrator")
    group: str = made["group"]["id"]
    demo.print_step("She buys a group membership with two seats; support enters it.")
    staff = await demo.staff()
    plan = {"groupId": group, "seatCount": 2, "expiresAt": _days_ahead(365)}
    bought = await staff.mutate("setSeatPlan", plan, "seatPlan { seatCount freeCount status expiresAt }")
    demo.print_detail(f"plan: {bought['seatPlan']}")
    require(bought["seatPlan"]["freeCount"] == 2, "two seats must be free")
    return ada, staff, group


async def _invite(demo: Demo, ada: Person, group: str, changes: DemoSubscription) -> tuple[str, str]:
    demo.print_step("She personalises the invitation, and looks at the preview.")
    asked = "query($g: ID!, $b: String) { group(id: $g) { invitationTemplate { body } invitationPreview(body: $b) { text problems { code } } } }"
    without = (await ada.execute(asked, g=group, b="Please come."))["group"]["invitationPreview"]
    require(
        [problem["code"] for problem in without["problems"]] == ["TEMPLATE_LACKS_REGISTER_URL"],
        "a text without @register_url must be refused",
    )
    demo.print_detail("✋ without @register_url the preview says TEMPLATE_LACKS_REGISTER_URL")
    demo.print_step("She invites Nora by email.")
    address = demo.address("nora")
    invited = await ada.mutate(
        "inviteMembers",
        {
            "groupId": group,
            "recipients": [{"email": {"email": address, "name": "Nora"}}],
            "subject": "Join us at @group_name",
            "body": "Dear @recipient_name,\n\ncome and join us: @register_url\n\n@inviter_name",
        },
        "invitedCount results { invitation { id } error { code } }",
    )
    require(invited["invitedCount"] == 1, "one person must be invited")
    changes.since = monotonic()
    await changes.wait_for(lambda event: event["kind"] == "CREATED", "invitation CREATED")
    await changes.wait_for(lambda event: event["kind"] == "DELIVERED", "its mail DELIVERED")
    mail = await demo.wait_for_mail(address, "come and join us")
    demo.print_detail("“" + " ".join(mail["text"].split())[:110] + "…”")
    return invited["results"][0]["invitation"]["id"], key_in_mail(mail, "join")


async def _join(demo: Demo, personal: str, changes: DemoSubscription) -> Person:
    demo.print_step("Nora opens the link: no login needed, and nothing changes by it.")
    nobody = Person(demo, "Nora", demo.address("nora"))
    page = await nobody.execute(
        "query($k: String!) { invitePage(key: $k) { status groupName facilitatorName invitedEmail site { name } } }",
        k=personal,
    )
    demo.print_detail(f"page: {page['invitePage']}")
    require(page["invitePage"]["status"] == "OPEN", "the page must be open")
    demo.print_step(
        "She registers, follows her one-time link, and sets a password; the login leads back to the invitation."
    )
    return await demo.register("nora", "Nora Falk", personal)


async def _accept(demo: Demo, nora: Person, ada: Person, invitation: str, changes: DemoSubscription) -> str:
    async with nora.subscribe("badge", _BADGE) as badge:
        await badge.wait_for(lambda shown: shown["pendingInvitations"] == 1, "1 invitation waits")
        demo.print_step("Nora accepts.")
        given = {"invitationId": invitation}
        accepted = await nora.mutate("acceptInvitation", given, "member { id role hasFullAccess }")
        changes.since = badge.since = monotonic()
        await badge.wait_for(lambda shown: shown["total"] == 0, "nothing waits any more")
        await changes.wait_for(lambda event: event["kind"] == "ACCEPTED", "invitation ACCEPTED")
    require(accepted["member"]["hasFullAccess"] is False, "accepting alone must not give full access")
    demo.print_detail("she is a member, and has no full access yet")
    mail = await demo.wait_for_mail(ada.email, "accepted")
    require("/seats" in mail["text"], "the mail must link to Manage seats")
    return str(accepted["member"]["id"])


async def _seat(demo: Demo, ada: Person, nora: Person, member: str) -> None:
    demo.print_step("Ada picks Nora from the members without a seat, and allocates one.")
    group = "query($id: ID!) { node(id: $id) { ... on Member { group { id members(hasSeat: false) { nodes { id account { name } } } } } } }"
    listed = (await ada.execute(group, id=member))["node"]["group"]
    require(member in [one["id"] for one in listed["members"]["nodes"]], "Nora must be among those without a seat")
    access = "subscription($g: ID!) { access(groupId: $g) { hasFullAccess reason } }"
    async with nora.subscribe("access", access, g=listed["id"]) as changes:
        await changes.wait_for(lambda shown: shown["reason"] == "NO_SEAT", "NO_SEAT")
        seated = await ada.mutate(
            "allocateSeat", {"memberId": member}, "seat { number } seatPlan { freeCount } member { hasFullAccess }"
        )
        changes.since = monotonic()
        require(seated["member"]["hasFullAccess"], "a seat must give full access")
        demo.print_detail(f"seat {seated['seat']['number']}, {seated['seatPlan']['freeCount']} free")
        await changes.wait_for(lambda shown: shown["hasFullAccess"], "full access")
    await demo.wait_for_mail(nora.email, "access")
    await ada.mutate("allocateSeat", {"memberId": member}, expect="HAS_SEAT_ALREADY")


async def _plan_ends(demo: Demo, staff: Person, nora: Person, group: str, member: str) -> None:
    demo.print_step("The plan expires: access is suspended, the seat stays hers; extended, access is back.")
    plan = {"groupId": group, "seatCount": 2}
    past = {"startsAt": _days_ahead(-20), "expiresAt": _days_ahead(-1)}
    await staff.mutate("setSeatPlan", plan | past)
    require(not (await nora.execute(_FULL, id=member))["node"]["hasFullAccess"], "an expired plan must suspend")
    await staff.mutate("setSeatPlan", plan | {"expiresAt": _days_ahead(365)})
    require((await nora.execute(_FULL, id=member))["node"]["hasFullAccess"], "an extended plan must give access again")

"""Paid membership: an administrator invites, the invitee registers, accepts and gets a seat."""

from datetime import UTC, datetime, timedelta
from time import monotonic

from app.demo import seat_line
from app.demo.client import Actor, Stage, key_in
from app.demo.steps import check
from app.demo.subscription import Screen

_CHANGES = """
subscription($group: ID!, $after: String) {
  invitationChanges(groupId: $group, after: $after) { kind invitation { email status delivery } counts { pending accepted } }
}
"""
_BADGE = "subscription { badge { total pendingInvitations unreadNotifications } }"
_FULL = "query($id: ID!) { node(id: $id) { ... on Member { hasFullAccess } } }"


async def play(stage: Stage) -> None:
    ada, staff, group = await _buy(stage)
    async with ada.watch("screen", _CHANGES, group=group, after=await ada.cursor(group)) as screen:
        invitation, personal = await _invite(stage, ada, group, screen)
        nora = await _join(stage, personal, screen)
        member = await _accept(stage, nora, ada, invitation, screen)
    await _seat(stage, ada, nora, member)
    await _plan_ends(stage, staff, nora, group, member)
    await seat_line.play(stage, ada, staff, group, member)


def _days_ahead(days: int) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).isoformat()


async def _buy(stage: Stage) -> tuple[Actor, Actor, str]:
    stage.say("Ada registers, follows the one-time link in her mail, and sets a password.")
    ada = await stage.register("ada", "Ada Quist")
    stage.say("She makes a group, and so is its administrator.")
    made = await ada.change("createGroup", {"name": "Quist Architects"}, "group { id viewerActions }")
    check("MANAGE_ROLES" in made["group"]["viewerActions"], "its maker must be its administrator")
    group: str = made["group"]["id"]
    stage.say("She buys a group membership with two seats; support enters it.")
    staff = await stage.staff()
    plan = {"groupId": group, "seatCount": 2, "expiresAt": _days_ahead(365)}
    bought = await staff.change("setSeatPlan", plan, "seatPlan { seatCount freeCount status expiresAt }")
    stage.show(f"plan: {bought['seatPlan']}")
    check(bought["seatPlan"]["freeCount"] == 2, "two seats must be free")
    return ada, staff, group


async def _invite(stage: Stage, ada: Actor, group: str, screen: Screen) -> tuple[str, str]:
    stage.say("She personalises the invitation, and looks at the preview.")
    asked = "query($g: ID!, $b: String) { group(id: $g) { invitationTemplate { body } invitationPreview(body: $b) { text problems { code } } } }"
    without = (await ada.ask(asked, g=group, b="Please come."))["group"]["invitationPreview"]
    check(
        [problem["code"] for problem in without["problems"]] == ["TEMPLATE_LACKS_REGISTER_URL"],
        "a text without @register_url must be refused",
    )
    stage.show("✋ without @register_url the preview says TEMPLATE_LACKS_REGISTER_URL")
    stage.say("She invites Nora by email.")
    address = stage.address("nora")
    invited = await ada.change(
        "inviteMembers",
        {
            "groupId": group,
            "recipients": [{"email": {"email": address, "name": "Nora"}}],
            "subject": "Join us at @group_name",
            "body": "Dear @recipient_name,\n\ncome and join us: @register_url\n\n@inviter_name",
        },
        "invitedCount results { invitation { id } error { code } }",
    )
    check(invited["invitedCount"] == 1, "one person must be invited")
    screen.since = monotonic()
    await screen.sees(lambda event: event["kind"] == "CREATED", "invitation CREATED")
    await screen.sees(lambda event: event["kind"] == "DELIVERED", "its mail DELIVERED")
    mail = await stage.mail(address, "come and join us")
    stage.show("“" + " ".join(mail["text"].split())[:110] + "…”")
    return invited["results"][0]["invitation"]["id"], key_in(mail, "join")


async def _join(stage: Stage, personal: str, screen: Screen) -> Actor:
    stage.say("Nora opens the link: no login needed, and nothing changes by it.")
    nobody = Actor(stage, "Nora", stage.address("nora"))
    page = await nobody.ask(
        "query($k: String!) { invitePage(key: $k) { status groupName facilitatorName invitedEmail site { name } } }",
        k=personal,
    )
    stage.show(f"page: {page['invitePage']}")
    check(page["invitePage"]["status"] == "OPEN", "the page must be open")
    stage.say("She registers, follows her one-time link, and sets a password; the login leads back to the invitation.")
    return await stage.register("nora", "Nora Falk", personal)


async def _accept(stage: Stage, nora: Actor, ada: Actor, invitation: str, screen: Screen) -> str:
    async with nora.watch("badge", _BADGE) as badge:
        await badge.sees(lambda shown: shown["pendingInvitations"] == 1, "1 invitation waits")
        stage.say("Nora accepts.")
        given = {"invitationId": invitation}
        accepted = await nora.change("acceptInvitation", given, "member { id role hasFullAccess }")
        screen.since = badge.since = monotonic()
        await badge.sees(lambda shown: shown["total"] == 0, "nothing waits any more")
        await screen.sees(lambda event: event["kind"] == "ACCEPTED", "invitation ACCEPTED")
    check(accepted["member"]["hasFullAccess"] is False, "accepting alone must not give full access")
    stage.show("she is a member, and has no full access yet")
    mail = await stage.mail(ada.email, "accepted")
    check("/seats" in mail["text"], "the mail must link to Manage seats")
    return str(accepted["member"]["id"])


async def _seat(stage: Stage, ada: Actor, nora: Actor, member: str) -> None:
    stage.say("Ada picks Nora from the members without a seat, and allocates one.")
    group = "query($id: ID!) { node(id: $id) { ... on Member { group { id members(hasSeat: false) { nodes { id account { name } } } } } } }"
    listed = (await ada.ask(group, id=member))["node"]["group"]
    check(member in [one["id"] for one in listed["members"]["nodes"]], "Nora must be among those without a seat")
    access = "subscription($g: ID!) { access(groupId: $g) { hasFullAccess reason } }"
    async with nora.watch("access", access, g=listed["id"]) as screen:
        await screen.sees(lambda shown: shown["reason"] == "NO_SEAT", "NO_SEAT")
        seated = await ada.change(
            "allocateSeat", {"memberId": member}, "seat { number } seatPlan { freeCount } member { hasFullAccess }"
        )
        screen.since = monotonic()
        check(seated["member"]["hasFullAccess"], "a seat must give full access")
        stage.show(f"seat {seated['seat']['number']}, {seated['seatPlan']['freeCount']} free")
        await screen.sees(lambda shown: shown["hasFullAccess"], "full access")
    await stage.mail(nora.email, "access")
    await ada.change("allocateSeat", {"memberId": member}, expect="HAS_SEAT_ALREADY")


async def _plan_ends(stage: Stage, staff: Actor, nora: Actor, group: str, member: str) -> None:
    stage.say("The plan expires: access is suspended, the seat stays hers; extended, access is back.")
    plan = {"groupId": group, "seatCount": 2}
    past = {"startsAt": _days_ahead(-20), "expiresAt": _days_ahead(-1)}
    await staff.change("setSeatPlan", plan | past)
    check(not (await nora.ask(_FULL, id=member))["node"]["hasFullAccess"], "an expired plan must suspend")
    await staff.change("setSeatPlan", plan | {"expiresAt": _days_ahead(365)})
    check((await nora.ask(_FULL, id=member))["node"]["hasFullAccess"], "an extended plan must give access again")

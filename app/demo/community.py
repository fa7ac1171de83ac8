"""An invite-only group: people found by name or pasted in, with an overview for both sides."""

from time import monotonic

from app.demo.client import Demo, Person, key_in_mail
from app.demo.steps import require

_BADGE = "subscription { badge { total pendingInvitations unreadNotifications } }"
_MINE = """{ viewer { badge { pendingInvitations } invitations { totalCount nodes {
    id status viewerActions invitedBy { name } group { name memberCount } } } } }"""
_COUNTS = """query($g: ID!) { group(id: $g) { invitationCounts { pending accepted declined cancelled total }
    invitations { nodes { id email status respondedAt } } } }"""


async def play(demo: Demo) -> None:
    odile, uma, group = await _create_groups(demo)
    await _invite(demo, odile, uma, group)
    await _member_accepts(demo, uma)
    await _newcomer_declines(demo)
    await _cancel_one(demo, odile, group)


async def _create_groups(demo: Demo) -> tuple[Person, Person, str]:
    demo.print_step("Odile and Uma are members of the site, and know each other from its open group.")
    odile = await demo.register("odile", "Odile Brandt")
    uma = await demo.register("uma", "Uma Diallo")
    opened = await odile.mutate("createGroup", {"name": "Newcomers", "joinPolicy": "OPEN"}, "group { id }")
    await uma.mutate("joinGroup", {"groupId": opened["group"]["id"]})
    demo.print_step("Odile makes another one, invite-only. Nobody gets in by asking.")
    made = await odile.mutate("createGroup", {"name": "Gardeners"}, "group { id joinPolicy }")
    require(made["group"]["joinPolicy"] == "INVITE_ONLY", "a group must be invite-only unless said otherwise")
    return odile, uma, made["group"]["id"]


async def _invite(demo: Demo, odile: Person, uma: Person, group: str) -> None:
    demo.print_step("She types “dia”, and the drop-down finds Uma; no address is shown that she did not know.")
    asked = (
        'query($g: ID!) { group(id: $g) { inviteCandidates(search: "dia") { isMember account { id name username } } } }'
    )
    found = (await odile.execute(asked, g=group))["group"]["inviteCandidates"]
    require([one["account"]["id"] for one in found] == [uma.id], "the drop-down must find Uma")
    demo.print_step("She adds three addresses as they were pasted, looks at the preview, and invites all four.")
    preview = "query($g: ID!) { group(id: $g) { invitationPreview { subject text problems { code } } } }"
    shown = (await odile.execute(preview, g=group))["group"]["invitationPreview"]
    demo.print_detail(f"preview: “{shown['subject']}”")
    require(not shown["problems"], "the template must do as it is")
    pasted = f"{demo.address('ann')}, Bo Lind <{demo.address('bo')}>; {demo.address('cas')}"
    async with uma.subscribe("badge", _BADGE) as badge:
        await badge.wait_for(lambda one: one["pendingInvitations"] == 0, "nothing waits")
        given = {"groupId": group, "recipients": [{"account": {"accountId": uma.id}}], "addresses": pasted}
        invited = await odile.mutate("inviteMembers", given, "invitedCount")
        badge.since = monotonic()
        require(invited["invitedCount"] == 4, "all four must be invited")
        await badge.wait_for(lambda one: one["pendingInvitations"] == 1, "1 invitation waits")
    await demo.wait_for_mail(uma.email, "Gardeners")


async def _member_accepts(demo: Demo, uma: Person) -> None:
    demo.print_step("Uma’s indicator leads to the overview of all her invitations; she accepts there.")
    seen = (await uma.execute(_MINE))["viewer"]
    (invitation,) = seen["invitations"]["nodes"]
    demo.print_detail(
        f"{invitation['group']['name']}, by {invitation['invitedBy']['name']}: {invitation['viewerActions']}"
    )
    require(invitation["viewerActions"] == ["ACCEPT", "DECLINE"], "she must be able to answer")
    await uma.mutate("acceptInvitation", {"invitationId": invitation["id"]}, "member { id }")
    require((await uma.execute(_MINE))["viewer"]["badge"]["pendingInvitations"] == 0, "nothing must wait any more")


async def _newcomer_declines(demo: Demo) -> None:
    demo.print_step("Ann is not on the site yet: she gets the mail, has to register first, and then declines.")
    key = key_in_mail(await demo.wait_for_mail(demo.address("ann"), "/join/"), "join")
    ann = await demo.register("ann", "Ann Osei", key)
    (invitation,) = (await ann.execute(_MINE))["viewer"]["invitations"]["nodes"]
    await ann.mutate("declineInvitation", {"invitationId": invitation["id"]}, "invitation { status }")
    await ann.mutate("declineInvitation", {"token": key}, "invitation { status }")
    demo.print_detail("declining twice is no error; accepting now is")
    await ann.mutate("acceptInvitation", {"token": key}, expect="INVITATION_NOT_PENDING")


async def _cancel_one(demo: Demo, odile: Person, group: str) -> None:
    demo.print_step("Odile sees who accepted, who declined and who has yet to answer; she changes her mind about Cas.")
    seen = (await odile.execute(_COUNTS, g=group))["group"]
    demo.print_detail(f"invitations: {seen['invitationCounts']}")
    expected = {"pending": 2, "accepted": 1, "declined": 1, "cancelled": 0, "total": 4}
    require(seen["invitationCounts"] == expected, f"the overview must say {expected}")
    cas = next(one["id"] for one in seen["invitations"]["nodes"] if one["email"] == demo.address("cas"))
    key = key_in_mail(await demo.wait_for_mail(demo.address("cas"), "/join/"), "join")
    await odile.mutate("cancelInvitation", {"invitationId": cas}, "invitation { status }")
    page = await Person(demo, "Cas", demo.address("cas")).execute(
        "query($k: String!) { invitePage(key: $k) { status } }", k=key
    )
    require(page["invitePage"]["status"] == "CANCELLED", "the link must say so")
    demo.print_detail("the link in Cas’s mail says that it was cancelled")
    counts = (await odile.execute(_COUNTS, g=group))["group"]["invitationCounts"]
    require((counts["pending"], counts["cancelled"]) == (1, 1), "the overview must follow")

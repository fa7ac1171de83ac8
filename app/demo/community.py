"""An invite-only group: people found by name or pasted in, with an overview for both sides."""

from time import monotonic

from app.demo.client import Actor, Stage, key_in
from app.demo.steps import check

_BADGE = "subscription { badge { total pendingInvitations unreadNotifications } }"
_MINE = """{ viewer { badge { pendingInvitations } invitations { totalCount nodes {
    id status viewerActions invitedBy { name } group { name memberCount } } } } }"""
_COUNTS = """query($g: ID!) { group(id: $g) { invitationCounts { pending accepted declined cancelled total }
    invitations { nodes { id email status respondedAt } } } }"""


async def play(stage: Stage) -> None:
    odile, uma, group = await _closed_door(stage)
    await _invite(stage, odile, uma, group)
    await _member_accepts(stage, uma)
    await _newcomer_declines(stage)
    await _change_of_mind(stage, odile, group)


async def _closed_door(stage: Stage) -> tuple[Actor, Actor, str]:
    stage.say("Odile and Uma are members of the site, and know each other from its open group.")
    odile = await stage.register("odile", "Odile Brandt")
    uma = await stage.register("uma", "Uma Diallo")
    opened = await odile.change("createGroup", {"name": "Newcomers", "joinPolicy": "OPEN"}, "group { id }")
    await uma.change("joinGroup", {"groupId": opened["group"]["id"]})
    stage.say("Odile makes another one, invite-only. Nobody gets in by asking.")
    made = await odile.change("createGroup", {"name": "Gardeners"}, "group { id joinPolicy }")
    check(made["group"]["joinPolicy"] == "INVITE_ONLY", "a group must be invite-only unless said otherwise")
    return odile, uma, made["group"]["id"]


async def _invite(stage: Stage, odile: Actor, uma: Actor, group: str) -> None:
    stage.say("She types “dia”, and the drop-down finds Uma; no address is shown that she did not know.")
    asked = (
        'query($g: ID!) { group(id: $g) { inviteCandidates(search: "dia") { isMember account { id name username } } } }'
    )
    found = (await odile.ask(asked, g=group))["group"]["inviteCandidates"]
    check([one["account"]["id"] for one in found] == [uma.id], "the drop-down must find Uma")
    stage.say("She adds three addresses as they were pasted, looks at the preview, and invites all four.")
    preview = "query($g: ID!) { group(id: $g) { invitationPreview { subject text problems { code } } } }"
    shown = (await odile.ask(preview, g=group))["group"]["invitationPreview"]
    stage.show(f"preview: “{shown['subject']}”")
    check(not shown["problems"], "the template must do as it is")
    pasted = f"{stage.address('ann')}, Bo Lind <{stage.address('bo')}>; {stage.address('cas')}"
    async with uma.watch("badge", _BADGE) as badge:
        await badge.sees(lambda one: one["pendingInvitations"] == 0, "nothing waits")
        given = {"groupId": group, "recipients": [{"account": {"accountId": uma.id}}], "addresses": pasted}
        invited = await odile.change("inviteMembers", given, "invitedCount")
        badge.since = monotonic()
        check(invited["invitedCount"] == 4, "all four must be invited")
        await badge.sees(lambda one: one["pendingInvitations"] == 1, "1 invitation waits")
    await stage.mail(uma.email, "Gardeners")


async def _member_accepts(stage: Stage, uma: Actor) -> None:
    stage.say("Uma’s indicator leads to the overview of all her invitations; she accepts there.")
    seen = (await uma.ask(_MINE))["viewer"]
    (invitation,) = seen["invitations"]["nodes"]
    stage.show(f"{invitation['group']['name']}, by {invitation['invitedBy']['name']}: {invitation['viewerActions']}")
    check(invitation["viewerActions"] == ["ACCEPT", "DECLINE"], "she must be able to answer")
    await uma.change("acceptInvitation", {"invitationId": invitation["id"]}, "member { id }")
    check((await uma.ask(_MINE))["viewer"]["badge"]["pendingInvitations"] == 0, "nothing must wait any more")


async def _newcomer_declines(stage: Stage) -> None:
    stage.say("Ann is not on the site yet: she gets the mail, has to register first, and then declines.")
    key = key_in(await stage.mail(stage.address("ann"), "/join/"), "join")
    ann = await stage.register("ann", "Ann Osei", key)
    (invitation,) = (await ann.ask(_MINE))["viewer"]["invitations"]["nodes"]
    await ann.change("declineInvitation", {"invitationId": invitation["id"]}, "invitation { status }")
    await ann.change("declineInvitation", {"token": key}, "invitation { status }")
    stage.show("declining twice is no error; accepting now is")
    await ann.change("acceptInvitation", {"token": key}, expect="INVITATION_NOT_PENDING")


async def _change_of_mind(stage: Stage, odile: Actor, group: str) -> None:
    stage.say("Odile sees who accepted, who declined and who has yet to answer; she changes her mind about Cas.")
    seen = (await odile.ask(_COUNTS, g=group))["group"]
    stage.show(f"invitations: {seen['invitationCounts']}")
    expected = {"pending": 2, "accepted": 1, "declined": 1, "cancelled": 0, "total": 4}
    check(seen["invitationCounts"] == expected, f"the overview must say {expected}")
    cas = next(one["id"] for one in seen["invitations"]["nodes"] if one["email"] == stage.address("cas"))
    key = key_in(await stage.mail(stage.address("cas"), "/join/"), "join")
    await odile.change("cancelInvitation", {"invitationId": cas}, "invitation { status }")
    page = await Actor(stage, "Cas", stage.address("cas")).ask(
        "query($k: String!) { invitePage(key: $k) { status } }", k=key
    )
    check(page["invitePage"]["status"] == "CANCELLED", "the link must say so")
    stage.show("the link in Cas’s mail says that it was cancelled")
    counts = (await odile.ask(_COUNTS, g=group))["group"]["invitationCounts"]
    check((counts["pending"], counts["cancelled"]) == (1, 1), "the overview must follow")

"""The preview shows what the mail says, as far as the manager may know whom it goes to."""

from sqlalchemy.ext.asyncio import AsyncEngine

from tests.support.mailbox import Mailbox, token_in
from tests.support.people import People
from tests.support.world import make_world

PREVIEW = """query($id: ID!, $email: String) { group(id: $id) {
    invitationPreview(email: $email) { subject text html } } }"""


async def test_for_somebody_whom_the_manager_may_find_it_is_the_mail_itself(
    people: People, engine: AsyncEngine, mailbox: Mailbox
) -> None:
    world = await make_world(people, engine)
    friend = await people("Nadia Neighbour")
    created = await friend.mutate("createGroup", {"name": "Shared"}, "group { id }")
    invited = {"groupId": created["group"]["id"], "addresses": world.facilitator.email, "sendMail": False}
    await friend.mutate("inviteMembers", invited, "invitedCount")
    pending = await world.facilitator.ok("{ viewer { invitations { nodes { id } } } }")
    for node in pending["viewer"]["invitations"]["nodes"]:
        await world.facilitator.mutate("acceptInvitation", {"invitationId": node["id"]}, "")
    shown = (await world.facilitator.ok(PREVIEW, id=world.group, email=friend.email))["group"]["invitationPreview"]
    await world.facilitator.mutate("inviteMembers", {"groupId": world.group, "addresses": friend.email}, "invitedCount")
    mail = await mailbox.wait(friend.email, containing="/join/")
    for part in ("text", "html"):
        said = mail[part].replace(token_in(mail, "join"), "preview")
        assert _without_times(shown[part]) == _without_times(said)
    assert shown["subject"] == mail["subject"]
    assert "Hello Nadia Neighbour," in shown["text"]
    assert f"sign in as {friend.email}" in shown["text"]


async def test_a_preview_shows_no_account_that_the_inviter_may_not_find(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    stranger = await people("Hidden Stranger")
    shown = [
        (await world.facilitator.ok(PREVIEW, id=world.group, email=email))["group"]["invitationPreview"]["text"]
        for email in (stranger.email, "nobody.at.all@example.org")
    ]
    assert shown[0].replace(stranger.email, "nobody.at.all@example.org") == shown[1].replace(
        stranger.email, "nobody.at.all@example.org"
    )
    assert "register at Usher" in shown[0]
    assert "Hidden" not in shown[0]


def _without_times(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if "is good until" not in line)

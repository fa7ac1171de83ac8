"""A login link that was asked for on the way to an invitation leads back to it."""

import pytest
from sqlalchemy import select, text

from db.tables import Invitation
from rules.tokens import invitation_token
from tests.accounts.application import Application, new_address
from tests.support.servers import SECRET_KEY

KEYS = (SECRET_KEY.encode(),)
MAKE_GROUP = "mutation($input: CreateGroupInput!) { createGroup(input: $input) { group { id } userErrors { code } } }"
INVITE = (
    "mutation($input: InviteMembersInput!) { inviteMembers(input: $input)"
    " { results { invitation { id } } userErrors { code path message } } }"
)
NOTIFIED = "{ viewer { notifications { nodes { kind message } } badge { total unreadNotifications } } }"


async def invited_by_somebody(application: Application, *emails: str) -> list[int]:
    """Return the IDs of invitations into a new group."""
    host = await application.person(name="Hanna Host")
    made = await application.ask(MAKE_GROUP, token=host.token, input={"name": "Chess"})
    asked = {"groupId": made.data["group"]["id"], "addresses": ",".join(emails)}
    answer = await application.ask(INVITE, token=host.token, input=asked)
    assert answer.problems == []
    rows = await application.rows(select(Invitation.id).where(Invitation.email.in_(emails)).order_by(Invitation.id))
    return [row.id for row in rows]


async def test_the_login_leads_back_to_the_invitation_that_led_here(application: Application) -> None:
    email = new_address()
    [invitation_id] = await invited_by_somebody(application, email)
    key = invitation_token(KEYS, invitation_id, 1)
    await application.register(email, invite_key=key)
    assert (await application.follow(await application.link(email))).data["inviteKey"] == key


@pytest.mark.parametrize("key", ["", "x", "A" * 40, "ABCD-EFGH-JKMN", "🦆"])
async def test_an_unknown_invite_key_is_passed_over(application: Application, key: str) -> None:
    email = new_address()
    assert (await application.register(email, invite_key=key)).problems == []
    came_in = await application.follow(await application.link(email))
    assert came_in.problems == []
    assert came_in.data["inviteKey"] is None


async def test_the_invite_key_is_not_kept(application: Application) -> None:
    email = new_address()
    [invitation_id] = await invited_by_somebody(application, email)
    key = invitation_token(KEYS, invitation_id, 1)
    await application.register(email, invite_key=key)
    link = await application.link(email)
    for table in ("one_time_links", "mails", "usher_jobs", "sessions", "accounts"):
        for (row,) in await application.rows(text(f"SELECT row_to_json(t)::text FROM {table} AS t")):
            assert key not in row
            assert link not in row


async def test_a_newcomer_is_notified_of_pending_invitations(application: Application) -> None:
    email = new_address()
    await invited_by_somebody(application, email, new_address())
    closed, open_ = await invited_by_somebody(application, email), await invited_by_somebody(application, email)
    await application.execute(
        "UPDATE invitations SET status = 'CANCELLED', responded_at = now() WHERE id = :id", id=closed[0]
    )
    assert len(open_) == 3
    person = await application.person(email)
    viewer = (await application.ask(NOTIFIED, token=person.token)).data
    received = {"kind": "INVITATION_RECEIVED", "message": "Hanna Host invites you to join Chess."}
    assert viewer["notifications"]["nodes"] == [received, received]
    assert viewer["badge"] == {"total": 2, "unreadNotifications": 2}

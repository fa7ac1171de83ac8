"""One-time links work once and for a limited time, and only the newest works; the first login creates the account."""

import asyncio

import pytest
from sqlalchemy import func, select, text

from db.tables import Account, Invitation, Session
from rules.tokens import digest, invitation_token
from tests.accounts.application import LOG_IN, REQUEST, Application, new_address
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


async def another_link(application: Application, email: str) -> str:
    await application.ask(REQUEST, input={"email": email})
    return await application.link(email)


async def test_what_is_no_good_any_more_answers_like_what_never_was(application: Application) -> None:
    person = await application.person()
    replaced = await another_link(application, person.email)
    expired = await another_link(application, person.email)
    await application.execute(
        "UPDATE one_time_links SET expires_at = clock_timestamp() WHERE digest = :digest", digest=digest(expired)
    )
    used = await another_link(application, (await application.person()).email)
    assert (await application.follow(used)).problems == []
    forged = replaced[:-1] + ("A" if replaced[-1] != "A" else "B")
    tried = [used, replaced, expired, forged, "", "ush_l_", "🦆" * 5000, person.token]
    answers = [await application.follow(token) for token in tried]
    assert {answer.bytes for answer in answers} == {answers[0].bytes}
    assert answers[0].problems == [("LINK_UNUSABLE", ["token"])]
    assert answers[0].data["token"] is None
    assert "set-cookie" not in answers[0].response.headers


async def test_of_many_who_use_a_link_at_once_one_gets_in(application: Application) -> None:
    email = new_address()
    await application.register(email)
    link = await application.link(email)
    answers = await asyncio.gather(*(application.follow(link) for _ in range(20)))
    tokens = [answer.data["token"] for answer in answers if answer.data["token"]]
    assert len(tokens) == 1
    assert [answer.problems for answer in answers].count([("LINK_UNUSABLE", ["token"])]) == 19
    [(account_id,)] = await application.rows(select(Account.id).where(Account.email == email))
    [(sessions,)] = await application.rows(select(func.count()).where(Session.account_id == account_id))
    assert sessions == 1


async def test_a_link_used_while_another_is_asked_for_lets_one_in(application: Application) -> None:
    for _ in range(5):
        email = new_address()
        await application.register(email)
        link = await application.link(email)
        first, _ = await asyncio.gather(application.follow(link), application.register(email))
        second = await application.follow(await application.link(email))
        assert second.problems == []
        assert len({second.data["viewer"]["account"]["username"]}) == 1
        [(accounts,)] = await application.rows(select(func.count()).where(Account.email == email))
        assert accounts == 1
        assert first.problems in ([], [("LINK_UNUSABLE", ["token"])])


async def test_every_one_time_login_asks_for_a_password(application: Application) -> None:
    person = await application.person()
    await application.ask(REQUEST, input={"email": person.email})
    back = (await application.follow(await application.link(person.email))).data
    assert back["viewer"]["mustSetPassword"] is True
    refused = await application.ask(
        "{ viewer { badge { total } accessTokens { id } liveCursor } }", token=back["token"]
    )
    assert refused.codes == ["PASSWORD_REQUIRED"] * 3
    assert (await application.ask(LOG_IN, input={"email": person.email, "password": "x"})).problems[0][0] == (
        "INVALID_CREDENTIALS"
    )


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


async def test_what_waited_for_a_newcomer_is_in_their_notification_centre(application: Application) -> None:
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


async def test_one_link_in_a_request_of_many(application: Application) -> None:
    """Aliases of one request count as separate attempts, one after the other."""
    email = new_address()
    await application.register(email)
    link = await application.link(email)
    fields = " ".join(f"a{n}: logInWithOneTimeLink(input: $input) {{ token }}" for n in range(5))
    answer = await application.ask(
        f"mutation($input: LogInWithOneTimeLinkInput!) {{ {fields} }}", input={"token": link}
    )
    found = [value["token"] is not None for value in answer.response.json()["data"].values()]
    assert found == [True, False, False, False, False]

"""Mails reach a real server, whatever it does, and the invitation always says how its newest mail fared."""

import asyncio
from collections.abc import Awaitable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import event, func, select, text

from actions.mail.deliveries import Pace
from db.tables import Invitation, Mail, OneTimeLink
from mail.outbox import Kind, Letter, post
from rules.tokens import invitation_token
from tests.mail.mail_catcher import Catcher, until
from tests.mail.mail_world import Hire, World, letter


async def test_a_posted_mail_is_sent_once_and_the_invitation_says_so(
    world: World, catcher: Catcher, hire: Hire
) -> None:
    await hire(catcher)
    invitation_id, _ = await world.invited()
    await until(world.settled)
    [(to, mail)] = catcher.mails
    token = invitation_token(world.services.config.secret_keys, invitation_id, 1)
    assert to == "eve@example.org"
    assert f"https://usher.example.org/join/{token}" in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    row = await world.the_invitation(invitation_id)
    assert (row.delivery, row.delivery_error, row.sent_count) == ("SENT", None, 1)
    assert row.last_sent_at is not None
    assert await world.told() == ["invitation.DELIVERED"]


async def test_an_idle_worker_is_woken_by_the_commit(world: World, catcher: Catcher, hire: Hire) -> None:
    await hire(catcher, Pace(look_again=timedelta(seconds=10)))
    link_id = await world.link("new@example.org")
    await asyncio.sleep(0.5)
    begun = asyncio.get_running_loop().time()
    await world.post(Letter(Kind.LOGIN, "new@example.org", one_time_link_id=link_id))
    await until(lambda: bool(catcher.mails))
    assert asyncio.get_running_loop().time() - begun < 3


async def test_a_rolled_back_change_sends_nothing(world: World, catcher: Catcher, hire: Hire) -> None:
    await hire(catcher)
    link_id = await world.link("new@example.org")
    login = Letter(Kind.LOGIN, "new@example.org", one_time_link_id=link_id)
    async with world.services.engine.connect() as connection:
        await post(connection, [login], config=world.services.config)
        await connection.rollback()
    await asyncio.sleep(0.3)
    assert catcher.attempts == []
    assert await world.states() == {}
    assert await world.rows(text("SELECT id FROM usher_jobs")) == []


async def test_a_server_that_is_down_gets_each_mail_once_it_is_back(world: World, catcher: Catcher, hire: Hire) -> None:
    await catcher.stop()
    await hire(catcher)
    invitation_id, _ = await world.invited()
    await asyncio.sleep(0.5)
    row = await world.the_invitation(invitation_id)
    assert (row.delivery, row.delivery_error) == ("QUEUED", None)
    mail = await world.mail()
    assert (mail.attempts, "127.0.0.1" in mail.last_error) == (0, True), (
        "the server's trouble is no attempt of the mail"
    )
    await catcher.start()
    await until(world.settled)
    assert len(catcher.mails) == 1
    assert (await world.the_invitation(invitation_id)).delivery == "SENT"


async def test_a_refused_recipient_fails_at_once_with_the_servers_words(
    world: World, catcher: Catcher, hire: Hire
) -> None:
    catcher.at_rcpt = lambda _: "550 5.1.1 No such\tperson here"
    await hire(catcher)
    invitation_id, inviter_id = await world.invited()
    await until(world.settled)
    await asyncio.sleep(0.3)
    row = await world.the_invitation(invitation_id)
    assert (row.delivery, row.delivery_error) == ("FAILED", "550 5.1.1 No such person here")
    assert (row.sent_count, row.last_sent_at) == (0, None)
    assert catcher.attempts == ["eve@example.org"]
    assert await world.told() == ["notification.CREATED", "invitation.UNDELIVERED"]
    [notice] = await world.notices()
    assert (notice.account_id, notice.kind) == (inviter_id, "INVITATION_EMAIL_FAILED")
    assert (notice.invitation_id, notice.actor_id) == (invitation_id, None)
    assert "eve@example.org" in notice.message


async def test_who_was_invited_by_username_is_not_shown_by_a_failure(
    world: World, catcher: Catcher, hire: Hire
) -> None:
    catcher.at_rcpt = lambda _: "550 no"
    await hire(catcher)
    await world.invited(named_by="USERNAME")
    await until(world.settled)
    [notice] = await world.notices()
    assert "e…@example.org" in notice.message


async def test_a_4xx_is_tried_again_until_it_passes(world: World, catcher: Catcher, hire: Hire) -> None:
    busy = True
    catcher.at_rcpt = lambda _: "451 4.7.1 Later, please" if busy or len(catcher.attempts) < 4 else None
    await hire(catcher)
    invitation_id, _ = await world.invited()

    async def shown() -> bool:
        row = await world.the_invitation(invitation_id)
        return (row.delivery, row.delivery_error) == ("QUEUED", "451 4.7.1 Later, please")

    await until(shown)
    catcher.attempts.clear()
    busy = False
    await until(world.settled)
    assert len(catcher.attempts) == 4
    assert len(catcher.mails) == 1
    row = await world.the_invitation(invitation_id)
    assert (row.delivery, row.delivery_error, row.sent_count) == ("SENT", None, 1)


async def test_pauses_follow_the_schedule_and_end_in_failure(world: World, catcher: Catcher, hire: Hire) -> None:
    catcher.at_rcpt = lambda _: "451 Never"
    pauses = (0.2, 0.5)
    await hire(catcher, Pace(tuple(timedelta(seconds=s) for s in pauses), look_again=timedelta(seconds=0.1)))
    times: list[float] = []
    original = catcher.at_rcpt
    catcher.at_rcpt = lambda to: (times.append(asyncio.get_running_loop().time()), original(to))[1]  # type: ignore[func-returns-value]
    invitation_id, _ = await world.invited()
    await until(world.settled)
    assert len(times) == 3
    assert [pytest.approx(b - a, abs=0.35) for a, b in pairwise(times)] == list(pauses)
    assert times[1] - times[0] >= 0.2 and times[2] - times[1] >= 0.5
    row = await world.the_invitation(invitation_id)
    assert (row.delivery, row.delivery_error) == ("FAILED", "451 Never")
    assert len(await world.notices()) == 1


def test_the_schedule_is_the_one_that_is_promised() -> None:
    pauses = [pause.total_seconds() for pause in Pace().again_after]
    assert pauses[:6] == [1, 5, 30, 120, 600, 3600]
    assert pauses[6:] == [3600] * 24


async def test_a_stall_after_data_is_tried_again_with_the_same_message_id(
    world: World, catcher: Catcher, hire: Hire
) -> None:
    stalled: list[str] = []

    async def stall(server, envelope):  # type: ignore[no-untyped-def]
        catcher.keep(envelope)
        if len(catcher.mails) < 3:
            stalled.append("once")
            await asyncio.sleep(3)
        return "250 OK"

    catcher.at_data = stall
    await hire(catcher)
    invitation_id, _ = await world.invited()
    await until(world.settled)
    assert len(catcher.mails) == 3
    assert len(set(catcher.message_ids)) == 1
    assert len({str(mail["Date"]) for _, mail in catcher.mails}) == 1
    assert (await world.the_invitation(invitation_id)).sent_count == 1


async def test_a_connection_closed_after_data_is_tried_again_with_the_same_message_id(
    world: World, catcher: Catcher, hire: Hire
) -> None:
    async def close(server, envelope):  # type: ignore[no-untyped-def]
        catcher.keep(envelope)
        if len(catcher.mails) == 1:
            server.transport.abort()
        return "250 OK"

    catcher.at_data = close
    await hire(catcher)
    await world.invited()
    await until(world.settled)
    assert len(catcher.mails) == 2
    assert len(set(catcher.message_ids)) == 1


async def test_a_refusal_after_data_is_final(world: World, catcher: Catcher, hire: Hire) -> None:
    async def refuse(server, envelope):  # type: ignore[no-untyped-def]
        return "554 5.7.1 Looks like spam"

    catcher.at_data = refuse
    await hire(catcher)
    invitation_id, _ = await world.invited()
    await until(world.settled)
    assert (await world.the_invitation(invitation_id)).delivery_error == "554 5.7.1 Looks like spam"
    assert len(catcher.attempts) == 1


async def test_one_refused_recipient_does_not_hold_up_the_others(world: World, catcher: Catcher, hire: Hire) -> None:
    catcher.at_rcpt = lambda to: "550 no" if to.startswith("bad") else None
    inviter_id = await world.account("ina@example.org")
    group_id = await world.group(inviter_id)
    batch_id = await world.batch(group_id, inviter_id, "S", "B @register_url")
    letters = []
    for number in range(30):
        email = f"{'bad' if number % 3 == 0 else 'good'}{number}@example.org"
        invitation_id = await world.invitation(group_id, inviter_id, email, batch_id=batch_id)
        letters.append(letter(invitation_id, email, batch_id=batch_id))
    await world.post(*letters)
    await hire(catcher)
    await until(world.settled)
    assert await world.states() == {"SENT": 20, "FAILED": 10}
    assert len({to for to, _ in catcher.mails}) == len(catcher.mails) == 20
    assert catcher.connections <= 8
    assert "batch.MOVED" in await world.told()


@pytest.mark.parametrize("change", ["cancelled", "expired", "resent"])
async def test_a_mail_that_has_nothing_left_to_say_is_dropped(
    world: World, catcher: Catcher, hire: Hire, change: str
) -> None:
    invitation_id, _ = await world.invited()
    now = datetime.now(UTC)
    if change == "cancelled":
        await world.change(Invitation, invitation_id, status="CANCELLED", responded_at=now)
    elif change == "expired":
        await world.change(Invitation, invitation_id, created_at=now - timedelta(2), expires_at=now - timedelta(1))
    else:
        await world.change(Invitation, invitation_id, version=2)
        await world.post(letter(invitation_id, "eve@example.org", version=2))
    await hire(catcher)
    await until(world.settled)
    row = await world.the_invitation(invitation_id)
    if change == "resent":
        assert await world.states() == {"DROPPED": 1, "SENT": 1}
        assert (row.delivery, row.sent_count, len(catcher.mails)) == ("SENT", 1, 1)
        assert await world.told() == ["invitation.DELIVERED"]
    else:
        assert await world.states() == {"DROPPED": 1}
        assert (row.delivery, row.sent_count, catcher.attempts) == ("FAILED", 0, [])
        assert await world.told() == ["invitation.UNDELIVERED"]
        assert change in row.delivery_error
    assert await world.notices() == []


async def test_a_reminder_dropped_late_leaves_the_first_mails_delivery(
    world: World, catcher: Catcher, hire: Hire
) -> None:
    invitation_id, _ = await world.invited()
    await hire(catcher)
    await until(world.settled)
    await world.change(Invitation, invitation_id, status="CANCELLED", responded_at=datetime.now(UTC))
    await world.post(letter(invitation_id, "eve@example.org", kind=Kind.REMINDER))
    await until(world.settled)
    assert (await world.mail()).state == "DROPPED"
    assert (await world.the_invitation(invitation_id)).delivery == "SENT"
    assert await world.told() == ["invitation.DELIVERED"]


async def test_a_used_or_replaced_login_link_is_not_mailed(world: World, catcher: Catcher, hire: Hire) -> None:
    link_id = await world.link("new@example.org")
    await world.change(OneTimeLink, link_id, closed_at=datetime.now(UTC) - timedelta(seconds=1))
    await world.post(Letter(Kind.REGISTER, "new@example.org", one_time_link_id=link_id))
    await hire(catcher)
    await until(world.settled)
    assert await world.states() == {"DROPPED": 1}
    assert catcher.attempts == []


async def test_without_a_mail_server_mails_are_kept_sealed_and_count_as_sent(world: World, hire: Hire) -> None:
    await hire(None)
    invitation_id, _ = await world.invited()
    await until(world.settled)
    row = await world.the_invitation(invitation_id)
    assert (row.delivery, row.sent_count) == ("SENT", 1)
    token = invitation_token(world.services.config.secret_keys, invitation_id, 1)
    [kept] = await world.rows(text("SELECT * FROM kept_mails"))
    assert kept.to_email == "eve@example.org"
    assert kept.message_id == (await world.mail()).message_id
    assert token.encode() not in kept.sealed


async def test_posting_takes_the_same_statements_for_any_number(world: World) -> None:
    inviter_id = await world.account("ina@example.org")
    group_id = await world.group(inviter_id)
    counts = []
    for number in (1, 40):
        letters = [
            Letter(Kind.LOGIN, f"p{i}@example.org", group_id=group_id, details={"by": 'I "na"'}) for i in range(number)
        ]
        counts.append(await _statements(world, world.post(*letters)))
    assert counts[0] == counts[1] <= 3
    [(details,)] = await world.rows(select(Mail.details).distinct())
    assert details == {"by": 'I "na"'}
    assert await world.rows(select(func.count(Mail.message_id.distinct()))) == [(41,)]


async def _statements(world: World, doing: Awaitable[None]) -> int:
    seen: list[str] = []

    def listener(*args: Any) -> None:
        seen.append(args[2])

    event.listen(world.services.engine.sync_engine, "before_cursor_execute", listener)
    await doing
    event.remove(world.services.engine.sync_engine, "before_cursor_execute", listener)
    return len(seen)

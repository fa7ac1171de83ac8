"""A posted mail is sent once, and its invitation says so."""

import asyncio
from collections.abc import Awaitable
from datetime import timedelta
from typing import Any

from sqlalchemy import event, func, select, text

from actions.mail.deliveries import RetrySchedule
from db.tables import Mail
from mail.outbox import MailKind, NewMail, post_mails
from rules.tokens import invitation_token
from tests.mail.mails import Mails, StartWorker
from tests.support.smtp import Catcher
from tests.support.waiting import until


async def test_a_posted_mail_is_sent_once_and_marks_its_invitation_sent(
    mails: Mails, catcher: Catcher, start_worker: StartWorker
) -> None:
    await start_worker(catcher)
    invitation_id, _ = await mails.invited()
    await until(mails.settled)
    [(to, mail)] = catcher.mails
    token = invitation_token(mails.services.config.secret_keys, invitation_id, 1)
    assert to == "eve@example.org"
    assert f"https://usher.example.org/join/{token}" in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    row = await mails.the_invitation(invitation_id)
    assert (row.delivery, row.delivery_error, row.sent_count) == ("SENT", None, 1)
    assert row.last_sent_at is not None
    assert await mails.events() == ["invitation.DELIVERED"]


async def test_an_idle_worker_is_woken_by_the_commit(mails: Mails, catcher: Catcher, start_worker: StartWorker) -> None:
    await start_worker(catcher, RetrySchedule(claim_interval=timedelta(minutes=10)))
    link_id = await mails.link("new@example.org")
    await asyncio.sleep(0.5)
    await mails.post(NewMail(MailKind.LOGIN, "new@example.org", one_time_link_id=link_id))
    await until(lambda: bool(catcher.mails))  # long before it would look by itself


async def test_a_rolled_back_change_sends_nothing(mails: Mails, catcher: Catcher, start_worker: StartWorker) -> None:
    await start_worker(catcher)
    link_id = await mails.link("new@example.org")
    login = NewMail(MailKind.LOGIN, "new@example.org", one_time_link_id=link_id)
    async with mails.services.engine.connect() as connection:
        await post_mails(connection, [login], config=mails.services.config)
        await connection.rollback()
    await asyncio.sleep(0.3)
    assert catcher.attempts == []
    assert await mails.states() == {}
    assert await mails.rows(text("SELECT id FROM usher_jobs")) == []


async def test_without_a_mail_server_mails_are_kept_sealed_and_count_as_sent(
    mails: Mails, start_worker: StartWorker
) -> None:
    await start_worker(None)
    invitation_id, _ = await mails.invited()
    await until(mails.settled)
    row = await mails.the_invitation(invitation_id)
    assert (row.delivery, row.sent_count) == ("SENT", 1)
    token = invitation_token(mails.services.config.secret_keys, invitation_id, 1)
    [kept] = await mails.rows(text("SELECT * FROM kept_mails"))
    assert kept.to_email == "eve@example.org"
    assert kept.message_id == (await mails.mail()).message_id
    assert token.encode() not in kept.sealed


async def test_posting_many_mails_takes_no_more_statements(mails: Mails) -> None:
    inviter_id = await mails.account("ina@example.org")
    group_id = await mails.group(inviter_id)
    counts = []
    for number in (1, 40):
        new_mails = [
            NewMail(MailKind.LOGIN, f"p{i}@example.org", group_id=group_id, details={"by": 'I "na"'})
            for i in range(number)
        ]
        counts.append(await _statements(mails, mails.post(*new_mails)))
    assert counts[0] == counts[1] <= 3
    [(details,)] = await mails.rows(select(Mail.details).distinct())
    assert details == {"by": 'I "na"'}
    assert await mails.rows(select(func.count(Mail.message_id.distinct()))) == [(41,)]


async def _statements(mails: Mails, doing: Awaitable[None]) -> int:
    seen: list[str] = []

    def listener(*args: Any) -> None:
        seen.append(args[2])

    event.listen(mails.services.engine.sync_engine, "before_cursor_execute", listener)
    await doing
    event.remove(mails.services.engine.sync_engine, "before_cursor_execute", listener)
    return len(seen)

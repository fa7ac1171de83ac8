"""A thousand mails: each exactly once, whatever happens to the server, the workers or the database meanwhile."""

import asyncio
import os
import signal
import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert, text

from actions.mail.deliveries import RetrySchedule
from db.tables import Invitation
from mail.smtp_connection import Timeouts
from tests.mail.conftest import SOON_AGAIN
from tests.mail.mails import Mails, StartWorker, new_mail
from tests.support.smtp import Catcher
from tests.support.waiting import until

UNHURRIED = (replace(SOON_AGAIN, lease=timedelta(seconds=10)), Timeouts(probe_interval=0.1))
"""On a busy machine, neither a worker nor a mail server that is late is taken for lost: that would send again."""
LONG = 300.0
"""Seconds for many mails, on a machine that runs other tests."""


async def _invite(mails: Mails, count: int) -> list[str]:
    """Post invitations to so many people, in bulk."""
    inviter_id = await mails.account("ina@example.org")
    group_id = await mails.group(inviter_id)
    batch_id = await mails.batch(group_id, inviter_id, "Come to @group_name", "Hello @recipient_name\n\n@register_url")
    now = datetime.now(UTC)
    emails = [f"p{number}@example.org" for number in range(count)]
    common = {
        "group_id": group_id,
        "invited_by": inviter_id,
        "batch_id": batch_id,
        "role": "MEMBER",
        "named_by": "EMAIL",
        "wants_mail": True,
        "delivery": "QUEUED",
        "created_at": now,
        "expires_at": now + timedelta(days=14),
    }
    async with mails.services.engine.begin() as connection:
        added = await connection.execute(
            insert(Invitation).returning(Invitation.id, sort_by_parameter_order=True),
            [{"email": email, "search": f" {email}", **common} for email in emails],
        )
        ids = list(added.scalars())
    new_mails = [new_mail(row_id, email, batch_id=batch_id) for row_id, email in zip(ids, emails, strict=True)]
    await mails.post(*new_mails)
    return emails


def _times_each(catcher: Catcher) -> Counter[str]:
    return Counter(to for to, _ in catcher.mails)


async def test_a_thousand_mails_posted_while_the_server_is_down_each_arrive_once(
    mails: Mails, catcher: Catcher, start_worker: StartWorker
) -> None:
    await catcher.stop()
    await start_worker(catcher, *UNHURRIED)
    async with asyncio.timeout(60):  # nobody who posts waits for the mail server
        emails = await _invite(mails, 1_000)
    await asyncio.sleep(0.5)
    await catcher.start()
    await until(mails.settled, LONG)
    assert await mails.states() == {"SENT": 1_000}
    assert _times_each(catcher) == Counter(emails)
    assert len(set(catcher.message_ids)) == 1_000


async def test_three_workers_share_the_work_and_send_nothing_twice(
    mails: Mails, catcher: Catcher, start_worker: StartWorker
) -> None:
    for _ in range(3):
        await start_worker(catcher, *UNHURRIED)
    emails = await _invite(mails, 300)
    await until(mails.settled, LONG)
    assert _times_each(catcher) == Counter(emails)


async def test_workers_survive_the_loss_of_every_connection_to_the_database(
    mails: Mails, catcher: Catcher, start_worker: StartWorker
) -> None:
    workers = [await start_worker(catcher, *UNHURRIED), await start_worker(catcher, *UNHURRIED)]
    emails = await _invite(mails, 200)
    await until(lambda: len(catcher.mails) > 20)
    for _ in range(3):
        async with mails.services.engine.connect() as connection:
            await connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            )
        await asyncio.sleep(0.3)
    await until(mails.settled, LONG)
    assert _times_each(catcher) == Counter(emails)
    await until(lambda: all(worker.healthy for worker in workers))


async def test_a_stopping_worker_finishes_what_it_has_and_leaves_the_rest(
    mails: Mails, catcher: Catcher, start_worker: StartWorker
) -> None:
    first = await start_worker(catcher, *UNHURRIED)
    emails = await _invite(mails, 200)
    await until(lambda: len(catcher.mails) > 10)
    await first.stop(grace=30)
    sent = len(catcher.mails)
    assert sent < 200
    assert await mails.states() == {"SENT": sent, "QUEUED": 200 - sent}
    await start_worker(catcher, *UNHURRIED)
    await until(mails.settled, LONG)
    assert _times_each(catcher) == Counter(emails)


async def test_a_killed_workers_mail_is_sent_by_another_with_the_same_message_id(
    mails: Mails, catcher: Catcher, start_worker: StartWorker, dsn: str
) -> None:
    held = asyncio.Event()

    async def hold(server, envelope):  # type: ignore[no-untyped-def]
        if not held.is_set():
            catcher.keep(envelope)
            held.set()
            await asyncio.sleep(60)

    catcher.at_data = hold
    invitation_id, _ = await mails.invited()
    worker = await asyncio.create_subprocess_exec(
        sys.executable, str(Path(__file__).with_name("worker.py")), dsn, catcher.url
    )
    try:
        await asyncio.wait_for(held.wait(), 120)
    finally:
        os.kill(worker.pid, signal.SIGKILL)
        await worker.wait()
    await start_worker(
        catcher, RetrySchedule(lease=timedelta(seconds=20), claim_interval=timedelta(seconds=0.2)), Timeouts()
    )
    await asyncio.sleep(1)
    assert len(catcher.mails) == 1, "taken over while the claim of the other may still hold"
    await until(mails.settled, LONG)
    assert len(catcher.mails) == 2
    assert len(set(catcher.message_ids)) == 1
    assert (await mails.the_invitation(invitation_id)).sent_count == 1

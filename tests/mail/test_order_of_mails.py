"""Login mails go first, then notices, and invitations last."""

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from actions.mail.deliveries import RetrySchedule
from db.tables import Membership
from mail.outbox import MailKind, NewMail
from tests.mail.backlog import DEFAULT_TIMEOUTS, post_invitations, post_login_mail
from tests.mail.conftest import SOON_AGAIN
from tests.mail.mails import Mails, StartWorker
from tests.support.smtp import Catcher
from tests.support.waiting import until


async def test_a_login_mail_overtakes_any_backlog(mails: Mails, catcher: Catcher, start_worker: StartWorker) -> None:
    async def slow(server, envelope):  # type: ignore[no-untyped-def]
        await asyncio.sleep(0.05)

    catcher.at_data = slow
    await post_invitations(mails, 250)
    await start_worker(catcher, SOON_AGAIN, DEFAULT_TIMEOUTS)
    await until(lambda: len(catcher.mails) > 20)
    await post_login_mail(mails, "now@example.org")
    before = len(catcher.mails)
    await until(lambda: bool(catcher.to("now@example.org")))
    assert len(catcher.mails) - before <= 80, "it waited for mails that were waiting, too"


async def test_a_login_mail_is_sent_while_all_others_are_stuck(
    mails: Mails, catcher: Catcher, start_worker: StartWorker
) -> None:
    freed = asyncio.Event()

    async def stuck(server, envelope):  # type: ignore[no-untyped-def]
        if not envelope.rcpt_tos[0].startswith("now"):
            await freed.wait()

    catcher.at_data = stuck
    await post_invitations(mails, 130)
    await start_worker(catcher, SOON_AGAIN, DEFAULT_TIMEOUTS)
    picked = "SELECT count(*) FROM usher_jobs WHERE status = 'picked'"

    async def full() -> bool:
        return await mails.rows(text(picked)) == [(100,)]

    await until(full)
    await post_login_mail(mails, "now@example.org")
    await until(lambda: bool(catcher.to("now@example.org")))
    freed.set()


async def test_a_notice_overtakes_invitations(mails: Mails, catcher: Catcher, start_worker: StartWorker) -> None:
    await post_invitations(mails, 100)
    account_id = await mails.account("dee@example.org", "Dee")
    member = {"role": "MEMBER", "joined_at": datetime.now(UTC), "joined_by": "INVITATION"}
    await mails.add(Membership, group_id=1, account_id=account_id, **member)
    notice = NewMail(MailKind.SEAT_ALLOCATED, "dee@example.org", account_id=account_id, group_id=1)
    await mails.post(notice)
    await start_worker(catcher)
    await until(mails.settled, 60)
    assert "dee@example.org" in [to for to, _ in catcher.mails[:30]]


async def test_the_rate_limit_holds_and_login_mails_go_first(
    mails: Mails, catcher: Catcher, start_worker: StartWorker
) -> None:
    await post_invitations(mails, 60)
    begun = asyncio.get_running_loop().time()
    workers = [await start_worker(catcher, SOON_AGAIN, DEFAULT_TIMEOUTS, rate=300) for _ in range(2)]
    times: list[float] = []

    async def record(server, envelope):  # type: ignore[no-untyped-def]
        times.append(asyncio.get_running_loop().time())

    catcher.at_data = record
    await until(lambda: len(catcher.mails) >= 3)
    await post_login_mail(mails, "now@example.org")
    before = len(catcher.mails)
    await until(lambda: bool(catcher.to("now@example.org")))
    assert len(catcher.mails) - before <= 10
    # From the start on: a busy machine may send the first late, and the next in time.
    assert len(times) <= 2 + (times[-1] - begun) / 0.2, "300 a minute are five a second, over all workers"
    for worker in workers:
        await asyncio.wait_for(worker.stop(grace=2), 30)
    assert "QUEUED" in await mails.states(), "whoever stops waits for no rate"


def test_retries_of_a_login_mail_last_at_least_a_day() -> None:
    pauses = RetrySchedule().account_pauses
    assert max(pauses) <= timedelta(minutes=5)
    assert sum(pauses, timedelta()) >= timedelta(days=1)

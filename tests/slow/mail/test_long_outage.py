"""Two thousand mails wait for a mail server that is away for long; all go within two minutes of its return."""

import asyncio
from collections import Counter
from datetime import timedelta

import pytest

from mail.outbox import MailKind
from mail.smtp_connection import Timeouts
from tests.mail.backlog import let_pass, post_invitations, post_login_mail
from tests.mail.mails import Mails, StartWorker
from tests.support.smtp import Catcher
from tests.support.waiting import until


async def unhindered(mails: Mails, catcher: Catcher, start_worker: StartWorker, count: int) -> float:
    """Return how many seconds so many login mails take on this machine while nothing else waits."""
    clock = asyncio.get_running_loop().time
    worker = await start_worker(catcher, timeouts=Timeouts())
    took = 0.0
    for turn, number in (("first", 1), ("timed", count)):
        begun, emails = clock(), [f"{turn}{place}@example.org" for place in range(number)]
        for email in emails:
            await post_login_mail(mails, email)
        await until(lambda emails=emails: {*emails} <= {to for to, _ in catcher.mails})  # type: ignore[misc]
        took = clock() - begun
    await until(mails.settled)
    await worker.stop(grace=30)
    catcher.mails.clear()
    return took


@pytest.mark.parametrize("away", [timedelta(minutes=13), timedelta(hours=24)], ids=["13 min", "24 h"])
async def test_two_thousand_go_within_two_minutes_login_mails_first(
    mails: Mails,
    catcher: Catcher,
    start_worker: StartWorker,
    away: timedelta,
) -> None:
    each = await unhindered(mails, catcher, start_worker, 40) / 40
    await catcher.stop()
    for _ in range(2):
        await start_worker(catcher, timeouts=Timeouts())
    emails = await post_invitations(mails, 1_980)
    logins = [f"new{number}@example.org" for number in range(20)]
    for email in logins:
        await post_login_mail(mails, email, MailKind.REGISTER)
    await asyncio.sleep(5)
    await let_pass(mails, away)
    await catcher.start()
    clock = asyncio.get_running_loop().time
    begun = clock()
    await until(lambda: bool(catcher.mails))
    await until(mails.settled, 900)
    assert clock() - begun < max(120, 3 * len(emails) * each)
    assert Counter(to for to, _ in catcher.mails) == Counter([*emails, *logins])
    assert {*logins} <= {to for to, _ in catcher.mails[:60]}


async def test_four_thousand_invitations_hold_up_no_login_mail(
    mails: Mails,
    catcher: Catcher,
    start_worker: StartWorker,
) -> None:
    async def slow(server, envelope):  # type: ignore[no-untyped-def]
        await asyncio.sleep(0.05)

    alone = await unhindered(mails, catcher, start_worker, 1)
    catcher.at_data = slow
    await post_invitations(mails, 4_000)
    await start_worker(catcher, timeouts=Timeouts())
    await until(lambda: len(catcher.mails) > 20)
    clock = asyncio.get_running_loop().time
    waits = []
    for number in range(10):
        begun = clock()
        await post_login_mail(mails, f"now{number}@example.org")
        await until(lambda number=number: bool(catcher.to(f"now{number}@example.org")))  # type: ignore[misc]
        waits.append(clock() - begun)
        await asyncio.sleep(0.3)
    assert sorted(waits)[len(waits) // 2] < max(2, 20 * alone)

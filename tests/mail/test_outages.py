"""The mail server is away and comes back: everything that is still of use goes, once, and login mails go first."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Interval, func, literal, select, text, update
from structlog.testing import capture_logs

from db.tables import Invitation, InvitationBatch, Mail, Membership, OneTimeLink
from mail.connection import Timeouts
from mail.outbox import Letter, MailKind
from rules.tokens import login_token
from tests.mail.conftest import QUICK
from tests.mail.mails import Hire, Mails, letter
from tests.support.smtp import Catcher
from tests.support.waiting import until

PATIENT = Timeouts(probe_interval=0.2)


async def _waiting(mails: Mails, count: int) -> list[str]:
    """Post invitations to so many people; their addresses."""
    inviter_id = await mails.account("ina@example.org")
    group_id = await mails.group(inviter_id)
    batch_id = await mails.batch(group_id, inviter_id, "Come", "Hello @recipient_name\n\n@register_url")
    emails = [f"p{number}@example.org" for number in range(count)]
    ids = [await mails.invitation(group_id, inviter_id, email, batch_id=batch_id) for email in emails]
    await mails.post(*(letter(key, email, batch_id=batch_id) for key, email in zip(ids, emails, strict=True)))
    return emails


async def _login_mail(mails: Mails, email: str, kind: MailKind = MailKind.LOGIN) -> int:
    link_id = await mails.link(email)
    await mails.post(Letter(kind, email, one_time_link_id=link_id))
    return link_id


async def _tried(mails: Mails, times: int) -> bool:
    return await mails.rows(select(func.max(Mail.attempts))) == [(times,)]


async def _pass(mails: Mails, time: timedelta) -> None:
    """Let time pass: everything that is there becomes that much older."""
    columns: dict[Any, tuple[str, ...]] = {
        Mail: ("created_at", "next_attempt_at"),
        OneTimeLink: ("created_at", "expires_at"),
        Invitation: ("created_at", "mailed_at", "expires_at"),
        InvitationBatch: ("created_at",),
    }
    async with mails.services.engine.begin() as connection:
        for table, names in columns.items():
            older = {name: getattr(table, name) - literal(time, Interval()) for name in names}
            await connection.execute(update(table).values(older))


@pytest.mark.parametrize("away", [timedelta(minutes=13), timedelta(hours=24)], ids=["13 min", "24 h"])
async def test_all_that_is_of_use_goes_once_the_server_is_back(
    mails: Mails, catcher: Catcher, hire: Hire, away: timedelta
) -> None:
    await catcher.stop()
    await hire(catcher, QUICK, PATIENT)
    emails = await _waiting(mails, 60)
    links = {
        await _login_mail(mails, "new@example.org", MailKind.REGISTER): "new@example.org",
        await _login_mail(mails, "old@example.org"): "old@example.org",
    }
    closed = await _login_mail(mails, "replaced@example.org")
    await mails.change(OneTimeLink, closed, closed_at=datetime.now(UTC))
    await asyncio.sleep(1)
    await _pass(mails, away)
    await mails.change(Invitation, 1, expires_at=datetime.now(UTC) - timedelta(minutes=1))
    await catcher.start()
    begun = asyncio.get_running_loop().time()
    await until(lambda: bool(catcher.mails))
    assert asyncio.get_running_loop().time() - begun < 10
    await until(mails.settled, 60)
    assert await mails.states() == {"SENT": 61, "DROPPED": 2}
    assert Counter(to for to, _ in catcher.mails) == Counter([*emails[1:], *links.values()])
    first = [to for to, _ in catcher.mails[:20]]
    assert {*links.values()} <= {*first}, "login mails go first"
    for link_id, email in links.items():
        [link] = await mails.rows(select(OneTimeLink.__table__).where(OneTimeLink.id == link_id))
        assert link.expires_at > datetime.now(UTC) + timedelta(minutes=55), "its life begins when it is sent"
        token = login_token(mails.services.config.secret_keys, link_id, link.salt)
        assert token in catcher.to(email)[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]


async def test_while_it_is_away_one_probe_looks_for_it_and_no_mail_is_tried(
    mails: Mails, catcher: Catcher, hire: Hire
) -> None:
    catcher.greeting = "421 4.3.2 Down for maintenance"
    with capture_logs() as logs:
        jobs = await hire(catcher, QUICK, Timeouts(probe_interval=0.3))
        await _waiting(mails, 100)
        await until(lambda: catcher.connections >= 3)
        assert catcher.connections <= 3 + 4, "the first mails met it, then one probe at a time"
        assert catcher.attempts == []
        assert jobs.healthy, "it is the mail server that is away, not the worker"
        await until(lambda: _tried(mails, 0))
        catcher.greeting = None
        await until(mails.settled, 30)
    events = [line["event"] for line in logs]
    assert [event for event in events if event.startswith("mail_server.")] == [
        "mail_server.lost",
        "mail_server.recovered",
    ]
    [lost] = [line for line in logs if line["event"] == "mail_server.lost"]
    assert "Down for maintenance" in lost["reason"]
    assert len(catcher.mails) == 100


@pytest.mark.parametrize("reply", ["451 4.3.0 Try later", "530 5.7.0 Authentication required"])
async def test_a_server_that_takes_no_sender_of_ours_is_away(
    mails: Mails, catcher: Catcher, hire: Hire, reply: str
) -> None:
    catcher.at_mail = reply
    await hire(catcher)
    await _waiting(mails, 20)
    await asyncio.sleep(0.5)
    assert await mails.states() == {"QUEUED": 20}
    catcher.at_mail = None
    await until(mails.settled, 30)
    assert await mails.states() == {"SENT": 20}


async def test_a_failed_mail_leaves_a_line_without_the_address(mails: Mails, catcher: Catcher, hire: Hire) -> None:
    catcher.at_rcpt = lambda to: f"550 5.1.1 <{to}>: no such user"
    with capture_logs() as logs:
        await hire(catcher)
        await mails.invited()
        await until(mails.settled)
        await until(lambda: any(line["event"] == "mail.failed" for line in logs))
    [line] = [line for line in logs if line["event"] == "mail.failed"]
    assert (line["kind"], line["reply"]) == ("INVITATION", "550 5.1.1")
    assert "eve@" not in str(line)


async def test_a_login_mail_overtakes_any_backlog(mails: Mails, catcher: Catcher, hire: Hire) -> None:
    async def slow(server, envelope):  # type: ignore[no-untyped-def]
        await asyncio.sleep(0.05)

    catcher.at_data = slow
    await _waiting(mails, 200)
    await hire(catcher, QUICK, PATIENT)
    await until(lambda: len(catcher.mails) > 20)
    before = len(catcher.mails)
    await _login_mail(mails, "now@example.org")
    await until(lambda: bool(catcher.to("now@example.org")))
    assert len(catcher.mails) - before <= 40, "it waited for mails that were waiting, too"


async def test_a_login_mail_goes_while_every_other_is_stuck(mails: Mails, catcher: Catcher, hire: Hire) -> None:
    freed = asyncio.Event()

    async def stuck(server, envelope):  # type: ignore[no-untyped-def]
        if not envelope.rcpt_tos[0].startswith("now"):
            await freed.wait()

    catcher.at_data = stuck
    await _waiting(mails, 130)
    await hire(catcher, QUICK, PATIENT)
    picked = "SELECT count(*) FROM usher_jobs WHERE status = 'picked'"

    async def full() -> bool:
        return await mails.rows(text(picked)) == [(100,)]

    await until(full, 20)
    await _login_mail(mails, "now@example.org")
    await until(lambda: bool(catcher.to("now@example.org")))
    freed.set()


async def test_a_notice_overtakes_invitations(mails: Mails, catcher: Catcher, hire: Hire) -> None:
    await _waiting(mails, 100)
    account_id = await mails.account("dee@example.org", "Dee")
    member = {"role": "MEMBER", "joined_at": datetime.now(UTC), "joined_by": "INVITATION"}
    await mails.add(Membership, group_id=1, account_id=account_id, **member)
    notice = Letter(MailKind.SEAT_ALLOCATED, "dee@example.org", account_id=account_id, group_id=1)
    await mails.post(notice)
    await hire(catcher)
    await until(mails.settled, 30)
    assert "dee@example.org" in [to for to, _ in catcher.mails[:30]]


async def test_the_rate_is_kept_and_login_mails_go_first(mails: Mails, catcher: Catcher, hire: Hire) -> None:
    await _waiting(mails, 30)
    workers = [await hire(catcher, QUICK, PATIENT, rate=300) for _ in range(2)]
    times: list[float] = []

    async def note(server, envelope):  # type: ignore[no-untyped-def]
        times.append(asyncio.get_running_loop().time())

    catcher.at_data = note
    await until(lambda: len(catcher.mails) >= 3)
    await _login_mail(mails, "now@example.org")
    before = len(catcher.mails)
    await until(lambda: bool(catcher.to("now@example.org")))
    assert len(catcher.mails) - before <= 5
    assert len(times) <= 2 + (times[-1] - times[0]) / 0.2, "300 a minute are five a second, over all workers"
    for worker in workers:
        await asyncio.wait_for(worker.stop(grace=2), 5)
    assert "QUEUED" in await mails.states(), "whoever stops waits for no rate"


def test_a_login_mails_tries_fit_its_links_life() -> None:
    from actions.mail.deliveries import RetrySchedule

    pauses = RetrySchedule().account_pauses
    assert max(pauses) <= timedelta(minutes=5)
    assert sum(pauses, timedelta()) >= timedelta(days=1)

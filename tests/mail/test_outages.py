"""The mail server is away and comes back: whatever is still of use is sent once."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from structlog.testing import capture_logs

from db.tables import Invitation, Mail, OneTimeLink
from mail.outbox import MailKind
from mail.smtp_connection import Timeouts
from rules.tokens import login_token
from tests.mail.backlog import DEFAULT_TIMEOUTS, let_pass, post_invitations, post_login_mail
from tests.mail.conftest import SOON_AGAIN
from tests.mail.mails import Mails, StartWorker
from tests.support.smtp import Catcher
from tests.support.waiting import until


async def was_tried(mails: Mails, times: int) -> bool:
    return await mails.rows(select(func.max(Mail.attempts))) == [(times,)]


@pytest.mark.parametrize("away", [timedelta(minutes=13), timedelta(hours=24)], ids=["13 min", "24 h"])
async def test_useful_mails_are_sent_once_when_the_server_is_back(
    mails: Mails, catcher: Catcher, start_worker: StartWorker, away: timedelta
) -> None:
    await catcher.stop()
    await start_worker(catcher, SOON_AGAIN, DEFAULT_TIMEOUTS)
    emails = await post_invitations(mails, 60)
    links = {
        await post_login_mail(mails, "new@example.org", MailKind.REGISTER): "new@example.org",
        await post_login_mail(mails, "old@example.org"): "old@example.org",
    }
    closed = await post_login_mail(mails, "replaced@example.org")
    await mails.change(OneTimeLink, closed, closed_at=datetime.now(UTC))
    await asyncio.sleep(1)
    await let_pass(mails, away)
    await mails.change(Invitation, 1, expires_at=datetime.now(UTC) - timedelta(minutes=1))
    await catcher.start()
    await until(lambda: bool(catcher.mails))
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


async def test_while_the_server_is_away_only_probes_are_sent(
    mails: Mails, catcher: Catcher, start_worker: StartWorker
) -> None:
    catcher.greeting = "421 4.3.2 Down for maintenance"
    with capture_logs() as logs:
        worker = await start_worker(catcher, SOON_AGAIN, Timeouts(probe_interval=0.3))
        await post_invitations(mails, 100)
        await until(lambda: catcher.connections >= 3)
        assert catcher.connections <= 3 + 4, "the first mails met it, then one probe at a time"
        assert catcher.attempts == []
        assert worker.healthy, "it is the mail server that is away, not the worker"
        await until(lambda: was_tried(mails, 0))
        catcher.greeting = None
        await until(mails.settled, 60)
    events = [line["event"] for line in logs]
    assert [event for event in events if event.startswith("mail_server.")] == [
        "mail_server.lost",
        "mail_server.recovered",
    ]
    [lost] = [line for line in logs if line["event"] == "mail_server.lost"]
    assert "Down for maintenance" in lost["reason"]
    assert len(catcher.mails) == 100


@pytest.mark.parametrize("reply", ["451 4.3.0 Try later", "530 5.7.0 Authentication required"])
async def test_a_server_that_refuses_our_sender_counts_as_away(
    mails: Mails, catcher: Catcher, start_worker: StartWorker, reply: str
) -> None:
    catcher.at_mail = reply
    await start_worker(catcher)
    await post_invitations(mails, 20)
    await asyncio.sleep(0.5)
    assert await mails.states() == {"QUEUED": 20}
    catcher.at_mail = None
    await until(mails.settled, 60)
    assert await mails.states() == {"SENT": 20}


async def test_a_failed_mail_is_logged_without_its_address(
    mails: Mails, catcher: Catcher, start_worker: StartWorker
) -> None:
    catcher.at_rcpt = lambda to: f"550 5.1.1 <{to}>: no such user"
    with capture_logs() as logs:
        await start_worker(catcher)
        await mails.invited()
        await until(mails.settled)
        await until(lambda: any(line["event"] == "mail.failed" for line in logs))
    [line] = [line for line in logs if line["event"] == "mail.failed"]
    assert (line["kind"], line["reply"]) == ("INVITATION", "550 5.1.1")
    assert "eve@" not in str(line)

"""Outdated mails are dropped."""

from datetime import UTC, datetime, timedelta

import pytest

from db.tables import Invitation, OneTimeLink
from mail.outbox import MailKind, NewMail
from tests.mail.mails import Mails, StartWorker, new_mail
from tests.support.smtp import Catcher
from tests.support.waiting import until


@pytest.mark.parametrize("change", ["cancelled", "expired", "resent"])
async def test_an_outdated_mail_is_dropped(
    mails: Mails, catcher: Catcher, start_worker: StartWorker, change: str
) -> None:
    invitation_id, _ = await mails.invited()
    now = datetime.now(UTC)
    if change == "cancelled":
        await mails.change(Invitation, invitation_id, status="CANCELLED", responded_at=now)
    elif change == "expired":
        await mails.change(Invitation, invitation_id, created_at=now - timedelta(2), expires_at=now - timedelta(1))
    else:
        await mails.change(Invitation, invitation_id, version=2)
        await mails.post(new_mail(invitation_id, "eve@example.org", version=2))
    await start_worker(catcher)
    await until(mails.settled)
    row = await mails.the_invitation(invitation_id)
    if change == "resent":
        assert await mails.states() == {"DROPPED": 1, "SENT": 1}
        assert (row.delivery, row.sent_count, len(catcher.mails)) == ("SENT", 1, 1)
        assert await mails.events() == ["invitation.DELIVERED"]
    else:
        assert await mails.states() == {"DROPPED": 1}
        assert (row.delivery, row.sent_count, catcher.attempts) == ("FAILED", 0, [])
        assert await mails.events() == ["invitation.UNDELIVERED"]
        assert change in row.delivery_error
    assert await mails.notices() == []


async def test_a_dropped_reminder_does_not_change_the_delivery(
    mails: Mails, catcher: Catcher, start_worker: StartWorker
) -> None:
    invitation_id, _ = await mails.invited()
    await start_worker(catcher)
    await until(mails.settled)
    await mails.change(Invitation, invitation_id, status="CANCELLED", responded_at=datetime.now(UTC))
    await mails.post(new_mail(invitation_id, "eve@example.org", kind=MailKind.REMINDER))
    await until(mails.settled)
    assert (await mails.mail()).state == "DROPPED"
    assert (await mails.the_invitation(invitation_id)).delivery == "SENT"
    assert await mails.events() == ["invitation.DELIVERED"]


async def test_a_used_or_replaced_login_link_is_not_mailed(
    mails: Mails, catcher: Catcher, start_worker: StartWorker
) -> None:
    link_id = await mails.link("new@example.org")
    await mails.change(OneTimeLink, link_id, closed_at=datetime.now(UTC) - timedelta(seconds=1))
    await mails.post(NewMail(MailKind.REGISTER, "new@example.org", one_time_link_id=link_id))
    await start_worker(catcher)
    await until(mails.settled)
    assert await mails.states() == {"DROPPED": 1}
    assert catcher.attempts == []

"""Mails whose job was lost, and what the queue keeps of mails."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from actions import housekeeping, retention
from db.tables import Mail, OneTimeLink
from mail.outbox import MailKind, NewMail
from rules.tokens import invitation_token, login_token
from tests.mail.mails import Mails, StartWorker
from tests.support.smtp import Catcher
from tests.support.waiting import until


async def test_an_overdue_mail_without_a_job_is_queued_again(
    mails: Mails, catcher: Catcher, start_worker: StartWorker
) -> None:
    await mails.invited()
    async with mails.services.engine.begin() as connection:
        await connection.execute(text("DELETE FROM usher_jobs"))
    await housekeeping.requeue_stranded_mails(mails.services)
    assert await mails.rows(text("SELECT id FROM usher_jobs")) == [], "not overdue yet"
    mail = await mails.mail()
    await mails.change(Mail, mail.id, created_at=datetime.now(UTC) - timedelta(minutes=5))
    for _ in range(2):
        await housekeeping.requeue_stranded_mails(mails.services)
    assert len(await mails.rows(text("SELECT id FROM usher_jobs"))) == 1
    await start_worker(catcher)
    await until(mails.settled)
    assert len(catcher.mails) == 1


async def test_old_rows_of_the_queue_are_deleted(mails: Mails, start_worker: StartWorker) -> None:
    old = datetime.now(UTC) - timedelta(days=60)
    link_id = await mails.link("old@example.org", created_at=old)
    await mails.post(NewMail(MailKind.LOGIN, "old@example.org", one_time_link_id=link_id))
    await start_worker(None)
    await until(mails.settled)
    await until(lambda: _no_jobs(mails))
    await mails.change(OneTimeLink, link_id, expires_at=old)
    async with mails.services.engine.begin() as connection:
        await connection.execute(text("UPDATE usher_job_log SET created = now() - interval '2 days'"))
    for task in (retention.delete_sign_ins, housekeeping.delete_job_log, housekeeping.delete_kept_mails):
        await task(mails.services)
    assert await mails.rows(text("SELECT id FROM one_time_links")) == []
    assert await mails.rows(text("SELECT id FROM usher_job_log")) == []
    assert len(await mails.rows(text("SELECT id FROM kept_mails"))) == 1
    assert (await mails.mail()).one_time_link_id is None


async def test_no_usable_link_is_in_the_queue_or_the_mails(mails: Mails, start_worker: StartWorker) -> None:
    invitation_id, _ = await mails.invited()
    link_id = await mails.link("new@example.org")
    await mails.post(NewMail(MailKind.LOGIN, "new@example.org", one_time_link_id=link_id))
    await start_worker(None)
    await until(mails.settled)
    keys = mails.services.config.secret_keys
    secrets = [invitation_token(keys, invitation_id, 1), login_token(keys, link_id, b"s" * 16)]
    for table in ("mails", "kept_mails", "usher_jobs", "usher_job_log", "one_time_links", "invitations"):
        dump = str(await mails.rows(text(f"SELECT * FROM {table}")))
        assert not [secret for secret in secrets if secret in dump], table


async def _no_jobs(mails: Mails) -> bool:
    return not await mails.rows(text("SELECT id FROM usher_jobs"))

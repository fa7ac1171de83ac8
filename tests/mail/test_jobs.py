"""The worker: says how it is, shares what is done again and again, and loses no mail whose job was lost."""

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from actions import housekeeping, retention
from actions.work import Services
from app.jobs import Jobs, PeriodicTask
from db.tables import Mail, OneTimeLink
from mail.outbox import Letter, MailKind
from rules.tokens import invitation_token, login_token
from tests.mail.mails import Hire, Mails
from tests.support.smtp import Catcher
from tests.support.waiting import until


async def test_it_says_whether_it_is_at_work(services: Services, dsn: str) -> None:
    before = asyncio.all_tasks()
    jobs = Jobs(services, dsn, None)
    assert jobs.describe()["state"] == "down"
    await jobs.start()
    await until(lambda: jobs.healthy)
    assert sorted(jobs.describe()) == ["since", "state"]
    await jobs.stop()
    assert jobs.describe()["reason"] == "stopped"
    assert not [task for task in asyncio.all_tasks() - before if task.get_name() in ("jobs", "claims")]


async def test_without_a_database_it_says_why_and_goes_on_trying(services: Services) -> None:
    jobs = Jobs(services, "postgresql://nobody@127.0.0.1:1/nothing", None)
    await jobs.start()
    await until(lambda: jobs.describe().get("reason") == "ConnectionRefusedError")
    assert not jobs.healthy
    await jobs.stop()


async def test_a_lost_connection_is_made_again(mails: Mails, hire: Hire) -> None:
    jobs = await hire(None)
    await until(lambda: jobs.healthy)
    async with mails.services.engine.connect() as connection:
        await connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND application_name = 'usher jobs'"
            )
        )
    await until(lambda: not jobs.healthy)
    await until(lambda: jobs.healthy)
    link_id = await mails.link("new@example.org")
    await mails.post(Letter(MailKind.LOGIN, "new@example.org", one_time_link_id=link_id))
    await until(mails.settled)


async def test_what_is_done_again_and_again_is_done_by_one_at_a_time(services: Services, dsn: str) -> None:
    running, most, times = 0, 0, 0

    async def task(_: Services) -> None:
        nonlocal running, most, times
        running += 1
        most, times = max(most, running), times + 1
        await asyncio.sleep(0.05)
        running -= 1

    workers = [Jobs(services, dsn, None, [PeriodicTask("count", timedelta(seconds=0.02), task)]) for _ in range(3)]
    for worker in workers:
        await worker.start()
    await until(lambda: times >= 5)
    for worker in workers:
        await worker.stop()
    assert most == 1


async def test_a_task_that_fails_is_done_again(services: Services, dsn: str) -> None:
    times = 0

    async def task(_: Services) -> None:
        nonlocal times
        times += 1
        raise RuntimeError("not today")

    worker = Jobs(services, dsn, None, [PeriodicTask("fail", timedelta(seconds=0.02), task)])
    await worker.start()
    await until(lambda: times >= 3)
    await worker.stop()


async def test_a_mail_whose_job_was_lost_is_woken_once_overdue(mails: Mails, catcher: Catcher, hire: Hire) -> None:
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
    await hire(catcher)
    await until(mails.settled)
    assert len(catcher.mails) == 1


async def test_what_is_long_past_is_forgotten(mails: Mails, hire: Hire) -> None:
    old = datetime.now(UTC) - timedelta(days=60)
    link_id = await mails.link("old@example.org", created_at=old)
    await mails.post(Letter(MailKind.LOGIN, "old@example.org", one_time_link_id=link_id))
    await hire(None)
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


async def test_nothing_that_can_be_used_is_in_the_queue_or_the_mails(mails: Mails, hire: Hire) -> None:
    invitation_id, _ = await mails.invited()
    link_id = await mails.link("new@example.org")
    await mails.post(Letter(MailKind.LOGIN, "new@example.org", one_time_link_id=link_id))
    await hire(None)
    await until(mails.settled)
    keys = mails.services.config.secret_keys
    secrets = [invitation_token(keys, invitation_id, 1), login_token(keys, link_id, b"s" * 16)]
    for table in ("mails", "kept_mails", "usher_jobs", "usher_job_log", "one_time_links", "invitations"):
        dump = str(await mails.rows(text(f"SELECT * FROM {table}")))
        assert not [secret for secret in secrets if secret in dump], table


async def _no_jobs(mails: Mails) -> bool:
    return not await mails.rows(text("SELECT id FROM usher_jobs"))

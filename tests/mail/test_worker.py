"""The worker: says whether it works, connects again, and does periodic tasks one at a time."""

import asyncio
from datetime import timedelta

from sqlalchemy import text

from actions.work import Services
from app.worker import PeriodicTask, Worker
from mail.outbox import MailKind, NewMail
from tests.mail.mails import Mails, StartWorker
from tests.support.waiting import until


async def test_a_worker_reports_whether_it_runs(services: Services, dsn: str) -> None:
    before = asyncio.all_tasks()
    worker = Worker(services, dsn, None)
    assert worker.describe()["state"] == "down"
    await worker.start()
    await until(lambda: worker.healthy)
    assert sorted(worker.describe()) == ["since", "state"]
    await worker.stop()
    assert worker.describe()["reason"] == "stopped"
    assert not [task for task in asyncio.all_tasks() - before if task.get_name() in ("jobs", "claims")]


async def test_a_worker_without_its_database_reports_why_and_retries(services: Services) -> None:
    worker = Worker(services, "postgresql://nobody@127.0.0.1:1/nothing", None)
    await worker.start()
    await until(lambda: worker.describe().get("reason") == "ConnectionRefusedError")
    assert not worker.healthy
    await worker.stop()


async def test_a_lost_connection_is_made_again(mails: Mails, start_worker: StartWorker) -> None:
    worker = await start_worker(None)
    await until(lambda: worker.healthy)
    async with mails.services.engine.connect() as connection:
        await connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND application_name = 'usher jobs'"
            )
        )
    await until(lambda: not worker.healthy)
    await until(lambda: worker.healthy)
    link_id = await mails.link("new@example.org")
    await mails.post(NewMail(MailKind.LOGIN, "new@example.org", one_time_link_id=link_id))
    await until(mails.settled)


async def test_a_periodic_task_runs_in_one_worker_at_a_time(services: Services, dsn: str) -> None:
    running, most, times = 0, 0, 0

    async def task(_: Services) -> None:
        nonlocal running, most, times
        running += 1
        most, times = max(most, running), times + 1
        await asyncio.sleep(0.05)
        running -= 1

    workers = [Worker(services, dsn, None, [PeriodicTask("count", timedelta(seconds=0.02), task)]) for _ in range(3)]
    for worker in workers:
        await worker.start()
    await until(lambda: times >= 5)
    for worker in workers:
        await worker.stop()
    assert most == 1


async def test_a_failed_task_is_repeated(services: Services, dsn: str) -> None:
    times = 0

    async def task(_: Services) -> None:
        nonlocal times
        times += 1
        raise RuntimeError("not today")

    worker = Worker(services, dsn, None, [PeriodicTask("fail", timedelta(seconds=0.02), task)])
    await worker.start()
    await until(lambda: times >= 3)
    await worker.stop()

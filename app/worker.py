"""The worker: sends queued mails and runs periodic tasks.

It runs inside `serve` or alone as `usher worker`; any number of workers share the jobs. Each has one connection per
queue and reconnects when the database comes back. While the mail server is down it takes no jobs, so they stay in
the queue in order, for whichever worker reaches the server first.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog
from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver
from pgqueuer.core.qm import QueueManager
from pgqueuer.domain.errors import RetryRequested
from pgqueuer.domain.models import Job
from sqlalchemy import func, select

from actions.mail.deliveries import Deliveries, RetrySchedule
from actions.work import Services
from db.connecting import close, connect
from db.database_url import parse_database_url
from db.failures import is_unreachable, root_cause
from db.queue import CHANNEL, make_queries
from mail.outbox import ACCOUNT_ENTRYPOINT, ENTRYPOINT
from mail.smtp_sender import SmtpSender

_log = structlog.get_logger(__name__)

_STALE_AFTER = timedelta(seconds=15)  # after this long without a heartbeat, another worker may take a job
_RETRY_AFTER_ERROR = timedelta(seconds=5)  # after an unexpected error
_MAX_RETRY_AFTER_ERROR = timedelta(hours=1)
_BATCH_SIZE = 25
_MAX_CONCURRENT_JOBS = 100
# Login mails have a queue of their own, so that other mails never delay them.
_QUEUES = (ACCOUNT_ENTRYPOINT, ENTRYPOINT)
_MAX_CONCURRENT_TASKS = 3  # each holds two connections, and requests need some too
_MAX_PAUSE = 2.0
_RECOVERED_AFTER = 1.0
_HEAD_START = 1.0  # for at most so many seconds other mails wait until login mails are being taken
_QUERY_TIMEOUT = 28.0
_LOCK_SPACE = 0x7573  # separates our advisory locks from other programs'


@dataclass(frozen=True, slots=True)
class PeriodicTask:
    """A task to repeat, by one worker at a time.

    Args:
        name: For the log, and for the lock between workers.
        every: The pause between two runs.
        run: Opens its own transactions.
    """

    name: str
    every: timedelta
    run: Callable[[Services], Awaitable[object]]


class _WithoutOutages(logging.Filter):
    """Drops pgqueuer's log records of an unreachable database: there is one per job, and we log it once."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        return error is None or not is_unreachable(error)


logging.getLogger("pgqueuer").addFilter(_WithoutOutages())


class Worker:
    """The worker of a process. Without an SMTP sender, mails are kept for the mailbox page."""

    def __init__(
        self,
        services: Services,
        dsn: str,
        smtp_sender: SmtpSender | None,
        periodic: Sequence[PeriodicTask] = (),
        schedule: RetrySchedule | None = None,
    ) -> None:
        self._services = services
        self._dsn = dsn
        self._smtp_sender = smtp_sender
        self._periodic = periodic
        self._schedule = schedule or RetrySchedule()
        self._stopping = asyncio.Event()
        self._deliveries = Deliveries(services, smtp_sender, self._schedule, self._stopping)
        self._sending: set[int] = set()
        self._tasks: list[asyncio.Task[None]] = []
        self._claims: asyncio.Task[None] | None = None
        self._semaphore = asyncio.Semaphore(_MAX_CONCURRENT_TASKS)
        self._connected: set[str] = set()
        self._takes_account_mails = asyncio.Event()
        self._since = datetime.now(UTC)
        self._reason = "not started"
        self._failing: dict[str, str] = {}
        self._lost_at: float | None = None  # when something last failed without the database

    @property
    def healthy(self) -> bool:
        """Whether this worker is connected to all queues, or would be if the mail server were up."""
        return len(self._connected) == len(_QUEUES)

    def describe(self) -> dict[str, str]:
        """Give the state for `/readyz`."""
        state = {"state": "up" if self.healthy else "down", "since": self._since.isoformat(timespec="seconds")}
        return state if self.healthy else state | {"reason": self._reason}

    async def start(self) -> None:
        """Return at once, whether or not the database answers."""
        self._claims = asyncio.create_task(self._renew_claims(), name="claims")
        self._tasks = [
            *(asyncio.create_task(self._stay_connected(queue), name="jobs") for queue in _QUEUES),
            *(asyncio.create_task(self._repeat(task), name=task.name) for task in self._periodic),
        ]

    async def stop(self, grace: float = 10.0) -> None:
        """Finish running jobs within `grace` seconds; return the others to the queue."""
        self._stopping.set()
        if self._smtp_sender is not None:
            self._smtp_sender.suspend_rate_limit()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=grace)
        left = [*self._tasks, *([self._claims] if self._claims else [])]
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        self._tasks, self._claims = [], None
        if self._smtp_sender is not None:
            await self._smtp_sender.close()
        for queue in _QUEUES:
            self._set_connected(queue, up=False, reason="stopped")

    async def _stay_connected(self, queue: str) -> None:
        pause = 0.1
        while not self._stopping.is_set():
            try:
                await self._wait_for_mail_server()
                if queue != ACCOUNT_ENTRYPOINT:
                    await self._wait_for_account_mails()
                await self._run_until_lost(queue)
                pause = 0.1
            except Exception as error:  # jobs must go on after any error
                self._set_connected(queue, up=False, reason=type(error).__name__)
                self._log_error("jobs.interrupted", queue, error)
            await self._sleep(pause)
            pause = min(2 * pause, _MAX_PAUSE)

    async def _wait_for_mail_server(self) -> None:
        if self._smtp_sender is not None:
            await _wait_for_first(self._smtp_sender.reachable, self._stopping)

    async def _wait_for_account_mails(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_HEAD_START):
                await _wait_for_first(self._takes_account_mails, self._stopping)

    async def _run_until_lost(self, queue: str) -> None:
        async with self._connected_to(queue) as manager:
            await manager.run(
                dequeue_timeout=self._schedule.claim_interval,
                batch_size=_BATCH_SIZE,
                max_concurrent_tasks=_MAX_CONCURRENT_JOBS,
                shutdown_on_listener_failure=True,
                heartbeat_timeout=_STALE_AFTER,
                log_aggregation_interval=timedelta(0),
            )

    @contextlib.asynccontextmanager
    async def _connected_to(self, queue: str) -> AsyncIterator[QueueManager]:
        """Give a manager that shuts down when its connection or the mail server is lost, or when we stop."""
        connection = await connect(parse_database_url(self._dsn), suffix=" jobs", command_timeout=_QUERY_TIMEOUT)
        manager = QueueManager(make_queries(AsyncpgDriver(connection)), CHANNEL)
        manager.entrypoint(queue)(self._mail)
        connection.add_termination_listener(lambda _: manager.shutdown.set())
        stopper = asyncio.create_task(self._stop_with(manager))
        self._set_connected(queue, up=True)
        if queue == ACCOUNT_ENTRYPOINT:
            self._takes_account_mails.set()
        try:
            yield manager
        finally:
            if queue == ACCOUNT_ENTRYPOINT:
                self._takes_account_mails.clear()
            stopper.cancel()
            if self._smtp_sender is None or self._smtp_sender.reachable.is_set():
                self._set_connected(queue, up=False, reason="connection lost")
            await close(connection)

    async def _stop_with(self, manager: QueueManager) -> None:
        await _wait_for_first(self._stopping, *([self._smtp_sender.unreachable] if self._smtp_sender else []))
        manager.shutdown.set()

    async def _mail(self, job: Job) -> None:
        mail_id = int(job.payload or b"0")
        if mail_id in self._sending:
            # We got the job twice because the queue's connection was lost; the first try still runs.
            raise RetryRequested(timedelta(seconds=1))
        self._sending.add(mail_id)
        try:
            again_after = timedelta() if self._stopping.is_set() else await self._deliveries.deliver(mail_id)
        except asyncio.CancelledError:
            # We are stopping. The queue would drop a cancelled job, so leave it to the next worker.
            raise RetryRequested(self._schedule.lease) from None
        except Exception as error:
            if is_unreachable(error):
                self._log_error("jobs.interrupted", "mail", error)
            else:
                _log.exception("mail.broken", mail_id=mail_id, error=type(error).__name__)
            raise RetryRequested(min(_RETRY_AFTER_ERROR * (job.attempts + 1), _MAX_RETRY_AFTER_ERROR)) from None
        finally:
            self._sending.discard(mail_id)
        if again_after is not None:
            raise RetryRequested(again_after)

    async def _renew_claims(self) -> None:
        while True:
            await asyncio.sleep(self._schedule.lease.total_seconds() / 4)
            if self._sending:
                with contextlib.suppress(Exception):  # the database is down: renew on the next turn
                    await self._deliveries.renew(list(self._sending))

    async def _repeat(self, task: PeriodicTask) -> None:
        while not self._stopping.is_set():
            try:
                async with self._semaphore:
                    await self._run_task(task)
                self._failing.pop(task.name, None)
                self._note_success()
            except Exception as error:
                self._log_error("periodic.failed", task.name, error)
            await self._sleep(task.every.total_seconds())

    async def _run_task(self, task: PeriodicTask) -> None:
        """Run the task unless another worker is running it."""
        lock = func.pg_try_advisory_xact_lock(_LOCK_SPACE, func.hashtext(task.name))
        async with self._services.engine.begin() as connection:
            if (await connection.execute(select(lock))).scalar():
                await task.run(self._services)

    async def _sleep(self, seconds: float) -> None:
        """Pause, or return early when stopping."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopping.wait()

    def _log_error(self, event: str, task: str, error: Exception) -> None:
        """Log an error once until the task succeeds again, and an unreachable database once for all tasks."""
        if is_unreachable(error):
            if self._lost_at is None:
                _log.warning("jobs.interrupted", task=task, error=type(root_cause(error)).__name__)
            self._lost_at = time.monotonic()
            return
        kind = type(error).__name__
        if self._failing.get(task) != kind:
            self._failing[task] = kind
            _log.warning(event, task=task, error=kind, detail=str(error)[:200])

    def _note_success(self) -> None:
        if self._lost_at is not None and self.healthy and time.monotonic() - self._lost_at > _RECOVERED_AFTER:
            self._lost_at = None
            _log.info("jobs.resumed")

    def _set_connected(self, queue: str, *, up: bool, reason: str = "") -> None:
        before = self.healthy
        if up:
            self._connected.add(queue)
            self._failing.pop(queue, None)
        else:
            self._connected.discard(queue)
            self._reason = reason
        if self.healthy != before:
            self._since = datetime.now(UTC)


async def _wait_for_first(*events: asyncio.Event) -> None:
    waiting = [asyncio.ensure_future(event.wait()) for event in events]
    try:
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in waiting:
            each.cancel()

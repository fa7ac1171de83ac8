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

from actions.mail.deliveries import Deliveries, Pace
from actions.work import Services
from db.connecting import close, connect
from db.database_url import read
from db.queue import CHANNEL, queries
from edge.errors import is_unreachable, root
from mail.outbox import ACCOUNT_ENTRYPOINT, ENTRYPOINT
from mail.postman import Postman

_log = structlog.get_logger(__name__)

_STALE_AFTER = timedelta(seconds=15)  # after this long without a heartbeat, another worker may take a job
_AFTER_A_FAULT = timedelta(seconds=5)  # after an unexpected error
_LONGEST_AFTER_A_FAULT = timedelta(hours=1)
_TAKEN_AT_ONCE = 25
_MOST_TAKEN = 100
# Login mails have a queue of their own, so that other mails never delay them.
_QUEUES = (ACCOUNT_ENTRYPOINT, ENTRYPOINT)
_PERIODIC_AT_ONCE = 3  # each holds two connections, and requests need some too
_LONGEST_PAUSE = 2.0
_SETTLED_AFTER = 1.0
_QUERY_TIMEOUT = 28.0
_LOCK_SPACE = 0x7573  # separates our advisory locks from other programs'


@dataclass(frozen=True, slots=True)
class Periodic:
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


class Jobs:
    """One worker of a process. Without a postman, mails are kept for the mailbox page."""

    def __init__(
        self,
        services: Services,
        dsn: str,
        postman: Postman | None,
        periodic: Sequence[Periodic] = (),
        pace: Pace | None = None,
    ) -> None:
        self._services = services
        self._dsn = dsn
        self._postman = postman
        self._periodic = periodic
        self._pace = pace or Pace()
        self._stopping = asyncio.Event()
        self._deliveries = Deliveries(services, postman, self._pace, self._stopping)
        self._sending: set[int] = set()
        self._tasks: list[asyncio.Task[None]] = []
        self._claims: asyncio.Task[None] | None = None
        self._turns = asyncio.Semaphore(_PERIODIC_AT_ONCE)
        self._connected: set[str] = set()
        self._since = datetime.now(UTC)
        self._reason = "not started"
        self._failing: dict[str, str] = {}
        self._away_at: float | None = None  # when something last failed without the database

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
        if self._postman is not None:
            self._postman.stop_waiting()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=grace)
        left = [*self._tasks, *([self._claims] if self._claims else [])]
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        self._tasks, self._claims = [], None
        if self._postman is not None:
            await self._postman.close()
        for queue in _QUEUES:
            self._turn(queue, up=False, reason="stopped")

    async def _stay_connected(self, queue: str) -> None:
        pause = 0.1
        while not self._stopping.is_set():
            try:
                await self._mail_server_back()
                await self._work_until_lost(queue)
                pause = 0.1
            except Exception as error:  # jobs must go on after any error
                self._turn(queue, up=False, reason=type(error).__name__)
                self._tell("jobs.interrupted", queue, error)
            await self._sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    async def _mail_server_back(self) -> None:
        if self._postman is not None:
            await _first_of(self._postman.reachable, self._stopping)

    async def _work_until_lost(self, queue: str) -> None:
        async with self._connected_to(queue) as manager:
            await manager.run(
                dequeue_timeout=self._pace.look_again,
                batch_size=_TAKEN_AT_ONCE,
                max_concurrent_tasks=_MOST_TAKEN,
                shutdown_on_listener_failure=True,
                heartbeat_timeout=_STALE_AFTER,
                log_aggregation_interval=timedelta(0),
            )

    @contextlib.asynccontextmanager
    async def _connected_to(self, queue: str) -> AsyncIterator[QueueManager]:
        """Give a manager that shuts down when its connection or the mail server is lost, or when we stop."""
        connection = await connect(read(self._dsn), suffix=" jobs", command_timeout=_QUERY_TIMEOUT)
        manager = QueueManager(queries(AsyncpgDriver(connection)), CHANNEL)
        manager.entrypoint(queue)(self._mail)
        connection.add_termination_listener(lambda _: manager.shutdown.set())
        stopper = asyncio.create_task(self._stop_with(manager))
        self._turn(queue, up=True)
        try:
            yield manager
        finally:
            stopper.cancel()
            if self._postman is None or self._postman.reachable.is_set():
                self._turn(queue, up=False, reason="connection lost")
            await close(connection)

    async def _stop_with(self, manager: QueueManager) -> None:
        await _first_of(self._stopping, *([self._postman.unreachable] if self._postman else []))
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
            raise RetryRequested(self._pace.lease) from None
        except Exception as error:
            if is_unreachable(error):
                self._tell("jobs.interrupted", "mail", error)
            else:
                _log.exception("mail.broken", mail_id=mail_id, error=type(error).__name__)
            raise RetryRequested(min(_AFTER_A_FAULT * (job.attempts + 1), _LONGEST_AFTER_A_FAULT)) from None
        finally:
            self._sending.discard(mail_id)
        if again_after is not None:
            raise RetryRequested(again_after)

    async def _renew_claims(self) -> None:
        while True:
            await asyncio.sleep(self._pace.lease.total_seconds() / 4)
            if self._sending:
                with contextlib.suppress(Exception):  # the database is down: renew on the next turn
                    await self._deliveries.renew(list(self._sending))

    async def _repeat(self, task: Periodic) -> None:
        while not self._stopping.is_set():
            try:
                async with self._turns:
                    await self._once(task)
                self._failing.pop(task.name, None)
                self._note_success()
            except Exception as error:
                self._tell("periodic.failed", task.name, error)
            await self._sleep(task.every.total_seconds())

    async def _once(self, task: Periodic) -> None:
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

    def _tell(self, event: str, task: str, error: Exception) -> None:
        """Log an error once until the task succeeds again, and an unreachable database once for all tasks."""
        if is_unreachable(error):
            if self._away_at is None:
                _log.warning("jobs.interrupted", task=task, error=type(root(error)).__name__)
            self._away_at = time.monotonic()
            return
        kind = type(error).__name__
        if self._failing.get(task) != kind:
            self._failing[task] = kind
            _log.warning(event, task=task, error=kind, detail=str(error)[:200])

    def _note_success(self) -> None:
        if self._away_at is not None and self.healthy and time.monotonic() - self._away_at > _SETTLED_AFTER:
            self._away_at = None
            _log.info("jobs.resumed")

    def _turn(self, queue: str, *, up: bool, reason: str = "") -> None:
        before = self.healthy
        if up:
            self._connected.add(queue)
            self._failing.pop(queue, None)
        else:
            self._connected.discard(queue)
            self._reason = reason
        if self.healthy != before:
            self._since = datetime.now(UTC)


async def _first_of(*events: asyncio.Event) -> None:
    waiting = [asyncio.ensure_future(event.wait()) for event in events]
    try:
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in waiting:
            each.cancel()

"""Prometheus metrics at `/metrics`.

With `serve --workers`, whichever process answers reports all of them: prometheus_client keeps their figures in a
folder, named by an environment variable that the supervisor sets. Labels are bounded: routes instead of paths, and
only the first operation names that signed-in callers sent.
"""

import asyncio
from functools import cache
from pathlib import Path

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from actions.work import Services
from app.presence import Presence
from app.settings.environment import shared_metrics_folder
from edge import GraphQLEdge, Operation
from rules.caller import Caller

_REQUESTS = Counter("usher_requests", "HTTP requests answered.", ["method", "route", "status"])
_REQUEST_TIME = Histogram("usher_request_seconds", "Seconds until an HTTP request was answered.", ["route"])
_OPERATIONS = Counter(
    "usher_operations", "GraphQL answers, those of streams too; one that serves many counts once.", ["kind", "name"]
)
_OPERATION_TIME = Histogram("usher_operation_seconds", "Seconds until a GraphQL answer was there.", ["kind"])
_ERRORS = Counter("usher_errors", "Errors in GraphQL answers.", ["code"])
_SOCKETS = Gauge("usher_sockets", "Open sockets.", multiprocess_mode="livesum")
_STREAMS = Gauge("usher_streams", "Operations under way on sockets.", multiprocess_mode="livesum")
_SSE_STREAMS = Gauge("usher_sse_streams", "Open streams of server-sent events.", multiprocess_mode="livesum")
_BROKER = Gauge("usher_broker_up", "Whether hints reach other processes.", multiprocess_mode="livemin")
_POOL = Gauge("usher_pool_connections", "Connections to the database.", ["state"], multiprocess_mode="livesum")

_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
_MAX_NAMES = 200
_MAX_NAME_LENGTH = 60
_TIMEOUT = 2.0
_INTERVAL = 1.0
_QUEUE_COUNTS = text(
    "SELECT status::text, count(*) FROM usher_jobs GROUP BY 1"
    " UNION ALL SELECT 'mails', count(*) FROM mails WHERE state = 'QUEUED'"
)

_known_names: set[str] = set()

# Looking up labels takes longer than counting. There are few of them.
_requests = cache(_REQUESTS.labels)
_request_time = cache(_REQUEST_TIME.labels)
_operations = cache(_OPERATIONS.labels)
_operation_time = cache(_OPERATION_TIME.labels)


def count_request(method: str, route: str, status: int, seconds: float) -> None:
    """Count a request. `route` is the pattern, such as `/join/{key}`, never the path."""
    _requests(method if method in _METHODS else "other", route, status).inc()
    _request_time(route).observe(seconds)


def count_answer(caller: Caller, operation: Operation | None, codes: tuple[str, ...], seconds: float) -> None:
    kind = "none" if operation is None else operation.kind
    name = "none" if operation is None else _bounded(operation.name) if caller.account_id else "anonymous"
    _operations(kind, name).inc()
    _operation_time(kind).observe(seconds)
    for code in codes:
        _ERRORS.labels(code).inc()


def _bounded(name: str | None) -> str:
    """Limit the number of labels that clients can create."""
    if name is None:
        return "unnamed"
    if name not in _known_names:
        if len(_known_names) >= _MAX_NAMES or len(name) > _MAX_NAME_LENGTH:
            return "other"
        _known_names.add(name)
    return name


class Metrics:
    """Answers `/metrics`; a worker has no edge."""

    def __init__(self, services: Services, edge: GraphQLEdge | None, presence: Presence) -> None:
        self._services = services
        self._presence = presence
        self._edge = edge
        self._is_shared = shared_metrics_folder() is not None
        self._task: asyncio.Task[None] | None = None

    def routes(self) -> list[BaseRoute]:
        return [Route("/metrics", self._metrics)]

    async def start(self) -> None:
        if self._is_shared:
            self._task = asyncio.create_task(self._run(), name="metrics")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])

    async def _run(self) -> None:
        while True:
            self._update_gauges()
            await asyncio.sleep(_INTERVAL)

    async def _metrics(self, _: Request) -> Response:
        self._update_gauges()
        now = CollectorRegistry()
        self._add_worker_gauges(now)
        await self._add_queue_gauges(now)
        return Response(generate_latest(_registry()) + generate_latest(now), media_type=CONTENT_TYPE_LATEST)

    def _update_gauges(self) -> None:
        if self._edge is not None:
            _SOCKETS.set(len(self._edge.sockets.open))
            _STREAMS.set(self._edge.sockets.streams)
            _SSE_STREAMS.set(len(self._edge.sse.open))
        _BROKER.set(self._services.hub.healthy)
        pool = self._services.engine.pool
        if isinstance(pool, QueuePool):
            _POOL.labels("in_use").set(pool.checkedout())
            _POOL.labels("idle").set(pool.checkedin())

    def _add_worker_gauges(self, registry: CollectorRegistry) -> None:
        seen = Gauge("usher_worker_last_seen_seconds", "Since a worker last reported.", ["worker"], registry=registry)
        for worker in self._presence.workers:
            seen.labels(worker.name).set(worker.seconds_ago)

    async def _add_queue_gauges(self, registry: CollectorRegistry) -> None:
        """Add figures from the database; leave them out if it does not answer."""
        jobs = Gauge("usher_jobs", "Jobs in the queue, of all processes.", ["status"], registry=registry)
        up = 1
        try:
            async with asyncio.timeout(_TIMEOUT), self._services.engine.connect() as connection:
                for status, count in await connection.execute(_QUEUE_COUNTS):
                    if status == "mails":
                        _gauge(registry, "usher_mails_waiting", "Mails not yet sent or given up.", count)
                    else:
                        jobs.labels(status).set(count)
        except (SQLAlchemyError, OSError, TimeoutError):
            up = 0
        _gauge(registry, "usher_database_up", "Whether the database answers.", up)


def _gauge(registry: CollectorRegistry, name: str, description: str, value: float) -> None:
    Gauge(name, description, registry=registry).set(value)


def _registry() -> CollectorRegistry:
    """Collect the figures of all processes; of ended ones, only the counters."""
    folder = shared_metrics_folder()
    if folder is None:
        return REGISTRY
    for file in Path(folder).glob("gauge_live*.db"):
        pid = file.stem.rpartition("_")[2]
        if not Path(f"/proc/{pid}").exists():
            mark_process_dead(int(pid), folder)  # type: ignore[no-untyped-call]
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry

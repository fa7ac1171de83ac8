"""What an operator's Prometheus reads at `/metrics`: requests, operations, errors, sockets, jobs, mails, the pool.

Each process tells of itself. Labels are bounded: addresses by their routes, operations by the first names seen.
"""

import asyncio

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from actions.work import House
from app.edge import Edge, Operation
from app.presence import Presence

_REQUESTS = Counter("usher_requests", "HTTP requests answered.", ["method", "route", "status"])
_REQUEST_TIME = Histogram("usher_request_seconds", "Seconds until an HTTP request was answered.", ["route"])
_OPERATIONS = Counter("usher_operations", "GraphQL answers, those of streams too.", ["kind", "name"])
_OPERATION_TIME = Histogram("usher_operation_seconds", "Seconds until a GraphQL answer was there.", ["kind"])
_ERRORS = Counter("usher_errors", "Errors in GraphQL answers.", ["code"])

_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
_MOST_NAMES = 200
_LONGEST_NAME = 60
_PATIENCE = 2.0
_WAITING = text(
    "SELECT status::text, count(*) FROM usher_jobs GROUP BY 1"
    " UNION ALL SELECT 'mails', count(*) FROM mails WHERE state = 'QUEUED'"
)

_names: set[str] = set()


def count_request(method: str, route: str, status: int, seconds: float) -> None:
    """Count an HTTP request.

    Args:
        method: As it came; unknown ones are counted together.
        route: The address as the route spells it, without what stands in for its parameters.
        status: Of the answer.
        seconds: Until its end.
    """
    _REQUESTS.labels(method if method in _METHODS else "other", route, status).inc()
    _REQUEST_TIME.labels(route).observe(seconds)


def count_answer(operation: Operation | None, codes: tuple[str, ...], seconds: float) -> None:
    """Count an answer of the edge, with the errors in it."""
    kind = "none" if operation is None else operation.kind
    _OPERATIONS.labels(kind, "none" if operation is None else _bounded(operation.name)).inc()
    _OPERATION_TIME.labels(kind).observe(seconds)
    for code in codes:
        _ERRORS.labels(code).inc()


def _bounded(name: str | None) -> str:
    """A label for a name that a client chose: only so many are told apart."""
    if name is None:
        return "unnamed"
    if name not in _names:
        if len(_names) >= _MOST_NAMES or len(name) > _LONGEST_NAME:
            return "other"
        _names.add(name)
    return name


class Metrics:
    """Answers `/metrics`.

    Args:
        house: The process's engine and hub.
        edge: Whose sockets and streams are counted; None in a worker.
        presence: Knows when each worker was last seen.
    """

    def __init__(self, house: House, edge: Edge | None, presence: Presence) -> None:
        self._house = house
        self._presence = presence
        self._edge = edge

    def routes(self) -> list[BaseRoute]:
        """The address."""
        return [Route("/metrics", self._metrics)]

    async def _metrics(self, _: Request) -> Response:
        now = CollectorRegistry()
        self._state(now)
        await self._work_to_do(now)
        return Response(generate_latest(REGISTRY) + generate_latest(now), media_type=CONTENT_TYPE_LATEST)

    def _state(self, registry: CollectorRegistry) -> None:
        """What can be told without asking anybody."""
        if self._edge is not None:
            _gauge(registry, "usher_sockets", "Open sockets.", len(self._edge.sockets.open))
            _gauge(registry, "usher_streams", "Operations under way on sockets.", self._edge.sockets.streams)
        _gauge(registry, "usher_broker_up", "Whether hints reach other processes.", self._house.hub.healthy)
        seen = Gauge("usher_worker_last_seen_seconds", "Since a worker last reported.", ["worker"], registry=registry)
        for worker in self._presence.workers:
            seen.labels(worker.name).set(worker.seconds_ago)
        pool = self._house.engine.pool
        if isinstance(pool, QueuePool):
            connections = Gauge("usher_pool_connections", "Connections to the database.", ["state"], registry=registry)
            connections.labels("in_use").set(pool.checkedout())
            connections.labels("idle").set(pool.checkedin())

    async def _work_to_do(self, registry: CollectorRegistry) -> None:
        """What only the database knows; left out where it does not answer."""
        jobs = Gauge("usher_jobs", "Jobs in the queue, of all processes.", ["status"], registry=registry)
        up = 1
        try:
            async with asyncio.timeout(_PATIENCE), self._house.engine.connect() as connection:
                for status, count in await connection.execute(_WAITING):
                    if status == "mails":
                        _gauge(registry, "usher_mails_waiting", "Mails not yet sent or given up.", count)
                    else:
                        jobs.labels(status).set(count)
        except (SQLAlchemyError, OSError, TimeoutError):
            up = 0
        _gauge(registry, "usher_database_up", "Whether the database answers.", up)


def _gauge(registry: CollectorRegistry, name: str, says: str, value: float) -> None:
    Gauge(name, says, registry=registry).set(value)

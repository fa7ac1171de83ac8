import asyncio
from collections.abc import Mapping

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from app.http.draining import Draining
from app.presence import Presence, schema_problem
from app.worker import Worker
from db.pool_watch import PoolWatch
from db.retries import is_read_only, retry_read
from live.hub import Hub

_TIMEOUT = 2.0
_WRITE_CHECK = text("SELECT 1 FROM staff WHERE false FOR UPDATE")
"""Fails on a read-only database; locks nothing."""


class Health:
    """Answers `/healthz` and `/readyz`.

    A lost broker or worker is reported, but does not make the process unready.

    Args:
        worker: None if this process runs no jobs.
    """

    def __init__(
        self,
        engine: AsyncEngine,
        hub: Hub,
        worker: Worker | None,
        presence: Presence,
        pool: PoolWatch,
        draining: Draining,
    ) -> None:
        self._draining = draining
        self._engine = engine
        self._hub = hub
        self._worker = worker
        self._presence = presence
        self._pool = pool

    def routes(self) -> list[BaseRoute]:
        return [Route("/healthz", self._alive), Route("/readyz", self._ready)]

    async def _alive(self, _: Request) -> Response:
        if self._pool.is_stuck:
            reason = "no connection to the database has been free for a minute, though it answers"
            return JSONResponse({"status": "stuck", "reason": reason}, 503)
        return JSONResponse({"status": "alive"})

    async def _ready(self, _: Request) -> Response:
        database, schema = await self._database()
        parts: dict[str, Mapping[str, str]] = {"database": database, "schema": schema}
        parts["broadcast"] = self._hub.describe()
        if self._worker is not None:
            parts["jobs"] = self._worker.describe()
        parts["workers"] = self._presence.describe()
        up = database["state"] == schema["state"] == "up" and (self._worker is None or self._worker.healthy)
        ready = up and not self._draining.begun
        status = "draining" if self._draining.begun else "ready" if ready else "not ready"
        return JSONResponse({"status": status, **parts}, 200 if ready else 503)

    async def _database(self) -> tuple[dict[str, str], dict[str, str]]:
        """Check the database and whether its schema suits this version."""
        try:
            async with asyncio.timeout(_TIMEOUT):
                _, problem = await retry_read(lambda: schema_problem(self._engine))
                if problem is None:
                    await retry_read(self._check_writable)
        except (SQLAlchemyError, OSError, TimeoutError) as error:
            if isinstance(error, DBAPIError) and is_read_only(error):
                return {"state": "read-only", "reason": "it takes no writes"}, {"state": "up"}
            return {"state": "down", "reason": type(error).__name__}, {"state": "unknown"}
        return {"state": "up"}, {"state": "down", "reason": problem} if problem else {"state": "up"}

    async def _check_writable(self) -> None:
        async with self._engine.connect() as connection:
            await connection.execute(_WRITE_CHECK)

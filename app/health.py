"""Whether this process is alive, and whether it is ready, and if not, for want of what."""

import asyncio
from collections.abc import Mapping

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from app.jobs import Jobs
from app.presence import Presence, schema_problem
from live.hub import Hub

_PATIENCE = 2.0


class Health:
    """Answers `/healthz` and `/readyz`.

    Args:
        engine: The process's engine.
        hub: A broker that is missing is named, and we serve without it.
        jobs: None where this process does no jobs.
        presence: Knows which workers are gone; they are named, and we serve without them.
    """

    def __init__(self, engine: AsyncEngine, hub: Hub, jobs: Jobs | None, presence: Presence) -> None:
        self.draining = False
        self._engine = engine
        self._hub = hub
        self._jobs = jobs
        self._presence = presence

    def routes(self) -> list[BaseRoute]:
        """The two addresses."""
        return [Route("/healthz", self._alive), Route("/readyz", self._ready)]

    async def _alive(self, _: Request) -> Response:
        return JSONResponse({"status": "alive"})

    async def _ready(self, _: Request) -> Response:
        database, schema = await self._database()
        parts: dict[str, Mapping[str, str]] = {"database": database, "schema": schema}
        parts["broadcast"] = self._hub.describe()
        if self._jobs is not None:
            parts["jobs"] = self._jobs.describe()
        parts["workers"] = self._presence.describe()
        up = database["state"] == schema["state"] == "up" and (self._jobs is None or self._jobs.healthy)
        ready = up and not self.draining
        status = "draining" if self.draining else "ready" if ready else "not ready"
        return JSONResponse({"status": status, **parts}, 200 if ready else 503)

    async def _database(self) -> tuple[dict[str, str], dict[str, str]]:
        """The database, and whether this version can run on what is in it."""
        try:
            async with asyncio.timeout(_PATIENCE):
                _, problem = await schema_problem(self._engine)
        except (SQLAlchemyError, OSError, TimeoutError) as error:
            down = {"state": "down", "reason": type(error).__name__}
            return down, {"state": "unknown"}
        return {"state": "up"}, {"state": "down", "reason": problem} if problem else {"state": "up"}

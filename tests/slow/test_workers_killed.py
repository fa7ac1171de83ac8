"""Administrators are told that a plan expires once for each mark, though the workers die and start again all the while."""

import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path

import httpx
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from app.settings import Settings
from app.wiring import create_app
from db.tables import Mail
from graph import ids
from tests.seats.seat_world import SeatWorld, later
from tests.support.people import People
from tests.support.servers import SECRET_KEY, ended, served, usher
from tests.support.waiting import until

_PLAN = "subscription($g: ID!) { seatPlan(groupId: $g) { status } }"


class Workers:
    """`usher worker`, any number of them, each a process of its own."""

    def __init__(self, dsn: str, folder: Path) -> None:
        self.folder = folder
        self.settings = {
            "USHER_DATABASE_URL": dsn,
            "USHER_DATA_DIR": str(folder),
            "USHER_SECRET_KEY": SECRET_KEY,
            "USHER_PUBLIC_URL": "http://127.0.0.1:8000",
        }
        self.running: list[BaseProcess] = []

    def start(self) -> None:
        said = self.folder / "workers.said"
        self.running.append(usher("worker", settings=self.settings, says=said, logs=said.with_suffix(".log")))

    def end(self, number: int) -> None:
        """Ends the one that has worked longest."""
        worker = self.running.pop(0)
        assert worker.pid is not None
        os.kill(worker.pid, number)
        ended(worker)


@asynccontextmanager
async def workers(dsn: str, folder: Path) -> AsyncIterator[Workers]:
    team = Workers(dsn, folder)
    try:
        yield team
    finally:
        while team.running:
            team.end(signal.SIGKILL)


async def test_each_mark_is_told_of_once_though_the_workers_are_restarted(
    apart: tuple[str, AsyncEngine], settings: Settings, http: httpx.AsyncClient, tmp_path: Path
) -> None:
    dsn, engine = apart
    async with served(create_app(settings, dsn, jobs=False)) as url, workers(dsn, tmp_path) as team:
        world = SeatWorld(People(engine, http, url), engine, url)
        staff, admin = await world.person("Sam Staff", staff=True), await world.person("Ada Admin")
        group = await world.group(admin)
        await world.sell(staff, group, 2, startsAt=later(days=-90), expiresAt=later(days=40))
        async with world.follow(admin, _PLAN, g=group) as screen:
            assert await screen.next() == {"seatPlan": {"status": "ACTIVE"}}
            team.start()
            told = []
            for mark, number in ((30, signal.SIGKILL), (7, signal.SIGTERM), (1, signal.SIGKILL)):
                await move(world, group, days=mark, seconds=1.0)
                team.start()
                told.append(mark)
                await until(lambda: is_told_of(world, group, told), 120)
                team.end(number)
            await move(world, group, days=0, seconds=1.0)
            assert await screen.next() == {"seatPlan": {"status": "EXPIRED"}}
        team.start()
        await until(lambda: all_sent(world), 120)
        assert await told_of(world, group) == told
        assert await states(world) == ["SENT"] * 3
        assert (await world.notified(admin)).count("SEAT_PLAN_EXPIRING") == 3


async def move(world: SeatWorld, group: str, *, days: int, seconds: float) -> None:
    """As if time had passed: so much is left until the plan ends."""
    statement = text(
        "UPDATE seat_plans SET expires_at = clock_timestamp() + make_interval(days => :days, secs => :seconds)"
        " WHERE group_id = :group"
    )
    async with world.engine.begin() as connection:
        await connection.execute(statement, {"days": days, "seconds": seconds, "group": ids.key("Group", group)})


async def told_of(world: SeatWorld, group: str) -> list[int]:
    statement = select(Mail.details["days"].as_integer()).where(
        Mail.kind == "SEAT_PLAN_EXPIRING", Mail.group_id == ids.key("Group", group)
    )
    return [row[0] for row in await world.rows(statement.order_by(Mail.id))]


async def is_told_of(world: SeatWorld, group: str, marks: list[int]) -> bool:
    return await told_of(world, group) == marks


async def all_sent(world: SeatWorld) -> bool:
    return not {"QUEUED", "SENDING"} & set(await states(world))


async def states(world: SeatWorld) -> list[str]:
    return [row[0] for row in await world.rows(select(Mail.state).where(Mail.kind == "SEAT_PLAN_EXPIRING"))]

"""The worker process: jobs, and nothing that answers."""

import asyncio
import signal

from app.database_in_use import ready_database
from app.keys import remember_keys
from app.logs import configure_logs
from app.presence import Presence
from app.settings import Settings
from app.signals import ended_by_signals
from app.wiring import make_house, make_jobs


def work(settings: Settings) -> None:
    """Does jobs until Ctrl-C or SIGTERM; what is under way then is finished, or given back.

    Args:
        settings: the settings; `public_url` is where links lead, by default to the default port.

    Raises:
        StartError: if the database or the secret key do not allow it.
        EmbeddedError: if the embedded database cannot be started.
    """
    configure_logs(production=settings.production)
    with ended_by_signals(), ready_database(settings) as dsn:
        print("Usher does jobs; Ctrl-C ends it", flush=True)  # noqa: T201
        asyncio.run(_work(settings, dsn))


async def _work(settings: Settings, dsn: str) -> None:
    told_to_end = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, told_to_end.set)
    house = make_house(settings, dsn, settings.public_url or "http://127.0.0.1:8000")
    jobs = make_jobs(settings, house, dsn)
    presence = Presence(house.engine, house.config, jobs)
    try:
        await remember_keys(house.engine, house.config)
        await house.hub.start()
        await jobs.start()
        await presence.start()
        await told_to_end.wait()
    finally:
        await presence.stop()
        await jobs.stop()
        await house.hub.stop()
        await house.engine.dispose()

"""`usher demo`: play the main stories through HTTP and a websocket."""

import asyncio
from collections.abc import Awaitable, Callable

from app.demo import community, reflective, seats, share
from app.demo.client import Demo, print_story
from app.demo.server import running_server
from app.demo.sign_ins import print_sign_ins
from app.demo.steps import StepFailedError
from app.operator_errors import StartError
from app.settings import Settings
from embedded_postgres import running_dsn

DEFAULT_SITE = "http://127.0.0.1:8000"

Story = Callable[[Demo], Awaitable[None]]
STORIES: dict[str, Story] = {
    "reflective": reflective.play,
    "community": community.play,
    "seats": seats.play,
    "share": share.play,
}


def play(settings: Settings, *, url: str | None, story: str | None, keep: bool) -> int:
    """Play all stories, or one.

    Args:
        settings: Its database is where staff are made.
        url: A running server's address; without it, one is started.
        keep: Play in the data folder of `usher serve` instead of a temporary one, and say how to sign in there.

    Returns:
        The exit code: 1 if a step failed.
    """
    if story is not None and story not in STORIES:
        raise StartError(f"there is no such story: choose one of {', '.join(STORIES)}")
    chosen = {story: STORIES[story]} if story else STORIES
    if url is not None:
        dsn = settings.database_url or running_dsn(settings.data_folder())
        address = url.rstrip("/")
        of_server = settings.model_copy(update={"database_url": dsn})
        return asyncio.run(_play(address, of_server, chosen, f"{address}/login"))
    where = f"{settings.public_url or DEFAULT_SITE}/login, once `usher serve` runs," if keep else None
    with running_server(settings, keep=keep) as (address, of_server):
        return asyncio.run(_play(address, of_server, chosen, where))


async def _play(url: str, settings: Settings, chosen: dict[str, Story], where: str | None) -> int:
    async with Demo.connect(url, settings.database_url or "") as demo:
        try:
            await demo.check_database()
            demo.mailbox_key = settings.load_mailbox_key()
            for name, story in chosen.items():
                print_story(name)
                await story(demo)
            demo.print_success()
            if where:
                await print_sign_ins(demo, where)
        except StepFailedError as failed:
            demo.print_failure(str(failed))
            return 1
    return 0

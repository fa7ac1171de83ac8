"""What is kept for the old secret key after a rotation, and which rotations are refused."""

from pathlib import Path

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from actions.housekeeping import delete_older_links
from actions.work import Services
from live.hub import Hub
from rules.config import Config
from tests.support.people import People
from tests.support.rotation import NEW, Issued, page_status, rotate
from tests.support.servers import SECRET_KEY as OLD
from tests.support.servers import Process
from tests.support.world import make_world


async def test_older_links_are_kept_until_their_invitation_closes(
    apart: tuple[str, AsyncEngine], tmp_path: Path, http: httpx.AsyncClient
) -> None:
    dsn, engine = apart
    server = Process(dsn, tmp_path, USHER_RESEND_COOLDOWN="1")
    try:
        world = await make_world(People(engine, http, await server.start()), engine)
        issued = Issued(world)
        await issued.add(People(engine, http, world.administrator.url), http, "a")
        await server.stop()
        assert (await rotate(server, tmp_path, f"{NEW},{OLD}"))[0] == 0
        server = Process(dsn, tmp_path, jobs=True, USHER_SECRET_KEY=NEW, USHER_RESEND_COOLDOWN="1")
        world.administrator.url = await server.start()
        [(address, link), *_] = issued.links.items()
        async with engine.connect() as connection:
            found = await connection.execute(text("SELECT count(*) FROM older_links"))
            assert found.scalar() == 5  # of two worlds, and the three invited here
        shown = await world.administrator.ok(
            "query($g: ID!) { group(id: $g) { invitations(first: 9) { nodes { id email url } } } }", g=world.group
        )
        [node] = [node for node in shown["group"]["invitations"]["nodes"] if node["email"] == address]
        await world.administrator.mutate("resendInvitation", {"invitationId": node["id"]}, "")
        assert await page_status(http, world.administrator.url, link) == "REPLACED"
        await world.administrator.mutate("cancelInvitation", {"invitationId": node["id"]}, "")
        await delete_older_links(
            Services(engine, Hub("memory://", dsn), Config((NEW.encode(),), world.administrator.url))
        )
        assert await page_status(http, world.administrator.url, link) is None
        assert await page_status(http, world.administrator.url, list(issued.links.values())[1]) == "OPEN"
    finally:
        await server.stop()


async def test_the_new_key_must_come_first(apart: tuple[str, AsyncEngine], tmp_path: Path) -> None:
    """In the first step of a rotation the new key comes last, when rotating would change nothing."""
    server = Process(apart[0], tmp_path)
    await server.start()
    await server.stop()
    code, said = await rotate(server, tmp_path, f"{OLD},{NEW}")
    assert (code, said.count("\n"), "put the new one in front" in said) == (1, 1, True)
    assert (await rotate(server, tmp_path, f"{NEW},{OLD}"))[0] == 0
    assert (await rotate(server, tmp_path, f"{NEW},{OLD}"))[0] == 0


@pytest.mark.parametrize("keys", [OLD, ""])
async def test_rotating_needs_two_keys(apart: tuple[str, AsyncEngine], tmp_path: Path, keys: str) -> None:
    code, said = await rotate(Process(apart[0], tmp_path), tmp_path, keys)
    assert (code, said.count("\n"), "holds one key" in said) == (1, 1, True)

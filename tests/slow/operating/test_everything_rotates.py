"""The secret key is rotated: with the new one alone, everything that was out works."""

import asyncio
import re
from pathlib import Path

import httpx
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.support.people import People
from tests.support.rotation import NEW, NEXT, Out, rotate
from tests.support.servers import SECRET_KEY as OLD
from tests.support.servers import Process
from tests.support.world import make_world


async def test_everything_that_is_out_works_with_the_new_key_alone(
    apart: tuple[str, AsyncEngine], tmp_path: Path, http: httpx.AsyncClient
) -> None:
    dsn, engine = apart
    server = Process(dsn, tmp_path)

    async def start(keys: str, *, jobs: bool = False) -> People:
        nonlocal server
        await server.stop()
        server = Process(dsn, tmp_path, jobs=jobs, USHER_SECRET_KEY=keys)
        url = await server.start()
        people = People(engine, http, url)
        if out is not None:
            out.world.administrator.url = url
        return people

    out: Out | None = None
    try:
        people = await start(OLD)
        out = Out(await make_world(people, engine))
        await out.more(people, http, "old")
        await out.all_work(http)
        code, said = await rotate(server, tmp_path, f"{NEW},{OLD}")
        assert (code, "restart them first" in said) == (1, True), "a server still makes links with the old key"
        people = await start(f"{OLD},{NEW}")
        await out.more(people, http, "still")
        people = await start(f"{NEW},{OLD}")
        await out.more(people, http, "both")
        await out.all_work(http)
        # Beside the running server, and what goes on there meanwhile.
        (code, said), _ = await asyncio.gather(
            rotate(server, tmp_path, f"{NEW},{OLD}"), out.more(people, http, "meanwhile")
        )
        assert (code, "the others may go" in said) == (0, True), said
        assert "out of use" not in said
        assert "invite codes: 2 brought" in said
        await out.all_work(http)
        code, said = await rotate(server, tmp_path, f"{NEW},{OLD}")
        assert (code, re.findall(r"(?:codes|answers|forms|login links): [1-9]", said)) == (0, []), (
            "done again, it finds nothing left"
        )
        people = await start(NEW)
        await out.more(people, http, "new")
        await out.all_work(http)
        people = await start(f"{NEXT},{NEW}")
        assert (await rotate(server, tmp_path, f"{NEXT},{NEW}"))[0] == 0
        people = await start(NEXT, jobs=True)
        await out.all_work(http)
        await out.are_used(people, http)
    finally:
        await server.stop()

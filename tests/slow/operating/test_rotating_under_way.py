"""After the secret key is rotated, everything issued before works with the new key alone."""

import asyncio
import re
from pathlib import Path

import httpx
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.support.people import People
from tests.support.rotation import NEW, NEXT, Issued, rotate
from tests.support.servers import SECRET_KEY as OLD
from tests.support.servers import Process
from tests.support.world import make_world


async def test_everything_issued_works_with_the_new_key_alone(
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
        if issued is not None:
            issued.world.administrator.url = url
        return people

    issued: Issued | None = None
    try:
        people = await start(OLD)
        issued = Issued(await make_world(people, engine))
        await issued.add(people, http, "old")
        await issued.check(http)
        code, said = await rotate(server, tmp_path, f"{NEW},{OLD}")
        assert (code, "restart them first" in said) == (1, True), "a server still makes links with the old key"
        people = await start(f"{OLD},{NEW}")
        await issued.add(people, http, "still")
        people = await start(f"{NEW},{OLD}")
        await issued.add(people, http, "both")
        await issued.check(http)
        # While the server runs and issues more.
        (code, said), _ = await asyncio.gather(
            rotate(server, tmp_path, f"{NEW},{OLD}"), issued.add(people, http, "meanwhile")
        )
        assert (code, "the others may go" in said) == (0, True), said
        assert "issued of use" not in said
        assert "invite codes: 2 brought" in said
        await issued.check(http)
        code, said = await rotate(server, tmp_path, f"{NEW},{OLD}")
        assert (code, re.findall(r"(?:codes|answers|forms|login links): [1-9]", said)) == (0, []), (
            "done again, it finds nothing left"
        )
        people = await start(NEW)
        await issued.add(people, http, "new")
        await issued.check(http)
        people = await start(f"{NEXT},{NEW}")
        assert (await rotate(server, tmp_path, f"{NEXT},{NEW}"))[0] == 0
        people = await start(NEXT, jobs=True)
        await issued.check(http)
        await issued.use_up(people, http)
    finally:
        await server.stop()

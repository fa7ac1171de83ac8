"""The client for browsers, installed from its packed file as a product would, against real servers and real cuts."""

import asyncio
import json
import os
import shutil
import subprocess
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from tests.support.people import People, Person
from tests.support.servers import PROJECT, Process, served
from tests.support.world import World, make_world

WORKSPACE = PROJECT / "clients" / "js"
TESTS = WORKSPACE / "client" / "test"
PEOPLE = ("stranger", "invitee", "member", "facilitator", "administrator", "other_facilitator", "other_administrator")


def run(*words: str, cwd: Path) -> str:
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def install(folder: Path, *packages: str, beside: Sequence[str] = ()) -> None:
    """Pack some of our packages, and install them from these files as a product does.

    Args:
        beside: Packages that only the tests need; copied.
    """
    modules = WORKSPACE / "node_modules"
    if not modules.exists() or shutil.which("npm") is None:
        pytest.skip("the packages are not installed (npm ci in clients/js)")
    run("npm", "run", "--silent", "build", cwd=WORKSPACE)
    packing = ("npm", "pack", "--json", "--pack-destination", str(folder))
    files = [json.loads(run(*packing, cwd=WORKSPACE / name))[0]["filename"] for name in packages]
    (folder / "package.json").write_text('{ "private": true, "type": "module" }')
    installing = ("npm", "install", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error")
    run(*installing, *(f"./{file}" for file in files), cwd=folder)
    for name in beside:
        shutil.copytree(modules / name, folder / "node_modules" / name, symlinks=True, dirs_exist_ok=True)


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of its own with the client in it, and its tests."""
    folder = tmp_path_factory.mktemp("product")
    install(folder, "client", beside=["ws", "typescript"])
    shutil.copytree(TESTS, folder, dirs_exist_ok=True)
    return folder


@pytest.fixture
async def api(apart: tuple[str, AsyncEngine], data_folder: Path) -> AsyncIterator[Process]:
    server = Process(apart[0], data_folder)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def world(apart: tuple[str, AsyncEngine], http: httpx.AsyncClient, api: Process) -> World:
    return await make_world(People(apart[1], http, api.url), apart[1])


@pytest.fixture
async def control(apart: tuple[str, AsyncEngine], api: Process) -> AsyncIterator[str]:
    """The address at which a test has the server restarted, or what it keeps for streams deleted."""

    async def restart(_: Request) -> PlainTextResponse:
        api.kill()
        await api.start()
        return PlainTextResponse("done")

    async def expire(_: Request) -> PlainTextResponse:
        api.kill()
        newest = (
            "SELECT max(number) FROM events AS newer WHERE newer.stream = e.stream AND newer.stream_id = e.stream_id"
        )
        async with apart[1].begin() as connection:
            gone = await connection.execute(text(f"DELETE FROM events AS e WHERE number < ({newest})"))
            assert gone.rowcount > 0
        await api.start()
        return PlainTextResponse("done")

    routes = [Route(f"/{name.__name__}", name, methods=["POST"]) for name in (restart, expire)]
    async with served(Starlette(routes=routes)) as address:
        yield address


@pytest.mark.parametrize(
    ("file", "is_sse"),
    [
        *((path.name, False) for path in sorted(TESTS.glob("*.test.mjs"))),
        ("screens.test.mjs", True),
        ("cuts.test.mjs", True),
    ],
)
async def test_the_client(file: str, is_sse: bool, installed: Path, world: World, api: Process, control: str) -> None:
    callers: dict[str, Person] = {name: getattr(world, name) for name in PEOPLE}
    given = {
        "url": api.url,
        "isSse": is_sse,
        "control": control,
        "group": world.group,
        "tokens": {name: person.token for name, person in callers.items()},
        "emails": {name: person.email for name, person in callers.items()},
        "members": {name: world.membership(name) for name in world.members},
    }
    node = await asyncio.create_subprocess_exec(
        "node", "--test", "--test-reporter=spec", "--test-force-exit", "--test-timeout=600000", file,
        cwd=installed, env={**os.environ, "USHER_TEST": json.dumps(given)},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await asyncio.wait_for(node.communicate(), 1_200)
    assert node.returncode == 0, said.decode()


def test_its_types_hold_in_a_strict_program(installed: Path) -> None:
    run("node", "node_modules/typescript/bin/tsc", "--project", ".", cwd=installed)

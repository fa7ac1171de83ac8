"""Apollo Client, urql's graphcache and Relay as they come: no cache needs an update by hand."""

import asyncio
import json
import os
from pathlib import Path
from typing import Any

import httpx
import pytest
from graphql import GraphQLObjectType, build_schema, get_named_type
from sqlalchemy.ext.asyncio import AsyncEngine

from app.settings import Settings
from app.wiring import create_app
from graph.root import sdl
from tests.slow.clients.caches import make_cast
from tests.support.node import run_node
from tests.support.people import People
from tests.support.servers import served


def lists() -> list[str]:
    """All lists of the schema."""
    types = build_schema(sdl()).type_map.values()
    fields = [field for kind in types if isinstance(kind, GraphQLObjectType) for field in kind.fields.items()]
    return [name for name, field in fields if get_named_type(field.type).name.endswith("Connection")]


@pytest.fixture(scope="module")
async def artifacts(js_scripts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents as Relay's compiler makes them, with pagers forwards, backwards and both ways for each list."""
    folder = tmp_path_factory.mktemp("relay")
    made = await run_node(js_scripts, "caches/compile.mjs", str(folder))
    assert made["pagers"] == 3 * len(lists())
    (folder / "node_modules").symlink_to(js_scripts / "node_modules")
    compiler = await asyncio.create_subprocess_exec(
        "node_modules/.bin/relay-compiler", "relay.config.json", cwd=folder,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await compiler.communicate()
    assert compiler.returncode == 0, said.decode()
    assert len(list((folder / "artifacts").glob("*PaginationQuery.graphql.js"))) == made["pagers"]
    return folder / "artifacts"


@pytest.mark.parametrize("client", ["apollo", "urql", "relay"])
async def test_each_screen_in_the_cache_equals_a_fresh_one_after_each_mutation_and_event(
    client: str,
    js_scripts: Path,
    artifacts: Path,
    settings: Settings,
    apart: tuple[str, AsyncEngine],
    http: httpx.AsyncClient,
    tmp_path: Path,
) -> None:
    dsn, engine = apart  # where no other server sends the mails
    async with served(create_app(settings, dsn, jobs=False)) as url:
        cast = json.dumps(await make_cast(People(engine, http, url), engine))
        file = tmp_path / "cast.json"
        file.write_text(cast)
        played = await played_by(js_scripts, client, file, artifacts)
    assert played["problems"] == []
    assert played["missing"] == [], "each mutation is played, but for those that begin a cache anew"
    assert played["warnings"] == []


async def played_by(folder: Path, client: str, file: Path, artifacts: Path) -> Any:
    node = await asyncio.create_subprocess_exec(
        "node", "caches/caches.mjs", client, str(file), str(artifacts), cwd=folder,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, env=os.environ | {"NODE_ENV": "development"},
    )  # fmt: skip
    said, complained = await asyncio.wait_for(node.communicate(), 900)
    assert node.returncode == 0, complained.decode()
    return json.loads(said)

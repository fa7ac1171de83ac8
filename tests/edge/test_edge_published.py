"""The published audits and the reference client, from npm, against a real server."""

import asyncio
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.edge.edge_serving import Served

SCRIPTS = Path(__file__).parents[1] / "js"


@pytest.fixture(scope="session")
async def installed() -> Path:
    """The folder of the scripts, with the locked packages in it."""
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("node and npm are not here")
    marker = SCRIPTS / "node_modules" / ".package-lock.json"
    if not marker.exists() or marker.stat().st_mtime < (SCRIPTS / "package-lock.json").stat().st_mtime:
        npm = await asyncio.create_subprocess_exec(
            "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", cwd=SCRIPTS,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        said, _ = await npm.communicate()
        if npm.returncode:
            pytest.skip(f"npm could not install the packages: {said.decode()[-200:]}")
    return SCRIPTS


async def run(folder: Path, *arguments: str) -> Any:
    node = await asyncio.create_subprocess_exec(
        "node", *arguments, cwd=folder, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    said, complained = await asyncio.wait_for(node.communicate(), 60)
    assert node.returncode == 0, complained.decode()
    return json.loads(said)


async def test_all_audits_of_graphql_over_http_pass(served: Served, installed: Path) -> None:
    results = await run(installed, "audit.mjs", served.url)
    assert len(results) == 61
    assert [result for result in results if result["status"] != "ok"] == []


async def test_the_reference_client_of_the_socket_hears_all(served: Served, installed: Path) -> None:
    heard = await run(installed, "client.mjs", served.socket, "good")
    counted = [{"count": str(number)} for number in range(3)]
    assert heard.pop("partial")["ended"] == "complete"
    assert heard == {
        "query": {"heard": [{"hello": "Hello, Ida"}], "ended": "complete"},
        "mutation": {"heard": [{"sell": "Fern"}], "ended": "complete"},
        "stream": {"heard": counted, "ended": "complete"},
        "several": [{"heard": counted[:to], "ended": "complete"} for to in (1, 2, 3)],
        "left": {"news": "open"},
        "ending": {"heard": [{"ending": "one"}], "ended": ["FORBIDDEN"]},
        "failing": {"heard": [{"failing": "one"}], "ended": ["INTERNAL"]},
        "syntax": {"heard": [], "ended": ["BAD_REQUEST"]},
        "validation": {"heard": [], "ended": ["BAD_REQUEST"]},
        "forged": {"heard": [], "ended": 4403},
    }
    assert served.till.sold == ["Fern"]
    assert served.till.streaming == 0

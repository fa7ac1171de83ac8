"""Scripts of tests/js, run by Node with the locked packages of npm."""

import asyncio
import fcntl
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

SCRIPTS = Path(__file__).parents[1] / "js"


@pytest.fixture(scope="session")
async def js_scripts() -> Path:
    """Return the folder of the scripts, after npm has installed the locked packages in it."""
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("node and npm are not here")
    marker = SCRIPTS / "node_modules" / ".package-lock.json"
    with (SCRIPTS / "package-lock.json").open() as locked:
        # One process at a time: npm removes what another may have installed and be using.
        await asyncio.to_thread(fcntl.flock, locked, fcntl.LOCK_EX)
        if marker.exists() and marker.stat().st_mtime >= (SCRIPTS / "package-lock.json").stat().st_mtime:
            return SCRIPTS
        npm = await asyncio.create_subprocess_exec(
            "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", cwd=SCRIPTS,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        said, _ = await npm.communicate()
        if npm.returncode:
            pytest.skip(f"npm could not install the packages: {said.decode()[-200:]}")
    return SCRIPTS


async def run_node(folder: Path, *arguments: str) -> Any:
    """Run a script; return the JSON that it prints."""
    node = await asyncio.create_subprocess_exec(
        "node", *arguments, cwd=folder, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    try:
        said, complained = await asyncio.wait_for(node.communicate(), 180)
    except TimeoutError:
        node.kill()  # its open streams would keep the servers from ending
        await node.wait()
        raise
    assert node.returncode == 0, complained.decode()
    return json.loads(said)

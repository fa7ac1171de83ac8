"""nginx in front of a server."""

import asyncio
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

_CONF = """
daemon off; pid {folder}/pid; error_log {folder}/error; worker_processes 1;
events {{}}
http {{
  access_log off; client_body_temp_path {folder}; proxy_temp_path {folder};
  fastcgi_temp_path {folder}; uwsgi_temp_path {folder}; scgi_temp_path {folder};
  {servers}
}}
"""


@asynccontextmanager
async def nginx(folder: Path, servers: str, address: str) -> AsyncIterator[None]:
    """Run nginx until `/healthz` answers below an address; `servers` is what stands in its `http` block."""
    if shutil.which("nginx") is None:
        pytest.skip("there is no nginx (apt: nginx-light)")
    conf = folder / "nginx.conf"
    conf.write_text(_CONF.format(folder=folder, servers=servers))
    process = subprocess.Popen(["nginx", "-c", str(conf)], stderr=subprocess.DEVNULL)
    try:
        async with httpx.AsyncClient(verify=False) as http, asyncio.timeout(60):
            while True:
                try:
                    if (await http.get(f"{address}/healthz")).status_code == 200:
                        break
                except httpx.TransportError:
                    assert process.poll() is None, (folder / "error").read_text()
                await asyncio.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait()

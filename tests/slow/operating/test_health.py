"""What a server reports while its database is away, and once it is back."""

import asyncio
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from tests.support.databases import NewDatabase, let_in
from tests.support.servers import processes

REGISTER = 'mutation { register(input: {email: "p%d@example.org", name: "P"}) { userErrors { code } } }'


def log_in(folder: Path) -> str:
    """Return the log of the only server there."""
    [file] = folder.glob("server-*.log")
    return file.read_text()


async def readiness(http: httpx.AsyncClient, url: str, status: int) -> dict[str, object]:
    """Wait until `/readyz` has this status; return its body."""
    async with asyncio.timeout(60):
        while (answer := await http.get(f"{url}/readyz")).status_code != status:
            await asyncio.sleep(0.1)
    said: dict[str, object] = answer.json()
    return said


async def test_a_server_without_its_database_is_alive_but_not_ready(
    postgres: str, new_database: NewDatabase, tmp_path: Path, http: httpx.AsyncClient
) -> None:
    dsn = await new_database()
    name = urlsplit(dsn).path.strip("/")
    async with processes(dsn, tmp_path, 1, jobs=True) as [url]:  # type: ignore[arg-type]
        ready = await readiness(http, url, 200)
        assert ready["status"] == "ready"
        assert [ready[part]["state"] for part in ("database", "broadcast")] == ["up", "up"]  # type: ignore[index]
        assert "jobs" in ready
        # Many jobs fail at once; the log should still have one line for all.
        await asyncio.gather(*(http.post(f"{url}/graphql", json={"query": REGISTER % number}) for number in range(60)))
        await let_in(postgres, name, allowed=False)
        try:
            missing = await readiness(http, url, 503)
            assert missing["status"] == "not ready"
            assert missing["database"]["state"] == "down"  # type: ignore[index]
            assert name not in str(missing)
            assert (await http.get(f"{url}/healthz")).status_code == 200
            refused = await http.post(f"{url}/graphql", json={"query": '{ invitePage(key: "ABCD-EFGH-2345") { url } }'})
            assert [error["extensions"]["code"] for error in refused.json()["errors"]] == ["RETRYABLE"]
            assert "usher_database_up 0.0" in (await http.get(f"{url}/metrics")).text
            async with asyncio.timeout(60):
                while (await http.get(f"{url}/readyz")).json()["jobs"]["state"] != "down":
                    await asyncio.sleep(0.1)
                while "database.lost" not in log_in(tmp_path):
                    await asyncio.sleep(0.1)
        finally:
            await let_in(postgres, name, allowed=True)
        assert (await readiness(http, url, 200))["status"] == "ready"
        async with asyncio.timeout(60):
            while not all(event in (log := log_in(tmp_path)) for event in ("jobs.resumed", "database.returned")):
                await asyncio.sleep(0.1)
        counts = {
            event: log.count(event) for event in ("Traceback", "jobs.interrupted", "jobs.resumed", "database.lost")
        }
        assert counts == {"Traceback": 0, "jobs.interrupted": 1, "jobs.resumed": 1, "database.lost": 1}, log
        assert len(log.splitlines()) < 20, log

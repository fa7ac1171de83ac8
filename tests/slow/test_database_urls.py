"""The URL of a managed PostgreSQL, with TLS to the letter; and databases that Usher cannot run on, each in one line."""

from pathlib import Path

import httpx
import pytest

from db.connecting import describe_database
from db.database_url import parse_database_url
from tests.support.certificates import Authority
from tests.support.client import Client
from tests.support.databases import NewDatabase
from tests.support.pgbouncer import bouncer, older_postgres, standby
from tests.support.servers import Process, ended, server_logs, usher


@pytest.fixture
def ours(tmp_path: Path) -> Authority:
    return Authority(tmp_path, "ours")


@pytest.fixture
def others(tmp_path: Path) -> Authority:
    return Authority(tmp_path, "others")


async def started(dsn: str, folder: Path, *words: str, **settings: str) -> str:
    """What `usher serve`, or another command, says where it does not start."""
    says = folder / "said"
    settings = Process(dsn, folder).settings | settings
    process = usher(*(words or ("serve", "--port", "0")), settings=settings, says=says, logs=folder / "logged")
    process.join(30)
    assert ended(process) == 1
    lines = [line for line in (folder / "logged").read_text().splitlines() if line]
    (folder / "logged").unlink()
    assert len(lines) == 1, lines
    return lines[0]


@pytest.mark.parametrize("sslmode", ["require", "verify-ca", "verify-full"])
async def test_everything_runs_over_tls(
    sslmode: str, ours: Authority, new_database: NewDatabase, http: httpx.AsyncClient, tmp_path: Path
) -> None:
    async with bouncer(await new_database(), "session", ours.server("localhost")) as where:
        dsn = f"{where}?sslmode={sslmode}&sslrootcert={ours.file}&connect_timeout=5&application_name=shop&channel_binding=require"
        found = await describe_database(parse_database_url(dsn))
        assert (found.tls, found.sslmode, found.pools_transactions) == ("TLSv1.3", sslmode, False)
        server = Process(dsn, tmp_path, jobs=True)
        try:
            url = await server.start()
            ready = await http.get(f"{url}/readyz")
            assert ready.status_code == 200, ready.text
            assert await Client(http, url).ok("{ site { name } }")
        finally:
            await server.stop()
        [log] = server_logs(tmp_path)
        assert f"channel_binding=require is taken as sslmode={sslmode}" in log
        assert "broker.returned" in log


async def test_a_wrong_authority_and_a_wrong_name_are_refused(
    ours: Authority, others: Authority, new_database: NewDatabase, tmp_path: Path
) -> None:
    dsn = await new_database()
    async with bouncer(dsn, "session", others.server("localhost")) as where:
        said = await started(f"{where}?sslmode=verify-full&sslrootcert={ours.file}", tmp_path)
        assert "certificate is not trusted" in said
        said = await started(f"{where}?sslrootcert=system", tmp_path)
        assert "certificate is not trusted" in said
    async with bouncer(dsn, "session", ours.server("db.example.org")) as where:
        said = await started(f"{where}?sslmode=verify-full&sslrootcert={ours.file}", tmp_path)
        assert "certificate is not trusted" in said
        assert (await describe_database(parse_database_url(f"{where}?sslmode=verify-ca&sslrootcert={ours.file}"))).tls


async def test_a_server_without_tls_is_refused_where_the_url_asks_for_tls(
    new_database: NewDatabase, tmp_path: Path
) -> None:
    async with bouncer(await new_database(), "session") as where:
        assert "rejected SSL upgrade" in await started(f"{where}?sslmode=require", tmp_path)
        assert (await describe_database(parse_database_url(where))).tls is None


async def test_a_pooler_in_transaction_mode_is_refused(new_database: NewDatabase, tmp_path: Path) -> None:
    async with bouncer(await new_database(), "transaction") as where:
        for _ in range(5):
            assert (await describe_database(parse_database_url(where))).pools_transactions
        said = await started(where, tmp_path)
        assert "pooler in transaction mode" in said
        assert "pool_mode = session" in said


async def test_what_carries_hints_is_looked_at_as_well(new_database: NewDatabase, tmp_path: Path) -> None:
    dsn = await new_database()
    async with bouncer(dsn, "transaction") as where:
        said = await started(dsn, tmp_path, USHER_BROADCAST_URL=where)
        assert "USHER_BROADCAST_URL leads to a pooler in transaction mode" in said
    server = Process(dsn, tmp_path, USHER_BROADCAST_URL=where)
    await server.start()  # nothing answers there any more, which may be over soon
    assert await server.stop() == 0


async def test_an_older_postgres_is_refused_by_its_version(ours: Authority, tmp_path: Path) -> None:
    async with older_postgres(ours.server("localhost")) as where:
        dsn = f"{where}?sslmode=verify-full&sslrootcert={ours.file}"
        assert (await describe_database(parse_database_url(dsn))).tls == "TLSv1.3"
        assert "older than 16" in await started(dsn, tmp_path)


async def test_a_standby_is_refused_by_whatever_starts_on_it(tmp_path: Path) -> None:
    async with standby() as where:
        for words in (("serve", "--port", "0"), ("worker",), ("migrate",)):
            said = await started(where, tmp_path, *words)
            assert "a standby, which takes no changes: name the primary" in said
        process = usher(
            "check", settings=Process(where, tmp_path).settings, says=tmp_path / "said", logs=tmp_path / "log"
        )
        assert ended(process) == 1
        [line] = [line for line in (tmp_path / "said").read_text().splitlines() if line.startswith("database")]
        assert "a standby, which takes no changes" in line

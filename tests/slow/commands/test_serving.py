"""Serving, and what runs beside it: addresses, signals, kills, refusals."""

import os
import re
import signal
import socket
import time
from collections.abc import Callable
from pathlib import Path

import asyncpg
import httpx
import pytest

import embedded_postgres as embedded
from tests.support.command import PATIENCE, PROJECT, Usher


def site(address: str) -> str:
    answer = httpx.post(f"{address}/graphql", json={"query": "{ site { name } }"}, timeout=PATIENCE)
    return str(answer.json()["data"]["site"]["name"])


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])
def test_serve_prints_its_address_and_leaves_no_process_behind(usher: Usher, number: int) -> None:
    command, address = usher.serve(USHER_SITE_NAME="The Lighthouse")
    assert site(address) == "The Lighthouse"
    assert f"GraphiQL:    {address}/graphql\n" in command.said
    [link] = re.findall(r"^Mailbox: +(\S+)$", command.said, re.MULTILINE)
    assert re.fullmatch(re.escape(f"{address}/mailbox?key=") + r"[\w-]{43,}", link)
    assert httpx.get(link, follow_redirects=True, timeout=PATIENCE).status_code == 200
    assert (usher.data_dir / "mailbox.key").stat().st_mode & 0o777 == 0o600
    assert usher.server() is not None
    assert command.end(number) == 0
    assert usher.server() is None


def test_a_port_in_use_stops_the_start_with_one_line(usher: Usher) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, said = usher.run("serve", "--port", str(port))
    assert code == 1
    assert said == f"usher: cannot listen on 127.0.0.1, port {port}: Address already in use; choose another port\n"
    assert usher.server() is None


def test_workers_share_an_address_and_end_with_their_parent(usher: Usher) -> None:
    command, address = usher.serve("--workers", "2")
    assert site(address) == "Usher"
    assert command.end() == 0
    assert usher.server() is None
    command, address = usher.serve("--workers", "2")
    assert site(address) == "Usher"
    command.process.kill()

    def is_refused() -> bool:
        try:
            site(address)
        except httpx.HTTPError:
            return True
        return False

    assert within(90, is_refused)


def test_several_workers_refuse_a_broker_for_one_process(usher: Usher) -> None:
    code, said = usher.run("serve", "--workers", "2", USHER_BROADCAST_URL="memory://")
    assert (code, said.startswith("usher: USHER_BROADCAST_URL=memory://"), said.count("\n")) == (1, True, 1)


def test_commands_share_a_running_servers_database(usher: Usher) -> None:
    command, address = usher.serve()
    server = usher.server()
    assert usher.run("migrate")[0] == 0
    code, dsn = usher.run("dsn")
    assert (code, dsn.strip()) == (0, embedded.running_dsn(usher.data_dir))
    assert usher.server() == server
    assert site(address) == "Usher"
    command.process.kill()
    command.wait()
    assert usher.server() == server
    assert usher.run("migrate")[0] == 0
    assert usher.server() is None
    assert usher.run("dsn")[0] == 1


def test_the_server_restarts_its_embedded_postgresql(usher: Usher) -> None:
    command, address = usher.serve()
    assert site(address) == "Usher"
    server = usher.server()
    assert server is not None
    os.kill(server, signal.SIGKILL)
    assert within(90, lambda: usher.server() not in {None, server})
    assert within(90, lambda: httpx.get(f"{address}/readyz", timeout=PATIENCE).status_code == 200)
    assert command.end() == 0
    assert usher.server() is None


def test_a_wrong_setting_stops_the_start_with_one_line(usher: Usher) -> None:
    code, said = usher.run("serve", USHER_RESEND_COOLDOWN="secret")
    assert (code, said.startswith("usher: USHER_RESEND_COOLDOWN must be a duration"), said.count("\n")) == (1, True, 1)
    assert "secret" not in said


def test_a_database_that_cannot_be_reached_stops_the_start_with_one_line(usher: Usher) -> None:
    code, said = usher.run("migrate", USHER_DATABASE_URL="postgresql://usher:secret@127.0.0.1:1/usher")
    assert (code, said.startswith("usher: USHER_DATABASE_URL leads to no database"), said.count("\n")) == (1, True, 1)
    assert "secret" not in said


async def test_production_refuses_a_database_older_than_itself(usher: Usher) -> None:
    with embedded.start(usher.data_dir) as database:
        connection = await asyncpg.connect(database.dsn)
        await connection.execute("CREATE DATABASE empty")
        await connection.close()
        code, said = usher.run(
            "serve",
            USHER_ENV="production",
            USHER_RATE_LIMITS="on",
            USHER_DATABASE_URL=database.dsn.replace("/usher?", "/empty?"),
            USHER_SECRET_KEY="k" * 32,
            USHER_SMTP_URL="smtp://127.0.0.1:1",
            USHER_MAIL_FROM="usher@example.org",
            USHER_SITE_NAME="Greenfield",
            USHER_SUPPORT_EMAIL="help@example.org",
            USHER_PUBLIC_URL="https://example.org",
            USHER_DIRECTORY="everyone",
        )
    assert (code, said.count("\n")) == (1, 1)
    assert "usher migrate" in said


def test_two_concurrent_migrations_migrate_once(usher: Usher, tmp_path: Path) -> None:
    both = [usher.start("migrate", USHER_DATA_DIR=str(tmp_path / "fresh")) for _ in range(2)]
    assert [command.wait() for command in both] == [0, 0]
    nothing, applied = sorted((command.said for command in both), key=len)
    assert nothing == "Nothing to do: the database is at this version.\n"
    assert applied.startswith("Applied 0001: The first tables.\n")
    embedded.destroy(tmp_path / "fresh")


def test_usher_schema_prints_the_committed_schema(usher: Usher) -> None:
    assert usher.run("schema") == (0, (PROJECT / "graph" / "schema.graphql").read_text())

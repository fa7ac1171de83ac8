"""The embedded PostgreSQL, by real processes that come, go and are killed."""

import contextlib
import os
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

import embedded_postgres as embedded
from embedded_postgres import folders, process

PROJECT = Path(__file__).parents[2]
# Takes a share, says its address, keeps it until told to go; on Ctrl-C asks PostgreSQL once more first.
HOLDER = """
import asyncio, signal, sys, asyncpg
from pathlib import Path
import embedded_postgres as embedded

async def ask(dsn):
    connection = await asyncpg.connect(dsn)
    try:
        return await connection.fetchval("SELECT 1")
    finally:
        await connection.close()

signal.signal(signal.SIGINT, signal.default_int_handler)  # it is ignored where the tests run in the background
with embedded.start(Path(sys.argv[1]), durable=False) as database:
    try:
        print(database.dsn, flush=True)
        sys.stdin.read()
    except KeyboardInterrupt:
        print("answered", asyncio.run(ask(database.dsn)), flush=True)
"""


class Holder:
    """Another process with a share in the database of a folder."""

    def __init__(self, data_dir: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(data_dir)],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def dsn(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def leave(self) -> None:
        self.process.communicate("", timeout=240)

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()

    def interrupt(self) -> str:
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.communicate(timeout=240)[0]


@pytest.fixture
def data_dir(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "a folder with blanks" / ".usher"
    folder.parent.mkdir()
    yield folder
    with contextlib.suppress(embedded.EmbeddedError):
        embedded.destroy(folder)


@pytest.fixture
def holders(data_dir: Path) -> Iterator[list[Holder]]:
    started: list[Holder] = []
    yield started
    for holder in started:
        holder.kill()


def server_of(data_dir: Path) -> int | None:
    return process.postmaster(folders.find_cluster(data_dir))


def kill_server_of(data_dir: Path) -> None:
    server = server_of(data_dir)
    assert server is not None
    os.kill(server, signal.SIGKILL)
    while server_of(data_dir):
        time.sleep(0.01)


def owner_of(process: int) -> str:
    return subprocess.check_output(["ps", "-o", "user=", "-p", str(process)], text=True).strip()


async def ask(dsn: str, statement: str) -> object:
    connection = await asyncpg.connect(dsn)
    try:
        return await connection.fetchval(statement)
    finally:
        await connection.close()


async def test_keeps_what_was_written_over_a_stop(data_dir: Path) -> None:
    with embedded.start(data_dir) as database:
        await ask(database.dsn, "CREATE TABLE kept AS SELECT 42 AS number")
        assert await ask(database.dsn, "SHOW fsync") == "on"
    assert server_of(data_dir) is None
    with embedded.start(data_dir, durable=False) as database:
        assert await ask(database.dsn, "SELECT number FROM kept") == 42
        assert await ask(database.dsn, "SHOW fsync") == "off"
        assert await ask(database.dsn, "SHOW listen_addresses") == ""
        assert await ask(database.dsn, "SELECT lower('ÄŽ')") == "äž"
        assert await ask(database.dsn, "SHOW server_encoding") == "UTF8"


def test_the_last_to_leave_stops_it_whoever_started_it(data_dir: Path, holders: list[Holder]) -> None:
    first, second = Holder(data_dir), Holder(data_dir)
    holders += [first, second]
    address = first.dsn()
    assert second.dsn() == address == embedded.running_dsn(data_dir)
    server = server_of(data_dir)
    first.leave()
    assert server_of(data_dir) == server
    second.leave()
    assert server_of(data_dir) is None
    assert embedded.running_dsn(data_dir) is None


def test_many_first_starts_at_once_make_one_database(data_dir: Path, holders: list[Holder]) -> None:
    holders += [Holder(data_dir) for _ in range(4)]
    addresses = {holder.dsn() for holder in holders}
    assert addresses == {embedded.running_dsn(data_dir)}
    for holder in holders:
        assert server_of(data_dir) is not None
        holder.leave()
    assert server_of(data_dir) is None


def test_a_server_left_by_a_killed_process_is_adopted_and_stopped(data_dir: Path, holders: list[Holder]) -> None:
    holders.append(Holder(data_dir))
    address = holders[0].dsn()
    left = server_of(data_dir)
    holders[0].kill()
    assert left is not None
    assert server_of(data_dir) == left
    with embedded.start(data_dir) as database:
        assert database.dsn == address
        assert server_of(data_dir) == left
    assert server_of(data_dir) is None


async def test_data_outlives_kill_9_of_process_and_server(data_dir: Path, holders: list[Holder]) -> None:
    holders.append(Holder(data_dir))
    await ask(holders[0].dsn(), "CREATE TABLE kept AS SELECT 42 AS number")
    kill_server_of(data_dir)
    holders[0].kill()
    with embedded.start(data_dir) as database:
        assert await ask(database.dsn, "SELECT number FROM kept") == 42


async def test_a_stale_pid_file_whose_number_is_taken_is_seen_through(data_dir: Path) -> None:
    with embedded.start(data_dir, durable=False):
        pass
    stale = folders.find_cluster(data_dir).data / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{stale.parent}\n0\n5432\n/nowhere\n\n  0  0\nready   \n")
    with embedded.start(data_dir, durable=False) as database:
        assert await ask(database.dsn, "SELECT 1") == 1


async def test_a_server_that_died_is_revived_at_the_same_address(data_dir: Path) -> None:
    with embedded.start(data_dir, durable=False) as database:
        assert not database.restart_if_dead()
        kill_server_of(data_dir)
        assert database.restart_if_dead()
        assert await ask(database.dsn, "SELECT 1") == 1


async def test_two_folders_have_two_databases_side_by_side(data_dir: Path) -> None:
    other_dir = data_dir.with_name("other")
    try:
        with embedded.start(data_dir, durable=False) as one, embedded.start(other_dir, durable=False) as other:
            assert one.dsn != other.dsn
            await ask(one.dsn, "CREATE TABLE mine ()")
            assert await ask(other.dsn, "SELECT to_regclass('mine')") is None
        assert server_of(data_dir) is server_of(other_dir) is None
    finally:
        embedded.destroy(other_dir)


def test_ctrl_c_reaches_the_process_and_not_the_server(data_dir: Path, holders: list[Holder]) -> None:
    holders.append(Holder(data_dir))
    holders[0].dsn()
    assert holders[0].interrupt() == "answered 1\n"
    assert server_of(data_dir) is None


async def test_a_path_longer_than_a_socket_address_may_be(data_dir: Path) -> None:
    deep = data_dir.joinpath(*["a long name for a folder"] * 8)
    with embedded.start(deep, durable=False) as database:
        assert await ask(database.dsn, "SELECT 1") == 1
    embedded.destroy(deep)


def test_nothing_is_left_in_the_folder_for_temporary_files(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory() as own:  # others have their own in the one that all share
        monkeypatch.setattr(tempfile, "tempdir", own)
        with embedded.start(data_dir, durable=False):
            assert all(stat.S_IMODE(folder.stat().st_mode) == 0o700 for folder in Path(own).iterdir())
        assert list(Path(own).iterdir()) == []


def test_a_server_that_cannot_start_is_one_sentence_naming_the_log(data_dir: Path) -> None:
    with embedded.start(data_dir, durable=False):
        pass
    (folders.find_cluster(data_dir).data / "postgresql.conf").write_text("this is no setting\n")
    with pytest.raises(embedded.EmbeddedError) as caught:
        embedded.start(data_dir)
    assert str(data_dir / "postgresql.log") in str(caught.value)
    assert "\n" not in str(caught.value)
    assert server_of(data_dir) is None


def test_data_of_another_major_version_is_refused(data_dir: Path) -> None:
    with embedded.start(data_dir, durable=False):
        pass
    (folders.find_cluster(data_dir).data / "PG_VERSION").write_text("17\n")
    with pytest.raises(embedded.EmbeddedError, match="is of PostgreSQL 17, and ours is 18"):
        embedded.start(data_dir)


def test_a_database_in_use_is_not_deleted(data_dir: Path) -> None:
    with (
        embedded.start(data_dir, durable=False),
        pytest.raises(embedded.EmbeddedError, match="is in use"),
    ):
        embedded.destroy(data_dir)
    embedded.destroy(data_dir)
    assert not folders.find_cluster(data_dir).data.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has PostgreSQL run as another user")
async def test_as_root_no_folder_that_is_not_ours_is_touched(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    parents = [home, *home.parents]
    before = [(parent.stat().st_mode, parent.stat().st_uid) for parent in parents]
    with embedded.start(home / "clone" / ".usher", durable=False) as database:
        assert await ask(database.dsn, "SELECT 1") == 1
        server = server_of(home / "clone" / ".usher")
        assert server is not None
        assert owner_of(server) == "nobody"
        assert [(parent.stat().st_mode, parent.stat().st_uid) for parent in parents] == before
    embedded.destroy(home / "clone" / ".usher")
    assert [(parent.stat().st_mode, parent.stat().st_uid) for parent in parents] == before


def test_the_locks_are_for_their_owner_alone(data_dir: Path) -> None:
    home = folders.find_cluster(data_dir).home
    for name in ("gate", "lease"):  # as an older version made them
        (home / name).touch(mode=0o644)
    with embedded.start(data_dir, durable=False):
        locks = [home / "gate", home / "lease"]
        assert [stat.S_IMODE(lock.stat().st_mode) for lock in locks] == [0o600, 0o600]
        assert not home.stat().st_mode & 0o007
        if os.geteuid() == 0:
            for user in (65534, 54321):
                for lock in locks:
                    words = ["/bin/sh", "-c", 'exec 9<"$0"', str(lock)]
                    tried = subprocess.run(words, user=user, group=user, extra_groups=[], cwd="/", check=False)
                    assert tried.returncode != 0

"""`usher check`: one line for each thing that Usher stands on, and what it says of each that is wrong."""

import re
from collections.abc import Iterator

import asyncpg
import pytest

import embedded_postgres as embedded
from tests.support.command import Usher
from tests.support.ports import kept_port

LINE = re.compile(r"^([a-z ]+): +(ok|wrong): (.+)$")
SECRET = "the-secret-word-" * 3


@pytest.fixture(scope="module")
def dsn(usher_folder: Usher) -> Iterator[str]:
    with embedded.start(usher_folder.data_dir) as running:
        assert usher_folder.run("migrate")[0] == 0
        yield running.dsn


def checked(usher: Usher, **environment: str) -> tuple[int, dict[str, tuple[bool, str]]]:
    code, said = usher.run("check", **environment)
    lines = [LINE.match(line) for line in said.splitlines()]
    assert all(lines), said
    return code, {line[1]: (line[2] == "ok", line[3]) for line in lines if line}


async def test_check_finds_nothing_wrong_in_a_new_folder(usher: Usher, dsn: str) -> None:
    connection = await asyncpg.connect(dsn)
    version = await connection.fetchval("SHOW server_version")
    await connection.close()
    code, lines = checked(usher)
    assert code == 0, lines
    assert [good for good, _ in lines.values()] == [True] * 8
    assert lines["database"][1] == f"PostgreSQL {version}, primary, no TLS"
    assert re.fullmatch(r"at \d{4}", lines["schema"][1])
    assert lines["broadcast"][1] == "through the database"


EVERYWHERE = {
    "USHER_SMTP_URL": f"smtp://u:{SECRET}@127.0.0.1:{{port}}",
    "USHER_REDIS_URL": f"redis://:{SECRET}@127.0.0.1:{{port}}",
    "USHER_BROADCAST_URL": f"redis://:{SECRET}@127.0.0.1:{{port}}",
    "USHER_TRUSTED_PROXIES": "10.0.0.0/8,::/0",
}


@pytest.mark.parametrize(
    ("environment", "wrong"),
    [
        ({"USHER_DATABASE_URL": f"postgresql://u:{SECRET}@127.0.0.1:{{port}}/u"}, {"database"}),
        ({"USHER_BROADCAST_URL": f"postgresql://u:{SECRET}@127.0.0.1:{{port}}/u"}, {"broadcast"}),
        (EVERYWHERE, {"mail server", "redis", "broadcast", "proxies"}),
        ({"USHER_TRUSTED_PROXIES": "10.0.0.0/8", "USHER_PUBLIC_URL": "http://127.0.0.1:{port}"}, set()),
    ],
)
def test_check_names_what_is_wrong_and_no_secret(
    usher: Usher, dsn: str, environment: dict[str, str], wrong: set[str]
) -> None:
    filled = {name: value.replace("{port}", str(kept_port())) for name, value in environment.items()}
    code, lines = checked(usher, **filled)
    assert code == (1 if wrong else 0), lines
    assert {name for name, (good, _) in lines.items() if not good} == wrong
    if "proxies" in wrong:
        assert lines["proxies"][1].startswith("::/0 covers")
    assert SECRET not in str(lines)


async def test_check_names_a_missing_secret_key_and_an_old_schema(usher: Usher, dsn: str) -> None:
    connection = await asyncpg.connect(dsn)
    newest = await connection.fetchval("SELECT version_num FROM alembic_version")
    try:
        await connection.execute("INSERT INTO database_keys (fingerprint) VALUES ('somebody else''s')")
        await connection.execute("UPDATE alembic_version SET version_num = '0001'")
        code, lines = checked(usher, USHER_SECRET_KEY=SECRET)
        assert code == 1
        assert "not one of the keys" in lines["secret keys"][1]
        assert "usher migrate" in lines["schema"][1]
        assert SECRET not in str(lines)
    finally:
        await connection.execute("DELETE FROM database_keys")
        await connection.execute("UPDATE alembic_version SET version_num = $1", newest)
        await connection.close()


def test_check_wants_a_proxy_and_https_in_production(usher: Usher, dsn: str) -> None:
    code, lines = checked(
        usher,
        USHER_ENV="production",
        USHER_RATE_LIMITS="on",
        USHER_DATABASE_URL=dsn,
        USHER_SECRET_KEY=SECRET,
        USHER_SMTP_URL=f"smtp://127.0.0.1:{kept_port()}",
        USHER_MAIL_FROM="usher@example.org",
        USHER_SITE_NAME="The site",
        USHER_SUPPORT_EMAIL="help@example.org",
        USHER_PUBLIC_URL="http://127.0.0.1:1",
        USHER_DIRECTORY="shared",
    )
    assert code == 1
    assert {"mail server", "proxies", "public url"} <= {name for name, (good, _) in lines.items() if not good}

"""What may stand in a database URL, and the one clear line where something may not."""

from pathlib import Path

import pytest

from app.settings import settings
from db.database_url import parse_database_url

HOST = (("db.example.org", 5432),)


@pytest.mark.parametrize(
    ("url", "hosts", "user", "password", "database"),
    [
        ("postgres://usher@db.example.org/usher", HOST, "usher", None, "usher"),
        ("postgresql://u:p%40ss%2Fw%3Fo%23r%25d@db.example.org/d", HOST, "u", "p@ss/w?o#r%d", "d"),
        ("postgresql://u:p@ss:w@db.example.org/d", HOST, "u", "p@ss:w", "d"),
        ("postgresql://u:a+b[c]@db.example.org/d", HOST, "u", "a+b[c]", "d"),
        (
            "postgresql://db.example.org/d?user=u&password=a%26b&dbname=e&port=6",
            (("db.example.org", 6),),
            "u",
            "a&b",
            "e",
        ),
        ("postgresql://u@one,two:5433,[::1]:5434/d", (("one", 5432), ("two", 5433), ("::1", 5434)), "u", None, "d"),
        ("postgresql://u@/d?host=one,two&port=1,2", (("one", 1), ("two", 2)), "u", None, "d"),
        ("postgresql://u@/d?host=one,two&port=7", (("one", 7), ("two", 7)), "u", None, "d"),
        ("postgresql://u@%2Frun%2Fpg:77/d", (("/run/pg", 77),), "u", None, "d"),
        ("postgresql:///d?host=/run/pg", (("/run/pg", 5432),), None, None, "d"),
    ],
)
def test_urls_are_read_as_libpq_reads_them(
    url: str, hosts: tuple[tuple[str, int], ...], user: str | None, password: str | None, database: str
) -> None:
    found = parse_database_url(url)
    assert (found.hosts, found.user, found.password, found.database) == (hosts, user, password, database)
    assert parse_database_url(found.text) == found


@pytest.mark.parametrize(
    ("query", "name", "given"),
    [
        ("", "ssl", None),
        ("?sslmode=require", "dsn", "postgresql://?sslmode=require"),
        ("?sslmode=verify-full", "dsn", "postgresql://?sslmode=verify-full"),
        ("?channel_binding=require", "dsn", "postgresql://?sslmode=require"),
        ("?channel_binding=require&sslmode=verify-ca", "dsn", "postgresql://?sslmode=verify-ca"),
        ("?channel_binding=prefer", "dsn", None),
        (
            "?sslmode=disable&passfile=/run/pass+word",
            "dsn",
            "postgresql://?sslmode=disable&passfile=%2Frun%2Fpass%2Bword",
        ),
        ("?target_session_attrs=primary", "target_session_attrs", "primary"),
        ("?connect_timeout=3&gssencmode=prefer&keepalives_idle=9&client_encoding=UTF8", "dsn", None),
    ],
)
def test_the_driver_is_told_what_it_knows(query: str, name: str, given: str | None) -> None:
    assert parse_database_url(f"postgresql://db.example.org/d{query}").connect_arguments().get(name) == given


def test_of_several_hosts_the_one_that_can_be_written_to_is_taken() -> None:
    assert parse_database_url("postgresql://one,two/d").connect_arguments()["target_session_attrs"] == "read-write"
    assert (
        parse_database_url("postgresql://one,two/d?target_session_attrs=any").connect_arguments()[
            "target_session_attrs"
        ]
        == "any"
    )


def test_the_authorities_of_this_machine_can_be_trusted() -> None:
    context = parse_database_url("postgresql://db.example.org/d?sslrootcert=system").connect_arguments()["ssl"]
    assert context.check_hostname


def test_channel_binding_is_remarked_upon() -> None:
    [remark] = parse_database_url("postgresql://u:secret@db.example.org/d?channel_binding=require").warnings
    assert "sslmode=require" in remark


@pytest.mark.parametrize(
    ("url", "names"),
    [
        ("postgresql://u:secret@host/d?ssl=require", "parameter ssl: write sslmode=require"),
        ("postgresql://u:secret@host/d?sslmode=secret", "sslmode one of disable"),
        ("postgresql://u:secret@host/d?sslmode", "sslmode"),
        ("postgresql://u:secret@host/d?pgbouncer=secret", "the parameter pgbouncer"),
        ("postgresql://u:secret@host/d?%20secret%0A=1", "one of its parameters"),
        ("postgresql://u:secret@host/d?connect_timeout=secret", "connect_timeout"),
        ("postgresql://u:secret@host/d?connect_timeout=31", "connect_timeout"),
        ("postgresql://u:secret@host/d?channel_binding=secret", "channel_binding"),
        ("postgresql://u:secret@host/d?target_session_attrs=secret", "target_session_attrs"),
        ("postgresql://u:secret@host/d?gssencmode=require", "gssencmode"),
        ("postgresql://u:secret@host/d?sslrootcert=/secret", "sslrootcert"),
        ("postgresql://u:secret@host/d?sslcert=/secret", "sslcert"),
        ("postgresql://u:secret@host/d?sslkey=/secret", "sslcert beside sslkey"),
        ("postgresql://u:secret@host/d?sslrootcert=system&sslmode=require", "verify-full"),
        ("postgresql://u:secret@one,two/d?port=1,2,3", "port"),
        ("postgresql://u:secret@host:66000/d", "port"),
        ("postgresql://u:secret@host/d?port=x", "port"),
        ("postgresql://u:se/cret@host/d", "percent-encoded"),
        ("postgresql://u:se?cret=1@host/d", "percent-encoded"),
        ("postgresql://u:se#cret@host/d", "percent-encoded"),
        ("postgresql://u:secret@host/d#secret", "#"),
        ("postgresql://u:secret@/d", "must name a host"),
        ("postgresql://u:secret@::1/d", "must name a host"),
    ],
)
def test_says_in_one_line_what_it_does_not_take(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, url: str, names: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for setting in ("USHER_DATABASE_URL", "USHER_BROADCAST_URL"):
        monkeypatch.setenv(setting, url)
        with pytest.raises(settings.SettingsError) as caught:
            settings.load()
        said = str(caught.value)
        assert said.startswith(f"{setting} ")
        assert names in said
        assert "secret" not in said
        assert "cret" not in said
        assert "\n" not in said
        monkeypatch.delenv(setting)

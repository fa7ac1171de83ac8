"""The settings, commands, options and files that the Dockerfile and compose.yaml name exist."""

import json
import os
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import cli
from app.serving import SECONDS_TO_DRAIN
from app.settings import PREFIX, Settings, SettingsError, load
from db.database_url import parse_database_url

PROJECT = Path(__file__).parents[2]
DOCKERFILE, COMPOSE = ((PROJECT / name).read_text() for name in ("Dockerfile", "compose.yaml"))


def test_every_setting_exists() -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    named = set(re.findall(r"USHER_[A-Z_]+", DOCKERFILE + COMPOSE))
    assert named >= {"USHER_DATABASE_URL", "USHER_SECRET_KEY", "USHER_SMTP_URL", "USHER_PUBLIC_URL"}
    assert named - known == set()


GIVEN = dict(re.findall(r"^    ([A-Z_]+): (.*?)(?: #.*)?$", COMPOSE[: COMPOSE.index("services:")], re.MULTILINE))
IN_PRODUCTION = {
    "POSTGRES_PASSWORD": "p@ss/w:rd#1",
    "USHER_SECRET_KEY": "k" * 32,
    "USHER_SMTP_URL": "smtp://user:p%40ss@mail.example.org",
    "USHER_MAIL_FROM": "usher@example.org",
    "USHER_PUBLIC_URL": "https://usher.example.org",
    "USHER_DIRECTORY": "shared",
    "USHER_TRUSTED_PROXIES": "172.18.0.1",
    "USHER_SITE_NAME": "The site",
    "USHER_SUPPORT_EMAIL": "help@example.org",
}


def fill_in(environment: dict[str, str]) -> dict[str, str]:
    """Fill in the settings of `compose.yaml` as `docker compose` does; KeyError for a required variable."""

    def fill(found: re.Match[str]) -> str:
        name, required, default = found[1], found[2].startswith(":?"), found[2][2:]
        return environment[name] if required else environment.get(name, default)

    return {name: re.sub(r"\$\{(\w+)(:[?-][^}]*)\}", fill, value) for name, value in GIVEN.items()}


def loaded(monkeypatch: pytest.MonkeyPatch, folder: Path, environment: dict[str, str]) -> Settings:
    monkeypatch.chdir(folder)
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return load()


def test_compose_passes_all_that_production_needs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = loaded(monkeypatch, tmp_path, fill_in(IN_PRODUCTION))
    assert settings.production
    assert (settings.mail_from, settings.site_name) == ("usher@example.org", "The site")
    assert settings.trusted_proxies == ("172.18.0.1",)
    for name in IN_PRODUCTION:
        with pytest.raises(KeyError, match=name):
            fill_in({other: value for other, value in IN_PRODUCTION.items() if other != name})


def test_compose_names_every_setting_that_production_needs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Fail for a newly required setting that compose.yaml does not pass."""
    with pytest.raises(SettingsError, match="needs") as error:
        loaded(monkeypatch, tmp_path, {"USHER_ENV": "production"})
    needed = set(re.findall(r"USHER_[A-Z_]+", str(error.value))) - {"USHER_ENV"}
    assert needed <= set(GIVEN)
    assert needed >= {"USHER_MAIL_FROM", "USHER_SITE_NAME", "USHER_SUPPORT_EMAIL", "USHER_DIRECTORY"}


def test_a_password_may_hold_any_character() -> None:
    given = fill_in(IN_PRODUCTION)
    assert given["PGPASSWORD"] == "p@ss/w:rd#1"
    url = parse_database_url(given["USHER_DATABASE_URL"])
    assert (url.hosts, url.user, url.password) == ((("postgres", 5432),), "usher", None)


def test_every_service_gets_the_settings_and_a_health_check() -> None:
    services = re.split(r"^  (\w+):$", COMPOSE[COMPOSE.index("services:") :], flags=re.MULTILINE)
    parts = dict(zip(services[1::2], services[2::2], strict=True))
    for name in ("migrate", "one", "two", "worker"):
        assert "<<: *usher" in parts[name]
        assert "disable: true" not in parts[name], "it has no health check"
    assert json.loads(re.findall(r"command: (.*)", parts["worker"])[0])[-2:] == ["--port", "8000"]
    assert "127.0.0.1:8000/healthz" in DOCKERFILE
    assert all(int(grace) >= 5 + SECONDS_TO_DRAIN for grace in re.findall(r"stop_grace_period: (\d+)s", COMPOSE))


COMMANDS = [
    json.loads(found)
    for found in re.findall(r"(?:^CMD|command:) (\[.*\])", DOCKERFILE + COMPOSE, re.MULTILINE)
    if '"usher"' in found
]


def test_there_are_servers_a_worker_and_a_migration() -> None:
    assert [words[1] for words in COMMANDS] == ["serve", "migrate", "serve", "serve", "worker"]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_exists(words: list[str]) -> None:
    help_of = CliRunner().invoke(cli, [words[1], "--help"], env={"COLUMNS": "200"})
    assert help_of.exit_code == 0, help_of.output
    assert all(word in help_of.output for word in words[2:] if word.startswith("--"))


def test_every_copied_file_exists() -> None:
    for sources in re.findall(r"^COPY (?!--from)(.*) \S+$", DOCKERFILE, re.MULTILINE):
        assert all((PROJECT / source).exists() for source in sources.split())
    ignored = (PROJECT / ".dockerignore").read_text().split()
    assert {".git", ".env", ".usher", "**/node_modules"} <= set(ignored)

"""What the Dockerfile and compose.yaml name is there: settings, commands with their options, and files."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import cli
from app.settings import PREFIX, Settings

HOUSE = Path(__file__).parents[2]
DOCKERFILE, COMPOSE = ((HOUSE / name).read_text() for name in ("Dockerfile", "compose.yaml"))


def test_every_setting_is_one() -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    named = set(re.findall(r"USHER_[A-Z_]+", DOCKERFILE + COMPOSE))
    assert named >= {"USHER_DATABASE_URL", "USHER_SECRET_KEY", "USHER_SMTP_URL", "USHER_PUBLIC_URL"}
    assert named - known == set()


COMMANDS = [
    json.loads(found)
    for found in re.findall(r"(?:^CMD|command:) (\[.*\])", DOCKERFILE + COMPOSE, re.MULTILINE)
    if '"usher"' in found
]


def test_there_are_servers_a_worker_and_a_migration() -> None:
    assert [words[1] for words in COMMANDS] == ["serve", "migrate", "serve", "serve", "worker"]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_is_one(words: list[str]) -> None:
    help_of = CliRunner().invoke(cli, [words[1], "--help"], env={"COLUMNS": "200"})
    assert help_of.exit_code == 0, help_of.output
    assert all(word in help_of.output for word in words[2:] if word.startswith("--"))


def test_every_file_that_is_copied_is_there() -> None:
    for sources in re.findall(r"^COPY (?!--from)(.*) \S+$", DOCKERFILE, re.MULTILINE):
        assert all((HOUSE / source).exists() for source in sources.split())
    ignored = (HOUSE / ".dockerignore").read_text().split()
    assert {".git", ".env", ".usher", "**/node_modules"} <= set(ignored)

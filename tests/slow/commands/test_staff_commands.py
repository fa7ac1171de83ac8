"""What the operator does at the command line."""

import tomllib
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import asyncpg
import pytest

import embedded_postgres as embedded
from app import __version__
from graph import ids
from tests.support.command import PROJECT, Usher

ACCOUNT = """
    INSERT INTO accounts (email, name, username, sort_name, search) VALUES ($1, $2, $3, $2, $2) RETURNING id
"""
GROUP = """
    INSERT INTO groups (name, description, sort_name, search, join_policy, discreet, creator_id)
    VALUES ('The choir', '', 'the choir', 'the choir', 'INVITE_ONLY', false, $1) RETURNING id
"""
MEMBERS = "SELECT account_id, role, joined_by FROM memberships WHERE group_id = $1"
TOLD = "SELECT kind, message FROM notifications WHERE account_id = $1 ORDER BY id"


@pytest.fixture(scope="module")
def migrated(usher_folder: Usher) -> Iterator[None]:
    """A database that is up throughout: commands join it, and start none of their own."""
    with embedded.start(usher_folder.data_dir):
        assert usher_folder.run("migrate")[0] == 0
        yield


async def ask(usher: Usher, statement: str, *values: object) -> list[tuple[Any, ...]]:
    with embedded.start(usher.data_dir) as database:
        connection = await asyncpg.connect(database.dsn)
        try:
            return [tuple(row) for row in await connection.fetch(statement, *values)]
        finally:
            await connection.close()


def test_the_printed_version_is_the_packages(usher: Usher) -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    assert project["project"]["name"] == "usher-graph"
    assert project["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "app.__version__"}
    assert usher.run("--version") == (0, f"usher {__version__}\n")


async def test_an_address_can_be_made_staff_before_it_registers(usher: Usher) -> None:
    assert usher.run("staff", "Ada@Example.org") == (0, "ada@example.org is staff.\n")
    assert usher.run("staff", "ada@example.org") == (0, "ada@example.org is staff.\n")
    assert await ask(usher, "SELECT email FROM staff") == [("ada@example.org",)]
    assert usher.run("staff", "ada") == (1, "usher: EMAIL is not an email address\n")


@pytest.mark.usefixtures("migrated")
async def test_a_group_without_an_administrator_is_given_one(usher: Usher) -> None:
    [(creator,)] = await ask(usher, ACCOUNT, "cy@example.org", "Cy", "cy.c")
    [(bob,)] = await ask(usher, ACCOUNT, "bob@example.org", "Bob", "bob")
    [(group,)] = await ask(usher, GROUP, creator)
    for _ in ("anew", "again"):
        assert usher.run("appoint", str(group), "Bob@example.org")[0] == 0
        assert await ask(usher, MEMBERS, group) == [(bob, "ADMINISTRATOR", "STAFF")]
        assert await ask(usher, TOLD, bob) == [("ADDED_TO_GROUP", "You are now an administrator of The choir.")]
    await ask(usher, "UPDATE memberships SET role = 'MEMBER'")
    assert usher.run("appoint", str(group), "bob@example.org")[0] == 0
    assert await ask(usher, MEMBERS, group) == [(bob, "ADMINISTRATOR", "STAFF")]
    assert [kind for kind, _ in await ask(usher, TOLD, bob)] == ["ADDED_TO_GROUP", "ROLE_CHANGED"]
    history = await ask(usher, "SELECT action, actor_id, subject FROM history ORDER BY id")
    assert history == [("MEMBER_ADDED", None, "Bob"), ("ROLE_CHANGED", None, "Bob: ADMINISTRATOR")]


@pytest.mark.usefixtures("migrated")
async def test_a_group_may_be_given_by_its_id_or_its_address(usher: Usher) -> None:
    [(eve,)] = await ask(usher, ACCOUNT, "eve@example.org", "Eve", "eve.e")
    for spell in (
        lambda group: group,
        lambda group: quote(group, safe=""),
        lambda group: group.rstrip("="),
        lambda group: f" https://usher.example.org/groups/{quote(group)} ",
        lambda group: f"https://example.org/usher/groups/{quote(group, safe='')}/seats?said=released#top",
    ):
        [(group,)] = await ask(usher, GROUP, eve)
        assert usher.run("appoint", spell(str(ids.encode("Group", group))), "eve@example.org")[0] == 0
        assert await ask(usher, MEMBERS, group) == [(eve, "ADMINISTRATOR", "STAFF")]


@pytest.mark.usefixtures("migrated")
@pytest.mark.parametrize(
    ("group", "email", "line"),
    [
        ("9" * 30, "cy@example.org", "there is no such group"),
        ("nonsense", "cy@example.org", "there is no such group"),
        (ids.encode("Invitation", 1), "cy@example.org", "there is no such group"),
        ("1", "nobody@example.org", "nobody has registered with EMAIL"),
    ],
)
async def test_an_impossible_appointment_fails_with_one_line(usher: Usher, group: str, email: str, line: str) -> None:
    await ask(usher, ACCOUNT.replace("RETURNING id", "ON CONFLICT DO NOTHING"), "cy@example.org", "Cy", "cy.c")
    before = await ask(usher, "SELECT * FROM memberships")
    assert usher.run("appoint", group, email) == (1, f"usher: {line}\n")
    assert await ask(usher, "SELECT * FROM memberships") == before

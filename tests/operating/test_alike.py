"""Responses do not reveal which addresses and tokens exist: bodies, headers and statements are equal.

`python -m bench.alike` measures that they also take the same time.
"""

import pytest

from tests.conftest import Counted
from tests.operating.alike import Make, make_doors, seen

DOORS = ("register", "requestOneTimeLogin", "logIn", "invitePage", "/join", "/login", "logInWithOneTimeLink")
PAIRS = 3


@pytest.fixture(scope="module")
async def doors(counted: Counted) -> dict[str, Make]:
    return await make_doors(counted.people, counted.engine, PAIRS)


async def test_every_door_is_tried(doors: dict[str, Make]) -> None:
    assert tuple(doors) == DOORS


@pytest.mark.parametrize("door", DOORS)
async def test_nothing_tells_them_apart(door: str, doors: dict[str, Make], counted: Counted) -> None:
    http, url = counted.people.http, counted.people.url
    for number in range(PAIRS):
        pair = doors[door](number)
        answers, statements = [], []
        for ask in (pair.known, pair.unknown):
            counted.statements.clear()
            answers.append(seen(await ask.send(http, url)))
            statements.append(list(counted.statements))
        assert answers[0] == answers[1]
        assert statements[0] == statements[1]
        other = seen(await pair.other.send(http, url))
        assert other["body"] != answers[0]["body"], "the door answers everything alike"

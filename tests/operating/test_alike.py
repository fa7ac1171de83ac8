"""Responses do not reveal which addresses and tokens exist: bodies, headers and statements are equal.

`python -m bench.alike` measures that they also take the same time.
"""

import pytest

from tests.conftest import Counted
from tests.operating.equal_responses import Make, make_entry_points, seen

ENTRY_POINTS = ("register", "requestOneTimeLogin", "logIn", "invitePage", "/join", "/login", "logInWithOneTimeLink")
PAIRS = 3


@pytest.fixture(scope="module")
async def entry_points(counted: Counted) -> dict[str, Make]:
    return await make_entry_points(counted.people, counted.engine, PAIRS)


async def test_every_entry_point_is_tried(entry_points: dict[str, Make]) -> None:
    assert tuple(entry_points) == ENTRY_POINTS


@pytest.mark.parametrize("entry_point", ENTRY_POINTS)
async def test_known_and_unknown_get_equal_responses(
    entry_point: str, entry_points: dict[str, Make], counted: Counted
) -> None:
    http, url = counted.people.http, counted.people.url
    for number in range(PAIRS):
        pair = entry_points[entry_point](number)
        answers, statements = [], []
        for ask in (pair.known, pair.unknown):
            counted.statements.clear()
            answers.append(seen(await ask.send(http, url)))
            statements.append(list(counted.statements))
        assert answers[0] == answers[1]
        assert statements[0] == statements[1]
        other = seen(await pair.other.send(http, url))
        assert other["body"] != answers[0]["body"], "the entry point answers everything alike"

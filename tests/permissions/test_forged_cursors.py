"""Forged cursors are the client's error, even if the database could not read their values."""

import json
from base64 import urlsafe_b64encode

import pytest

from tests.support.people import People

LISTED = "query($after: String) { viewer { notifications(after: $after) { nodes { id } } } }"


def forged(*values: object) -> str:
    return urlsafe_b64encode(json.dumps([1, "notifications", *values]).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "values",
    [
        ("0001-01-01T00:00:00+23:59", 1),
        ("9999-12-31T23:59:59-23:59", 1),
        ("2026-01-01T00:00:00", 1),
        ("2026-01-01T00:00:00Z", 2**63),
        ("2026-01-01T00:00:00Z", 1.5),
        ("\0", 1),
    ],
)
async def test_a_forged_cursor_is_a_bad_request(people: People, values: tuple[object, ...]) -> None:
    assert await (await people()).code(LISTED, after=forged(*values)) == "BAD_REQUEST"


async def test_a_cursor_may_hold_an_instant_with_any_offset(people: People) -> None:
    place = forged("2026-01-01T02:00:00+02:00", 1)
    assert (await (await people()).ok(LISTED, after=place))["viewer"]["notifications"] == {"nodes": []}

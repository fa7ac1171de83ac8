"""Instants at the ends of the calendar: kept and shown, to the microsecond beside them."""

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.support.client import codes
from tests.support.people import People
from tests.support.world import make_world

FIRST, LAST = "0001-01-01T00:00:00", "9999-12-31T23:59:59"
PLAN = "query($g: ID!) { group(id: $g) { seatPlan { startsAt expiresAt status } members { nodes { viewerActions } } } }"


@pytest.mark.parametrize(
    ("starts", "expires", "shown"),
    [
        (f"{FIRST}Z", f"{LAST}.999999Z", (f"{FIRST}.000001Z", f"{LAST}.999998Z")),
        ("0001-01-01T14:00:00+14:00", "9999-12-31T09:59:59.999999-14:00", (f"{FIRST}.000001Z", f"{LAST}.999998Z")),
        (f"{FIRST}.000001Z", f"{LAST}Z", (f"{FIRST}.000001Z", f"{LAST}Z")),
    ],
)
async def test_a_plan_from_ever_to_ever(
    people: People, engine: AsyncEngine, starts: str, expires: str, shown: tuple[str, str]
) -> None:
    world = await make_world(people, engine)
    terms = {"groupId": world.group, "seatCount": 3, "startsAt": starts, "expiresAt": expires}
    assert codes(await world.staff.mutate("setSeatPlan", terms, "seatPlan { startsAt }")) == []
    group = (await world.administrator.ok(PLAN, g=world.group))["group"]
    assert group["seatPlan"] == {"startsAt": shown[0], "expiresAt": shown[1], "status": "ACTIVE"}
    assert all("ALLOCATE_SEAT" in member["viewerActions"] for member in group["members"]["nodes"])

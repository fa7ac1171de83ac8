"""What the administrator's two tabs cost, and that it does not grow with the group."""

import pytest

from tests.conftest import Counted
from tests.seats.seat_world import SeatWorld

_SUBSCRIPTIONS = """
    query($id: ID!) { group(id: $id) { name viewerActions seatPlan {
        seatCount allocatedCount freeCount startsAt expiresAt status policy supportEmail
        seats(first: 100) { nodes { number allocatedAt allocatedBy { name } member { id account { name email } } } }
        waiting(first: 100) { nodes { seatWaitPosition account { name email } } }
    } } }
"""
_MEMBERS = """
    query($id: ID!) { group(id: $id) { name viewerActions
        members(first: 100) { totalCount nodes {
            role joinedAt hasFullAccess seatWaitPosition viewerActions account { name email } seat { number }
        } }
        without: members(first: 20, hasSeat: false, search: "mem") { nodes { id account { name email } } }
    } }
"""


@pytest.mark.parametrize("size", [10, 1000])
@pytest.mark.parametrize("document", [_SUBSCRIPTIONS, _MEMBERS], ids=["subscriptions", "members"])
async def test_each_tab_takes_five_statements_sign_in_and_all(counted: Counted, document: str, size: int) -> None:
    world = SeatWorld(counted.people, counted.engine, counted.people.url)
    staff, admin = await world.person("Sam", staff=True), await world.person("Ada")
    group = await world.group(admin)
    await world.sell(staff, group, size)
    members = await world.fill(group, await world.members(size * 3 // 2))
    for member in members[:3]:
        assert await world.allocate(admin, member) == []
    await world.do(admin, "setSeatPolicy", "", groupId=group, policy="AUTOMATIC")
    counted.statements.clear()
    found = await world.ask(admin, document, id=group)
    assert len(counted.statements) <= 5, counted.statements
    if document is _SUBSCRIPTIONS:
        seats = found["group"]["seatPlan"]["seats"]["nodes"]
        assert [seat["allocatedBy"] for seat in seats[:4]] == [{"name": "Ada"}] * 3 + [None]
        assert len(found["group"]["seatPlan"]["waiting"]["nodes"]) == min(100, size // 2 + 1)

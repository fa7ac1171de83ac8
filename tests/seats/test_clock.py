"""What the clock does to a plan: it begins, it ends, and administrators are told beforehand, once each."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import select, text

from actions.seats.seat_plans import announce_status_changes, notify_expiring
from actions.work import Services
from db.tables import Mail
from graph import ids
from tests.seats.seat_world import SeatWorld, later
from tests.support.notifications import said_kinds
from tests.support.people import Person
from tests.support.socket import Stream

_PLAN = "subscription($g: ID!) { seatPlan(groupId: $g) { status allocatedCount freeCount seatCount } }"
_ACCESS = "subscription($g: ID!) { access(groupId: $g) { hasFullAccess reason seatWaitPosition member { id } } }"

Cast = tuple[Person, Person, str]


@pytest.fixture
async def cast(world: SeatWorld) -> Cast:
    staff = await world.person("Sam Staff", staff=True)
    admin = await world.person("Ada Admin")
    return staff, admin, await world.group(admin)


async def _next(stream: Stream) -> Any:
    """The next value of the stream's one field."""
    (value,) = (await stream.next()).values()
    return value


async def _mails(world: SeatWorld, group: str) -> list[tuple[str | None, int]]:
    statement = select(Mail.to_name, Mail.details["days"].as_integer()).where(
        Mail.kind == "SEAT_PLAN_EXPIRING", Mail.group_id == ids.key("Group", group)
    )
    return [tuple(row) for row in await world.rows(statement.order_by(Mail.id))]


async def _everybody_tells(services: Services) -> None:
    """Several workers at once, beside the server's own, and again, as after a restart."""
    for _ in range(2):
        await asyncio.gather(*(job(services) for job in (announce_status_changes, notify_expiring) * 2))


async def test_each_mark_is_told_of_once_whoever_looks(world: SeatWorld, services: Services, cast: Cast) -> None:
    staff, admin, group = cast
    deputy, member = await world.person("Dee Deputy"), await world.person("Mel")
    await world.join(admin, group, deputy, role="ADMINISTRATOR")
    await world.join(admin, group, member)
    told = []
    for days in (31, 30, 7, 1):
        await world.sell(staff, group, 2, expiresAt=later(days=days))
        if days < 31:
            told.append(days)
        await _everybody_tells(services)
        assert await _mails(world, group) == [(name, day) for day in told for name in ("Ada Admin", "Dee Deputy")]
    assert await world.notified(admin) == ["SEAT_PLAN_EXPIRING"] * 3
    assert await world.notified(deputy) == ["SEAT_PLAN_EXPIRING"] * 3
    assert "SEAT_PLAN_EXPIRING" in await said_kinds(world.engine, ids.key("Group", group))
    assert await world.notified(member) == []


async def test_time_alone_reaches_the_marks_and_a_standstill_skips_some(
    world: SeatWorld, services: Services, cast: Cast
) -> None:
    staff, _, group = cast
    await world.sell(staff, group, 2, expiresAt=later(days=40))
    for left, told in ((31, []), (29.1, [30]), (0.9, [30, 1]), (-0.1, [30, 1])):
        await _shift(world, group, left)
        await _everybody_tells(services)
        assert [days for _, days in await _mails(world, group)] == told


async def _shift(world: SeatWorld, group: str, days: float) -> None:
    """As if time had passed."""
    statement = text(
        "UPDATE seat_plans SET starts_at = starts_at - interval '100 days',"
        " expires_at = clock_timestamp() + make_interval(secs => :left) WHERE group_id = :group"
    )
    async with world.engine.begin() as connection:
        await connection.execute(statement, {"left": days * 86_400, "group": ids.key("Group", group)})


async def test_a_plan_sold_for_a_short_time_is_not_told_of_at_once(
    world: SeatWorld, services: Services, cast: Cast
) -> None:
    staff, _, group = cast
    await world.sell(staff, group, 2, expiresAt=later(days=5))
    await _everybody_tells(services)
    assert await _mails(world, group) == []


async def test_when_an_automatic_plan_starts_the_line_is_seated_once(
    world: SeatWorld, services: Services, cast: Cast
) -> None:
    staff, admin, group = cast
    await world.sell(staff, group, 2, startsAt=later(days=1))
    await world.do(admin, "setSeatPolicy", "", groupId=group, policy="AUTOMATIC")
    first, second = await world.members(2)
    await world.join(admin, group, first, second)
    await _everybody_tells(services)
    assert await world.line(admin, group) == ["Ada Admin", "Member 0000", "Member 0001"]
    async with world.follow(admin, _PLAN, g=group) as stream:
        assert (await _next(stream))["status"] == "SCHEDULED"
        begun = text("UPDATE seat_plans SET starts_at = clock_timestamp() WHERE group_id = :group")
        async with world.engine.begin() as connection:
            await connection.execute(begun, {"group": ids.key("Group", group)})
        await _everybody_tells(services)
        latest = {"status": "ACTIVE", "allocatedCount": 2, "freeCount": 0, "seatCount": 2}
        assert await _next(stream) == latest
    assert await world.numbers(admin, group) == {"Ada Admin": 1, "Member 0000": 2}
    assert await world.notified(first) == ["SEAT_ALLOCATED"]
    assert [entry[0] for entry in await world.history(group)].count("SEAT_ALLOCATED") == 2


async def test_a_deputys_screen_follows_what_another_allocates(worlds: list[SeatWorld], cast: Cast) -> None:
    world, other = worlds
    staff, admin, group = cast
    deputy = await world.person("Dee Deputy")
    await world.join(admin, group, deputy, role="ADMINISTRATOR")
    (member,) = await world.join(admin, group, await world.person("Mel"))
    async with other.follow(deputy, _PLAN, g=group) as stream:
        assert await _next(stream) is None
        await world.sell(staff, group, 2)
        assert (await _next(stream))["freeCount"] == 2
        assert await world.allocate(admin, member) == []
        assert await _next(stream) == {"status": "ACTIVE", "allocatedCount": 1, "freeCount": 1, "seatCount": 2}
        assert await world.release(admin, member) == []
        assert (await _next(stream))["freeCount"] == 2
        await world.do(admin, "updateGroup", "", groupId=group, name="Other")
        await stream.quiet()


async def test_a_members_screen_opens_with_the_seat_and_closes_when_the_plan_ends(
    worlds: list[SeatWorld], cast: Cast
) -> None:
    world, other = worlds
    staff, admin, group = cast
    person, ahead = await world.person("Mel"), await world.person("Ann")
    member, aheads = await world.join(admin, group, person, ahead)
    async with other.follow(person, _ACCESS, g=group) as stream:
        seen = {"hasFullAccess": True, "reason": "NO_SEATS_NEEDED", "seatWaitPosition": None, "member": {"id": member}}
        assert await _next(stream) == seen
        await world.sell(staff, group, 2)
        assert (await _next(stream))["reason"] == "NO_SEAT"
        await world.do(ahead, "requestSeat", "", groupId=group)
        await world.do(person, "requestSeat", "", groupId=group)
        assert (await _next(stream))["seatWaitPosition"] == 2
        assert await world.allocate(admin, aheads) == []
        assert (await _next(stream))["seatWaitPosition"] == 1
        assert await world.allocate(admin, member) == []
        seated = await _next(stream)
        assert (seated["hasFullAccess"], seated["reason"], seated["seatWaitPosition"]) == (True, "SEAT_HELD", None)
        await world.sell(staff, group, 2, expiresAt=later(seconds=2.5))
        assert (await world.own(person, group))["hasFullAccess"] is True
        ended = await _next(stream)  # at the instant, without a job
        assert (ended["hasFullAccess"], ended["reason"]) == (False, "PLAN_EXPIRED")
        await world.sell(staff, group, 2)
        assert (await _next(stream))["hasFullAccess"] is True
        await world.do(admin, "removeMember", "", memberId=member)
        assert await stream.error() == "NOT_FOUND"


async def test_the_plans_stream_says_that_it_has_expired_without_a_job(
    world: SeatWorld, services: Services, cast: Cast
) -> None:
    staff, admin, group = cast
    async with world.follow(admin, _PLAN, g=group) as stream:
        assert await _next(stream) is None
        await world.sell(staff, group, 2, startsAt=later(seconds=1.5), expiresAt=later(seconds=2.5))
        assert [(await _next(stream))["status"] for _ in range(3)] == ["SCHEDULED", "ACTIVE", "EXPIRED"]
        await announce_status_changes(services)
        await stream.quiet()


async def test_streams_are_for_those_who_may_see(world: SeatWorld, cast: Cast) -> None:
    staff, admin, group = cast
    member, stranger = await world.person("Mel"), await world.person("Stranger")
    await world.join(admin, group, member)
    await world.sell(staff, group, 2)
    for person, document, code in (
        (member, _PLAN, "FORBIDDEN"),
        (stranger, _PLAN, "NOT_FOUND"),
        (stranger, _ACCESS, "NOT_FOUND"),
    ):
        async with world.follow(person, document, g=group) as stream:
            assert await stream.error() == code
    for person in (admin, staff):
        async with world.follow(person, _PLAN, g=group) as stream:
            assert (await _next(stream))["freeCount"] == 2

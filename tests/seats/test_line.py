"""The waiting line: who gets a seat that is freed, bought, or handed out by a policy."""

from datetime import datetime

import pytest
from sqlalchemy import select

from db.queries import events
from db.tables import Mail, StreamEvent
from graph import ids
from live.event_kinds import EventKind
from rules.seats import seats_until
from tests.seats.seat_world import SeatWorld, later
from tests.support.client import codes
from tests.support.people import Person

Cast = tuple[Person, Person, str]


@pytest.fixture
async def cast(world: SeatWorld) -> Cast:
    staff = await world.person("Sam Staff", staff=True)
    admin = await world.person("Ada Admin")
    return staff, admin, await world.group(admin)


async def _seated_by_mail(world: SeatWorld, group: str) -> list[str]:
    statement = select(Mail.to_name).where(Mail.kind == "SEAT_ALLOCATED", Mail.group_id == ids.key("Group", group))
    return [row[0] for row in await world.rows(statement.order_by(Mail.id))]


async def test_automatic_seats_joiners_in_order_and_then_the_line(world: SeatWorld, cast: Cast) -> None:
    staff, admin, group = cast
    terms = {"expiresAt": later(days=90)}
    await world.sell(staff, group, 1, **terms)
    await world.do(admin, "setSeatPolicy", "", groupId=group, policy="AUTOMATIC")
    await world.sell(staff, group, 4, **terms)
    people = await world.members(5)
    await world.join(admin, group, *people)
    assert await world.numbers(admin, group) == {"Ada Admin": 1, "Member 0000": 2, "Member 0001": 3, "Member 0002": 4}
    assert await world.line(admin, group) == ["Member 0003", "Member 0004"]
    assert [(await world.own(person, group))["seatWaitPosition"] for person in people] == [None, None, None, 1, 2]
    assert await world.notified(people[3]) == []

    await world.do(people[1], "leaveGroup", "groupId", groupId=group)
    assert (await world.numbers(admin, group))["Member 0003"] == 3
    assert await world.notified(people[3]) == ["SEAT_ALLOCATED"]
    assert (await world.own(people[4], group))["seatWaitPosition"] == 1

    await world.sell(staff, group, 5, **terms)
    assert (await world.numbers(admin, group))["Member 0004"] == 5
    assert await world.line(admin, group) == []
    assert (await world.history(group))[-4:] == [
        ("SEAT_RELEASED", "Member 0001", "Member 0001"),
        ("SEAT_ALLOCATED", "Member 0003", None),
        ("SEAT_PLAN_SET", seats_until(5, datetime.fromisoformat(terms["expiresAt"])), "Sam Staff"),
        ("SEAT_ALLOCATED", "Member 0004", None),
    ]
    assert await _seated_by_mail(world, group) == ["Ada Admin", *(person.name for person in people)]


async def test_a_seat_and_its_successor_change_hands_in_one_transaction(world: SeatWorld, cast: Cast) -> None:
    staff, admin, group = cast
    await world.sell(staff, group, 1)
    first, second = await world.members(2)
    members = await world.join(admin, group, first, second)
    assert await world.allocate(admin, members[0]) == []
    await world.do(second, "requestSeat", "", groupId=group)
    await world.do(admin, "setSeatPolicy", "", groupId=group, policy="AUTOMATIC")
    await world.do(admin, "removeMember", "", memberId=members[0])
    statement = select(StreamEvent.kind, StreamEvent.subject_id, StreamEvent.created_at).where(
        StreamEvent.stream == "g", StreamEvent.stream_id == ids.key("Group", group)
    )
    told = {(row.kind, row.subject_id): row.created_at for row in await world.rows(statement)}
    gone, come = (ids.key("Member", member) for member in members)
    # The rows of one transaction carry one reading of the clock.
    assert told[(EventKind.MEMBER_REMOVED, gone)] == told[(EventKind.MEMBER_SEAT_RELEASED, gone)]
    assert told[(EventKind.MEMBER_REMOVED, gone)] == told[(EventKind.MEMBER_SEAT_ALLOCATED, come)]


async def test_under_manual_requests_line_up_and_nobody_moves_by_themselves(world: SeatWorld, cast: Cast) -> None:
    staff, admin, group = cast
    await world.sell(staff, group, 3)
    people = await world.members(3)
    members = await world.join(admin, group, *people)
    shown = "member { seatWaitPosition seat { id } }"
    for place, person in enumerate(people, 1):
        asked = await world.do(person, "requestSeat", shown, groupId=group)
        assert asked["member"] == {"seatWaitPosition": place, "seat": None}
    before = await world.history(group)
    again = await world.do(people[0], "requestSeat", shown, groupId=group, waiting=True)
    assert again["member"]["seatWaitPosition"] == 1
    assert await world.history(group) == before
    await world.do(people[1], "requestSeat", shown, groupId=group, waiting=False)
    await world.do(people[1], "requestSeat", shown, groupId=group, waiting=False)
    assert await world.line(admin, group) == ["Member 0000", "Member 0002"]
    assert (await world.history(group))[len(before) :] == [("SEAT_REQUEST_WITHDRAWN", "Member 0001", "Member 0001")]
    assert await world.allocate(admin, members[2]) == []
    assert await world.line(admin, group) == ["Member 0000"]
    assert codes(await world.change(people[2], "requestSeat", "", groupId=group)) == ["HAS_SEAT_ALREADY"]
    assert await world.release(admin, members[2]) == []
    assert await world.line(admin, group) == ["Member 0000"]
    await world.do(people[0], "leaveGroup", "", groupId=group)
    assert await world.line(admin, group) == []


async def test_switching_to_automatic_lines_up_the_rest_behind_those_waiting(world: SeatWorld, cast: Cast) -> None:
    staff, admin, group = cast
    await world.sell(staff, group, 2)
    people = await world.members(4)
    await world.join(admin, group, *people)
    await world.do(people[2], "requestSeat", "", groupId=group)
    plan = await world.do(admin, "setSeatPolicy", "seatPlan { policy freeCount }", groupId=group, policy="AUTOMATIC")
    assert plan["seatPlan"] == {"policy": "AUTOMATIC", "freeCount": 0}
    assert await world.numbers(admin, group) == {"Member 0002": 1, "Ada Admin": 2}
    assert await world.line(admin, group) == ["Member 0000", "Member 0001", "Member 0003"]
    await world.do(admin, "setSeatPolicy", "", groupId=group, policy="MANUAL")
    await world.sell(staff, group, 3)
    assert await world.line(admin, group) == ["Member 0000", "Member 0001", "Member 0003"]


async def test_a_released_member_stands_at_no_place_and_may_ask_again(world: SeatWorld, cast: Cast) -> None:
    staff, admin, group = cast
    await world.sell(staff, group, 2)
    first, second = await world.members(2)
    members = await world.join(admin, group, first, second)
    await world.do(admin, "setSeatPolicy", "", groupId=group, policy="AUTOMATIC")
    assert await world.line(admin, group) == ["Member 0001"]
    assert await world.release(admin, members[0]) == []
    assert await world.numbers(admin, group) == {"Ada Admin": 1, "Member 0001": 2}
    assert await world.line(admin, group) == []
    await world.do(admin, "releaseSeat", "", memberId=members[1])
    assert await world.notified(second) == ["SEAT_ALLOCATED", "SEAT_RELEASED"]
    asked = await world.do(first, "requestSeat", "member { hasFullAccess seat { number } }", groupId=group)
    assert asked["member"] == {"hasFullAccess": True, "seat": {"number": 2}}
    assert (await world.history(group))[-2:] == [
        ("SEAT_REQUESTED", "Member 0000", "Member 0000"),
        ("SEAT_ALLOCATED", "Member 0000", None),
    ]


async def test_while_the_plan_is_not_in_force_the_line_only_grows(world: SeatWorld, cast: Cast) -> None:
    staff, admin, group = cast
    await world.sell(staff, group, 2)
    first, second, third = await world.members(3)
    await world.join(admin, group, first)
    await world.do(admin, "setSeatPolicy", "", groupId=group, policy="AUTOMATIC")
    past = {"startsAt": later(days=-2), "expiresAt": later(days=-1)}
    await world.sell(staff, group, 2, **past)
    await world.join(admin, group, second, third)
    await world.do(first, "leaveGroup", "", groupId=group)
    await world.sell(staff, group, 3, **past)
    assert await world.line(admin, group) == ["Member 0001", "Member 0002"]
    assert (await world.plan(admin, group) or {})["freeCount"] == 2
    await world.sell(staff, group, 3)
    assert await world.numbers(admin, group) == {"Ada Admin": 1, "Member 0001": 2, "Member 0002": 3}


async def test_events_name_the_person_who_acted_and_nobody_for_the_policy(world: SeatWorld, cast: Cast) -> None:
    staff, admin, group = cast
    nora = await world.person("Nora")
    await world.fill(group, [nora])
    await world.sell(staff, group, 1)
    await world.do(nora, "requestSeat", "", groupId=group)
    await world.do(admin, "setSeatPolicy", "", groupId=group, policy="AUTOMATIC")
    await world.sell(staff, group, 2)

    topic = f"g:{ids.key('Group', group)}"
    async with world.engine.connect() as connection:
        rows = (await events.after(connection, {topic: 0})).rows[topic]
    shown = (EventKind.PLAN_CHANGED, EventKind.LINE_CHANGED, EventKind.MEMBER_SEAT_ALLOCATED)
    assert [(row.kind, row.actor_id) for row in rows if row.kind in shown] == [
        (EventKind.PLAN_CHANGED, staff.key),
        (EventKind.LINE_CHANGED, nora.key),
        (EventKind.PLAN_CHANGED, admin.key),
        (EventKind.LINE_CHANGED, admin.key),  # she lined the others up before the policy seated the first
        (EventKind.MEMBER_SEAT_ALLOCATED, None),
        (EventKind.PLAN_CHANGED, staff.key),
        (EventKind.LINE_CHANGED, None),
        (EventKind.MEMBER_SEAT_ALLOCATED, None),
    ]


async def test_the_version_of_the_group_moves_with_the_line(world: SeatWorld, cast: Cast) -> None:
    staff, admin, group = cast
    await world.sell(staff, group, 1, expiresAt=later(days=90))
    people = await world.members(2)
    await world.join(admin, group, *people)
    seen: list[int] = []
    for person, waiting in ((people[0], True), (people[1], True), (people[0], False), (people[0], False)):
        await world.do(person, "requestSeat", "", groupId=group, waiting=waiting)
        asked = await admin.ok("query($g: ID!) { group(id: $g) { viewerActionsVersion } }", g=group)
        seen.append(asked["group"]["viewerActionsVersion"])
    assert seen == [seen[0], seen[0] + 1, seen[0] + 2, seen[0] + 2]  # the last changed nothing

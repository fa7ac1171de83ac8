"""Everybody at once, over two processes: never more seats than bought, never two for one member."""

import asyncio
import random
from collections import Counter

from sqlalchemy import text

from graph import ids
from tests.seats.seat_world import SeatWorld, later
from tests.support.client import codes

_INVARIANTS = text("""
    SELECT plans.seat_count,
           (SELECT count(*) FROM seats WHERE seats.group_id = plans.group_id) AS seats,
           (SELECT count(*) FROM seats WHERE seats.group_id = plans.group_id AND membership_id IS NOT NULL) AS held,
           (SELECT count(DISTINCT membership_id) FROM seats WHERE seats.group_id = plans.group_id) AS holders,
           (SELECT max(number) FROM seats WHERE seats.group_id = plans.group_id) AS highest,
           (SELECT count(*) FROM memberships AS m JOIN seats ON seats.membership_id = m.id
             WHERE m.group_id = plans.group_id AND m.waiting_number IS NOT NULL) AS seated_and_waiting
    FROM seat_plans AS plans WHERE plans.group_id = :group
""")


async def _sample(world: SeatWorld, group: str) -> int:
    """Look at the database, and return how many seats are held."""
    (row,) = await world.rows(_INVARIANTS.bindparams(group=ids.key("Group", group)))
    assert row.seats == row.seat_count == row.highest
    assert row.held == row.holders <= row.seat_count
    assert row.seated_and_waiting == 0
    return int(row.held)


async def _keep_sampling(world: SeatWorld, group: str, done: asyncio.Event) -> int:
    samples = 0
    while not done.is_set():
        await _sample(world, group)
        samples += 1
        await asyncio.sleep(0.01)
    return samples


async def test_forty_members_ten_seats_while_the_plan_shrinks_and_grows(worlds: list[SeatWorld]) -> None:
    world = worlds[0]
    staff, admin = await world.person("Sam", staff=True), await world.person("Ada")
    group = await world.group(admin)
    people = await world.members(40)
    members = await world.fill(group, people)
    terms = {"expiresAt": later(days=90)}
    await world.sell(staff, group, 10, **terms)
    done = asyncio.Event()
    watching = asyncio.create_task(_keep_sampling(world, group, done))

    async def allocate(member: str) -> list[str]:
        return await random.choice(worlds).allocate(admin, member)

    async def resize() -> list[str]:
        found: list[str] = []
        for seats in (8, 12, 9, 11, 8, 12, 10):
            payload = await worlds[1].change(staff, "setSeatPlan", "", groupId=group, seatCount=seats, **terms)
            found.append(*codes(payload) or ["SET"])
        return found

    *allocated, resized = await asyncio.gather(*map(allocate, members), resize())
    refused = Counter(code for one in allocated for code in one)
    assert set(refused) <= {"NO_FREE_SEAT"}
    assert set(resized) <= {"SET", "SEATS_IN_USE"}
    again = [member for member, wrong in zip(members, allocated, strict=True) if not wrong]
    assert await asyncio.gather(*map(allocate, again)) == [["HAS_SEAT_ALREADY"]] * len(again)
    held = await _sample(world, group)
    assert held == 40 - refused.total() == len(again)

    released = await asyncio.gather(*(random.choice(worlds).release(admin, member) for member in members * 2))
    assert Counter(code for one in released for code in one) == {"HAS_NO_SEAT": 80 - held}
    done.set()
    assert await watching > 10
    history = Counter(action for action, _, _ in await world.history(group))
    assert (history["SEAT_ALLOCATED"], history["SEAT_RELEASED"]) == (held, held)
    assert history["SEAT_PLAN_SET"] == 1 + resized.count("SET") - _unchanged(resized)


def _unchanged(resized: list[str]) -> int:
    """How many of the plans set were what the plan was already."""
    now, unchanged = 10, 0
    for seats, what in zip((8, 12, 9, 11, 8, 12, 10), resized, strict=True):
        if what == "SET":
            unchanged += now == seats
            now = seats
    return unchanged


async def test_automatic_keeps_its_promises_whoever_races_whom(worlds: list[SeatWorld]) -> None:
    world = worlds[0]
    staff, admin = await world.person("Sam", staff=True), await world.person("Ada")
    group = await world.group(admin)
    people = await world.members(16)
    members = await world.fill(group, people)
    terms = {"expiresAt": later(days=90)}
    await world.sell(staff, group, 5, **terms)
    await world.do(admin, "setSeatPolicy", "", groupId=group, policy="AUTOMATIC")
    done = asyncio.Event()
    watching = asyncio.create_task(_keep_sampling(world, group, done))

    async def leave(number: int) -> None:
        await random.choice(worlds).do(people[number], "leaveGroup", "", groupId=group)

    async def remove(number: int) -> None:
        await random.choice(worlds).do(admin, "removeMember", "", memberId=members[number])

    async def release(number: int) -> None:
        assert await random.choice(worlds).release(admin, members[number]) in ([], ["HAS_NO_SEAT"])

    async def ask(number: int) -> None:
        asked = await random.choice(worlds).change(
            people[number], "requestSeat", "", groupId=group, waiting=number % 2 == 1
        )
        assert codes(asked) in ([], ["HAS_SEAT_ALREADY"])

    async def resize() -> None:
        for seats in (7, 5, 8, 6):
            payload = await worlds[1].change(staff, "setSeatPlan", "", groupId=group, seatCount=seats, **terms)
            assert codes(payload) in ([], ["SEATS_IN_USE"])

    doings = [leave(0), leave(1), remove(2), remove(3), resize()]
    doings += [release(number) for number in range(4, 10)] + [ask(number) for number in range(4, 16)]
    random.shuffle(doings)
    await asyncio.gather(*doings)
    done.set()
    await watching
    held = await _sample(world, group)
    plan = await world.plan(admin, group)
    assert plan is not None
    assert held == plan["allocatedCount"]
    assert plan["freeCount"] == 0 or await world.line(admin, group) == []
    history = Counter(action for action, _, _ in await world.history(group))
    assert history["SEAT_ALLOCATED"] - history["SEAT_RELEASED"] == held


async def test_twenty_answers_about_one_member_seat_them_once(worlds: list[SeatWorld]) -> None:
    world = worlds[0]
    staff, admin = await world.person("Sam", staff=True), await world.person("Ada")
    group = await world.group(admin)
    (person,) = await world.members(1)
    (member,) = await world.join(admin, group, person)
    await world.sell(staff, group, 20)
    found = await asyncio.gather(*(random.choice(worlds).allocate(admin, member) for _ in range(20)))
    assert sorted(found) == [[]] + [["HAS_SEAT_ALREADY"]] * 19
    assert await world.notified(person) == ["SEAT_ALLOCATED"]

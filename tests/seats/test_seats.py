"""Plans, numbered seats, allocating and releasing."""

import pytest

from tests.seats.seat_world import PLAN, SeatWorld, later
from tests.support.client import RefusedError, codes
from tests.support.people import Person

Cast = tuple[Person, Person, str, list[Person], list[str]]


@pytest.fixture
async def cast(world: SeatWorld) -> Cast:
    staff = await world.person("Sam Staff", staff=True)
    admin = await world.person("Ada Admin")
    group = await world.group(admin)
    people = await world.members(4)
    members = await world.join(admin, group, *people)
    return staff, admin, group, people, members


async def test_without_a_plan_everybody_has_full_access_and_no_seat_can_be_had(world: SeatWorld, cast: Cast) -> None:
    _, admin, group, people, members = cast
    assert await world.plan(admin, group) is None
    assert (await world.own(people[0], group))["hasFullAccess"] is True
    assert await world.allocate(admin, members[0]) == ["NO_SEAT_PLAN"]
    assert await world.release(admin, members[0]) == ["NO_SEAT_PLAN"]
    assert codes(await world.change(admin, "setSeatPolicy", "", groupId=group, policy="AUTOMATIC")) == ["NO_SEAT_PLAN"]
    assert codes(await world.change(people[0], "requestSeat", "", groupId=group)) == ["NO_SEAT_PLAN"]


async def test_a_new_plan_is_manual_and_takes_access_from_those_without_a_seat(world: SeatWorld, cast: Cast) -> None:
    staff, admin, group, people, members = cast
    plan = await world.sell(staff, group, 2)
    assert plan | {"startsAt": "", "expiresAt": ""} == {
        "seatCount": 2,
        "allocatedCount": 0,
        "freeCount": 2,
        "startsAt": "",
        "expiresAt": "",
        "status": "ACTIVE",
        "policy": "MANUAL",
    }
    assert (await world.own(people[0], group))["hasFullAccess"] is False
    assert await world.allocate(admin, members[0]) == []
    own = await world.own(people[0], group)
    assert own["hasFullAccess"] is True
    assert own["seat"]["number"] == 1
    assert await world.notified(people[0]) == ["SEAT_ALLOCATED"]
    assert await world.notified(admin) == []


async def test_the_lowest_free_number_is_given_and_every_refusal_has_its_code(world: SeatWorld, cast: Cast) -> None:
    staff, admin, group, people, members = cast
    await world.sell(staff, group, 2)
    assert await world.allocate(admin, members[0]) == []
    assert await world.allocate(admin, members[0]) == ["HAS_SEAT_ALREADY"]
    assert await world.allocate(admin, members[1]) == []
    assert await world.allocate(admin, members[2]) == ["NO_FREE_SEAT"]
    assert await world.release(admin, members[2]) == ["HAS_NO_SEAT"]
    assert await world.release(admin, members[0]) == []
    assert await world.notified(people[0]) == ["SEAT_ALLOCATED", "SEAT_RELEASED"]
    assert await world.allocate(admin, members[2]) == []
    assert await world.numbers(admin, group) == {"Member 0002": 1, "Member 0001": 2}
    assert await world.history(group) == [
        ("SEAT_PLAN_SET", (await world.history(group))[0][1], "Sam Staff"),
        ("SEAT_ALLOCATED", "Member 0000", "Ada Admin"),
        ("SEAT_ALLOCATED", "Member 0001", "Ada Admin"),
        ("SEAT_RELEASED", "Member 0000", "Ada Admin"),
        ("SEAT_ALLOCATED", "Member 0002", "Ada Admin"),
    ]


async def test_a_payload_shows_seat_member_and_plan_as_they_are_now(world: SeatWorld, cast: Cast) -> None:
    staff, admin, group, _, members = cast
    await world.sell(staff, group, 3)
    shown = "seat { number allocatedBy { name } member { id } } member { hasFullAccess } seatPlan { freeCount }"
    given = await world.do(admin, "allocateSeat", shown, memberId=members[1])
    assert given == {
        "seat": {"number": 1, "allocatedBy": {"name": "Ada Admin"}, "member": {"id": members[1]}},
        "member": {"hasFullAccess": True},
        "seatPlan": {"freeCount": 2},
        "userErrors": [],
    }
    back = await world.do(admin, "releaseSeat", shown, memberId=members[1])
    assert back == {
        "seat": {"number": 1, "allocatedBy": None, "member": None},
        "member": {"hasFullAccess": False},
        "seatPlan": {"freeCount": 3},
        "userErrors": [],
    }


@pytest.mark.parametrize(
    ("seats", "terms", "wrong"),
    [
        (0, {}, [("INVALID_VALUE", ["seatCount"])]),
        (100_001, {}, [("INVALID_VALUE", ["seatCount"])]),
        (1, {"expiresAt": later(days=-1)}, [("INVALID_VALUE", ["expiresAt"])]),
        (1, {"startsAt": later(days=2), "expiresAt": later(days=1)}, [("INVALID_VALUE", ["expiresAt"])]),
        (-1, {"expiresAt": later(days=-1)}, [("INVALID_VALUE", ["seatCount"]), ("INVALID_VALUE", ["expiresAt"])]),
        (1, {"expiresAt": "0001-01-01T00:00:00Z"}, [("INVALID_VALUE", ["expiresAt"])]),
        (1, {"expiresAt": "9999-12-31T23:59:59Z"}, []),
        (1, {"startsAt": later(days=-2), "expiresAt": later(days=-1)}, []),
    ],
)
async def test_the_terms_of_a_plan_are_checked(
    world: SeatWorld, cast: Cast, seats: int, terms: dict[str, str], wrong: list[tuple[str, list[str]]]
) -> None:
    staff, admin, group, _, _ = cast
    given = {"expiresAt": later(days=1)} | terms
    payload = await world.change(staff, "setSeatPlan", "seatPlan { status }", groupId=group, seatCount=seats, **given)
    assert [(error["code"], error["path"]) for error in payload["userErrors"]] == wrong
    assert (await world.plan(admin, group) is None) is bool(wrong)


async def test_shrinking_moves_held_numbers_down_and_keeps_the_seats(world: SeatWorld, cast: Cast) -> None:
    staff, admin, group, people, members = cast
    terms = {"expiresAt": later(days=90)}
    await world.sell(staff, group, 6, **terms)
    for member in members:
        assert await world.allocate(admin, member) == []
    assert await world.release(admin, members[0]) == []
    kept = {person.name: (await world.own(person, group))["seat"]["id"] for person in people[1:]}
    refused = await world.change(staff, "setSeatPlan", "seatPlan { seatCount }", groupId=group, seatCount=2, **terms)
    assert refused == {"seatPlan": None, "userErrors": [{"code": "SEATS_IN_USE", "path": ["seatCount"]}]}
    assert (await world.plan(admin, group) or {})["seatCount"] == 6
    await world.sell(staff, group, 3, **terms)
    assert await world.numbers(admin, group) == {"Member 0003": 1, "Member 0001": 2, "Member 0002": 3}
    assert {person.name: (await world.own(person, group))["seat"]["id"] for person in people[1:]} == kept
    await world.sell(staff, group, 5, **terms)
    assert await world.allocate(admin, members[0]) == []
    assert (await world.numbers(admin, group))["Member 0000"] == 4


async def test_setting_what_is_already_set_changes_nothing(world: SeatWorld, cast: Cast) -> None:
    staff, admin, group, _, _ = cast
    terms = {"expiresAt": later(days=90)}
    first = await world.sell(staff, group, 3, **terms)
    before = await world.history(group)
    assert await world.sell(staff, group, 3, **terms) == first
    await world.do(admin, "setSeatPolicy", "", groupId=group, policy="MANUAL")
    assert await world.history(group) == before
    extended = await world.sell(staff, group, 3, expiresAt=later(days=180))
    assert extended["startsAt"] == first["startsAt"]


async def test_an_expired_plan_suspends_and_takes_nothing_away(world: SeatWorld, cast: Cast) -> None:
    staff, admin, group, people, members = cast
    await world.sell(staff, group, 3)
    assert await world.allocate(admin, members[0]) == []
    assert await world.allocate(admin, members[1]) == []
    expired = await world.sell(staff, group, 3, startsAt=later(days=-2), expiresAt=later(days=-1))
    assert (expired["status"], expired["allocatedCount"]) == ("EXPIRED", 2)
    own = await world.own(people[0], group)
    assert (own["hasFullAccess"], own["seat"]["number"]) == (False, 1)
    assert await world.allocate(admin, members[2]) == ["SEAT_PLAN_EXPIRED"]
    assert await world.release(admin, members[1]) == []
    await world.sell(staff, group, 3)
    assert (await world.own(people[0], group))["hasFullAccess"] is True
    assert (await world.own(people[1], group))["hasFullAccess"] is False


async def test_a_plan_that_starts_later_gives_nothing_yet(world: SeatWorld, cast: Cast) -> None:
    staff, admin, group, people, members = cast
    scheduled = await world.sell(staff, group, 3, startsAt=later(days=1))
    assert scheduled["status"] == "SCHEDULED"
    assert await world.allocate(admin, members[0]) == ["SEAT_PLAN_EXPIRED"]
    answer = await world.ask(
        admin, "query($g: ID!, $e: String!) { access(groupId: $g, email: $e) { reason } }", g=group, e=people[0].email
    )
    assert answer == {"access": {"reason": "PLAN_NOT_STARTED"}}


async def test_removing_and_leaving_free_the_seat_at_once(world: SeatWorld, cast: Cast) -> None:
    staff, admin, group, people, members = cast
    await world.sell(staff, group, 2)
    for member in members[:2]:
        assert await world.allocate(admin, member) == []
    await world.do(admin, "removeMember", "removedId", memberId=members[0])
    await world.do(people[1], "leaveGroup", "groupId", groupId=group)
    assert (await world.plan(admin, group) or {})["freeCount"] == 2
    assert (await world.history(group))[-2:] == [
        ("SEAT_RELEASED", "Member 0000", "Ada Admin"),
        ("SEAT_RELEASED", "Member 0001", "Member 0001"),
    ]


async def test_roles_that_may_not_change_seats_change_nothing(world: SeatWorld, cast: Cast) -> None:
    staff, admin, group, people, members = cast
    await world.sell(staff, group, 3)
    facilitator, stranger = await world.person("Fay"), await world.person("Stranger")
    await world.join(admin, group, facilitator, role="FACILITATOR")
    before = await world.history(group)
    for person, code in (
        (people[0], "FORBIDDEN"),
        (facilitator, "FORBIDDEN"),
        (staff, "FORBIDDEN"),
        (stranger, "NOT_FOUND"),
    ):
        for field, given in (
            ("allocateSeat", {"memberId": members[1]}),
            ("releaseSeat", {"memberId": members[1]}),
            ("setSeatPolicy", {"groupId": group, "policy": "AUTOMATIC"}),
        ):
            with pytest.raises(RefusedError) as refused:
                await world.change(person, field, "", **given)
            assert refused.value.codes == [code], (person.name, field)
    for person, code in ((people[0], "FORBIDDEN"), (admin, "FORBIDDEN"), (stranger, "NOT_FOUND")):
        with pytest.raises(RefusedError) as refused:
            await world.change(person, "setSeatPlan", "", groupId=group, seatCount=9, expiresAt=later(days=1))
        assert refused.value.codes == [code]
    with pytest.raises(RefusedError) as refused:
        await world.change(staff, "requestSeat", "", groupId=group)
    assert refused.value.codes == ["FORBIDDEN"]
    assert await world.history(group) == before
    assert (await world.plan(admin, group) or {})["seatCount"] == 3


async def test_only_administrators_and_staff_see_seats_and_the_line(world: SeatWorld, cast: Cast) -> None:
    staff, admin, group, people, members = cast
    facilitator = await world.person("Fay")
    await world.join(admin, group, facilitator, role="FACILITATOR")
    await world.sell(staff, group, 3)
    assert await world.allocate(admin, members[0]) == []
    seat = (await world.own(people[0], group))["seat"]["id"]
    for field in ("seats { nodes { number } }", "waiting { nodes { id } }"):
        document = f"query($id: ID!) {{ group(id: $id) {{ seatPlan {{ {PLAN} supportEmail {field} }} }} }}"
        for person in (admin, staff):
            assert await world.ask(person, document, id=group)
        for person in (people[0], facilitator):
            with pytest.raises(RefusedError) as refused:
                await world.ask(person, document, id=group)
            assert refused.value.codes == ["FORBIDDEN"]
    by_id = "query($id: ID!) { node(id: $id) { ... on Seat { number group { id } member { id } } } }"
    for person in (admin, staff, people[0]):
        shown = {"number": 1, "group": {"id": group}, "member": {"id": members[0]}}
        assert await world.ask(person, by_id, id=seat) == {"node": shown}
    for person in (people[1], facilitator):
        assert await world.ask(person, by_id, id=seat) == {"node": None}

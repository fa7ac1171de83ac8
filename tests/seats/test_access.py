"""The one question of partner apps, and of whom it may be asked."""

import pytest

from tests.seats.seat_world import SeatWorld, later
from tests.support.client import Client, RefusedError
from tests.support.people import Person

_ACCESS = """
    query($g: ID!, $a: ID, $e: String) {
        access(groupId: $g, accountId: $a, email: $e) { hasFullAccess reason seatWaitPosition member { id } }
    }
"""

Cast = tuple[Person, Person, str, Person, str]


@pytest.fixture
async def cast(world: SeatWorld) -> Cast:
    staff = await world.person("Sam Staff", staff=True)
    admin, member = await world.person("Ada Admin"), await world.person("Mel")
    group = await world.group(admin)
    (members,) = await world.join(admin, group, member)
    return staff, admin, group, member, members


async def test_every_reason(world: SeatWorld, cast: Cast) -> None:
    staff, admin, group, person, member = cast
    stranger = await world.person("Stranger")

    async def reason(**who: str) -> tuple[bool, str, int | None, bool]:
        found = (await world.ask(admin, _ACCESS, g=group, **who))["access"]
        assert found["member"] in (None, {"id": member})
        return found["hasFullAccess"], found["reason"], found["seatWaitPosition"], found["member"] is not None

    assert await reason(e=person.email) == (True, "NO_SEATS_NEEDED", None, True)
    for who in ({"e": stranger.email}, {"a": stranger.id}, {"e": "nobody@example.org"}, {"e": "?"}, {"a": "?"}):
        assert await reason(**who) == (False, "NOT_A_MEMBER", None, False)
    await world.sell(staff, group, 1)
    assert await reason(a=person.id) == (False, "NO_SEAT", None, True)
    await world.do(person, "requestSeat", "", groupId=group)
    assert await reason(e=person.email.upper()) == (False, "NO_SEAT", 1, True)
    assert await world.allocate(admin, member) == []
    assert await reason(a=person.id) == (True, "SEAT_HELD", None, True)
    await world.sell(staff, group, 1, startsAt=later(days=-2), expiresAt=later(days=-1))
    assert await reason(a=person.id) == (False, "PLAN_EXPIRED", None, True)
    await world.sell(staff, group, 1, startsAt=later(days=1))
    assert await reason(a=person.id) == (False, "PLAN_NOT_STARTED", None, True)


async def test_managers_and_staff_ask_for_access_by_account_or_address(world: SeatWorld, cast: Cast) -> None:
    staff, admin, group, person, _ = cast
    facilitator, stranger = await world.person("Fay"), await world.person("Stranger")
    await world.join(admin, group, facilitator, role="FACILITATOR")
    await world.sell(staff, group, 1)
    await world.do(person, "requestSeat", "", groupId=group)
    for asker, place in ((staff, 1), (admin, 1), (facilitator, None)):  # the line is not for facilitators
        assert (await world.ask(asker, _ACCESS, g=group, e=person.email))["access"]["seatWaitPosition"] == place
    for given in ({}, {"a": person.id, "e": person.email}):
        for asker, code in ((admin, "BAD_REQUEST"), (person, "FORBIDDEN"), (stranger, "NOT_FOUND")):
            with pytest.raises(RefusedError) as refused:
                await world.ask(asker, _ACCESS, g=group, **given)
            assert refused.value.codes == [code]
    with pytest.raises(RefusedError) as refused:
        await world.ask(Client(admin.http, world.url), _ACCESS, g=group, e=person.email)
    assert refused.value.codes == ["UNAUTHENTICATED"]


async def test_a_token_for_access_alone_learns_nothing_else(world: SeatWorld, cast: Cast) -> None:
    _, admin, group, person, member = cast
    made = await world.do(admin, "createAccessToken", "secret", name="App", scopes=["READ_ACCESS"])
    token = Client(admin.http, world.url, made["secret"])
    found = await world.ask(token, _ACCESS, g=group, e=person.email)
    assert found["access"]["member"] == {"id": member}
    for inner in (
        "account { email }",
        "group { name }",
        "... on Member { group { name } }",
        "... on Node { ... on Member { seat { id } } }",
        "...deep",
        "invitation { email }",
        "viewerActions",
    ):
        document = "query($g: ID!, $e: String) { access(groupId: $g, email: $e) { member { id %s } } } %s" % (  # noqa: UP031
            inner,
            "fragment deep on Member { account { email } }" if inner == "...deep" else "",
        )
        with pytest.raises(RefusedError) as refused:
            await world.ask(token, document, g=group, e=person.email)
        assert refused.value.codes == ["FORBIDDEN"], inner
    for document in ("{ group(id: %r) { name } }", "{ node(id: %r) { id } }"):
        with pytest.raises(RefusedError) as refused:
            await world.ask(token, (document % group).replace("'", '"'))
        assert refused.value.codes == ["FORBIDDEN"]

"""What /metrics exposes."""

import asyncio
from collections.abc import Iterator

import pytest

from app import metrics
from tests.operating.read_metrics import read_metrics
from tests.support.client import Client
from tests.support.people import People
from tests.support.socket import stream
from tests.support.sse import sse_stream


async def test_operations_errors_events_and_requests_are_counted(people: People) -> None:
    person = await people()
    before = await read_metrics(people)
    await person.ok('mutation MakeAGroup { createGroup(input: {name: "x"}) { group { id } } }')
    await Client(people.http, people.url).code('query NotForYou { badge: accounts(search: "x") { totalCount } }')
    await people.http.get(f"{people.url}/join/ABCD-EFGH-2345")
    after = await read_metrics(people)

    def more(*sample: str) -> float:
        return after.get(sample, 0) - before.get(sample, 0)

    assert more("usher_operations_total", "mutation", "MakeAGroup") == 1
    assert more("usher_operations_total", "query", "anonymous") == 1
    assert not any("NotForYou" in sample for sample in after)
    assert more("usher_errors_total", "UNAUTHENTICATED") == 1
    assert more("usher_requests_total", "GET", "/join/{key}", "404") == 1
    assert more("usher_requests_total", "POST", "/graphql", "200") >= 1
    assert sum(value for name, value in after.items() if name[0] == "usher_events_total") > 0
    assert after["usher_database_up",] == 1
    assert ("usher_mails_waiting",) in after
    assert ("usher_pool_connections", "in_use") in after


async def test_open_sockets_and_streams_are_counted(people: People) -> None:
    person = await people()
    while (before := await read_metrics(people))["usher_sockets",]:
        await asyncio.sleep(0.02)  # those of other tests may be closing
    async with stream(person.url, person.token, "subscription { badge { total } }") as live:
        await live.next()
        during = await read_metrics(people)
    assert during["usher_sockets",] == before["usher_sockets",] + 1
    assert during["usher_streams",] == before["usher_streams",] + 1


@pytest.fixture
def own_names() -> Iterator[None]:
    """Forget the names of the test's operations, which fill the server's bounded list."""
    before = set(metrics._known_names)
    yield
    metrics._known_names.intersection_update(before)


@pytest.mark.usefixtures("own_names")
async def test_the_number_of_operation_names_is_bounded(people: People) -> None:
    person = await people()
    for number in range(230):
        await person.ok(f"query Name{number} {{ site {{ name }} }}")
    names = {name[2] for name in await read_metrics(people) if name[0] == "usher_operations_total"}
    assert "other" in names
    assert len(names - {"other", "anonymous", "unnamed", "none"}) <= 200


async def test_event_streams_are_counted_but_not_timed(people: People) -> None:
    person = await people()
    before = await read_metrics(people)
    headers = {"authorization": f"Bearer {person.token}"}
    async with sse_stream(people.url, {"query": "subscription { badge { total } }"}, headers=headers) as opened:
        await opened.next()
        during = await read_metrics(people)
        await asyncio.sleep(1)
    while (after := await read_metrics(people))["usher_sse_streams",] > before["usher_sse_streams",]:
        await asyncio.sleep(0.02)
    assert during["usher_sse_streams",] == before["usher_sse_streams",] + 1
    took = ("usher_request_seconds_sum", "/graphql")
    assert after[took] - before.get(took, 0) < 0.9

"""Server-sent events to the byte, through a real server."""

import asyncio
import json
from collections import Counter
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from edge import EdgeOptions
from edge.options import SseLimits
from tests.edge.serving import Served, serving
from tests.support.sse import SseReader, sse_stream
from tests.support.waiting import until

pytestmark = pytest.mark.usefixtures("no_traceback")

COUNT = {"query": "subscription Count { count(to: 3) }"}
NEWS = {"query": "subscription { news }"}
SIGNED_IN = {"authorization": "Bearer good"}


async def refused(stream: SseReader) -> tuple[int, str]:
    answer = await stream.whole()
    assert stream.headers["content-type"] == "application/graphql-response+json; charset=utf-8"
    assert "data" not in answer
    return stream.status, answer["errors"][0]["extensions"]["code"]


async def test_a_subscription_is_answered_event_by_event(served: Served) -> None:
    async with sse_stream(served.origin, COUNT) as stream:
        assert stream.status == 200
        assert stream.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert stream.headers["cache-control"] == "no-cache"
        assert stream.headers["x-accel-buffering"] == "no"
        assert stream.headers["usher-cost"] == "1"
        assert [await stream.next() for _ in range(3)] == [{"count": str(number)} for number in range(3)]
        end = await stream.event()
        assert end is not None
        assert (end.kind, end.data, end.id) == ("complete", "", None)
        assert await stream.event() is None
        assert stream.comments == 1, "one at the beginning, so that proxies pass the headers on"
    assert served.state.streaming == 0
    assert (served.state.contexts, served.state.closed) == (4, 4)


async def test_the_connection_serves_the_next_request(served: Served) -> None:
    async with sse_stream(served.origin, COUNT) as stream:
        while await stream.event():
            pass
        assert stream.is_complete
        stream.writer.write(b"GET /graphql?query={hello} HTTP/1.1\r\nHost: x\r\n\r\n")
        assert b" 200 " in await asyncio.wait_for(stream.reader.readline(), 30)


@pytest.mark.parametrize("accept", ["application/json, text/event-stream", "text/event-stream, */*;q=0.1"])
async def test_only_subscriptions_are_event_streams(served: Served, client: httpx.AsyncClient, accept: str) -> None:
    headers = {"accept": accept}
    query = await client.post("/graphql", json={"query": "{ hello }"}, headers=headers)
    assert query.headers["content-type"] == "application/json; charset=utf-8"
    assert query.json() == {"data": {"hello": "Hello, you"}}
    async with sse_stream(served.origin, COUNT, headers=headers) as stream:
        assert await stream.next() == {"count": "0"}
    for kind in ("{ hello }", 'mutation { sell(name: "Fern") }'):
        async with sse_stream(served.origin, {"query": kind}) as stream:
            assert await refused(stream) == (406, "BAD_REQUEST")
    assert served.state.sold == []


@pytest.mark.parametrize("accept", ["*/*", "application/json", "text/event-stream;q=0, application/json"])
async def test_event_streams_must_be_asked_for(client: httpx.AsyncClient, accept: str) -> None:
    answer = await client.post("/graphql", json=COUNT, headers={"accept": accept})
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.json()["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


@pytest.mark.parametrize(
    ("body", "headers", "expected"),
    [
        ({"query": "subscription {"}, {}, (400, "BAD_REQUEST")),
        ({"query": "subscription { nothing }"}, {}, (400, "BAD_REQUEST")),
        ({"query": "subscription($n: Int!) { count(to: $n) }"}, {}, (400, "BAD_REQUEST")),
        ({"documentId": "none"}, {}, (400, "BAD_REQUEST")),
        ({"extensions": {"persistedQuery": {"sha256Hash": "0"}}}, {}, (200, "PERSISTED_QUERY_NOT_SUPPORTED")),
        (COUNT, {"authorization": "Bearer forged"}, (401, "UNAUTHENTICATED")),
        (COUNT, {"authorization": "Bearer lost"}, (503, "RETRYABLE")),
    ],
)
async def test_a_stream_refused_before_it_starts_is_answered_with_json(
    served: Served, body: dict[str, Any], headers: dict[str, str], expected: tuple[int, str]
) -> None:
    async with sse_stream(served.origin, body, headers=headers) as stream:
        assert await refused(stream) == expected
    assert served.state.contexts == served.state.closed


@pytest.mark.parametrize(
    ("field", "before", "code"),
    [("refused", [], "FORBIDDEN"), ("ending", ["one"], "FORBIDDEN"), ("failing", ["one"], "INTERNAL"), ("unready", [], "INTERNAL")],
)  # fmt: skip
async def test_a_stream_ends_with_one_error_of_its_field(
    served: Served, client: httpx.AsyncClient, field: str, before: list[str], code: str
) -> None:
    async with sse_stream(served.origin, {"query": f"subscription S {{ {field} }}"}) as stream:
        assert stream.status == 200
        for value in before:
            assert await stream.next() == {field: value}
        assert await stream.error() == code
    assert [codes for name, codes in served.state.observed if codes] == [(code,)]


async def test_a_stream_ends_when_its_client_leaves(served: Served) -> None:
    async with sse_stream(served.origin, NEWS) as stream:
        assert await stream.next() == {"news": "open"}
        await until(lambda: len(served.edge.sse.open) == 1)  # those of other tests may be closing
    await until(lambda: not served.state.streaming and not served.edge.sse.open)
    assert served.state.contexts == served.state.closed


async def test_a_stream_ends_when_its_client_leaves_behind_a_pipelined_request() -> None:
    options = EdgeOptions(sse=SseLimits(comment=0.1))
    async with serving(options) as served, sse_stream(served.origin, NEWS) as stream:
        assert await stream.next() == {"news": "open"}
        stream.writer.write(b"GET /graphql?query={hello} HTTP/1.1\r\nHost: x\r\n\r\n")
        await stream.writer.drain()
        await asyncio.sleep(0.05)
        stream.writer.transport.abort()
        await until(lambda: not served.state.streaming and not served.edge.sse.open)


async def test_a_silent_stream_gets_comments() -> None:
    options = EdgeOptions(sse=SseLimits(comment=0.05))
    assert SseLimits().comment == 15
    async with serving(options) as served, sse_stream(served.origin, NEWS) as stream:
        assert await stream.next() == {"news": "open"}
        async with asyncio.timeout(30):
            while stream.comments <= 3:
                with pytest.raises(TimeoutError):
                    await stream.event(0.4)
        served.state.go_on.set()
        assert await stream.next() == {"news": "more"}


async def test_a_stream_ends_with_one_error_when_its_session_ends(served: Served) -> None:
    async with sse_stream(served.origin, NEWS, headers={"authorization": "Bearer other"}) as stream:
        assert await stream.next() == {"news": "open"}
        served.state.watched.pop(2).set()
        assert await stream.error() == "UNAUTHENTICATED"
    await until(lambda: not served.state.streaming)


async def test_streams_close_when_the_server_stops() -> None:
    async with serving(grace=60) as served, sse_stream(served.origin, NEWS) as stream:
        assert await stream.next() == {"news": "open"}
        async with asyncio.timeout(20):  # well before requests are cancelled
            served.server.should_exit = True
            assert await stream.event() is None
        assert stream.is_complete


async def test_a_server_stops_although_a_client_does_not_read() -> None:
    big = {"query": "subscription { count(to: 100000, size: 10000) }"}
    async with serving(grace=60) as served, sse_stream(served.origin, big) as stream:
        stream.writer.transport.pause_reading()  # type: ignore[attr-defined]
        await until(lambda: served.state.yielded > 10)
        served.server.should_exit = True
        await until(lambda: not served.server.server_state.connections, 20)


@pytest.mark.parametrize(("headers", "which"), [({}, "per_network"), (SIGNED_IN, "per_account")])
async def test_streams_above_the_limit_are_refused_until_another_ends(headers: dict[str, str], which: str) -> None:
    options = EdgeOptions(sse=SseLimits(**{which: 2}))
    async with (
        serving(options, counts=Counter()) as served,
        sse_stream(served.origin, NEWS, headers=headers) as first,
    ):
        assert await first.next() == {"news": "open"}
        async with sse_stream(served.origin, NEWS, headers=headers) as second:
            assert await second.next() == {"news": "open"}
            async with sse_stream(served.origin, NEWS, headers=headers) as third:
                answer = await third.whole()
                assert (third.status, third.headers["retry-after"]) == (429, "5")
                [error] = answer["errors"]
                assert error["extensions"] == {"code": "RATE_LIMITED", "limit": 2, "remaining": 0, "retryAfter": 5}
        await until(lambda: len(served.edge.sse.open) == 1)
        async with sse_stream(served.origin, NEWS, headers=headers) as fourth:
            assert await fourth.next() == {"news": "open"}


async def test_a_client_that_pauses_misses_nothing(served: Served) -> None:
    body = {"query": "subscription { count(to: 400, size: 10000) }"}
    async with sse_stream(served.origin, body) as stream:
        stream.writer.transport.pause_reading()  # type: ignore[attr-defined]
        await until(lambda: served.state.yielded > 5)
        last = -1
        while last != served.state.yielded:
            last = served.state.yielded
            await asyncio.sleep(0.2)
        assert last < 400
        stream.writer.transport.resume_reading()  # type: ignore[attr-defined]
        for number in range(400):
            assert await stream.next() == {"count": f"{number}" * 10000}


async def test_trusted_documents_may_be_streamed_by_get() -> None:
    options = EdgeOptions(trusted={"count": COUNT["query"], "hello": "{ hello }"})
    async with serving(options) as served:
        async with sse_stream(served.origin, None, path="/graphql?documentId=count") as stream:
            assert await stream.next() == {"count": "0"}
        variables = {"documentId": "count", "variables": json.dumps({}), "operationName": "Count"}
        async with sse_stream(served.origin, None, path=f"/graphql?{urlencode(variables)}") as stream:
            assert await stream.next() == {"count": "0"}
        async with sse_stream(served.origin, None, path=f"/graphql?{urlencode(COUNT)}") as stream:
            assert await refused(stream) == (405, "BAD_REQUEST")
        async with httpx.AsyncClient(base_url=served.origin, timeout=60) as client:
            head = await client.head("/graphql?documentId=count", headers={"accept": "text/event-stream"})
            assert head.status_code == 405

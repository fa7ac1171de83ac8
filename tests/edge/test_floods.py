"""Sockets that are sent more frames than anybody needs: what they take of the memory, and of everybody else's time."""

import asyncio
import json
import time
import tracemalloc
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest

from tests.edge.client import ask, hear, open_socket, say
from tests.edge.frames import CONTINUED, PONG, TEXT, frame, heard, opened, rest, taken
from tests.edge.serving import Served
from tests.support.sse import sse_stream
from tests.support.waiting import until

LAST_PING = b'{"type":"ping","payload":{"a":"last"}}'
ANSWERED = b'{"type":"pong","payload":{"a":"last"}}'


async def test_a_fragmented_message_uses_no_more_memory_than_its_length(served: Served) -> None:
    parts = 100_000
    async with opened(served) as (reader, writer, protocol):
        tracemalloc.start()
        try:
            writer.write(frame(TEXT, LAST_PING[:1], is_last=False) + frame(CONTINUED, b" ", is_last=False) * parts)
            await taken(protocol, writer)
            kept, _ = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert kept < 10 * parts
        writer.write(frame(CONTINUED, LAST_PING[1:]))
        await heard(reader, ANSWERED)


async def test_no_more_is_read_while_messages_wait(served: Served) -> None:
    async with opened(served) as (reader, writer, protocol):
        long_ping = json.dumps({"type": "ping", "payload": {"a": "x" * 80}}).encode()
        writer.write(frame(TEXT, long_ping) * 60_000 + frame(TEXT, LAST_PING))
        await until(lambda: protocol.is_held, 60)  # because nobody reads the answers
        assert protocol.transport.get_write_buffer_size() < 1 << 18
        assert 0 < len(protocol.messages or ()) < 1_000
        await heard(reader, ANSWERED)


async def test_a_flood_of_frames_does_not_starve_others(served: Served) -> None:
    async with opened(served) as (reader, writer, _):
        writer.write(frame(PONG) * 100_000 + frame(TEXT, LAST_PING))
        answer = asyncio.create_task(heard(reader, ANSWERED))
        turns: list[float] = []
        while not answer.done():
            started = time.thread_time()
            await asyncio.sleep(0)
            turns.append(time.thread_time() - started)
        # Two turns may have taken long for another reason, such as a collection of garbage.
        assert sorted(turns)[-3] < max(0.1, sum(turns) / 20)


async def test_a_close_behind_a_flood_is_answered(served: Served) -> None:
    async with opened(served) as (reader, writer, _):
        writer.write(frame(TEXT, b"no JSON") + frame(PONG) * 20_000 + frame(8, b"\x11\x30"))
        close = await rest(reader)
        assert close[:1] == b"\x88"
        assert int.from_bytes(close[2:4]) == 4400


NEWS = "subscription { news }" + " " * 100_000


@asynccontextmanager
async def over_a_socket(served: Served, count: int, **parameters: Any) -> AsyncIterator[None]:
    """Have so many streams of the same on one socket."""
    async with open_socket(served) as socket:
        for number in range(count):
            await say(socket, ask(str(number), NEWS, **parameters))
            assert (await hear(socket))["type"] == "next"
        yield


@asynccontextmanager
async def over_sse(served: Served, count: int, **parameters: Any) -> AsyncIterator[None]:
    async with AsyncExitStack() as opened:
        for _ in range(count):
            stream = await opened.enter_async_context(sse_stream(served.origin, {"query": NEWS, **parameters}))
            assert await stream.next()
        yield


@pytest.mark.parametrize(("streams", "most"), [(over_a_socket, 1_000_000), (over_sse, 4_000_000)])
async def test_a_stream_keeps_nothing_that_it_does_not_need(
    served: Served, streams: Callable[..., Any], most: int
) -> None:
    """A client of events itself keeps what it has sent."""
    variables: dict[str, Any] = {"undeclared": [{} for _ in range(10_000)]}
    async with streams(served, 1):
        tracemalloc.start()
        try:
            async with streams(served, 20, variables=variables):
                kept, _ = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert kept < most


async def test_the_variables_of_a_stream_are_bounded(served: Served) -> None:
    document = "subscription($n: Int!) { count(to: $n) }"
    for given, is_bounded in (("x" * 8_000, False), ("x" * 9_000, True)):
        async with open_socket(served) as socket:
            await say(socket, ask("1", document, variables={"n": given}))
            [error] = (await hear(socket))["payload"]
        assert error["extensions"] == {"code": "BAD_REQUEST"}
        assert (error["message"] == "The variables of a subscription may be at most 8 KiB of JSON.") is is_bounded
        async with sse_stream(served.origin, {"query": document, "variables": {"n": given}}) as stream:
            assert (await stream.whole())["errors"][0]["message"] == error["message"]

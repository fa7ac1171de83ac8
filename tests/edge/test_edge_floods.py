"""Sockets that are sent more frames than anybody needs: what they take of the memory, and of everybody else's time."""

import asyncio
import json
import time
import tracemalloc

from tests.edge.edge_frames import CONTINUED, PONG, TEXT, frame, heard, opened, rest, taken
from tests.edge.edge_serving import Served

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
        async with asyncio.timeout(60):
            while not protocol.is_held:  # because nobody reads the answers
                await asyncio.sleep(0.01)
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

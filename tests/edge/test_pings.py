"""Pings of both sides: answered, not kept when nobody reads, and missed by a client that is gone."""

import asyncio

from tests.edge.frames import HEARTBEAT, PING, PONG, exactly, frame, heard, opened, taken
from tests.edge.serving import Served, serving


async def test_pongs_that_nobody_reads_are_not_kept(served: Served) -> None:
    async with opened(served) as (_, writer, protocol):
        writer.write(frame(PING, b"x" * 125) * 60_000)
        await taken(protocol, writer)
        assert protocol.transport.get_write_buffer_size() < 1 << 18


async def test_pings_that_are_read_are_answered(served: Served) -> None:
    async with opened(served) as (reader, writer, _):
        writer.write(frame(PING, b"one") + frame(PING, b"two"))
        await exactly(reader, b"\x8a\x03one\x8a\x03two")


async def test_a_client_that_answers_no_ping_is_cut_off() -> None:
    async with serving(ping_interval=0.4) as served, opened(served) as (reader, _, __):
        # No ping if the first came with the acknowledgement, which has been read.
        assert (await asyncio.wait_for(reader.read(), 30)) in (b"", HEARTBEAT)


async def test_a_client_that_answers_pings_stays() -> None:
    async with serving(ping_interval=0.4) as served, opened(served) as (reader, writer, protocol):
        writer.write(frame(PONG))  # to a ping that may have come with the acknowledgement
        for _ in range(4):
            await heard(reader, HEARTBEAT)
            writer.write(frame(PONG))
        assert not protocol.transport.is_closing()

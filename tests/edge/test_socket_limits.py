"""Sockets that are too many, that do not read, and that do not close."""

import asyncio
from collections import Counter
from typing import cast

import pytest

from edge import EdgeOptions
from edge.options import SocketLimits
from tests.edge.client import INIT, SIGNED_IN, ask, bare, closed, open_socket, say, say_bare
from tests.edge.frames import rest
from tests.edge.serving import serving
from tests.support.waiting import until

pytestmark = pytest.mark.usefixtures("no_traceback")


async def test_sockets_are_counted_by_account_and_by_network() -> None:
    counts: Counter[str] = Counter()
    limits = SocketLimits(per_account=2, per_network=4)
    async with serving(EdgeOptions(sockets=limits), counts=counts) as served:
        async with open_socket(served, SIGNED_IN), open_socket(served, SIGNED_IN):
            async with open_socket(served, None) as third:
                await say(third, SIGNED_IN)
                assert await closed(third) == 1013
            other = {"type": "connection_init", "payload": {"authorization": "Bearer other"}}
            async with open_socket(served, other), open_socket(served), open_socket(served, None) as fifth:
                assert await closed(fifth) == 1013
        await until(lambda: not counts)
        async with open_socket(served, SIGNED_IN):
            assert len(counts) == 2


async def test_a_client_that_does_not_close_is_cut_off() -> None:
    async with serving(EdgeOptions(sockets=SocketLimits(linger=0.1))) as served:
        reader, writer = await bare(served)
        say_bare(writer, {"type": "start"})
        assert (await rest(reader))[2:4] == (4400).to_bytes(2)
        await until(lambda: not served.server.server_state.connections)
        writer.close()


async def test_a_stalled_client_is_dropped_and_its_stream_not_read_ahead() -> None:
    limits = SocketLimits(send=0.5)
    async with serving(EdgeOptions(sockets=limits), counts=Counter()) as served:
        _, writer = await bare(served)
        cast("asyncio.ReadTransport", writer.transport).pause_reading()
        say_bare(writer, INIT, ask("1", "subscription { count(to: 100000, size: 100000) }"))
        await until(lambda: served.state.streaming == 1)
        await until(lambda: served.state.streaming == 0 and not served.edge.sockets.open)
        assert served.state.yielded < 1000
        await until(lambda: not served.server.server_state.connections)
        writer.close()

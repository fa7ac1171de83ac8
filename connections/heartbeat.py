"""Ping all sockets of a process by one timer, each at its own time of the period."""

from __future__ import annotations

import asyncio
from itertools import count
from typing import Protocol
from weakref import WeakKeyDictionary

SLOTS = 40
"""Parts of a period, so that not all sockets are pinged at once."""


class Beating(Protocol):
    def beat(self) -> None: ...


class Heartbeat:
    """Calls `beat` of each once a period, while any is left."""

    def __init__(self, loop: asyncio.AbstractEventLoop, period: float) -> None:
        self.loop = loop
        self.step = period / SLOTS
        self.slots: list[set[Beating]] = [set() for _ in range(SLOTS)]
        self.numbers = count()
        self.now = 0
        self.timer: asyncio.TimerHandle | None = None

    def add(self, one: Beating) -> int:
        """Return the slot, for `discard`."""
        slot = next(self.numbers) % SLOTS
        self.slots[slot].add(one)
        if self.timer is None:
            self.timer = self.loop.call_later(self.step, self.tick)
        return slot

    def discard(self, one: Beating, slot: int) -> None:
        self.slots[slot].discard(one)

    def tick(self) -> None:
        self.timer = self.loop.call_later(self.step, self.tick) if any(self.slots) else None
        self.now = (self.now + 1) % SLOTS
        for one in list(self.slots[self.now]):
            one.beat()


_heartbeats: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[float, Heartbeat]] = WeakKeyDictionary()


def heartbeat_of(loop: asyncio.AbstractEventLoop, period: float) -> Heartbeat:
    of_loop = _heartbeats.setdefault(loop, {})
    if period not in of_loop:
        of_loop[period] = Heartbeat(loop, period)
    return of_loop[period]

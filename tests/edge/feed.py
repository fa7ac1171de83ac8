"""Streams that tests steer by generators."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Hashable
from contextlib import aclosing
from functools import wraps
from typing import Any

from strawberry.types import Info

from edge import Answer
from edge.operation import ExecuteEvent, Sink
from tests.edge.hooks import Context


class Feed(AsyncIterator[Any]):
    """What follows a generator of events; tests steer the generators."""

    def __init__(self, events: AsyncGenerator[Any, None], context: Context) -> None:
        self.events = events
        self.context = context
        self.reads = asyncio.Event()

    async def follow(self, sink: Sink, execute: ExecuteEvent, document: Hashable) -> "Feed":
        self.task = asyncio.create_task(self.run(sink, execute))
        return self

    async def run(self, sink: Sink, execute: ExecuteEvent) -> None:
        try:
            async with aclosing(self.events):
                async for event in self.events:
                    context = self.context.for_event()
                    answer = Answer(await execute(event, context))
                    await context.aclose()
                    self.reads.clear()
                    while not sink.send([answer]):
                        await self.reads.wait()
                        self.reads.clear()
        except Exception as error:
            sink.fail(error)
        else:
            sink.finish()

    def stop(self) -> None:
        self.task.cancel()

    def resume(self) -> None:
        self.reads.set()

    async def __anext__(self) -> Any:
        raise TypeError("a feed is followed, not iterated")


def followed(generate: Callable[..., AsyncGenerator[Any, None]]) -> Callable[..., Any]:
    """Make a resolver of a generator that takes the `info`."""

    @wraps(generate)
    async def resolver(self: Any, info: Info[Context, None], **given: Any) -> Any:
        return Feed(generate(self, info, **given), info.context)

    return resolver

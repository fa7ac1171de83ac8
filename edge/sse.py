"""Server-sent events: one subscription a request, as graphql-sse has it in its "distinct connections" mode."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence

import orjson
from starlette.types import Send

from connections import CONNECTION, HttpProtocol
from edge.admission import Admission
from edge.errors import RejectedError
from edge.operation import Following, StreamAnswer
from edge.runner import PreparedOperation, Runner
from rules.refusals import RefusalError, unauthenticated

MAX_PENDING = 64 * 1024
"""Bytes that wait to be written while a client does not read; past them its stream pauses."""

RETRY_SOON = 5
"""Retry-After in seconds if there are too many streams."""

MEDIA = b"text/event-stream; charset=utf-8"
HEADERS = [
    (b"content-type", MEDIA),
    (b"cache-control", b"no-cache"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
    (b"vary", b"Accept"),
]
COMMENT = b":\n\n"
COMPLETE = b"retry: 86400000\nevent: complete\ndata: \n\n"
"""The last event. Without `retry`, an EventSource would be back in a few seconds and hear the same."""


class SseStreams:
    """Follows subscriptions for requests, and counts them."""

    def __init__(self, runner: Runner) -> None:
        self.runner = runner
        self.limits = runner.options.sse
        self.open: set[SseStream] = set()

    async def answer(self, prepared: PreparedOperation, send: Send) -> None:
        """Send events until the client, the session or the subscription ends; raise if it is refused before it runs."""
        admission = Admission(self.runner.hooks)
        stream = SseStream(self.runner, prepared)
        connection: HttpProtocol = prepared.connection.scope["state"][CONNECTION]()
        try:
            network = self.runner.hooks.network(prepared.connection)
            if not admission.admit(f"sse:network:{network}", self.limits.per_network):
                raise too_many(self.limits.per_network)
            if not admission.admit_account("sse:account", prepared.caller, self.limits.per_account):
                raise too_many(self.limits.per_account)
            self.open.add(stream)
            connection.watch_end(stream.close)
            admission.watch(prepared.caller, stream.session_over)
            await stream.run(send)
        finally:
            connection.watch_end(None)
            self.open.discard(stream)
            admission.leave()


class SseStream:
    """Takes the answers of one subscription and writes them as events."""

    def __init__(self, runner: Runner, prepared: PreparedOperation) -> None:
        self.runner = runner
        self.prepared = prepared
        self.following: Following | None = None
        self.pending: list[bytes] = []
        self.size = 0
        self.has_begun = False
        self.is_over = False
        self.is_late = False
        self.has_output = asyncio.Event()

    # ── the source's side ──

    def begin(self) -> None:
        """Answer with 200 from now on: the operation runs."""
        self.has_begun = True

    def send(self, answers: Sequence[StreamAnswer]) -> bool:
        """Take answers to write; return False, having taken nothing, while the client does not read."""
        if self.is_over or self.size >= MAX_PENDING:
            self.is_late = True
            return False
        for answer in answers:
            self.push(event(answer.body, answer.cursor))
        return True

    def fail(self, error: BaseException) -> None:
        if not self.is_over:
            caller, operation = self.prepared.caller, self.prepared.operation
            self.send_error(self.runner.report_failure(error, caller, operation, time.perf_counter()))

    def send_error(self, problem: RejectedError) -> None:
        if not self.is_over:
            self.push(event(orjson.dumps({"errors": problem.entries})))
            self.finish()

    def finish(self) -> None:
        if not self.is_over:
            self.push(COMPLETE)
            self.close()

    def push(self, written: bytes) -> None:
        self.pending.append(written)
        self.size += len(written)
        self.has_output.set()

    # ── the client's side ──

    def close(self) -> None:
        """Close without `complete`, so that the client reconnects."""
        self.is_over = True
        self.has_output.set()

    def session_over(self, has_ended: bool) -> None:
        """End because the session has ended, or can no longer be watched."""
        if has_ended:
            self.fail(unauthenticated("The session has ended."))
        else:
            self.close()

    async def run(self, send: Send) -> None:
        try:
            try:
                await self.runner.follow(self.prepared, self)
            except RejectedError as problem:
                if not self.has_begun:
                    raise
                self.send_error(problem)
            cost = (b"usher-cost", b"%d" % self.prepared.operation.cost)
            await send({"type": "http.response.start", "status": 200, "headers": [*HEADERS, cost]})
            chunk = COMMENT
            while chunk:
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
                chunk = await self.next_chunk()
            await send({"type": "http.response.body"})
        finally:
            self.close()
            if self.following is not None:
                self.following.stop()

    async def next_chunk(self) -> bytes:
        """Return what to write next, a comment if there is nothing for long, b"" at the end."""
        try:
            async with asyncio.timeout(self.runner.options.sse.comment):
                while not (self.pending or self.is_over):
                    self.has_output.clear()
                    await self.has_output.wait()
        except TimeoutError:
            return COMMENT
        chunk = b"".join(self.pending)
        self.pending.clear()
        self.size = 0
        if self.is_late and self.following is not None:
            self.is_late = False
            self.following.resume()
        return chunk


def event(body: bytes, cursor: str | None = None) -> bytes:
    """Build a `next` event; the answer is JSON in one line."""
    head = b"" if cursor is None else b"id: %b\n" % cursor.encode()
    return b"%bevent: next\ndata: %b\n\n" % (head, body)


def too_many(limit: int) -> RefusalError:
    message = f"At most {limit} streams of server-sent events may be open at once."
    return RefusalError("RATE_LIMITED", message, RETRY_SOON, {"limit": limit, "remaining": 0})

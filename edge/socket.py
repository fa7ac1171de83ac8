"""One graphql-transport-ws socket, from the handshake to its end."""

from __future__ import annotations

import asyncio
import contextvars
import time
from collections.abc import Callable, Coroutine
from enum import IntEnum
from typing import TYPE_CHECKING

import structlog
from starlette.websockets import WebSocket

from edge import frames
from edge.errors import RejectedError, SignedOutError, rejected, unfit
from edge.frames import Frame, MalformedFrameError
from edge.operation import Operation
from edge.params import GraphQLParams, parse_params
from edge.stream import Stream
from edge.websocket_connection import SocketProtocol
from rules.caller import Caller
from rules.refusals import RefusalError

if TYPE_CHECKING:
    from edge.sockets import Sockets

log = structlog.get_logger("usher.edge")


class CloseCode(IntEnum):
    RESTART = 1012
    TRY_LATER = 1013
    BAD_FRAME = 4400
    UNAUTHORIZED = 4401
    FORBIDDEN = 4403
    WRONG_PROTOCOL = 4406
    INIT_TIMEOUT = 4408
    ID_TAKEN = 4409
    TOO_MANY = 4429
    OUR_FAULT = 4500


REFUSED = {
    "BAD_REQUEST": CloseCode.BAD_FRAME,
    "RATE_LIMITED": CloseCode.TRY_LATER,
    "RETRYABLE": CloseCode.TRY_LATER,
    "INTERNAL": CloseCode.OUR_FAULT,
}
"""Close codes for refused sign-ins; 4403 for all other errors."""


class Socket:
    """Handles messages one after another. An operation is a task until its stream is driven by the audience."""

    __slots__ = (
        *("caller", "context", "counted", "init", "is_over", "operations", "protocol", "sockets"),
        *("stop_watching", "timer", "waiting", "websocket"),
    )

    def __init__(self, sockets: Sockets, websocket: WebSocket, protocol: SocketProtocol) -> None:
        self.sockets = sockets
        self.websocket = websocket
        self.protocol = protocol
        self.context = contextvars.copy_context()
        self.caller: Caller | None = None
        self.counted: list[str] = []
        self.is_over = False
        self.operations: dict[str, asyncio.Task[None] | Stream] = {}
        self.init: asyncio.Task[None] | None = None
        self.stop_watching: Callable[[], None] | None = None
        self.waiting: list[asyncio.Future[None]] | None = None
        # One timer at a time: for connection_init, then for a client that does not read.
        self.timer: asyncio.TimerHandle | None = None

    # ── the connection ──

    def open(self, subprotocol: str | None) -> None:
        self.timer = self.protocol.loop.call_later(self.sockets.limits.init, self.init_timed_out)
        self.protocol.accept(self, subprotocol)

    def init_timed_out(self) -> None:
        self.close(CloseCode.INIT_TIMEOUT, "Connection initialisation timeout")

    def write(self, message: bytes) -> None:
        if not self.is_over:
            self.protocol.transport.write(frames.text_frame(message))

    def on_write_paused(self) -> None:
        if self.timer is None and not self.is_over:
            self.timer = self.protocol.loop.call_later(self.sockets.limits.send, self.abort)

    def writable(self) -> None:
        if self.init is not None:
            self.cancel_timer()
        self.wake()
        for operation in list(self.operations.values()):
            if isinstance(operation, Stream):
                operation.resume()

    def wake(self) -> None:
        for waiting in self.waiting or ():
            if not waiting.done():
                waiting.set_result(None)
        self.waiting = None

    async def drained(self) -> None:
        """Wait until the client has read enough to be sent more."""
        while self.protocol.is_full and not self.is_over:
            waiting = self.protocol.loop.create_future()
            self.waiting = [*(self.waiting or ()), waiting]
            await waiting

    def abort(self) -> None:
        """Drop the connection without a close frame, which nobody would read."""
        self.protocol.transport.abort()
        self.clean_up()

    def close(self, code: int, why: str) -> None:
        if not self.is_over:
            self.protocol.close(code, frames.reason(why))
            self.clean_up()

    def clean_up(self) -> None:
        """Stop all that runs for this socket."""
        if self.is_over:
            return
        self.is_over = True
        self.cancel_timer()
        self.wake()
        if self.stop_watching is not None:
            self.stop_watching()
        for running in (*self.operations.values(), self.init):
            if isinstance(running, Stream):
                running.stop()
            elif running is not None and running is not asyncio.current_task():
                running.cancel()
                self.sockets.await_end(running)
        self.operations.clear()
        self.sockets.leave(self)

    def cancel_timer(self) -> None:
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None

    def start(self, work: Coroutine[object, object, None]) -> asyncio.Task[None]:
        return self.protocol.loop.create_task(work, context=self.context.copy())

    # ── messages ──

    def received(self, text: str | None) -> None:
        if self.is_over:
            return
        try:
            self.handle(frames.parse_frame(text))
        except MalformedFrameError as error:
            self.close(CloseCode.BAD_FRAME, str(error))
        except Exception as error:
            self.context.run(log.error, "socket.failed", exc_info=error)
            self.close(CloseCode.OUR_FAULT, "Something went wrong on our side")

    def handle(self, frame: Frame) -> None:
        if frame.type == "connection_init":
            if self.init is not None:
                return self.close(CloseCode.TOO_MANY, "Too many initialisation requests")
            self.cancel_timer()
            self.protocol.hold()
            self.init = self.start(self.initialise(frame))
        elif frame.type == "ping":
            self.reply(frames.pong(frame.payload))
        elif frame.type == "subscribe":
            self.subscribe(frame)
        elif frame.type == "complete" and frame.id in self.operations:
            operation = self.operations.pop(frame.id)
            operation.stop() if isinstance(operation, Stream) else operation.cancel()
        return None

    def reply(self, message: bytes) -> None:
        """Write, and take the next message only when the client reads: answers would fill the memory."""
        self.write(message)
        if self.protocol.is_full:
            self.protocol.hold()
            self.start(self.release())

    async def release(self) -> None:
        await self.drained()
        self.protocol.release()

    async def initialise(self, frame: Frame) -> None:
        try:
            caller = await self.sockets.sign_in(self.websocket, frame.payload)
        except Exception as error:
            problem = rejected(error)
            return self.close(REFUSED.get(problem.code, CloseCode.FORBIDDEN), str(problem))
        if not self.sockets.admit(self, caller):
            return self.close(CloseCode.TRY_LATER, "Too many sockets of this account")
        self.caller = caller
        self.write(frames.ACKNOWLEDGED)
        if self.sockets.watch_session is not None and caller.account_id is not None:
            self.stop_watching = self.sockets.watch_session(caller, self.session_over)
        self.protocol.release()
        return None

    def session_over(self, has_ended: bool) -> None:
        """Close because the session has ended, or can no longer be watched."""
        if has_ended:
            self.close(CloseCode.FORBIDDEN, "The session has ended")
        else:
            self.close(CloseCode.TRY_LATER, "Connect again")

    # ── operations ──

    def subscribe(self, frame: Frame) -> None:
        if self.caller is None:
            return self.close(CloseCode.UNAUTHORIZED, "Unauthorized")
        if frame.id in self.operations:
            return self.close(CloseCode.ID_TAKEN, f"Subscriber for {frame.id} already exists")
        try:
            if frame.fault is not None:
                raise unfit(frame.fault)
            parameters = parse_params(frame.payload, self.sockets.runner.options.limits)
            most = self.sockets.limits.streams
            if len(self.operations) >= most:
                raise RefusalError("RATE_LIMITED", f"A socket holds {most} streams.", retry_after=1)
        except RefusalError as refusal:
            if refusal.code == "BAD_REQUEST":
                raise MalformedFrameError(refusal.message) from None
            return self.reply(frames.failed(frame.id, rejected(refusal).entries))
        except RejectedError as problem:
            return self.reply(frames.failed(frame.id, problem.entries))
        self.operations[frame.id] = self.start(self.operate(frame.id, parameters, self.caller))
        return None

    async def operate(self, operation_id: str, parameters: GraphQLParams, caller: Caller) -> None:
        """Run an operation and send exactly one `complete` or `error` at its end."""
        own = asyncio.current_task()
        try:
            stream = await self.answer(operation_id, parameters, caller)
        except SignedOutError as problem:
            self.close(CloseCode.FORBIDDEN, str(problem))
        except Exception as error:
            if self.forget(operation_id, own):
                self.write(frames.failed(operation_id, rejected(error).entries))
        else:
            if stream is not None:
                self.operations[operation_id] = stream
            elif self.forget(operation_id, own):
                self.write(frames.completed(operation_id))

    async def answer(self, operation_id: str, parameters: GraphQLParams, caller: Caller) -> Stream | None:
        """Send the answers; return a stream that goes on by itself."""
        runner = self.sockets.runner
        await runner.admit(parameters, caller)
        job = runner.prepare(parameters, caller, self.websocket)
        stream = Stream(self, operation_id, job.operation)
        if job.operation.kind == "subscription":
            return stream if await runner.follow(job, stream) else None
        answer, _ = await runner.answer(job)
        await self.drained()
        stream.send([answer])
        return None

    def forget(self, operation_id: str, operation: object) -> bool:
        """Free an ID before the client hears of the end, because it may reuse the ID at once."""
        if self.operations.get(operation_id) is not operation:
            return False
        del self.operations[operation_id]
        return True

    def report(self, operation: Operation, code: str) -> None:
        """Report the error that ends a stream."""
        assert self.caller is not None
        self.sockets.runner.report(self.caller, operation, (code,), time.perf_counter())

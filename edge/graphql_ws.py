"""A socket that speaks graphql-transport-ws, from the handshake to its end."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Coroutine
from enum import IntEnum
from typing import TYPE_CHECKING

import structlog
from starlette.websockets import WebSocket

from connections.websocket import SocketProtocol
from edge import graphql_ws_messages as messages
from edge.admission import Admission
from edge.errors import RejectedError, SignedOutError, error_entry, rejection
from edge.graphql_ws_messages import ClientMessage, MalformedMessageError
from edge.params import GraphQLParams, parse_params
from edge.socket_operation import SocketOperation
from rules.caller import Caller
from rules.refusals import RefusalError

if TYPE_CHECKING:
    from edge.sockets import Sockets

log = structlog.get_logger("usher.edge")


class CloseCode(IntEnum):
    RESTART = 1012
    TRY_LATER = 1013
    BAD_MESSAGE = 4400
    UNAUTHORIZED = 4401
    FORBIDDEN = 4403
    WRONG_PROTOCOL = 4406
    INIT_TIMEOUT = 4408
    ID_TAKEN = 4409
    TOO_MANY = 4429
    OUR_FAULT = 4500


REFUSED = {
    "BAD_REQUEST": CloseCode.BAD_MESSAGE,
    "RATE_LIMITED": CloseCode.TRY_LATER,
    "RETRYABLE": CloseCode.TRY_LATER,
    "INTERNAL": CloseCode.OUR_FAULT,
}
"""Close codes for refused sign-ins; 4403 for all other errors."""


class Socket:
    """Handles messages one after another."""

    __slots__ = (
        *("caller", "context", "admission", "init", "is_over", "operations", "protocol", "sockets"),
        *("drain", "timer", "websocket"),
    )

    def __init__(self, sockets: Sockets, websocket: WebSocket, protocol: SocketProtocol) -> None:
        self.sockets = sockets
        self.websocket = websocket
        self.protocol = protocol
        self.context = contextvars.copy_context()
        self.caller: Caller | None = None
        self.admission = Admission(sockets.runner.hooks)
        self.is_over = False
        self.operations: dict[str, SocketOperation] = {}
        self.init: asyncio.Task[None] | None = None
        self.drain: asyncio.Event | None = None
        # One timer at a time: for connection_init, then for a client that does not read.
        self.timer: asyncio.TimerHandle | None = None

    # ── the connection ──

    def open(self, subprotocol: str | None) -> None:
        late = (CloseCode.INIT_TIMEOUT, "Connection initialisation timeout")
        self.timer = self.protocol.loop.call_later(self.sockets.limits.init, self.close, *late)
        self.protocol.accept(self, subprotocol)

    def write(self, message: bytes) -> None:
        if not self.is_over:
            self.protocol.transport.write(messages.text_frame(message))

    def on_write_paused(self) -> None:
        if self.timer is None and not self.is_over:
            self.timer = self.protocol.loop.call_later(self.sockets.limits.send, self.abort)

    def on_write_resumed(self) -> None:
        if self.init is not None:
            self.cancel_timer()
        self.wake()
        for operation in list(self.operations.values()):
            operation.resume()

    def wake(self) -> None:
        if self.drain is not None:
            self.drain.set()
            self.drain = None

    async def drained(self) -> None:
        """Wait until the client has read enough to be sent more."""
        while self.protocol.is_full and not self.is_over:
            self.drain = self.drain or asyncio.Event()
            await self.drain.wait()

    def abort(self) -> None:
        """Drop the connection without a close frame, which nobody would read."""
        self.protocol.transport.abort()
        self.clean_up()

    def close(self, code: int, why: str) -> None:
        if not self.is_over:
            self.protocol.close(code, messages.reason(why))
            self.clean_up()

    def clean_up(self) -> None:
        """Stop all that runs for this socket."""
        if self.is_over:
            return
        self.is_over = True
        self.cancel_timer()
        self.wake()
        for operation in self.operations.values():
            operation.stop()
        if self.init is not None and self.init is not asyncio.current_task():
            self.init.cancel()
            self.sockets.await_end(self.init)
        self.operations.clear()
        self.admission.leave()
        self.sockets.open.pop(self, None)

    def cancel_timer(self) -> None:
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None

    def start(self, work: Coroutine[object, object, None]) -> asyncio.Task[None]:
        return self.protocol.loop.create_task(work, context=self.context.copy())

    # ── messages ──

    def on_message(self, text: str | None) -> None:
        if self.is_over:
            return
        try:
            self.handle(messages.parse_message(text))
        except MalformedMessageError as error:
            self.close(CloseCode.BAD_MESSAGE, str(error))
        except Exception as error:
            self.context.run(log.error, "socket.failed", exc_info=error)
            self.close(CloseCode.OUR_FAULT, "Something went wrong on our side")

    def handle(self, message: ClientMessage) -> None:
        if message.type == "connection_init":
            if self.init is not None:
                return self.close(CloseCode.TOO_MANY, "Too many initialisation requests")
            self.cancel_timer()
            self.protocol.hold()
            self.init = self.start(self.initialise(message))
        elif message.type == "ping":
            self.reply(messages.pong(message.payload))
        elif message.type == "subscribe":
            self.subscribe(message)
        elif message.type == "complete" and message.id in self.operations:
            self.operations.pop(message.id).stop()
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

    async def initialise(self, message: ClientMessage) -> None:
        try:
            caller = await self.sockets.runner.hooks.sign_in(self.websocket, message.payload)
        except Exception as error:
            problem = self.sockets.runner.errors.rejected(error)
            return self.close(REFUSED.get(problem.code, CloseCode.FORBIDDEN), str(problem))
        if not self.admission.admit_account("account", caller, self.sockets.limits.per_account):
            return self.close(CloseCode.TRY_LATER, "Too many sockets for this account")
        self.caller = caller
        self.write(messages.ACKNOWLEDGED)
        self.admission.watch(caller, self.session_over)
        self.protocol.release()
        return None

    def session_over(self, has_ended: bool) -> None:
        """Close because the session has ended, or can no longer be watched."""
        ended, again = (CloseCode.FORBIDDEN, "The session has ended"), (CloseCode.TRY_LATER, "Connect again")
        self.close(*(ended if has_ended else again))

    # ── operations ──

    def subscribe(self, message: ClientMessage) -> None:
        if self.caller is None:
            return self.close(CloseCode.UNAUTHORIZED, "Unauthorized")
        if message.id in self.operations:
            return self.close(CloseCode.ID_TAKEN, f"Subscriber for {message.id} already exists")
        try:
            if message.fault is not None:
                raise rejection(message.fault)
            parameters = parse_params(message.payload)
            limit = self.sockets.limits.streams
            if len(self.operations) >= limit:
                raise RefusalError("RATE_LIMITED", f"A socket may have at most {limit} streams.", retry_after=1)
        except RefusalError as refusal:
            if refusal.code == "BAD_REQUEST":
                raise MalformedMessageError(refusal.message) from None
            return self.reply(messages.failed(message.id, [error_entry(refusal)]))
        except RejectedError as problem:
            return self.reply(messages.failed(message.id, problem.entries))
        socket_operation = self.operations[message.id] = SocketOperation(self, message.id)
        socket_operation.task = self.start(self.operate(socket_operation, parameters, self.caller))
        return None

    async def operate(self, socket_operation: SocketOperation, parameters: GraphQLParams, caller: Caller) -> None:
        """Run an operation. Exactly one `complete` or `error` is sent at its end."""
        runner = self.sockets.runner
        try:
            prepared = await runner.prepare(parameters, caller, self.websocket)
            socket_operation.operation = prepared.operation
            if prepared.operation.kind == "subscription":
                await runner.follow(prepared, socket_operation)
                return
            answer, _ = await runner.answer(prepared)
            await self.drained()
            socket_operation.send([answer])
            socket_operation.finish()
        except SignedOutError as problem:
            self.close(CloseCode.FORBIDDEN, str(problem))
        except Exception as error:
            socket_operation.end(messages.failed(socket_operation.operation_id, runner.errors.rejected(error).entries))
        finally:
            socket_operation.task = None

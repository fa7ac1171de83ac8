"""One operation of a graphql-transport-ws socket: a query, a mutation or a subscription."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from edge import graphql_ws_messages as messages
from edge.operation import Following, Operation, StreamAnswer

if TYPE_CHECKING:
    from edge.graphql_ws import Socket


class SocketOperation:
    """Writes answers to the transport; each is framed with this operation's ID.

    It has a task while it begins. Then it goes on by itself, or is over.
    """

    __slots__ = ("following", "operation", "operation_id", "prefix", "socket", "task")

    def __init__(self, socket: Socket, operation_id: str) -> None:
        self.socket = socket
        self.operation_id = operation_id
        self.operation: Operation | None = None
        self.prefix = messages.next_prefix(operation_id)
        self.following: Following | None = None
        self.task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Nothing has to be told before the first answer."""

    def send(self, answers: Sequence[StreamAnswer]) -> bool:
        """Write answers; return False, having written nothing, while the client does not read."""
        protocol = self.socket.protocol
        if protocol.is_full or self.socket.is_over:
            return False
        if len(answers) == 1:
            protocol.transport.write(messages.next_frame(self.prefix, answers[0].body))
        elif answers:
            protocol.transport.write(b"".join([messages.next_frame(self.prefix, answer.body) for answer in answers]))
        return True

    def fail(self, error: BaseException) -> None:
        """End with an error that comes after the beginning."""
        assert self.operation is not None and self.socket.caller is not None
        runner = self.socket.sockets.runner
        problem = runner.errors.rejected(error, self.operation.name)
        if self.end(messages.failed(self.operation_id, problem.entries)):
            runner.report(self.socket.caller, self.operation, (problem.code,), time.perf_counter())

    def finish(self) -> None:
        self.end(messages.completed(self.operation_id))

    def end(self, last: bytes) -> bool:
        """Write the last message, unless the client has ended the operation; the client may reuse the ID at once."""
        is_open = self.socket.operations.get(self.operation_id) is self
        if is_open:
            del self.socket.operations[self.operation_id]
            self.socket.write(last)
        return is_open

    def stop(self) -> None:
        if self.following is not None:
            self.following.stop()
        if self.task is not None and self.task is not asyncio.current_task():
            self.task.cancel()
            self.socket.sockets.await_end(self.task)

    def resume(self) -> None:
        if self.following is not None:
            self.following.resume()

"""The answers of one operation on a socket."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from edge import frames
from edge.errors import rejected
from edge.operation import Following, Operation, StreamAnswer

if TYPE_CHECKING:
    from edge.socket import Socket


class Stream:
    """Writes answers to the transport; each is framed with this operation's ID."""

    __slots__ = ("following", "operation", "operation_id", "prefix", "socket")

    def __init__(self, socket: Socket, operation_id: str, operation: Operation) -> None:
        self.socket = socket
        self.operation_id = operation_id
        self.operation = operation
        self.prefix = frames.next_prefix(operation_id)
        self.following: Following | None = None

    def begin(self) -> None:
        """Nothing has to be told before the first answer."""

    def send(self, answers: Sequence[StreamAnswer]) -> bool:
        """Write answers; return False, having written nothing, while the client does not read."""
        protocol = self.socket.protocol
        if protocol.is_full or self.socket.is_over:
            return False
        if len(answers) == 1:
            protocol.transport.write(frames.next_frame(self.prefix, answers[0].body))
        elif answers:
            protocol.transport.write(b"".join([frames.next_frame(self.prefix, answer.body) for answer in answers]))
        return True

    async def ready(self) -> None:
        await self.socket.drained()

    def fail(self, error: BaseException) -> None:
        """End the stream with an error, unless the client has ended it."""
        if self.socket.forget(self.operation_id, self):
            problem = rejected(error, self.operation.name)
            self.socket.report(self.operation, problem.code)
            self.socket.write(frames.failed(self.operation_id, problem.entries))

    def finish(self) -> None:
        if self.socket.forget(self.operation_id, self):
            self.socket.write(frames.completed(self.operation_id))

    def stop(self) -> None:
        if self.following is not None:
            self.following.stop()

    def resume(self) -> None:
        if self.following is not None:
            self.following.resume()

"""One graphql-transport-ws socket, from `connection_init` to its end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import aclosing, suppress
from enum import IntEnum

import structlog

from edge import frames
from edge.channel import Channel, SocketGoneError
from edge.errors import RejectedError, SignedOutError, rejected, unfit
from edge.frames import Frame, MalformedFrameError
from edge.operation import SignIn, WatchSession
from edge.options import SocketLimits
from edge.params import GraphQLParams, parse_params
from edge.run import Runner
from rules.caller import Caller
from rules.refusals import RefusalError

log = structlog.get_logger("usher.edge")


class Code(IntEnum):
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
    "BAD_REQUEST": Code.BAD_FRAME,
    "RATE_LIMITED": Code.TRY_LATER,
    "RETRYABLE": Code.TRY_LATER,
    "INTERNAL": Code.OUR_FAULT,
}
"""Close codes for refused sign-ins; 4403 for all other errors."""


class Socket:
    """Reads frames one after another and runs each operation in a task of its own."""

    def __init__(
        self,
        channel: Channel,
        *,
        runner: Runner,
        limits: SocketLimits,
        sign_in: SignIn,
        watch_session: WatchSession | None,
        admit: Callable[[Caller], bool],
    ) -> None:
        self.channel = channel
        self.runner = runner
        self.limits = limits
        self.sign_in = sign_in
        self.watch_session = watch_session
        self.admit = admit
        self.caller: Caller | None = None
        self.initialised = False
        self.operations: dict[str, asyncio.Task[None]] = {}
        self.tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Serve the socket until it ends, then stop all its tasks."""
        reader = self.start(self.read())
        self.start(self.await_init())
        self.channel.on_cut = reader.cancel
        try:
            await asyncio.wait({reader})
        finally:
            self.channel.ended = True
            running = list(self.tasks)
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)

    def start(self, work: Coroutine[object, object, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return task

    async def await_init(self) -> None:
        await asyncio.sleep(self.limits.init)
        if not self.initialised:
            await self.channel.end(Code.INIT_TIMEOUT, "Connection initialisation timeout")

    async def read(self) -> None:
        try:
            while True:
                await self.handle(frames.parse_frame(await self.channel.receive()))
        except SocketGoneError:
            return
        except MalformedFrameError as error:
            await self.channel.end(Code.BAD_FRAME, str(error))
        except Exception as error:
            log.error("socket.failed", exc_info=error)
            await self.channel.end(Code.OUR_FAULT, "Something went wrong on our side")

    async def handle(self, frame: Frame) -> None:
        if frame.type == "connection_init":
            await self.initialise(frame)
        elif frame.type == "ping":
            await self.channel.send(frames.pong(frame.payload))
        elif frame.type == "subscribe":
            await self.subscribe(frame)
        elif frame.type == "complete" and frame.id in self.operations:
            self.operations.pop(frame.id).cancel()

    async def initialise(self, frame: Frame) -> None:
        if self.initialised:
            return await self.channel.end(Code.TOO_MANY, "Too many initialisation requests")
        self.initialised = True
        try:
            caller = await self.sign_in(self.channel.websocket, frame.payload)
        except Exception as error:
            problem = rejected(error)
            return await self.channel.end(REFUSED.get(problem.code, Code.FORBIDDEN), str(problem))
        if not self.admit(caller):
            return await self.channel.end(Code.TRY_LATER, "Too many sockets of this account")
        self.caller = caller
        if self.watch_session is not None and caller.account_id is not None:
            self.start(self.watch(self.watch_session, caller))
        return await self.channel.send(frames.ACKNOWLEDGED)

    async def watch(self, watch_session: WatchSession, caller: Caller) -> None:
        """Close the socket when the session has ended or can no longer be checked."""
        try:
            await watch_session(caller)
        except Exception as error:
            log.warning("session_watch.failed", exc_info=error)
            await self.channel.end(Code.TRY_LATER, "Connect again")
        else:
            await self.channel.end(Code.FORBIDDEN, "The session has ended")

    async def subscribe(self, frame: Frame) -> None:
        if self.caller is None:
            return await self.channel.end(Code.UNAUTHORIZED, "Unauthorized")
        if frame.id in self.operations:
            return await self.channel.end(Code.ID_TAKEN, f"Subscriber for {frame.id} already exists")
        try:
            if frame.fault is not None:
                raise unfit(frame.fault)
            parameters = parse_params(frame.payload, self.runner.options.limits)
            if len(self.operations) >= self.limits.streams:
                raise RefusalError("RATE_LIMITED", f"A socket holds {self.limits.streams} streams.", retry_after=1)
        except RefusalError as refusal:
            if refusal.code == "BAD_REQUEST":
                raise MalformedFrameError(refusal.message) from None
            return await self.channel.send(frames.failed(frame.id, rejected(refusal).entries))
        except RejectedError as problem:
            return await self.channel.send(frames.failed(frame.id, problem.entries))
        self.operations[frame.id] = self.start(self.operate(frame.id, parameters, self.caller))
        return None

    async def operate(self, about: str, parameters: GraphQLParams, caller: Caller) -> None:
        """Run an operation and send exactly one `complete` or `error` at its end."""
        with suppress(SocketGoneError):
            try:
                await self.answer(about, parameters, caller)
            except SocketGoneError:
                raise
            except SignedOutError as problem:
                await self.channel.end(Code.FORBIDDEN, str(problem))
            except Exception as error:
                self.forget(about)
                await self.channel.send(frames.failed(about, rejected(error).entries))
            else:
                self.forget(about)
                await self.channel.send(frames.completed(about))

    async def answer(self, about: str, parameters: GraphQLParams, caller: Caller) -> None:
        """Send the answers; a stream continues only when the reader has taken the last one."""
        await self.runner.admit(parameters, caller)
        job = self.runner.prepare(parameters, caller, self.channel.websocket)
        if job.operation.kind == "subscription":
            async with aclosing(self.runner.stream(job)) as answers:
                async for answer in answers:
                    await self.channel.send(frames.following(about, answer))
        else:
            answer, _ = await self.runner.answer(job)
            await self.channel.send(frames.following(about, answer))

    def forget(self, about: str) -> None:
        """Free an ID before the client hears of the end, because it may reuse the ID at once."""
        if self.operations.get(about) is asyncio.current_task():
            del self.operations[about]

"""Compute one answer for all sockets that ask the same about the same event."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from graphql import DocumentNode, FragmentDefinitionNode, Node, OperationDefinitionNode, VariableNode, Visitor, visit

from edge.operation import Answer

KEPT = 1.0
"""Seconds for which a finished answer is still reused."""


AT_ONCE = 20
"""How many pending events of one stream are answered concurrently."""


@dataclass(frozen=True, slots=True)
class MadeAnswer:
    """An answer, whether it depends on the reader, and when it was computed."""

    answer: Answer
    is_personal: bool
    at: float = field(default_factory=time.monotonic)


Make = Callable[[], Awaitable[MadeAnswer]]


async def make_several(several: Sequence[Make]) -> Sequence[MadeAnswer | BaseException]:
    """Compute several answers concurrently; one that fails is represented by its exception."""
    if len(several) == 1:
        return [await several[0]()]
    return await asyncio.gather(*(make() for make in several), return_exceptions=True)


async def rechecked(context: Any, make: Make, made: MadeAnswer | BaseException) -> MadeAnswer:
    """Re-check authorisation before sending an answer, and recompute the answer until the check passes."""
    recheck = getattr(context, "recheck", None)
    while True:
        if isinstance(made, BaseException):
            raise made
        if recheck is None or await recheck(made.at):
            return made
        made = await make()


@dataclass(slots=True)
class PendingAnswer:
    begun: float
    made: MadeAnswer | None = None
    task: asyncio.Task[None] | None = None
    waiting: list[asyncio.Future[MadeAnswer]] = field(default_factory=list)

    async def wait(self) -> MadeAnswer:
        if self.made is not None:
            return self.made
        own: asyncio.Future[MadeAnswer] = asyncio.get_running_loop().create_future()
        self.waiting.append(own)
        return await own

    async def work(self, make: Make) -> None:
        try:
            self.made = await make()
        except Exception as error:
            for own in self.left():
                own.set_exception(error)
        else:
            for own in self.left():
                own.set_result(self.made)

    @property
    def is_over(self) -> bool:
        return self.task is not None and self.task.done()

    def left(self) -> list[asyncio.Future[MadeAnswer]]:
        return [own for own in self.waiting if not own.done()]


class SharedExecution:
    def __init__(self) -> None:
        self.pending: dict[Hashable, PendingAnswer] = {}

    async def answer(self, key: Hashable, since: float, make: Make) -> MadeAnswer:
        """Return an answer shared by all who ask with the same key, or the reader's own if it is personal.

        Args:
            key: All that the answer depends on, except the reader.
            since: By `time.monotonic`; an answer begun before this instant is too old.
        """
        pending = self.pending.get(key)
        if pending is None or pending.begun < since or (pending.made is None and pending.is_over):
            pending = self.begin(key, make)
            return await pending.wait()
        try:
            made = await pending.wait()
        except Exception:
            return await make()
        return await make() if made.is_personal else made

    def begin(self, key: Hashable, make: Make) -> PendingAnswer:
        """Compute an answer in a task of its own, because the first reader may leave before the others."""
        pending = self.pending[key] = PendingAnswer(time.monotonic())
        pending.task = asyncio.create_task(pending.work(make), name="answer for many")
        pending.task.add_done_callback(lambda _: asyncio.get_running_loop().call_later(KEPT, self.forget, key, pending))
        return pending

    def forget(self, key: Hashable, pending: PendingAnswer) -> None:
        if self.pending.get(key) is pending:
            del self.pending[key]


class UsedVariables(Visitor):
    """Collects the variables used outside the arguments of an operation's root fields."""

    def __init__(self, roots: set[int]) -> None:
        super().__init__()
        self.roots = roots
        self.names: set[str] = set()

    def enter_variable_definition(self, *_: Any) -> Any:
        return self.SKIP

    def enter_argument(self, node: Node, _key: Any, _parent: Any, _path: Any, ancestors: Any) -> Any:
        """Skip the arguments of root fields, which only the source of events uses."""
        holder = next((one for one in reversed(ancestors) if isinstance(one, Node)), None)
        return self.SKIP if id(holder) in self.roots else None

    def enter_variable(self, node: VariableNode, *_: Any) -> None:
        self.names.add(node.name.value)


def variables_below_root(document: DocumentNode, name: str | None, variables: Mapping[str, Any]) -> bytes:
    """Encode the variables on which the answer to an event depends."""
    names: set[str] = set()
    for node in document.definitions:
        if isinstance(node, OperationDefinitionNode) and name in (None, node.name.value if node.name else None):
            used = UsedVariables({id(field) for field in node.selection_set.selections})
            visit(node, used)
            names |= used.names
        elif isinstance(node, FragmentDefinitionNode):
            used = UsedVariables(set())
            visit(node, used)
            names |= used.names
    return orjson.dumps({one: variables[one] for one in sorted(names) if one in variables})

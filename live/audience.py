"""One reading of a stream for many: each answer is made once and sent to everybody who gets the same.

An audience are the members with the same stream, document and standing. Nobody has a task of their own while they
wait: the stream wakes the audience, which makes the answers, has everybody's access checked once more, and writes.
"""

import asyncio
import time
from collections.abc import Callable, Hashable, Sequence
from typing import Any, NamedTuple

from live.answers import Access, Answer, Execute, Sink, Source
from live.feed import Feeds
from live.subscription import Subscription

CHECKED_AT_ONCE = 250
"""Members whose access one statement checks; the next statement runs while these are written to."""

OWN_AT_ONCE = 50
"""Members whose own answers are made concurrently."""

ALIKE_AT_ONCE = 1_000
"""Members who are asked about together."""

KINDS = 4
"""Different answers to a value that are looked for before each of the other members gets its own."""


class Member:
    """A reader in an audience. `seen` is the number of the event, or the state of the value, that was sent last."""

    __slots__ = ("access", "audience", "is_gone", "seen", "sink", "task")

    def __init__(self, sink: Sink, access: Access, seen: Any) -> None:
        self.sink = sink
        self.access = access
        self.seen = seen
        self.is_gone = False
        self.task: asyncio.Task[None] | None = None
        self.audience: Audience

    def stop(self) -> None:
        """Leave, because the reader does not want more."""
        self.is_gone = True
        self.audience.remove(self)
        if self.task is not None and self.task is not asyncio.current_task():
            self.task.cancel()

    def resume(self) -> None:
        """Go on, because the reader takes answers again."""
        if not self.is_gone:
            self.audience.resume(self)

    def fail(self, error: Exception) -> None:
        if not self.is_gone:
            self.stop()
            self.sink.fail(error)

    def finish(self) -> None:
        if not self.is_gone:
            self.stop()
            self.sink.finish()


class LeftOut(NamedTuple):
    """Members to whom nothing was sent: their readers take no more now, or their access must be looked at again."""

    late: list[Member]
    doubtful: list[Member]

    def __add__(self, other: "LeftOut") -> "LeftOut":  # type: ignore[override]
        return LeftOut(self.late + other.late, self.doubtful + other.doubtful)


class Value(NamedTuple):
    """What is answered, known since an instant, and for whom."""

    value: Any
    since: float
    is_for: Callable[[Member], bool] = lambda _: True


class Audience:
    """The part that audiences of events and of values have in common."""

    def __init__(
        self,
        audiences: "Audiences",
        key: tuple[Hashable, Hashable, Hashable],
        source: Source,
        execute: Execute,
        subscription: Subscription,
    ) -> None:
        self.audiences = audiences
        self.key = key
        _, self.standing, self.document = key
        self.source = source
        self.execute = execute
        self.members: dict[Member, None] = {}
        self.subscription = subscription
        subscription.on_wake = self.wake
        self._task: asyncio.Task[None] | None = None
        self._is_due = False
        self._is_personal = False
        self._are_all_apart = False

    def add(self, member: Member) -> None:
        raise NotImplementedError

    def resume(self, member: Member) -> None:
        raise NotImplementedError

    async def advance(self) -> None:
        """Send what is new; set `_is_due` if there may be more."""
        raise NotImplementedError

    def wake(self) -> None:
        self._is_due = True
        if self._task is None and self.members:
            self._task = asyncio.create_task(self._run(), name="stream")

    def remove(self, member: Member) -> None:
        self.members.pop(member, None)
        if not self.size:
            self.close()

    @property
    def everybody(self) -> list[Member]:
        return list(self.members)

    @property
    def size(self) -> int:
        return len(self.members)

    def close(self) -> None:
        self.subscription.close()
        if self.audiences.open.get(self.key) is self:
            del self.audiences.open[self.key]
        if self._task is not None and self._task is not asyncio.current_task():
            self._task.cancel()

    async def _run(self) -> None:
        try:
            while self._is_due and self.members:
                self._is_due = False
                await self.advance()
        except Exception as error:
            described = self.source.describe(error)
            for member in list(self.members):
                member.fail(described)
        finally:
            self._task = None

    async def changed(self, members: Sequence[Member], made_at: float) -> list[Member]:
        """Return the members whose access is not as it was, by a check that begins after `made_at`."""
        places = await self.source.changed([member.access for member in members], made_at) if members else ()
        return [members[place] for place in places]

    async def check(self, member: Member) -> bool:
        """Check a member's access; return False if the member has another standing now, and so another audience."""
        await member.access.check()
        return bool(member.access.standing == self.standing)

    async def deliver_own(self, members: Sequence[Member], values: Sequence[Value]) -> LeftOut:
        """Make the answers that depend on who reads them, then deliver them."""
        left_out = LeftOut([], [])
        size = OWN_AT_ONCE if self._are_all_apart else ALIKE_AT_ONCE
        for at in range(0, len(members), size):
            chunk = members[at : at + size]
            made = await asyncio.gather(*(self.own_answers(chunk, *value) for value in values))
            own: dict[Member, list[Answer]] = {member: [] for member in chunk}
            for answers in made:
                for member, answer in answers.items():
                    own[member].append(answer)
            made_at = max((answer.made_at for answers in made for answer in answers.values()), default=time.monotonic())
            left_out += await self.deliver(chunk, (), made_at, own.__getitem__)
        return left_out

    async def own_answers(
        self, members: Sequence[Member], value: Any, since: float, is_for: Callable[[Member], bool]
    ) -> dict[Member, Answer]:
        """Answer a value once for all of whom the same is found, as far as these are few kinds."""
        left = [member for member in members if is_for(member)]
        answers: dict[Member, Answer] = {}
        for _ in range(KINDS):
            if not left:
                return answers
            answer = await self._own_answer(left[0], value, since)
            if answer is None or answer.questions is None:
                self._are_all_apart |= answer is not None
                answers |= {left[0]: answer} if answer is not None else {}
                left = left[1:]
                break
            found = [await ask([member.access for member in left]) for ask in answer.questions]
            alike = [all(one[place] == one[0] for one in found) for place in range(len(left))]
            answers |= {member: answer for member, is_alike in zip(left, alike, strict=True) if is_alike}
            left = [member for member, is_alike in zip(left, alike, strict=True) if not is_alike]
        for at in range(0, len(left), OWN_AT_ONCE):
            some = left[at : at + OWN_AT_ONCE]
            made = await asyncio.gather(*(self._own_answer(member, value, since) for member in some))
            answers |= {member: answer for member, answer in zip(some, made, strict=True) if answer is not None}
        return answers

    async def _own_answer(self, member: Member, value: Any, since: float) -> Answer | None:
        """Return None where an answer failed, which ends the stream."""
        if member.is_gone:
            return None
        try:
            return await self.source.answer(self.execute, value, since, member.access)
        except Exception as error:
            member.fail(self.source.describe(error))
            return None

    async def deliver(
        self,
        members: Sequence[Member],
        answers: Sequence[Answer],
        made_at: float,
        answers_for: Callable[[Member], Sequence[Answer]] | None = None,
    ) -> LeftOut:
        """Check everybody's access, then write the answers, or to each member those for it."""
        left_out = LeftOut([], [])
        chunks = [members[at : at + CHECKED_AT_ONCE] for at in range(0, len(members), CHECKED_AT_ONCE)]
        checks: list[asyncio.Task[list[Member]]] = []
        try:
            for number, chunk in enumerate(chunks):
                for following in chunks[len(checks) : number + 2]:
                    checks.append(asyncio.create_task(self.changed(following, made_at), name="check"))
                changed = await checks[number]
                left_out.doubtful.extend(changed)
                for member in chunk:
                    if member.is_gone or (changed and member in changed):
                        continue
                    if not member.sink.send(answers if answers_for is None else answers_for(member)):
                        left_out.late.append(member)
        finally:
            for check in checks:
                check.cancel()
        return left_out


class Audiences:
    """All audiences of this process."""

    def __init__(self, feeds: Feeds) -> None:
        self.feeds = feeds
        self.open: dict[Hashable, Audience] = {}

    def stop(self) -> None:
        for audience in list(self.open.values()):
            for member in audience.everybody:
                member.stop()

    def join(
        self,
        kind: type[Audience],
        source: Source,
        document: Hashable,
        execute: Execute,
        member: Member,
        subscription: Subscription,
    ) -> None:
        """Let a member follow a source, from an open subscription on."""
        key = (source.key, member.access.standing, document)
        audience = self.open.get(key)
        if audience is None:
            audience = self.open[key] = kind(self, key, source, execute, subscription)
        else:
            subscription.close()
        member.audience = audience
        audience.add(member)

    async def move(self, member: Member, number: int | None) -> None:
        """Let a member whose standing has changed go on in the audience of those like it."""
        left = member.audience
        subscription = Subscription(self.feeds, left.source.topic, number)
        await subscription.open()
        if member.is_gone:
            subscription.close()
            return
        left.remove(member)
        self.join(type(left), left.source, left.document, left.execute, member, subscription)

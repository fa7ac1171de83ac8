"""Send every event of a stream, in order and once, to everybody who follows it."""

import asyncio
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from db.queries.events import EventRow
from live.answers import Answer, Source
from live.audience import Audience, LeftOut, Member, Value
from live.subscription import Subscription

AT_ONCE = 20
"""Events of a stream that are answered concurrently, and sent in one go."""

KEPT = 1.0
"""Seconds for which an answer serves those who come a little later, such as a crowd that reconnects."""


@dataclass(frozen=True, slots=True)
class Item:
    """An event to send; a second one with the same number says the same in other words to one account.

    Args:
        value: What is executed.
        only_for: The only account that gets it; None for everybody.
        except_for: Accounts that do not get it.
    """

    number: int
    value: Any
    since: float
    only_for: int | None = None
    except_for: Collection[int] = ()

    @property
    def is_for_all(self) -> bool:
        return self.only_for is None and not self.except_for

    def is_for(self, member: Member) -> bool:
        if self.number <= member.seen:
            return False
        account_id = member.access.account_id
        return account_id not in self.except_for and self.only_for in (None, account_id)


class EventSource(Source, Protocol):
    def select(self, rows: Sequence[EventRow], standing: Any) -> list[Item]:
        """Return what readers with this standing are sent of some events."""


class EventAudience(Audience):
    """Members who are up to date, and those who are behind.

    Whoever is behind catches up together with others who stand at the same event. Their answers are those of the audience
    as far as these are kept.
    """

    source: EventSource

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._behind: set[Member] = set()
        self._paused: set[Member] = set()
        self._groups: dict[int, list[Member]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._answers: dict[int, asyncio.Task[Answer]] = {}

    @property
    def everybody(self) -> list[Member]:
        return [*self.members, *self._behind]

    @property
    def size(self) -> int:
        return len(self.members) + len(self._behind)

    def add(self, member: Member) -> None:
        if not self._join(member):
            self._fall_behind(member)

    def remove(self, member: Member) -> None:
        self._behind.discard(member)
        self._paused.discard(member)
        super().remove(member)

    def close(self) -> None:
        super().close()
        for task in self._tasks - {asyncio.current_task()}:
            task.cancel()

    def resume(self, member: Member) -> None:
        if member in self._paused:
            self._paused.discard(member)
            self._fall_behind(member)

    async def advance(self) -> None:
        rows = await self.subscription.read()
        if not rows:
            self._is_due |= self.subscription.is_behind
            return
        self._is_due = True
        self._go_on(await self._send(rows, list(self.members)))  # whoever joins from now on stands after these events

    def _join(self, member: Member) -> bool:
        """Let a member go on with the audience, unless it has to catch up first."""
        if not self.members and self._task is None:
            self.subscription.move_to(member.seen)
        if member.seen < self.subscription.number:
            return False
        self._behind.discard(member)
        self.members[member] = None
        if not self.subscription.is_current:
            self.wake()
        return True

    def _go_on(self, missed: LeftOut) -> None:
        """Let those whom events did not reach catch up, after a check where their access is in doubt."""
        for member in missed.late:
            self._fall_behind(member)
        for member in missed.doubtful:
            if not member.is_gone:
                self._leave(member)
                member.task = asyncio.create_task(self._recheck(member), name="recheck")

    def _leave(self, member: Member) -> None:
        self.members.pop(member, None)
        self._behind.add(member)

    def _fall_behind(self, member: Member) -> None:
        if member.is_gone:
            return
        self._leave(member)
        if not member.sink.send(()):
            self._paused.add(member)
        elif not self._join(member):
            group = self._groups.setdefault(member.seen, [])
            group.append(member)
            if len(group) == 1:
                self._tasks.add(task := asyncio.create_task(self._catch_up(member.seen, group), name="catch up"))
                task.add_done_callback(self._tasks.discard)

    async def _recheck(self, member: Member) -> None:
        try:
            if await self.check(member):
                self._fall_behind(member)
            else:
                await self.audiences.move(member, member.seen)
        except Exception as error:
            member.fail(self.source.describe(error))
        finally:
            member.task = None

    async def _catch_up(self, number: int, group: list[Member]) -> None:
        """Send a group what came after an event, until all can go on with the audience or their readers take no more."""
        subscription = Subscription(self.audiences.feeds, self.source.topic, number)
        try:
            try:
                await subscription.open()
                rows = await subscription.read()
            finally:
                del self._groups[number]  # whoever comes from now on begins a group of its own
            while group:
                if rows:
                    missed = await self._send(rows, group)
                    self._go_on(missed)
                    gone = {*missed.late, *missed.doubtful}
                    group = [member for member in group if member not in gone]
                    for member in group:
                        member.seen = subscription.number
                else:
                    subscription.is_behind = True  # the audience has read further than the shared reading
                group = [member for member in group if not (member.is_gone or self._join(member))]
                rows = await subscription.read() if group else []
        except Exception as error:
            for member in group:
                member.fail(self.source.describe(error))
        finally:
            subscription.close()

    async def _send(self, rows: Sequence[EventRow], members: list[Member]) -> LeftOut:
        """Send events; set where those whom they did not reach go on."""
        if not members:
            return LeftOut([], [])
        items = self.source.select(rows, self.standing)
        is_affected = self.source.affected(rows)
        if not items:
            affected = [member for member in members if is_affected(member.access)] if is_affected else []
            doubtful = await self.changed(affected, time.monotonic())
            for member in doubtful:
                member.seen = rows[-1].number
            return LeftOut([], doubtful)
        left_out = LeftOut([], [])
        for batch in _batches(items):
            concerned = _concerned(batch, members, is_affected)
            if not concerned:
                continue
            missed = await self._send_batch(batch, concerned)
            if missed.late or missed.doubtful:
                for member in (*missed.late, *missed.doubtful):
                    member.seen = max(member.seen, batch[0].number - 1)
                left_out += missed
                gone = {*missed.late, *missed.doubtful}
                members = [member for member in members if member not in gone]
        return left_out

    async def _send_batch(self, batch: Sequence[Item], members: Sequence[Member]) -> LeftOut:
        values = [Value(item.value, item.since, item.is_for) for item in batch]
        if self._is_personal or self.size == 1:
            return await self.deliver_own(members, values)
        shared = [item for item in batch if item.only_for is None]
        answers = await self._shared_answers(shared, members[0]) if shared else []
        if any(answer.is_personal for answer in answers):
            self._is_personal = True
            return await self.deliver_own(members, values)
        first = batch[0].number
        if all(item.is_for_all for item in batch) and all(member.seen < first for member in members):
            made_at = max(answer.made_at for answer in answers)
            return await self.deliver(members, answers, made_at)
        return await self._deliver_mixed(batch, members, {id(item): a for item, a in zip(shared, answers, strict=True)})

    async def _deliver_mixed(
        self, batch: Sequence[Item], members: Sequence[Member], shared: dict[int, Answer]
    ) -> LeftOut:
        """Deliver what is the same for several with what is for single accounts, in the order of the events."""

        alone = [item for item in batch if item.only_for is not None]
        accounts = {item.only_for for item in alone}
        owners = [member for member in members if member.access.account_id in accounts]
        making = (self.own_answers(owners, item.value, item.since, item.is_for) for item in alone)
        own = {id(item): found for item, found in zip(alone, await asyncio.gather(*making), strict=True)}

        def answers_for(member: Member) -> list[Answer]:
            return [shared.get(id(item)) or own[id(item)][member] for item in batch if item.is_for(member)]

        answers = (*shared.values(), *(answer for found in own.values() for answer in found.values()))
        made_at = max((answer.made_at for answer in answers), default=time.monotonic())
        return await self.deliver(members, (), made_at, answers_for)

    async def _shared_answers(self, batch: Sequence[Item], member: Member) -> list[Answer]:
        """Make the answers once for all; one whom they serve may leave before they are made."""
        making = [self._answers.get(item.number) or self._begin(item, member) for item in batch]
        pending = [task for task in making if not task.done()]
        if pending:
            await asyncio.wait(pending)
        return [task.result() for task in making]

    def _begin(self, item: Item, member: Member) -> asyncio.Task[Answer]:
        making = self.source.answer(self.execute, item.value, item.since, member.access)
        task = self._answers[item.number] = asyncio.create_task(making, name="answer for many")
        task.add_done_callback(
            lambda done: asyncio.get_running_loop().call_later(
                0.0 if done.cancelled() or done.exception() else KEPT, self._answers.pop, item.number, None
            )
        )
        return task


def _batches(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Cut the items, but never between two of one event."""
    at = 0
    while at < len(items):
        end = min(at + AT_ONCE, len(items))
        while end < len(items) and items[end].number == items[end - 1].number:
            end += 1
        yield items[at:end]
        at = end


def _concerned(batch: Sequence[Item], members: list[Member], is_affected: Callable[[Any], bool] | None) -> list[Member]:
    """Return who gets one of the items or must be checked, so that what one alone hears costs the others nothing."""
    if any(item.is_for_all for item in batch):
        return members
    return [
        member
        for member in members
        if (is_affected is not None and is_affected(member.access)) or any(item.is_for(member) for item in batch)
    ]

"""The unit of work: one transaction and the events, history, notifications and mails written with it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple, overload

from sqlalchemy import Executable, Row, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from actions.attempts import Attempt, Limiter, guess_attempt
from actions.merged_events import merge_events
from actions.named_locks import NamedLocks
from actions.recording import NewHistoryEntry, NewNotification, write_records
from db.driver import transaction
from db.prepared import Prepared
from db.queries.group_contacts import Pair
from db.reader import Reader
from db.statements import R, Statement
from live.event_kinds import EventKind
from live.events import Event, append
from live.hub import Hub
from mail.outbox import NewMail
from rules.caller import Caller
from rules.config import Config
from rules.problems import Problem
from rules.requirements import Requirement
from rules.roles import Role


class _ClockRow(NamedTuple):
    now: datetime


_CLOCK = Prepared(_ClockRow, select(func.clock_timestamp()))


@dataclass(slots=True)
class OuterTransaction:
    """One transaction for several changes, with what they required of the caller and the topics to hint at afterwards.

    `turn_group_id` is the group whose turn it waited for, `busy_group_id` the one that it must wait for and begin again.
    """

    connection: AsyncConnection
    turn_group_id: int | None = None
    busy_group_id: int | None = None
    requirements: list[Requirement] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)

    def record_requirement(self, requirement: Requirement) -> None:
        """Record a requirement that the caller met."""
        if requirement not in self.requirements:
            self.requirements.append(requirement)


@dataclass(frozen=True, slots=True)
class Services:
    """What a process holds while it runs. Within an `outer` transaction, changes are savepoints.

    `turns` are the lines in which changes of this process wait for a group, by its ID, without a connection.
    """

    engine: AsyncEngine
    hub: Hub
    config: Config
    limiter: Limiter | None = None
    outer: OuterTransaction | None = None
    turns: NamedLocks = field(default_factory=lambda: NamedLocks("Too many are changing this group just now."))

    def reader(self, *, snapshot: bool = False) -> Reader:
        """Return a reader; with `snapshot` all its reads see the same instant."""
        within = None if self.outer is None else self.outer.connection
        return Reader(self.engine, snapshot=snapshot, within=within)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction, or a savepoint in the outer one."""
        if self.outer is None:
            async with transaction(self.engine) as connection:
                yield connection
        else:
            async with self.outer.connection.begin_nested():
                yield self.outer.connection

    def hint(self, topics: Sequence[str]) -> None:
        """Tell streams to read what was committed; within an outer transaction, after its commit."""
        if self.outer is None:
            self.hub.hint(topics)
        else:
            self.outer.topics += topics


class ProblemsError(Exception):
    """End the work and roll back, with problems the person can solve: the `userErrors` of a payload."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*(problem.message for problem in problems))
        self.problems = problems


class WrongGuessError(ProblemsError):
    """The code, token or link does not exist; counts as a wrong guess of the caller's network."""


class UncountedAttemptsError(Exception):
    """Roll back, count these attempts, then run the work again."""

    def __init__(self, attempts: tuple[Attempt, ...]) -> None:
        super().__init__()
        self.attempts = attempts


class BusyGroupError(Exception):
    """Roll back, wait for this group's turn, then run the work again."""

    def __init__(self, group_id: int) -> None:
        super().__init__()
        self.group_id = group_id


@dataclass(slots=True)
class Work:
    """One transaction and what is written with it.

    Events, history, notifications and mails are collected while an action runs and written in bulk just before the
    commit, in the same transaction. `now` is the database's clock as read under a group's lock, or by `clock`.
    `attempts_are_counted` says that no attempts need counting; `outer` is the transaction around this one, if any;
    `turn_group_id` is the group whose turn the work waited for.
    """

    connection: AsyncConnection
    caller: Caller
    config: Config
    attempts_are_counted: bool = True
    outer: OuterTransaction | None = None
    turn_group_id: int | None = None
    events: list[Event] = field(default_factory=list)
    affected_groups: set[int] = field(default_factory=set)
    history: list[NewHistoryEntry] = field(default_factory=list)
    notifications: list[NewNotification] = field(default_factory=list)
    mails: list[NewMail] = field(default_factory=list)
    _roles: dict[Pair, Role] = field(default_factory=dict)
    _now: datetime | None = None

    @property
    def now(self) -> datetime:
        assert self._now is not None, "the clock was not read"
        return self._now

    @now.setter
    def now(self, now: datetime) -> None:
        self._now = now

    async def clock(self) -> datetime:
        """Read the database's clock, unless it has been read. Whoever opens a group has it read there."""
        if self._now is None:
            (row,) = await _CLOCK.rows(self.connection)
            self._now = row.now
        return self._now

    @overload
    async def rows(self, statement: Prepared[R] | Statement[R], **values: Any) -> list[R]: ...

    @overload
    async def rows(self, statement: Executable, **values: Any) -> Sequence[Row[Any]]: ...

    async def rows(self, statement: Prepared[R] | Statement[R] | Executable, **values: Any) -> Sequence[Any]:
        if isinstance(statement, Prepared):
            return await statement.rows(self.connection, **values)
        if isinstance(statement, Statement):
            return statement.rows((await self.connection.execute(statement.executable, values or None)).all())
        return (await self.connection.execute(statement, values or None)).all()

    @overload
    async def row(self, statement: Prepared[R] | Statement[R], **values: Any) -> R | None: ...

    @overload
    async def row(self, statement: Executable, **values: Any) -> Row[Any] | None: ...

    async def row(self, statement: Prepared[R] | Statement[R] | Executable, **values: Any) -> Any:
        rows = await self.rows(statement, **values)
        return rows[0] if rows else None

    async def value(self, statement: Executable, **values: Any) -> Any:
        return (await self.connection.execute(statement, values or None)).scalar()

    async def run(self, statement: Executable, **values: Any) -> int:
        result = await self.connection.execute(statement, values or None)
        return int(result.rowcount)

    def record_requirement(self, requirement: Requirement) -> None:
        """Record a requirement that the caller met, also for a change that fails later."""
        if self.outer is not None:
            self.outer.record_requirement(requirement)

    def require_turn(self, group_id: int) -> None:
        """Raise BusyGroupError for a group that another transaction has locked, unless this work has waited for a turn.

        It is rolled back, and started again at its turn. Then it waits in the database, so nobody in a line holds anything.
        """
        if self.turn_group_id is None:
            raise BusyGroupError(group_id)

    def require_counted(self, *attempts: Attempt) -> None:
        """Have attempts counted, outside this transaction, before going on.

        Call it once, before anything is written or compared: the work is rolled back and started again.
        """
        if not self.attempts_are_counted:
            raise UncountedAttemptsError(attempts)

    def check_guesses(self) -> None:
        """Refuse after too many codes, tokens or links that were wrong, which `WrongGuessError` counts."""
        self.require_counted(guess_attempt(self.config.limits, self.caller, wrong=False))

    def emit_group_event(
        self,
        group_id: int,
        kind: EventKind,
        subject_id: int | None = None,
        account_id: int | None = None,
        detail: str | None = None,
    ) -> None:
        """Record an event in the group's stream, as the caller's act. The group must be locked."""
        self.emit_group_event_by(self.caller.account_id, group_id, kind, subject_id, account_id, detail)

    def emit_group_event_by(
        self,
        actor_id: int | None,
        group_id: int,
        kind: EventKind,
        subject_id: int | None = None,
        account_id: int | None = None,
        detail: str | None = None,
    ) -> None:
        """Record an event; `actor_id` is None for the clock and for policies, even if a person triggered them."""
        self.events.append(Event(f"g:{group_id}", kind, subject_id, account_id, detail, actor_id))

    def bump_viewer_actions_version(self, group_id: int) -> None:
        """Announce that `viewerActions` of other objects than the event's may have changed in a group."""
        self.affected_groups.add(group_id)

    def emit_once(self, event: Event) -> None:
        """Record that a value changed, once per transaction; if a person and a policy change it, the person did."""
        for place, other in enumerate(self.events):
            if (other.topic, other.kind) == (event.topic, event.kind):
                self.events[place] = replace(other, actor_id=other.actor_id or event.actor_id)
                return
        self.events.append(event)

    def emit_caseload_changed(self, owner_id: int) -> None:
        self.emit_once(Event(f"a:{owner_id}", EventKind.CASELOAD_CHANGED, account_id=owner_id))

    def emit_account_event(
        self, account_id: int, kind: EventKind, subject_id: int | None = None, detail: str | None = None
    ) -> None:
        self.events.append(Event(f"a:{account_id}", kind, subject_id, account_id, detail))

    def add_history(self, group_id: int, action: str, subject: str) -> None:
        self.add_history_by(self.caller.account_id, group_id, action, subject)

    def add_history_by(self, actor_id: int | None, group_id: int, action: str, subject: str) -> None:
        """Record who did what; `actor_id` is None for the clock and for policies, even if a person triggered them."""
        self.history.append(NewHistoryEntry(group_id, action, actor_id, subject))

    def notify(self, notification: NewNotification) -> None:
        """Add a notification, unless it is for the caller: nobody is notified of their own act."""
        if notification.account_id != self.caller.account_id:
            self.notifications.append(notification)

    def mail(self, mail: NewMail) -> None:
        self.mails.append(mail)

    def note_role(self, group_id: int, account_id: int, role: Role) -> None:
        """Note a recipient's role at the end of the change, as read under the group's lock, so that it is read once."""
        self._roles[group_id, account_id] = role

    async def write_effects(self) -> list[str]:
        """Write what was collected; return the topics to hint at."""
        if self.history or self.notifications or self.mails:
            for account_id, notification_id in await write_records(
                self.connection,
                self.history,
                self.notifications,
                self.mails,
                known=self._roles,
                now=await self.clock(),
                config=self.config,
            ):
                self.emit_account_event(account_id, EventKind.NOTIFICATION_CREATED, notification_id)
        if not self.events:
            return []
        self.events = merge_events(self.events)
        return list(await append(self.connection, self.events, self.affected_groups))

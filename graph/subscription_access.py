"""Authorise subscriptions: what a stream's subscriber must be allowed, checked at its start and before each value.

A stream about a group requires `Permission.SEE` unless its root field names another permission; a person's own stream
requires none. `invitation_batch` also checks by itself, at the start, whether the subscriber is a manager of the group.
"""

import asyncio
import math
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from actions.accounts.callers import session_caller, token_caller
from db.queries import groups, sessions, standings
from db.queries.groups import GroupRow
from db.queries.standings import ExpectedAccess
from live.shared_loader import SharedLoader
from rules.caller import Caller, RequiredScope, authorise
from rules.config import Config
from rules.refusals import RefusalError, not_found, unauthenticated
from rules.roles import GroupAccess, Permission, require_permission

RECENTLY = 0.1
"""Seconds during which a check holds for values that were made before it."""


@dataclass(frozen=True, slots=True)
class GroupStanding:
    """A subscriber's standing in a group. Subscribers with equal standing share answers that depend on nothing else."""

    group_id: int
    group_access: GroupAccess
    is_only_administrator: bool


def standing_of(group_id: int, row: GroupRow | None, caller: Caller) -> GroupStanding:
    if row is None:
        return GroupStanding(group_id, GroupAccess(None), False)
    return GroupStanding(group_id, groups.group_access_of(row, caller), row.administrator_count == 1)


@dataclass(slots=True)
class StreamAccess:
    """The access that a stream depends on: the session or token, and a permission in the stream's group.

    Args:
        loader: The process's shared loader, so that a few statements check a thousand subscribers.
        group_id: The group that the stream is about; None for the subscriber's own stream.
    """

    caller: Caller
    config: Config
    loader: SharedLoader
    group_id: int | None = None
    permission: Permission = Permission.SEE
    standing: GroupStanding | None = field(init=False, default=None)
    checked_at: float = field(init=False, default=-math.inf)

    @property
    def account_id(self) -> int:
        return self.caller.account

    @property
    def is_staff(self) -> bool:
        return self.standing is not None and self.standing.group_access.is_staff

    def was_checked_since(self, made_at: float) -> bool:
        """Return whether a check is recent and began after a value was made, so that the value may be sent."""
        return made_at <= self.checked_at and time.monotonic() - self.checked_at < RECENTLY

    async def check(self) -> None:
        """Check access by statements that begin now.

        Raises:
            RefusalError: UNAUTHENTICATED where the session or token has ended; NOT_FOUND where the subscriber may not
                know of the group; FORBIDDEN where their role does not allow it.
        """
        now = time.monotonic()
        if self.group_id is None:
            self.caller, self.checked_at = await self._caller(now), now
            return
        loading = self.loader.load(groups.access_by_viewer, (self.group_id, self.caller.account_id), now)
        self.caller = await self._caller(now)
        row = await loading
        if row is None:
            raise not_found()
        group_access = groups.group_access_of(row, self.caller)
        require_permission(group_access, self.permission)
        self.standing, self.checked_at = GroupStanding(self.group_id, group_access, row.is_only_administrator), now

    async def _caller(self, now: float) -> Caller:
        caller = self.caller
        if caller.session_id is not None:
            row = await self.loader.load(sessions.good_sessions, caller.session_id, now)
            fresh = session_caller(row, self.config, caller.network) if row is not None else None
        elif caller.token_id is not None:
            token = await self.loader.load(sessions.good_tokens, caller.token_id, now)
            fresh = token_caller(token, self.config, caller.network) if token is not None else None
        else:
            fresh = None
        if fresh is None:
            raise unauthenticated()
        authorise(fresh, RequiredScope.READ)
        return fresh


async def find_changed_access(accesses: Sequence[StreamAccess], made_at: float) -> Collection[int]:
    """Check again before a value is sent that was made at an instant, by `time.monotonic`.

    All accesses have the same standing. One statement checks them all, apart from staff's, which depends on settings, too.

    Returns:
        The places of those that are not as they were when last checked: check each of these by itself.
    """
    places = [place for place, access in enumerate(accesses) if not access.was_checked_since(made_at)]
    if not places:
        return ()
    standing = accesses[0].standing
    if accesses[0].is_staff:
        checks = await asyncio.gather(*(_is_as_before(accesses[place]) for place in places))
        return [place for place, is_as_before in zip(places, checks, strict=True) if not is_as_before]
    callers = [accesses[place].caller for place in places]
    subscribers = [(caller.account, caller.session_id, caller.token_id) for caller in callers]
    if standing is None:
        expected = ExpectedAccess(subscribers)
    else:
        role, is_open = standing.group_access.role, standing.group_access.is_open
        expected = ExpectedAccess(subscribers, standing.group_id, role, is_open, standing.is_only_administrator)
    found = await accesses[0].loader.load(standings.changed, expected, time.monotonic())
    return [places[place] for place in found or ()]


async def _is_as_before(access: StreamAccess) -> bool:
    before = access.standing
    try:
        await access.check()
    except RefusalError:
        return False
    return access.standing == before

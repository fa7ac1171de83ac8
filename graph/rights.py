"""The right that a stream rests on: who has signed in, and how they stand in the group it is about."""

import time
from dataclasses import dataclass, field

from actions.accounts.callers import session_caller, token_caller
from db.queries import groups, sessions
from live.shared_loader import SharedLoader
from rules.caller import Caller, Need, admit
from rules.config import Config
from rules.refusals import forbidden, not_found, unauthenticated
from rules.roles import GroupAccess, Permission, allows, can_see

RECENTLY = 0.1
"""Seconds for which a right that was looked at need not be looked at again, for what was made before that."""


@dataclass(frozen=True, slots=True)
class Place:
    """How somebody stands in a group; an answer that asks for no more of them is the same for all who stand so."""

    group_id: int
    group_access: GroupAccess
    is_only_administrator: bool


@dataclass(slots=True)
class Right:
    """What a stream's reader must be allowed for as long as it lasts.

    Args:
        caller: Who reads.
        config: What the operator decided.
        readings: The process's own, so that a thousand readers are looked at by two statements.
        group_id: The group that the stream is about; None for the reader's own stream.
        permission: What the reader must be allowed to do there.
    """

    caller: Caller
    config: Config
    readings: SharedLoader
    group_id: int | None = None
    permission: Permission = Permission.SEE
    place: Place | None = field(init=False, default=None)
    looked_at: float | None = field(init=False, default=None)

    def was_seen_since(self, made: float) -> bool:
        """Whether this was looked at a moment ago, and after something was made, so that it may be sent."""
        return self.looked_at is not None and made <= self.looked_at and time.monotonic() - self.looked_at < RECENTLY

    async def look(self) -> None:
        """Look at the right again, by statements that begin now.

        Raises:
            RefusalError: UNAUTHENTICATED where the session or token has ended; NOT_FOUND for who may not know of the
                group, FORBIDDEN for whose role does not allow it.
        """
        now = time.monotonic()
        if self.group_id is None:
            await self._caller(now)
            self.looked_at = now
            return
        asked = self.readings.ask(groups.access_of, (self.group_id, self.caller.account_id), now)
        caller = await self._caller(now)
        row = await asked
        group_access = groups.group_access_of(row, caller) if row is not None else GroupAccess(None)
        if row is None or not can_see(group_access):
            raise not_found()
        if not allows(group_access, self.permission):
            raise forbidden()
        self.place, self.looked_at = Place(self.group_id, group_access, row.is_only_administrator), now

    async def _caller(self, now: float) -> Caller:
        """Who has signed in, as they are now."""
        caller = self.caller
        if caller.session_id is not None:
            row = await self.readings.ask(sessions.good_sessions, caller.session_id, now)
            fresh = session_caller(row, self.config, caller.network) if row is not None else None
        elif caller.token_id is not None:
            row = await self.readings.ask(sessions.good_tokens, caller.token_id, now)
            fresh = token_caller(row, self.config, caller.network) if row is not None else None
        else:
            fresh = None
        if fresh is None:
            raise unauthenticated()
        admit(fresh, Need.READ)
        return fresh

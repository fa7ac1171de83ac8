"""Watch for the end of a session or token, so that its sockets close within seconds."""

import asyncio

from sqlalchemy.exc import SQLAlchemyError

from app.http.sign_in import SignIn
from live.event_kinds import EventKind
from live.events import CursorExpiredError
from live.feed import EventRow, Feeds
from live.subscription import Subscription
from rules.caller import Caller
from rules.refusals import RefusalError

_PAUSE = 1.0


class SessionWatch:
    """Returns once the caller's session or token has expired or was revoked."""

    def __init__(self, feeds: Feeds, sign_in: SignIn) -> None:
        self._feeds = feeds
        self._sign_in = sign_in

    async def __call__(self, caller: Caller) -> None:
        """Wait; never return for an anonymous caller, or while the process stops."""
        while not caller.is_anonymous and not self._feeds.stopped:
            try:
                if await self._wait_for_end(caller):
                    return
            except CursorExpiredError:
                continue  # too many events to read; subscribe anew
            except (SQLAlchemyError, OSError, TimeoutError):
                await asyncio.sleep(_PAUSE)
        await asyncio.get_running_loop().create_future()

    async def _wait_for_end(self, caller: Caller) -> bool:
        """Wait for the end; False if the feeds stop."""
        async with Subscription(self._feeds, f"a:{caller.account_id}", deadline=caller.expires_at) as batches:
            try:
                await self._sign_in.recheck(caller)
            except RefusalError:
                return True
            async for batch in batches:
                if not batch or any(_is_end(row, caller) for row in batch):
                    return True
        return False


def _is_end(row: EventRow, caller: Caller) -> bool:
    if row.kind == EventKind.SESSION_ENDED:
        return row.subject_id == caller.session_id
    return row.kind == EventKind.TOKEN_REVOKED and row.subject_id == caller.token_id

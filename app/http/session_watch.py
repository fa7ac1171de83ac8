"""Watch for the end of a session or token, so that its sockets close within seconds."""

import asyncio
from collections.abc import Callable

import structlog
from sqlalchemy.exc import SQLAlchemyError

from app.http.sign_in import SignIn
from live.event_kinds import EventKind
from live.events import CursorExpiredError
from live.feed import EventRow, Feeds
from live.stream_position import StreamPosition
from rules.caller import Caller
from rules.refusals import RefusalError

_PAUSE = 1.0

_log = structlog.get_logger(__name__)


class SessionWatch:
    """Calls back once: with True when a session or token has expired or was revoked, False if it cannot be watched."""

    def __init__(self, feeds: Feeds, sign_in: SignIn) -> None:
        self.feeds = feeds
        self.sign_in = sign_in
        self.watches: set[_Watch] = set()
        self._timer: asyncio.TimerHandle | None = None

    def __call__(self, caller: Caller, over: Callable[[bool], None]) -> Callable[[], None]:
        watch = _Watch(self, caller, over)
        self.watches.add(watch)
        watch.begin()
        if self._timer is None:
            self._look_at_clock()
        return watch.stop

    def _look_at_clock(self) -> None:
        """End what has expired; one timer for all."""
        now = self.feeds.now()
        for watch in list(self.watches):
            if watch.caller.expires_at is not None and watch.caller.expires_at <= now:
                watch.end(has_ended=True)
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(_PAUSE, self._look_at_clock) if self.watches else None


class _Watch:
    """Has a task only until it has begun; then the account's events wake it."""

    __slots__ = ("_all", "_over", "_position", "_task", "caller")

    def __init__(self, everybody: SessionWatch, caller: Caller, over: Callable[[bool], None]) -> None:
        self.caller = caller
        self._all = everybody
        self._over = over
        self._position: StreamPosition | None = None
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        self._task = asyncio.create_task(self._begin(), name="session watch")

    def stop(self) -> None:
        self._all.watches.discard(self)
        if self._position is not None:
            self._position.close()
            self._position = None
        if self._task is not None and self._task is not asyncio.current_task():
            self._task.cancel()

    def end(self, *, has_ended: bool) -> None:
        self.stop()
        self._over(has_ended)

    async def _begin(self) -> None:
        try:
            while True:
                if await self._follow():
                    return
                await asyncio.sleep(_PAUSE)
        except (RefusalError, LookupError):
            self.end(has_ended=True)
        except Exception as error:
            _log.warning("session_watch.failed", exc_info=error)
            self.end(has_ended=False)
        finally:
            self._task = None

    async def _follow(self) -> bool:
        """Follow the account's events, then make sure that the session has not ended before; False to try again."""
        position = StreamPosition(self._all.feeds, f"a:{self.caller.account_id}", on_wake=self._look)
        try:
            await position.open()
            await self._all.sign_in.recheck(self.caller)
        except (SQLAlchemyError, OSError, TimeoutError):
            position.close()
            return False
        except BaseException:
            position.close()
            raise
        self._position = position
        self._look()
        return True

    def _look(self) -> None:
        if self._position is None:
            return
        try:
            rows = self._position.take()
        except CursorExpiredError:
            rows = None
        if rows is None:  # more than were kept
            self._position.close()
            self._position = None
            self.begin()
        elif any(_is_end(row, self.caller) for row in rows):
            self.end(has_ended=True)


def _is_end(row: EventRow, caller: Caller) -> bool:
    if row.kind == EventKind.SESSION_ENDED:
        return row.subject_id == caller.session_id
    return row.kind == EventKind.TOKEN_REVOKED and row.subject_id == caller.token_id

"""Retrying reads that failed only because their connection was lost."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from sqlalchemy.exc import DBAPIError

T = TypeVar("T")

TRIES = 3


def is_lost(error: BaseException) -> bool:
    """Check whether a statement failed because its connection, now dropped, was lost or stale."""
    return isinstance(error, DBAPIError) and error.connection_invalidated


def is_transient(error: DBAPIError) -> bool:
    """Check whether a transaction failed for a transient reason: a deadlock or a serialisation conflict."""
    return getattr(error.orig, "sqlstate", None) in {"40P01", "40001"}


def is_read_only(error: DBAPIError) -> bool:
    return getattr(error.orig, "sqlstate", None) == "25006"


async def retry_read(read: Callable[[], Awaitable[T]]) -> T:
    """Read, retrying on another connection if one was lost. `read` must change nothing."""
    for left in reversed(range(TRIES)):
        try:
            return await read()
        except DBAPIError as error:
            if not (left and is_lost(error)):
                raise
    raise AssertionError("unreachable: the last try returns or raises")

"""Doing again what failed only because its connection was no good any more."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from sqlalchemy.exc import DBAPIError

Read = TypeVar("Read")

TRIES = 3


def is_lost(error: BaseException) -> bool:
    """Whether a statement failed because its connection was lost or stale; it has been dropped then."""
    return isinstance(error, DBAPIError) and error.connection_invalidated


def is_passing(error: DBAPIError) -> bool:
    """Whether a transaction failed for no fault of its own: a deadlock, or one that went before."""
    return getattr(error.orig, "sqlstate", None) in {"40P01", "40001"}


def is_read_only(error: DBAPIError) -> bool:
    """Whether a statement failed because nothing can be written by its connection."""
    return getattr(error.orig, "sqlstate", None) == "25006"


async def repeated(read: Callable[[], Awaitable[Read]]) -> Read:
    """Read, and again on another connection where the first was lost.

    Args:
        read: Takes a connection, reads, and gives it back. It changes nothing.
    """
    for left in reversed(range(TRIES)):
        try:
            return await read()
        except DBAPIError as error:
            if not (left and is_lost(error)):
                raise
    raise AssertionError("unreachable: the last try returns or raises")

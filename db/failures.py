"""Tell an unreachable database from other failures, and answer RETRYABLE for it."""

import structlog
from asyncpg.exceptions import InterfaceError as DriverInterfaceError
from asyncpg.exceptions import InternalClientError, PostgresConnectionError
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from rules.refusals import RefusalError

log = structlog.get_logger(__name__)

UNREACHABLE = (
    OperationalError,
    InterfaceError,
    PoolTimeout,
    PostgresConnectionError,
    DriverInterfaceError,
    OSError,
    InternalClientError,  # the driver raises it where a connection was lost while a statement was under way
)
RETRYABLE_STATES = {
    "40001",  # serialization
    "40P01",  # deadlock
    "55P03",  # lock timeout
    "57014",  # statement timeout
    "57P01",  # server shutting down
    "57P02",  # server crashed
    "57P03",  # server starting up
    "57P05",  # idle connection closed
    "25006",  # server became a standby
    "55000",  # server accepts no connections now
}
PASSING_STATES = ("08", "53")
"""SQLSTATE classes for a lost connection, and for a server short of connections, memory or disk."""


def explain(error: BaseException) -> RefusalError | None:
    """Return RETRYABLE, and log it, if the database was out of reach; None for any other error."""
    if not is_unreachable(error):
        return None
    log.warning("database.missed", error=type(root_cause(error)).__name__)
    return RefusalError("RETRYABLE", "This did not work out just now. Try again.")


def is_unreachable(error: BaseException) -> bool:
    """Return whether the database could not be reached or asks for a retry."""
    driver = error.orig if isinstance(error, DBAPIError) else error
    invalidated = isinstance(error, DBAPIError) and error.connection_invalidated
    state = getattr(driver, "sqlstate", None) or ""
    known = isinstance(error, UNREACHABLE) or isinstance(root_cause(error), UNREACHABLE)
    return invalidated or known or state in RETRYABLE_STATES or state.startswith(PASSING_STATES)


def root_cause(error: BaseException) -> BaseException:
    """Return the driver's exception below SQLAlchemy's wrappers."""
    error = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    cause = error.__cause__
    return cause if cause is not None and type(error).__module__.startswith("sqlalchemy.") else error

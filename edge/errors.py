"""Errors as clients see them: a code and a message, without internals."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

import structlog
from asyncpg.exceptions import InterfaceError as DriverInterfaceError
from asyncpg.exceptions import InternalClientError, PostgresConnectionError
from graphql import FieldNode, GraphQLError
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from edge.messages import message_of
from rules.refusals import RefusalError

log = structlog.get_logger("usher.edge")

MESSAGE_LENGTH = 600
"""A longer message only repeats the client's own text."""

UNREACHABLE = (
    *(OperationalError, InterfaceError, PoolTimeout, PostgresConnectionError, DriverInterfaceError, OSError),
    InternalClientError,  # the driver raises it where a connection was lost while a statement was under way
)
RETRYABLE_STATES = {
    *("40001", "40P01"),  # serialization, deadlock
    *("55P03", "57014"),  # lock and statement timeouts
    *("57P01", "57P02", "57P03", "57P05"),  # server shutting down or starting up, idle connection closed
    *("25006", "55000"),  # server became a standby, or accepts no connections now
}
PASSING_STATES = ("08", "53")
"""SQLSTATE classes for a lost connection, and for a server short of connections, memory or disk."""

LARGEST = 2**53 - 1
"""The largest whole number that every JSON parser reads exactly."""

PERSISTED_QUERY = "PersistedQueryNotSupported"
"""Clients that send a hash in place of a document look for exactly this message, then send the document."""

STATUS = {
    "UNAUTHENTICATED": 401,
    "PASSWORD_REQUIRED": 403,
    "FORBIDDEN": 403,
    "NOT_FOUND": 404,
    "CONFLICT": 409,
    "RATE_LIMITED": 429,
    "INTERNAL": 500,
    "RETRYABLE": 503,
}
"""HTTP status of a rejected request by code; 400 for all other codes."""


def refusal_of(error: BaseException) -> RefusalError:
    """Return a refusal as it is, RETRYABLE if the database was out of reach, otherwise INTERNAL (and log it)."""
    if isinstance(error, RefusalError):
        return error
    if isinstance(error, BaseExceptionGroup) and len(error.exceptions) == 1:
        return refusal_of(error.exceptions[0])
    if is_unreachable(error):
        log.warning("database.missed", error=type(root_cause(error)).__name__)
        return RefusalError("RETRYABLE", "This did not work out just now. Try again.")
    return RefusalError("INTERNAL", "Something went wrong on our side.")


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


def format_error(error: BaseException, operation: str | None = None) -> dict[str, Any]:
    if isinstance(error, GraphQLError):
        return format_located(error, operation)
    return {
        "message": (refusal := refusal_of(error)).message,
        "extensions": extensions(refusal, error, operation, None),
    }


def format_request_error(error: GraphQLError) -> dict[str, Any]:
    """Describe an error of parsing, validation or coercion; these are the client's fault and may be shown."""
    entry: dict[str, Any] = {"message": shortened(message_of(error)), "extensions": {"code": "BAD_REQUEST"}}
    return with_locations(entry, error)


def format_located(error: GraphQLError, operation: str | None) -> dict[str, Any]:
    if refused := argument_error(error):
        entry = format_request_error(refused)
    else:
        cause = innermost(error)
        refusal = refusal_of(cause)
        entry = {"message": refusal.message, "extensions": extensions(refusal, cause, operation, error.path)}
    if error.path is not None:
        entry["path"] = error.path
    return with_locations(entry, error)


def extensions(
    refusal: RefusalError, error: BaseException, operation: str | None, path: Sequence[str | int] | None
) -> dict[str, Any]:
    result: dict[str, Any] = {"code": refusal.code, **refusal.details}
    if refusal.retry_after is not None:
        result["retryAfter"] = refusal.retry_after
    if refusal.code == "INTERNAL":
        result["errorId"] = error_id = secrets.token_hex(8)
        where = list(path) if path else None
        log.error("operation.failed", error_id=error_id, operation=operation, path=where, exc_info=error)
    return result


def innermost(error: BaseException) -> BaseException:
    while isinstance(error, GraphQLError) and error.original_error is not None:
        error = error.original_error
    return error


def argument_error(error: GraphQLError) -> GraphQLError | None:
    """Return the executor's error about an argument, if that is the cause of a located error.

    Such an error points at a value in the document or names the argument. Errors about results do neither, and
    exceptions of resolvers are not GraphQL errors.
    """
    cause = error.original_error
    if not isinstance(cause, GraphQLError):
        return None
    at_value = any(not isinstance(node, FieldNode) for node in cause.nodes or ())
    return cause if at_value or cause.message.startswith("Argument ") else None


def with_locations(entry: dict[str, Any], error: GraphQLError) -> dict[str, Any]:
    if error.locations:
        entry["locations"] = [{"line": place.line, "column": place.column} for place in error.locations]
    return entry


def shortened(message: str) -> str:
    """Shorten a message, which may quote a megabyte of the client's text."""
    return message if len(message) <= MESSAGE_LENGTH else message[: MESSAGE_LENGTH - 1] + "…"


def retry_after(errors: Sequence[dict[str, Any]]) -> int | None:
    waits = [error["extensions"]["retryAfter"] for error in errors if "retryAfter" in error["extensions"]]
    return max(waits, default=None)


def http_status(code: str) -> int:
    return STATUS.get(code, 400)


class RejectedError(Exception):
    """A request that is answered without `data`.

    Args:
        entries: The entries of `errors`.
        in_document: Whether the document or variables are at fault. The specification then wants status 200 if the
            client accepts only `application/json`.
        status: Overrides the HTTP status of the code.
    """

    def __init__(self, entries: list[dict[str, Any]], *, in_document: bool = False, status: int | None = None) -> None:
        super().__init__(entries[0]["message"])
        self.entries = entries
        self.in_document = in_document
        self.status = status or http_status(self.code)

    @property
    def code(self) -> str:
        return str(self.entries[0]["extensions"]["code"])


def rejected(error: BaseException, operation: str | None = None) -> RejectedError:
    return error if isinstance(error, RejectedError) else RejectedError([format_error(error, operation)])


def unfit(message: str, *, status: int | None = None) -> RejectedError:
    return RejectedError([{"message": message, "extensions": {"code": "BAD_REQUEST"}}], status=status)


def too_complex(why: str, cost: int | None = None, limit: int | None = None) -> RejectedError:
    details = {} if cost is None or limit is None else {"cost": min(cost, LARGEST), "limit": limit}
    return rejected(RefusalError("TOO_COMPLEX", f"This asks for too much at once. {why}", details=details))


def persisted_query_not_supported() -> RejectedError:
    entry = {"message": PERSISTED_QUERY, "extensions": {"code": "PERSISTED_QUERY_NOT_SUPPORTED"}}
    return RejectedError([entry], status=200)


class SignedOutError(RejectedError):
    def __init__(self, refusal: RefusalError) -> None:
        super().__init__([format_error(refusal)])

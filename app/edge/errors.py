"""Errors as clients see them: a code and a sentence, never what is inside."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

import structlog
from asyncpg.exceptions import InterfaceError as DriverInterfaceError
from asyncpg.exceptions import PostgresConnectionError
from graphql import FieldNode, GraphQLError
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.edge.messages import message_of
from rules.refusals import RefusalError

log = structlog.get_logger("usher.edge")

MESSAGE_LENGTH = 600
"""Beyond this a message only gives the client's own text back."""

UNREACHABLE = (OperationalError, InterfaceError, PoolTimeout, PostgresConnectionError, DriverInterfaceError, OSError)
RETRYABLE_STATES = {
    *("40001", "40P01"),  # serialization, deadlock
    *("55P03", "57014"),  # lock and statement timeouts
    *("57P01", "57P02", "57P03", "57P05"),  # a server that goes down or comes up, a connection ended for idleness
    *("25006", "55000"),  # it has become a standby, or lets nobody in just now
}
PASSING_STATES = ("08", "53")
"""How the states of a lost connection begin, and those of a server that is full: of connections, memory, disk."""

PERSISTED_QUERY = "PersistedQueryNotSupported"
"""What clients that send a hash in place of a document wait for, word by word, to send the document."""

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
"""HTTP status of a request that was refused as a whole; 400 for the other codes."""


def refusal_of(error: BaseException) -> RefusalError:
    """What a client may know of an exception; anything unforeseen goes into the log under an ID.

    Args:
        error: Whatever was raised.

    Returns:
        The refusal itself, RETRYABLE where the database was out of reach, INTERNAL for all else.
    """
    if isinstance(error, RefusalError):
        return error
    if isinstance(error, BaseExceptionGroup) and len(error.exceptions) == 1:
        return refusal_of(error.exceptions[0])
    if is_unreachable(error):
        log.warning("database.missed", error=type(root(error)).__name__)
        return RefusalError("RETRYABLE", "This did not work out just now. Try again.")
    return RefusalError("INTERNAL", "Something went wrong on our side.")


def is_unreachable(error: BaseException) -> bool:
    """Whether an exception means that the database could not be reached, or asks to try again."""
    driver = error.orig if isinstance(error, DBAPIError) else error
    invalidated = isinstance(error, DBAPIError) and error.connection_invalidated
    state = getattr(driver, "sqlstate", None) or ""
    known = isinstance(error, UNREACHABLE) or isinstance(root(error), UNREACHABLE)
    return invalidated or known or state in RETRYABLE_STATES or state.startswith(PASSING_STATES)


def root(error: BaseException) -> BaseException:
    """What the database's driver raised, beneath the two wrappings of a statement's or a new connection's failure."""
    error = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    cause = error.__cause__
    return cause if cause is not None and type(error).__module__.startswith("sqlalchemy.") else error


def describe(error: BaseException, operation: str | None = None) -> dict[str, Any]:
    """An exception that ended a request or a stream, as an entry of `errors`.

    Args:
        error: A refusal, an error of GraphQL, or anything else.
        operation: The name of the operation, for the log.
    """
    if isinstance(error, GraphQLError):
        return describe_located(error, operation)
    return {
        "message": (refusal := refusal_of(error)).message,
        "extensions": extensions(refusal, error, operation, None),
    }


def describe_request_error(error: GraphQLError) -> dict[str, Any]:
    """An error of parsing, validation or coercion of variables: the client's, so it may hear what does not fit."""
    entry: dict[str, Any] = {"message": shortened(message_of(error)), "extensions": {"code": "BAD_REQUEST"}}
    return with_locations(entry, error)


def describe_located(error: GraphQLError, operation: str | None) -> dict[str, Any]:
    """An error that a field came to while executing, as an entry of `errors`."""
    if refused := argument_error(error):
        entry = describe_request_error(refused)
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
    """The code, with what belongs to it; an INTERNAL one is written into the log on the way."""
    result: dict[str, Any] = {"code": refusal.code}
    if refusal.retry_after is not None:
        result["retryAfter"] = refusal.retry_after
    if refusal.code == "INTERNAL":
        result["errorId"] = error_id = secrets.token_hex(8)
        where = list(path) if path else None
        log.error("operation.failed", error_id=error_id, operation=operation, path=where, exc_info=error)
    return result


def innermost(error: BaseException) -> BaseException:
    """The exception at the bottom of nested GraphQL errors."""
    while isinstance(error, GraphQLError) and error.original_error is not None:
        error = error.original_error
    return error


def argument_error(error: GraphQLError) -> GraphQLError | None:
    """The executor's refusal of an argument, if that is what a located error is about.

    Such a refusal points at a value in the document, or names the argument. What the executor says of results
    does neither, and what a resolver raised is no error of GraphQL.
    """
    cause = error.original_error
    if not isinstance(cause, GraphQLError):
        return None
    at_value = any(not isinstance(node, FieldNode) for node in cause.nodes or ())
    return cause if at_value or cause.message.startswith("Argument ") else None


def with_locations(entry: dict[str, Any], error: GraphQLError) -> dict[str, Any]:
    """Adds where in the document an error is, if that is known."""
    if error.locations:
        entry["locations"] = [{"line": place.line, "column": place.column} for place in error.locations]
    return entry


def shortened(message: str) -> str:
    """A message without the megabyte of the client's own text that it may quote."""
    return message if len(message) <= MESSAGE_LENGTH else message[: MESSAGE_LENGTH - 1] + "…"


def retry_after(errors: Sequence[dict[str, Any]]) -> int | None:
    """The longest wait that any of these errors asks for."""
    waits = [error["extensions"]["retryAfter"] for error in errors if "retryAfter" in error["extensions"]]
    return max(waits, default=None)


def status_of(code: str) -> int:
    """The HTTP status of a request that was refused as a whole."""
    return STATUS.get(code, 400)


class RejectedError(Exception):
    """A request that came to nothing: answered without `data`.

    Args:
        entries: The entries of `errors`.
        in_document: Whether the fault is in the document or the variables of a well-formed request, which clients
            that accept only `application/json` are told with status 200, as the specification would have it.
        status: An HTTP status other than that of the code.
    """

    def __init__(self, entries: list[dict[str, Any]], *, in_document: bool = False, status: int | None = None) -> None:
        super().__init__(entries[0]["message"])
        self.entries = entries
        self.in_document = in_document
        self.status = status or status_of(self.code)

    @property
    def code(self) -> str:
        """The code of the first error, which decides the status."""
        return str(self.entries[0]["extensions"]["code"])


def rejected(error: BaseException, operation: str | None = None) -> RejectedError:
    """A request that an exception brought to nothing; one that is `RejectedError` already stays as it is."""
    return error if isinstance(error, RejectedError) else RejectedError([describe(error, operation)])


def unfit(message: str, *, status: int | None = None) -> RejectedError:
    """A BAD_REQUEST about one operation, with a status of its own if need be."""
    return RejectedError([{"message": message, "extensions": {"code": "BAD_REQUEST"}}], status=status)


def persisted_query_not_supported() -> RejectedError:
    """The answer to the hash of a document without its text, with the status that Apollo's own server gives."""
    entry = {"message": PERSISTED_QUERY, "extensions": {"code": "PERSISTED_QUERY_NOT_SUPPORTED"}}
    return RejectedError([entry], status=200)


class SignedOutError(RejectedError):
    """A request whose session or token turned out to have ended."""

    def __init__(self, refusal: RefusalError) -> None:
        super().__init__([describe(refusal)])

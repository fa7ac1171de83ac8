"""Errors as clients see them: a code and a message, without internals."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from typing import Any

import structlog
from graphql import FieldNode, GraphQLError

from edge.error_texts import message_of
from rules.refusals import RefusalError

log = structlog.get_logger("usher.edge")

MESSAGE_LENGTH = 600
"""A longer message only repeats the client's own text."""

MAX_SAFE_INTEGER = 2**53 - 1
"""The largest whole number that every JSON parser reads exactly."""

PERSISTED_QUERY = "PersistedQueryNotSupported"
"""Clients that send a hash in place of a document look for exactly this message, then send the document."""

_STATUS = {
    "UNAUTHENTICATED": 401,
    "PASSWORD_REQUIRED": 403,
    "FORBIDDEN": 403,
    "NOT_FOUND": 404,
    "CONFLICT": 409,
    "RATE_LIMITED": 429,
    "INTERNAL": 500,
    "RETRYABLE": 503,
}


def status_of(code: str) -> int:
    """Return the HTTP status of a rejected request."""
    return _STATUS.get(code, 400)


class Errors:
    """Describes exceptions to clients."""

    def __init__(self, explain: Callable[[BaseException], RefusalError | None]) -> None:
        self.explain = explain

    def refusal_of(self, error: BaseException) -> RefusalError:
        """Return a refusal as it is, what the application says of another error, or INTERNAL."""
        if isinstance(error, RefusalError):
            return error
        if isinstance(error, BaseExceptionGroup) and len(error.exceptions) == 1:
            return self.refusal_of(error.exceptions[0])
        return self.explain(error) or RefusalError("INTERNAL", "Something went wrong on our side.")

    def format(self, error: BaseException, operation: str | None = None) -> dict[str, Any]:
        if not isinstance(error, GraphQLError):
            return error_entry(self.refusal_of(error), error, operation)
        if refused := argument_error(error):
            entry = format_request_error(refused)
        else:
            cause = innermost(error)
            entry = error_entry(self.refusal_of(cause), cause, operation, error.path)
        if error.path is not None:
            entry["path"] = error.path
        return with_locations(entry, error)

    def rejected(self, error: BaseException, operation: str | None = None) -> RejectedError:
        return error if isinstance(error, RejectedError) else RejectedError([self.format(error, operation)])


def format_request_error(error: GraphQLError) -> dict[str, Any]:
    """Describe an error of parsing, validation or coercion; these are the client's fault and may be shown."""
    entry: dict[str, Any] = {"message": shortened(message_of(error)), "extensions": {"code": "BAD_REQUEST"}}
    return with_locations(entry, error)


def error_entry(
    refusal: RefusalError,
    error: BaseException | None = None,
    operation: str | None = None,
    path: Sequence[str | int] | None = None,
) -> dict[str, Any]:
    """Describe a refusal; log the error behind it under an ID if it is INTERNAL."""
    extensions: dict[str, Any] = {"code": refusal.code, **refusal.details}
    if refusal.retry_after is not None:
        extensions["retryAfter"] = refusal.retry_after
    if refusal.code == "INTERNAL":
        extensions["errorId"] = error_id = secrets.token_hex(8)
        where = list(path) if path else None
        log.error("operation.failed", error_id=error_id, operation=operation, path=where, exc_info=error)
    return {"message": refusal.message, "extensions": extensions}


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
        self.status = status or status_of(self.code)

    @property
    def code(self) -> str:
        return str(self.entries[0]["extensions"]["code"])


def rejection(message: str, *, status: int | None = None) -> RejectedError:
    """Make a BAD_REQUEST for this operation alone; `bad_request` in a socket's message also closes the socket."""
    return RejectedError([{"message": message, "extensions": {"code": "BAD_REQUEST"}}], status=status)


def too_complex(why: str, cost: int | None = None, limit: int | None = None) -> RejectedError:
    details = {} if cost is None or limit is None else {"cost": min(cost, MAX_SAFE_INTEGER), "limit": limit}
    refusal = RefusalError("TOO_COMPLEX", f"This asks for too much at once. {why}", details=details)
    return RejectedError([error_entry(refusal)])


def persisted_query_not_supported() -> RejectedError:
    entry = {"message": PERSISTED_QUERY, "extensions": {"code": "PERSISTED_QUERY_NOT_SUPPORTED"}}
    return RejectedError([entry], status=200)


class SignedOutError(RejectedError):
    def __init__(self, refusal: RefusalError) -> None:
        super().__init__([error_entry(refusal)])

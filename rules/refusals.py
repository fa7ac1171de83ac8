"""Errors that end a request. A `Problem` is what the user can fix."""

from collections.abc import Mapping
from typing import Literal

RefusalCode = Literal[
    "UNAUTHENTICATED",
    "PASSWORD_REQUIRED",
    "FORBIDDEN",
    "NOT_FOUND",
    "BAD_REQUEST",
    "RATE_LIMITED",
    "TOO_COMPLEX",
    "CONFLICT",
    "CURSOR_EXPIRED",
    "RETRYABLE",
    "INTERNAL",
]


class RefusalError(Exception):
    """An error shown as `extensions.code`. The message must reveal no internals.

    Args:
        retry_after: In seconds.
        details: More for `extensions`, by its names there.
    """

    def __init__(
        self,
        code: RefusalCode,
        message: str,
        retry_after: int | None = None,
        details: Mapping[str, int | str] | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.retry_after = retry_after
        self.details = details or {}


def unauthenticated(message: str = "Sign in first.") -> RefusalError:
    return RefusalError("UNAUTHENTICATED", message)


def password_required() -> RefusalError:
    return RefusalError("PASSWORD_REQUIRED", "Set a password first.")


def not_found() -> RefusalError:
    """Return NOT_FOUND, byte for byte the same for missing things and for those the caller may not know of."""
    return RefusalError("NOT_FOUND", "There is nothing here with that ID.")


def forbidden(message: str = "Your role does not allow this.") -> RefusalError:
    return RefusalError("FORBIDDEN", message)


def bad_request(message: str) -> RefusalError:
    return RefusalError("BAD_REQUEST", message)

"""Refusals: what ends a request, as against a `Problem`, which the person can mend."""

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
    """An error of the request, shown as `extensions.code`.

    Args:
        code: One of `RefusalCode`.
        message: One sentence for the client developer; never holds internals.
        retry_after: Seconds until another try makes sense, for RATE_LIMITED.
    """

    def __init__(self, code: RefusalCode, message: str, retry_after: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.retry_after = retry_after


def unauthenticated(message: str = "Sign in first.") -> RefusalError:
    """Nobody is signed in, or the token is not good."""
    return RefusalError("UNAUTHENTICATED", message)


def password_required() -> RefusalError:
    """A one-time login that has not been followed by setPassword."""
    return RefusalError("PASSWORD_REQUIRED", "Set a password first.")


def not_found() -> RefusalError:
    """No such thing, or one that the caller may not know of: the two answer alike, byte for byte."""
    return RefusalError("NOT_FOUND", "There is nothing here with that ID.")


def forbidden(message: str = "Your role does not allow this.") -> RefusalError:
    """Never allowed with this role, or with this token's scopes."""
    return RefusalError("FORBIDDEN", message)


def bad_request(message: str) -> RefusalError:
    """An argument that no client should send."""
    return RefusalError("BAD_REQUEST", message)

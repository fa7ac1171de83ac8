"""Errors that the user can fix: codes, paths and messages."""

from dataclasses import dataclass, replace
from enum import StrEnum


class Code(StrEnum):
    """`UserErrorCode` in the public API."""

    BLANK = "BLANK"
    TOO_LONG = "TOO_LONG"
    INVALID_VALUE = "INVALID_VALUE"
    INVALID_EMAIL = "INVALID_EMAIL"
    USERNAME_TAKEN = "USERNAME_TAKEN"
    UNKNOWN_PERSON = "UNKNOWN_PERSON"
    DUPLICATE_RECIPIENT = "DUPLICATE_RECIPIENT"
    TOO_MANY_RECIPIENTS = "TOO_MANY_RECIPIENTS"
    INVALID_CREDENTIALS = "INVALID_CREDENTIALS"
    LINK_UNUSABLE = "LINK_UNUSABLE"
    WEAK_PASSWORD = "WEAK_PASSWORD"  # noqa: S105 - a code
    ALREADY_MEMBER = "ALREADY_MEMBER"
    ALREADY_INVITED = "ALREADY_INVITED"
    NOT_A_MEMBER = "NOT_A_MEMBER"
    ROLE_NOT_ALLOWED = "ROLE_NOT_ALLOWED"
    LAST_ADMINISTRATOR = "LAST_ADMINISTRATOR"
    GROUP_INVITE_ONLY = "GROUP_INVITE_ONLY"
    INVITATION_NOT_PENDING = "INVITATION_NOT_PENDING"
    INVITATION_EXPIRED = "INVITATION_EXPIRED"
    WRONG_RECIPIENT = "WRONG_RECIPIENT"
    RESEND_TOO_SOON = "RESEND_TOO_SOON"
    TEMPLATE_LACKS_REGISTER_URL = "TEMPLATE_LACKS_REGISTER_URL"
    TEMPLATE_UNKNOWN_PLACEHOLDER = "TEMPLATE_UNKNOWN_PLACEHOLDER"
    CODE_UNUSABLE = "CODE_UNUSABLE"
    CODE_USED_UP = "CODE_USED_UP"
    EMAIL_DOMAIN_NOT_ALLOWED = "EMAIL_DOMAIN_NOT_ALLOWED"
    NOT_A_PATIENT = "NOT_A_PATIENT"
    CASELOAD_FULL = "CASELOAD_FULL"
    NO_SEAT_PLAN = "NO_SEAT_PLAN"
    SEAT_PLAN_EXPIRED = "SEAT_PLAN_EXPIRED"
    NO_FREE_SEAT = "NO_FREE_SEAT"
    HAS_SEAT_ALREADY = "HAS_SEAT_ALREADY"
    HAS_NO_SEAT = "HAS_NO_SEAT"
    SEATS_IN_USE = "SEATS_IN_USE"


@dataclass(frozen=True, slots=True)
class Problem:
    """An error that the user can fix. Pure functions return it instead of raising.

    `path` is the input field, with list entries counted from 0; empty for the whole input. `url` is where to fix it,
    such as the upgrade page.
    """

    code: Code
    message: str
    path: tuple[str, ...] = ()
    url: str | None = None

    def at(self, *path: str) -> "Problem":
        """Return the problem with `path` put in front of its own."""
        return replace(self, path=(*path, *self.path))

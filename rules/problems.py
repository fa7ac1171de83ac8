"""What a person can mend: the codes of ``UserErrorCode`` and one problem with its place and its words."""

from dataclasses import dataclass, replace
from enum import StrEnum


class Code(StrEnum):
    """Every member of ``UserErrorCode`` in the public contract."""

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
    """One thing to mend: pure functions return it in place of a value, they do not raise it.

    ``path`` is the input field it is about, entries counted from 0, and is empty where it is about the
    whole; ``url`` is where to mend it, such as the upgrade page.
    """

    code: Code
    message: str
    path: tuple[str, ...] = ()
    url: str | None = None

    def at(self, *path: str) -> "Problem":
        """Return the same problem with ``path`` put before its own: ``problem.at("recipients", "3")``."""
        return replace(self, path=(*path, *self.path))

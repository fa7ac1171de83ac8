import re
import secrets
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol

from rules import cleaning
from rules.addresses import email_domain
from rules.problems import Problem, ProblemCode

ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
LENGTH = 12
MAX_USES = 1_000_000

_GROUP = 4
# Dashes of every kind and blanks, which people and word processors put between groups.
_GROUP_SEPARATORS = re.compile(r"[\s\-_\u00ad\u200b\u2010-\u2015\u2060\u2212\ufe58\ufe63\ufeff\uff0d]+")
_CODE = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")
# Personal tokens have 40 characters, so a code and a token are never mistaken for each other.
_MAX_TYPED = 32


class CodeStatus(StrEnum):
    ACTIVE = "ACTIVE"
    EXPIRED = "EXPIRED"
    USED_UP = "USED_UP"
    DELETED = "DELETED"


def generate_code() -> str:
    """Return a random code of 12 characters from an alphabet of 30 (58 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def parse_code(text: str) -> str | None:
    """Return the code in a text or link, ignoring case, dashes and blanks; None if there is none."""
    text = cleaning.extract_key(text)
    if len(text) > _MAX_TYPED:
        return None
    letters = _GROUP_SEPARATORS.sub("", text)
    # Upper-casing turns a few other letters, such as ſ, into ASCII.
    return letters.upper() if letters.isascii() and _CODE.fullmatch(letters.upper()) else None


def format_code(code: str) -> str:
    return "-".join(code[start : start + _GROUP] for start in range(0, LENGTH, _GROUP))


class CodeTerms(Protocol):
    """The columns of a code that its status depends on, and the database's clock."""

    @property
    def deleted_at(self) -> datetime | None: ...
    @property
    def expires_at(self) -> datetime | None: ...
    @property
    def max_uses(self) -> int | None: ...
    @property
    def use_count(self) -> int: ...
    @property
    def now(self) -> datetime: ...


def code_status(code: CodeTerms) -> CodeStatus:
    """Return the status at `now`. Replaced codes are stored as deleted."""
    if code.deleted_at is not None:
        return CodeStatus.DELETED
    if code.expires_at is not None and code.expires_at <= code.now:
        return CodeStatus.EXPIRED
    if code.max_uses is not None and code.use_count >= code.max_uses:
        return CodeStatus.USED_UP
    return CodeStatus.ACTIVE


def status_problem(status: CodeStatus) -> Problem | None:
    if status is CodeStatus.ACTIVE:
        return None
    if status is CodeStatus.USED_UP:
        return Problem(
            ProblemCode.CODE_USED_UP, "This code has been used as often as it may be. Please ask for a new one."
        )
    return unusable_code()


def unusable_code() -> Problem:
    """Return the same CODE_UNUSABLE for unknown, replaced, deleted and expired codes."""
    return Problem(ProblemCode.CODE_UNUSABLE, "This code does not work, or no longer. Please ask for a new one.")


def check_limits(
    *, expires_at: datetime | None, max_uses: int | None, domain: str | None, now: datetime
) -> list[Problem]:
    """Check the limits of a new code: expiry after `now`, 1 to 1,000,000 uses, a valid domain."""
    problems = []
    if expires_at is not None and expires_at <= now:
        problems.append(Problem(ProblemCode.INVALID_VALUE, "The expiry must be in the future.", ("expiresAt",)))
    if max_uses is not None and not 1 <= max_uses <= MAX_USES:
        message = f"The number of uses must be between 1 and {MAX_USES:,}."
        problems.append(Problem(ProblemCode.INVALID_VALUE, message, ("maxUses",)))
    if domain is not None and isinstance(email_domain(domain), Problem):
        message = "This is not a domain, such as example.org."
        problems.append(Problem(ProblemCode.INVALID_VALUE, message, ("emailDomain",)))
    return problems


def describe_limits(expires_at: datetime | None, max_uses: int | None, domain: str | None) -> str:
    found = []
    if max_uses is not None:
        found.append(f"{max_uses:,} {'use' if max_uses == 1 else 'uses'}")
    if expires_at is not None:
        found.append(f"until {expires_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC")
    if domain is not None:
        found.append(f"only {domain}")
    return ", ".join(found) or "no limits"

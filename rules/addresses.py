"""Email addresses: canonical form and masking.

The canonical form is stored, compared and shown: lower case, NFC, the domain in Unicode. Not case-folded: that would
merge the mailboxes ``straße@`` and ``strasse@``.
"""

import re

import idna
from email_validator import validate_email

from rules import cleaning
from rules.problems import Problem, ProblemCode

MAX_LENGTH = 254

# Fast path for nearly every address: the full validator takes 20 times as long and refuses domains such as .local. A
# label with -- may be punycode, so the validator checks it.
_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL_REST = r"(?:-?[a-z0-9])*"
_PLAIN = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:[a-z0-9]{_LABEL_REST}\.)+[a-z]{_LABEL_REST}(?<=[a-z])")
_MAX_LOCAL_PART = 64
_MAX_LABEL = 63
# Leaves room for percent-encoding and invisible characters.
_MAX_TO_CLEAN = 4 * MAX_LENGTH
_INVALID = Problem(ProblemCode.INVALID_EMAIL, "This is not a valid email address.")


def canonical(text: str) -> str | Problem:
    """Return the canonical form of an address, or BLANK or INVALID_EMAIL.

    Refuse quoted local parts, address literals, display names, comments and domains without a dot. Allow domains
    reserved for tests and for private networks.
    """
    if len(text) > _MAX_TO_CLEAN:
        return _INVALID
    text = cleaning.clean_address(text)
    if not text:
        return Problem(ProblemCode.BLANK, "Please give an email address.")
    # Lowering İ and the like yields two code points; the validator must see them.
    lowered = text.lower()
    if _is_plain(lowered):
        return lowered
    return _by_validator(lowered) or _INVALID


def smtp_address(address: str) -> str:
    """Return the address with its domain in ASCII, for SMTP. The local part may still need SMTPUTF8."""
    local_part, _, domain = address.rpartition("@")
    return address if domain.isascii() else f"{local_part}@{idna.encode(domain).decode()}"


def needs_smtputf8(address: str) -> bool:
    return not address.rpartition("@")[0].isascii()


def mask(address: str) -> str:
    local_part, _, domain = address.rpartition("@")
    return f"{local_part[:1]}…@{domain}"


def email_domain(text: str) -> str | Problem:
    """Return the canonical form of an invite code's domain, without a leading @; or BLANK or INVALID_VALUE."""
    text = cleaning.clean_username(text[:_MAX_TO_CLEAN])
    if not text:
        return Problem(ProblemCode.BLANK, "Please give a domain, such as example.org.")
    address = canonical(f"a@{text}")
    if isinstance(address, Problem) or not address.startswith("a@"):
        return Problem(ProblemCode.INVALID_VALUE, "This is not a domain, such as example.org.")
    return address.removeprefix("a@")


def domain_matches(address: str, domain: str) -> bool:
    return address.rpartition("@")[2] == domain


def _is_plain(lowered: str) -> bool:
    if len(lowered) > MAX_LENGTH or _PLAIN.fullmatch(lowered) is None:
        return False
    local_part, _, domain = lowered.partition("@")
    return len(local_part) <= _MAX_LOCAL_PART and max(map(len, domain.split("."))) <= _MAX_LABEL


def _by_validator(lowered: str) -> str | None:
    if len(lowered) > MAX_LENGTH:
        return None
    try:
        # strict limits the length of the local part; test_environment allows domains reserved for tests.
        parts = validate_email(lowered, check_deliverability=False, strict=True, test_environment=True)
    except ValueError:
        return None
    return parts.normalized if len(parts.local_part.encode()) <= _MAX_LOCAL_PART else None

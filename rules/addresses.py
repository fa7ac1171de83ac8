"""Email addresses: one canonical form of each, and what may be shown of it.

The canonical form is what is stored, compared and shown: lower case, NFC, the domain in Unicode. Lower case
and not case folding, which would make one mailbox of ``straße@`` and ``strasse@``.
"""

import re

import idna
from email_validator import validate_email

from rules import cleaning
from rules.problems import Code, Problem

MOST_CHARACTERS = 254

# Nearly every address looks like this and need not pass the whole validator, which takes 20 times as long and
# refuses domains such as .local. A label with -- in it may be punycode, so it is left to the validator.
_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL_REST = r"(?:-?[a-z0-9])*"
_PLAIN = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:[a-z0-9]{_LABEL_REST}\.)+[a-z]{_LABEL_REST}(?<=[a-z])")
_MOST_IN_LOCAL_PART = 64
_MOST_IN_LABEL = 63
# Percent signs and what is invisible take room, too.
_MOST_TO_CLEAN = 4 * MOST_CHARACTERS
_INVALID = Problem(Code.INVALID_EMAIL, "This is not a valid email address.")


def canonical(text: str) -> str | Problem:
    """Return the one form of an address, cleaned as :func:`rules.cleaning.address` does.

    Quoted local parts, address literals, display names, comments and domains without a dot are refused;
    domains reserved for tests and for private networks are fine.

    Args:
        text: what was typed.

    Returns:
        The canonical address; BLANK, or INVALID_EMAIL.
    """
    if len(text) > _MOST_TO_CLEAN:
        return _INVALID
    text = cleaning.address(text)
    if not text:
        return Problem(Code.BLANK, "Please give an email address.")
    # İ and the like become two code points here, which is what the validator is to look at.
    lowered = text.lower()
    if _is_plain(lowered):
        return lowered
    return _by_validator(lowered) or _INVALID


def for_sending(address: str) -> str:
    """Return a canonical address as SMTP takes it, with the domain in ASCII.

    The local part may still need SMTPUTF8: see :func:`needs_smtputf8`.
    """
    local_part, _, domain = address.rpartition("@")
    return address if domain.isascii() else f"{local_part}@{idna.encode(domain).decode()}"


def needs_smtputf8(address: str) -> bool:
    """Whether only a server with SMTPUTF8 can take a canonical address."""
    return not address.rpartition("@")[0].isascii()


def mask(address: str) -> str:
    """Return what a stranger may see of an address: ``a…@example.org``."""
    local_part, _, domain = address.rpartition("@")
    return f"{local_part[:1]}…@{domain}"


def email_domain(text: str) -> str | Problem:
    """Return the canonical form of the domain that an invite code is limited to; a leading @ is left out.

    Returns:
        The domain as :func:`canonical` spells it; BLANK, or INVALID_VALUE.
    """
    text = cleaning.username(text[:_MOST_TO_CLEAN])
    if not text:
        return Problem(Code.BLANK, "Please give a domain, such as example.org.")
    address = canonical(f"a@{text}")
    if isinstance(address, Problem) or not address.startswith("a@"):
        return Problem(Code.INVALID_VALUE, "This is not a domain, such as example.org.")
    return address.removeprefix("a@")


def domain_matches(address: str, domain: str) -> bool:
    """Whether a canonical address lies in exactly this canonical domain, not in one below it."""
    return address.rpartition("@")[2] == domain


def _is_plain(lowered: str) -> bool:
    if len(lowered) > MOST_CHARACTERS or _PLAIN.fullmatch(lowered) is None:
        return False
    local_part, _, domain = lowered.partition("@")
    return len(local_part) <= _MOST_IN_LOCAL_PART and max(map(len, domain.split("."))) <= _MOST_IN_LABEL


def _by_validator(lowered: str) -> str | None:
    if len(lowered) > MOST_CHARACTERS:
        return None
    try:
        # strict bounds the local part, in characters; test_environment lets the domains for tests in.
        parts = validate_email(lowered, check_deliverability=False, strict=True, test_environment=True)
    except ValueError:
        return None
    return parts.normalized if len(parts.local_part.encode()) <= _MOST_IN_LOCAL_PART else None

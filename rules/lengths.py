"""The longest text of each kind, checked before any other work is done with it."""

from collections.abc import Iterator, Mapping

from rules import usernames
from rules.addresses import MAX_LENGTH as MAX_ADDRESS
from rules.passwords import MAX_LENGTH as MAX_PASSWORD
from rules.problems import Problem
from rules.resources import MAX_LINK, MAX_TITLE
from rules.text import MAX_NAME, MAX_SUBJECT, MAX_TEXT, NFC_RATIO, too_long

MAX_LENGTHS: Mapping[str, int] = {
    "name": MAX_NAME,
    "username": usernames.MAX_LENGTH,
    "email": MAX_ADDRESS,
    "emailDomain": MAX_ADDRESS,
    "password": MAX_PASSWORD,
    "currentPassword": MAX_PASSWORD,
    "title": MAX_TITLE,
    "subject": MAX_SUBJECT,
    "description": MAX_TEXT,
    "body": MAX_TEXT,
    "url": MAX_LINK,
    # Codes and tokens may be pasted as whole links.
    "code": MAX_LINK,
    "token": MAX_LINK,
    "inviteKey": MAX_LINK,
}
"""Most characters of each text field in mutation inputs and forms, by field name."""


def find_too_long(given: Mapping[str, object]) -> Iterator[Problem]:
    """Yield TOO_LONG for each text that cannot fit even after cleaning. Takes constant time."""
    for name, value in given.items():
        if isinstance(value, str) and len(value) > NFC_RATIO * MAX_LENGTHS.get(name, len(value)):
            yield too_long(MAX_LENGTHS[name], (name,))

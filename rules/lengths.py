"""The longest text of each kind, checked before any other work is done with it."""

from collections.abc import Iterator, Mapping

from rules import usernames
from rules.addresses import MOST_CHARACTERS as ADDRESS
from rules.passwords import LONGEST as PASSWORD
from rules.problems import Problem
from rules.resources import LINK, TITLE
from rules.text import LONG, MOST_TO_ONE, NAME, SUBJECT, too_long

MOST: Mapping[str, int] = {
    "name": NAME,
    "username": usernames.LONGEST,
    "email": ADDRESS,
    "emailDomain": ADDRESS,
    "password": PASSWORD,
    "currentPassword": PASSWORD,
    "title": TITLE,
    "subject": SUBJECT,
    "description": LONG,
    "body": LONG,
    "url": LINK,
    # Codes and tokens may be pasted as whole links.
    "code": LINK,
    "token": LINK,
    "inviteKey": LINK,
}
"""Most characters of each text field in mutation inputs and forms, by field name."""


def problems_in(given: Mapping[str, object]) -> Iterator[Problem]:
    """Yield TOO_LONG for each text that cannot fit even after cleaning. Takes constant time."""
    for name, value in given.items():
        if isinstance(value, str) and len(value) > MOST_TO_ONE * MOST.get(name, len(value)):
            yield too_long(MOST[name], (name,))

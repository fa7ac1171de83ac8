import re

from rules import cleaning
from rules.problems import Problem, ProblemCode
from rules.search import split_words

MIN_LENGTH = 3
MAX_LENGTH = 32

_USERNAME = re.compile(r"[a-z0-9._-]{3,32}")
_MAX_TO_CLEAN = 1_000
_NOT_ALLOWED = re.compile(r"[^a-z0-9]")
_INVALID = Problem(
    ProblemCode.INVALID_VALUE,
    f"A username has {MIN_LENGTH} to {MAX_LENGTH} characters: letters a to z, digits, dots, dashes and _.",
)
# Names that would seem to speak for the site, or for everyone in a group.
_RESERVED = """
abuse account accounts admin administrator administrators admins all anonymous anyone api billing bot contact
everybody everyone facilitator facilitators feedback group help here helpdesk hostmaster info legal mail
mailer-daemon me member members mod moderator moderators moderation nobody no-reply noreply notification
notifications null office official operator owner postmaster privacy registration root safety sales security
service site staff superuser support sysadmin system team undefined unknown user usher webmaster
"""
_ADDED_NUMBER = re.compile(r"-[0-9]+$")
# 1 may stand for either of two letters.
_LOOK_ALIKES = (str.maketrans("013457", "oieast"), str.maketrans("013457", "oleast"))
_TOO_LONG = Problem(ProblemCode.TOO_LONG, f"A username has at most {MAX_LENGTH} characters.")
# For names without letters that can be written in ASCII.
_FALLBACK = "member"


def check_username(text: str) -> str | Problem:
    """Return the username in lower case, without a leading @; or BLANK, TOO_LONG or INVALID_VALUE."""
    if len(text) > _MAX_TO_CLEAN:
        return _TOO_LONG
    text = cleaning.clean_username(text)
    if not text:
        return Problem(ProblemCode.BLANK, "Please give a username.")
    if len(text) > MAX_LENGTH:
        return _TOO_LONG
    username = text.lower()
    # Lower-casing turns a few other letters, such as the Kelvin sign, into ASCII.
    if not text.isascii() or not _USERNAME.fullmatch(username):
        return _INVALID
    return username


def check_reserved(username: str, site_name: str) -> Problem | None:
    reserved = _RESERVED_READINGS | _readings("".join(split_words(site_name)))
    if reserved.isdisjoint(_readings(username)):
        return None
    return Problem(ProblemCode.INVALID_VALUE, "This username is kept for the site itself. Please choose another.")


def _readings(username: str) -> frozenset[str]:
    """Return what people may read a username as: ``admin`` for ``adm1n_``. ``admin-2`` stays distinct."""
    number = _ADDED_NUMBER.search(username)
    base = username[: number.start()] if number else username
    plain = {_NOT_ALLOWED.sub("", base.translate(letters)) for letters in _LOOK_ALIKES}
    return frozenset(text + (number[0] if number else "") for text in plain)


_RESERVED_READINGS = frozenset[str]({""}).union(*map(_readings, _RESERVED.split()))


def suggest_username(name: str, attempt: int = 0, site_name: str = "") -> str:
    """Suggest a username: ``anna.smith``, on the next attempts ``anna.smith-2``, ``anna.smith-3``.

    `attempt` counts from 0. The same arguments give the same username; a reserved one gets a number at once.
    """
    plain = (_NOT_ALLOWED.sub("", word) for word in split_words(name))
    base = ".".join(word for word in plain if word)
    if len(base) < MIN_LENGTH:
        base = f"{base}.{_FALLBACK}" if base else _FALLBACK
    number = f"-{attempt + 1}" if attempt or check_reserved(base[:MAX_LENGTH].rstrip("."), site_name) else ""
    return base[: MAX_LENGTH - len(number)].rstrip(".") + number

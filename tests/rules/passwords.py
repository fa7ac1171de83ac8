"""A password that nobody guesses, and what is said of others."""

from rules.passwords import check_password
from rules.problems import ProblemCode

GOOD = "correct horse battery staple"


def refused(password: str, address: str = "anna.smith@example.org", name: str = "Anna Smith") -> bool:
    outcome = check_password(password, address=address, name=name)
    if outcome is None:
        return False
    assert (outcome.code, outcome.path) == (ProblemCode.WEAK_PASSWORD, ("password",))
    assert outcome.message
    return True

from collections.abc import Iterable
from dataclasses import dataclass

from rules.problems import Problem, ProblemCode

MAX_LIMIT = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Usage:
    # None for no limit.
    limit: int | None
    count: int
    # People with a place who are not on the list yet.
    reserved: int

    @property
    def remaining(self) -> int | None:
        """Return the places left, 0 if the limit is below what is in use; None for unlimited."""
        return None if self.limit is None else max(0, self.limit - self.count - self.reserved)


def without_place(people: Iterable[str], counted: frozenset[str], remaining: int | None) -> frozenset[str]:
    """Return those for whom no place is left, in the order given. Those in `counted` already have one."""
    if remaining is None:
        return frozenset()
    new = [one for one in people if one not in counted]
    return frozenset(new[remaining:])


@dataclass(frozen=True, slots=True)
class Reservation:
    """A manager's use of a place in a caseload. `caseload_id` is None for no caseload.

    The owner of the list knows who is on it and never pays twice for a person. For anyone else each invitation takes
    a place of its own, so that the count does not reveal who is on the list.
    """

    caseload_id: int | None
    manager_id: int

    @property
    def is_by_owner(self) -> bool:
        return self.caseload_id == self.manager_id

    def can_take_over(self, other: "Reservation") -> bool:
        """Check whether a pending invitation's place (`other`) can serve the invitation that replaces it."""
        same = self.caseload_id is not None and self.caseload_id == other.caseload_id
        return same and (self.is_by_owner or not other.is_by_owner)


def full_for_owner(upgrade_url: str) -> Problem:
    message = "Your list of patients is full. Upgrade your account to add more people."
    return Problem(ProblemCode.CASELOAD_FULL, message, url=upgrade_url)


def full_for_group() -> Problem:
    message = "This group's list is full for the moment. Whoever keeps it has been told."
    return Problem(ProblemCode.CASELOAD_FULL, message)


def full_for_new_member() -> Problem:
    """Return the problem shown to a joining person, who cannot upgrade the plan: no upgrade link."""
    message = "There is no place left for the moment. Whoever runs the group has been told."
    return Problem(ProblemCode.CASELOAD_FULL, message)


def check_limit(limit: int | None) -> Problem | None:
    if limit is None or 0 <= limit <= MAX_LIMIT:
        return None
    return Problem(ProblemCode.INVALID_VALUE, "A limit is 0 or more.", ("limit",))

"""Caseloads: how many places there are, and who gets one."""

from collections.abc import Iterable
from dataclasses import dataclass

from rules.problems import Code, Problem

MOST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Usage:
    """The figures of a caseload at one instant.

    Args:
        limit: The most people that the plan allows; None for any number.
        count: Patients on the list.
        reserved: People with a place promised who are not on the list yet.
    """

    limit: int | None
    count: int
    reserved: int

    @property
    def remaining(self) -> int | None:
        """Places left; none, never fewer, where the limit was set below what is in use; None for any number."""
        return None if self.limit is None else max(0, self.limit - self.count - self.reserved)


def without_place(people: Iterable[str], counted: frozenset[str], remaining: int | None) -> frozenset[str]:
    """Which of these people there is no place for.

    Args:
        people: By address, each once, in the order in which they are asked.
        counted: Who is on the list or has a place promised already: they cost nothing.
        remaining: Places left; None for any number.
    """
    if remaining is None:
        return frozenset()
    new = [one for one in people if one not in counted]
    return frozenset(new[remaining:])


@dataclass(frozen=True, slots=True)
class Charge:
    """Whose list an invitation is charged to, and who made or makes it.

    Whoever keeps the list knows who is on it, and pays for nobody twice. For anybody else each invitation takes
    a place of its own, so that nothing tells them whether somebody is on the list.

    Args:
        caseload_id: The account whose list it is; None for nobody's.
        manager_id: Who invites.
    """

    caseload_id: int | None
    manager_id: int

    @property
    def is_keeper(self) -> bool:
        """Whether the list is the inviter's own."""
        return self.caseload_id == self.manager_id

    def keeps_place_of(self, other: "Charge") -> bool:
        """Whether the place that a pending invitation has serves one that is sent in its stead.

        Args:
            other: How the pending one is charged.
        """
        same = self.caseload_id is not None and self.caseload_id == other.caseload_id
        return same and (self.is_keeper or not other.is_keeper)


def full(upgrade_url: str) -> Problem:
    """What somebody who invites onto their own list is told."""
    message = "Your list of patients is full. Upgrade your account to add more people."
    return Problem(Code.CASELOAD_FULL, message, url=upgrade_url)


def full_for_group() -> Problem:
    """What somebody who invites onto another's list is told."""
    message = "This group's list is full for the moment. Whoever keeps it has been told."
    return Problem(Code.CASELOAD_FULL, message)


def full_for_joiner() -> Problem:
    """What somebody who would join is told; the upgrade is not theirs to make."""
    message = "There is no place left for the moment. Whoever runs the group has been told."
    return Problem(Code.CASELOAD_FULL, message)


def check_limit(limit: int | None) -> Problem | None:
    """Why a limit cannot be set; None where it can. Nought lets nobody new in."""
    if limit is None or 0 <= limit <= MOST:
        return None
    return Problem(Code.INVALID_VALUE, "A limit is nought or more.", ("limit",))

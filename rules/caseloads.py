"""Caseloads: how many places there are, and who gets one. Source: R (the patient limit and the upgrade)."""

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


def full(upgrade_url: str) -> Problem:
    """What somebody who invites is told."""
    message = "Your list of patients is full. Upgrade your account to add more people."
    return Problem(Code.CASELOAD_FULL, message, url=upgrade_url)


def full_for_joiner() -> Problem:
    """What somebody who would join is told; the upgrade is not theirs to make."""
    message = "There is no place left for the moment. Whoever runs the group has been told."
    return Problem(Code.CASELOAD_FULL, message)


def check_limit(limit: int | None) -> Problem | None:
    """Why a limit cannot be set; None where it can. Nought lets nobody new in."""
    if limit is None or 0 <= limit <= MOST:
        return None
    return Problem(Code.INVALID_VALUE, "A limit is nought or more.", ("limit",))

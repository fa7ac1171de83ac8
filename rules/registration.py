from collections.abc import Collection
from enum import StrEnum

from rules.addresses import domain_matches
from rules.problems import Problem, ProblemCode


class Registration(StrEnum):
    OPEN = "open"
    INVITED = "invited"
    OFF = "off"


def may_register(policy: Registration, *, invited: bool) -> bool:
    """Check the policy. `invited` means holding an open code or a pending invitation."""
    return policy is Registration.OPEN or (policy is Registration.INVITED and invited)


def invitee_may_register(policy: Registration, domains: Collection[str], address: str) -> bool:
    return may_register(policy, invited=True) and check_domain(address, domains) is None


def check_domain(address: str, domains: Collection[str]) -> Problem | None:
    """Return EMAIL_DOMAIN_NOT_ALLOWED for an address outside `domains`; no domains means any."""
    if not domains or any(domain_matches(address, domain) for domain in domains):
        return None
    listed = ", ".join(sorted(domains))
    return Problem(ProblemCode.EMAIL_DOMAIN_NOT_ALLOWED, f"Only addresses at {listed} can register here.", ("email",))

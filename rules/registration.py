"""Who may register, as the operator decided."""

from collections.abc import Collection
from enum import StrEnum

from rules.addresses import domain_matches
from rules.problems import Code, Problem


class Registration(StrEnum):
    """The values of USHER_REGISTRATION."""

    OPEN = "open"
    INVITED = "invited"
    OFF = "off"


def may_register(policy: Registration, *, invited: bool) -> bool:
    """Whether somebody may register; `invited` is for who holds an open code or their own pending invitation."""
    return policy is Registration.OPEN or (policy is Registration.INVITED and invited)


def invitee_may_register(policy: Registration, domains: Collection[str], address: str) -> bool:
    """Whether somebody whose invitation to this address is open may register with it."""
    return may_register(policy, invited=True) and check_domain(address, domains) is None


def check_domain(address: str, domains: Collection[str]) -> Problem | None:
    """Return EMAIL_DOMAIN_NOT_ALLOWED, naming the domains, for an address outside them; none means any."""
    if not domains or any(domain_matches(address, domain) for domain in domains):
        return None
    listed = ", ".join(sorted(domains))
    return Problem(Code.EMAIL_DOMAIN_NOT_ALLOWED, f"Only addresses at {listed} can register here.", ("email",))

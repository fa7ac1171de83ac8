"""The state of a group between two steps, and who may do what in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

ADMINISTRATOR, FACILITATOR, MEMBER = "ADMINISTRATOR", "FACILITATOR", "MEMBER"
RANKS = (MEMBER, FACILITATOR, ADMINISTRATOR)
MANAGERS = (ADMINISTRATOR, FACILITATOR)
ACTIONS = {
    ADMINISTRATOR: [
        "EDIT",
        "INVITE",
        "MANAGE_MEMBERS",
        "MANAGE_ROLES",
        "SHARE_CODE",
        "MANAGE_SEATS",
        "SHARE_RESOURCES",
    ],
    FACILITATOR: ["EDIT", "INVITE", "MANAGE_MEMBERS", "SHARE_CODE", "SHARE_RESOURCES"],
    MEMBER: [],
}


@dataclass
class Invited:
    """The newest invitation of a person."""

    role: str
    inviter: int
    status: str = "PENDING"


@dataclass
class Plan:
    """A seat plan."""

    count: int
    status: str
    policy: str = "MANUAL"

    @property
    def is_in_force(self) -> bool:
        return self.status == "ACTIVE"


@dataclass
class Code:
    """The newest code, unless it was deleted."""

    max_uses: int | None
    uses: int = 0
    expired: bool = False

    @property
    def status(self) -> str:
        return "EXPIRED" if self.expired else "USED_UP" if self.uses == self.max_uses else "ACTIVE"


@dataclass
class State:
    """One group. `members` is in the order of joining, `line` in the order of waiting."""

    members: dict[int, str]
    is_open: bool = False
    invited: dict[int, Invited] = field(default_factory=dict)
    closed: dict[str, int] = field(default_factory=dict)
    mailed: set[int] = field(default_factory=set)
    removed: set[int] = field(default_factory=set)
    code: Code | None = None
    plan: Plan | None = None
    seated: set[int] = field(default_factory=set)
    line: list[int] = field(default_factory=list)

    def refuse_unless(self, actor: int, roles: Sequence[str]) -> str:
        """Return why the actor has none of these roles, or "" if they have one."""
        role = self.members.get(actor)
        if role in roles:
            return ""
        return "FORBIDDEN" if role or self.is_open else "NOT_FOUND"

    def refuse_unless_manager(self, actor: int) -> str:
        return self.refuse_unless(actor, MANAGERS)

    def refuse_unless_administrator(self, actor: int) -> str:
        return self.refuse_unless(actor, (ADMINISTRATOR,))

    def can_grant(self, actor: int, *roles: str) -> bool:
        return self.members.get(actor) == ADMINISTRATOR or (
            self.members.get(actor) == FACILITATOR and ADMINISTRATOR not in roles
        )

    def is_last(self, person: int) -> bool:
        return [who for who, role in self.members.items() if role == ADMINISTRATOR] == [person]

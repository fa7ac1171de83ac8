"""What a group is between two steps, as plain Python, and who may do what in it."""

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
    """What was bought."""

    count: int
    status: str
    policy: str = "MANUAL"

    @property
    def is_in_force(self) -> bool:
        return self.status == "ACTIVE"


@dataclass
class Code:
    """The newest code, unless it was deleted."""

    most: int | None
    uses: int = 0
    expired: bool = False

    @property
    def status(self) -> str:
        return "EXPIRED" if self.expired else "USED_UP" if self.uses == self.most else "ACTIVE"


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

    def holds(self, actor: int, roles: Sequence[str]) -> str:
        """Whether somebody's role is one of those; whoever cannot know of the group finds none."""
        role = self.members.get(actor)
        if role in roles:
            return ""
        return "FORBIDDEN" if role or self.is_open else "NOT_FOUND"

    def manages(self, actor: int) -> str:
        return self.holds(actor, MANAGERS)

    def administers(self, actor: int) -> str:
        return self.holds(actor, (ADMINISTRATOR,))

    def reaches(self, actor: int, *roles: str) -> bool:
        return self.members.get(actor) == ADMINISTRATOR or (
            self.members.get(actor) == FACILITATOR and ADMINISTRATOR not in roles
        )

    def is_last(self, person: int) -> bool:
        return [who for who, role in self.members.items() if role == ADMINISTRATOR] == [person]

"""The rules once more, as plain Python: what a group should be after each step, and what each step should answer.

People are numbers. An answer is "" or the code of the refusal or userError.
"""

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
class Book:
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

    # who may

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

    # the group

    def set_door(self, actor: int, *, is_open: bool) -> str:
        if not (refused := self.manages(actor)):
            self.is_open = is_open
        return refused

    def join_open(self, person: int) -> str:
        if person in self.members:
            return ""
        if not self.is_open:
            return "GROUP_INVITE_ONLY" if person in self.invited else "NOT_FOUND"
        if person in self.removed:
            return "GROUP_INVITE_ONLY"
        self._join(person, MEMBER)
        return ""

    # invitations

    def invite(self, actor: int, people: Sequence[tuple[int, str]]) -> str | list[str]:
        """What refuses the whole, or an answer for each."""
        if refused := self.manages(actor):
            return refused
        met: set[int] = set()
        answers = []
        for person, role in people:
            if not self.reaches(actor, role):
                answers.append("ROLE_NOT_ALLOWED")
                continue
            answers.append("DUPLICATE_RECIPIENT" if person in met else self._invite(actor, person, role))
            met.add(person)
        return answers

    def _invite(self, actor: int, person: int, role: str) -> str:
        if person in self.members:
            return "ALREADY_MEMBER"
        known = self.invited.get(person)
        if known and known.status == "PENDING":
            return "ALREADY_INVITED"
        if known:
            self.closed[known.status] = self.closed.get(known.status, 0) + 1
        self.invited[person] = Invited(role, actor)
        self.removed.discard(person)
        return ""

    def accept(self, actor: int, person: int) -> str:
        known = self.invited[person]
        if actor != person:
            return self._not_theirs(actor)
        if known.status == "ACCEPTED" and person in self.members:
            return ""
        if refused := self._answerable(known):
            return refused
        if known.role != MEMBER and not self.reaches(known.inviter, known.role):
            known.status = "CANCELLED"
            return "INVITATION_NOT_PENDING"
        self._join(person, known.role)
        return ""

    def decline(self, actor: int, person: int) -> str:
        known = self.invited[person]
        if actor != person:
            return self._not_theirs(actor)
        if known.status == "DECLINED":
            return ""
        if refused := self._answerable(known):
            return refused
        known.status = "DECLINED"
        return ""

    def cancel(self, actor: int, person: int) -> str:
        if refused := self._managing(actor, person):
            return refused
        if refused := self._answerable(self.invited[person]):
            return refused
        self.invited[person].status = "CANCELLED"
        return ""

    def resend(self, actor: int, person: int) -> str:
        known = self.invited[person]
        if self.manages(actor):
            return self._managing(actor, person)
        if known.status not in ("PENDING", "EXPIRED"):
            return "INVITATION_NOT_PENDING"
        if not self.reaches(actor, known.role):
            return "ROLE_NOT_ALLOWED"
        if person in self.members:
            return "ALREADY_MEMBER"
        if person in self.mailed:
            return "RESEND_TOO_SOON"
        known.status, known.inviter = "PENDING", actor
        self.removed.discard(person)
        self.mailed.add(person)
        return ""

    def _not_theirs(self, actor: int) -> str:
        return "NOT_FOUND" if self.manages(actor) else "WRONG_RECIPIENT"

    def _managing(self, actor: int, person: int) -> str:
        if self.manages(actor):
            return "FORBIDDEN" if actor == person else "NOT_FOUND"
        return "" if self.reaches(actor, self.invited[person].role) else "ROLE_NOT_ALLOWED"

    @staticmethod
    def _answerable(known: Invited) -> str:
        if known.status == "PENDING":
            return ""
        return "INVITATION_EXPIRED" if known.status == "EXPIRED" else "INVITATION_NOT_PENDING"

    # codes

    def generate(self, actor: int, most: int | None) -> str:
        if refused := self.manages(actor):
            return refused
        self.code = Code(most)
        return ""

    def delete_code(self, actor: int) -> str:
        if not (refused := self.manages(actor)):
            self.code = None
        return refused

    def join_with_code(self, person: int, code: Code | None) -> str:
        """With that one; None for one that was deleted or replaced, which tells members nothing either."""
        if code is None or code.expired:
            return "CODE_UNUSABLE"
        if person in self.members:
            return ""
        if person in self.removed:
            return "CODE_UNUSABLE"
        if code.uses == code.most:
            return "CODE_USED_UP"
        code.uses += 1
        self._join(person, MEMBER)
        return ""

    # members

    def leave(self, person: int) -> str:
        if refused := self.holds(person, RANKS):
            return refused
        if self.is_last(person):
            return "LAST_ADMINISTRATOR"
        self._part(person)
        return ""

    def remove(self, actor: int, person: int) -> str:
        if actor == person and person in self.members:
            return self.leave(person)
        if refused := self._reaching(actor, person):
            return refused
        if self.is_last(person):
            return "LAST_ADMINISTRATOR"
        self._part(person)
        self.removed.add(person)
        return ""

    def set_role(self, actor: int, person: int, role: str) -> str:
        if refused := self._reaching(actor, person, role):
            return refused
        if role != self.members[person] and self.is_last(person):
            return "LAST_ADMINISTRATOR"
        self.members[person] = role
        return ""

    def appoint(self, person: int) -> str:
        if person in self.members:
            self.members[person] = ADMINISTRATOR
        else:
            self._join(person, ADMINISTRATOR)
        return ""

    def _reaching(self, actor: int, person: int, *roles: str) -> str:
        """A manager changes or removes a member. Members are nothing that outsiders could know of."""
        if not {actor, person} <= self.members.keys():
            return "NOT_FOUND"
        if refused := self.manages(actor):
            return refused
        return "" if self.reaches(actor, self.members[person], *roles) else "ROLE_NOT_ALLOWED"

    def _join(self, person: int, role: str) -> None:
        known = self.invited.get(person)
        if known and known.status == "PENDING":
            known.status = "ACCEPTED"
            kept = known.role if self.reaches(known.inviter, known.role) else MEMBER
            role = max(role, kept, key=RANKS.index)
        self.removed.discard(person)
        self.members[person] = role
        if self.plan and self.plan.policy == "AUTOMATIC":
            self.line.append(person)
        self._hand_out()

    def _part(self, person: int) -> None:
        del self.members[person]
        self.seated.discard(person)
        self.line = [one for one in self.line if one != person]
        self._hand_out()

    # seats

    def set_plan(self, count: int, status: str) -> str:
        if count < len(self.seated):
            return "SEATS_IN_USE"
        self.plan = Plan(count, status, self.plan.policy if self.plan else "MANUAL")
        self._hand_out()
        return ""

    def allocate(self, actor: int, person: int) -> str:
        if refused := self._seating(actor, person):
            return refused
        assert self.plan
        if not self.plan.is_in_force:
            return "SEAT_PLAN_EXPIRED"
        if person in self.seated:
            return "HAS_SEAT_ALREADY"
        if len(self.seated) == self.plan.count:
            return "NO_FREE_SEAT"
        self._seat(person)
        return ""

    def release(self, actor: int, person: int) -> str:
        if refused := self._seating(actor, person):
            return refused
        if person not in self.seated:
            return "HAS_NO_SEAT"
        self.seated.discard(person)
        self._hand_out()
        return ""

    def set_policy(self, actor: int, policy: str) -> str:
        if refused := self.administers(actor):
            return refused
        if self.plan is None:
            return "NO_SEAT_PLAN"
        if policy != self.plan.policy:
            self.plan.policy = policy
            if policy == "AUTOMATIC":
                self.line += [one for one in self.members if one not in self.seated and one not in self.line]
            self._hand_out()
        return ""

    def request(self, person: int, *, waiting: bool) -> str:
        if refused := self.holds(person, RANKS):
            return refused
        if self.plan is None:
            return "NO_SEAT_PLAN"
        if not waiting:
            self.line = [one for one in self.line if one != person]
            return ""
        if person in self.seated:
            return "HAS_SEAT_ALREADY"
        if person not in self.line:
            self.line.append(person)
        self._hand_out()
        return ""

    @property
    def is_handing_out(self) -> bool:
        """Whether those in line get the seats that are free, if the plan is in force."""
        plan = self.plan
        return bool(plan and plan.policy == "AUTOMATIC" and self.line and len(self.seated) < plan.count)

    def _seating(self, actor: int, person: int) -> str:
        if not {actor, person} <= self.members.keys():
            return "NOT_FOUND"
        return self.administers(actor) or ("" if self.plan else "NO_SEAT_PLAN")

    def _seat(self, person: int) -> None:
        self.seated.add(person)
        self.line = [one for one in self.line if one != person]

    def _hand_out(self) -> None:
        while self.plan and self.plan.is_in_force and self.is_handing_out:
            self._seat(self.line[0])

    # what a client should see

    def counts(self) -> dict[str, int]:
        found = dict(self.closed)
        for known in self.invited.values():
            found[known.status] = found.get(known.status, 0) + 1
        return found

    def full_access(self, person: int) -> bool:
        return self.plan is None or (self.plan.is_in_force and person in self.seated)

    def is_invited(self, person: int) -> bool:
        return person in self.invited and self.invited[person].status == "PENDING"

    def actions(self, person: int) -> list[str]:
        role = self.members.get(person)
        if role is None:
            return ["JOIN"] if person not in self.removed else []
        shown = [action for action in ACTIONS[role] if self.plan or action != "MANAGE_SEATS"]
        return shown + ([] if self.is_last(person) else ["LEAVE"])

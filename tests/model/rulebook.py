"""The rules once more, as plain Python: what a group should be after each step, and what each step should answer.

People are numbers. An answer is "" or the code of the refusal or userError.
"""

from dataclasses import dataclass, field

ADMINISTRATOR, FACILITATOR, MEMBER = "ADMINISTRATOR", "FACILITATOR", "MEMBER"
RANKS = (MEMBER, FACILITATOR, ADMINISTRATOR)
MANAGERS = (ADMINISTRATOR, FACILITATOR)


@dataclass
class Invited:
    """The newest invitation of a person."""

    role: str
    inviter: int
    status: str = "PENDING"
    mailed: bool = False


@dataclass
class Plan:
    """What was bought."""

    count: int
    active: bool
    policy: str = "MANUAL"


@dataclass
class Code:
    """The code in force."""

    most: int | None
    uses: int = 0


@dataclass
class Book:
    """One group. `members` is in the order of joining, `line` in the order of waiting."""

    members: dict[int, str]
    invited: dict[int, Invited] = field(default_factory=dict)
    closed: dict[str, int] = field(default_factory=dict)
    mailed: set[int] = field(default_factory=set)
    removed: set[int] = field(default_factory=set)
    code: Code | None = None
    plan: Plan | None = None
    seated: set[int] = field(default_factory=set)
    line: list[int] = field(default_factory=list)

    # who may

    def manages(self, actor: int) -> str:
        role = self.members.get(actor)
        return "" if role in MANAGERS else "FORBIDDEN" if role else "NOT_FOUND"

    def administers(self, actor: int) -> str:
        role = self.members.get(actor)
        return "" if role == ADMINISTRATOR else "FORBIDDEN" if role else "NOT_FOUND"

    def reaches(self, actor: int, *roles: str) -> bool:
        return self.members.get(actor) == ADMINISTRATOR or (
            self.members.get(actor) == FACILITATOR and ADMINISTRATOR not in roles
        )

    def is_last(self, person: int) -> bool:
        return [who for who, role in self.members.items() if role == ADMINISTRATOR] == [person]

    # invitations

    def invite(self, actor: int, person: int, role: str) -> str:
        if refused := self.manages(actor):
            return refused
        if not self.reaches(actor, role):
            return "ROLE_NOT_ALLOWED"
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

    def accept(self, person: int) -> str:
        known = self.invited[person]
        if known.status == "ACCEPTED" and person in self.members:
            return ""
        if refused := self._answerable(known):
            return refused
        if known.role != MEMBER and not self.reaches(known.inviter, known.role):
            known.status = "CANCELLED"
            return "INVITATION_NOT_PENDING"
        self._join(person, known.role)
        return ""

    def decline(self, person: int) -> str:
        known = self.invited[person]
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
        self.mailed.add(person)
        return ""

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

    def join_with_code(self, person: int) -> str:
        assert self.code is not None
        if person in self.members:
            return ""
        if person in self.removed:
            return "CODE_UNUSABLE"
        if self.code.most == self.code.uses:
            return "CODE_USED_UP"
        self.code.uses += 1
        self._join(person, MEMBER)
        return ""

    # members

    def leave(self, person: int) -> str:
        if person not in self.members:
            return "NOT_FOUND"
        if self.is_last(person):
            return "LAST_ADMINISTRATOR"
        self._part(person)
        return ""

    def remove(self, actor: int, person: int) -> str:
        if actor == person:
            return self.leave(person)
        if refused := self.manages(actor):
            return refused
        if not self.reaches(actor, self.members[person]):
            return "ROLE_NOT_ALLOWED"
        if self.is_last(person):
            return "LAST_ADMINISTRATOR"
        self._part(person)
        self.removed.add(person)
        return ""

    def set_role(self, actor: int, person: int, role: str) -> str:
        if refused := self.manages(actor):
            return refused
        if not self.reaches(actor, self.members[person], role):
            return "ROLE_NOT_ALLOWED"
        if role != self.members[person] and self.is_last(person):
            return "LAST_ADMINISTRATOR"
        self.members[person] = role
        return ""

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

    def set_plan(self, count: int, *, active: bool) -> str:
        if count < len(self.seated):
            return "SEATS_IN_USE"
        self.plan = Plan(count, active, self.plan.policy if self.plan else "MANUAL")
        self._hand_out()
        return ""

    def allocate(self, actor: int, person: int) -> str:
        if refused := self.administers(actor):
            return refused
        if self.plan is None:
            return "NO_SEAT_PLAN"
        if not self.plan.active:
            return "SEAT_PLAN_EXPIRED"
        if person in self.seated:
            return "HAS_SEAT_ALREADY"
        if len(self.seated) == self.plan.count:
            return "NO_FREE_SEAT"
        self._seat(person)
        return ""

    def release(self, actor: int, person: int) -> str:
        if refused := self.administers(actor):
            return refused
        if self.plan is None:
            return "NO_SEAT_PLAN"
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
        if person not in self.members:
            return "NOT_FOUND"
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

    def _seat(self, person: int) -> None:
        self.seated.add(person)
        self.line = [one for one in self.line if one != person]

    def _hand_out(self) -> None:
        plan = self.plan
        while plan and plan.active and plan.policy == "AUTOMATIC" and self.line and len(self.seated) < plan.count:
            self._seat(self.line[0])

    # what a client should see

    def counts(self) -> dict[str, int]:
        found = dict(self.closed)
        for known in self.invited.values():
            found[known.status] = found.get(known.status, 0) + 1
        return found

    def full_access(self, person: int) -> bool:
        return self.plan is None or (self.plan.active and person in self.seated)

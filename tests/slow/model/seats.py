"""The rules of seats."""

from tests.slow.model.state import RANKS, Plan, State


class Seats(State):
    """Plans, seats and the waiting line."""

    def set_plan(self, count: int, status: str) -> str:
        if count < len(self.seated):
            return "SEATS_IN_USE"
        self.plan = Plan(count, status, self.plan.policy if self.plan else "MANUAL")
        self._hand_out()
        return ""

    def allocate(self, actor: int, person: int) -> str:
        if refused := self._refuse_seating(actor, person):
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
        if refused := self._refuse_seating(actor, person):
            return refused
        if person not in self.seated:
            return "HAS_NO_SEAT"
        self.seated.discard(person)
        self._hand_out()
        return ""

    def set_policy(self, actor: int, policy: str) -> str:
        if refused := self.refuse_unless_administrator(actor):
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
        if refused := self.refuse_unless(person, RANKS):
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
        """Whether free seats go to the waiting line once the plan is in force."""
        plan = self.plan
        return bool(plan and plan.policy == "AUTOMATIC" and self.line and len(self.seated) < plan.count)

    def _refuse_seating(self, actor: int, person: int) -> str:
        if not {actor, person} <= self.members.keys():
            return "NOT_FOUND"
        return self.refuse_unless_administrator(actor) or ("" if self.plan else "NO_SEAT_PLAN")

    def _seat(self, person: int) -> None:
        self.seated.add(person)
        self.line = [one for one in self.line if one != person]

    def _hand_out(self) -> None:
        while self.plan and self.plan.is_in_force and self.is_handing_out:
            self._seat(self.line[0])

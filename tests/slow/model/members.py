"""The rules of membership, however it came about."""

from tests.slow.model.seats import Seats
from tests.slow.model.state import ADMINISTRATOR, MEMBER, RANKS, Code


class Members(Seats):
    """Joining, leaving, roles, and codes to join with."""

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

"""The rules of membership: joining, leaving, roles and invite codes."""

from tests.slow.model.seats import Seats
from tests.slow.model.state import ADMINISTRATOR, MEMBER, RANKS, Code


class Members(Seats):
    """Joining, leaving, roles and invite codes."""

    def set_join_policy(self, actor: int, *, is_open: bool) -> str:
        if not (refused := self.refuse_unless_manager(actor)):
            self.is_open = is_open
        return refused

    def join_open(self, person: int) -> str:
        if person in self.members:
            return ""
        if not self.is_open:
            return "GROUP_INVITE_ONLY" if person in self.invited else "NOT_FOUND"
        if person in self.removed:
            return "GROUP_INVITE_ONLY"
        self._add_member(person, MEMBER)
        return ""

    def generate(self, actor: int, max_uses: int | None) -> str:
        if refused := self.refuse_unless_manager(actor):
            return refused
        self.code = Code(max_uses)
        return ""

    def delete_code(self, actor: int) -> str:
        if not (refused := self.refuse_unless_manager(actor)):
            self.code = None
        return refused

    def join_with_code(self, person: int, code: Code | None) -> str:
        """Join with a code; None stands for a code that was deleted or replaced."""
        if code is None or code.expired:
            return "CODE_UNUSABLE"
        if person in self.members:
            return ""
        if person in self.removed:
            return "CODE_UNUSABLE"
        if code.uses == code.max_uses:
            return "CODE_USED_UP"
        code.uses += 1
        self._add_member(person, MEMBER)
        return ""

    def leave(self, person: int) -> str:
        if refused := self.refuse_unless(person, RANKS):
            return refused
        if self.is_last(person):
            return "LAST_ADMINISTRATOR"
        self._remove_member(person)
        return ""

    def remove(self, actor: int, person: int) -> str:
        if actor == person and person in self.members:
            return self.leave(person)
        if refused := self._refuse_change(actor, person):
            return refused
        if self.is_last(person):
            return "LAST_ADMINISTRATOR"
        self._remove_member(person)
        self.removed.add(person)
        return ""

    def set_role(self, actor: int, person: int, role: str) -> str:
        if refused := self._refuse_change(actor, person, role):
            return refused
        if role != self.members[person] and self.is_last(person):
            return "LAST_ADMINISTRATOR"
        self.members[person] = role
        return ""

    def appoint(self, person: int) -> str:
        if person in self.members:
            self.members[person] = ADMINISTRATOR
        else:
            self._add_member(person, ADMINISTRATOR)
        return ""

    def _refuse_change(self, actor: int, person: int, *roles: str) -> str:
        """Return why the actor may not change or remove this person, or ""."""
        if not {actor, person} <= self.members.keys():
            return "NOT_FOUND"
        if refused := self.refuse_unless_manager(actor):
            return refused
        return "" if self.can_grant(actor, self.members[person], *roles) else "ROLE_NOT_ALLOWED"

    def _add_member(self, person: int, role: str) -> None:
        invitation = self.invited.get(person)
        if invitation and invitation.status == "PENDING":
            invitation.status = "ACCEPTED"
            kept = invitation.role if self.can_grant(invitation.inviter, invitation.role) else MEMBER
            role = max(role, kept, key=RANKS.index)
        self.removed.discard(person)
        self.members[person] = role
        if self.plan and self.plan.policy == "AUTOMATIC":
            self.line.append(person)
        self._hand_out()

    def _remove_member(self, person: int) -> None:
        del self.members[person]
        self.seated.discard(person)
        self.line = [one for one in self.line if one != person]
        self._hand_out()

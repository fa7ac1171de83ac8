"""The rules as plain Python: what each step should answer, and the group that it should leave.

People are numbers. An answer is the code of the refusal or userError, or "" for success.
"""

from collections.abc import Sequence

from tests.slow.model.members import Members
from tests.slow.model.state import ACTIONS, MEMBER, Invited


class GroupModel(Members):
    """The rules of invitations, on top of those of seats and members."""

    def invite(self, actor: int, people: Sequence[tuple[int, str]]) -> str | list[str]:
        """Return the refusal of the whole call, or an answer for each person."""
        if refused := self.refuse_unless_manager(actor):
            return refused
        named: set[int] = set()
        answers = []
        for person, role in people:
            if not self.can_grant(actor, role):
                answers.append("ROLE_NOT_ALLOWED")
                continue
            answers.append("DUPLICATE_RECIPIENT" if person in named else self._invite(actor, person, role))
            named.add(person)
        return answers

    def _invite(self, actor: int, person: int, role: str) -> str:
        if person in self.members:
            return "ALREADY_MEMBER"
        invitation = self.invited.get(person)
        if invitation and invitation.status == "PENDING":
            return "ALREADY_INVITED"
        if invitation:
            self.closed[invitation.status] = self.closed.get(invitation.status, 0) + 1
        self.invited[person] = Invited(role, actor)
        self.removed.discard(person)
        return ""

    def accept(self, actor: int, person: int) -> str:
        invitation = self.invited[person]
        if actor != person:
            return self._refuse_other(actor)
        if invitation.status == "ACCEPTED" and person in self.members:
            return ""
        if refused := self._refuse_answer(invitation):
            return refused
        if invitation.role != MEMBER and not self.can_grant(invitation.inviter, invitation.role):
            invitation.status = "CANCELLED"
            return "INVITATION_NOT_PENDING"
        self._add_member(person, invitation.role)
        return ""

    def decline(self, actor: int, person: int) -> str:
        invitation = self.invited[person]
        if actor != person:
            return self._refuse_other(actor)
        if invitation.status == "DECLINED":
            return ""
        if refused := self._refuse_answer(invitation):
            return refused
        invitation.status = "DECLINED"
        return ""

    def cancel(self, actor: int, person: int) -> str:
        if refused := self._refuse_managing(actor, person):
            return refused
        if refused := self._refuse_answer(self.invited[person]):
            return refused
        self.invited[person].status = "CANCELLED"
        return ""

    def resend(self, actor: int, person: int) -> str:
        invitation = self.invited[person]
        if self.refuse_unless_manager(actor):
            return self._refuse_managing(actor, person)
        if invitation.status not in ("PENDING", "EXPIRED"):
            return "INVITATION_NOT_PENDING"
        if not self.can_grant(actor, invitation.role):
            return "ROLE_NOT_ALLOWED"
        if person in self.members:
            return "ALREADY_MEMBER"
        if person in self.mailed:
            return "RESEND_TOO_SOON"
        invitation.status, invitation.inviter = "PENDING", actor
        self.removed.discard(person)
        self.mailed.add(person)
        return ""

    def _refuse_other(self, actor: int) -> str:
        return "NOT_FOUND" if self.refuse_unless_manager(actor) else "WRONG_RECIPIENT"

    def _refuse_managing(self, actor: int, person: int) -> str:
        if self.refuse_unless_manager(actor):
            return "FORBIDDEN" if actor == person else "NOT_FOUND"
        return "" if self.can_grant(actor, self.invited[person].role) else "ROLE_NOT_ALLOWED"

    @staticmethod
    def _refuse_answer(invitation: Invited) -> str:
        if invitation.status == "PENDING":
            return ""
        return "INVITATION_EXPIRED" if invitation.status == "EXPIRED" else "INVITATION_NOT_PENDING"

    # what a client should see

    def counts(self) -> dict[str, int]:
        found = dict(self.closed)
        for invitation in self.invited.values():
            found[invitation.status] = found.get(invitation.status, 0) + 1
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

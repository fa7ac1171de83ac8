"""The rules once more, as plain Python: what a group should be after each step, and what each step should answer.

People are numbers. An answer is "" or the code of the refusal or userError.
"""

from collections.abc import Sequence

from tests.slow.model.members import Members
from tests.slow.model.state import ACTIONS, MEMBER, Invited


class Book(Members):
    """All rules: those of invitations on top of those of members and seats."""

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

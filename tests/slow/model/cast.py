"""The people of a run, and who among them is likely to do something."""

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from tests.slow.model.rulebook import Book
from tests.slow.model.server import Server
from tests.slow.model.state import ADMINISTRATOR, MANAGERS, Code
from tests.support.people import Person

CAST = 7


class Cast(RuleBasedStateMachine):
    """A group and its people; the rules are those of the classes below. `server` is set by the test.

    Who does something, and to whom, is mostly drawn from those with whom it should work.
    """

    server: Server

    def __init__(self) -> None:
        super().__init__()
        self.cast: list[Person] = self.server.cast(CAST)
        self.group: str = self.mutate(0, "createGroup", {"name": "Model"}, "group { id }")["group"]["id"]
        self.key = self.server.key_of(self.cast[0])
        self.book = Book({0: ADMINISTRATOR})
        self.codes: list[tuple[str, Code]] = []  # all that were ever made, the newest last
        self.invitations: dict[int, str] = {}  # each person's newest
        self.ids: dict[int, str] = {}  # each person's membership, the last one of those who left

    def mutate(self, actor: int | Person, field: str, given: dict[str, Any], selection: str = "") -> dict[str, Any]:
        who = self.cast[actor] if isinstance(actor, int) else actor
        return self.server.mutate(who, field, given, selection)

    def of_group(self, **given: Any) -> dict[str, Any]:
        return {"groupId": self.group, **given}

    @staticmethod
    def somebody(data: st.DataObject, likely: Iterable[int], others: Iterable[int] = range(CAST)) -> int:
        among = sorted(likely)
        anyone = st.sampled_from(sorted(others))
        return int(data.draw(st.one_of(*[st.sampled_from(among)] * 5, anyone) if among else anyone))

    def manager(self, data: st.DataObject) -> int:
        return self.somebody(data, [who for who, role in self.book.members.items() if role in MANAGERS])

    def administrator(self, data: st.DataObject) -> int:
        return self.somebody(data, [who for who, role in self.book.members.items() if role == ADMINISTRATOR])

    def member(self, data: st.DataObject) -> int:
        return self.somebody(data, self.book.members)

    def outsider(self, data: st.DataObject) -> int:
        return self.somebody(data, set(range(CAST)) - set(self.book.members))

    def known(self, data: st.DataObject, likely: Iterable[int] | None = None) -> int:
        """A member, or somebody who was one."""
        return self.somebody(data, self.book.members if likely is None else likely, self.ids)

    def invitee(self, data: st.DataObject, *statuses: str) -> int:
        invited = self.book.invited
        return self.somebody(data, [who for who in invited if invited[who].status in statuses], invited)

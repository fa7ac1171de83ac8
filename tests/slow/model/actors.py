"""The people of a run, and who is likely to take a step."""

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from tests.slow.model.group_model import GroupModel
from tests.slow.model.server import ModelServer
from tests.slow.model.state import ADMINISTRATOR, MANAGERS, Code
from tests.support.people import Person

PEOPLE = 7


class Actors(RuleBasedStateMachine):
    """A group and its people. The test sets `server`.

    Who takes a step, and on whom, is mostly drawn from the people for whom it should succeed.
    """

    server: ModelServer

    def __init__(self) -> None:
        super().__init__()
        self.people: list[Person] = self.server.make_people(PEOPLE)
        self.group: str = self.mutate(0, "createGroup", {"name": "Model"}, "group { id }")["group"]["id"]
        self.key = self.server.key_of(self.people[0])
        self.model = GroupModel({0: ADMINISTRATOR})
        self.codes: list[tuple[str, Code]] = []  # all that were ever generated, the newest last
        self.invitations: dict[int, str] = {}  # the newest of each person
        self.ids: dict[int, str] = {}  # the last membership of each person

    def mutate(self, actor: int | Person, field: str, given: dict[str, Any], selection: str = "") -> dict[str, Any]:
        who = self.people[actor] if isinstance(actor, int) else actor
        return self.server.mutate(who, field, given, selection)

    def of_group(self, **given: Any) -> dict[str, Any]:
        return {"groupId": self.group, **given}

    @staticmethod
    def somebody(data: st.DataObject, likely: Iterable[int], others: Iterable[int] = range(PEOPLE)) -> int:
        among = sorted(likely)
        anyone = st.sampled_from(sorted(others))
        return int(data.draw(st.one_of(*[st.sampled_from(among)] * 5, anyone) if among else anyone))

    def manager(self, data: st.DataObject) -> int:
        return self.somebody(data, [who for who, role in self.model.members.items() if role in MANAGERS])

    def administrator(self, data: st.DataObject) -> int:
        return self.somebody(data, [who for who, role in self.model.members.items() if role == ADMINISTRATOR])

    def member(self, data: st.DataObject) -> int:
        return self.somebody(data, self.model.members)

    def outsider(self, data: st.DataObject) -> int:
        return self.somebody(data, set(range(PEOPLE)) - set(self.model.members))

    def member_or_former(self, data: st.DataObject, likely: Iterable[int] | None = None) -> int:
        """Draw a member or a former member."""
        return self.somebody(data, self.model.members if likely is None else likely, self.ids)

    def invitee(self, data: st.DataObject, *statuses: str) -> int:
        invited = self.model.invited
        return self.somebody(data, [who for who in invited if invited[who].status in statuses], invited)

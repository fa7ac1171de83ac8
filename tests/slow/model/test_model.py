"""A group against the rulebook: whatever is done to it, in whatever order, the API shows what the rules say."""

import asyncio
import os

import asyncpg
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from tests.slow.model.cast import CAST
from tests.slow.model.moves import Moves
from tests.slow.model.server import Server
from tests.slow.model.state import ADMINISTRATOR
from tests.support.people import People

RUNS = int(os.environ.get("USHER_TEST_MODEL_RUNS", "500"))
STEPS = 30
STATUSES = ("pending", "accepted", "declined", "cancelled", "expired")
SHOWN = """query($g: ID!) { group(id: $g) {
  members(first: 50) { nodes { id role account { id } seat { number } seatWaitPosition hasFullAccess } }
  invitationCounts { pending accepted declined cancelled expired }
  inviteCode { useCount status } seatPlan { seatCount allocatedCount freeCount policy status } } }"""
SEEN = """query($g: ID!) { viewer { badge { pendingInvitations } memberships { nodes { role } } }
  group(id: $g) { viewerActions viewerMembership { role seat { number } seatWaitPosition hasFullAccess } } }"""

everybody = st.integers(0, CAST - 1)


class GroupMachine(Moves):
    """After each move, what a client is shown is what the rules say."""

    @rule(person=everybody)
    def look(self, person: int) -> None:
        """What somebody sees of all this, member or not."""
        book, answer = self.book, self.server.ask(self.cast[person], SEEN, g=self.group)
        assert "errors" not in answer, answer
        viewer, group = answer["data"]["viewer"], answer["data"]["group"]
        role = book.members.get(person)
        assert viewer["badge"] == {"pendingInvitations": int(book.is_invited(person))}
        assert viewer["memberships"]["nodes"] == ([{"role": role}] if role else [])
        if not role and not book.is_open:
            assert group is None
            return
        assert group["viewerActions"] == book.actions(person)
        own = group["viewerMembership"]
        assert (own and own["role"]) == role
        if own:
            assert bool(own["seat"]) == (person in book.seated)
            assert own["seatWaitPosition"] == (book.line.index(person) + 1 if person in book.line else None)
            assert own["hasFullAccess"] == book.full_access(person)

    @invariant()
    def shows_what_the_rules_say(self) -> None:
        book = self.book
        viewer = next(who for who, role in book.members.items() if role == ADMINISTRATOR)
        answer = self.server.ask(self.cast[viewer], SHOWN, g=self.group)
        assert "errors" not in answer, answer
        shown = answer["data"]["group"]
        numbers = {person.id: number for number, person in enumerate(self.cast)}
        nodes = {numbers[node["account"]["id"]]: node for node in shown["members"]["nodes"]}
        self.ids |= {who: node["id"] for who, node in nodes.items()}
        assert {who: node["role"] for who, node in nodes.items()} == book.members
        assert {who for who, node in nodes.items() if node["seat"]} == book.seated
        line = {who: node["seatWaitPosition"] for who, node in nodes.items() if node["seatWaitPosition"]}
        assert line == {who: place for place, who in enumerate(book.line, 1)}
        assert all(node["hasFullAccess"] == book.full_access(who) for who, node in nodes.items())
        counts = book.counts()
        assert shown["invitationCounts"] == {name: counts.get(name.upper(), 0) for name in STATUSES}
        code, plan = book.code, book.plan
        assert shown["inviteCode"] == (code and {"useCount": code.uses, "status": code.status})
        assert shown["seatPlan"] == (
            plan
            and {
                "seatCount": plan.count,
                "allocatedCount": len(book.seated),
                "freeCount": plan.count - len(book.seated),
                "policy": plan.policy,
                "status": plan.status,
            }
        )
        held = [node["seat"]["number"] for node in nodes.values() if node["seat"]]
        assert len(set(held)) == len(held)
        assert all(plan and number <= plan.count for number in held)

    @invariant()
    def history_and_events_say_the_same(self) -> None:
        assert self.server.broken(self.key) == []


# The server, in another thread, draws its jitter while hypothesis watches that nobody draws but itself.
@pytest.mark.filterwarnings("ignore:Do not use the `random` module inside strategies")
async def test_whatever_is_done_in_whatever_order(people: People, dsn: str) -> None:
    database = await asyncpg.connect(dsn)
    GroupMachine.server = server = Server(asyncio.get_running_loop(), people, database, await people.staff())
    chosen = settings(
        max_examples=RUNS,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
    await asyncio.to_thread(run_state_machine_as_test, GroupMachine, settings=chosen)
    server.http.close()
    await database.close()

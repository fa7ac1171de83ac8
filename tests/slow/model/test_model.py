"""A group against a model of its rules: after any steps in any order, the API shows what the model says."""

import asyncio
import os

import asyncpg
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from tests.slow.model.actors import PEOPLE
from tests.slow.model.server import ModelServer
from tests.slow.model.state import ADMINISTRATOR
from tests.slow.model.steps import GroupSteps
from tests.support.people import People

RUNS = int(os.environ.get("USHER_TEST_MODEL_RUNS", "500"))
STEPS = 30
STATUSES = ("pending", "accepted", "declined", "cancelled", "expired")
GROUP = """query($g: ID!) { group(id: $g) {
  members(first: 50) { nodes { id role account { id } seat { number } seatWaitPosition hasFullAccess } }
  invitationCounts { pending accepted declined cancelled expired }
  inviteCode { useCount status } seatPlan { seatCount allocatedCount freeCount policy status } } }"""
VIEWER = """query($g: ID!) { viewer { badge { pendingInvitations } memberships { nodes { role } } }
  group(id: $g) { viewerActions viewerMembership { role seat { number } seatWaitPosition hasFullAccess } } }"""

everybody = st.integers(0, PEOPLE - 1)


class GroupMachine(GroupSteps):
    """After each step, the API must show what the model says."""

    @rule(person=everybody)
    def viewer_sees_what_the_model_says(self, person: int) -> None:
        """Compare what somebody sees, member or not."""
        model, answer = self.model, self.server.ask(self.people[person], VIEWER, g=self.group)
        assert "errors" not in answer, answer
        viewer, group = answer["data"]["viewer"], answer["data"]["group"]
        role = model.members.get(person)
        assert viewer["badge"] == {"pendingInvitations": int(model.is_invited(person))}
        assert viewer["memberships"]["nodes"] == ([{"role": role}] if role else [])
        if not role and not model.is_open:
            assert group is None
            return
        assert group["viewerActions"] == model.actions(person)
        own = group["viewerMembership"]
        assert (own and own["role"]) == role
        if own:
            assert bool(own["seat"]) == (person in model.seated)
            assert own["seatWaitPosition"] == (model.line.index(person) + 1 if person in model.line else None)
            assert own["hasFullAccess"] == model.full_access(person)

    @invariant()
    def group_is_what_the_model_says(self) -> None:
        model = self.model
        viewer = next(who for who, role in model.members.items() if role == ADMINISTRATOR)
        answer = self.server.ask(self.people[viewer], GROUP, g=self.group)
        assert "errors" not in answer, answer
        shown = answer["data"]["group"]
        numbers = {person.id: number for number, person in enumerate(self.people)}
        nodes = {numbers[node["account"]["id"]]: node for node in shown["members"]["nodes"]}
        self.ids |= {who: node["id"] for who, node in nodes.items()}
        assert {who: node["role"] for who, node in nodes.items()} == model.members
        assert {who for who, node in nodes.items() if node["seat"]} == model.seated
        line = {who: node["seatWaitPosition"] for who, node in nodes.items() if node["seatWaitPosition"]}
        assert line == {who: place for place, who in enumerate(model.line, 1)}
        assert all(node["hasFullAccess"] == model.full_access(who) for who, node in nodes.items())
        counts = model.counts()
        assert shown["invitationCounts"] == {name: counts.get(name.upper(), 0) for name in STATUSES}
        code, plan = model.code, model.plan
        assert shown["inviteCode"] == (code and {"useCount": code.uses, "status": code.status})
        assert shown["seatPlan"] == (
            plan
            and {
                "seatCount": plan.count,
                "allocatedCount": len(model.seated),
                "freeCount": plan.count - len(model.seated),
                "policy": plan.policy,
                "status": plan.status,
            }
        )
        held = [node["seat"]["number"] for node in nodes.values() if node["seat"]]
        assert len(set(held)) == len(held)
        assert all(plan and number <= plan.count for number in held)

    @invariant()
    def history_and_events_agree(self) -> None:
        assert self.server.contradictions(self.key) == []


# The server draws jitter in another thread; hypothesis warns of random numbers that are not its own.
@pytest.mark.filterwarnings("ignore:Do not use the `random` module inside strategies")
async def test_the_api_shows_what_the_model_says(people: People, dsn: str) -> None:
    database = await asyncpg.connect(dsn)
    GroupMachine.server = server = ModelServer(asyncio.get_running_loop(), people, database, await people.staff())
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

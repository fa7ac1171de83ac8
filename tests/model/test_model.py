"""A group against the rulebook: whatever is done to it, in whatever order, the API shows what the rules say."""

import asyncio
import os
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.model.rulebook import ADMINISTRATOR, FACILITATOR, MEMBER, Book
from tests.support.client import input_type
from tests.support.people import People, Person

RUNS = int(os.environ.get("USHER_TEST_MODEL_RUNS", "12"))
STEPS = 30
CAST = 7
SHOWN = """query($g: ID!) { group(id: $g) {
  members(first: 50) { nodes { id role account { id } seat { number } seatWaitPosition hasFullAccess } }
  invitationCounts { pending accepted declined cancelled expired }
  inviteCode { useCount } seatPlan { seatCount allocatedCount freeCount policy status } } }"""
BROKEN = """
SELECT 'no administrator' WHERE NOT EXISTS (SELECT 1 FROM memberships WHERE group_id = :key AND role = 'ADMINISTRATOR')
UNION ALL SELECT 'seats are not those bought' FROM seat_plans p WHERE group_id = :key
    AND seat_count <> (SELECT count(*) FROM seats s WHERE s.group_id = p.group_id AND number <= seat_count)
UNION ALL SELECT 'members and history disagree' WHERE (SELECT count(*) FROM memberships WHERE group_id = :key) <>
    (SELECT count(*) FILTER (WHERE action IN ('MEMBER_JOINED', 'MEMBER_ADDED'))
          - count(*) FILTER (WHERE action IN ('MEMBER_LEFT', 'MEMBER_REMOVED')) FROM history WHERE group_id = :key)
UNION ALL SELECT 'seats and history disagree' WHERE (SELECT count(*) FROM seats WHERE group_id = :key AND membership_id IS NOT NULL) <>
    (SELECT count(*) FILTER (WHERE action = 'SEAT_ALLOCATED') - count(*) FILTER (WHERE action = 'SEAT_RELEASED')
     FROM history WHERE group_id = :key)
UNION ALL SELECT 'history and events disagree: ' || action FROM (VALUES ('MEMBER_JOINED', 'member.JOINED'),
    ('MEMBER_LEFT', 'member.LEFT'), ('MEMBER_REMOVED', 'member.REMOVED'), ('ROLE_CHANGED', 'member.ROLE_CHANGED'),
    ('INVITATION_SENT', 'invitation.CREATED'), ('INVITATION_RESENT', 'invitation.RESENT'),
    ('INVITATION_ACCEPTED', 'invitation.ACCEPTED'), ('INVITATION_DECLINED', 'invitation.DECLINED'),
    ('INVITATION_CANCELLED', 'invitation.CANCELLED'), ('SEAT_ALLOCATED', 'member.SEAT_ALLOCATED'),
    ('SEAT_RELEASED', 'member.SEAT_RELEASED')) AS pair(action, kind)
    WHERE (SELECT count(*) FROM history WHERE group_id = :key AND history.action = pair.action) <>
          (SELECT count(*) FROM events WHERE stream = 'g' AND stream_id = :key AND events.kind = pair.kind)
"""
people_numbers = st.integers(0, CAST - 1)
roles = st.sampled_from([MEMBER, FACILITATOR, ADMINISTRATOR])


class Stage:
    """What one run of the machine needs, made anew for each: the cast, and a way from its thread into the loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop, people: People, engine: AsyncEngine, staff: Person) -> None:
        self.loop, self.people, self.engine, self.staff = loop, people, engine, staff
        self.http = httpx.Client(timeout=30)

    def wait(self, coroutine: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(60)

    def ask(self, who: Person, document: str, **variables: Any) -> dict[str, Any]:
        headers = {"authorization": f"Bearer {who.token}"}
        body = {"query": document, "variables": variables}
        answer: dict[str, Any] = self.http.post(f"{who.url}/graphql", json=body, headers=headers).json()
        return answer

    async def shift(self, statement: str, **values: Any) -> None:
        async with self.engine.begin() as connection:
            await connection.execute(text(statement), values)

    async def broken(self, key: int) -> list[str]:
        async with self.engine.connect() as connection:
            return list((await connection.execute(text(BROKEN), {"key": key})).scalars())


class GroupMachine(RuleBasedStateMachine):
    """Everything that can be done to a group. `stage` is set by the test."""

    stage: Stage

    def __init__(self) -> None:
        super().__init__()
        self.cast: list[Person] = self.stage.wait(self.stage.people.many([f"Person {n}" for n in range(CAST)]))
        made = self.mutate(0, "createGroup", {"name": "Model"}, "group { id }")
        self.group = made["group"]["id"]
        self.key = self.stage.wait(self._key())
        self.book = Book({0: ADMINISTRATOR})
        self.code = ""
        self.invitations: dict[int, str] = {}
        self.ids: dict[int, str] = {}  # of the members, as the API showed them last

    async def _key(self) -> int:
        async with self.stage.engine.connect() as connection:
            found = await connection.execute(
                text("SELECT max(group_id) FROM memberships WHERE account_id = :a"), {"a": self.cast[0].key}
            )
            return int(found.scalar_one())

    def mutate(self, actor: int | Person, field: str, given: dict[str, Any], selection: str = "") -> dict[str, Any]:
        """A mutation's payload, with `code`: what it was refused with, or ""."""
        who = self.cast[actor] if isinstance(actor, int) else actor
        document = (
            f"mutation($i: {input_type(field)}!) {{ {field}(input: $i) {{ {selection} userErrors {{ code }} }} }}"
        )
        answer = self.stage.ask(who, document, i=given)
        if answer.get("errors"):
            return {"code": answer["errors"][0]["extensions"]["code"]}
        payload: dict[str, Any] = answer["data"][field]
        return payload | {"code": payload["userErrors"][0]["code"] if payload["userErrors"] else ""}

    def member(self, person: int) -> str:
        return self.ids[person]

    def shown(self) -> dict[str, Any]:
        viewer = next(who for who, role in self.book.members.items() if role == ADMINISTRATOR)
        answer = self.stage.ask(self.cast[viewer], SHOWN, g=self.group)
        assert "errors" not in answer, answer
        group: dict[str, Any] = answer["data"]["group"]
        return group

    @rule(actor=people_numbers, person=people_numbers, role=roles)
    def invite(self, actor: int, person: int, role: str) -> None:
        recipient = {"email": {"email": self.cast[person].email, "role": role}}
        given = {"groupId": self.group, "recipients": [recipient], "sendMail": False}
        payload = self.mutate(actor, "inviteMembers", given, "results { error { code } invitation { id } }")
        result = (payload.get("results") or [{}])[0]
        found = payload["code"] or (result["error"] or {}).get("code", "")
        assert found == self.book.invite(actor, person, role)
        if not found:
            self.invitations[person] = result["invitation"]["id"]

    @precondition(lambda self: self.invitations)
    @rule(data=st.data(), accepts=st.booleans())
    def answer(self, data: st.DataObject, accepts: bool) -> None:
        person = data.draw(st.sampled_from(sorted(self.invitations)))
        field = "acceptInvitation" if accepts else "declineInvitation"
        found = self.mutate(person, field, {"invitationId": self.invitations[person]})["code"]
        assert found == (self.book.accept(person) if accepts else self.book.decline(person))

    @precondition(lambda self: self.invitations)
    @rule(data=st.data(), actor=people_numbers, resends=st.booleans())
    def manage(self, data: st.DataObject, actor: int, resends: bool) -> None:
        person = data.draw(st.sampled_from(sorted(self.invitations)))
        field = "resendInvitation" if resends else "cancelInvitation"
        found = self.mutate(actor, field, {"invitationId": self.invitations[person]})["code"]
        assert found == (self.book.resend(actor, person) if resends else self.book.cancel(actor, person))

    @precondition(lambda self: any(known.status == "PENDING" for known in self.book.invited.values()))
    @rule(data=st.data())
    def time_passes(self, data: st.DataObject) -> None:
        pending = sorted(who for who, known in self.book.invited.items() if known.status == "PENDING")
        person = data.draw(st.sampled_from(pending))
        late = (
            "UPDATE invitations SET created_at = created_at - interval '20 days', expires_at = now() - interval '1 ms'"
        )
        where = " WHERE group_id = :key AND email = :email AND status = 'PENDING'"
        self.stage.wait(self.stage.shift(late + where, key=self.key, email=self.cast[person].email))
        self.book.invited[person].status = "EXPIRED"

    @rule(actor=people_numbers, most=st.sampled_from([None, 1, 2]))
    def generate(self, actor: int, most: int | None) -> None:
        payload = self.mutate(
            actor, "generateInviteCode", {"groupId": self.group, "maxUses": most}, "inviteCode { code }"
        )
        assert payload["code"] == self.book.generate(actor, most)
        if not payload["code"]:
            self.code = payload["inviteCode"]["code"]

    @precondition(lambda self: self.code and self.book.code)
    @rule(person=people_numbers)
    def join_with_code(self, person: int) -> None:
        assert self.mutate(person, "joinWithCode", {"code": self.code})["code"] == self.book.join_with_code(person)

    @precondition(lambda self: self.code)
    @rule(actor=people_numbers, person=people_numbers)
    def delete_code(self, actor: int, person: int) -> None:
        found = self.mutate(actor, "deleteInviteCode", {"groupId": self.group})["code"]
        assert found == self.book.manages(actor)
        if not found:
            self.book.code = None
            assert (
                self.mutate(person, "joinWithCode", {"code": self.code})["code"] == "CODE_UNUSABLE"
                or person in self.book.members
            )

    @rule(person=people_numbers)
    def leave(self, person: int) -> None:
        assert self.mutate(person, "leaveGroup", {"groupId": self.group})["code"] == self.book.leave(person)

    @rule(data=st.data(), actor=people_numbers)
    def remove(self, data: st.DataObject, actor: int) -> None:
        person = data.draw(st.sampled_from(sorted(self.book.members)))
        found = self.mutate(actor, "removeMember", {"memberId": self.member(person)})["code"]
        assert found == self.book.remove(actor, person)

    @rule(data=st.data(), actor=people_numbers, role=roles)
    def set_role(self, data: st.DataObject, actor: int, role: str) -> None:
        person = data.draw(st.sampled_from(sorted(self.book.members)))
        found = self.mutate(actor, "setMemberRole", {"memberId": self.member(person), "role": role})["code"]
        assert found == self.book.set_role(actor, person, role)

    @rule(count=st.integers(1, 4), active=st.sampled_from([True, True, True, False]))
    def set_plan(self, count: int, active: bool) -> None:
        now = datetime.now(UTC)
        term = (now - timedelta(days=9), now + timedelta(days=9 if active else -1))
        given = {
            "groupId": self.group,
            "seatCount": count,
            "startsAt": term[0].isoformat(),
            "expiresAt": term[1].isoformat(),
        }
        assert self.mutate(self.stage.staff, "setSeatPlan", given)["code"] == self.book.set_plan(count, active=active)

    @rule(data=st.data(), actor=people_numbers, allocates=st.booleans())
    def seat(self, data: st.DataObject, actor: int, allocates: bool) -> None:
        person = data.draw(st.sampled_from(sorted(self.book.members)))
        field = "allocateSeat" if allocates else "releaseSeat"
        found = self.mutate(actor, field, {"memberId": self.member(person)})["code"]
        assert found == (self.book.allocate(actor, person) if allocates else self.book.release(actor, person))

    @rule(actor=people_numbers, policy=st.sampled_from(["MANUAL", "AUTOMATIC", "AUTOMATIC"]))
    def set_policy(self, actor: int, policy: str) -> None:
        found = self.mutate(actor, "setSeatPolicy", {"groupId": self.group, "policy": policy})["code"]
        assert found == self.book.set_policy(actor, policy)

    @rule(person=people_numbers, waiting=st.booleans())
    def request(self, person: int, waiting: bool) -> None:
        found = self.mutate(person, "requestSeat", {"groupId": self.group, "waiting": waiting})["code"]
        assert found == self.book.request(person, waiting=waiting)

    @invariant()
    def the_api_shows_what_the_rules_say(self) -> None:
        if not hasattr(self, "book"):
            return
        book, shown = self.book, self.shown()
        numbers = {person.id: number for number, person in enumerate(self.cast)}
        nodes = {numbers[node["account"]["id"]]: node for node in shown["members"]["nodes"]}
        self.ids = {who: node["id"] for who, node in nodes.items()}
        assert {who: node["role"] for who, node in nodes.items()} == book.members
        assert {who for who, node in nodes.items() if node["seat"]} == book.seated
        line = {who: node["seatWaitPosition"] for who, node in nodes.items() if node["seatWaitPosition"]}
        assert line == {who: place for place, who in enumerate(book.line, 1)}
        assert all(node["hasFullAccess"] == book.full_access(who) for who, node in nodes.items())
        counts = book.counts()
        assert shown["invitationCounts"] == {
            name: counts.get(name.upper(), 0) for name in ("pending", "accepted", "declined", "cancelled", "expired")
        }
        assert shown["inviteCode"] == (None if book.code is None else {"useCount": book.code.uses})
        assert shown["seatPlan"] == (
            None
            if book.plan is None
            else {
                "seatCount": book.plan.count,
                "allocatedCount": len(book.seated),
                "freeCount": book.plan.count - len(book.seated),
                "policy": book.plan.policy,
                "status": "ACTIVE" if book.plan.active else "EXPIRED",
            }
        )
        held = [node["seat"]["number"] for node in nodes.values() if node["seat"]]
        assert len(set(held)) == len(held)

    def teardown(self) -> None:
        assert self.stage.wait(self.stage.broken(self.key)) == []


# The server, in another thread, draws its jitter while hypothesis watches that nobody draws but itself.
@pytest.mark.filterwarnings("ignore:Do not use the `random` module inside strategies")
async def test_whatever_is_done_in_whatever_order(people: People, engine: AsyncEngine) -> None:
    staff = await people.staff()
    GroupMachine.stage = Stage(asyncio.get_running_loop(), people, engine, staff)
    chosen = settings(
        max_examples=RUNS,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
    await asyncio.to_thread(run_state_machine_as_test, GroupMachine, settings=chosen)
    GroupMachine.stage.http.close()

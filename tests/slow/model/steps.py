"""The steps: what people do to a group, and what the clock does to it."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from tests.slow.model.actors import PEOPLE, Actors
from tests.slow.model.state import ADMINISTRATOR, FACILITATOR, MEMBER

TERMS = {"SCHEDULED": (1, 9), "ACTIVE": (-9, 9), "EXPIRED": (-9, -1)}
"""How many days from now a plan begins and ends."""

everybody = st.integers(0, PEOPLE - 1)
roles = st.sampled_from([MEMBER, FACILITATOR, ADMINISTRATOR])
terms = st.sampled_from(["ACTIVE"] * 5 + ["SCHEDULED", "EXPIRED"])


class GroupSteps(Actors):
    """One rule for each step: the API must answer what the model answers."""

    @initialize(
        crowd=st.lists(st.tuples(roles, st.sampled_from([True, True, True, False])), max_size=PEOPLE - 2),
        bought=st.sampled_from([None, 1, 2, 3, 4]),
    )
    def begin_with_a_crowd(self, crowd: list[tuple[str, bool]], bought: int | None) -> None:
        """Begin most runs with a few members, pending invitations and seats."""
        if crowd:
            self.invited(0, [(person, role) for person, (role, _) in enumerate(crowd, 1)])
        for person, (_, accepts) in enumerate(crowd, 1):
            if accepts:
                self.answered(person, person, accepts=True)
        if bought:
            self.set_plan(bought, "ACTIVE")

    @rule(data=st.data(), is_open=st.booleans())
    def set_join_policy(self, data: st.DataObject, is_open: bool) -> None:
        actor = self.manager(data)
        given = self.of_group(joinPolicy="OPEN" if is_open else "INVITE_ONLY")
        assert self.mutate(actor, "updateGroup", given)["code"] == self.model.set_join_policy(actor, is_open=is_open)

    @rule(data=st.data())
    def join_open(self, data: st.DataObject) -> None:
        person = self.outsider(data)
        assert self.mutate(person, "joinGroup", self.of_group())["code"] == self.model.join_open(person)

    # invitations

    @rule(data=st.data(), given=st.lists(roles, min_size=1, max_size=3))
    def invite(self, data: st.DataObject, given: list[str]) -> None:
        self.invited(self.manager(data), [(self.outsider(data), role) for role in given])

    def invited(self, actor: int, people: list[tuple[int, str]]) -> None:
        recipients = [{"email": {"email": self.people[person].email, "role": role}} for person, role in people]
        given = self.of_group(recipients=recipients, sendMail=False)
        payload = self.mutate(actor, "inviteMembers", given, "results { error { code } invitation { id } }")
        each = [(one["error"] or {"code": ""})["code"] for one in payload.get("results") or []]
        found = each or payload["code"]
        assert found == self.model.invite(actor, people)
        for (person, _), one in zip(people, payload.get("results") or [], strict=False):
            if one["error"] is None:
                self.invitations[person] = one["invitation"]["id"]

    @precondition(lambda self: self.invitations)
    @rule(data=st.data(), accepts=st.sampled_from([True, True, False]))
    def answer(self, data: st.DataObject, accepts: bool) -> None:
        person = self.invitee(data, "PENDING")
        self.answered(self.somebody(data, [person]), person, accepts=accepts)

    def answered(self, actor: int, person: int, *, accepts: bool) -> None:
        field = "acceptInvitation" if accepts else "declineInvitation"
        found = self.mutate(actor, field, {"invitationId": self.invitations[person]})["code"]
        assert found == (self.model.accept(actor, person) if accepts else self.model.decline(actor, person))

    @precondition(lambda self: self.invitations)
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        actor, person = self.manager(data), self.invitee(data, "PENDING")
        found = self.mutate(actor, "cancelInvitation", {"invitationId": self.invitations[person]})["code"]
        assert found == self.model.cancel(actor, person)

    @precondition(lambda self: self.invitations)
    @rule(data=st.data())
    def resend(self, data: st.DataObject) -> None:
        actor, person = self.manager(data), self.invitee(data, "PENDING", "EXPIRED")
        found = self.mutate(actor, "resendInvitation", {"invitationId": self.invitations[person]})["code"]
        assert found == self.model.resend(actor, person)

    # codes

    @rule(data=st.data(), max_uses=st.sampled_from([None, 1, 2]))
    def generate(self, data: st.DataObject, max_uses: int | None) -> None:
        actor = self.manager(data)
        payload = self.mutate(actor, "generateInviteCode", self.of_group(maxUses=max_uses), "inviteCode { code }")
        assert payload["code"] == self.model.generate(actor, max_uses)
        if self.model.code and not payload["code"]:
            self.codes.append((payload["inviteCode"]["code"], self.model.code))

    @precondition(lambda self: self.codes)
    @rule(data=st.data())
    def join_with_code(self, data: st.DataObject) -> None:
        person = self.outsider(data)
        newest = len(self.codes) - 1
        typed, code = self.codes[self.somebody(data, [newest], range(newest + 1))]
        in_force = code if code is self.model.code else None
        found = self.mutate(person, "joinWithCode", {"code": typed})["code"]
        assert found == self.model.join_with_code(person, in_force)

    @precondition(lambda self: self.model.code)
    @rule(data=st.data())
    def delete_code(self, data: st.DataObject) -> None:
        actor = self.manager(data)
        assert self.mutate(actor, "deleteInviteCode", self.of_group())["code"] == self.model.delete_code(actor)

    # members

    @rule(data=st.data())
    def leave(self, data: st.DataObject) -> None:
        person = self.member(data)
        assert self.mutate(person, "leaveGroup", self.of_group())["code"] == self.model.leave(person)

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        actor, person = self.manager(data), self.member_or_former(data)
        found = self.mutate(actor, "removeMember", {"memberId": self.ids[person]})["code"]
        assert found == self.model.remove(actor, person)

    @rule(data=st.data(), role=roles)
    def set_role(self, data: st.DataObject, role: str) -> None:
        actor, person = self.manager(data), self.member_or_former(data)
        found = self.mutate(actor, "setMemberRole", {"memberId": self.ids[person], "role": role})["code"]
        assert found == self.model.set_role(actor, person, role)

    @rule(person=everybody)
    def appoint(self, person: int) -> None:
        given = self.of_group(accountId=self.people[person].id)
        assert self.mutate(self.server.staff, "assignAdministrator", given)["code"] == self.model.appoint(person)

    # seats

    @rule(count=st.integers(1, PEOPLE - 1), status=terms)
    def set_plan(self, count: int, status: str) -> None:
        begins, ends = ((datetime.now(UTC) + timedelta(days=days)).isoformat() for days in TERMS[status])
        given = self.of_group(seatCount=count, startsAt=begins, expiresAt=ends)
        assert self.mutate(self.server.staff, "setSeatPlan", given)["code"] == self.model.set_plan(count, status)

    @rule(data=st.data())
    def allocate(self, data: st.DataObject) -> None:
        actor, person = (
            self.administrator(data),
            self.member_or_former(data, set(self.model.members) - self.model.seated),
        )
        found = self.mutate(actor, "allocateSeat", {"memberId": self.ids[person]})["code"]
        assert found == self.model.allocate(actor, person)

    @rule(data=st.data())
    def release(self, data: st.DataObject) -> None:
        actor, person = self.administrator(data), self.member_or_former(data, self.model.seated)
        found = self.mutate(actor, "releaseSeat", {"memberId": self.ids[person]})["code"]
        assert found == self.model.release(actor, person)

    @rule(data=st.data(), policy=st.sampled_from(["MANUAL", "AUTOMATIC", "AUTOMATIC"]))
    def set_policy(self, data: st.DataObject, policy: str) -> None:
        actor = self.administrator(data)
        found = self.mutate(actor, "setSeatPolicy", self.of_group(policy=policy))["code"]
        assert found == self.model.set_policy(actor, policy)

    @rule(data=st.data(), waiting=st.sampled_from([True, True, False]))
    def request(self, data: st.DataObject, waiting: bool) -> None:
        person = self.somebody(data, set(self.model.members) - self.model.seated)
        found = self.mutate(person, "requestSeat", self.of_group(waiting=waiting))["code"]
        assert found == self.model.request(person, waiting=waiting)

    # the clock

    @precondition(lambda self: any(self.model.is_invited(person) for person in range(PEOPLE)))
    @rule(data=st.data())
    def invitation_ends(self, data: st.DataObject) -> None:
        person = data.draw(st.sampled_from([who for who in range(PEOPLE) if self.model.is_invited(who)]))
        self.server.pass_time("invitation", self.key, self.people[person].email)
        self.model.invited[person].status = "EXPIRED"

    @precondition(lambda self: self.model.code)
    @rule()
    def code_ends(self) -> None:
        assert self.model.code
        self.server.pass_time("code", self.key)
        self.model.code.expired = True

    @precondition(lambda self: self.model.plan and self.model.plan.is_in_force)
    @rule()
    def plan_ends(self) -> None:
        assert self.model.plan
        self.server.pass_time("plan ends", self.key)
        self.model.plan.status = "EXPIRED"

    # While people wait, a job seats them at its own time, so the model could not say when.
    @precondition(
        lambda self: self.model.plan and self.model.plan.status == "SCHEDULED" and not self.model.is_handing_out
    )
    @rule()
    def plan_begins(self) -> None:
        assert self.model.plan
        self.server.pass_time("plan begins", self.key)
        self.model.plan.status = "ACTIVE"

"""The table of events: for each mutation, the group's events and people's own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.support.world import World

PASSWORD = "correct horse battery"
NEXT_YEAR = (datetime.now(UTC) + timedelta(days=365)).isoformat()
Given = Callable[[World, dict[str, str]], dict[str, Any]]


@dataclass(frozen=True)
class Step:
    """A mutation and its events.

    Args:
        by: Who calls it.
        group: The group's events: the kind, the person whose own event it is (if any), and the actor.
        own: The events of accounts, by person.
        keep: What to keep of the answer for later steps: the name, the selection and the path to it.
    """

    mutation: str
    by: str
    given: Given
    group: Sequence[tuple[str, str | None, str | None]] = ()
    own: dict[str, list[str]] = field(default_factory=dict)
    keep: tuple[str, str] | None = None


def of_group(**more: Any) -> Given:
    return lambda w, _: {"groupId": w.group, **more}


def member(who: str, **more: Any) -> Given:
    return lambda w, _: {"memberId": w.membership(who), **more}


def invitation(role: str) -> Given:
    return lambda w, _: {"invitationId": w.invitation, "role": role}


def kept(**named: str) -> Given:
    return lambda _, words: {key: words[name] for key, name in named.items()}


READ, NEW, PLACES = "NOTIFICATIONS_READ", "NOTIFICATION_CREATED", "CASELOAD_CHANGED"
# Each succeeds, in this order.
STEPS: list[Step] = [
    Step("updateGroup", "facilitator", of_group(name="Thursday"), [("GROUP_UPDATED", None, "facilitator")]),
    Step("updateGroup", "facilitator", of_group(name="Thursday")),
    Step("updateProfile", "other_member", lambda w, _: {"name": "Other"}, [("MEMBER_UPDATED", None, "other_member")],
         {"other_member": ["PROFILE_CHANGED"]}),
    Step("setMemberRole", "administrator", member("other_member", role="FACILITATOR"), [("ROLE_CHANGED", None, "administrator")],
         {"other_member": ["MEMBERSHIP_CHANGED", NEW]}),
    Step("setMemberRole", "administrator", member("other_member", role="MEMBER"), [("ROLE_CHANGED", None, "administrator")],
         {"other_member": ["MEMBERSHIP_CHANGED", NEW]}),
    Step("resendInvitation", "facilitator", lambda w, _: {"invitationId": w.invitation}, [("INVITATION_RESENT", None, "facilitator")],
         {"invitee": ["INVITATION_CHANGED"], "facilitator": [PLACES]}),
    *(Step("updateInvitation", "facilitator", invitation(role),
           [("INVITATION_UPDATED", None, "facilitator")], {"invitee": ["INVITATION_CHANGED"], "facilitator": [PLACES]})
      for role in ("FACILITATOR", "MEMBER")),
    Step("declineInvitation", "invitee", lambda w, _: {"invitationId": w.invitation}, [("INVITATION_DECLINED", None, None)],
         {"invitee": ["INVITATION_CHANGED"], "facilitator": [PLACES, NEW]}),
    Step("inviteMembers", "facilitator", lambda w, _: {"groupId": w.group, "addresses": f"{w.invitee.email} new@example.org", "sendMail": False},
         [("INVITATION_CREATED", None, "facilitator")] * 2, {"invitee": ["INVITATION_CREATED", NEW], "facilitator": [PLACES]},
         ("invitation", "results { invitation { id } }")),
    Step("cancelInvitation", "administrator", kept(invitationId="invitation"), [("INVITATION_CANCELLED", None, "administrator")],
         {"invitee": ["INVITATION_CHANGED", READ], "facilitator": [PLACES]}),
    Step("inviteMembers", "facilitator", lambda w, _: {"groupId": w.group, "addresses": w.invitee.email, "sendMail": False},
         [("INVITATION_CREATED", None, "facilitator")], {"invitee": ["INVITATION_CREATED", NEW], "facilitator": [PLACES]},
         ("invitation", "results { invitation { id } }")),
    Step("acceptInvitation", "invitee", kept(invitationId="invitation"), [("MEMBER_JOINED", None, "invitee"), ("INVITATION_ACCEPTED", None, "invitee")],
         {"invitee": ["MEMBERSHIP_ADDED", "INVITATION_CHANGED", READ], "facilitator": [PLACES, NEW]}),
    Step("setSeatPlan", "staff", of_group(seatCount=2, expiresAt=NEXT_YEAR), [("PLAN_CHANGED", None, "staff")],
         {who: ["MEMBERSHIP_CHANGED"] for who in ("member", "facilitator", "administrator", "other_member", "other_facilitator",
                                                  "other_administrator", "invitee")}),
    Step("allocateSeat", "administrator", member("other_member"), [("SEAT_ALLOCATED", "other_member", "administrator")],
         {"other_member": ["MEMBERSHIP_CHANGED", NEW]}),
    Step("releaseSeat", "administrator", member("other_member"), [("SEAT_RELEASED", "other_member", "administrator")],
         {"other_member": ["MEMBERSHIP_CHANGED", NEW]}),
    Step("requestSeat", "member", of_group(), [("SEAT_REQUESTED", "member", "member")], {"member": ["MEMBERSHIP_CHANGED"]}),
    Step("requestSeat", "member", of_group(waiting=False), [("SEAT_REQUEST_WITHDRAWN", "member", "member")],
         {"member": ["MEMBERSHIP_CHANGED"]}),
    Step("requestSeat", "facilitator", of_group(), [("SEAT_REQUESTED", "facilitator", "facilitator")],
         {"facilitator": ["MEMBERSHIP_CHANGED"]}),
    Step("setSeatPolicy", "administrator", of_group(policy="AUTOMATIC"),
         [("PLAN_CHANGED", None, "administrator"), ("SEAT_ALLOCATED", "facilitator", None), ("SEAT_ALLOCATED", "member", None)],
         {"member": ["MEMBERSHIP_CHANGED", NEW], "facilitator": ["MEMBERSHIP_CHANGED", NEW],
          **{who: ["MEMBERSHIP_CHANGED"] for who in ("administrator", "other_member", "other_facilitator", "other_administrator", "invitee")}}),
    Step("shareResource", "facilitator", of_group(kind="WORKBOOK", title="Sleep"), [("RESOURCE_SHARED", None, "facilitator")],
         {who: [NEW] for who in ("member", "administrator", "other_member", "other_facilitator", "other_administrator", "invitee")},
         ("resource", "resource { id }")),
    Step("assignResource", "facilitator", lambda w, k: {"resourceId": k["resource"], "memberIds": [w.membership("other_member")]},
         [("RESOURCE_ASSIGNED", "other_member", "facilitator")], {"other_member": ["ASSIGNMENT_ADDED", NEW]},
         ("assignment", "assignments { id }")),
    Step("assignResource", "facilitator", kept(resourceId="resource"), [("RESOURCE_ASSIGNED", None, "facilitator")],
         {"facilitator": ["ASSIGNMENT_ADDED"],
          **{who: ["ASSIGNMENT_ADDED", NEW] for who in ("member", "administrator", "other_facilitator", "other_administrator", "invitee")}}),
    Step("completeAssignment", "other_member", kept(assignmentId="assignment"), [("ASSIGNMENT_COMPLETED", "other_member", "other_member")],
         {"other_member": ["ASSIGNMENT_CHANGED"], "facilitator": [NEW]}),
    Step("reopenAssignment", "other_member", kept(assignmentId="assignment"), [("ASSIGNMENT_REOPENED", "other_member", "other_member")],
         {"other_member": ["ASSIGNMENT_CHANGED"]}),
    Step("updateResource", "facilitator", lambda w, k: {"resourceId": k["resource"], "title": "Rest"}, [("RESOURCE_UPDATED", None, "facilitator")]),
    Step("unassignResource", "facilitator", kept(assignmentId="assignment"), [("RESOURCE_UNASSIGNED", "other_member", "facilitator")],
         {"other_member": ["ASSIGNMENT_CHANGED", READ], "facilitator": [READ]}),
    Step("unassignResource", "facilitator", kept(resourceId="resource"),
         [("RESOURCE_UNASSIGNED", who, "facilitator") for who in ("administrator", "facilitator", "invitee", "member", "other_administrator", "other_facilitator")],
         {who: ["ASSIGNMENT_CHANGED", READ] for who in ("member", "administrator", "other_facilitator", "other_administrator", "invitee")}
         | {"facilitator": ["ASSIGNMENT_CHANGED"]}),
    Step("assignResource", "facilitator", lambda w, k: {"resourceId": k["resource"], "memberIds": [w.membership("other_member")]},
         [("RESOURCE_ASSIGNED", "other_member", "facilitator")], {"other_member": ["ASSIGNMENT_ADDED", NEW]}),
    Step("removeResource", "facilitator", kept(resourceId="resource"), [("RESOURCE_REMOVED", None, "facilitator")],
         {"other_member": ["ASSIGNMENT_CHANGED", READ],
          **{who: [READ] for who in ("member", "administrator", "other_facilitator", "other_administrator", "invitee")}}),
    Step("generateInviteCode", "facilitator", of_group(maxUses=3), [("CODE_GENERATED", None, "facilitator")], keep=("code", "inviteCode { code }")),
    Step("joinWithCode", "stranger", kept(code="code"), [("MEMBER_JOINED", None, "stranger"), ("CODE_USED", None, "stranger")],
         {"stranger": ["MEMBERSHIP_ADDED"], "facilitator": [PLACES, NEW],
          **{who: [NEW] for who in ("administrator", "other_facilitator", "other_administrator")}}),
    Step("leaveGroup", "stranger", of_group(), [("MEMBER_LEFT", None, "stranger")], {"stranger": ["MEMBERSHIP_ENDED"]}),
    Step("updateGroup", "facilitator", of_group(joinPolicy="OPEN"), [("GROUP_UPDATED", None, "facilitator")]),
    Step("joinGroup", "stranger", of_group(), [("MEMBER_JOINED", None, "stranger")],
         {"stranger": ["MEMBERSHIP_ADDED"], **{who: [NEW] for who in ("facilitator", "administrator", "other_facilitator", "other_administrator")}}),
    Step("deleteInviteCode", "facilitator", of_group(), [("CODE_DELETED", None, "facilitator")]),
    Step("addExistingMembers", "facilitator", lambda w, k: {"groupId": w.group, "accountIds": [k["patient"]]},
         [("MEMBER_JOINED", None, "facilitator")], {"patient": ["MEMBERSHIP_ADDED", NEW]}),
    Step("setCaseload", "staff", lambda w, _: {"accountId": w.facilitator.id, "limit": 9}, own={"facilitator": ["CASELOAD_CHANGED"]}),
    Step("removePatient", "facilitator", kept(patientId="former"), own={"facilitator": ["CASELOAD_CHANGED"]}),
    Step("assignAdministrator", "staff", lambda w, _: {"groupId": w.group, "accountId": w.other_facilitator.id},
         [("ROLE_CHANGED", None, "staff")], {"other_facilitator": ["MEMBERSHIP_CHANGED", NEW]}),
    Step("removeMember", "facilitator", member("other_member"), [("MEMBER_REMOVED", None, "facilitator")],
         {"other_member": ["MEMBERSHIP_ENDED", READ, NEW],
          **{who: ["MEMBERSHIP_CHANGED"] for who in ("other_facilitator", "other_administrator", "invitee", "stranger", "patient")}}),
    Step("markNotificationsRead", "administrator", lambda w, _: {"all": True}, own={"administrator": [READ]}),
    Step("createAccessToken", "administrator", lambda w, _: {"name": "App", "scopes": ["READ"]}, own={"administrator": ["SESSIONS_CHANGED"]},
         keep=("token", "accessToken { id }")),
    Step("revokeAccessToken", "administrator", kept(id="token"), own={"administrator": ["SESSIONS_CHANGED"]}),
    Step("createGroup", "administrator", lambda w, _: {"name": "Another"}, own={"administrator": ["MEMBERSHIP_ADDED"]}),
    Step("register", "anonymous", lambda w, _: {"email": "somebody.new@example.org", "name": "New"}),
    Step("logIn", "anonymous", lambda w, k: {"email": k["address"], "password": PASSWORD}, own={"patient": ["SESSIONS_CHANGED"]}),
    Step("requestOneTimeLogin", "anonymous", lambda w, k: {"email": k["address"]}),
    Step("logInWithOneTimeLink", "anonymous", kept(token="link"), own={"patient": ["SESSIONS_CHANGED"]}),
    Step("setPassword", "patient", lambda w, k: {"currentPassword": PASSWORD, "password": "another horse battery"},
         own={"patient": ["SESSIONS_CHANGED"] * 2}),
]  # fmt: skip
APART = {"logOut"}
"""Ends the caller's own streams: tests/streams/test_revoked.py."""

SEEN_BY = {
    "GROUP": "member facilitator administrator staff",
    "MEMBER": "member facilitator administrator staff",
    "ROLE": "member facilitator administrator staff",
    "PLAN": "member facilitator administrator staff",
    "RESOURCE_SHARED": "member facilitator administrator staff",
    "RESOURCE_UPDATED": "member facilitator administrator staff",
    "RESOURCE_REMOVED": "member facilitator administrator staff",
    "INVITATION": "facilitator administrator staff",
    "CODE": "facilitator administrator",
    "RESOURCE": "facilitator administrator staff",
    "ASSIGNMENT": "facilitator administrator staff",
    "SEAT": "administrator staff",
}
"""Who sees all events whose kind begins so; the first that fits counts."""
FOR_EVERYONE = ("RESOURCE_ASSIGNED", None)
"""About every member: each sees it as their own."""


def sees_event(who: str, kind: str, about: str | None) -> bool:
    if about == who or (kind, about) == FOR_EVERYONE:
        return True
    return who in next(readers for start, readers in SEEN_BY.items() if kind.startswith(start)).split()

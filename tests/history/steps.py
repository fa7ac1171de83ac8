"""Every mutation of a group, in an order in which each succeeds, with the entries that it writes."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.support.client import codes
from tests.support.people import Person
from tests.support.world import World

NEXT_YEAR = datetime.now(UTC) + timedelta(days=365)
HISTORY = """query($id: ID!, $first: Int, $after: String) { group(id: $id) { history(first: $first, after: $after) {
    totalCount nodes { id action subject at actor { name } } pageInfo { hasNextPage endCursor } } } }"""
Entry = tuple[str, str, str | None]
Given = Callable[[World], dict[str, Any]]


async def entries(world: World) -> list[Entry]:
    """All of a group's history, oldest first."""
    page = (await world.staff.ok(HISTORY, id=world.group, first=100))["group"]["history"]
    assert page["totalCount"] == len(page["nodes"])
    return [(one["action"], one["subject"], (one["actor"] or {}).get("name")) for one in reversed(page["nodes"])]


def member(who: str, **more: Any) -> Given:
    return lambda w: {"memberId": w.membership(who), **more}


def of_group(**more: Any) -> Given:
    return lambda w: {"groupId": w.group, **more}


def invitation(world: World) -> dict[str, Any]:
    return {"invitationId": world.invitation}


Step = tuple[str, str, Given, list[Entry]]
ADA, FAY = "Administrator", "Facilitator"
# Who does what, in this order, and what is written down. Twice the same, and the second time nothing is.
STEPS: list[Step] = [
    ("updateGroup", "facilitator", of_group(name="Thursday"), [("GROUP_EDITED", "Thursday", FAY)]),
    ("updateGroup", "facilitator", of_group(name="Thursday"), []),
    ("setMemberRole", "administrator", member("other_member", role="FACILITATOR"), [("ROLE_CHANGED", "Other Member: FACILITATOR", ADA)]),
    ("setMemberRole", "administrator", member("other_member", role="FACILITATOR"), []),
    ("resendInvitation", "facilitator", invitation, [("INVITATION_RESENT", "{invitee}", FAY)]),
    ("updateInvitation", "facilitator", lambda w: {**invitation(w), "role": "FACILITATOR"},
     [("INVITATION_UPDATED", "{invitee}: FACILITATOR", FAY)]),
    ("updateInvitation", "administrator", lambda w: {**invitation(w), "role": "FACILITATOR"}, []),
    ("acceptInvitation", "invitee", invitation, [("MEMBER_JOINED", "Invitee", "Invitee"), ("INVITATION_ACCEPTED", "{invitee}", "Invitee")]),
    ("acceptInvitation", "invitee", invitation, []),
    ("inviteMembers", "facilitator", lambda w: {"groupId": w.group, "addresses": "a@example.org no-address@ b@example.org"},
     [("INVITATION_SENT", "a@example.org", FAY), ("INVITATION_SENT", "b@example.org", FAY)]),
    ("setSeatPlan", "staff", of_group(seatCount=2, expiresAt=NEXT_YEAR.isoformat()), [("SEAT_PLAN_SET", "2 seats until {year}", "Staff")]),
    ("setSeatPlan", "staff", of_group(seatCount=2, expiresAt=NEXT_YEAR.isoformat()), []),
    ("allocateSeat", "administrator", member("other_member"), [("SEAT_ALLOCATED", "Other Member", ADA)]),
    ("releaseSeat", "administrator", member("other_member"), [("SEAT_RELEASED", "Other Member", ADA)]),
    ("requestSeat", "member", of_group(), [("SEAT_REQUESTED", "Member", "Member")]),
    ("requestSeat", "member", of_group(), []),
    ("requestSeat", "member", of_group(waiting=False), [("SEAT_REQUEST_WITHDRAWN", "Member", "Member")]),
    ("requestSeat", "facilitator", of_group(), [("SEAT_REQUESTED", FAY, FAY)]),
    ("setSeatPolicy", "administrator", of_group(policy="AUTOMATIC"),
     [("SEAT_POLICY_SET", "AUTOMATIC", ADA), ("SEAT_ALLOCATED", FAY, None), ("SEAT_ALLOCATED", "Member", None)]),
    ("setSeatPolicy", "administrator", of_group(policy="AUTOMATIC"), []),
    ("setSeatPolicy", "administrator", of_group(policy="MANUAL"), [("SEAT_POLICY_SET", "MANUAL", ADA)]),
    ("shareResource", "facilitator", of_group(kind="WORKBOOK", title="Sleep"), [("RESOURCE_SHARED", "Sleep", FAY)]),
    ("assignResource", "facilitator", lambda w: {"resourceId": w.resource, "memberIds": [w.membership("facilitator")]},
     [("RESOURCE_ASSIGNED", "Breathing: Facilitator", FAY)]),
    ("assignResource", "facilitator", lambda w: {"resourceId": w.resource}, [("RESOURCE_ASSIGNED", "Breathing: everyone", FAY)]),
    ("assignResource", "facilitator", lambda w: {"resourceId": w.resource}, []),
    ("completeAssignment", "member", lambda w: {"assignmentId": w.assignment}, []),
    ("reopenAssignment", "member", lambda w: {"assignmentId": w.assignment}, []),
    ("updateResource", "facilitator", lambda w: {"resourceId": w.resource, "title": "Rest"}, [("RESOURCE_UPDATED", "Rest", FAY)]),
    ("updateResource", "facilitator", lambda w: {"resourceId": w.resource, "title": "Rest", "body": "In, and out."}, []),
    ("unassignResource", "facilitator", lambda w: {"assignmentId": w.assignment}, [("RESOURCE_UNASSIGNED", "Rest: Member", FAY)]),
    ("unassignResource", "facilitator", lambda w: {"resourceId": w.resource}, [("RESOURCE_UNASSIGNED", "Rest: everyone", FAY)]),
    ("unassignResource", "facilitator", lambda w: {"resourceId": w.resource}, []),
    ("updateResource", "facilitator", lambda w: {"resourceId": w.resource, "title": "Breathing"}, [("RESOURCE_UPDATED", "Breathing", FAY)]),
    ("removeResource", "facilitator", lambda w: {"resourceId": w.resource}, [("RESOURCE_REMOVED", "Breathing", FAY)]),
    ("generateInviteCode", "facilitator", of_group(maxUses=3), [("CODE_GENERATED", "3 uses", FAY)]),
    ("joinWithCode", "stranger", lambda w: {"code": "{code}"}, [("MEMBER_JOINED", "Stranger", "Stranger")]),
    ("joinWithCode", "stranger", lambda w: {"code": "{code}"}, []),
    ("deleteInviteCode", "facilitator", of_group(), [("CODE_DELETED", "3 uses", FAY)]),
    ("deleteInviteCode", "facilitator", of_group(), []),
    ("joinGroup", "stranger", of_group(), []),
    ("addExistingMembers", "facilitator", lambda w: {"groupId": w.group, "accountIds": ["{patient}"]}, [("MEMBER_ADDED", "Patient", FAY)]),
    ("setCaseload", "staff", lambda w: {"accountId": w.facilitator.id, "limit": 9}, []),
    ("assignAdministrator", "staff", lambda w: {"groupId": w.group, "accountId": w.facilitator.id},
     [("ROLE_CHANGED", "Facilitator: ADMINISTRATOR", "Staff")]),
    ("assignAdministrator", "staff", lambda w: {"groupId": w.group, "accountId": w.facilitator.id}, []),
    ("removeMember", "facilitator", member("other_member"), [("MEMBER_REMOVED", "Other Member", FAY)]),
    ("leaveGroup", "member", of_group(), [("SEAT_RELEASED", "Member", "Member"), ("MEMBER_LEFT", "Member", "Member")]),
    ("markNotificationsRead", "administrator", lambda w: {"all": True}, []),
    ("updateProfile", "other_member", lambda w: {"name": "Ada"}, []),
    ("createAccessToken", "administrator", lambda w: {"name": "App", "scopes": ["READ"]}, []),
    ("createGroup", "administrator", lambda w: {"name": "Another"}, []),
]  # fmt: skip
# Played in tests of their own below; those about logging in have no group to write to.
APART = {"declineInvitation", "cancelInvitation", "removePatient"}
OF_NO_GROUP = {
    "register",
    "requestOneTimeLogin",
    "logInWithOneTimeLink",
    "logIn",
    "logOut",
    "setPassword",
    "revokeAccessToken",
}


async def played(world: World, field: str, role: str, given: dict[str, Any], selection: str = "__typename") -> Any:
    person: Person = getattr(world, role)
    payload = await person.mutate(field, given, selection)
    refused = ["INVALID_EMAIL"] * str(given).count("no-address@")
    assert codes(payload) == refused, (field, payload)
    return payload

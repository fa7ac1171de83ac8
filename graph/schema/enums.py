"""Enumerations, with a description of each value for clients."""

from collections.abc import Callable
from enum import Enum, StrEnum
from typing import Self, TypeVar

import strawberry

from rules.codes import CodeStatus
from rules.history import HistoryAction
from rules.invite_pages import InvitePageStatus
from rules.notifications import NotificationKind
from rules.roles import JoinedBy, JoinPolicy, Role
from rules.seats import PlanStatus, SeatPolicy
from rules.transitions import DeliveryStatus, InvitationStatus

E = TypeVar("E", bound=Enum)
D = TypeVar("D", bound="Described")


class Described(StrEnum):
    """An enumeration of the API alone, whose values are written with their descriptions."""

    description: str

    def __new__(cls, value: str, description: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_, member.description = value, description
        return member


def described(description: str) -> Callable[[type[D]], type[D]]:
    def expose(kind: type[D]) -> type[D]:
        describe(kind, description, **{value.name: value.description for value in kind})
        return kind

    return expose


def describe(kind: type[E], description: str, name: str | None = None, **values: str) -> None:
    """Make an enumeration part of the schema; `values` has a description for each of its values."""
    definition = strawberry.enum(kind, name=name, description=description).__strawberry_definition__  # type: ignore[attr-defined]
    for value in definition.values:
        value.description = values[value.name]


@described("Something that the viewer can do in a group now.")
class GroupAction(Described):
    EDIT = "EDIT", "Change the name, description, join policy or discretion with `updateGroup`."
    INVITE = "INVITE", "Invite people, add patients, and resend, change or cancel invitations."
    MANAGE_MEMBERS = "MANAGE_MEMBERS", "Remove members and change their roles."
    MANAGE_ROLES = "MANAGE_ROLES", "Appoint, demote and remove administrators."
    SHARE_CODE = "SHARE_CODE", "Generate, see and delete the invite code."
    MANAGE_SEATS = "MANAGE_SEATS", "Allocate and release seats, and set the seat policy."
    SHARE_RESOURCES = "SHARE_RESOURCES", "Share, change, assign and remove resources, and take assignments back."
    LEAVE = "LEAVE", "Leave the group with `leaveGroup`."
    JOIN = "JOIN", "Join the group with `joinGroup`."


@described("An order of the members of a group.")
class MemberOrder(Described):
    NAME = "NAME", "By name."
    JOINED_AT = (
        "JOINED_AT",
        "Oldest membership first. Entries never change place, so it is the order to copy a large group in.",
    )


@described("Something that the viewer can do with a member now.")
class MemberAction(Described):
    REMOVE = "REMOVE", "Remove the member, or leave the group if the member is the viewer."
    MAKE_MEMBER = "MAKE_MEMBER", "Change the role to MEMBER."
    MAKE_FACILITATOR = "MAKE_FACILITATOR", "Change the role to FACILITATOR."
    MAKE_ADMINISTRATOR = "MAKE_ADMINISTRATOR", "Change the role to ADMINISTRATOR."
    ALLOCATE_SEAT = "ALLOCATE_SEAT", "Give the member a free seat."
    RELEASE_SEAT = "RELEASE_SEAT", "Take the seat of the member back."


@described("Something that the viewer can do with an invitation now.")
class InvitationAction(Described):
    ACCEPT = "ACCEPT", "Accept the invitation; only its invitee can."
    DECLINE = "DECLINE", "Decline the invitation; only its invitee can."
    RESEND = "RESEND", "Send the invitation again, with a new link and expiry."
    CANCEL = "CANCEL", "Withdraw the invitation."


@described("What happened to a notification, or to all.")
class NotificationEventKind(Described):
    CREATED = "CREATED", "The notification is new."
    READ = "READ", "The notification was marked as read."
    ALL_READ = "ALL_READ", "All notifications were marked as read at once."


@described("What happened to an invitation or to its email.")
class InvitationEventKind(Described):
    CREATED = "CREATED", "The invitation is new."
    RESENT = "RESENT", "The invitation was sent again."
    ACCEPTED = "ACCEPTED", "The invitee accepted it, or joined the group in another way."
    DECLINED = "DECLINED", "The invitee declined it."
    CANCELLED = "CANCELLED", "The invitation was cancelled."
    EXPIRED = "EXPIRED", "Nobody answered in time."
    DELIVERED = "DELIVERED", "The mail server took the newest email about it."
    UNDELIVERED = "UNDELIVERED", "The newest email about it could not be delivered."
    UPDATED = "UPDATED", "Its role, or how far its newest email has come, has changed."


@described("What happened to a member.")
class MemberEventKind(Described):
    JOINED = "JOINED", "Somebody became a member."
    LEFT = "LEFT", "The member left the group."
    REMOVED = "REMOVED", "A manager removed the member."
    ROLE_CHANGED = "ROLE_CHANGED", "The member got another role."
    SEAT_ALLOCATED = "SEAT_ALLOCATED", "The member got a seat."
    SEAT_RELEASED = "SEAT_RELEASED", "The seat of the member was taken back."


describe(
    JoinPolicy,
    "Whether people can join a group without being invited.",
    INVITE_ONLY="People need an invitation or an invite code to join.",
    OPEN="Anyone who is signed in can join.",
)
describe(
    Role,
    "What a member may do in a group. Facilitators and administrators are its managers.",
    ADMINISTRATOR="May do all that a facilitator may, manages the seats, and appoints and removes administrators.",
    FACILITATOR="Manages the name, people, invitations, invite code and resources of the group.",
    MEMBER="Takes part in the group without managing it.",
)
describe(
    JoinedBy,
    "How a member came into a group.",
    CREATION="The member created the group.",
    INVITATION="The member accepted a personal invitation.",
    CODE="The member used the invite code: its link, its QR code or its letters.",
    ADDED="A manager added the member from a caseload.",
    OPEN_GROUP="The member joined the group while it was open.",
    STAFF="Staff made the member an administrator.",
)
describe(
    InvitationStatus,
    "Where an invitation stands, by the clock of the database.",
    PENDING="The invitation waits for an answer.",
    ACCEPTED="The invitee accepted it, or joined the group in another way.",
    DECLINED="The invitee declined it.",
    CANCELLED="A manager withdrew it or removed the invitee, or its inviter lost the right to give the role.",
    EXPIRED="Nobody answered in time. Resending makes the invitation PENDING again.",
)
describe(
    DeliveryStatus,
    "How far the newest email about an invitation has got.",
    QUEUED="The email waits to be sent, or to be tried again.",
    SENT="The mail server took the email.",
    FAILED="The email could not be delivered and is not tried again.",
)
describe(
    CodeStatus,
    "Whether people can still join with an invite code.",
    "InviteCodeStatus",
    ACTIVE="People can join with the code.",
    EXPIRED="The expiry of the code has passed.",
    USED_UP="As many people as the code allows have joined with it.",
    DELETED="The code was deleted, or a newer one replaced it.",
)
describe(
    InvitePageStatus,
    "Whether a personal link or an invite code can still be used.",
    OPEN="The link or code can be used.",
    ACCEPTED="The invitation was accepted.",
    DECLINED="The invitation was declined.",
    CANCELLED="The invitation was cancelled.",
    EXPIRED="The invitation or code has expired.",
    REPLACED="The invitation was sent again, and only its newest link works.",
    USED_UP="As many people as the code allows have joined with it.",
    DELETED="The code was deleted, or a newer one replaced it.",
)
describe(
    PlanStatus,
    "Whether a seat plan is in force now.",
    "SeatPlanStatus",
    SCHEDULED="The plan starts later.",
    ACTIVE="The plan is in force.",
    EXPIRED="The plan has ended; members keep their seats, but have no full access.",
)
describe(
    SeatPolicy,
    "How the free seats of a group are given out.",
    MANUAL="An administrator allocates each seat.",
    AUTOMATIC="A free seat goes to the next person who joins, or to the member who has waited longest.",
)
describe(
    NotificationKind,
    "What a notification is about.",
    INVITATION_RECEIVED="The viewer was invited to a group.",
    INVITATION_ACCEPTED="Somebody accepted an invitation to a group that the viewer manages.",
    INVITATION_DECLINED="Somebody declined an invitation to a group that the viewer manages.",
    INVITATION_EMAIL_FAILED="The email of an invitation could not be delivered.",
    MEMBER_JOINED="Somebody joined a group that the viewer manages, by its code or because it is open.",
    ADDED_TO_GROUP="The viewer was added to a group.",
    REMOVED_FROM_GROUP="The viewer was removed from a group.",
    ROLE_CHANGED="The viewer got another role in a group.",
    SEAT_ALLOCATED="The viewer got a seat.",
    SEAT_RELEASED="The seat of the viewer was taken back.",
    SEAT_PLAN_EXPIRING="The seat plan of a group that the viewer administers expires soon.",
    RESOURCE_SHARED="A resource was shared with a group of the viewer.",
    RESOURCE_ASSIGNED="The viewer is asked to work through a resource.",
    ASSIGNMENT_COMPLETED="A member completed an assignment that the viewer made.",
    CASELOAD_FULL="Somebody could not be invited or admitted because the caseload is full.",
)
describe(
    HistoryAction,
    "What happened in a group, as its history says.",
    GROUP_CREATED="The group was created.",
    GROUP_EDITED="The name, description, join policy or discretion was changed.",
    MEMBER_JOINED="Somebody joined by an invitation, by the code or because the group was open.",
    MEMBER_ADDED="A manager or staff made somebody a member.",
    MEMBER_REMOVED="A manager removed a member.",
    MEMBER_LEFT="A member left.",
    ROLE_CHANGED="A member got another role.",
    INVITATION_SENT="Somebody was invited.",
    INVITATION_RESENT="An invitation was sent again.",
    INVITATION_UPDATED="A manager gave a pending invitation another role.",
    INVITATION_ACCEPTED="An invitation was accepted.",
    INVITATION_DECLINED="An invitation was declined.",
    INVITATION_CANCELLED="An invitation was cancelled.",
    INVITATION_EXPIRED="An invitation was not answered in time.",
    CODE_GENERATED="A manager generated an invite code.",
    CODE_DELETED="A manager deleted the invite code.",
    SEAT_PLAN_SET="Staff set the seats or the dates of the plan.",
    SEAT_POLICY_SET="An administrator changed how seats are given out.",
    SEAT_REQUESTED="A member asked for a seat.",
    SEAT_REQUEST_WITHDRAWN="A member withdrew the request for a seat.",
    SEAT_ALLOCATED="A member got a seat.",
    SEAT_RELEASED="The seat of a member was taken back.",
    RESOURCE_SHARED="A manager shared a resource.",
    RESOURCE_UPDATED="A manager changed a resource.",
    RESOURCE_REMOVED="A manager removed a resource.",
    RESOURCE_ASSIGNED="A manager assigned a resource.",
    RESOURCE_UNASSIGNED="A manager took an assignment, or all of a resource, back.",
    PATIENT_REMOVED="A therapist took a person who had been in the group off the caseload. Only the therapist and "
    "staff see this.",
)

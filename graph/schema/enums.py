"""The enumerations, with the meaning of each value."""

from enum import Enum, StrEnum
from typing import TypeVar

import strawberry

from rules.codes import CodeStatus
from rules.invite_pages import InvitePageStatus
from rules.notices import HistoryAction, NotificationKind
from rules.problems import Code
from rules.roles import JoinedBy, JoinPolicy, Role
from rules.seats import PlanStatus, SeatPolicy
from rules.transitions import InvitationStatus

E = TypeVar("E", bound=Enum)


class GroupAction(StrEnum):
    EDIT = "EDIT"
    INVITE = "INVITE"
    MANAGE_MEMBERS = "MANAGE_MEMBERS"
    MANAGE_ROLES = "MANAGE_ROLES"
    SHARE_CODE = "SHARE_CODE"
    MANAGE_SEATS = "MANAGE_SEATS"
    SHARE_RESOURCES = "SHARE_RESOURCES"
    LEAVE = "LEAVE"
    JOIN = "JOIN"


class MemberAction(StrEnum):
    REMOVE = "REMOVE"
    MAKE_MEMBER = "MAKE_MEMBER"
    MAKE_FACILITATOR = "MAKE_FACILITATOR"
    MAKE_ADMINISTRATOR = "MAKE_ADMINISTRATOR"
    ALLOCATE_SEAT = "ALLOCATE_SEAT"
    RELEASE_SEAT = "RELEASE_SEAT"


class InvitationAction(StrEnum):
    ACCEPT = "ACCEPT"
    DECLINE = "DECLINE"
    RESEND = "RESEND"
    CANCEL = "CANCEL"


class DeliveryStatus(StrEnum):
    QUEUED = "QUEUED"
    SENT = "SENT"
    FAILED = "FAILED"


class NotificationEventKind(StrEnum):
    CREATED = "CREATED"
    READ = "READ"


class InvitationEventKind(StrEnum):
    CREATED = "CREATED"
    RESENT = "RESENT"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    CANCELLED = "CANCELLED"
    EXPIRED = "EXPIRED"
    DELIVERED = "DELIVERED"
    UNDELIVERED = "UNDELIVERED"


class MemberEventKind(StrEnum):
    JOINED = "JOINED"
    LEFT = "LEFT"
    REMOVED = "REMOVED"
    ROLE_CHANGED = "ROLE_CHANGED"
    SEAT_ALLOCATED = "SEAT_ALLOCATED"
    SEAT_RELEASED = "SEAT_RELEASED"


def _shown(kind: type[E], description: str, name: str | None = None, **values: str) -> None:
    definition = strawberry.enum(kind, name=name, description=description).__strawberry_definition__  # type: ignore[attr-defined]
    for value in definition.values:
        value.description = values.get(value.name)


_shown(Code, "What is wrong, for programs; the message says it for people.", "UserErrorCode")
_shown(
    JoinPolicy,
    "Whether a group's door is open.",
    INVITE_ONLY="Only with an invitation or an invite code.",
    OPEN="Anyone signed in may join.",
)
_shown(
    Role,
    "What a member is in a group, highest first.",
    ADMINISTRATOR="Everything a facilitator may do, and: seats, and making or unmaking administrators.",
    FACILITATOR="Manages the group as its creator does: people, invitations, invite codes, resources, the name.",
)
_shown(
    JoinedBy,
    "The door by which a member came in.",
    CREATION="They made the group.",
    INVITATION="They accepted a personal invitation.",
    CODE="They used the invite code: its link, its QR code, or read out.",
    ADDED="A manager added them from their caseload.",
    OPEN_GROUP="The group was open.",
    STAFF="The site's staff appointed them.",
)
_shown(GroupAction, "What the viewer may do with a group, so that a client shows only what will work.")
_shown(MemberAction, "What the viewer may do with a member.")
_shown(InvitationAction, "What the viewer may do with an invitation.")
_shown(
    InvitationStatus,
    "Where an invitation stands, by the clock of the server.",
    EXPIRED="Its time has passed; resending makes it PENDING again.",
)
_shown(
    DeliveryStatus,
    "How the newest mail fares.",
    QUEUED="On its way, or tried again after a fault.",
    SENT="The mail server took it.",
    FAILED="Given up.",
)
_shown(CodeStatus, "What a code is still good for; a code that was replaced is DELETED.", "InviteCodeStatus")
_shown(InvitePageStatus, "What a link or a code is still good for.", REPLACED="A newer link was sent.")
_shown(PlanStatus, "Where a plan stands in time.", "SeatPlanStatus", SCHEDULED="It starts later.")
_shown(
    SeatPolicy,
    "Who hands out free seats.",
    MANUAL="An administrator allocates each seat.",
    AUTOMATIC="A free seat goes to whoever joins or has waited longest.",
)
_shown(NotificationKind, "What an entry of the notification centre is about.")
_shown(NotificationEventKind, "What happened to a notification.")
_shown(InvitationEventKind, "What happened to an invitation, or to its mail.")
_shown(MemberEventKind, "What happened to a member.")
_shown(HistoryAction, "What somebody did in the group.")

"""Who may do what with a group: the one table that every door asks.

Source: R (facilitators manage as the creator does), P (administrators, seats), O (managers see invitations).
"""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a member is in a group, highest first."""

    ADMINISTRATOR = "ADMINISTRATOR"
    FACILITATOR = "FACILITATOR"
    MEMBER = "MEMBER"


def a_role(role: Role) -> str:
    """A role as a word in a sentence: "an administrator"."""
    return f"{'an' if role is Role.ADMINISTRATOR else 'a'} {role.lower()}"


class JoinPolicy(StrEnum):
    """Whether a group's door is open."""

    INVITE_ONLY = "INVITE_ONLY"
    OPEN = "OPEN"


class JoinedBy(StrEnum):
    """The door by which a member came in."""

    CREATION = "CREATION"
    INVITATION = "INVITATION"
    CODE = "CODE"
    ADDED = "ADDED"
    OPEN_GROUP = "OPEN_GROUP"
    STAFF = "STAFF"


class Doing(StrEnum):
    """Everything that a role decides about, in a group."""

    SEE = "SEE"
    SEE_EMAILS = "SEE_EMAILS"
    SEE_INVITATIONS = "SEE_INVITATIONS"
    SEE_HISTORY = "SEE_HISTORY"
    SEE_SEATS = "SEE_SEATS"
    SEE_ASSIGNMENTS = "SEE_ASSIGNMENTS"
    EDIT = "EDIT"
    INVITE = "INVITE"
    MANAGE_MEMBERS = "MANAGE_MEMBERS"
    MANAGE_ROLES = "MANAGE_ROLES"
    SHARE_CODE = "SHARE_CODE"
    SHARE_RESOURCES = "SHARE_RESOURCES"
    MANAGE_SEATS = "MANAGE_SEATS"
    REQUEST_SEAT = "REQUEST_SEAT"
    LEAVE = "LEAVE"
    SET_PLAN = "SET_PLAN"
    APPOINT = "APPOINT"


MANAGERS = frozenset({Role.ADMINISTRATOR, Role.FACILITATOR})
_EVERYONE_INSIDE = frozenset(Role)
_ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
_NOBODY: frozenset[Role] = frozenset()

_BY_ROLE: dict[Doing, frozenset[Role]] = {
    Doing.SEE: _EVERYONE_INSIDE,
    Doing.SEE_EMAILS: MANAGERS,
    Doing.SEE_INVITATIONS: MANAGERS,
    Doing.SEE_HISTORY: MANAGERS,
    Doing.SEE_SEATS: _ADMINISTRATORS,
    Doing.SEE_ASSIGNMENTS: MANAGERS,
    Doing.EDIT: MANAGERS,
    Doing.INVITE: MANAGERS,
    Doing.MANAGE_MEMBERS: MANAGERS,
    Doing.MANAGE_ROLES: _ADMINISTRATORS,
    Doing.SHARE_CODE: MANAGERS,
    Doing.SHARE_RESOURCES: MANAGERS,
    Doing.MANAGE_SEATS: _ADMINISTRATORS,
    Doing.REQUEST_SEAT: _EVERYONE_INSIDE,
    Doing.LEAVE: _EVERYONE_INSIDE,
    Doing.SET_PLAN: _NOBODY,
    Doing.APPOINT: _NOBODY,
}

_BY_STAFF = frozenset(
    {
        Doing.SEE,
        Doing.SEE_EMAILS,
        Doing.SEE_INVITATIONS,
        Doing.SEE_HISTORY,
        Doing.SEE_SEATS,
        Doing.SEE_ASSIGNMENTS,
        Doing.EDIT,
        Doing.SET_PLAN,
        Doing.APPOINT,
    }
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands towards a group.

    Args:
        role: Their role, or None for who is no member.
        is_staff: Whether they act with staff's rights.
        is_open: Whether the group is open, so that anyone signed in may know of it.
    """

    role: Role | None
    is_staff: bool = False
    is_open: bool = False

    @property
    def is_manager(self) -> bool:
        """Facilitators and administrators."""
        return self.role in MANAGERS


def knows(standing: Standing) -> bool:
    """Whether the group exists as far as this person is concerned."""
    return standing.role is not None or standing.is_staff or standing.is_open


def may(standing: Standing, doing: Doing) -> bool:
    """Whether this standing ever allows `doing`."""
    return standing.role in _BY_ROLE[doing] or (standing.is_staff and doing in _BY_STAFF)


def may_give(giver: Role | None, role: Role) -> bool:
    """Whether a member with role `giver` may invite or add somebody as `role`."""
    return giver is Role.ADMINISTRATOR or (giver is Role.FACILITATOR and role is not Role.ADMINISTRATOR)


def may_change(actor: Role | None, now: Role, then: Role | None) -> bool:
    """Whether `actor` may turn a member of role `now` into `then`, or remove them (None)."""
    return may_give(actor, now) and (then is None or may_give(actor, then))


_SHOWN_TO_VIEWER = (
    Doing.EDIT,
    Doing.INVITE,
    Doing.MANAGE_MEMBERS,
    Doing.MANAGE_ROLES,
    Doing.SHARE_CODE,
    Doing.MANAGE_SEATS,
    Doing.SHARE_RESOURCES,
    Doing.LEAVE,
)


def group_actions(standing: Standing, *, is_last_administrator: bool, was_removed: bool, has_plan: bool) -> list[str]:
    """`Group.viewerActions`: what will work, in the order of the enum; JOIN for an open group from outside.

    Args:
        standing: How the viewer stands towards the group.
        is_last_administrator: Who cannot leave.
        was_removed: Whom the open door does not admit.
        has_plan: Whether seats were bought for the group, so that there are any to manage.
    """
    shown = [doing.value for doing in _SHOWN_TO_VIEWER if may(standing, doing)]
    if not has_plan and Doing.MANAGE_SEATS.value in shown:
        shown.remove(Doing.MANAGE_SEATS.value)
    if is_last_administrator:
        shown.remove(Doing.LEAVE.value)
    if standing.is_open and standing.role is None and not was_removed:
        shown.append("JOIN")
    return shown

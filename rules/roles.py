"""Who may do what with a group: the one table that every door asks."""

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


class Permission(StrEnum):
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

_BY_ROLE: dict[Permission, frozenset[Role]] = {
    Permission.SEE: _EVERYONE_INSIDE,
    Permission.SEE_EMAILS: MANAGERS,
    Permission.SEE_INVITATIONS: MANAGERS,
    Permission.SEE_HISTORY: MANAGERS,
    Permission.SEE_SEATS: _ADMINISTRATORS,
    Permission.SEE_ASSIGNMENTS: MANAGERS,
    Permission.EDIT: MANAGERS,
    Permission.INVITE: MANAGERS,
    Permission.MANAGE_MEMBERS: MANAGERS,
    Permission.MANAGE_ROLES: _ADMINISTRATORS,
    Permission.SHARE_CODE: MANAGERS,
    Permission.SHARE_RESOURCES: MANAGERS,
    Permission.MANAGE_SEATS: _ADMINISTRATORS,
    Permission.REQUEST_SEAT: _EVERYONE_INSIDE,
    Permission.LEAVE: _EVERYONE_INSIDE,
    Permission.SET_PLAN: _NOBODY,
    Permission.APPOINT: _NOBODY,
}

_BY_STAFF = frozenset(
    {
        Permission.SEE,
        Permission.SEE_EMAILS,
        Permission.SEE_INVITATIONS,
        Permission.SEE_HISTORY,
        Permission.SEE_SEATS,
        Permission.SEE_ASSIGNMENTS,
        Permission.EDIT,
        Permission.SET_PLAN,
        Permission.APPOINT,
    }
)


@dataclass(frozen=True, slots=True)
class GroupAccess:
    """What somebody is to a group.

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


def can_see(group_access: GroupAccess) -> bool:
    """Whether the group exists as far as this person is concerned."""
    return group_access.role is not None or group_access.is_staff or group_access.is_open


def allows(group_access: GroupAccess, permission: Permission) -> bool:
    """Whether this access ever allows `permission`."""
    return group_access.role in _BY_ROLE[permission] or (group_access.is_staff and permission in _BY_STAFF)


def can_grant(giver: Role | None, role: Role) -> bool:
    """Whether a member with role `giver` may invite or add somebody as `role`."""
    return giver is Role.ADMINISTRATOR or (giver is Role.FACILITATOR and role is not Role.ADMINISTRATOR)


def can_change_role(actor: Role | None, now: Role, then: Role | None) -> bool:
    """Whether `actor` may turn a member of role `now` into `then`, or remove them (None)."""
    return can_grant(actor, now) and (then is None or can_grant(actor, then))


_SHOWN_TO_VIEWER = (
    Permission.EDIT,
    Permission.INVITE,
    Permission.MANAGE_MEMBERS,
    Permission.MANAGE_ROLES,
    Permission.SHARE_CODE,
    Permission.MANAGE_SEATS,
    Permission.SHARE_RESOURCES,
    Permission.LEAVE,
)


def group_actions(
    group_access: GroupAccess, *, is_last_administrator: bool, was_removed: bool, has_plan: bool
) -> list[str]:
    """`Group.viewerActions`: what will work, in the order of the enum; JOIN for an open group from outside.

    Args:
        group_access: How the viewer stands towards the group.
        is_last_administrator: Who cannot leave.
        was_removed: Whom the open door does not admit.
        has_plan: Whether seats were bought for the group, so that there are any to manage.
    """
    shown = [permission.value for permission in _SHOWN_TO_VIEWER if allows(group_access, permission)]
    if not has_plan and Permission.MANAGE_SEATS.value in shown:
        shown.remove(Permission.MANAGE_SEATS.value)
    if is_last_administrator:
        shown.remove(Permission.LEAVE.value)
    if group_access.is_open and group_access.role is None and not was_removed:
        shown.append("JOIN")
    return shown

from dataclasses import dataclass
from enum import StrEnum

from rules.refusals import forbidden, not_found


class Role(StrEnum):
    """Group roles, highest first."""

    ADMINISTRATOR = "ADMINISTRATOR"
    FACILITATOR = "FACILITATOR"
    MEMBER = "MEMBER"


def with_article(role: Role) -> str:
    """Return a role with its article: "an administrator"."""
    return f"{'an' if role is Role.ADMINISTRATOR else 'a'} {role.lower()}"


class JoinPolicy(StrEnum):
    INVITE_ONLY = "INVITE_ONLY"
    OPEN = "OPEN"


class JoinedBy(StrEnum):
    CREATION = "CREATION"
    INVITATION = "INVITATION"
    CODE = "CODE"
    ADDED = "ADDED"
    OPEN_GROUP = "OPEN_GROUP"
    STAFF = "STAFF"


class Permission(StrEnum):
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
    """A person's relation to a group. `role` is None for a non-member; anyone signed in may know of an open group."""

    role: Role | None
    is_staff: bool = False
    is_open: bool = False

    @property
    def is_manager(self) -> bool:
        return self.role in MANAGERS


def roles_with(permission: Permission) -> frozenset[Role]:
    return _BY_ROLE[permission]


def staff_have(permission: Permission) -> bool:
    return permission in _BY_STAFF


def can_see(group_access: GroupAccess) -> bool:
    return group_access.role is not None or group_access.is_staff or group_access.is_open


def allows(group_access: GroupAccess, permission: Permission) -> bool:
    return group_access.role in roles_with(permission) or (group_access.is_staff and staff_have(permission))


def require_permission(group_access: GroupAccess, permission: Permission) -> None:
    """Raise NOT_FOUND for whoever may not know of the group, FORBIDDEN without the permission."""
    if not can_see(group_access):
        raise not_found()
    if not allows(group_access, permission):
        raise forbidden()


def higher_role(one: Role, other: Role) -> Role:
    return min(one, other, key=list(Role).index)


def can_grant(granter: Role | None, role: Role) -> bool:
    return granter is Role.ADMINISTRATOR or (granter is Role.FACILITATOR and role is not Role.ADMINISTRATOR)


def can_change_role(actor: Role | None, current: Role, new: Role | None) -> bool:
    """Check whether `actor` may change a member's role from `current` to `new`, or remove them (None)."""
    return can_grant(actor, current) and (new is None or can_grant(actor, new))


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
    """Return `Group.viewerActions`, in the order of the enum.

    The last administrator cannot leave, and a removed member cannot rejoin an open group.
    """
    shown = [permission.value for permission in _SHOWN_TO_VIEWER if allows(group_access, permission)]
    if not has_plan and Permission.MANAGE_SEATS.value in shown:
        shown.remove(Permission.MANAGE_SEATS.value)
    if is_last_administrator:
        shown.remove(Permission.LEAVE.value)
    if group_access.is_open and group_access.role is None and not was_removed:
        shown.append("JOIN")
    return shown

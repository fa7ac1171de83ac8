"""Requirements that a change made of its caller, to be checked again later."""

from dataclasses import dataclass

from rules.caller import RequiredScope
from rules.roles import Permission


@dataclass(frozen=True, slots=True)
class KeyRequirement:
    """What the session or token must allow."""

    need: RequiredScope
    before_password: bool = False


@dataclass(frozen=True, slots=True)
class GroupRequirement:
    """What the role in the group must allow."""

    group_id: int
    permission: Permission


@dataclass(frozen=True, slots=True)
class StaffRequirement:
    """The caller must be staff."""


Requirement = KeyRequirement | GroupRequirement | StaffRequirement

"""Events of `groupChanges`. What an event is about is read when it is sent, not as it was when it happened."""

from datetime import datetime

import strawberry

from db.queries import codes, invitations
from db.queries.discoverability import EVERYONE
from graph import ids
from graph.context import Info
from graph.schema.accounts import Account, load_account
from graph.schema.enums import describe
from graph.schema.events import CURSOR, cursor_of, group_key_of
from graph.schema.groups import Group, must_load_group
from graph.schema.invitations import Invitation, load_group_invitation
from graph.schema.invite_codes import InviteCode, invite_code_of
from graph.schema.members import Member, group_access_in, load_member
from graph.schema.resources import Assignment, Resource, load_assignment, load_resource
from graph.schema.seats import Seat, load_seat
from live.event_kinds import GROUP_EVENTS
from live.feed import EventRow
from rules.event_audience import GroupEventKind
from rules.roles import Permission, allows
from rules.transitions import NamedBy

_K = GroupEventKind

describe(
    GroupEventKind,
    "Something that happened in a group.",
    GROUP_UPDATED="The name, description, join policy or discretion was changed.",
    MEMBER_JOINED="Somebody became a member.",
    MEMBER_LEFT="A member left.",
    MEMBER_REMOVED="A manager removed a member.",
    MEMBER_UPDATED="A member changed their name or username.",
    ROLE_CHANGED="A member got another role.",
    INVITATION_CREATED="Somebody was invited.",
    INVITATION_RESENT="An invitation was sent again.",
    INVITATION_UPDATED="The role of an invitation, or how far its emails have come, has changed.",
    INVITATION_ACCEPTED="An invitee accepted, or joined in another way.",
    INVITATION_DECLINED="An invitee declined.",
    INVITATION_CANCELLED="An invitation was cancelled.",
    INVITATION_EXPIRED="An invitation was not answered in time.",
    INVITATION_DELIVERED="The mail server took the newest email about an invitation.",
    INVITATION_UNDELIVERED="The newest email about an invitation could not be delivered.",
    CODE_GENERATED="A manager generated an invite code.",
    CODE_DELETED="A manager deleted the invite code, or a newer one replaced it.",
    CODE_USED="Somebody joined with the invite code.",
    PLAN_CHANGED="The seat plan was set, began or expired, or its policy was changed.",
    SEAT_ALLOCATED="A member got a seat.",
    SEAT_RELEASED="The seat of a member was taken back.",
    SEAT_REQUESTED="A member asked for a seat.",
    SEAT_REQUEST_WITHDRAWN="A member withdrew the request for a seat.",
    RESOURCE_SHARED="A manager shared a resource.",
    RESOURCE_UPDATED="A resource was changed.",
    RESOURCE_REMOVED="A manager removed a resource.",
    RESOURCE_ASSIGNED="A resource was assigned to a member, or to everyone.",
    RESOURCE_UNASSIGNED="A resource is no longer assigned to a member.",
    ASSIGNMENT_COMPLETED="A member marked an assignment as done.",
    ASSIGNMENT_REOPENED="A member marked an assignment as not done after all.",
)

_OF_SEATS = frozenset({_K.SEAT_ALLOCATED, _K.SEAT_RELEASED})
_OF_ASSIGNMENTS = frozenset(
    {_K.RESOURCE_ASSIGNED, _K.RESOURCE_UNASSIGNED, _K.ASSIGNMENT_COMPLETED, _K.ASSIGNMENT_REOPENED}
)
_SUBJECTS: dict[GroupEventKind, str] = {
    **dict.fromkeys((kind for kind in _K if kind.startswith(("MEMBER_", "ROLE_", "SEAT_"))), "Member"),
    **dict.fromkeys((kind for kind in _K if kind.startswith("INVITATION_")), "Invitation"),
    **dict.fromkeys((kind for kind in _K if kind.startswith("CODE_")), "InviteCode"),
    **dict.fromkeys((kind for kind in _K if kind.startswith("RESOURCE_")), "Resource"),
    **dict.fromkeys(_OF_ASSIGNMENTS, "Assignment"),
    _K.GROUP_UPDATED: "Group",
    _K.PLAN_CHANGED: "SeatPlan",
}


@strawberry.type(
    description="Something that happened in a group. Its objects are as they are when the event is sent; those that it "
    "is not about, or that are gone, are null."
)
class GroupEvent:
    row: strawberry.Private[EventRow]
    shows_actor: strawberry.Private[bool]
    cursor: str = strawberry.field(description=CURSOR)
    kind: GroupEventKind = strawberry.field(description="What happened.")
    at: datetime = strawberry.field(description="When it happened.")

    @strawberry.field(
        description="Who did it; null if nobody did, as when an invitation expires or the seat policy acts, and for "
        "an invitee who declined and whom the viewer may not find. Members who manage nothing see only themselves; for "
        "what others did they get null."
    )
    async def actor(self, info: Info) -> Account | None:
        is_shown = self.shows_actor and await self._may_know_actor(info)
        return await load_account(info.context, self.row.actor_id) if is_shown else None

    async def _may_know_actor(self, info: Info) -> bool:
        """Return False for an invitee who declined, where that would tell whose account has the address."""
        if self.kind is not _K.INVITATION_DECLINED or info.context.config.directory == EVERYONE:
            return True
        row = await info.context.load(invitations.shown, self._key("Invitation") or 0)
        return row is not None and row.named_by is not NamedBy.EMAIL

    @strawberry.field(description="The group, to read its figures from.")
    async def group(self, info: Info) -> Group:
        return await must_load_group(info, group_key_of(self.row))

    @strawberry.field(
        description="The ID of what the event is about, also when that is gone: the member for a seat, the resource "
        "when it is assigned to everyone; never null yet."
    )
    def subject_id(self) -> strawberry.ID | None:
        key = self._key(_SUBJECTS[self.kind])
        return ids.encode(_SUBJECTS[self.kind], key) if key else self._resource_id()

    @strawberry.field(
        description="The member who joined, was changed, or whose seat or request for one it is; null for other "
        "events, and for a member who is gone."
    )
    async def member(self, info: Info) -> Member | None:
        return await load_member(info, self._key("Member"))

    @strawberry.field(description="The invitation that was made, sent, changed or closed; null for other events.")
    async def invitation(self, info: Info) -> Invitation | None:
        return await load_group_invitation(info, self._key("Invitation"))

    @strawberry.field(description="The invite code that was generated, used or deleted; null for other events.")
    async def invite_code(self, info: Info) -> InviteCode | None:
        key = self._key("InviteCode")
        row = await info.context.load(codes.shown, key) if key else None
        return invite_code_of(info, row) if row is not None else None

    @strawberry.field(
        description="The seat that was given or taken back; null for other events. Members who manage no seats see "
        "only the one they hold."
    )
    async def seat(self, info: Info) -> Seat | None:
        if self.kind not in _OF_SEATS:
            return None
        seat = await load_seat(info, self._detail())
        group_access, _ = await group_access_in(info, group_key_of(self.row))
        if seat is None or allows(group_access, Permission.SEE_SEATS):
            return seat
        return seat if seat.holder is not None and seat.holder.account_id == self.row.account_id else None

    @strawberry.field(
        description="The resource that was shared, changed, assigned or worked through; null for other events, and for a "
        "resource that was removed."
    )
    async def resource(self, info: Info) -> Resource | None:
        is_named = self.kind in _OF_ASSIGNMENTS
        return await load_resource(info, self._detail() if is_named else self._key("Resource"))

    @strawberry.field(
        description="The assignment of the resource to one member; null for other events, if the resource was assigned "
        "to everyone, and for an assignment that was taken back."
    )
    async def assignment(self, info: Info) -> Assignment | None:
        return await load_assignment(info, self._key("Assignment"))

    def _key(self, type_name: str) -> int | None:
        return self.row.subject_id if _SUBJECTS[self.kind] == type_name else None

    def _detail(self) -> int | None:
        return int(self.row.detail) if self.row.detail else None

    def _resource_id(self) -> strawberry.ID | None:
        key = self._detail() if self.kind in _OF_ASSIGNMENTS else None
        return ids.encode("Resource", key) if key else None

    @classmethod
    def of(cls, row: EventRow) -> "GroupEvent":
        return cls._of(row, shows_actor=False)

    @classmethod
    def with_actor(cls, row: EventRow) -> "GroupEvent":
        return cls._of(row, shows_actor=True)

    @classmethod
    def _of(cls, row: EventRow, *, shows_actor: bool) -> "GroupEvent":
        kind = GROUP_EVENTS[row.kind]
        return cls(row=row, shows_actor=shows_actor, cursor=cursor_of(row), kind=kind, at=row.created_at)

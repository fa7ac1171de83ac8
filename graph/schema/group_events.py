"""Events of `groupChanges`. Their objects are read when an event is sent: they are as they are then."""

from collections.abc import Sequence
from datetime import datetime

import strawberry

from db.queries import codes, invitations
from db.queries.discoverability import EVERYONE
from graph import ids
from graph.context import Context
from graph.fields import function, loaded_by, relation
from graph.schema.accounts import Account, load_accounts
from graph.schema.enums import describe
from graph.schema.events import EventWithCursor, group_key_in
from graph.schema.groups import Group
from graph.schema.invitations import Invitation, load_group_invitations
from graph.schema.invite_codes import InviteCode, code_loader
from graph.schema.members import Member, load_members
from graph.schema.node import groups_or_not_found
from graph.schema.resources import Assignment, Resource, load_assignments, load_resources
from graph.schema.seats import Seat, load_seats
from live.event_kinds import GROUP_EVENTS
from live.feed import EventRow
from rules.event_visibility import GroupEventKind
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


async def _actors(events: Sequence["GroupEvent"], context: Context) -> list[Account | None]:
    shown = [event.row.actor_id if await _shows_actor(event, context) else None for event in events]
    return await load_accounts(context, shown)


async def _shows_actor(event: "GroupEvent", context: Context) -> bool:
    """Return False for an invitee who declined, if their name would reveal whose address it is."""
    if event.kind is not _K.INVITATION_DECLINED or context.config.directory == EVERYONE or not event.shows_actor:
        return event.shows_actor
    row = await context.load(invitations.shown, event.key_of("Invitation") or 0)
    return row is not None and row.named_by is not NamedBy.EMAIL


async def _seats(events: Sequence["GroupEvent"], context: Context) -> list[Seat | None]:
    found = await load_seats(context, [event.detail if event.kind in _OF_SEATS else None for event in events])
    standings = await context.standings_in(
        {group_key_in(event) for event, seat in zip(events, found, strict=True) if seat is not None}
    )

    def may_see(event: "GroupEvent", seat: Seat) -> bool:
        if allows(standings[group_key_in(event)].group_access, Permission.SEE_SEATS):
            return True
        return seat.is_of(event.row.account_id)

    return [
        seat if seat is not None and may_see(event, seat) else None for event, seat in zip(events, found, strict=True)
    ]


@strawberry.type(
    description="Something that happened in a group. Its objects are as they are when the event is sent; those that it "
    "is not about, or that are gone, are null."
)
class GroupEvent(EventWithCursor):
    shows_actor: strawberry.Private[bool]
    kind: GroupEventKind = strawberry.field(description="What happened.")
    at: datetime = strawberry.field(description="When it happened.")

    actor: Account | None = relation(
        _actors,
        description="Who did it; null if nobody did, as when an invitation expires or the seat policy acts, and for an "
        "invitee who declined and whom the viewer may not find. Members who manage nothing see only themselves; for "
        "what others did they get null.",
    )
    group: Group = loaded_by(groups_or_not_found, group_key_in, description="The group, to read its figures from.")

    @function(
        description="The ID of what the event is about, also when that is gone: the member for a seat, the resource "
        "when it is assigned to everyone; currently never null."
    )
    def subject_id(self, context: Context) -> strawberry.ID | None:
        key = self.key_of(_SUBJECTS[self.kind])
        if key:
            return ids.encode(_SUBJECTS[self.kind], key)
        return ids.encode("Resource", self.detail) if self.kind in _OF_ASSIGNMENTS and self.detail else None

    member: Member | None = loaded_by(
        load_members,
        lambda event: event.key_of("Member"),
        description="The member who joined, was changed, or whose seat or request for one it is; null for other "
        "events, and for a member who is gone.",
    )
    invitation: Invitation | None = loaded_by(
        load_group_invitations,
        lambda event: event.key_of("Invitation"),
        description="The invitation that was made, sent, changed or closed; null for other events.",
    )
    invite_code: InviteCode | None = loaded_by(
        code_loader(codes.shown),
        lambda event: event.key_of("InviteCode"),
        description="The invite code that was generated, used or deleted; null for other events.",
    )
    seat: Seat | None = relation(
        _seats,
        description="The seat that was given or taken back; null for other events. Members who manage no seats see "
        "only the one they hold.",
    )
    resource: Resource | None = loaded_by(
        load_resources,
        lambda event: event.detail if event.kind in _OF_ASSIGNMENTS else event.key_of("Resource"),
        description="The resource that was shared, changed, assigned or worked through; null for other events, and for "
        "a resource that was removed.",
    )
    assignment: Assignment | None = loaded_by(
        load_assignments,
        lambda event: event.key_of("Assignment"),
        description="The assignment of the resource to one member; null for other events, if the resource was assigned "
        "to everyone, and for an assignment that was taken back.",
    )

    def key_of(self, type_name: str) -> int | None:
        return self.row.subject_id if _SUBJECTS[self.kind] == type_name else None

    @property
    def detail(self) -> int | None:
        return int(self.row.detail) if self.row.detail else None

    @classmethod
    def of(cls, row: EventRow, *, shows_actor: bool = False) -> "GroupEvent":
        return cls(row=row, shows_actor=shows_actor, kind=GROUP_EVENTS[row.kind], at=row.created_at)

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    any_,
    case,
    exists,
    func,
    literal,
    literal_column,
    null,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import aliased

from db.bulk import id_parameter, ids_parameter, to_unnest
from db.queries import accounts
from db.queries.accounts import AccountRow
from db.queries.caseloads import charged, places_left
from db.queries.searching import matches
from db.reader import Reader, SharedQuery
from db.statements import TypedSelect, part
from db.tables import Account, Invitation, Membership
from rules.caller import Caller
from rules.roles import Role
from rules.transitions import DeliveryStatus, InvitationStatus, NamedBy


class InvitationRow(NamedTuple):
    """An invitation, its people and the viewer's role in its group.

    `last_mailed_at`, `inviter_role` and `has_another_way` (a membership or another invitation of the invitee) are None
    for finally closed invitations.
    """

    id: int
    group_id: int
    email: str
    name: str | None
    named_by: NamedBy
    role: Role
    status: InvitationStatus
    invited_by: int
    created_at: datetime
    updated_at: datetime
    expires_at: datetime
    responded_at: datetime | None
    version: int
    mailed_at: datetime | None
    delivery: DeliveryStatus | None
    delivery_error: str | None
    sent_count: int
    last_sent_at: datetime | None
    closed_name: str | None
    closed_discreet: bool | None
    caseload_id: int | None
    last_mailed_at: datetime | None
    inviter_role: Role | None
    has_another_way: bool | None
    invitee: AccountRow | None
    inviter: AccountRow | None
    viewer_role: Role | None
    now: datetime


class RoomRow(NamedTuple):
    """The caseload that an invitation by the viewer would be charged to, and the places left in it."""

    charged_to: int | None
    places_left: int | None


class ListedInvitationRow(NamedTuple):
    invitation: InvitationRow
    room: RoomRow


class ViewedInvitationRow(NamedTuple):
    invitation: InvitationRow
    viewer_id: int | None


def _lapsed() -> ColumnElement[bool]:
    """Return the condition that an invitation is past its expiry at the database's clock, and not closed yet."""
    return and_(Invitation.status == InvitationStatus.PENDING, Invitation.expires_at <= func.clock_timestamp())


def status_now() -> ColumnElement[InvitationStatus]:
    """Return the status at the database's clock: pending past its expiry is EXPIRED."""
    return case((_lapsed(), literal(InvitationStatus.EXPIRED, Invitation.status.type)), else_=Invitation.status)


def _updated_at() -> ColumnElement[datetime]:
    """Return when anything changed last; the status changes by the clock, too."""
    written = func.coalesce(Invitation.updated_at, Invitation.created_at)
    return func.greatest(written, case((_lapsed(), Invitation.expires_at)), type_=written.type)


def _membership_of(viewer: Any) -> ColumnElement[bool]:
    return and_(Membership.group_id == Invitation.group_id, Membership.account_id == viewer)


_invitee, _inviter = aliased(Account), aliased(Account)
_inviting, _inside, _other = aliased(Membership), aliased(Membership), aliased(Invitation)


def _while_open(value: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return null for finally closed invitations, to skip the lookup."""
    return case((Invitation.status.in_((InvitationStatus.PENDING, InvitationStatus.EXPIRED)), value))


def _standing_in_the_way() -> tuple[ColumnElement[Any], ...]:
    same = and_(_other.group_id == Invitation.group_id, _other.email == Invitation.email)
    mailed = select(func.max(_other.mailed_at)).where(same)
    waits = and_(_other.status == literal_column("'PENDING'"), _other.expires_at > func.clock_timestamp())
    inviter = select(_inviting.role).where(
        _inviting.group_id == Invitation.group_id, _inviting.account_id == Invitation.invited_by
    )
    return (
        _while_open(mailed.correlate(Invitation).scalar_subquery()).label("last_mailed_at"),
        _while_open(inviter.correlate(Invitation).scalar_subquery()).label("inviter_role"),
        _while_open(
            or_(
                exists().where(same, waits, _other.id != Invitation.id).correlate(Invitation),
                exists()
                .where(_inside.group_id == Invitation.group_id, _inside.account_id == _invitee.id)
                .correlate(Invitation, _invitee),
            )
        ).label("has_another_way"),
    )


def _columns(viewer_role: ColumnElement[Any]) -> tuple[Any, ...]:
    return (
        Invitation.id,
        Invitation.group_id,
        Invitation.email,
        Invitation.name,
        Invitation.named_by,
        Invitation.role,
        status_now().label("status"),
        Invitation.invited_by,
        Invitation.created_at,
        _updated_at().label("updated_at"),
        Invitation.expires_at,
        Invitation.responded_at,
        Invitation.version,
        Invitation.mailed_at,
        Invitation.delivery,
        Invitation.delivery_error,
        Invitation.sent_count,
        Invitation.last_sent_at,
        Invitation.closed_name,
        Invitation.closed_discreet,
        Invitation.caseload_id,
        *_standing_in_the_way(),
        *accounts.columns(_invitee, "invitee"),
        *accounts.columns(_inviter, "inviter"),
        viewer_role.label("viewer_role"),
        func.clock_timestamp().label("now"),
    )


_COLUMNS = _columns(Membership.role.expression)


def _from_invitations(found: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return (
        found.select_from(Invitation)
        .outerjoin(_invitee, _invitee.email == Invitation.email)
        .outerjoin(_inviter, _inviter.id == Invitation.invited_by)
    )


def rows(viewer: Any) -> TypedSelect[InvitationRow]:
    """Select invitations. `viewer` is an ID, column or parameter."""
    found = _from_invitations(select(*_COLUMNS)).outerjoin(Membership, _membership_of(viewer))
    return TypedSelect(InvitationRow, found)


def _viewed() -> TypedSelect[ViewedInvitationRow]:
    given = to_unnest(Invitation.__table__, ("id", "invited_by"))
    viewer = given.c.invited_by
    found = _from_invitations(select(*part("invitation", _COLUMNS), viewer.label("viewer_id")))
    found = found.join(given, given.c.id == Invitation.id).outerjoin(Membership, _membership_of(viewer))
    return TypedSelect(ViewedInvitationRow, found)


def _shown() -> TypedSelect[InvitationRow]:
    no_role = type_coerce(null(), Membership.role.type)
    return TypedSelect(InvitationRow, _from_invitations(select(*_columns(no_role))))


def _with_status(statuses: Sequence[InvitationStatus] | None) -> list[ColumnElement[bool]]:
    """Return conditions on the status at the clock; an empty list matches nothing."""
    if statuses is None:
        return []
    now = func.clock_timestamp()
    wanted = []
    for status in statuses:
        if status is InvitationStatus.PENDING:
            wanted.append(and_(Invitation.status == status, Invitation.expires_at > now))
        elif status is InvitationStatus.EXPIRED:
            lapsed = and_(Invitation.status == InvitationStatus.PENDING, Invitation.expires_at <= now)
            wanted.append(or_(Invitation.status == status, lapsed))
        else:
            wanted.append(Invitation.status == status)
    return [or_(False, *wanted)]


def of_group(
    group: ColumnElement[int],
    viewer: Any,
    statuses: Sequence[InvitationStatus] | None,
    search: str | None,
    deliveries: Sequence[DeliveryStatus] | None = None,
    by_inviter: bool = False,
) -> TypedSelect[ListedInvitationRow]:
    """Select a group's invitations; `by_inviter` takes the parameter `inviter`."""
    # These depend on the group alone, so they are computed once per page, not per row.
    room = (charged(viewer, group).label("room_charged_to"), places_left(viewer, group).label("room_places_left"))
    found = _from_invitations(select(*part("invitation", _COLUMNS), *room))
    found = found.outerjoin(Membership, _membership_of(viewer))
    listed = TypedSelect(ListedInvitationRow, found).where(Invitation.group_id == group)
    if deliveries is not None:
        listed = listed.where(Invitation.delivery.in_(deliveries))
    if by_inviter:
        listed = listed.where(Invitation.invited_by == id_parameter("inviter"))
    return listed.where(*matches(Invitation.search, search), *_with_status(statuses))


def of_account(
    account: ColumnElement[int], viewer: Any, statuses: Sequence[InvitationStatus] | None
) -> TypedSelect[InvitationRow]:
    return rows(viewer).where(_invitee.id == account, *_with_status(statuses))


_OF_CALLER = rows(id_parameter("viewer")).where(Invitation.id == any_(ids_parameter("ids")))
_VIEWED = _viewed()
_SHOWN = _shown().where(Invitation.id == any_(ids_parameter("ids")))


async def by_ids(reader: Reader, caller: Caller, ids: Sequence[int]) -> Mapping[int, InvitationRow]:
    found = await reader.rows(_OF_CALLER, viewer=caller.account_id, ids=list(ids))
    return {row.id: row for row in found}


@SharedQuery
async def by_viewer(
    reader: Reader, pairs: Sequence[tuple[int, int | None]]
) -> Mapping[tuple[int, int | None], InvitationRow]:
    ids, viewers = zip(*pairs, strict=True)
    found = await reader.rows(_VIEWED, given_id=list(ids), given_invited_by=list(viewers))
    return {(row.invitation.id, row.viewer_id): row.invitation for row in found}


@SharedQuery
async def shown(reader: Reader, ids: Sequence[int]) -> Mapping[int, InvitationRow]:
    """Return invitations without anyone's role in their groups."""
    return {row.id: row for row in await reader.rows(_SHOWN, ids=list(ids))}

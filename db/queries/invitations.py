from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, any_, case, exists, func, literal_column, or_, select
from sqlalchemy.orm import aliased

from db.bulk import number, numbers, to_unnest
from db.queries import accounts
from db.queries.caseloads import charged, places_left
from db.queries.searching import matches
from db.reader import ForAll, Reader
from db.tables import Account, Invitation, Membership
from rules.caller import Caller
from rules.transitions import InvitationStatus


def status_now() -> ColumnElement[str]:
    """Return the status at the database's clock: pending past its expiry is EXPIRED."""
    lapsed = and_(Invitation.status == InvitationStatus.PENDING, Invitation.expires_at <= func.clock_timestamp())
    return case((lapsed, InvitationStatus.EXPIRED.value), else_=Invitation.status)


def rows(viewer: Any) -> Select[*tuple[Any, ...]]:
    """Select invitations with the invitee's account and the viewer's access. `viewer` is an ID, column or parameter."""
    return _rows(Membership.role.label("viewer_role")).outerjoin(Membership, _membership_of(viewer))


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


def _rows(*more: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Invitation.id,
            Invitation.group_id,
            Invitation.email,
            Invitation.name,
            Invitation.named_by,
            Invitation.role,
            status_now().label("status"),
            Invitation.invited_by,
            Invitation.created_at,
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
            *accounts.part(_invitee, "invitee"),
            *accounts.part(_inviter, "inviter"),
            func.clock_timestamp().label("now"),
            *more,
        )
        .select_from(Invitation)
        .outerjoin(_invitee, _invitee.email == Invitation.email)
        .outerjoin(_inviter, _inviter.id == Invitation.invited_by)
    )


def _with_status(found: Select[*tuple[Any, ...]], statuses: Sequence[str] | None) -> Select[*tuple[Any, ...]]:
    """Filter by status at the clock; an empty list matches nothing."""
    if statuses is None:
        return found
    now = func.clock_timestamp()
    wanted = []
    for status in statuses:
        if status == InvitationStatus.PENDING:
            wanted.append(and_(Invitation.status == status, Invitation.expires_at > now))
        elif status == InvitationStatus.EXPIRED:
            lapsed = and_(Invitation.status == InvitationStatus.PENDING, Invitation.expires_at <= now)
            wanted.append(or_(Invitation.status == status, lapsed))
        else:
            wanted.append(Invitation.status == status)
    return found.where(or_(False, *wanted))


def of_group(
    group: ColumnElement[int], viewer: Any, statuses: Sequence[str] | None, search: str | None
) -> Select[*tuple[Any, ...]]:
    # These depend on the group alone, so they are computed once per page, not per row.
    room = (charged(viewer, group).label("charged_to"), places_left(viewer, group).label("places_left"))
    found = rows(viewer).add_columns(*room)
    found = found.where(Invitation.group_id == group, *matches(Invitation.search, search))
    return _with_status(found, statuses)


def of_account(account: ColumnElement[int], viewer: Any, statuses: Sequence[str] | None) -> Select[*tuple[Any, ...]]:
    found = rows(viewer)
    return _with_status(found.where(found.selected_columns.invitee_id == account), statuses)


def _seen() -> Select[*tuple[Any, ...]]:
    given = to_unnest(Invitation.__table__, ("id", "invited_by"))
    viewer = given.c.invited_by
    return (
        _rows(Membership.role.label("viewer_role"), viewer.label("viewer_id"))
        .join(given, given.c.id == Invitation.id)
        .outerjoin(Membership, _membership_of(viewer))
    )


_OF_CALLER = rows(number("viewer")).where(Invitation.id == any_(numbers("ids")))
_SEEN = _seen()
_SHOWN = _rows().where(Invitation.id == any_(numbers("ids")))


async def by_ids(reader: Reader, caller: Caller, ids: Sequence[int]) -> Mapping[int, Row[Any]]:
    found = await reader.rows(_OF_CALLER, viewer=caller.account_id, ids=list(ids))
    return {row.id: row for row in found}


@ForAll
async def by_viewer(
    reader: Reader, pairs: Sequence[tuple[int, int | None]]
) -> Mapping[tuple[int, int | None], Row[Any]]:
    ids, viewers = zip(*pairs, strict=True)
    found = await reader.rows(_SEEN, given_id=list(ids), given_invited_by=list(viewers))
    return {(row.id, row.viewer_id): row for row in found}


@ForAll
async def shown(reader: Reader, ids: Sequence[int]) -> Mapping[int, Row[Any]]:
    """Return invitations without anyone's access to their groups."""
    return {row.id: row for row in await reader.rows(_SHOWN, ids=list(ids))}

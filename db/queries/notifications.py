from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, any_, exists, func, select

from db.bulk import ids_parameter
from db.reader import Reader, SharedQuery
from db.statements import TypedSelect
from db.tables import Account, Invitation, Membership, Notification, SeatPlan
from rules.notifications import NotificationKind
from rules.roles import Role
from rules.transitions import InvitationStatus


class NotificationRow(NamedTuple):
    """An entry, the recipient's current role in its group, and whether the group has a plan."""

    id: int
    account_id: int
    kind: NotificationKind
    message: str
    details: dict[str, Any] | None
    created_at: datetime
    read_at: datetime | None
    actor_id: int | None
    group_id: int | None
    invitation_id: int | None
    membership_id: int | None
    resource_id: int | None
    viewer_role: Role | None
    has_plan: bool


class BadgeRow(NamedTuple):
    """Badge counts. An unread INVITATION_RECEIVED with a pending invitation is in `both`."""

    id: int
    unread: int
    pending: int
    both: int


def _rows() -> TypedSelect[NotificationRow]:
    member = and_(Membership.group_id == Notification.group_id, Membership.account_id == Notification.account_id)
    has_plan = exists().where(SeatPlan.group_id == Notification.group_id).correlate(Notification)
    columns = (*Notification.__table__.c, Membership.role.label("viewer_role"), has_plan.label("has_plan"))
    return TypedSelect(NotificationRow, select(*columns).outerjoin(Membership, member))


_ALL = _rows()
_BY_IDS = _ALL.where(Notification.id == any_(ids_parameter("ids")))


def of_account(
    account: ColumnElement[int], unread_only: bool, kinds: Sequence[NotificationKind] | None = None
) -> TypedSelect[NotificationRow]:
    """Select entries of these kinds; an empty list matches none."""
    found = _ALL.where(Notification.account_id == account)
    if kinds is not None:
        found = found.where(Notification.kind.in_(kinds))
    return found.where(Notification.read_at.is_(None)) if unread_only else found


@SharedQuery
async def own(
    reader: Reader, pairs: Sequence[tuple[int, int | None]]
) -> Mapping[tuple[int, int | None], NotificationRow]:
    """Return entries by (entry, owner); entries of others are not found."""
    ids = {key for key, _ in pairs}
    return {(row.id, row.account_id): row for row in await reader.rows(_BY_IDS, ids=list(ids))}


def _badges() -> TypedSelect[BadgeRow]:
    is_pending = and_(Invitation.status == InvitationStatus.PENDING, Invitation.expires_at > func.clock_timestamp())
    mine = Notification.account_id == Account.id
    unread = select(func.count()).where(mine, Notification.read_at.is_(None))
    pending = select(func.count()).where(Invitation.email == Account.email, is_pending)
    both = (
        select(func.count())
        .select_from(Notification)
        .join(Invitation, Invitation.id == Notification.invitation_id)
        .where(
            mine,
            Notification.read_at.is_(None),
            Notification.kind == NotificationKind.INVITATION_RECEIVED,
            is_pending,
        )
    )
    counts = select(
        Account.id,
        unread.correlate(Account).scalar_subquery().label("unread"),
        pending.correlate(Account).scalar_subquery().label("pending"),
        both.correlate(Account).scalar_subquery().label("both"),
    )
    return TypedSelect(BadgeRow, counts).where(Account.id == any_(ids_parameter("ids")))


_BADGES = _badges()


@SharedQuery
async def badges(reader: Reader, account_ids: Sequence[int]) -> Mapping[int, BadgeRow]:
    """Return badge counts, all of an account's from one statement."""
    return {row.id: row for row in await reader.rows(_BADGES, ids=list(account_ids))}

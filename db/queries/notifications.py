from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, any_, exists, func, select

from db.bulk import numbers
from db.reader import ForAll, Reader
from db.tables import Account, Invitation, Membership, Notification, SeatPlan
from rules.notices import NotificationKind
from rules.transitions import InvitationStatus


def _rows() -> Select[*tuple[Any, ...]]:
    """Select entries with the recipient's current role in the group, and whether the group has a plan."""
    member = and_(Membership.group_id == Notification.group_id, Membership.account_id == Notification.account_id)
    has_plan = exists().where(SeatPlan.group_id == Notification.group_id).correlate(Notification)
    return select(
        *Notification.__table__.c, Membership.role.label("viewer_role"), has_plan.label("has_plan")
    ).outerjoin(Membership, member)


def of_account(account: ColumnElement[int], unread_only: bool) -> Select[*tuple[Any, ...]]:
    found = _rows().where(Notification.account_id == account)
    return found.where(Notification.read_at.is_(None)) if unread_only else found


_BY_IDS = _rows().where(Notification.id == any_(numbers("ids")))


@ForAll
async def own(reader: Reader, pairs: Sequence[tuple[int, int | None]]) -> Mapping[tuple[int, int | None], Row[Any]]:
    """Return entries by (entry, owner); entries of others are not found."""
    ids = {key for key, _ in pairs}
    return {(row.id, row.account_id): row for row in await reader.rows(_BY_IDS, ids=list(ids))}


def _badges() -> Select[*tuple[Any, ...]]:
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
    return select(
        Account.id,
        unread.correlate(Account).scalar_subquery().label("unread"),
        pending.correlate(Account).scalar_subquery().label("pending"),
        both.correlate(Account).scalar_subquery().label("both"),
    ).where(Account.id == any_(numbers("ids")))


_BADGES = _badges()


@ForAll
async def badges(reader: Reader, account_ids: Sequence[int]) -> Mapping[int, Row[Any]]:
    """Return badge counts, all of an account's from one statement.

    An unread INVITATION_RECEIVED with a pending invitation is counted once, as pending.
    """
    return {row.id: row for row in await reader.rows(_BADGES, ids=list(account_ids))}

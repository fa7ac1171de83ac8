from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import ColumnElement, any_, update

from actions.work import Work
from db import locks
from db.bulk import array_of
from db.tables import Notification
from live.event_kinds import EventKind
from rules.notification_recipients import may_know
from rules.notifications import NotificationKind
from rules.roles import Role


async def mark_read(work: Work, notification_ids: Collection[int] | None) -> int:
    """Mark the caller's entries (None: all, told as one) as read, ignoring other IDs; return how many were unread."""
    account_id = work.caller.account
    await locks.accounts(work.connection, [account_id])
    own = Notification.account_id == account_id
    if notification_ids is not None:
        return await mark_where(work, own, Notification.id == any_(array_of(Notification.id, notification_ids)))
    marked = await work.run(
        update(Notification).where(own, Notification.read_at.is_(None)).values(read_at=await work.clock())
    )
    if marked:
        work.emit_account_event(account_id, EventKind.NOTIFICATION_ALL_READ)
    return marked


async def mark_hidden_read(work: Work, group_id: int, account_id: int, role: Role | None) -> None:
    """Mark as read what an account may no longer see of a group after leaving or a change of role.

    Call it after the change, with the group locked; `role` is None after leaving.
    """
    closed = [kind for kind in NotificationKind if not may_know(kind, role)]
    if closed:
        await mark_where(
            work,
            Notification.account_id == account_id,
            Notification.group_id == group_id,
            Notification.kind.in_(closed),
        )


async def mark_where(work: Work, *which: ColumnElement[bool]) -> int:
    """Mark the unread entries as read and emit events to their owners; return their number."""
    unread = update(Notification).where(*which, Notification.read_at.is_(None))
    rows = await work.rows(
        unread.values(read_at=await work.clock()).returning(Notification.id, Notification.account_id)
    )
    emit_read(work, [ReadRow(row.id, row.account_id) for row in rows])
    return len(rows)


class ReadRow(NamedTuple):
    """An entry that has just been read, and its owner."""

    id: int
    account_id: int


def emit_read(work: Work, rows: Collection[ReadRow]) -> None:
    for row in sorted(rows):
        work.emit_account_event(row.account_id, EventKind.NOTIFICATION_READ, row.id)

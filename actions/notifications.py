"""The notification centre: reading what it says."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, any_, update

from actions.work import Work
from db import locks
from db.bulk import array_of
from db.tables import Notification
from live.event_kinds import EventKind
from rules.audience import may_know
from rules.notices import NotificationKind
from rules.roles import Role


async def mark_read(work: Work, notification_ids: Collection[int] | None) -> int:
    """Mark entries of one's own as read; others' and unknown ones are passed over.

    Args:
        work: Of anyone signed in.
        notification_ids: Which; None for all there are.

    Returns:
        How many were unread until now.
    """
    account_id = work.caller.account
    await locks.accounts(work.connection, [account_id])
    which = [Notification.account_id == account_id]
    if notification_ids is not None:
        which.append(Notification.id == any_(array_of(Notification.id, notification_ids)))
    return await read(work, *which)


async def read_what_is_closed_to(work: Work, group_id: int, account_id: int, role: Role | None) -> None:
    """Mark as read what somebody may no longer know of a group, because they left it or have another role.

    Args:
        work: With the group locked, and the change of their role made.
        group_id: The group.
        account_id: Who.
        role: What they are in it now; None for who is no member.
    """
    closed = [kind for kind in NotificationKind if not may_know(kind, role)]
    if closed:
        await read(
            work,
            Notification.account_id == account_id,
            Notification.group_id == group_id,
            Notification.kind.in_(closed),
        )


async def read(work: Work, *which: ColumnElement[bool]) -> int:
    """Mark the unread ones of these as read, and tell those whose they are; return how many there were."""
    unread = update(Notification).where(*which, Notification.read_at.is_(None))
    rows = await work.rows(unread.values(read_at=work.now).returning(Notification.id, Notification.account_id))
    for row in sorted(rows, key=lambda row: row.id):
        work.emit_account_event(row.account_id, EventKind.NOTIFICATION_READ, row.id)
    return len(rows)

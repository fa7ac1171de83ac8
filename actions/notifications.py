"""The notification centre: reading what it says. Source: O."""

from collections.abc import Collection

from sqlalchemy import any_, update

from actions.work import Work
from db import locks
from db.bulk import array_of
from db.tables import Notification
from live.kinds import Told


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
    unread = [Notification.account_id == account_id, Notification.read_at.is_(None)]
    if notification_ids is not None:
        unread.append(Notification.id == any_(array_of(Notification.id, notification_ids)))
    read = await work.rows(update(Notification).where(*unread).values(read_at=work.now).returning(Notification.id))
    for row in sorted(read, key=lambda row: row.id):
        work.tell_account(account_id, Told.NOTIFICATION_READ, row.id)
    return len(read)

"""Notifications and mails caused by a change, filtered by what each recipient may see."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from db.bulk import insert_rows
from db.queries import group_contacts
from db.tables import Notification
from mail.outbox import Letter, post_letters
from rules.config import Config
from rules.notification_recipients import depends_on_role, may_know
from rules.notifications import NotificationKind


@dataclass(frozen=True, slots=True)
class NewNotification:
    account_id: int
    kind: NotificationKind
    message: str
    actor_id: int | None = None
    group_id: int | None = None
    invitation_id: int | None = None
    membership_id: int | None = None
    resource_id: int | None = None


async def write_notifications(
    connection: AsyncConnection,
    notifications: Sequence[NewNotification],
    letters: Sequence[Letter],
    *,
    now: datetime,
    config: Config,
) -> list[tuple[int, int]]:
    """Write what recipients may see, mails included; return the notifications' accounts and IDs."""
    notifications, letters = await _visible_to_recipients(connection, notifications, letters)
    written = await _insert_notifications(connection, notifications, now) if notifications else []
    if letters:
        await post_letters(connection, letters, config=config)
    return [(one.account_id, key) for one, key in zip(notifications, written, strict=True)]


async def _visible_to_recipients(
    connection: AsyncConnection, notifications: Sequence[NewNotification], letters: Sequence[Letter]
) -> tuple[list[NewNotification], list[Letter]]:
    """Leave out what recipients may not see at the end of the change. One statement at most; the groups are locked."""
    written: list[NewNotification | Letter] = [*notifications, *letters]
    pairs = {(one.group_id, one.account_id) for one in written if depends_on_role(one.kind)}
    roles = await group_contacts.load_roles(connection, pairs) if pairs else {}

    def may_see(one: NewNotification | Letter) -> bool:
        return may_know(one.kind, roles.get((one.group_id, one.account_id)))

    return [one for one in notifications if may_see(one)], [one for one in letters if may_see(one)]


async def _insert_notifications(
    connection: AsyncConnection, notifications: Collection[NewNotification], now: datetime
) -> list[int]:
    """Insert the entries in one statement; return their IDs in the same order."""
    columns = {
        each.name: [getattr(notification, each.name) for notification in notifications]
        for each in fields(NewNotification)
    }
    return await insert_rows(connection, Notification, columns | {"created_at": [now] * len(notifications)})

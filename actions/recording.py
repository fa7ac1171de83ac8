"""What is written down about a change: history, and notifications and mails, filtered by what each recipient may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Insert, Table
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import DeclarativeBase

from db.bulk import IdRow, given_values, insert_given
from db.prepared import Prepared
from db.queries import group_contacts
from db.queries.group_contacts import Pair
from db.tables import History, Notification
from mail.outbox import NewMail, insert_mails, mail_values
from rules.config import Config
from rules.notification_recipients import depends_on_role, may_know
from rules.notifications import MessageParts, NotificationKind
from rules.roles import Role

_HISTORY, _NOTIFICATION = "history", "notification"


@dataclass(frozen=True, slots=True)
class NewNotification:
    account_id: int
    kind: NotificationKind
    message: str
    details: MessageParts
    actor_id: int | None = None
    group_id: int | None = None
    invitation_id: int | None = None
    membership_id: int | None = None
    resource_id: int | None = None


@dataclass(frozen=True, slots=True)
class NewHistoryEntry:
    """An entry of a group's history."""

    group_id: int
    action: str
    actor_id: int | None
    subject: str


async def write_records(
    connection: AsyncConnection,
    history: Sequence[NewHistoryEntry],
    notifications: Sequence[NewNotification],
    mails: Sequence[NewMail],
    *,
    known: Mapping[Pair, Role],
    now: datetime,
    config: Config,
) -> list[tuple[int, int]]:
    """Write history, and what recipients may see of the rest, in one statement and one for the roles not `known`.

    Return the notifications' accounts and IDs.
    """
    if notifications or mails:
        notifications, mails = await _visible_to_recipients(connection, notifications, mails, known)
    values: dict[str, Any] = {}
    if history:
        values |= given_values(_columns(NewHistoryEntry, history) | {"at": [now] * len(history)}, _HISTORY)
    if notifications:
        columns = _columns(NewNotification, notifications) | {"created_at": [now] * len(notifications)}
        values |= given_values(columns, _NOTIFICATION)
    if mails:
        values |= mail_values(mails, config)
    if not values:
        return []
    rows = await _write(_size(history), _size(notifications), _size(mails)).rows(connection, **values)
    written = sorted(row.id for row in rows) if notifications else []
    return [(one.account_id, key) for one, key in zip(notifications, written, strict=True)]


async def _visible_to_recipients(
    connection: AsyncConnection,
    notifications: Sequence[NewNotification],
    mails: Sequence[NewMail],
    known: Mapping[Pair, Role],
) -> tuple[list[NewNotification], list[NewMail]]:
    """Leave out what recipients may not see at the end of the change. One statement at most; the groups are locked."""
    written: list[NewNotification | NewMail] = [*notifications, *mails]
    pairs = {(one.group_id, one.account_id) for one in written if depends_on_role(one.kind)}
    missing = pairs - known.keys()
    roles = {**known, **(await group_contacts.load_roles(connection, missing) if missing else {})}

    def may_see(one: NewNotification | NewMail) -> bool:
        return may_know(one.kind, roles.get((one.group_id, one.account_id)))

    return [one for one in notifications if may_see(one)], [one for one in mails if may_see(one)]


def _columns(kind: type, rows: Sequence[Any]) -> dict[str, list[Any]]:
    return {each.name: [getattr(row, each.name) for row in rows] for each in fields(kind)}


def _size(rows: Sequence[object]) -> int:
    """Return what a statement depends on: none, one or many."""
    return min(len(rows), 2)


@cache
def _write(history: int, notifications: int, mails: int) -> Prepared[IdRow]:
    """Return a statement that inserts each kind whose size is not 0; it gives the notifications' IDs. See `_size`."""
    statements: list[Insert] = []
    if history:
        columns = [*(each.name for each in fields(NewHistoryEntry)), "at"]
        statements.append(insert_given(_table(History), columns, is_one=history == 1, name=_HISTORY))
    if mails:
        statements.append(insert_mails(is_one=mails == 1))
    if notifications:
        columns = [*(each.name for each in fields(NewNotification)), "created_at"]
        inserted = insert_given(_table(Notification), columns, is_one=notifications == 1, name=_NOTIFICATION)
        statements.append(inserted.returning(_table(Notification).c.id))
    *others, last = statements
    for number, other in enumerate(others):
        last = last.add_cte(other.cte(f"other_{number}"))
    return Prepared(IdRow, last)


def _table(entity: type[DeclarativeBase]) -> Table:
    return entity.__table__  # type: ignore[return-value]

"""Notifications and mails caused by a change, filtered by what each recipient may see."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from db.bulk import insert_rows
from db.queries import audience
from db.tables import Notification
from mail.outbox import Letter
from rules.audience import depends_on_role, may_know
from rules.notices import NotificationKind


@dataclass(frozen=True, slots=True)
class Notice:
    account_id: int
    kind: NotificationKind
    message: str
    actor_id: int | None = None
    group_id: int | None = None
    invitation_id: int | None = None
    membership_id: int | None = None
    resource_id: int | None = None


async def permitted(
    connection: AsyncConnection, notices: Sequence[Notice], letters: Sequence[Letter]
) -> tuple[list[Notice], list[Letter]]:
    """Leave out what recipients may not see at the end of the change. One statement at most; the groups are locked."""
    told: list[Notice | Letter] = [*notices, *letters]
    asked = {(one.group_id, one.account_id) for one in told if depends_on_role(one.kind)}
    roles = await audience.roles(connection, asked) if asked else {}

    def may_hear(one: Notice | Letter) -> bool:
        return may_know(one.kind, roles.get((one.group_id, one.account_id)))

    return [one for one in notices if may_hear(one)], [one for one in letters if may_hear(one)]


async def write(connection: AsyncConnection, notices: Collection[Notice], now: datetime) -> list[int]:
    """Insert the entries in one statement; return their IDs in the same order."""
    columns = {each.name: [getattr(notice, each.name) for notice in notices] for each in fields(Notice)}
    return await insert_rows(connection, Notification, columns | {"created_at": [now] * len(notices)})

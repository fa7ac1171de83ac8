"""Every lock that a change takes, in one order: groups, then caseloads, then accounts, each by ID.

FOR NO KEY UPDATE, so that rows which merely point here (a new membership, a new mail) need not wait.
Whoever holds a group's row is alone in changing anything about that group until the commit; its events
are numbered under the same lock, which is why their order is the order of commits.
"""

from collections.abc import Collection

from sqlalchemy import Select, any_, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import InstrumentedAttribute

from db.bulk import number, numbers
from db.tables import Account, Caseload, Group


def _lock(column: InstrumentedAttribute[int]) -> Select[int]:
    return select(column).where(column == any_(numbers("ids"))).order_by(column).with_for_update(key_share=True)


_GROUP = select(Group.id).where(Group.id == number("id")).with_for_update(key_share=True)
_GROUPS, _CASELOADS, _ACCOUNTS = _lock(Group.id), _lock(Caseload.account_id), _lock(Account.id)


async def group(connection: AsyncConnection, group_id: int) -> bool:
    """Lock one group; False where there is none."""
    locked = await connection.execute(_GROUP, {"id": group_id})
    return locked.first() is not None


async def groups(connection: AsyncConnection, group_ids: Collection[int]) -> None:
    """Lock several groups, by ID."""
    await connection.execute(_GROUPS, {"ids": list(group_ids)})


async def caseloads(connection: AsyncConnection, account_ids: Collection[int]) -> None:
    """Lock caseloads, by whose they are. After the group, before accounts: places are counted under it."""
    await connection.execute(_CASELOADS, {"ids": list(account_ids)})


async def accounts(connection: AsyncConnection, account_ids: Collection[int]) -> None:
    """Lock accounts, by ID. After the group, never before."""
    await connection.execute(_ACCOUNTS, {"ids": list(account_ids)})

"""Every lock that a change takes, in one order: groups, then caseloads, then accounts, each by ID.

FOR NO KEY UPDATE, so that rows which merely point here (a new membership, a new mail) need not wait.
Whoever holds a group's row is alone in changing anything about that group until the commit; its events
are numbered under the same lock, which is why their order is the order of commits.
"""

from collections.abc import Collection

from sqlalchemy import any_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.bulk import array_of
from db.tables import Account, Caseload, Group


async def group(connection: AsyncConnection, group_id: int) -> bool:
    """Lock one group; False where there is none."""
    locked = await connection.execute(select(Group.id).where(Group.id == group_id).with_for_update(key_share=True))
    return locked.first() is not None


async def groups(connection: AsyncConnection, group_ids: Collection[int]) -> None:
    """Lock several groups, by ID."""
    await connection.execute(
        select(Group.id)
        .where(Group.id == any_(array_of(Group.id, group_ids)))
        .order_by(Group.id)
        .with_for_update(key_share=True)
    )


async def caseloads(connection: AsyncConnection, account_ids: Collection[int]) -> None:
    """Lock caseloads, by whose they are. After the group, before accounts: places are counted under it."""
    await connection.execute(
        select(Caseload.account_id)
        .where(Caseload.account_id == any_(array_of(Caseload.account_id, account_ids)))
        .order_by(Caseload.account_id)
        .with_for_update(key_share=True)
    )


async def accounts(connection: AsyncConnection, account_ids: Collection[int]) -> None:
    """Lock accounts, by ID. After the group, never before."""
    await connection.execute(
        select(Account.id)
        .where(Account.id == any_(array_of(Account.id, account_ids)))
        .order_by(Account.id)
        .with_for_update(key_share=True)
    )

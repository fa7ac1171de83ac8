"""Row locks, always in one order: groups, then caseloads, then accounts, each by ID.

FOR NO KEY UPDATE lets inserts of referencing rows (a membership, a mail) proceed. The lock on a group's row
serialises all changes to the group. Its events are numbered under that lock, so their order is the order of commits.
"""

from collections.abc import Collection

from sqlalchemy import any_, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import InstrumentedAttribute

from db.bulk import IdRow, id_parameter, ids_parameter
from db.prepared import Prepared
from db.tables import Account, Caseload, Group


def _lock(column: InstrumentedAttribute[int]) -> Prepared[IdRow]:
    rows = select(column).where(column == any_(ids_parameter("ids"))).order_by(column)
    return Prepared(IdRow, rows.with_for_update(key_share=True))


_one = select(Group.id).where(Group.id == id_parameter("id"))
_GROUP = Prepared(IdRow, _one.with_for_update(key_share=True))
_FREE_GROUP = Prepared(IdRow, _one.with_for_update(key_share=True, skip_locked=True))
_GROUPS, _CASELOADS, _ACCOUNTS = _lock(Group.id), _lock(Caseload.account_id), _lock(Account.id)


async def group(connection: AsyncConnection, group_id: int) -> bool:
    """Lock one group; return whether it exists."""
    return await _GROUP.row(connection, id=group_id) is not None


async def free_group(connection: AsyncConnection, group_id: int) -> bool:
    """Lock a group unless another transaction has; return whether it is locked now."""
    return await _FREE_GROUP.row(connection, id=group_id) is not None


async def groups(connection: AsyncConnection, group_ids: Collection[int]) -> None:
    await _GROUPS.rows(connection, ids=list(group_ids))


async def caseloads(connection: AsyncConnection, account_ids: Collection[int]) -> None:
    """Lock caseloads by owner, after groups and before accounts. Places are counted under this lock."""
    await _CASELOADS.rows(connection, ids=list(account_ids))


async def accounts(connection: AsyncConnection, account_ids: Collection[int]) -> None:
    """Lock accounts, always after groups."""
    await _ACCOUNTS.rows(connection, ids=list(account_ids))

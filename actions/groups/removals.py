"""Removed members: neither a code nor open joining admits them again."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, any_, delete, exists

from actions.work import Work
from db.bulk import IdRow, id_parameter, ids_parameter
from db.prepared import Prepared
from db.tables import Removal


def was_removed(group_id: Any, account_id: Any) -> ColumnElement[bool]:
    """Build the condition that an account was removed and not invited or added since."""
    return exists().where(Removal.group_id == group_id, Removal.account_id == account_id)


_READMIT = Prepared(
    IdRow,
    delete(Removal)
    .where(Removal.group_id == id_parameter("group_id"), Removal.account_id == any_(ids_parameter("account_ids")))
    .returning(Removal.account_id),
)


async def readmit(work: Work, group_id: int, account_ids: Sequence[int]) -> None:
    """Forget removals of people who are invited or added again. The group must be locked."""
    await work.rows(_READMIT, group_id=group_id, account_ids=list(account_ids))

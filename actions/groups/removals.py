"""Removed members: neither a code nor open joining admits them again."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, any_, delete, exists

from actions.work import Work
from db.bulk import array_of
from db.tables import Removal


def was_removed(group_id: Any, account_id: int) -> ColumnElement[bool]:
    """Build the condition that an account was removed and not invited or added since."""
    return exists().where(Removal.group_id == group_id, Removal.account_id == account_id)


async def readmit(work: Work, group_id: int, account_ids: Sequence[int]) -> None:
    """Forget removals of people who are invited or added again. The group must be locked."""
    among = Removal.account_id == any_(array_of(Removal.account_id, account_ids))
    await work.run(delete(Removal).where(Removal.group_id == group_id, among))

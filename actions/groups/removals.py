"""Those who were removed from a group: neither its code nor the open door admits them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, any_, delete, exists

from actions.work import Work
from db.bulk import array_of
from db.tables import Removal


def was_removed(group_id: Any, account_id: int) -> ColumnElement[bool]:
    """Whether somebody was removed from a group, and not invited or added again since; as a condition."""
    return exists().where(Removal.group_id == group_id, Removal.account_id == account_id)


async def readmit(work: Work, group_id: int, account_ids: Sequence[int]) -> None:
    """Forget that these were removed: they have been invited or added again.

    Args:
        work: With the group locked.
        group_id: From which.
        account_ids: Whose accounts, removed or not.
    """
    among = Removal.account_id == any_(array_of(Removal.account_id, account_ids))
    await work.run(delete(Removal).where(Removal.group_id == group_id, among))

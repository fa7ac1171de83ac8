"""Whom somebody may find: who shares a group with them."""

from sqlalchemy import ColumnElement, literal, select
from sqlalchemy.orm import aliased

from db.tables import Account, Membership


def shares_a_group(account_id: int) -> ColumnElement[bool]:
    """Whether the row's `Account` is in some group together with this one."""
    mine, theirs = aliased(Membership), aliased(Membership)
    return (
        select(literal(1))
        .select_from(theirs)
        .join(mine, mine.group_id == theirs.group_id)
        .where(theirs.account_id == Account.id, mine.account_id == account_id)
        .correlate(Account)
        .exists()
    )

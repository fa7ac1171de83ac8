"""Whom somebody may find, decided here for every door: their patients, who shares a group with them, or everyone.

Managers may be told that these have an account, pick them, and name them by username.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, literal, or_, select, true
from sqlalchemy.orm import aliased

from db.reader import Reader
from db.tables import Account, Membership, Patient
from rules.caller import Caller

EVERYONE = "everyone"


def may_find(account_id: int | None, directory: str) -> ColumnElement[bool]:
    """Whether the row's `Account` may be found by this one.

    Args:
        account_id: Who is looking.
        directory: `everyone`, or `shared`.
    """
    if directory == EVERYONE:
        return true()
    mine, theirs = aliased(Membership), aliased(Membership)
    shares = (
        select(literal(1))
        .select_from(theirs)
        .join(mine, mine.group_id == theirs.group_id)
        .where(theirs.account_id == Account.id, mine.account_id == account_id)
    )
    listed = select(Patient.id).where(Patient.account_id == Account.id, Patient.caseload_id == account_id)
    return or_(shares.correlate(Account).exists(), listed.correlate(Account).exists())


async def known(reader: Reader, caller: Caller, ids: Sequence[int]) -> Mapping[int, bool]:
    """Which of the accounts the caller may find where the directory is not public."""
    found = select(Account.id).where(Account.id.in_(ids), may_find(caller.account_id, "shared"))
    return {row.id: True for row in await reader.rows(found)}

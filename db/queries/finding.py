"""Whom somebody may find, decided here for every door: their patients, who shares a group with them, or everyone.

Managers may be told that these have an account, pick them, and name them by username.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, literal, or_, select, true
from sqlalchemy.orm import aliased

from db.bulk import unnested
from db.reader import ForAll, Reader
from db.tables import Account, Membership, Patient

EVERYONE = "everyone"


def may_find(account_id: Any, directory: str) -> ColumnElement[bool]:
    """Whether the row's `Account` may be found by this one.

    Args:
        account_id: Who is looking; an ID, or a column with one.
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
    return or_(shares.correlate_except(mine, theirs).exists(), listed.correlate_except(Patient).exists())


@ForAll
async def known(reader: Reader, pairs: Sequence[tuple[int, int | None]]) -> Mapping[tuple[int, int | None], bool]:
    """Which of the accounts another account may find where the directory is not public; by these two."""
    ids, viewers = zip(*pairs, strict=True)
    given = unnested(Membership.__table__, {"id": ids, "account_id": viewers})
    found = select(Account.id, given.c.account_id).join(given, given.c.id == Account.id)
    return {tuple(row): True for row in await reader.rows(found.where(may_find(given.c.account_id, "shared")))}

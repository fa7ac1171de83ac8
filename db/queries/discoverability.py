"""Whom a viewer may find: their patients, people who share a group with them, or everyone.

Managers may see that these have an account, pick them, and name them by username.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, literal, or_, select, true
from sqlalchemy.orm import aliased

from db.bulk import to_unnest
from db.queries.accounts import is_managed_by
from db.reader import Reader, SharedQuery
from db.statements import TypedSelect
from db.tables import Account, Membership, Patient

EVERYONE = "everyone"

_mine, _theirs = aliased(Membership), aliased(Membership)


def may_find(account_id: Any, directory: str) -> ColumnElement[bool]:
    """Check whether an account (ID or column) may find the row's `Account`. `directory`: `everyone` or `shared`."""
    if directory == EVERYONE:
        return true()
    shares = (
        select(literal(1))
        .select_from(_theirs)
        .join(_mine, _mine.group_id == _theirs.group_id)
        .where(_theirs.account_id == Account.id, _mine.account_id == account_id)
    )
    listed = select(Patient.id).where(Patient.account_id == Account.id, Patient.caseload_id == account_id)
    return or_(shares.correlate_except(_mine, _theirs).exists(), listed.correlate_except(Patient).exists())


def findable_name(email: str, viewer: int | None, directory: str) -> Select[str]:
    """Select the name of the person with this address, if the viewer may find them."""
    return select(Account.name).where(Account.email == email, may_find(viewer, directory))


class _TieRow(NamedTuple):
    id: int
    viewer_id: int | None
    is_managed: bool


def _ties() -> TypedSelect[_TieRow]:
    given = to_unnest(Membership.__table__, ("id", "account_id"))
    viewer = given.c.account_id
    columns = (Account.id, viewer.label("viewer_id"), is_managed_by(viewer).label("is_managed"))
    found = select(*columns).join(given, given.c.id == Account.id)
    return TypedSelect(_TieRow, found).where(may_find(viewer, "shared"))


_TIES = _ties()


@SharedQuery
async def ties(reader: Reader, pairs: Sequence[tuple[int, int | None]]) -> Mapping[tuple[int, int | None], bool]:
    """Return the (account, viewer) pairs where the viewer may find the account even in a `shared` directory.

    True means that the viewer manages a group of the account.
    """
    ids, viewers = zip(*pairs, strict=True)
    rows = await reader.rows(_TIES, given_id=list(ids), given_account_id=list(viewers))
    return {(row.id, row.viewer_id): row.is_managed for row in rows}

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, any_, literal, select
from sqlalchemy.orm import aliased

from db.bulk import numbers
from db.queries.searching import matches
from db.reader import ForAll, Reader
from db.tables import Account, Membership
from rules.roles import Role


def rows() -> Select[*tuple[Any, ...]]:
    return select(Account.id, Account.name, Account.sort_name, Account.username, Account.email)


_BY_IDS = rows().where(Account.id == any_(numbers("ids")))


def part(account: Any, name: str) -> tuple[ColumnElement[Any], ...]:
    return tuple(getattr(account, column).label(f"{name}_{column}") for column in ("id", "name", "username", "email"))


@ForAll
async def by_ids(reader: Reader, ids: Sequence[int]) -> Mapping[int, Row[Any]]:
    return {row.id: row for row in await reader.rows(_BY_IDS, ids=list(ids))}


_own, _theirs = aliased(Membership), aliased(Membership)


def is_managed_by(viewer: Any) -> ColumnElement[bool]:
    """Check whether the viewer (an ID or a column) manages a group of the row's `Account`, and so sees its address."""
    return (
        select(literal(1))
        .select_from(_theirs)
        .join(_own, _own.group_id == _theirs.group_id)
        .where(_theirs.account_id == Account.id, _own.account_id == viewer, _own.role != Role.MEMBER)
        .correlate_except(_own, _theirs)
        .exists()
    )


def found(_: object, search: str) -> Select[*tuple[Any, ...]]:
    return rows().where(*matches(Account.search + " " + Account.email, search))

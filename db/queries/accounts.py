"""Accounts, and who may see what of them."""

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
    """Accounts, as the schema shows them."""
    return select(Account.id, Account.name, Account.sort_name, Account.username, Account.email)


_BY_IDS = rows().where(Account.id == any_(numbers("ids")))


def part(account: Any, name: str) -> tuple[ColumnElement[Any], ...]:
    """The columns of an account that is part of something else's row, labelled with what it is to that."""
    return tuple(getattr(account, column).label(f"{name}_{column}") for column in ("id", "name", "username", "email"))


@ForAll
async def by_ids(reader: Reader, ids: Sequence[int]) -> Mapping[int, Row[Any]]:
    """Accounts by ID."""
    return {row.id: row for row in await reader.rows(_BY_IDS, ids=list(ids))}


_own, _theirs = aliased(Membership), aliased(Membership)


def is_managed_by(viewer: Any) -> ColumnElement[bool]:
    """Whether the row's `Account` is in a group that a viewer manages, who then sees its address.

    Args:
        viewer: An account's ID, or a column with one.
    """
    return (
        select(literal(1))
        .select_from(_theirs)
        .join(_own, _own.group_id == _theirs.group_id)
        .where(_theirs.account_id == Account.id, _own.account_id == viewer, _own.role != Role.MEMBER)
        .correlate_except(_own, _theirs)
        .exists()
    )


def found(_: object, search: str) -> Select[*tuple[Any, ...]]:
    """Accounts by address, name or username, for staff."""
    return rows().where(*matches(Account.search + " " + Account.email, search))

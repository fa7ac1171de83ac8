"""Accounts, and who may see what of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, literal, select
from sqlalchemy.orm import aliased

from db.bulk import unnested
from db.queries.searching import matches
from db.reader import ForAll, Reader
from db.tables import Account, Membership
from rules.caller import Caller
from rules.roles import Role


def rows() -> Select[*tuple[Any, ...]]:
    """Accounts, as the schema shows them."""
    return select(Account.id, Account.name, Account.sort_name, Account.username, Account.email)


@ForAll
async def by_ids(reader: Reader, ids: Sequence[int]) -> Mapping[int, Row[Any]]:
    """Accounts by ID."""
    return {row.id: row for row in await reader.rows(rows().where(Account.id.in_(ids)))}


@ForAll
async def managed(reader: Reader, pairs: Sequence[tuple[int, int | None]]) -> Mapping[tuple[int, int | None], bool]:
    """Which of the accounts are in a group that another account manages; by these two."""
    ids, viewers = zip(*pairs, strict=True)
    given = unnested(Membership.__table__, {"id": ids, "account_id": viewers})
    found = select(Account.id, given.c.account_id).join(given, given.c.id == Account.id)
    return {tuple(row): True for row in await reader.rows(found.where(_is_managed(given.c.account_id)))}


def is_managed(caller: Caller) -> ColumnElement[bool]:
    """Whether the row's `Account` is in a group that the caller manages, who then sees its address."""
    return _is_managed(caller.account_id)


def _is_managed(viewer: Any) -> ColumnElement[bool]:
    own, theirs = aliased(Membership), aliased(Membership)
    return (
        select(literal(1))
        .select_from(theirs)
        .join(own, own.group_id == theirs.group_id)
        .where(theirs.account_id == Account.id, own.account_id == viewer, own.role != Role.MEMBER)
        .correlate_except(own, theirs)
        .exists()
    )


def found(search: str) -> Select[*tuple[Any, ...]]:
    """Accounts by address, name or username, for staff."""
    return rows().where(*matches(Account.search + " " + Account.email, search))

"""Accounts, and who may see what of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, literal, select
from sqlalchemy.orm import aliased

from db.queries.searching import matches
from db.reader import Reader
from db.tables import Account, Membership
from rules.caller import Caller
from rules.roles import Role


def rows() -> Select[*tuple[Any, ...]]:
    """Accounts, as the schema shows them."""
    return select(Account.id, Account.name, Account.sort_name, Account.username, Account.email)


async def by_ids(reader: Reader, _: Caller, ids: Sequence[int]) -> Mapping[int, Row[Any]]:
    """Accounts by ID."""
    return {row.id: row for row in await reader.rows(rows().where(Account.id.in_(ids)))}


async def managed(reader: Reader, caller: Caller, ids: Sequence[int]) -> Mapping[int, bool]:
    """Which of the accounts are in a group that the caller manages."""
    found = select(Account.id).where(Account.id.in_(ids), is_managed(caller))
    return {row.id: True for row in await reader.rows(found)}


def is_managed(caller: Caller) -> ColumnElement[bool]:
    """Whether the row's `Account` is in a group that the caller manages, who then sees its address."""
    own, theirs = aliased(Membership), aliased(Membership)
    return (
        select(literal(1))
        .select_from(theirs)
        .join(own, own.group_id == theirs.group_id)
        .where(theirs.account_id == Account.id, own.account_id == caller.account_id, own.role != Role.MEMBER)
        .correlate(Account)
        .exists()
    )


def found(search: str) -> Select[*tuple[Any, ...]]:
    """Accounts by address, name or username, for staff."""
    return rows().where(*matches(Account.search + " " + Account.email, search))

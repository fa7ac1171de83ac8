"""Accounts, and who may see what of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import aliased

from db.queries.searching import matches
from db.reader import Reader
from db.tables import Account, Membership
from rules.caller import Caller
from rules.roles import Role


def rows() -> Select[Any]:
    """Accounts, as the schema shows them."""
    return select(Account.id, Account.name, Account.sort_name, Account.username, Account.email)


async def by_ids(reader: Reader, _: Caller, ids: Sequence[int]) -> Mapping[int, Row[Any]]:
    """Accounts by ID."""
    return {row.id: row for row in await reader.rows(rows().where(Account.id.in_(ids)))}


async def managed(reader: Reader, caller: Caller, ids: Sequence[int]) -> Mapping[int, bool]:
    """Which of the accounts are in a group that the caller manages."""
    own, theirs = aliased(Membership), aliased(Membership)
    statement = (
        select(theirs.account_id)
        .distinct()
        .join(own, own.group_id == theirs.group_id)
        .where(own.account_id == caller.account_id, own.role != Role.MEMBER, theirs.account_id.in_(ids))
    )
    return {row.account_id: True for row in await reader.rows(statement)}


async def sharing_a_group(reader: Reader, caller: Caller, ids: Sequence[int]) -> Mapping[int, bool]:
    """Which of the accounts are in some group together with the caller."""
    own, theirs = aliased(Membership), aliased(Membership)
    statement = (
        select(theirs.account_id)
        .distinct()
        .join(own, own.group_id == theirs.group_id)
        .where(own.account_id == caller.account_id, theirs.account_id.in_(ids))
    )
    return {row.account_id: True for row in await reader.rows(statement)}


def found(search: str) -> Select[Any]:
    """Accounts by address, name or username, for staff."""
    return rows().where(*matches(Account.search + " " + Account.email, search))

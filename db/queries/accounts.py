from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, any_, func, literal, select
from sqlalchemy.orm import aliased

from db.bulk import ids_parameter
from db.queries.searching import matches
from db.reader import Reader, SharedQuery
from db.statements import TypedSelect, part
from db.tables import Account, Membership
from rules.roles import Role


class AccountRow(NamedTuple):
    """An account as other objects name it."""

    id: int
    name: str
    username: str
    email: str
    profile_updated_at: datetime


class ListedAccountRow(NamedTuple):
    account: AccountRow
    sort_name: str


def profile_updated_at(account: type[Account]) -> ColumnElement[datetime]:
    """Return when the name or the username changed last, or when the account was created."""
    return func.coalesce(account.updated_at, account.created_at).label("profile_updated_at")


def _columns(account: type[Account]) -> tuple[Any, ...]:
    return account.id, account.name, account.username, account.email, profile_updated_at(account)


def columns(account: type[Account], name: str) -> tuple[ColumnElement[Any], ...]:
    """Return the columns of an `AccountRow` that is a field of another row."""
    return part(name, _columns(account))


_BY_IDS = TypedSelect(AccountRow, select(*_columns(Account))).where(Account.id == any_(ids_parameter("ids")))


@SharedQuery
async def by_ids(reader: Reader, ids: Sequence[int]) -> Mapping[int, AccountRow]:
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


def found(_: object, search: str | None) -> TypedSelect[ListedAccountRow]:
    listed = select(*columns(Account, "account"), Account.sort_name)
    return TypedSelect(ListedAccountRow, listed).where(*matches(Account.search + " " + Account.email, search))

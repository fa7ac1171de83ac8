"""The one among those who might be invited whose whole username, or address, was typed: that one comes first."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Subquery,
    and_,
    false,
    func,
    literal_column,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import aliased

from db.queries.accounts import is_managed_by
from db.tables import Account, Membership, Patient
from rules import usernames
from rules.addresses import canonical


def is_tied(account_id: Any, viewer: int) -> ColumnElement[bool]:
    """Whether somebody shares a group with a viewer or is on their list; for one person, by index.

    Args:
        account_id: Of whom; a column.
        viewer: Who is looking.
    """
    mine, theirs = aliased(Membership), aliased(Membership)
    together = and_(mine.group_id == theirs.group_id, mine.account_id == viewer)
    shared = select(true()).select_from(theirs).join(mine, together).where(theirs.account_id == account_id)
    listed = select(true()).where(Patient.account_id == account_id, Patient.caseload_id == viewer)
    # LIMIT keeps the database from reading all of them into a hash after all.
    one = literal_column("1", Integer)
    return func.coalesce(shared.limit(one).scalar_subquery(), listed.limit(one).scalar_subquery(), false())


def named_exactly(search: str, viewer: int, *, is_public: bool) -> Select[*tuple[Any, ...]] | None:
    """The one who is named by what was typed; None where that can be neither a username nor an address.

    Args:
        search: What was typed.
        viewer: Who is looking: they find by address only whose address they may see.
        is_public: Whether everyone may be found by username.
    """
    found = select(Account.sort_name, Account.id)
    email = canonical(search)
    if isinstance(email, str):
        return found.where(Account.email == email, is_managed_by(viewer))
    username = usernames.check(search)
    if not isinstance(username, str):
        return None
    found = found.where(Account.username == username)
    return found if is_public else found.where(is_tied(Account.id, viewer))


def with_first(exact: Select[*tuple[Any, ...]] | None, found: Subquery) -> Subquery:
    """The people found, with a `rank`: behind the one who was named exactly."""
    behind = select(found.c.sort_name, found.c.id, literal_column("1").label("rank"))
    if exact is None:
        return behind.subquery("ranked")
    named = exact.cte("exact")
    first = select(named.c.sort_name, named.c.id, literal_column("0").label("rank"))
    return union_all(first, behind.where(found.c.id.not_in(select(named.c.id)))).subquery("ranked")

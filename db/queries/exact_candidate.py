"""Put the candidate whose whole username or address was typed first."""

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
    """Check by index whether one person (a column) shares a group with the viewer or is on their caseload."""
    mine, theirs = aliased(Membership), aliased(Membership)
    together = and_(mine.group_id == theirs.group_id, mine.account_id == viewer)
    shared = select(true()).select_from(theirs).join(mine, together).where(theirs.account_id == account_id)
    listed = select(true()).where(Patient.account_id == account_id, Patient.caseload_id == viewer)
    # LIMIT keeps the database from hashing all of them.
    one = literal_column("1", Integer)
    return func.coalesce(shared.limit(one).scalar_subquery(), listed.limit(one).scalar_subquery(), false())


def named_exactly(search: str, viewer: int, *, is_public: bool) -> Select[*tuple[Any, ...]] | None:
    """Select the person named by the search; None if it can be neither a username nor an address.

    Viewers find by address only if they may see the address.
    """
    found = select(Account.sort_name, Account.id)
    email = canonical(search)
    if isinstance(email, str):
        return found.where(Account.email == email, is_managed_by(viewer))
    username = usernames.check_username(search)
    if not isinstance(username, str):
        return None
    found = found.where(Account.username == username)
    return found if is_public else found.where(is_tied(Account.id, viewer))


def with_first(exact: Select[*tuple[Any, ...]] | None, found: Subquery) -> Subquery:
    behind = select(found.c.sort_name, found.c.id, literal_column("1").label("rank"))
    if exact is None:
        return behind.subquery("ranked")
    named = exact.cte("exact")
    first = select(named.c.sort_name, named.c.id, literal_column("0").label("rank"))
    return union_all(first, behind.where(found.c.id.not_in(select(named.c.id)))).subquery("ranked")

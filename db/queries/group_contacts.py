from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import and_, any_, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from db.bulk import ids_parameter, to_unnest
from db.prepared import Prepared
from db.tables import Account, Membership
from rules.roles import Role

Pair = tuple[int | None, int | None]
"""A group and an account."""


class GroupContact(NamedTuple):
    group_id: int
    account_id: int
    name: str
    email: str
    role: Role


class _RoleRow(NamedTuple):
    group_id: int
    account_id: int
    role: Role


_CONTACT_COLUMNS = (Membership.group_id, Membership.account_id, Account.name, Account.email, Membership.role)
_found = select(*_CONTACT_COLUMNS).join(Account, Account.id == Membership.account_id)
_in_groups = Membership.group_id == any_(ids_parameter("group_ids"))
_GROUP_CONTACTS = Prepared(
    GroupContact,
    union_all(
        # The second condition is redundant; it lets PostgreSQL use memberships_managers_idx.
        _found.where(_in_groups, Membership.role == Role.ADMINISTRATOR, Membership.role != Role.MEMBER),
        _found.where(_in_groups, Membership.account_id == any_(ids_parameter("account_ids"))),
    ),
)
_given = to_unnest(Membership.__table__, ("group_id", "account_id"))
_ROLES = Prepared(
    _RoleRow,
    select(Membership.group_id, Membership.account_id, Membership.role).join(
        _given, and_(_given.c.group_id == Membership.group_id, _given.c.account_id == Membership.account_id)
    ),
)


async def load_group_contacts(
    connection: AsyncConnection, wanted: Mapping[int, Collection[int]]
) -> dict[int, dict[int, GroupContact]]:
    """Return for each group its administrators and those `wanted` who are members, ordered by account."""
    accounts = {one for each in wanted.values() for one in each}
    found: dict[int, dict[int, GroupContact]] = {group_id: {} for group_id in wanted}
    rows = await _GROUP_CONTACTS.rows(connection, group_ids=list(wanted), account_ids=list(accounts))
    for row in sorted(rows, key=lambda row: row.account_id):
        found[row.group_id][row.account_id] = row
    return found


async def load_roles(connection: AsyncConnection, pairs: Iterable[Pair]) -> dict[Pair, Role]:
    groups, accounts = zip(*pairs, strict=True)
    rows = await _ROLES.rows(connection, given_group_id=list(groups), given_account_id=list(accounts))
    return {(row.group_id, row.account_id): row.role for row in rows}

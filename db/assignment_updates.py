"""Statements that assign resources, one each for any number of members. The caller has locked the group."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Select, any_, literal, select
from sqlalchemy.dialects.postgresql import insert

from db.bulk import array_of
from db.tables import Account, Assignment, Membership, Resource

_COLUMNS = ("group_id", "resource_id", "membership_id", "assigned_by", "assigned_at", "due_at")


def select_members(group_id: int, membership_ids: Sequence[int] | None) -> Select[int, int, str]:
    """Select these members of a group, or all (None), by name."""
    found = (
        select(Membership.id, Membership.account_id, Account.name)
        .join(Account, Account.id == Membership.account_id)
        .where(Membership.group_id == group_id)
        .order_by(Account.sort_name, Membership.id)
    )
    if membership_ids is None:
        return found
    return found.where(Membership.id == any_(array_of(Membership.id, membership_ids)))


def assign(
    group_id: int, resource_id: int, membership_ids: Sequence[int], by: int, now: datetime, due_at: datetime | None
) -> Any:
    """Assign a resource to members, returning those newly assigned."""
    chosen = select(
        Membership.group_id,
        literal(resource_id, BigInteger),
        Membership.id,
        literal(by, BigInteger),
        literal(now, DateTime(timezone=True)),
        literal(due_at, DateTime(timezone=True)),
    ).where(Membership.group_id == group_id, Membership.id == any_(array_of(Membership.id, membership_ids)))
    return insert(Assignment).from_select(_COLUMNS, chosen).on_conflict_do_nothing().returning(Assignment.membership_id)


def assign_to_new_members(group_id: int, membership_ids: Sequence[int], now: datetime) -> Any:
    """Assign to new members what is assigned to everyone, returning it for each."""
    for_everyone = (
        select(
            Resource.group_id,
            Resource.id,
            Membership.id,
            Resource.everyone_by,
            literal(now, DateTime(timezone=True)),
            Resource.everyone_due_at,
        )
        .join(Membership, Membership.group_id == Resource.group_id)
        .where(
            Resource.group_id == group_id,
            Resource.everyone_since.is_not(None),
            Membership.id == any_(array_of(Membership.id, membership_ids)),
        )
    )
    inserted = (
        insert(Assignment)
        .from_select(_COLUMNS, for_everyone)
        .returning(Assignment.id, Assignment.resource_id, Assignment.membership_id, Assignment.assigned_by)
        .cte("made")
    )
    return (
        select(inserted, Resource.title).join(Resource, Resource.id == inserted.c.resource_id).order_by(inserted.c.id)
    )


def select_assignments(resource_id: int, membership_ids: Sequence[int]) -> Select[int, int]:
    return select(Assignment.id, Assignment.membership_id).where(
        Assignment.resource_id == resource_id,
        Assignment.membership_id == any_(array_of(Assignment.membership_id, membership_ids)),
    )

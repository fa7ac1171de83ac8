from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, any_, select

from db.bulk import array_of
from db.reader import ForAll, Reader
from db.tables import Assignment, Membership, Resource
from rules.caller import Caller


def rows() -> Select[*tuple[Any, ...]]:
    return select(
        Resource.id,
        Resource.group_id,
        Resource.kind,
        Resource.title,
        Resource.url,
        Resource.body,
        Resource.shared_by,
        Resource.created_at,
    )


def of_group(group: ColumnElement[int], kinds: Sequence[str] | None) -> Select[*tuple[Any, ...]]:
    """Select resources of these kinds; an empty list matches none."""
    found = rows().where(Resource.group_id == group)
    return found if kinds is None else found.where(Resource.kind.in_(kinds))


@ForAll
async def by_ids(reader: Reader, ids: Sequence[int]) -> Mapping[int, Row[Any]]:
    return {row.id: row for row in await reader.rows(rows().where(Resource.id == any_(array_of(Resource.id, ids))))}


def assignments() -> Select[*tuple[Any, ...]]:
    return select(
        Assignment.id,
        Assignment.group_id,
        Assignment.resource_id,
        Assignment.membership_id,
        Assignment.assigned_by,
        Assignment.assigned_at,
        Assignment.due_at,
        Assignment.completed_at,
        Membership.account_id,
    ).join(Membership, Membership.id == Assignment.membership_id)


def assignments_of(resource: ColumnElement[int]) -> Select[*tuple[Any, ...]]:
    return assignments().where(Assignment.resource_id == resource)


async def assignments_by_ids(reader: Reader, _: Caller, ids: Sequence[int]) -> Mapping[int, Row[Any]]:
    found = assignments().where(Assignment.id == any_(array_of(Assignment.id, ids)))
    return {row.id: row for row in await reader.rows(found)}


async def own_assignments(reader: Reader, caller: Caller, resource_ids: Sequence[int]) -> Mapping[int, Row[Any]]:
    """Return the caller's own assignment by resource."""
    found = assignments().where(
        Assignment.resource_id == any_(array_of(Assignment.resource_id, resource_ids)),
        Membership.account_id == caller.account_id,
    )
    return {row.resource_id: row for row in await reader.rows(found)}

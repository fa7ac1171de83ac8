from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, any_, select

from db.bulk import id_parameter, ids_parameter
from db.reader import Reader, SharedQuery
from db.statements import TypedSelect
from db.tables import Assignment, Membership, Resource
from rules.caller import Caller
from rules.resources import ResourceKind


class ResourceRow(NamedTuple):
    id: int
    group_id: int
    kind: ResourceKind
    title: str
    url: str | None
    body: str
    shared_by: int
    created_at: datetime


class AssignmentRow(NamedTuple):
    """An assignment and whom it is for."""

    id: int
    group_id: int
    resource_id: int
    membership_id: int
    assigned_by: int
    assigned_at: datetime
    due_at: datetime | None
    completed_at: datetime | None
    account_id: int


_RESOURCES = TypedSelect(
    ResourceRow,
    select(
        Resource.id,
        Resource.group_id,
        Resource.kind,
        Resource.title,
        Resource.url,
        Resource.body,
        Resource.shared_by,
        Resource.created_at,
    ),
)
_ASSIGNMENTS = TypedSelect(
    AssignmentRow,
    select(
        Assignment.id,
        Assignment.group_id,
        Assignment.resource_id,
        Assignment.membership_id,
        Assignment.assigned_by,
        Assignment.assigned_at,
        Assignment.due_at,
        Assignment.completed_at,
        Membership.account_id,
    ).join(Membership, Membership.id == Assignment.membership_id),
)
_BY_IDS = _RESOURCES.where(Resource.id == any_(ids_parameter("ids")))
_ASSIGNMENTS_BY_IDS = _ASSIGNMENTS.where(Assignment.id == any_(ids_parameter("ids")))
_OWN_ASSIGNMENTS = _ASSIGNMENTS.where(
    Assignment.resource_id == any_(ids_parameter("resource_ids")), Membership.account_id == id_parameter("account_id")
)


def of_group(group: ColumnElement[int], kinds: Sequence[ResourceKind] | None) -> TypedSelect[ResourceRow]:
    """Select resources of these kinds; an empty list matches none."""
    found = _RESOURCES.where(Resource.group_id == group)
    return found if kinds is None else found.where(Resource.kind.in_(kinds))


@SharedQuery
async def by_ids(reader: Reader, ids: Sequence[int]) -> Mapping[int, ResourceRow]:
    return {row.id: row for row in await reader.rows(_BY_IDS, ids=list(ids))}


def assignments_of(resource: ColumnElement[int]) -> TypedSelect[AssignmentRow]:
    return _ASSIGNMENTS.where(Assignment.resource_id == resource)


async def assignments_by_ids(reader: Reader, _: Caller, ids: Sequence[int]) -> Mapping[int, AssignmentRow]:
    return {row.id: row for row in await reader.rows(_ASSIGNMENTS_BY_IDS, ids=list(ids))}


async def own_assignments(reader: Reader, caller: Caller, resource_ids: Sequence[int]) -> Mapping[int, AssignmentRow]:
    """Return the caller's own assignment by resource."""
    found = await reader.rows(_OWN_ASSIGNMENTS, resource_ids=list(resource_ids), account_id=caller.account_id)
    return {row.resource_id: row for row in found}

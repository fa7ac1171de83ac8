from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, DateTime, any_, case, func, literal, select

from db.bulk import id_parameter, ids_parameter
from db.reader import Reader, SharedQuery
from db.statements import TypedSelect, part
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
    updated_at: datetime


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


class DueAssignmentRow(NamedTuple):
    """An assignment as a person works through theirs: open ones first, by due date, those without one last."""

    assignment: AssignmentRow
    turn: int
    due: datetime


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
        func.coalesce(Resource.updated_at, Resource.created_at).label("updated_at"),
    ),
)
_ASSIGNMENT_COLUMNS = (
    Assignment.id,
    Assignment.group_id,
    Assignment.resource_id,
    Assignment.membership_id,
    Assignment.assigned_by,
    Assignment.assigned_at,
    Assignment.due_at,
    Assignment.completed_at,
    Membership.account_id,
)
_ASSIGNMENTS = TypedSelect(
    AssignmentRow, select(*_ASSIGNMENT_COLUMNS).join(Membership, Membership.id == Assignment.membership_id)
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


# The last date that is accepted, so that rows without one can be compared with a cursor. The driver reads the
# microsecond after it as infinity.
_NEVER_DUE = datetime.max.replace(microsecond=999_998, tzinfo=UTC)


def _due(done: bool | None) -> TypedSelect[DueAssignmentRow]:
    turn = case((Assignment.completed_at.is_(None), 1), else_=2)
    due = func.coalesce(Assignment.due_at, literal(_NEVER_DUE, DateTime(timezone=True)))
    found = select(*part("assignment", _ASSIGNMENT_COLUMNS), turn.label("turn"), due.label("due"))
    rows = TypedSelect(DueAssignmentRow, found.join(Membership, Membership.id == Assignment.membership_id))
    if done is None:
        return rows
    return rows.where(Assignment.completed_at.is_not(None) if done else Assignment.completed_at.is_(None))


def assignments_of_account(account: ColumnElement[int], done: bool | None) -> TypedSelect[DueAssignmentRow]:
    return _due(done).where(Membership.account_id == account)


def assignments_of_member(membership: ColumnElement[int], done: bool | None) -> TypedSelect[DueAssignmentRow]:
    return _due(done).where(Assignment.membership_id == membership)


@SharedQuery
async def assignments_by_ids(reader: Reader, ids: Sequence[int]) -> Mapping[int, AssignmentRow]:
    return {row.id: row for row in await reader.rows(_ASSIGNMENTS_BY_IDS, ids=list(ids))}


async def own_assignments(reader: Reader, caller: Caller, resource_ids: Sequence[int]) -> Mapping[int, AssignmentRow]:
    """Return the caller's own assignment by resource."""
    found = await reader.rows(_OWN_ASSIGNMENTS, resource_ids=list(resource_ids), account_id=caller.account_id)
    return {row.resource_id: row for row in found}

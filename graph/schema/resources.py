from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Annotated

import strawberry

from db.queries import resources
from db.queries.resources import AssignmentRow, DueAssignmentRow, ResourceRow
from db.statements import TypedSelect
from graph.context import Context
from graph.fields import Loader, attribute, loaded_by
from graph.pagination.read_pages import Listing
from graph.pagination.relay_connections import Connection, paged
from graph.schema.accounts import Account, load_accounts
from graph.schema.enums import describe
from graph.schema.group_base import GroupBase, groups_allowing
from graph.schema.members import Member, load_members
from graph.schema.node import LazyGroup, Node, fetched_for_permission, groups_or_not_found, node_id, or_not_found
from rules.resources import ResourceKind
from rules.roles import Permission, allows

describe(
    ResourceKind,
    "The kind of material that a resource is.",
    PSYCHO_EDUCATION="Material that explains a subject of the therapy.",
    WORKBOOK="Exercises to work through.",
    LINK="A link to a page elsewhere.",
)


async def _assignments(
    found: Sequence["Resource"], context: Context
) -> tuple[Listing[AssignmentRow], list["Resource"]]:
    standings = await context.standings_in({one.row.group_id for one in found})
    order = (("assigned_at", datetime), ("id", int))
    return Listing("assignments", resources.assignments_of, order, descending=True), [
        one for one in found if allows(standings[one.row.group_id].group_access, Permission.SEE_ASSIGNMENTS)
    ]


def assignment_of(row: AssignmentRow) -> "Assignment":
    return Assignment(row=row)


@strawberry.type(description="Material that a manager shares with a group and can assign to its members.")
class Resource(Node):
    id: strawberry.ID = node_id("Resource", "row.id")
    row: strawberry.Private[ResourceRow]
    kind: ResourceKind = attribute("row.kind", description="The kind of material.")
    title: str = attribute("row.title", description="The title, on one line.")
    url: str | None = attribute(
        "row.url", description="A link that starts with http or https; null if there is none. A LINK always has one."
    )
    body: str = attribute("row.body", description="The text, which may have many lines or be empty.")
    created_at: datetime = attribute("row.created_at", description="When the resource was shared.")
    updated_at: datetime = attribute(
        "row.updated_at", description="When anything of the resource changed last; at first, when it was shared."
    )
    group: LazyGroup = loaded_by(
        groups_or_not_found, "row.group_id", description="The group that the resource is shared with."
    )
    shared_by: Account | None = loaded_by(
        load_accounts, "row.shared_by", description="The manager who shared the resource."
    )
    viewer_assignment: Annotated["Assignment", strawberry.lazy("graph.schema.resources")] | None = loaded_by(
        Loader(resources.own_assignments, assignment_of),
        "row.id",
        description="The assignment of the resource to the viewer; null if it is not assigned to them.",
    )
    assignments: Connection[Annotated["Assignment", strawberry.lazy("graph.schema.resources")]] | None = paged(
        _assignments,
        assignment_of,
        "row.id",
        description="The assignments of the resource to members, newest first. Managers and staff only: others get "
        "null and a FORBIDDEN error.",
    )


def resource_of(row: ResourceRow) -> Resource:
    return Resource(row=row)


load_resources = Loader(resources.by_ids, resource_of)
reachable_resources = fetched_for_permission("Resource", load_resources, Permission.SEE)


@strawberry.type(description="A resource that a member is asked to work through.")
class Assignment(Node):
    id: strawberry.ID = node_id("Assignment", "row.id")
    row: strawberry.Private[AssignmentRow]
    assigned_at: datetime = attribute("row.assigned_at", description="When the resource was assigned.")
    due_at: datetime | None = attribute(
        "row.due_at", description="When the member should be done; null if no date was set."
    )
    completed_at: datetime | None = attribute(
        "row.completed_at", description="When the member marked the assignment as done; null if that has not happened."
    )
    resource: Resource = loaded_by(
        or_not_found(load_resources), "row.resource_id", description="The resource to work through."
    )
    member: Member = loaded_by(
        or_not_found(load_members), "row.membership_id", description="The member who is to work through the resource."
    )
    assigned_by: Account | None = loaded_by(
        load_accounts, "row.assigned_by", description="The manager who assigned the resource."
    )


def due_listing(rows: Callable[..., TypedSelect[DueAssignmentRow]], done: bool | None) -> Listing[DueAssignmentRow]:
    """List what a member or an account is asked to work through, in the order of `DueAssignmentRow`."""
    order = (("turn", int), ("due", datetime), ("assignment_id", int))
    return Listing(rows.__name__, rows, order, filters=(done,))


def due_assignment_of(row: DueAssignmentRow) -> Assignment:
    return Assignment(row=row.assignment)


load_assignments = Loader(resources.assignments_by_ids, assignment_of)
fetched_for_permission(
    "Assignment",
    load_assignments,
    Permission.SEE_ASSIGNMENTS,
    is_own=lambda found, viewer: found.row.account_id == viewer,
)


def _resources(
    groups: Sequence[GroupBase],
    context: Context,
    kind: Annotated[
        list[ResourceKind] | None, strawberry.argument(description="Only resources of these kinds.")
    ] = None,
) -> tuple[Listing[ResourceRow], list[GroupBase]]:
    order = (("created_at", datetime), ("id", int))
    listing = Listing("resources", resources.of_group, order, descending=True, filters=(kind,))
    return listing, groups_allowing(groups, Permission.SEE)


@strawberry.type
class GroupResources(GroupBase):
    resources: Connection[Resource] | None = paged(
        _resources,
        resource_of,
        description="The resources that are shared with the group, newest first. Members and staff only: others get "
        "null and a FORBIDDEN error.",
    )

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry.types.unset import UnsetType

from db.queries import resources
from db.queries.resources import AssignmentRow, DueAssignmentRow, ResourceRow
from db.statements import TypedSelect
from graph import ids
from graph.arguments import After, Before, First, Last, given
from graph.context import Info
from graph.pagination.connections import Connection, slice_of
from graph.pagination.listings import Listing
from graph.pagination.pages import page_of
from graph.schema.accounts import Account, load_account
from graph.schema.enums import describe
from graph.schema.members import Member, group_access_in, load_member
from graph.schema.node import Node, fetched_by
from rules.refusals import forbidden, not_found
from rules.resources import ResourceKind
from rules.roles import Permission, allows

if TYPE_CHECKING:
    from graph.schema.groups import Group

describe(
    ResourceKind,
    "The kind of material that a resource is.",
    PSYCHO_EDUCATION="Material that explains a subject of the therapy.",
    WORKBOOK="Exercises to work through.",
    LINK="A link to a page elsewhere.",
)


@strawberry.type(description="Material that a manager shares with a group and can assign to its members.")
class Resource(Node):
    row: strawberry.Private[ResourceRow]
    kind: ResourceKind = strawberry.field(description="The kind of material.")
    title: str = strawberry.field(description="The title, on one line.")
    url: str | None = strawberry.field(
        description="A link that starts with http or https; null if there is none. A LINK always has one."
    )
    body: str = strawberry.field(description="The text, which may have many lines or be empty.")
    created_at: datetime = strawberry.field(description="When the resource was shared.")
    updated_at: datetime = strawberry.field(
        description="When anything of the resource changed last; at first, when it was shared."
    )

    @strawberry.field(description="The group that the resource is shared with.")
    async def group(self, info: Info) -> Annotated["Group", strawberry.lazy("graph.schema.groups")]:
        from graph.schema.groups import must_load_group  # noqa: PLC0415 - two nouns that name each other

        return await must_load_group(info, self.row.group_id)

    @strawberry.field(description="The manager who shared the resource.")
    async def shared_by(self, info: Info) -> Account | None:
        return await load_account(info.context, self.row.shared_by)

    @strawberry.field(description="The assignment of the resource to the viewer; null if it is not assigned to them.")
    async def viewer_assignment(
        self, info: Info
    ) -> Annotated["Assignment", strawberry.lazy("graph.schema.resources")] | None:
        row = await info.context.load(resources.own_assignments, self.row.id)
        return assignment_of(row) if row is not None else None

    @strawberry.field(
        description="The assignments of the resource to members, newest first. Managers and staff only: others get "
        "null and a FORBIDDEN error."
    )
    async def assignments(
        self,
        info: Info,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> Connection[Annotated["Assignment", strawberry.lazy("graph.schema.resources")]] | None:
        group_access, _ = await group_access_in(info, self.row.group_id)
        if not allows(group_access, Permission.SEE_ASSIGNMENTS):
            raise forbidden()
        order = (("assigned_at", datetime), ("id", int))
        listing = Listing("assignments", resources.assignments_of, order, descending=True)
        return await page_of(info, listing, slice_of(listing, first, after, last, before), self.row.id, assignment_of)


@strawberry.type(description="A resource that a member is asked to work through.")
class Assignment(Node):
    row: strawberry.Private[AssignmentRow]
    assigned_at: datetime = strawberry.field(description="When the resource was assigned.")
    due_at: datetime | None = strawberry.field(description="When the member should be done; null if no date was set.")
    completed_at: datetime | None = strawberry.field(
        description="When the member marked the assignment as done; null if that has not happened."
    )

    @strawberry.field(description="The resource to work through.")
    async def resource(self, info: Info) -> Resource:
        found = await load_resource(info, self.row.resource_id)
        if found is None:
            raise not_found()  # removed while this was read
        return found

    @strawberry.field(description="The member who is to work through the resource.")
    async def member(self, info: Info) -> Member:
        found = await load_member(info, self.row.membership_id)
        if found is None:
            raise not_found()  # gone while this was read
        return found

    @strawberry.field(description="The manager who assigned the resource.")
    async def assigned_by(self, info: Info) -> Account | None:
        return await load_account(info.context, self.row.assigned_by)


def resource_of(row: ResourceRow) -> Resource:
    return Resource(
        id=ids.encode("Resource", row.id),
        row=row,
        kind=row.kind,
        title=row.title,
        url=row.url,
        body=row.body,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def assignment_of(row: AssignmentRow) -> Assignment:
    return Assignment(
        id=ids.encode("Assignment", row.id),
        row=row,
        assigned_at=row.assigned_at,
        due_at=row.due_at,
        completed_at=row.completed_at,
    )


def due_listing(
    rows: Callable[..., TypedSelect[DueAssignmentRow]], done: bool | UnsetType | None
) -> Listing[DueAssignmentRow]:
    """List what a member or an account is asked to work through, in the order of `DueAssignmentRow`."""
    order = (("turn", int), ("due", datetime), ("assignment_id", int))
    return Listing(rows.__name__, rows, order, filters=(given(done),))


def due_assignment_of(row: DueAssignmentRow) -> Assignment:
    return assignment_of(row.assignment)


async def load_resource(info: Info, key: int | None) -> Resource | None:
    row = await info.context.load(resources.by_ids, key) if key else None
    return resource_of(row) if row is not None else None


@fetched_by("Resource")
async def reachable_resource(info: Info, key: int) -> Resource | None:
    resource = await load_resource(info, key)
    if resource is None:
        return None
    group_access, _ = await group_access_in(info, resource.row.group_id)
    return resource if allows(group_access, Permission.SEE) else None


async def load_assignment(info: Info, key: int | None) -> Assignment | None:
    row = await info.context.load(resources.assignments_by_ids, key) if key else None
    return assignment_of(row) if row is not None else None


@fetched_by("Assignment")
async def reachable_assignment(info: Info, key: int) -> Assignment | None:
    assignment = await load_assignment(info, key)
    if assignment is None:
        return None
    group_access, _ = await group_access_in(info, assignment.row.group_id)
    is_own = assignment.row.account_id == info.context.personal_caller().account_id
    return assignment if is_own or allows(group_access, Permission.SEE_ASSIGNMENTS) else None

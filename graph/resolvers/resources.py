from datetime import datetime

import strawberry

from actions.resources import assigning, resources, unassigning
from actions.work import Work
from graph import ids
from graph.arguments import Input, optional
from graph.context import Info
from graph.fields import loaded_by
from graph.gate import run_mutation
from graph.schema.group_owner import OfGroup, OfGroupAndViewer
from graph.schema.node import load_one
from graph.schema.resources import Assignment, Resource, load_assignments, load_resources
from graph.schema.user_errors import UserError, user_errors
from rules.resources import ResourceKind


@strawberry.input(description="Input of `shareResource`.")
class ShareResourceInput:
    group_id: strawberry.ID = strawberry.field(description="The ID of the group to share with.")
    kind: ResourceKind = strawberry.field(description="The kind of material.")
    title: str = strawberry.field(description="The title; 1 to 120 characters.")
    url: str | None = optional(
        "A link that starts with http or https, up to 2,000 characters. A LINK needs one, else BLANK."
    )
    body: str = strawberry.field(default="", description="The text; up to 10,000 characters.")


@strawberry.type(description="A resource that was shared or changed.")
class ResourcePayload(OfGroup):
    resource: Resource | None = strawberry.field(description="The resource; null when there are userErrors.")
    user_errors: list[UserError] = user_errors()


@strawberry.input(description="Input of `updateResource`; fields that are left out stay as they are.")
class UpdateResourceInput:
    resource_id: strawberry.ID = strawberry.field(description="The ID of the resource to change.")
    title: str | None = optional("The new title; 1 to 120 characters. If left out, the title stays.")
    url: str | None = optional(
        "The new link, which starts with http or https, up to 2,000 characters. An empty text takes the link away; a "
        "LINK needs one, else BLANK. If left out, the link stays."
    )
    body: str | None = optional("The new text; up to 10,000 characters. If left out, the text stays.")
    kind: ResourceKind | None = optional("The new kind of material. If left out, the kind stays.")


@strawberry.input(description="Input of `removeResource`.")
class RemoveResourceInput:
    resource_id: strawberry.ID = strawberry.field(description="The ID of the resource to remove.")


@strawberry.type(description="Answer to `removeResource`.")
class RemoveResourcePayload(OfGroupAndViewer):
    removed_id: strawberry.ID | None = strawberry.field(
        description="The ID of the removed resource; null when there are userErrors."
    )
    user_errors: list[UserError] = user_errors()


@strawberry.input(description="Input of `assignResource`.")
class AssignResourceInput:
    resource_id: strawberry.ID = strawberry.field(description="The ID of the resource to assign.")
    member_ids: list[strawberry.ID] | None = optional(
        "The IDs of the members; errors count them from 0. If left out, the resource is for every member, including "
        "those who join later."
    )
    due_at: datetime | None = optional("When the members should be done. If left out, there is no date.")


@strawberry.type(description="Answer to `assignResource`. An error of one member does not stop the others.")
class AssignResourcePayload(OfGroupAndViewer):
    resource_key: strawberry.Private[int | None] = None
    assignments: list[Assignment] = strawberry.field(
        description="The assignments of the members, in the order given, or by name if it is for every member."
    )
    user_errors: list[UserError] = user_errors(
        "The errors of the call as a whole, or NOT_A_MEMBER for each ID that is not a member's, with its path."
    )

    resource: Resource | None = loaded_by(
        load_resources,
        "resource_key",
        description="The resource that was assigned; null if userErrors refused the whole change.",
    )


@strawberry.input(one_of=True, description="Input of `unassignResource`, with exactly one field.")
class UnassignResourceInput:
    assignment_id: strawberry.ID | None = optional("The ID of the one assignment to take back, done or not.")
    resource_id: strawberry.ID | None = optional(
        "The ID of the resource to take back from everybody, and not to assign to those who join later."
    )


@strawberry.type(description="Answer to `unassignResource`.")
class UnassignResourcePayload(OfGroupAndViewer):
    resource_key: strawberry.Private[int | None] = None
    removed_ids: list[strawberry.ID] = strawberry.field(
        description="The IDs of the assignments that are gone; empty when there are userErrors."
    )
    user_errors: list[UserError] = user_errors()

    resource: Resource | None = loaded_by(
        load_resources,
        "resource_key",
        description="The resource that was assigned; null if userErrors refused the whole change.",
    )


@strawberry.input(description="Input of `completeAssignment` and `reopenAssignment`.")
class CompleteAssignmentInput:
    assignment_id: strawberry.ID = strawberry.field(description="The ID of the assignment.")


@strawberry.type(description="An assignment that was completed or reopened.")
class AssignmentPayload(OfGroupAndViewer):
    assignment: Assignment | None = strawberry.field(description="The assignment; null when there are userErrors.")
    user_errors: list[UserError] = user_errors()


@strawberry.type
class ResourceMutations:
    @strawberry.mutation(description="Shares material with a group, for its managers. The other members are notified.")
    async def share_resource(self, info: Info, input: Input[ShareResourceInput]) -> ResourcePayload | None:  # noqa: A002
        shared = await run_mutation(
            info, resources.share, ids.key("Group", input.group_id), input.kind, input.title, input.url, input.body
        )
        return await _payload(info, shared)

    @strawberry.mutation(description="Changes a resource, for managers of the group. Nobody is notified.")
    async def update_resource(self, info: Info, input: Input[UpdateResourceInput]) -> ResourcePayload | None:  # noqa: A002
        change = resources.ResourceChange(input.kind, input.title, input.url, input.body)
        edited = await run_mutation(info, resources.edit, ids.key("Resource", input.resource_id), change)
        return await _payload(info, edited)

    @strawberry.mutation(description="Removes a resource and its assignments, for managers of the group.")
    async def remove_resource(self, info: Info, input: Input[RemoveResourceInput]) -> RemoveResourcePayload | None:  # noqa: A002
        group_key = await run_mutation(info, resources.remove, ids.key("Resource", input.resource_id))
        return RemoveResourcePayload(group_key=group_key, removed_id=input.resource_id)

    @strawberry.mutation(
        description="Asks members to work through a resource, for managers of the group. Assignments that exist "
        "already stay as they are."
    )
    async def assign_resource(self, info: Info, input: Input[AssignResourceInput]) -> AssignResourcePayload | None:  # noqa: A002
        resource_key = ids.key("Resource", input.resource_id)
        keys = None if input.member_ids is None else [ids.key("Member", one) for one in input.member_ids]
        assigned = await run_mutation(info, assigning.assign, resource_key, keys, input.due_at)
        found = await load_assignments(info.context, assigned.assignment_ids)
        return AssignResourcePayload(
            group_key=assigned.group_id,
            resource_key=resource_key,
            assignments=[assignment for assignment in found if assignment is not None],
            user_errors=[UserError(problem=problem) for problem in assigned.problems],
        )

    @strawberry.mutation(
        description="Takes one assignment back, or all of a resource, for managers of the group. Nobody is notified, "
        "and unread notifications of it are marked as read."
    )
    async def unassign_resource(
        self,
        info: Info,
        input: Input[UnassignResourceInput],  # noqa: A002
    ) -> UnassignResourcePayload | None:

        async def unassign(work: Work) -> unassigning.UnassignResult:
            if input.assignment_id is not None:
                return await unassigning.unassign_one(work, ids.key("Assignment", input.assignment_id))
            return await unassigning.unassign_all(work, ids.key("Resource", input.resource_id or ""))

        done = await run_mutation(info, unassign)
        return UnassignResourcePayload(
            group_key=done.group_id,
            resource_key=done.resource_id,
            removed_ids=[ids.encode("Assignment", key) for key in done.removed_ids],
        )

    @strawberry.mutation(
        description="Marks an assignment of the viewer as not done after all. Reopening it again has the same answer."
    )
    async def reopen_assignment(
        self,
        info: Info,
        input: Input[CompleteAssignmentInput],  # noqa: A002
    ) -> AssignmentPayload | None:
        reopened = await run_mutation(info, assigning.reopen, ids.key("Assignment", input.assignment_id))
        return await _assignment_payload(info, reopened)

    @strawberry.mutation(
        description="Marks an assignment of the viewer as done. Completing it again has the same answer."
    )
    async def complete_assignment(
        self,
        info: Info,
        input: Input[CompleteAssignmentInput],  # noqa: A002
    ) -> AssignmentPayload | None:
        completed = await run_mutation(info, assigning.complete, ids.key("Assignment", input.assignment_id))
        return await _assignment_payload(info, completed)


async def _payload(info: Info, key: int) -> ResourcePayload:
    resource = await load_one(load_resources, info, key)
    return ResourcePayload(group_key=resource.row.group_id if resource is not None else None, resource=resource)


async def _assignment_payload(info: Info, key: int) -> AssignmentPayload:
    assignment = await load_one(load_assignments, info, key)
    return AssignmentPayload(
        group_key=assignment.row.group_id if assignment is not None else None, assignment=assignment
    )

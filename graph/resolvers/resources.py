import asyncio
from datetime import datetime

import strawberry

from actions.resources import assigning, resources
from graph import ids
from graph.arguments import Input, given
from graph.context import Info
from graph.gate import change
from graph.schema.errors import UserError
from graph.schema.resources import Assignment, Resource, load_assignment, load_resource
from rules.resources import ResourceKind


@strawberry.input
class ShareResourceInput:
    """What is shared with whom."""

    group_id: strawberry.ID
    kind: ResourceKind
    title: str = strawberry.field(description="1 to 120 characters.")
    url: str | None = strawberry.field(
        default=strawberry.UNSET, description="http or https, up to 2,000 characters; a LINK needs one."
    )
    body: str = strawberry.field(default="", description="Up to 10,000 characters.")


@strawberry.type
class ResourcePayload:
    """A resource, shared."""

    resource: Resource | None
    user_errors: list[UserError]


@strawberry.input
class RemoveResourceInput:
    """Which resource."""

    resource_id: strawberry.ID


@strawberry.type
class RemoveResourcePayload:
    """The resource that is gone."""

    removed_id: strawberry.ID | None
    user_errors: list[UserError]


@strawberry.input(description="Without memberIds: every member of the group, those who join later too.")
class AssignResourceInput:
    resource_id: strawberry.ID
    member_ids: list[strawberry.ID] | None = strawberry.UNSET
    due_at: datetime | None = strawberry.UNSET


@strawberry.type(description="The assignments of all who were named; each other entry is a userError with its path.")
class AssignResourcePayload:
    assignments: list[Assignment]
    user_errors: list[UserError]


@strawberry.input
class CompleteAssignmentInput:
    """Which assignment."""

    assignment_id: strawberry.ID


@strawberry.type
class AssignmentPayload:
    """An assignment, done."""

    assignment: Assignment | None
    user_errors: list[UserError]


@strawberry.type
class ResourceMutations:
    @strawberry.mutation(description="Shares material with a group; its members are notified.")
    async def share_resource(self, info: Info, input: Input[ShareResourceInput]) -> ResourcePayload | None:  # noqa: A002
        done = await change(
            info,
            lambda work: resources.share(
                work, ids.key("Group", input.group_id), input.kind, input.title, given(input.url), input.body
            ),
        )
        return ResourcePayload(resource=await load_resource(info, done.value), user_errors=done.user_errors)

    @strawberry.mutation(description="Takes a resource away, with its assignments.")
    async def remove_resource(self, info: Info, input: Input[RemoveResourceInput]) -> RemoveResourcePayload | None:  # noqa: A002
        done = await change(info, lambda work: resources.remove(work, ids.key("Resource", input.resource_id)))
        return RemoveResourcePayload(removed_id=input.resource_id, user_errors=done.user_errors)

    @strawberry.mutation(
        description="Assigns a resource to members, or to everyone. Who has it already keeps it as it is."
    )
    async def assign_resource(self, info: Info, input: Input[AssignResourceInput]) -> AssignResourcePayload | None:  # noqa: A002
        named = given(input.member_ids)
        keys = None if named is None else [ids.key("Member", one) for one in named]
        done = await change(
            info,
            lambda work: assigning.assign(work, ids.key("Resource", input.resource_id), keys, given(input.due_at)),
        )
        if done.value is None:
            return AssignResourcePayload(assignments=[], user_errors=done.user_errors)
        found = await asyncio.gather(*(load_assignment(info, key) for key in done.value.assignment_ids))
        return AssignResourcePayload(
            assignments=[assignment for assignment in found if assignment is not None],
            user_errors=[UserError.of(problem) for problem in done.value.problems],
        )

    @strawberry.mutation(description="Marks the viewer's own assignment as done. Doing it again answers alike.")
    async def complete_assignment(
        self,
        info: Info,
        input: Input[CompleteAssignmentInput],  # noqa: A002
    ) -> AssignmentPayload | None:
        done = await change(info, lambda work: assigning.complete(work, ids.key("Assignment", input.assignment_id)))
        return AssignmentPayload(assignment=await load_assignment(info, done.value), user_errors=done.user_errors)

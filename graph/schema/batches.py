from datetime import datetime

import strawberry

from db.queries import batches
from db.queries.batches import BatchRow
from graph import ids
from graph.context import Info
from graph.schema.members import group_access_in
from graph.schema.node import Node, fetched_by


@strawberry.type(description="The emails of one call of `inviteMembers`, for a progress bar.")
class InvitationBatch(Node):
    total: int = strawberry.field(description="The number of emails in the batch.")
    sent: int = strawberry.field(description="The number of emails that the mail server took.")
    failed: int = strawberry.field(
        description="The number of emails that could not be delivered, or were no longer needed."
    )
    remaining: int = strawberry.field(description="The number of emails that are still to be sent.")
    finished_at: datetime | None = strawberry.field(
        description="When no email was left to send; null while `remaining` is above 0."
    )


def batch_of(row: BatchRow) -> InvitationBatch:
    return InvitationBatch(
        id=ids.encode("InvitationBatch", row.id),
        total=row.total,
        sent=row.sent,
        failed=row.failed,
        remaining=row.remaining,
        finished_at=row.finished_at,
    )


@fetched_by("InvitationBatch")
async def reachable_batch(info: Info, key: int) -> InvitationBatch | None:
    row = await info.context.load(batches.by_ids, key)
    if row is None:
        return None
    group_access, _ = await group_access_in(info, row.group_id)
    return batch_of(row) if group_access.is_manager else None

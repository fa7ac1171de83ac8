from datetime import datetime

import strawberry

from db.queries import batches
from db.queries.batches import BatchRow
from graph.fields import Loader, attribute
from graph.schema.node import Node, fetched_for_permission, node_id
from rules.roles import Permission


@strawberry.type(description="The emails of one call of `inviteMembers`, for a progress bar.")
class InvitationBatch(Node):
    id: strawberry.ID = node_id("InvitationBatch", "row.id")
    row: strawberry.Private[BatchRow]
    total: int = attribute("row.total", description="The number of emails in the batch.")
    sent: int = attribute("row.sent", description="The number of emails that the mail server took.")
    failed: int = attribute(
        "row.failed", description="The number of emails that could not be delivered, or were no longer needed."
    )
    remaining: int = attribute("row.remaining", description="The number of emails that are still to be sent.")
    finished_at: datetime | None = attribute(
        "row.finished_at", description="When no email was left to send; null while `remaining` is above 0."
    )


_load = Loader(batches.by_ids, lambda row: InvitationBatch(row=row))
load_batches = fetched_for_permission("InvitationBatch", _load, Permission.INVITE)

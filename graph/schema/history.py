from datetime import datetime
from typing import Annotated

import strawberry

from db.queries import history
from db.queries.history import HistoryRow
from graph import ids
from graph.arguments import After, Before, First, Last, given
from graph.context import Info
from graph.pagination.connections import Connection, slice_of
from graph.pagination.listings import Listing
from graph.pagination.pages import page_of
from graph.schema.accounts import Account, load_account
from graph.schema.group_base import GroupBase
from graph.schema.members import group_access_in
from graph.schema.node import Node, fetched_by
from rules.history import OF_ITS_ACTOR_ALONE, HistoryAction
from rules.roles import Permission, allows


@strawberry.type(description="Something that happened in a group.")
class HistoryEntry(Node):
    row: strawberry.Private[HistoryRow]
    action: HistoryAction = strawberry.field(description="What happened.")
    subject: str = strawberry.field(description="The person or thing that it happened to, as named at the time.")
    at: datetime = strawberry.field(description="When it happened.")

    @strawberry.field(
        description="Who did it; null if nobody did, as when an invitation expires or the seat policy acts, and for "
        "the command line of the operator."
    )
    async def actor(self, info: Info) -> Account | None:
        return await load_account(info.context, self.row.actor_id)


def entry_of(row: HistoryRow) -> HistoryEntry:
    return HistoryEntry(
        id=ids.encode("HistoryEntry", row.id),
        row=row,
        action=row.action,
        subject=row.subject,
        at=row.at,
    )


@fetched_by("HistoryEntry")
async def reachable_entry(info: Info, key: int) -> HistoryEntry | None:
    row = await info.context.load(history.by_ids, key)
    caller = info.context.personal_caller()
    if row is None or (row.action is OF_ITS_ACTOR_ALONE and not caller.is_staff and row.actor_id != caller.account_id):
        return None
    group_access, _ = await group_access_in(info, row.group_id)
    return entry_of(row) if allows(group_access, Permission.SEE_HISTORY) else None


@strawberry.type
class GroupHistory(GroupBase):
    @strawberry.field(
        description="What happened in the group, newest first. Managers and staff only: others get null and a "
        "FORBIDDEN error."
    )
    async def history(
        self,
        info: Info,
        action: Annotated[
            list[HistoryAction] | None, strawberry.argument(description="Only entries with one of these actions.")
        ] = strawberry.UNSET,
        actor_id: Annotated[
            strawberry.ID | None,
            strawberry.argument(description="Only entries of what the person with this account ID did."),
        ] = strawberry.UNSET,
        since: Annotated[
            datetime | None, strawberry.argument(description="Only entries from this time on.")
        ] = strawberry.UNSET,
        until: Annotated[
            datetime | None, strawberry.argument(description="Only entries before this time.")
        ] = strawberry.UNSET,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> Connection[HistoryEntry] | None:
        self.require(Permission.SEE_HISTORY)
        actions, actor, start, end = given(action), given(actor_id), given(since), given(until)
        values = {"actor": None if actor is None else ids.key("Account", actor), "since": start, "until": end}
        listing = Listing(
            "history",
            history.of_group,
            (("at", datetime), ("id", int)),
            descending=True,
            filters=(
                info.context.personal_caller().is_staff,
                None if actions is None else tuple(actions),
                actor is not None,
                start is not None,
                end is not None,
            ),
            values=tuple((name, value) for name, value in values.items() if value is not None),
            depends_on_viewer=True,
        )
        return await page_of(info, listing, slice_of(listing, first, after, last, before), self.key, entry_of)

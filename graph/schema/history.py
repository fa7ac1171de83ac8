from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import strawberry

from db.queries import history
from db.queries.history import HistoryRow
from graph import ids
from graph.context import Context
from graph.fields import Loader, attribute, loaded_by
from graph.pagination.read_pages import Listing
from graph.pagination.relay_connections import Connection, paged
from graph.schema.accounts import Account, load_accounts
from graph.schema.group_base import GroupBase, groups_allowing
from graph.schema.node import Node, fetched_for_permission, fetched_if, node_id
from rules.history import OF_ITS_ACTOR_ALONE, HistoryAction
from rules.roles import Permission


@strawberry.type(description="Something that happened in a group.")
class HistoryEntry(Node):
    id: strawberry.ID = node_id("HistoryEntry", "row.id")
    row: strawberry.Private[HistoryRow]
    action: HistoryAction = attribute("row.action", description="What happened.")
    subject: str = attribute(
        "row.subject", description="The person or thing that it happened to, as named at the time."
    )
    at: datetime = attribute("row.at", description="When it happened.")
    actor: Account | None = loaded_by(
        load_accounts,
        "row.actor_id",
        description="Who did it; null if nobody did, as when an invitation expires or the seat policy acts, for the "
        "command line of the operator, and for an invitee who declined and was invited by address.",
    )


def entry_of(row: HistoryRow) -> HistoryEntry:
    return HistoryEntry(row=row)


def _may_know(entry: HistoryEntry, context: Context) -> bool:
    caller, row = context.personal_caller(), entry.row
    return row.action is not OF_ITS_ACTOR_ALONE or caller.is_staff or row.actor_id == caller.account_id


_reachable = fetched_for_permission("HistoryEntry", Loader(history.by_ids, entry_of), Permission.SEE_HISTORY)
fetched_if("HistoryEntry", _reachable, _may_know)


def _history(
    groups: Sequence[GroupBase],
    context: Context,
    action: Annotated[
        list[HistoryAction] | None, strawberry.argument(description="Only entries with one of these actions.")
    ] = None,
    actor_id: Annotated[
        strawberry.ID | None,
        strawberry.argument(description="Only entries of what the person with this account ID did."),
    ] = None,
    since: Annotated[datetime | None, strawberry.argument(description="Only entries from this time on.")] = None,
    until: Annotated[datetime | None, strawberry.argument(description="Only entries before this time.")] = None,
) -> tuple[Listing[HistoryRow], list[GroupBase]]:
    values = {"actor": None if actor_id is None else ids.key("Account", actor_id), "since": since, "until": until}
    listing = Listing(
        "history",
        history.of_group,
        (("at", datetime), ("id", int)),
        descending=True,
        filters=(context.personal_caller().is_staff, action, *(value is not None for value in values.values())),
        values=tuple((name, value) for name, value in values.items() if value is not None),
        depends_on_viewer=True,
    )
    return listing, groups_allowing(groups, Permission.SEE_HISTORY)


@strawberry.type
class GroupHistory(GroupBase):
    history: Connection[HistoryEntry] | None = paged(
        _history,
        entry_of,
        description="What happened in the group, newest first. Managers and staff only: others get null and a "
        "FORBIDDEN error.",
    )

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import strawberry

from db.queries import codes, members
from db.queries.codes import CodeRow
from db.queries.members import MemberRow
from graph.context import Context
from graph.fields import Load, Loader, attribute, loaded_by
from graph.pagination.read_pages import Listing
from graph.pagination.relay_connections import Connection, paged
from graph.schema.accounts import Account, load_accounts
from graph.schema.group_base import GroupBase, is_managed
from graph.schema.members import Member, member_of
from graph.schema.node import LazyGroup, Node, fetched_if, groups_or_not_found, node_id
from graph.schema.qr_codes import QrCode, qr_code_of
from mail.links import join_link, print_link
from rules.codes import CodeStatus, code_status, format_code
from rules.config import Config
from rules.roles import MANAGERS


def _members(found: Sequence["InviteCode"], context: Context) -> tuple[Listing[MemberRow], Sequence["InviteCode"]]:
    order = (("joined_at", datetime), ("id", int))
    return Listing("members by code", members.by_code, order, descending=True), found


@strawberry.type(
    description="A code, with a link and a QR code, with which anyone who has it can join the group as a member."
)
class InviteCode(Node):
    row: strawberry.Private[CodeRow]
    id: strawberry.ID = node_id("InviteCode", "row.id")
    code: str = strawberry.field(description="The code, as ABCD-EFGH-JKMN, without letters that look alike.")
    url: str = strawberry.field(description="The link to the invite page.")
    print_url: str = strawberry.field(description="The link to a page with the code to print.")
    qr_code: QrCode = strawberry.field(description="The QR code of the link.")
    status: CodeStatus = strawberry.field(description="Whether people can still join with the code.")
    created_at: datetime = attribute("row.created_at", description="When the code was generated.")
    expires_at: datetime | None = attribute(
        "row.expires_at", description="When the code stops working; null for a code that does not expire."
    )
    max_uses: int | None = attribute(
        "row.max_uses", description="The number of people who may join with the code; null for no limit."
    )
    use_count: int = attribute(
        "row.use_count",
        description="The number of people who have joined with the code, including those who have left since.",
    )
    email_domain: str | None = attribute(
        "row.email_domain",
        description="The only domain whose email addresses the code admits; null for a code that admits any.",
    )

    group: LazyGroup = loaded_by(groups_or_not_found, "row.group_id", description="The group that the code leads into.")
    created_by: Account | None = loaded_by(
        load_accounts, "row.created_by", description="The manager who generated the code."
    )
    members: Connection[Member] = paged(
        _members,
        member_of,
        "row.id",
        description="The members who joined with the code and have not left, newest first.",
    )


def code_loader(fetch: Any) -> Load:
    """Return what loads codes by the rows that a function of `db/queries` reads."""
    load_rows: Loader[CodeRow] = Loader(fetch, lambda row: row)

    async def load(context: Context, keys: Sequence[int | None]) -> list[InviteCode | None]:
        rows = await load_rows(context, keys)
        return [_code_of(context.config, row) if row is not None else None for row in rows]

    return load


def _code_of(config: Config, row: CodeRow) -> InviteCode | None:
    """Return None where the code's key is no longer listed."""
    code = codes.unsealed(config.secret_keys, row.sealed, row.digest)
    if code is None:
        return None
    shown = format_code(code)
    link = join_link(config, shown)
    return InviteCode(
        row=row,
        code=shown,
        url=link,
        print_url=print_link(config, shown),
        qr_code=qr_code_of(config, shown, link),
        status=code_status(row),
    )


reachable_codes = fetched_if("InviteCode", code_loader(codes.by_ids), lambda code, _: code.row.viewer_role in MANAGERS)


@strawberry.type
class GroupCodes(GroupBase):
    invite_code: InviteCode | None = loaded_by(
        code_loader(codes.of_groups),
        "key",
        may_see=is_managed,
        description="The newest invite code, also if it has expired or is used up; null if there is none, or if it was "
        "deleted. Managers only: others get null and a FORBIDDEN error.",
    )

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from db.queries import codes, members
from db.queries.codes import CodeRow
from graph import ids
from graph.arguments import After, Before, First, Last
from graph.context import Info
from graph.pagination.connections import Connection, slice_of
from graph.pagination.listings import Listing
from graph.pagination.pages import page_of
from graph.schema.accounts import Account, load_account
from graph.schema.members import Member, member_of
from graph.schema.node import Node, fetched_by
from graph.schema.qr_codes import QrCode, qr_code_of
from mail.links import join_link, print_link
from rules.codes import CodeStatus, code_status, format_code
from rules.roles import MANAGERS

if TYPE_CHECKING:
    from graph.schema.groups import Group


@strawberry.type(
    description="A code, with a link and a QR code, with which anyone who has it can join the group as a member."
)
class InviteCode(Node):
    row: strawberry.Private[CodeRow]
    code: str = strawberry.field(description="The code, as ABCD-EFGH-JKMN, without letters that look alike.")
    url: str = strawberry.field(description="The link to the invite page.")
    print_url: str = strawberry.field(description="The link to a page with the code to print.")
    qr_code: QrCode = strawberry.field(description="The QR code of the link.")
    status: CodeStatus = strawberry.field(description="Whether people can still join with the code.")
    created_at: datetime = strawberry.field(description="When the code was generated.")
    expires_at: datetime | None = strawberry.field(
        description="When the code stops working; null for a code that does not expire."
    )
    max_uses: int | None = strawberry.field(
        description="The number of people who may join with the code; null for no limit."
    )
    use_count: int = strawberry.field(
        description="The number of people who have joined with the code, including those who have left since."
    )
    email_domain: str | None = strawberry.field(
        description="The only domain whose email addresses the code admits; null for a code that admits any."
    )

    @strawberry.field(description="The group that the code leads into.")
    async def group(self, info: Info) -> Annotated["Group", strawberry.lazy("graph.schema.groups")]:
        from graph.schema.groups import must_load_group  # noqa: PLC0415 - two nouns that name each other

        return await must_load_group(info, self.row.group_id)

    @strawberry.field(description="The manager who generated the code.")
    async def created_by(self, info: Info) -> Account | None:
        return await load_account(info.context, self.row.created_by)

    @strawberry.field(description="The members who joined with the code and have not left, newest first.")
    async def members(
        self,
        info: Info,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> Connection[Member]:
        order = (("joined_at", datetime), ("id", int))
        listing = Listing("members by code", members.by_code, order, descending=True)
        return await page_of(info, listing, slice_of(listing, first, after, last, before), self.row.id, member_of)


def invite_code_of(info: Info, row: CodeRow) -> InviteCode | None:
    """Return None where the code's key is no longer listed."""
    config = info.context.config
    code = codes.unsealed(config.secret_keys, row.sealed, row.digest)
    if code is None:
        return None
    shown = format_code(code)
    link = join_link(config, shown)
    return InviteCode(
        id=ids.encode("InviteCode", row.id),
        row=row,
        code=shown,
        url=link,
        print_url=print_link(config, shown),
        qr_code=qr_code_of(config, shown, link),
        status=code_status(row),
        created_at=row.created_at,
        expires_at=row.expires_at,
        max_uses=row.max_uses,
        use_count=row.use_count,
        email_domain=row.email_domain,
    )


@fetched_by("InviteCode")
async def reachable_code(info: Info, key: int) -> InviteCode | None:
    row = await info.context.load(codes.by_ids, key)
    return invite_code_of(info, row) if row is not None and row.viewer_role in MANAGERS else None

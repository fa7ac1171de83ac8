from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from sqlalchemy import Row

from db.queries import codes
from graph import ids
from graph.arguments import After, First, given
from graph.context import Info
from graph.pagination.connections import Connection, slice_of
from graph.pagination.listings import Listing
from graph.pagination.pages import page_of
from graph.schema.accounts import Account, load_account
from graph.schema.members import Member, member_of
from graph.schema.node import Node, fetched_by
from graph.schema.qr_codes import QrCode, qr_code_of
from mail.links import join_link, print_link
from rules.codes import CodeStatus, spelled, status
from rules.roles import MANAGERS

if TYPE_CHECKING:
    from graph.schema.groups import Group


@strawberry.type(description="A link, and its QR code, with which anyone who has it can join as a member.")
class InviteCode(Node):
    row: strawberry.Private[Row[Any]]
    code: str = strawberry.field(description="Short enough to read out; no letters that look alike.")
    url: str = strawberry.field(description="The invite page: what Link opens and Copy copies.")
    print_url: str = strawberry.field(description="The print-friendly page.")
    qr_code: QrCode
    status: CodeStatus
    created_at: datetime
    expires_at: datetime | None
    max_uses: int | None
    use_count: int = strawberry.field(description="How many have joined with it, whether or not they are still there.")
    email_domain: str | None = strawberry.field(description="Only addresses in this domain may use it; null for any.")

    @strawberry.field(description="The group it leads into.")
    async def group(self, info: Info) -> Annotated["Group", strawberry.lazy("graph.schema.groups")]:
        from graph.schema.groups import must_load_group  # noqa: PLC0415 - two nouns that name each other

        return await must_load_group(info, self.row.group_id)

    @strawberry.field(description="Who generated it.")
    async def created_by(self, info: Info) -> Account | None:
        return await load_account(info, self.row.created_by)

    @strawberry.field(description="Who joined with it and is still there, newest first.")
    async def members(self, info: Info, first: First = 20, after: After = strawberry.UNSET) -> Connection[Member]:
        order = (("joined_at", datetime), ("id", int))
        listing = Listing("members by code", codes.members_by, order, descending=True)
        return await page_of(info, listing, slice_of(listing, first, given(after)), self.row.id, member_of)


def invite_code_of(info: Info, row: Row[Any]) -> InviteCode | None:
    """Return None where the code's key is no longer listed."""
    config = info.context.config
    code = codes.unsealed(config.secret_keys, row)
    if code is None:
        return None
    shown = spelled(code)
    link = join_link(config, shown)
    return InviteCode(
        id=ids.encode("InviteCode", row.id),
        row=row,
        code=shown,
        url=link,
        print_url=print_link(config, shown),
        qr_code=qr_code_of(config, shown, link),
        status=status(
            deleted_at=row.deleted_at,
            expires_at=row.expires_at,
            max_uses=row.max_uses,
            use_count=row.use_count,
            now=row.now,
        ),
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

from datetime import datetime
from typing import NamedTuple, Protocol

from sqlalchemy import func, select

from db.statements import R, Statement, TypedSelect, part
from db.tables import OlderLink, OneTimeLink
from rules import cleaning
from rules.tokens import Keys, digest, login_token_digest, may_be_invitation_token, read_invitation_token


class InviteSource(NamedTuple):
    """The invitation or the code that an invite key belongs to; all None for an unknown key."""

    invitation_id: int | None = None
    invitation_version: int | None = None
    invite_code_id: int | None = None


SOURCE = part("source", (OneTimeLink.invitation_id, OneTimeLink.invitation_version, OneTimeLink.invite_code_id))


class LinkRow(NamedTuple):
    email: str
    closed_at: datetime | None
    expires_at: datetime
    source: InviteSource
    now: datetime


class _OlderLinkRow(NamedTuple):
    invitation_id: int
    version: int


class Rows(Protocol):
    """What reads a row: a reader or a transaction."""

    async def row(self, statement: Statement[R], /) -> R | None: ...


async def invitation_of_link(rows: Rows, keys: Keys, token: str) -> tuple[int, int] | None:
    """Return the invitation and version, if any. Links from before a rotation match by their digests."""
    named = read_invitation_token(keys, token)
    if named is not None or not may_be_invitation_token(token):
        return named
    older = select(OlderLink.invitation_id, OlderLink.version).where(
        OlderLink.digest == digest(cleaning.extract_key(token))
    )
    return await rows.row(TypedSelect(_OlderLinkRow, older))


def link_by_token(token: str) -> TypedSelect[LinkRow]:
    columns = (
        OneTimeLink.email,
        OneTimeLink.closed_at,
        OneTimeLink.expires_at,
        *SOURCE,
        func.clock_timestamp().label("now"),
    )
    return TypedSelect(LinkRow, select(*columns)).where(OneTimeLink.digest == login_token_digest(token))

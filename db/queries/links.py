from typing import Any, Protocol

from sqlalchemy import Executable, Row, Select, func, select

from db.tables import OlderLink, OneTimeLink
from rules import cleaning
from rules.tokens import Keys, digest, login_token_digest, may_be_invitation_token, read_invitation_token


class Rows(Protocol):
    """What reads a row: a reader or a transaction."""

    async def row(self, statement: Executable, /) -> Row[Any] | None: ...


async def invitation_of(rows: Rows, keys: Keys, token: str) -> tuple[int, int] | None:
    """Return the invitation and version, if any. Links from before a rotation match by their digests."""
    named = read_invitation_token(keys, token)
    if named is not None or not may_be_invitation_token(token):
        return named
    older = select(OlderLink.invitation_id, OlderLink.version).where(OlderLink.digest == digest(cleaning.key(token)))
    row = await rows.row(older)
    return None if row is None else (row.invitation_id, row.version)


_LED_BY = (OneTimeLink.invitation_id, OneTimeLink.invitation_version, OneTimeLink.invite_code_id)


def link_by_token(token: str) -> Select[Any]:
    columns = (
        OneTimeLink.email,
        OneTimeLink.closed_at,
        OneTimeLink.expires_at,
        *_LED_BY,
        func.clock_timestamp().label("now"),
    )
    found: Select[Any] = select(*columns).where(OneTimeLink.digest == login_token_digest(token))
    return found

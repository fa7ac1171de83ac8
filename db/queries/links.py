"""Links: one-time ones as their page shows them, and what invitation a personal one is of."""

from typing import Any, Protocol

from sqlalchemy import Executable, Row, Select, func, select

from db.tables import OlderLink, OneTimeLink
from rules import cleaning
from rules.tokens import Keys, digest, login_token_digest, may_be_invitation_token, read_invitation_token


class Rows(Protocol):
    """What reads a row: a reader, or a unit of work."""

    async def row(self, statement: Executable, /) -> Row[Any] | None:
        """The first row, or None."""


async def invitation_of(rows: Rows, keys: Keys, token: str) -> tuple[int, int] | None:
    """The invitation and the version that a personal link is of; None for what is no link of ours.

    Links are known by any key listed, and those from before a rotation by their digests.

    Args:
        rows: To read with.
        keys: The key ring.
        token: The link, or the end of it, in whatever way it is handed on.
    """
    named = read_invitation_token(keys, token)
    if named is not None or not may_be_invitation_token(token):
        return named
    older = select(OlderLink.invitation_id, OlderLink.version).where(OlderLink.digest == digest(cleaning.key(token)))
    row = await rows.row(older)
    return None if row is None else (row.invitation_id, row.version)


_LED_BY = (OneTimeLink.invitation_id, OneTimeLink.invitation_version, OneTimeLink.invite_code_id)


def link_by_token(token: str) -> Select[Any]:
    """The link that a token is of, used or not."""
    columns = (
        OneTimeLink.email,
        OneTimeLink.closed_at,
        OneTimeLink.expires_at,
        *_LED_BY,
        func.clock_timestamp().label("now"),
    )
    found: Select[Any] = select(*columns).where(OneTimeLink.digest == login_token_digest(token))
    return found

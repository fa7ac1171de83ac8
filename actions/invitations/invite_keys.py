"""Invite keys: the personal token or code of the page on which a login began.

The key itself is not stored, since anybody could use it: only which invitation or code it belongs to. After the login
it is made again.
"""

from typing import NamedTuple

from sqlalchemy import exists, select

from actions.work import Work
from db.queries.codes import spelled_like, unsealed
from db.queries.links import InviteSource, invitation_of_link
from db.reader import Reader
from db.statements import TypedSelect
from db.tables import Invitation, InviteCode
from rules.codes import format_code
from rules.tokens import Keys, invitation_token


class _SealedRow(NamedTuple):
    sealed: bytes
    digest: bytes


async def find_source(work: Work, invite_key: str | None) -> InviteSource:
    """Look up a key. An unknown key belongs to nothing, so that the login goes on."""
    named = await invitation_of_link(work, work.config.secret_keys, invite_key or "")
    if named is not None and await work.value(select(exists().where(Invitation.id == named[0]))):
        return InviteSource(*named)
    wanted = spelled_like(work.config.secret_keys, invite_key or "")
    if wanted is None:
        return InviteSource()
    return InviteSource(invite_code_id=await work.value(select(InviteCode.id).where(wanted)))


async def make_key(reader: Work | Reader, keys: Keys, source: InviteSource) -> str | None:
    """Make the key again from what `find_source` returned or a link stored; None if there was none."""
    if source.invitation_id is not None and source.invitation_version is not None:
        return invitation_token(keys, source.invitation_id, source.invitation_version)
    if source.invite_code_id is None:
        return None
    sealed = select(InviteCode.sealed, InviteCode.digest).where(InviteCode.id == source.invite_code_id)
    row = await reader.row(TypedSelect(_SealedRow, sealed))
    code = None if row is None else unsealed(keys, row.sealed, row.digest)
    return None if code is None else format_code(code)

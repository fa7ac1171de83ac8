"""What led somebody here: the personal token or the invite code of the page on which a login began.

The key's text is not kept: it could be used. What is kept names the invitation or the code, and the key is
made from that again when the login is through.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, exists, select

from actions.work import Work
from db.queries.codes import spelled_like, unsealed
from db.queries.links import invitation_of
from db.reader import Reader
from db.tables import Invitation, InviteCode
from rules.codes import spelled
from rules.tokens import Keys, invitation_token


@dataclass(frozen=True, slots=True)
class LedBy:
    """A personal invitation, an invite code, or neither."""

    invitation_id: int | None = None
    invitation_version: int | None = None
    invite_code_id: int | None = None


async def read(work: Work, invite_key: str | None) -> LedBy:
    """What a key names; nothing for one that is unknown, for the person is to get in all the same.

    Args:
        work: Of anybody.
        invite_key: A personal token or an invite code, as it came.
    """
    named = await invitation_of(work, work.config.secret_keys, invite_key or "")
    if named is not None and await work.value(select(exists().where(Invitation.id == named[0]))):
        return LedBy(*named)
    wanted = spelled_like(work.config.secret_keys, invite_key or "")
    if wanted is None:
        return LedBy()
    return LedBy(invite_code_id=await work.value(select(InviteCode.id).where(wanted)))


async def write(reader: Work | Reader, keys: Keys, led_by: LedBy | Row[Any]) -> str | None:
    """The key again, for whoever has logged in; None where there was none.

    Args:
        reader: To read with.
        keys: The key ring.
        led_by: What `read` gave, or a row that kept it.
    """
    if led_by.invitation_id is not None and led_by.invitation_version is not None:
        return invitation_token(keys, led_by.invitation_id, led_by.invitation_version)
    if led_by.invite_code_id is None:
        return None
    sealed = select(InviteCode.sealed, InviteCode.digest).where(InviteCode.id == led_by.invite_code_id)
    row = await reader.row(sealed)
    code = None if row is None else unsealed(keys, row)
    return None if code is None else spelled(code)

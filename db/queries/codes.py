from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, any_, func, select

from db.bulk import number, numbers
from db.queries import members
from db.reader import Reader
from db.tables import InviteCode, Membership
from rules.caller import Caller
from rules.codes import normalise
from rules.tokens import Keys, code_digests, unseal


def rows(viewer: Any) -> Select[*tuple[Any, ...]]:
    """Select codes with the viewer's access to their groups. `viewer` is an ID or a parameter."""
    own = and_(Membership.group_id == InviteCode.group_id, Membership.account_id == viewer)
    return select(
        *InviteCode.__table__.c, Membership.role.label("viewer_role"), func.clock_timestamp().label("now")
    ).outerjoin(Membership, own)


_BY_IDS = rows(number("viewer")).where(InviteCode.id == any_(numbers("ids")))
_OF_GROUPS = rows(number("viewer")).where(InviteCode.group_id == any_(numbers("ids")), InviteCode.deleted_at.is_(None))


def spelled_like(keys: Keys, typed: str) -> ColumnElement[bool] | None:
    """Return the condition that finds a code; None for what cannot be one.

    Try every listed key, so that codes from before a rotation are found.
    """
    code = normalise(typed)
    return None if code is None else InviteCode.digest.in_(code_digests(keys, code))


def context(digest: bytes) -> bytes:
    """Return the sealing context of a code: its own row, by the digest."""
    return b"invite code\0" + digest


def unsealed(keys: Keys, row: Row[Any]) -> str | None:
    """Return the code; None if its key is no longer listed, which also makes the code unusable."""
    code = unseal(keys, row.sealed, context=context(row.digest))
    return None if code is None else code.decode()


async def by_ids(reader: Reader, caller: Caller, ids: Sequence[int]) -> Mapping[int, Row[Any]]:
    found = await reader.rows(_BY_IDS, viewer=caller.account_id, ids=list(ids))
    return {row.id: row for row in found}


async def of_groups(reader: Reader, caller: Caller, group_ids: Collection[int]) -> Mapping[int, Row[Any]]:
    """Return the code of each group, used up or not, unless deleted."""
    found = await reader.rows(_OF_GROUPS, viewer=caller.account_id, ids=list(group_ids))
    return {row.group_id: row for row in found}


def members_by(code: ColumnElement[int]) -> Select[*tuple[Any, ...]]:
    return members.rows().where(Membership.invite_code_id == code)

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, any_, func, select

from db.bulk import id_parameter, ids_parameter
from db.reader import Reader, SharedQuery
from db.statements import TypedSelect
from db.tables import InviteCode, Membership
from rules.caller import Caller
from rules.codes import parse_code
from rules.roles import Role
from rules.tokens import Keys, code_digests, unseal


class CodeRow(NamedTuple):
    """A code and the viewer's role in its group."""

    id: int
    group_id: int
    digest: bytes
    sealed: bytes
    created_by: int
    created_at: datetime
    expires_at: datetime | None
    max_uses: int | None
    use_count: int
    email_domain: str | None
    deleted_at: datetime | None
    closed_name: str | None
    closed_discreet: bool | None
    viewer_role: Role | None
    now: datetime


def rows(viewer: Any) -> TypedSelect[CodeRow]:
    """Select codes. `viewer` is an ID or a parameter."""
    own = and_(Membership.group_id == InviteCode.group_id, Membership.account_id == viewer)
    columns = (*InviteCode.__table__.c, Membership.role.label("viewer_role"), func.clock_timestamp().label("now"))
    return TypedSelect(CodeRow, select(*columns).outerjoin(Membership, own))


_BY_IDS = rows(id_parameter("viewer")).where(InviteCode.id == any_(ids_parameter("ids")))
_OF_GROUPS = rows(id_parameter("viewer")).where(
    InviteCode.group_id == any_(ids_parameter("ids")), InviteCode.deleted_at.is_(None)
)


def spelled_like(keys: Keys, typed: str) -> ColumnElement[bool] | None:
    """Return the condition that finds a code; None for what cannot be one.

    Try every listed key, so that codes from before a rotation are found.
    """
    digests = digests_of(keys, typed)
    return None if digests is None else InviteCode.digest.in_(digests)


def digests_of(keys: Keys, typed: str) -> list[bytes] | None:
    """Return the digests that a code may be stored by, one for each listed key; None for what cannot be a code."""
    code = parse_code(typed)
    return None if code is None else list(code_digests(keys, code))


def sealing_context(digest: bytes) -> bytes:
    """Return the sealing context of a code: its own row, by the digest."""
    return b"invite code\0" + digest


def unsealed(keys: Keys, sealed: bytes, digest: bytes) -> str | None:
    """Return the code; None if its key is no longer listed, which also makes the code unusable."""
    code = unseal(keys, sealed, context=sealing_context(digest))
    return None if code is None else code.decode()


async def by_ids(reader: Reader, caller: Caller, ids: Sequence[int]) -> Mapping[int, CodeRow]:
    found = await reader.rows(_BY_IDS, viewer=caller.account_id, ids=list(ids))
    return {row.id: row for row in found}


@SharedQuery
async def shown(reader: Reader, ids: Sequence[int]) -> Mapping[int, CodeRow]:
    """Return codes without anyone's role in their groups."""
    return {row.id: row for row in await reader.rows(_BY_IDS, viewer=None, ids=list(ids))}


async def of_groups(reader: Reader, caller: Caller, group_ids: Collection[int]) -> Mapping[int, CodeRow]:
    """Return the code of each group, used up or not, unless deleted."""
    found = await reader.rows(_OF_GROUPS, viewer=caller.account_id, ids=list(group_ids))
    return {row.group_id: row for row in found}

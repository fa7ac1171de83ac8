"""Invite codes, for those who manage them and for those who have one."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, select

from db.queries import members
from db.reader import Reader
from db.tables import InviteCode, Membership
from rules.caller import Caller
from rules.codes import normalise
from rules.tokens import Keys, code_digests, unseal


def rows(caller: Caller) -> Select[*tuple[Any, ...]]:
    """Codes, each with how the caller stands in its group."""
    own = and_(Membership.group_id == InviteCode.group_id, Membership.account_id == caller.account_id)
    return select(
        *InviteCode.__table__.c, Membership.role.label("viewer_role"), func.clock_timestamp().label("now")
    ).outerjoin(Membership, own)


def spelled_like(keys: Keys, typed: str) -> ColumnElement[bool] | None:
    """The condition that finds the code that somebody typed or followed; None for what cannot be one.

    It is looked for under every key listed, so codes made before a rotation are found for as long as their
    key stays.
    """
    code = normalise(typed)
    return None if code is None else InviteCode.digest.in_(code_digests(keys, code))


def context(digest: bytes) -> bytes:
    """What a sealed code belongs to: its own row, by the digest."""
    return b"invite code\0" + digest


def unsealed(keys: Keys, row: Row[Any]) -> str | None:
    """The code itself; None where the key that sealed it is no longer listed, and the code is out of use with it."""
    code = unseal(keys, row.sealed, context=context(row.digest))
    return None if code is None else code.decode()


async def by_ids(reader: Reader, caller: Caller, ids: Sequence[int]) -> Mapping[int, Row[Any]]:
    """Codes by ID."""
    return {row.id: row for row in await reader.rows(rows(caller).where(InviteCode.id.in_(ids)))}


async def of_groups(reader: Reader, caller: Caller, group_ids: Collection[int]) -> Mapping[int, Row[Any]]:
    """The code of each group, spent or not; none where it was deleted."""
    wanted = rows(caller).where(InviteCode.group_id.in_(group_ids), InviteCode.deleted_at.is_(None))
    return {row.group_id: row for row in await reader.rows(wanted)}


def members_by(code: ColumnElement[int]) -> Select[*tuple[Any, ...]]:
    """Who joined with a code and is still there."""
    return members.rows().where(Membership.invite_code_id == code)

"""Advisory locks on addresses without a row to lock yet, released at the end of the transaction.

They order two login links for one address, and an invitation and a first login at the same moment: either the
inviter sees the account, or the new account sees the invitation. Addresses share a few lock numbers, because one
call may name thousands.
"""

import zlib
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import ARRAY, BigInteger, TextClause, bindparam, text
from sqlalchemy.ext.asyncio import AsyncConnection

from db.prepared import Prepared

_LOCK_COUNT = 64
# The upper half of a lock number is its purpose.
_LINKS = 0x7573_6801 << 32
_ACCOUNTS = 0x7573_6802 << 32

_EXCLUSIVE = text("SELECT pg_advisory_xact_lock(:lock)").bindparams(bindparam("lock", type_=BigInteger))


class _LockedRow(NamedTuple):
    nothing: str


_SHARED = Prepared(
    _LockedRow,
    text(
        "SELECT pg_advisory_xact_lock_shared(each.lock) FROM (SELECT unnest(:locks) AS lock ORDER BY 1 OFFSET 0) AS each"
    ).bindparams(bindparam("locks", type_=ARRAY(BigInteger))),
)


async def lock_for_new_link(connection: AsyncConnection, email: str) -> None:
    await connection.execute(_exclusive(_LINKS, email))


async def lock_for_new_account(connection: AsyncConnection, email: str) -> None:
    """Wait for invitations to this address. Call before creating the account and reading its invitations."""
    await connection.execute(_exclusive(_ACCOUNTS, email))


async def lock_for_invitations(connection: AsyncConnection, emails: Iterable[str]) -> None:
    """Wait for new accounts with these addresses. Call before looking the accounts up.

    Inviters do not block each other. Lock groups before this and accounts after.
    """
    locks = sorted({_lock_number(_ACCOUNTS, email) for email in emails})
    await _SHARED.rows(connection, locks=locks)


def _exclusive(purpose: int, email: str) -> TextClause:
    return _EXCLUSIVE.bindparams(lock=_lock_number(purpose, email))


def _lock_number(purpose: int, email: str) -> int:
    return purpose | zlib.crc32(email.encode()) % _LOCK_COUNT

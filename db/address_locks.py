"""Locks on addresses, for what has no row to lock yet: they end with the transaction.

Two questions need them. Of two login links made for one address at once, which is the newer? And of an
invitation and a first login at the same moment, which saw the other? One of the two always does: the inviter
sees the account and notifies it, or the newcomer sees the invitation.

Locks are taken on one of a few numbers that addresses are spread over, for a call may name thousands.
"""

import zlib
from collections.abc import Iterable

from sqlalchemy import ARRAY, BigInteger, TextClause, bindparam, text
from sqlalchemy.ext.asyncio import AsyncConnection

_SPREAD = 64
# The upper half of a lock's number says which of the two questions it belongs to.
_LINKS = 0x7573_6801 << 32
_ARRIVALS = 0x7573_6802 << 32

_ALONE = text("SELECT pg_advisory_xact_lock(:lock)").bindparams(bindparam("lock", type_=BigInteger))
_TOGETHER = text(
    "SELECT pg_advisory_xact_lock_shared(each.lock) FROM (SELECT unnest(:locks) AS lock ORDER BY 1 OFFSET 0) AS each"
).bindparams(bindparam("locks", type_=ARRAY(BigInteger)))


async def make_link(connection: AsyncConnection, email: str) -> None:
    """Wait until nobody else makes a login link for this address."""
    await connection.execute(_alone(_LINKS, email))


async def arrive(connection: AsyncConnection, email: str) -> None:
    """Wait for those who invite this address; to be taken before an account is made and its invitations are read."""
    await connection.execute(_alone(_ARRIVALS, email))


async def expect(connection: AsyncConnection, emails: Iterable[str]) -> None:
    """Wait for those who arrive with these addresses; to be taken before their accounts are looked up.

    Inviters do not wait for each other. Groups are locked before this, accounts after it.
    """
    locks = sorted({_number(_ARRIVALS, email) for email in emails})
    await connection.execute(_TOGETHER, {"locks": locks})


def _alone(question: int, email: str) -> TextClause:
    return _ALONE.bindparams(lock=_number(question, email))


def _number(question: int, email: str) -> int:
    return question | zlib.crc32(email.encode()) % _SPREAD

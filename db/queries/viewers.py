"""What a viewer reads of the own account."""

from collections.abc import Mapping, Sequence

from sqlalchemy import any_, select

from db.bulk import numbers
from db.reader import ForAll, Reader
from db.tables import Account

_NUMBERS = select(Account.id, Account.event_number).where(Account.id == any_(numbers("ids")))


@ForAll
async def event_numbers(reader: Reader, ids: Sequence[int]) -> Mapping[int, int]:
    """The last number in each account's stream; in a snapshot, what its cursor is made of."""
    found = await reader.rows(_NUMBERS, ids=list(ids))
    return {row.id: row.event_number for row in found}

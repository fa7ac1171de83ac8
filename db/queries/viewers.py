from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import any_, select

from db.bulk import ids_parameter
from db.reader import Reader, SharedQuery
from db.statements import TypedSelect
from db.tables import Account


class _NumberRow(NamedTuple):
    id: int
    event_number: int


_NUMBERS = TypedSelect(_NumberRow, select(Account.id, Account.event_number)).where(
    Account.id == any_(ids_parameter("ids"))
)


@SharedQuery
async def event_numbers(reader: Reader, ids: Sequence[int]) -> Mapping[int, int]:
    """Return the last number of each account's stream, from which a snapshot makes its cursor."""
    found = await reader.rows(_NUMBERS, ids=list(ids))
    return {row.id: row.event_number for row in found}

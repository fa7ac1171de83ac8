from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, any_, select

from db.bulk import ids_parameter
from db.reader import Reader
from db.statements import TypedSelect
from db.tables import History
from rules.caller import Caller
from rules.history import HistoryAction


class HistoryRow(NamedTuple):
    id: int
    group_id: int
    action: HistoryAction
    actor_id: int | None
    subject: str
    at: datetime


_ALL = TypedSelect(HistoryRow, select(*History.__table__.c))
_BY_IDS = _ALL.where(History.id == any_(ids_parameter("ids")))


def of_group(group: ColumnElement[int]) -> TypedSelect[HistoryRow]:
    return _ALL.where(History.group_id == group)


async def by_ids(reader: Reader, _: Caller, ids: Sequence[int]) -> Mapping[int, HistoryRow]:
    """Return entries of any group; the schema checks access."""
    return {row.id: row for row in await reader.rows(_BY_IDS, ids=list(ids))}

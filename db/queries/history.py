from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, any_, or_, select

from db.bulk import id_parameter, ids_parameter, time_parameter
from db.reader import Reader
from db.statements import TypedSelect
from db.tables import History
from rules.caller import Caller
from rules.history import OF_ITS_ACTOR_ALONE, HistoryAction


class HistoryRow(NamedTuple):
    id: int
    group_id: int
    action: HistoryAction
    actor_id: int | None
    subject: str
    at: datetime


_ALL = TypedSelect(HistoryRow, select(*History.__table__.c))
_BY_IDS = _ALL.where(History.id == any_(ids_parameter("ids")))


def of_group(
    group: ColumnElement[int],
    viewer: Any,
    is_staff: bool,
    actions: Sequence[HistoryAction] | None,
    by_actor: bool,
    is_since: bool,
    is_until: bool,
) -> TypedSelect[HistoryRow]:
    """Select entries of these actions; an empty list matches none. The parameters are `actor`, `since` and `until`."""
    found = _ALL.where(History.group_id == group)
    if not is_staff:
        found = found.where(or_(History.action != OF_ITS_ACTOR_ALONE, History.actor_id == viewer))
    if actions is not None:
        found = found.where(History.action.in_(actions))
    if by_actor:
        found = found.where(History.actor_id == id_parameter("actor"))
    if is_since:
        found = found.where(History.at >= time_parameter("since"))
    return found.where(History.at < time_parameter("until")) if is_until else found


async def by_ids(reader: Reader, _: Caller, ids: Sequence[int]) -> Mapping[int, HistoryRow]:
    """Return entries of any group; the schema checks access."""
    return {row.id: row for row in await reader.rows(_BY_IDS, ids=list(ids))}

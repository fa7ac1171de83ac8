from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, select

from db.reader import Reader
from db.tables import History
from rules.caller import Caller


def of_group(group: ColumnElement[int]) -> Select[*tuple[Any, ...]]:
    return select(*History.__table__.c).where(History.group_id == group)


async def by_ids(reader: Reader, _: Caller, ids: Sequence[int]) -> Mapping[int, Row[Any]]:
    """Return entries of any group; the schema checks access."""
    return {row.id: row for row in await reader.rows(select(*History.__table__.c).where(History.id.in_(ids)))}

"""Connections keep their plans, so one that was made while a table was small must look rows up, too."""

import pytest
from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncEngine

from db.queries import events

_POSITIONS = {"streams": ["g", "a"], "ids": [1, 2], "numbers": [0, 0]}


@pytest.mark.parametrize(
    ("statement", "values"),
    [(events._AFTER, _POSITIONS | {"page": 10, "total": 10}), (events._HEADS, _POSITIONS)],
    ids=["after", "heads"],
)
async def test_events_are_looked_up_though_there_were_none(
    apart: tuple[str, AsyncEngine], statement: TextClause, values: dict[str, object]
) -> None:
    _, engine = apart
    explain = text(f"EXPLAIN {statement.text}").bindparams(*statement._bindparams.values())
    async with engine.begin() as connection:
        await connection.execute(text("ANALYZE"))  # as autovacuum does, which may find a table empty
        plan = [str(line) for (line,) in await connection.execute(explain, values)]
    assert [line for line in plan if "Scan using events_pkey on events" in line]
    assert not [line for line in plan if "Seq Scan on events" in line]

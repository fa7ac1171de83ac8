"""The fields selected for objects of one type at one place of a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from execution.fields import PlannedField
from execution.places import Places

if TYPE_CHECKING:
    from execution.run import Run


class Selection:
    def __init__(self, fields: Sequence[PlannedField]) -> None:
        self.fields = fields
        self.keys = [field.key for field in fields]

    def rows(self, run: Run, parents: Sequence[Any], places: Places) -> list[dict[str, Any]]:
        """Return a row for each parent. What is awaited is None in it until the run has it."""
        if not self.fields:
            return [{} for _ in parents]
        before = len(run.waiting)
        columns = [field.column(run, parents, places) for field in self.fields]
        keys = self.keys
        rows = [dict(zip(keys, values, strict=True)) for values in zip(*columns, strict=True)]
        for waiting in run.waiting[before:]:
            if waiting.rows is None:
                waiting.rows = rows
        return rows

    def one_by_one(self) -> list[Selection]:
        return [Selection([field]) for field in self.fields]

"""The fields selected for objects of one type at one place of a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from execution.code_generation import CodeGenerator, Make
from execution.completion import Column, Places
from execution.planned_fields import PlannedField

if TYPE_CHECKING:
    from execution.run import Run


class Selection:
    def __init__(self, fields: Sequence[PlannedField]) -> None:
        self.fields = fields
        self.others: Sequence[PlannedField] = ()
        self.is_used = False
        self.make: Make | None = None

    def rows(self, run: Run, parents: Column, places: Places) -> list[dict[str, Any]]:
        """Return a row for each parent. An awaited value is None in it until the run has it."""
        if not parents:
            return []
        if self.is_used and self.make is None:
            self.make, self.others = CodeGenerator(run.shape).generate(self.fields)
        self.is_used = True
        before = len(run.waiting)
        columns = {field: field.column(run, parents, places) for field in self.others}
        try:
            rows = self.make(parents, run.context, *columns.values()) if self.make is not None else None
        except Exception:
            rows = None
        if rows is None:
            rows = self.by_columns(run, parents, places, columns)
        for waiting in run.waiting[before:]:
            if waiting.rows is None:
                waiting.rows = rows
        return rows

    def by_columns(
        self, run: Run, parents: Column, places: Places, known: dict[PlannedField, Column]
    ) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = [{} for _ in parents]
        for field in self.fields:
            column = known[field] if field in known else field.column(run, parents, places)
            for row, result in zip(rows, column, strict=True):
                row[field.key] = result
        return rows

    def one_by_one(self) -> list[Selection]:
        return [Selection([field]) for field in self.fields]

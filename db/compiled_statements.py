"""Statements as the driver takes them: compiled once, with parameters by position."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import ARRAY, ClauseElement
from sqlalchemy.dialects.postgresql.asyncpg import PGCompiler_asyncpg, PGDialect_asyncpg
from sqlalchemy.types import TypeEngine

Conversion = Callable[[Any], Any]


class CompiledStatement:
    """The text of a statement, its parameters in order, and what turns the driver's values into Python's.

    Values that the statement is built with become part of its text, so that plans that are kept for all parameters can
    use partial indexes. Parameters are those without a value: `id_parameter("id")`.

    Raises:
        ValueError: If the text depends on the length of a list: use `ids_parameter("ids")`.
    """

    __slots__ = ("_parameters", "_results", "converts", "text")

    def __init__(self, executable: ClauseElement) -> None:
        compiled: Any = executable.compile(dialect=_DIALECT)
        self.text = str(compiled)
        if "POSTCOMPILE" in self.text:
            raise ValueError("the text of this statement depends on its parameters")
        self._parameters = [(name, _processor(compiled.binds[name].type)) for name in compiled.positiontup]
        results = [
            column[3].dialect_impl(_DIALECT).result_processor(_DIALECT, None) for column in compiled._result_columns
        ]
        self._results = [(place, process) for place, process in enumerate(results) if process is not None]
        self.converts = bool(self._results)

    def arguments(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(values[name] if process is None else process(values[name]) for name, process in self._parameters)

    def columns(self, records: Sequence[Sequence[Any]]) -> list[Sequence[Any]]:
        """Return the columns of the driver's records, converted, which takes less time than value by value."""
        columns: list[Sequence[Any]] = list(zip(*records, strict=True))
        if columns:
            for place, process in self._results:
                columns[place] = list(map(process, columns[place]))
        return columns


def _processor(kind: TypeEngine[Any]) -> Conversion | None:
    """Return what a value must go through on its way to the driver; a list whose items need nothing goes as it is."""
    if isinstance(kind, ARRAY) and kind.item_type.dialect_impl(_DIALECT).bind_processor(_DIALECT) is None:
        return None
    return kind.dialect_impl(_DIALECT).bind_processor(_DIALECT)


class _Compiler(PGCompiler_asyncpg):
    def visit_bindparam(self, bindparam: Any, *given: Any, **how: Any) -> Any:
        if not bindparam.required:
            how["literal_binds"] = True
        return super().visit_bindparam(bindparam, *given, **how)  # type: ignore[no-untyped-call]


class _Dialect(PGDialect_asyncpg):
    statement_compiler = _Compiler
    supports_statement_cache = True


_DIALECT = _Dialect()  # type: ignore[no-untyped-call]

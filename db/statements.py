"""Statements that know the type of their rows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, Generic, NamedTuple, Self, TypeVar, get_args, get_origin, get_type_hints

from sqlalchemy import ColumnElement, Delete, Insert, Select, SelectBase, Update
from sqlalchemy.exc import CompileError

from db.compiled_statements import CompiledStatement

R = TypeVar("R", bound=NamedTuple)


class Statement(Generic[R]):
    """A statement and the type of its rows, whose fields are its columns in order.

    A field that is a named tuple itself takes several columns: `inviter: PersonRow` takes `inviter_id`, `inviter_name`
    and so on. `inviter: PersonRow | None` is None where the first of them is.

    Raises:
        TypeError: If the columns do not fit the type.
    """

    __slots__ = ("_compiled", "_is_reused", "executable", "row")

    def __init__(self, row: type[R], executable: SelectBase | Insert | Update | Delete):
        _check(row, executable.exported_columns.items())
        self._set(row, executable)

    def _set(self, row: type[R], executable: Any) -> None:
        self.row = row
        self.executable = executable
        self._compiled: CompiledStatement | None = None
        self._is_reused = False

    def compiled(self) -> CompiledStatement | None:
        """Return the statement for the driver, from its second use on; None where it has no text of its own.

        Compiling would not pay for a statement that is built for one call.
        """
        if not self._is_reused:
            self._is_reused = True
        elif self._compiled is None:
            try:
                self._compiled = CompiledStatement(self.executable)
            except (ValueError, CompileError):
                self._is_reused = False
        return self._compiled

    def rows(self, records: Sequence[Sequence[Any]]) -> list[R]:
        """Make rows of what SQLAlchemy returned."""
        return make_rows(self.row, records)


class TypedSelect(Statement[R]):
    """A select and the type of its rows. Conditions, order and limit leave its columns as they are."""

    __slots__ = ()

    @property
    def select(self) -> Select[*tuple[Any, ...]]:
        select: Select[*tuple[Any, ...]] = self.executable
        return select

    def where(self, *conditions: ColumnElement[bool]) -> Self:
        return self._with(self.select.where(*conditions))

    def order_by(self, *keys: Any) -> Self:
        return self._with(self.select.order_by(*keys))

    def limit(self, limit: int) -> Self:
        return self._with(self.select.limit(limit))

    def _with(self, select: Select[*tuple[Any, ...]]) -> Self:
        other = object.__new__(type(self))
        other._set(self.row, select)
        return other


def make_rows(row: type[R], records: Sequence[Sequence[Any]], compiled: CompiledStatement | None = None) -> list[R]:
    """Make rows of a statement's result.

    Args:
        compiled: What the records are of, if they are the driver's own.
    """
    if not records:
        return []
    if _width(row) != len(records[0]):
        raise TypeError(f"{row.__name__} takes {_width(row)} columns, not {len(records[0])}")
    if (compiled is None or not compiled.converts) and _is_flat(row):
        return list(map(_maker(row), records))
    return rows_of(row, columns_of(records, compiled))


def columns_of(records: Sequence[Sequence[Any]], compiled: CompiledStatement | None) -> list[Sequence[Any]]:
    """Return the columns of a statement's result, as Python has them; none without records."""
    return list(zip(*records, strict=True)) if compiled is None else compiled.columns(records)


def rows_of(row: type[R], columns: Sequence[Sequence[Any]]) -> list[R]:
    return list(_build_rows(row, columns))


def part(name: str, columns: Iterable[Any]) -> tuple[ColumnElement[Any], ...]:
    """Label columns as those of a field that is a named tuple."""
    return tuple(column.label(f"{name}_{column.key}") for column in columns)


class _Field(NamedTuple):
    """A field of a row; `row` is set where it takes the columns of a named tuple."""

    name: str
    kind: Any
    is_optional: bool
    row: type[NamedTuple] | None


@cache
def _fields(row: type[NamedTuple]) -> tuple[_Field, ...]:
    hints = get_type_hints(row)
    return tuple(_field(name, hints[name]) for name in row._fields)


def _field(name: str, hint: Any) -> _Field:
    kinds = get_args(hint) if get_origin(hint) is UnionType else (hint,)
    (kind,) = (one for one in kinds if one is not NoneType)
    kind = get_origin(kind) or kind
    is_row = isinstance(kind, type) and issubclass(kind, tuple)
    return _Field(name, kind, NoneType in kinds, kind if is_row else None)


def _columns(row: type[NamedTuple], prefix: str = "", *, is_optional: bool = False) -> Iterator[_Field]:
    for field in _fields(row):
        may_be_null = is_optional or field.is_optional
        if field.row is None:
            yield field._replace(name=prefix + field.name, is_optional=may_be_null)
        else:
            yield from _columns(field.row, f"{prefix}{field.name}_", is_optional=may_be_null)


@cache
def _width(row: type[NamedTuple]) -> int:
    return len(list(_columns(row)))


def _build_rows(row: type[R], columns: Sequence[Sequence[Any]]) -> Iterable[R]:
    """Make rows of their columns, which takes less time than row by row."""
    values: list[Iterable[Any]] = []
    start = 0
    for field in _fields(row):
        if field.row is None:
            values.append(columns[start])
            start += 1
            continue
        own = columns[start : start + _width(field.row)]
        start += len(own)
        made: Iterable[Any] = _build_rows(field.row, own)
        if field.is_optional:
            made = (None if key is None else one for key, one in zip(own[0], made, strict=True))
        values.append(made)
    return map(_maker(row), zip(*values, strict=True))


@cache
def _is_flat(row: type[NamedTuple]) -> bool:
    return not any(field.row for field in _fields(row))


@cache
def _maker(row: type[R]) -> Callable[[Sequence[Any]], R]:
    """Return what makes a row of a sequence of the right length, in half the time of `_make`."""
    make: Any = partial(tuple.__new__, row)
    return make  # type: ignore[no-any-return]


def _check(row: type[NamedTuple], columns: Iterable[tuple[Any, Any]]) -> None:
    fields, named = list(_columns(row)), list(columns)
    if [field.name for field in fields] != [name for name, _ in named]:
        raise TypeError(f"{row.__name__} has other fields than {[name for name, _ in named]}")
    for field, (name, column) in zip(fields, named, strict=True):
        kind = column.type.python_type  # object for what SQLAlchemy does not know, such as the result of most functions
        if kind not in (object, field.kind):
            raise TypeError(f"{row.__name__}.{name} is a {field.kind.__name__}, its column a {kind.__name__}")
        if getattr(getattr(column, "element", column), "nullable", False) and not field.is_optional:
            raise TypeError(f"{row.__name__}.{name} may be null")

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from sqlalchemy import BigInteger, DateTime, Identity, MetaData, Text, TypeDecorator, func
from sqlalchemy.orm import DeclarativeBase, mapped_column

from rules.history import HistoryAction
from rules.notifications import NotificationKind
from rules.resources import ResourceKind
from rules.roles import JoinedBy, JoinPolicy, Role
from rules.seats import PlanStatus, SeatPolicy
from rules.transitions import DeliveryStatus, InvitationStatus, MailState, NamedBy

E = TypeVar("E", bound=StrEnum)

NAMING = {
    "ix": "%(table_name)s_%(column_0_N_name)s_idx",
    "uq": "%(table_name)s_%(column_0_N_name)s_key",
    "ck": "%(table_name)s_%(constraint_name)s_check",
    "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
    "pk": "%(table_name)s_pkey",
}


class EnumText(TypeDecorator[E]):
    """Text in the database, a member of an enumeration in Python. Reading a word that it does not have fails."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[E]) -> None:
        super().__init__()
        self.kind = kind

    @property
    def python_type(self) -> type[E]:
        return self.kind

    def result_processor(self, *_: object) -> Callable[[Any], E | None]:
        words: dict[str | None, E | None] = {word.value: word for word in self.kind}
        return (words | {None: None}).__getitem__


_ENUMS: tuple[type[StrEnum], ...] = (
    DeliveryStatus,
    HistoryAction,
    InvitationStatus,
    JoinPolicy,
    JoinedBy,
    MailState,
    NamedBy,
    NotificationKind,
    PlanStatus,
    ResourceKind,
    Role,
    SeatPolicy,
)


_TYPES: dict[Any, Any] = {
    datetime: DateTime(timezone=True),
    int: BigInteger,
    **{kind: EnumText(kind) for kind in _ENUMS},
}


class Base(DeclarativeBase):
    """The tables. Rows are read with Core selects, never loaded lazily."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = _TYPES


Key = Annotated[int, mapped_column(BigInteger, Identity(always=True), primary_key=True)]
Created = Annotated[datetime, mapped_column(DateTime(timezone=True), server_default=func.now())]

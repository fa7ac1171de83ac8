"""Names of generic types in the schema."""

from strawberry.schema.name_converter import NameConverter
from strawberry.types.base import StrawberryType

_RENAMED = {"HistoryEntry": "History"}


class TypeNames(NameConverter):
    """A page of `Member` is a `MemberConnection`, but a page of `HistoryEntry` is a `HistoryConnection`."""

    def get_name_from_type(self, type_: StrawberryType | type) -> str:
        name = super().get_name_from_type(type_)
        return _RENAMED.get(name, name)

"""What generic types are called in the schema."""

from strawberry.schema.name_converter import NameConverter
from strawberry.types.base import StrawberryType

_CALLED = {"HistoryEntry": "History"}


class Names(NameConverter):
    """A page of `Member` is a `MemberConnection`; one of `HistoryEntry` is, as the contract has it, a `HistoryConnection`."""

    def get_name_from_type(self, type_: StrawberryType | type) -> str:
        """What a type is called at the head of a generic's name."""
        name = super().get_name_from_type(type_)
        return _CALLED.get(name, name)

"""Optional arguments: null is as if not given."""

from typing import TypeVar

from strawberry.types.unset import UnsetType

T = TypeVar("T")


def given(value: T | UnsetType | None) -> T | None:
    """The value, or None for an argument left out."""
    return None if isinstance(value, UnsetType) else value

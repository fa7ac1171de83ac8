"""Optional arguments: null means the same as leaving one out."""

from typing import TypeVar

from strawberry.types.unset import UnsetType

T = TypeVar("T")


def given(value: T | UnsetType | None) -> T | None:
    return None if isinstance(value, UnsetType) else value

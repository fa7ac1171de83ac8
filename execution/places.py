"""Where the objects and values of a column stand in the answer. A path is made only for an error or a resolver."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from graphql.pyutils import Path


class Places(Protocol):
    def path(self, index: int) -> Path | None: ...


class HasPath(Protocol):
    def path(self, places: Places, index: int) -> Path: ...


class Root:
    def path(self, index: int) -> None:
        return None


class Picked:
    """Some places of a column, by their indices."""

    __slots__ = ("indices", "outer")

    def __init__(self, outer: Places, indices: Sequence[int]) -> None:
        self.outer = outer
        self.indices = indices

    def path(self, index: int) -> Path | None:
        return self.outer.path(self.indices[index])


class Objects:
    """The objects that are a field's values, or the items of its lists."""

    __slots__ = ("column", "outer")

    def __init__(self, column: HasPath, outer: Places) -> None:
        self.column = column
        self.outer = outer

    def path(self, index: int) -> Path:
        return self.column.path(self.outer, index)


class Items:
    """The items of all lists of a column, one after another."""

    __slots__ = ("column", "lengths", "origins", "outer")

    def __init__(self, column: HasPath, outer: Places, lengths: Sequence[int]) -> None:
        self.column = column
        self.outer = outer
        self.lengths = lengths
        self.origins: list[tuple[int, int]] | None = None

    def path(self, index: int) -> Path:
        if self.origins is None:
            self.origins = [(which, at) for which, length in enumerate(self.lengths) for at in range(length)]
        which, at = self.origins[index]
        return Path(self.column.path(self.outer, which), at, None)


ROOT = Root()

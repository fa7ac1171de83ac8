"""The rights that a change was made by, noted for whoever has to ask later whether they still hold."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from rules.caller import Need
from rules.roles import Permission


@dataclass(frozen=True, slots=True)
class Key:
    """What the key signed in with had to allow."""

    need: Need
    before_password: bool = False


@dataclass(frozen=True, slots=True)
class Through:
    """What somebody came into a group for."""

    group_id: int
    permission: Permission


@dataclass(frozen=True, slots=True)
class Office:
    """Being staff."""


Right = Key | Through | Office

_noted: ContextVar[list[Right] | None] = ContextVar("rights", default=None)


@contextmanager
def noted() -> Iterator[list[Right]]:
    """The rights that are used in the meantime, each once."""
    rights: list[Right] = []
    token = _noted.set(rights)
    try:
        yield rights
    finally:
        _noted.reset(token)


def note(right: Right) -> None:
    """Note a right that was asked for and is there; nothing where nobody wants to know."""
    rights = _noted.get()
    if rights is not None and right not in rights:
        rights.append(right)

"""Record the rights that a change relied on, so that they can be checked again later."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from rules.caller import Need
from rules.roles import Permission


@dataclass(frozen=True, slots=True)
class Key:
    """The operation's requirement on the session or token."""

    need: Need
    before_password: bool = False


@dataclass(frozen=True, slots=True)
class Through:
    """The permission used in a group."""

    group_id: int
    permission: Permission


@dataclass(frozen=True, slots=True)
class Office:
    pass


Right = Key | Through | Office

_noted: ContextVar[list[Right] | None] = ContextVar("rights", default=None)


@contextmanager
def noted() -> Iterator[list[Right]]:
    """Collect the distinct rights used within the block."""
    rights: list[Right] = []
    token = _noted.set(rights)
    try:
        yield rights
    finally:
        _noted.reset(token)


def note(right: Right) -> None:
    """Record a right that was checked and granted; do nothing outside `noted`."""
    rights = _noted.get()
    if rights is not None and right not in rights:
        rights.append(right)

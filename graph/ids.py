"""Global IDs: opaque to clients, a type name and a key to us."""

import re
from base64 import b64decode, b64encode
from binascii import Error, b2a_base64
from collections.abc import Callable
from functools import cache
from typing import Any

import strawberry

_FORMAT = re.compile(r"([A-Za-z]{1,40}):([1-9][0-9]{0,18})")
_MAX_KEY = 2**63 - 1
_MAX_LENGTH = 80  # base64 of the longest name, a colon and the largest number


def encode(type_name: str, key: int) -> strawberry.ID:
    return encoder(type_name)(key)


@cache
def encoder(type_name: str) -> Callable[[int], strawberry.ID]:
    """Return what makes IDs of keys. b64encode and ID would take twice as long, for each object of a list."""
    spelling = f"{type_name}:%d".encode()

    def encode(key: int) -> Any:
        return b2a_base64(spelling % key, newline=False).decode()

    return encode


def opaque(type_name: str, *parts: object) -> strawberry.ID:
    """Return an ID for the caches of clients; node() fetches nothing by it."""
    return strawberry.ID(b64encode(":".join((type_name, *map(str, parts))).encode()).decode())


def parse(given: str) -> tuple[str, int] | None:
    """Return the type name and the key; None for a malformed ID."""
    if len(given) > _MAX_LENGTH:
        return None
    try:
        spelled = _FORMAT.fullmatch(b64decode(given, validate=True).decode())
    except (Error, ValueError):
        return None
    if spelled is None or int(spelled[2]) > _MAX_KEY or encode(spelled[1], int(spelled[2])) != given:
        return None
    return spelled[1], int(spelled[2])


def key(type_name: str, given: str) -> int:
    """Return 0, which is no object's key, for a malformed ID or one of another type."""
    named = parse(given)
    return named[1] if named is not None and named[0] == type_name else 0

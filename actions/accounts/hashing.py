"""Password hashing: slow on purpose, so it runs in a small pool, and never while a connection is in use."""

import asyncio
import secrets
from base64 import b64encode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from pwdlib import PasswordHash
from pwdlib.exceptions import UnknownHashError
from pwdlib.hashers.argon2 import Argon2Hasher

from rules.passwords import bytes_to_hash
from rules.refusals import RefusalError

T = TypeVar("T")

_KIB, _TIMES, _LANES = 19 * 1024, 2, 1
_HASHER = PasswordHash((Argon2Hasher(memory_cost=_KIB, time_cost=_TIMES, parallelism=_LANES),))
_POOL = ThreadPoolExecutor(2, thread_name_prefix="passwords")
_MAX_WAITING = 500

_waiting = 0


@dataclass(frozen=True, slots=True)
class PasswordCheck:
    """Whether a password is right; `new_hash` is set if the stored one has outdated parameters."""

    is_right: bool
    new_hash: str | None = None


def _random_base64(count: int) -> str:
    return b64encode(secrets.token_bytes(count)).decode().rstrip("=")


# The hash of no known password, checked so that unknown accounts take the same time.
_DUMMY_HASH = f"$argon2id$v=19$m={_KIB},t={_TIMES},p={_LANES}${_random_base64(16)}${_random_base64(32)}"


async def hash_password(password: str) -> str:
    """Hash a password; raise RETRYABLE if too many are waiting."""
    return await _in_pool(lambda: _HASHER.hash(bytes_to_hash(password)))


async def verify(password: str, stored_hash: str | None) -> PasswordCheck:
    """Check a password; `stored_hash` None is wrong, after the same time. Raise RETRYABLE if too many are waiting."""
    return await _in_pool(lambda: _verify(bytes_to_hash(password), stored_hash or _DUMMY_HASH))


def _verify(password: bytes, stored_hash: str) -> PasswordCheck:
    try:
        return PasswordCheck(*_HASHER.verify_and_update(password, stored_hash))
    except UnknownHashError:  # damaged or unsupported; the owner can log in with a mailed link
        return PasswordCheck(is_right=False)


async def _in_pool(work: Callable[[], T]) -> T:
    global _waiting  # noqa: PLW0603 - one pool, one queue
    if _waiting >= _MAX_WAITING:
        raise RefusalError("RETRYABLE", "Too many people are logging in just now. Try again.", retry_after=5)
    _waiting += 1
    try:
        return await asyncio.get_running_loop().run_in_executor(_POOL, work)
    finally:
        _waiting -= 1

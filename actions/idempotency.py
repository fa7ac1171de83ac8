"""Keeping the first answer to an Idempotency-Key, and repeating it to a caller who still has access.

Decision 8 (docs/decisions) says why the answer is written in the transaction of the change.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

import orjson
from sqlalchemy import BigInteger, bindparam, delete, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.work import Services
from db.access import check_group
from db.tables import KeptAnswer
from rules.caller import Caller, RequiredScope, authorise
from rules.config import Config
from rules.refusals import RefusalError, forbidden
from rules.requirements import GroupRequirement, KeyRequirement, Requirement, StaffRequirement
from rules.roles import Permission
from rules.tokens import kept_answer_context, seal, unseal

LIFETIME = timedelta(hours=24)
_LOCK = text("SELECT pg_advisory_xact_lock(:lock)").bindparams(bindparam("lock", type_=BigInteger))


@dataclass(frozen=True, slots=True)
class IdempotentRequest:
    """A request with an Idempotency-Key; `key` and `request` are digests."""

    account_id: int
    key: bytes
    request: bytes

    @property
    def context(self) -> bytes:
        return kept_answer_context(self.account_id, self.key)


@dataclass(frozen=True, slots=True)
class FirstAnswer:
    """The first answer to a key, and the requirements for getting it again."""

    body: bytes
    codes: tuple[str, ...]
    requirements: tuple[Requirement, ...]


def make_request(account_id: int, key: str, identity: object) -> IdempotentRequest:
    """`identity` is everything that identifies the request, as JSON values."""
    serialized = orjson.dumps(identity, option=orjson.OPT_SORT_KEYS)
    return IdempotentRequest(account_id, sha256(key.encode()).digest(), sha256(serialized).digest())


async def lock_key(connection: AsyncConnection, request: IdempotentRequest) -> None:
    """Wait for other requests with this key; the lock is held until the commit."""
    name = sha256(request.context).digest()[:8]
    await connection.execute(_LOCK.bindparams(lock=int.from_bytes(name, signed=True)))


async def find_answer(connection: AsyncConnection, config: Config, request: IdempotentRequest) -> FirstAnswer | None:
    """Find the first answer to a key.

    Raises:
        RefusalError: CONFLICT if the key was used for another request, or no listed secret key opens the answer;
            RETRYABLE if only a newer version can read what it requires, while versions run side by side.
    """
    found = await connection.execute(
        select(KeptAnswer.request, KeptAnswer.sealed).where(
            KeptAnswer.account_id == request.account_id,
            KeptAnswer.key == request.key,
            KeptAnswer.created_at > func.clock_timestamp() - LIFETIME,
        )
    )
    row = found.first()
    if row is None:
        return None
    if row.request != request.request:
        raise RefusalError("CONFLICT", "This Idempotency-Key was used for another request.")
    plain = unseal(config.secret_keys, row.sealed, context=request.context)
    if plain is None:
        raise RefusalError("CONFLICT", "This was done already, and its answer can no longer be read.")
    head, _, body = plain.partition(b"\n")
    codes, requirements = orjson.loads(head)
    return FirstAnswer(body, tuple(codes), tuple(_read(one) for one in requirements))


async def keep_answer(
    connection: AsyncConnection, config: Config, request: IdempotentRequest, answer: FirstAnswer
) -> None:
    head = orjson.dumps([answer.codes, [_written(one) for one in answer.requirements]])
    written = {
        "request": request.request,
        "sealed": seal(config.secret_keys, head + b"\n" + answer.body, context=request.context),
        "created_at": func.clock_timestamp(),
    }
    added = insert(KeptAnswer).values(account_id=request.account_id, key=request.key, **written)
    # A row in conflict has expired: `find_answer` has looked for the others.
    keys = [KeptAnswer.account_id, KeptAnswer.key]
    await connection.execute(added.on_conflict_do_update(index_elements=keys, set_=written))


async def still_met(
    connection: AsyncConnection, caller: Caller, requirements: Sequence[Requirement]
) -> tuple[Requirement, ...]:
    """Return the requirements that the caller still meets: a change that takes a right away must not block its answer."""
    met = []
    for requirement in requirements:
        try:
            await _check(connection, caller, requirement)
        except RefusalError:
            continue
        met.append(requirement)
    return tuple(met)


async def check_requirements(connection: AsyncConnection, caller: Caller, requirements: Sequence[Requirement]) -> None:
    """Check that a caller still meets these; raise the refusal that the change itself would get."""
    for requirement in requirements:
        await _check(connection, caller, requirement)


async def _check(connection: AsyncConnection, caller: Caller, requirement: Requirement) -> None:
    match requirement:
        case KeyRequirement(need, before_password):
            authorise(caller, need, before_password=before_password)
        case GroupRequirement(group_id, permission):
            await check_group(connection, caller, group_id, permission)
        case StaffRequirement():
            if not caller.is_staff:
                raise forbidden("This is for staff.")


def _written(requirement: Requirement) -> list[Any]:
    match requirement:
        case KeyRequirement(need, before_password):
            return ["key", need, before_password]
        case GroupRequirement(group_id, permission):
            return ["group", group_id, permission]
        case StaffRequirement():
            return ["staff"]


def _read(written: list[Any]) -> Requirement:
    # Answers are kept for a day: "through" and "office" are the words of older ones, and a newer version may have others.
    try:
        match written:
            case ["key", need, before_password]:
                return KeyRequirement(RequiredScope(need), before_password)
            case ["group" | "through", group_id, permission]:
                return GroupRequirement(group_id, Permission(permission))
            case ["staff" | "office"]:
                return StaffRequirement()
    except ValueError:
        pass
    raise RefusalError("RETRYABLE", "A newer version of the server has done this and has the answer. Try again.")


async def delete_old(services: Services) -> None:
    async with services.engine.begin() as connection:
        await connection.execute(delete(KeptAnswer).where(KeptAnswer.created_at < func.now() - LIFETIME))

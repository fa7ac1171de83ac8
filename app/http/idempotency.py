"""Idempotency-Key: a repeated mutation gets the first answer and runs only once."""

import asyncio
from collections.abc import Sequence
from typing import cast

import orjson
from sqlalchemy.exc import DBAPIError

from actions import idempotency
from actions.idempotency import Kept, Request
from actions.work import OuterTransaction, Services
from app.turns import Turns
from db.repeating import TRIES, is_lost
from edge.operation import Answer, Execute, Operation
from graph.context import RequestContext
from rules.refusals import RefusalCode, RefusalError, bad_request

HEADER = "idempotency-key"
_LONGEST = 255
_AT_ONCE = 8  # each holds a connection throughout; leave some for other requests
_NOT_KEPT = frozenset({"RETRYABLE", "RATE_LIMITED", "INTERNAL"})


class _RollbackError(Exception):
    """Rolls back a change whose answer must not be kept."""

    def __init__(self, answer: Answer, *, is_lost: bool) -> None:
        super().__init__()
        self.answer = answer
        self.is_lost = is_lost


class Idempotency:
    """Runs each mutation that has a key in one transaction with the record of its answer."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._turns = Turns("The first request with this key is not done yet.")
        self._room = asyncio.Semaphore(_AT_ONCE)

    async def __call__(self, context: RequestContext, operation: Operation, execute: Execute) -> Answer:
        """Answer a mutation.

        Raises:
            RefusalError: BAD_REQUEST for a key that is too long, CONFLICT for one that was used for another request,
                RETRYABLE if the first request takes too long; also if the caller may no longer see the kept answer.
        """
        key, account_id = context.idempotency_key, context.caller.account_id
        if not key or account_id is None or any(name.startswith("logIn") for name in operation.fields):
            return await execute()
        if len(key) > _LONGEST:
            raise bad_request(f"An Idempotency-Key may be {_LONGEST} characters long.")
        asked = [operation.document, operation.name, dict(operation.variables)]
        request = idempotency.request_of(account_id, key, asked)
        for left in reversed(range(TRIES)):
            try:
                return await self._once(context, request, execute)
            except _RollbackError as undone:
                if not (left and undone.is_lost):
                    return _truthful(undone.answer)
            except DBAPIError as error:  # also from the commit; if that succeeded, the next try finds the answer
                if not (left and is_lost(error)):
                    raise
        raise AssertionError("unreachable: the last try returns or raises")

    async def _once(self, context: RequestContext, request: Request, execute: Execute) -> Answer:
        async with self._turns(request.context), self._room, self._services.engine.begin() as connection:
            await idempotency.take_turn(connection, request)
            kept = await idempotency.find(connection, self._services.config, request)
            if kept is not None:
                await idempotency.check(connection, context.caller, kept.requirements)
                return Answer(kept.body, kept.codes)
            outer = OuterTransaction(connection)
            context.use_transaction(outer)
            try:
                answer = await execute()
            finally:
                await context.reader.rest()
            if not_kept(answer.codes):
                raise _RollbackError(answer, is_lost=connection.invalidated)
            met = await idempotency.still_met(connection, context.caller, outer.requirements)
            await idempotency.keep(connection, self._services.config, request, Kept(answer.body, answer.codes, met))
        self._services.hub.hint(outer.topics)
        return answer


def not_kept(codes: Sequence[str]) -> bool:
    return not _NOT_KEPT.isdisjoint(codes)


def _truthful(answer: Answer) -> Answer:
    """Return an answer that was rolled back, if it reports no change.

    Raises:
        RefusalError: It reports a change.
    """
    data = orjson.loads(answer.body).get("data") or {}
    if all(payload is None for payload in data.values()):
        return answer
    code = next(code for code in answer.codes if code in _NOT_KEPT)
    raise RefusalError(
        cast("RefusalCode", code), "Nothing of this was done. Try again.", retry_after=answer.retry_after
    )

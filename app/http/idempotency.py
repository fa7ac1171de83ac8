"""Idempotency-Key: a repeated mutation gets the first answer and runs only once."""

import asyncio
from collections.abc import Sequence
from typing import cast

import orjson
from sqlalchemy.exc import DBAPIError

from actions import idempotency
from actions.idempotency import FirstAnswer, IdempotentRequest
from actions.named_locks import NamedLocks
from actions.work import OuterTransaction, Services
from db.retries import TRIES, is_lost
from edge.hooks import Execute
from edge.operation import Answer, Operation
from graph.context import RequestContext
from rules.refusals import RefusalCode, RefusalError, bad_request

HEADER = "idempotency-key"
REPLAYED = ("Idempotent-Replayed", "true")
_MAX_KEY_LENGTH = 255
_MAX_CONCURRENT = 8  # each holds a connection throughout; leave some for other requests
_NOT_STORED = frozenset({"RETRYABLE", "RATE_LIMITED", "INTERNAL"})


class _RollbackError(Exception):
    """Rolls back a change whose answer must not be kept."""

    def __init__(self, answer: Answer, *, is_lost: bool, busy_group_id: int | None) -> None:
        super().__init__()
        self.answer = answer
        self.is_lost = is_lost
        self.busy_group_id = busy_group_id


class Idempotency:
    """Runs each mutation that has a key in one transaction with the record of its answer."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._locks = NamedLocks("The first request with this key is not done yet.")
        self._semaphore = asyncio.Semaphore(_MAX_CONCURRENT)

    async def __call__(self, context: RequestContext, operation: Operation, execute: Execute) -> Answer:
        """Answer a mutation.

        Raises:
            RefusalError: BAD_REQUEST for a key that is too long, CONFLICT for one that was used for another request,
                RETRYABLE if the first request takes too long; also if the caller may no longer see the kept answer.
        """
        key, account_id = context.idempotency_key, context.personal_caller().account_id
        if not key or account_id is None or any(name.startswith("logIn") for name in operation.fields):
            return await execute()
        if len(key) > _MAX_KEY_LENGTH:
            raise bad_request(f"An Idempotency-Key may have at most {_MAX_KEY_LENGTH} characters.")
        identity = [operation.document, operation.name, dict(operation.variables)]
        request = idempotency.make_request(account_id, key, identity)
        try:
            return await self._answer(context, request, execute)
        except _RollbackError as undone:
            if undone.busy_group_id is None:
                return _require_no_change(undone.answer)
            turn_group_id = undone.busy_group_id
        async with self._services.turns(turn_group_id):  # meanwhile this holds no connection
            try:
                return await self._answer(context, request, execute, turn_group_id)
            except _RollbackError as undone:
                return _require_no_change(undone.answer)

    async def _answer(
        self, context: RequestContext, request: IdempotentRequest, execute: Execute, turn_group_id: int | None = None
    ) -> Answer:
        """Answer, and again where the connection was lost; raise _RollbackError for an answer that must not be kept."""
        for left in reversed(range(TRIES)):
            try:
                return await self._answer_once(context, request, execute, turn_group_id)
            except _RollbackError as undone:
                if not (left and undone.is_lost):
                    raise
            except DBAPIError as error:  # also from the commit; if that succeeded, the next try finds the answer
                if not (left and is_lost(error)):
                    raise
        raise AssertionError("unreachable: the last try returns or raises")

    async def _answer_once(
        self, context: RequestContext, request: IdempotentRequest, execute: Execute, turn_group_id: int | None
    ) -> Answer:
        async with self._locks(request.context), self._semaphore, self._services.engine.begin() as connection:
            await idempotency.lock_key(connection, request)
            kept = await idempotency.find_answer(connection, self._services.config, request)
            if kept is not None:
                await idempotency.check_requirements(connection, context.personal_caller(), kept.requirements)
                context.response_headers.append(REPLAYED)
                return Answer(kept.body, kept.codes)
            outer = OuterTransaction(connection, turn_group_id)
            context.use_transaction(outer)
            try:
                answer = await execute()
            finally:
                await context.reader.end_snapshot()
            if must_not_store(answer.codes):
                raise _RollbackError(answer, is_lost=connection.invalidated, busy_group_id=outer.busy_group_id)
            met = await idempotency.still_met(connection, context.personal_caller(), outer.requirements)
            await idempotency.keep_answer(
                connection, self._services.config, request, FirstAnswer(answer.body, answer.codes, met)
            )
        self._services.hub.hint(outer.topics)
        return answer


def must_not_store(codes: Sequence[str]) -> bool:
    return not _NOT_STORED.isdisjoint(codes)


def _require_no_change(answer: Answer) -> Answer:
    """Return an answer that was rolled back, if it reports no change.

    Raises:
        RefusalError: It reports a change.
    """
    data = orjson.loads(answer.body).get("data") or {}
    if all(payload is None for payload in data.values()):
        return answer
    code = next(code for code in answer.codes if code in _NOT_STORED)
    raise RefusalError(
        cast("RefusalCode", code), "Nothing of this was done. Try again.", retry_after=answer.retry_after
    )

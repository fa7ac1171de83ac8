"""Run an action in a transaction of its own."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.exc import DBAPIError

from actions.attempts import guess_attempt
from actions.work import BusyGroupError, ProblemsError, Services, UncountedAttemptsError, Work, WrongGuessError
from db.retries import is_lost, is_transient
from live.metrics import EVENTS
from rules.caller import Caller
from rules.problems import Problem
from rules.refusals import RefusalError

P = ParamSpec("P")
Done = TypeVar("Done")

_TRIES = 6


async def perform(
    services: Services,
    caller: Caller,
    action: Callable[Concatenate[Work, P], Awaitable[Done | Problem]],
    *args: P.args,
    **kwargs: P.kwargs,
) -> Done:
    """Run an action with these arguments in a transaction of its own, commit, then send hints for its events.

    The whole action runs again, a few times at most, after a deadlock, a serialization failure, or a connection lost
    before the commit. If the action raises, nothing is changed. A change of a group that others are changing waits for
    its turn without a connection, and so keeps none from changes of other groups.

    Raises:
        ProblemsError: A problem that the action returned is raised after the commit.
    """

    def run(work: Work) -> Awaitable[Done | Problem]:
        return action(work, *args, **kwargs)

    if services.limiter is None:
        return await _in_turn(services, caller, run, attempts_are_counted=True)
    try:
        try:
            return await _in_turn(services, caller, run, attempts_are_counted=False)
        except UncountedAttemptsError as uncounted:
            await services.limiter.spend(*uncounted.attempts)
        return await _in_turn(services, caller, run, attempts_are_counted=True)
    except WrongGuessError:
        await services.limiter.spend(guess_attempt(services.config.limits, caller, wrong=True))
        raise


async def _in_turn(
    services: Services,
    caller: Caller,
    action: Callable[[Work], Awaitable[Done | Problem]],
    *,
    attempts_are_counted: bool,
) -> Done:
    outer = services.outer
    try:
        turn_group_id = None if outer is None else outer.turn_group_id
        return await _perform(services, caller, action, turn_group_id, attempts_are_counted=attempts_are_counted)
    except BusyGroupError as busy:
        turn_group_id = busy.group_id
    if outer is not None:  # only its owner can give the connection back
        outer.busy_group_id = turn_group_id
        raise RefusalError("RETRYABLE", "This did not work out just now. Try again.")
    async with services.turns(turn_group_id):
        return await _perform(services, caller, action, turn_group_id, attempts_are_counted=attempts_are_counted)


async def _perform(
    services: Services,
    caller: Caller,
    action: Callable[[Work], Awaitable[Done | Problem]],
    turn_group_id: int | None,
    *,
    attempts_are_counted: bool,
) -> Done:
    for attempt in range(_TRIES):
        committing = False
        try:
            async with services.transaction() as connection:
                work = Work(connection, caller, services.config, attempts_are_counted, services.outer, turn_group_id)
                done = await action(work)
                topics = await work.write_effects()
                committing = True
        except DBAPIError as error:
            # A connection lost during COMMIT leaves the outcome open. Only the owner can repeat an outer transaction.
            surely_rolled_back = is_lost(error) and not committing and services.outer is None
            if not (surely_rolled_back or is_transient(error)) or attempt == _TRIES - 1:
                raise
            await asyncio.sleep(random.uniform(0, 0.02) * 2**attempt)  # noqa: S311 - jitter, not a secret
        else:
            services.hint(topics)
            for event in work.events:
                EVENTS.labels(event.kind).inc()
            if isinstance(done, Problem):
                raise ProblemsError(done)
            return done
    raise AssertionError("unreachable: the last try returns or raises")

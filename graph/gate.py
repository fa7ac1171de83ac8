"""How every root field begins: who may come in at all; and how every mutation runs."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from actions.work import Mendable, Work, perform
from db.rights import Key, note
from graph.context import Info
from graph.schema.errors import UserError
from rules.caller import Need, admit

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What became of a mutation: a value, or what the person can mend."""

    value: T | None
    user_errors: list[UserError]


async def change(
    info: Info,
    action: Callable[[Work], Awaitable[T]],
    *,
    need: Need = Need.WRITE,
    before_password: bool = False,
    anonymous: bool = False,
    checked_by: Callable[[], None] | None = None,
) -> Outcome[T]:
    """Run an action for the caller, in a transaction of its own.

    Args:
        info: Of the resolver.
        action: One of `actions/`, with its arguments bound.
        need: What the key signed in with must allow.
        before_password: Whether it is open between a one-time login and setPassword.
        anonymous: Whether nobody needs to be signed in.
        checked_by: Raises what no client should have sent, once the caller has been let in.

    Raises:
        Refusal: What ends the request.
    """
    context = info.context
    if not anonymous:
        admit(context.caller, need, before_password=before_password)
        note(Key(need, before_password))
    elif context.caller.scopes is not None:
        admit(context.caller, need)  # what anybody may do is a change all the same, which a token needs WRITE for
    if checked_by is not None:
        checked_by()
    await context.reader.rest()
    try:
        value = await perform(context.house, context.caller, action)
    except Mendable as mendable:
        return Outcome(None, [UserError.of(problem) for problem in mendable.problems])
    finally:
        context.forget()
    return Outcome(value, [])


def enter(info: Info, need: Need = Need.READ, *, before_password: bool = False) -> None:
    """Let a query or a stream in, or refuse it.

    Raises:
        Refusal: UNAUTHENTICATED, PASSWORD_REQUIRED or FORBIDDEN.
    """
    admit(info.context.caller, need, before_password=before_password)

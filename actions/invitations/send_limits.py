"""Limits on invitations per sender and mails per address.

Unlike attempts, they are counted in the transaction that sends, so that a rollback undoes the count; and so in the
database even if there is a Redis.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from limits import RateLimitItem
from sqlalchemy import exists, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.invitations.recipients import Recipient
from actions.work import Work
from db.bulk import id_parameter
from db.rate_limits import count_in_transaction
from db.tables import Account, Invitation
from rules.limits import rate_limited
from rules.problems import Problem, ProblemCode
from rules.transitions import InvitationStatus

Counting = Callable[[AsyncConnection, RateLimitItem, Iterable[str], int], Awaitable[dict[str, tuple[int, float]]]]
"""Return for each counter what it comes to with an amount more, and the seconds until its window ends."""

_NEW_ACCOUNT_PERIOD = timedelta(days=7)
_ACCEPTED = exists().where(Invitation.invited_by == Account.id, Invitation.status == InvitationStatus.ACCEPTED)
_IS_NEW = select(
    exists().where(Account.id == id_parameter("id"), Account.created_at > func.now() - _NEW_ACCOUNT_PERIOD, ~_ACCEPTED)
)


async def count_invitations(
    work: Work, people: Sequence[Recipient], *, send_mail: bool, count: Counting = count_in_transaction
) -> list[Recipient]:
    """Count the entries without a problem; those whose address had too many mails today get one."""
    good = [one.email for one in people if one.problem is None]
    if not good or not work.config.rate_limits:
        return list(people)
    await _count_sent(work, len(good), count)
    over_limit = await _over_limit(work, good, count) if send_mail else {}
    if over_limit and len(over_limit) == len(good):
        raise rate_limited(work.config.limits.invitation_mails, min(over_limit.values()))
    return [
        replace(one, problem=_too_many_mails().at(*one.request.path))
        if one.problem is None and one.email in over_limit
        else one
        for one in people
    ]


async def count_resent(work: Work, email: str) -> None:
    if not work.config.rate_limits:
        return
    await _count_sent(work, 1, count_in_transaction)
    for seconds in (await _over_limit(work, [email], count_in_transaction)).values():
        raise rate_limited(work.config.limits.invitation_mails, seconds)


async def _count_sent(work: Work, amount: int, count: Counting) -> None:
    limits, who = [work.config.limits.invitations], str(work.caller.account)
    for_new = work.config.limits.invitations_new_account
    if for_new is not None and await work.value(_IS_NEW, id=work.caller.account):
        limits.append(for_new)
    for limit in limits:
        sent, left = (await count(work.connection, limit, [who], amount))[who]
        if sent > limit.amount:
            raise rate_limited(limit, left, max(0, limit.amount - sent + amount))


async def _over_limit(work: Work, emails: Sequence[str], count: Counting) -> dict[str, float]:
    """Return the addresses over the limit, with the seconds until they may get mail again."""
    limit = work.config.limits.invitation_mails
    counted = await count(work.connection, limit, emails, 1)
    return {email: left for email, (hits, left) in counted.items() if hits > limit.amount}


def _too_many_mails() -> Problem:
    return Problem(
        ProblemCode.RESEND_TOO_SOON, "This address has had enough invitations for today. Try again tomorrow."
    )

"""Limits on invitations per sender and mails per address.

Unlike attempts, they are counted in the transaction that sends, so that a rollback undoes the count; and so in the
database even if there is a Redis.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import exists, func, select

from actions.invitations.recipients import Resolved
from actions.work import Work
from db.bulk import number
from db.rate_limits import count_together
from db.tables import Account, Invitation
from rules.limits import too_many
from rules.problems import Code, Problem
from rules.transitions import InvitationStatus

_NEW_FOR = timedelta(days=7)
_ACCEPTED = exists().where(Invitation.invited_by == Account.id, Invitation.status == InvitationStatus.ACCEPTED)
_IS_NEW = select(exists().where(Account.id == number("id"), Account.created_at > func.now() - _NEW_FOR, ~_ACCEPTED))


async def count_invitations(work: Work, people: Sequence[Resolved], *, send_mail: bool) -> list[Resolved]:
    """Count the entries without a problem; those whose address had too many mails today get one."""
    good = [one.email for one in people if one.problem is None]
    if not good or not work.config.rate_limits:
        return list(people)
    await _count_sent(work, len(good))
    past = await _past(work, good) if send_mail else {}
    if past and len(past) == len(good):
        raise too_many(work.config.limits.invitation_mails, min(past.values()))
    return [
        replace(one, problem=_mailed_enough().at(*one.asked.path)) if one.problem is None and one.email in past else one
        for one in people
    ]


async def count_resent(work: Work, email: str) -> None:
    if not work.config.rate_limits:
        return
    await _count_sent(work, 1)
    for seconds in (await _past(work, [email])).values():
        raise too_many(work.config.limits.invitation_mails, seconds)


async def _count_sent(work: Work, amount: int) -> None:
    limits, who = [work.config.limits.invitations], str(work.caller.account)
    for_new = work.config.limits.invitations_new_account
    if for_new is not None and await work.value(_IS_NEW, id=work.caller.account):
        limits.append(for_new)
    for limit in limits:
        sent, left = (await count_together(work.connection, limit, [who], amount))[who]
        if sent > limit.amount:
            raise too_many(limit, left)


async def _past(work: Work, emails: Sequence[str]) -> dict[str, float]:
    """Return the addresses over the limit, with the seconds until they may get mail again."""
    limit = work.config.limits.invitation_mails
    counted = await count_together(work.connection, limit, emails)
    return {email: left for email, (hits, left) in counted.items() if hits > limit.amount}


def _mailed_enough() -> Problem:
    return Problem(Code.RESEND_TOO_SOON, "This address has had enough invitations for today. Try again tomorrow.")

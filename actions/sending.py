"""How many invitations somebody may send in a day, and how many mails an address gets. Source: operations, Limits.

Unlike attempts these are counted in the transaction that sends them: what is not sent does not count. So they are
counted in the database even where there is a Redis.
"""

from collections.abc import Sequence
from dataclasses import replace

from actions.recipients import Resolved
from actions.work import Work
from db.rate_limits import count_together
from rules.limits import INVITATION_MAILS, INVITATIONS, too_many
from rules.problems import Code, Problem


async def count_invitations(work: Work, people: Sequence[Resolved], *, send_mail: bool) -> list[Resolved]:
    """Count those of an invitation who have no problem; an address with too many mails today gets one.

    Args:
        work: With the group locked, and with it all caseloads.
        people: Judged otherwise.
        send_mail: Whether they are mailed to.

    Raises:
        Refusal: RATE_LIMITED for who has invited too many people today, or where nobody could be mailed to.
    """
    good = [one.email for one in people if one.problem is None]
    if not good or not work.config.rate_limits:
        return list(people)
    who = str(work.caller.account)
    sent, left = (await count_together(work.connection, INVITATIONS, [who], len(good)))[who]
    if sent > INVITATIONS.amount:
        raise too_many(INVITATIONS, left)
    past = await _past(work, good) if send_mail else {}
    if past and len(past) == len(good):
        raise too_many(INVITATION_MAILS, min(past.values()))
    return [
        replace(one, problem=_mailed_enough().at(*one.asked.path)) if one.problem is None and one.email in past else one
        for one in people
    ]


async def count_resent(work: Work, email: str) -> None:
    """Count one invitation that is sent again.

    Raises:
        Refusal: RATE_LIMITED for who has invited too many people today, or for an address with too many mails.
    """
    if not work.config.rate_limits:
        return
    who = str(work.caller.account)
    sent, left = (await count_together(work.connection, INVITATIONS, [who]))[who]
    if sent > INVITATIONS.amount:
        raise too_many(INVITATIONS, left)
    for seconds in (await _past(work, [email])).values():
        raise too_many(INVITATION_MAILS, seconds)


async def _past(work: Work, emails: Sequence[str]) -> dict[str, float]:
    """The addresses that have had enough, with the seconds until they may be mailed to again."""
    counted = await count_together(work.connection, INVITATION_MAILS, emails)
    return {email: left for email, (hits, left) in counted.items() if hits > INVITATION_MAILS.amount}


def _mailed_enough() -> Problem:
    return Problem(Code.RESEND_TOO_SOON, "This address has had enough invitations for today. Try again tomorrow.")

"""What inviting would answer, without doing it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text

from actions.caseloads.caseloads import find_places, full_for_inviter
from actions.invitations.inviting import check_request, refuse_places, who_need_places
from actions.invitations.recipients import Recipient, RecipientRequest, judge
from actions.invitations.send_limits import count_invitations
from actions.work import Work
from db.access import LockedGroup, find_group
from db.rate_limits import count_ahead
from rules import templates
from rules.roles import Permission, require_permission


@dataclass(frozen=True, slots=True)
class CheckedInvitation:
    """The entries in the order given, and the text that they would get; the group is not locked."""

    group: LockedGroup
    people: list[Recipient]
    subject: str
    body: str


async def check_recipients(
    work: Work,
    group_id: int,
    requests: Sequence[RecipientRequest],
    subject: str | None,
    body: str | None,
    *,
    send_mail: bool,
) -> CheckedInvitation:
    """Go through the checks of `invite` in its order, and lock, count and tell nothing."""
    await work.connection.execute(text("SET TRANSACTION READ ONLY"))
    group = await find_group(work.connection, work.caller, group_id)
    require_permission(group.group_access, Permission.INVITE)
    subject, body = subject or templates.DEFAULT_SUBJECT, body or templates.DEFAULT_BODY
    check_request(requests, subject, body, send_mail=send_mail)
    people, _ = await judge(work, group, requests, send_mail=send_mail, dry_run=True)
    places = await find_places(work, group, work.caller.account, who_need_places(people), is_locking=False)
    if places.without_place:
        people = refuse_places(people, places, full_for_inviter(work, places))
    people = await count_invitations(work, people, send_mail=send_mail, count=count_ahead)
    return CheckedInvitation(group, people, subject, body)

"""Telling of the mails of an invitation: managers how far they have come, the invitee only that something has changed."""

from sqlalchemy import ScalarSelect, select

from actions.work import Work
from db.tables import Account, Invitation
from live.event_kinds import EventKind


def invitee_id() -> ScalarSelect[int]:
    """Select the ID of the account with an invitation's address, to return with the invitation."""
    return select(Account.id).where(Account.email == Invitation.email).correlate(Invitation).scalar_subquery()


def emit_mail_event(
    work: Work,
    group_id: int,
    invitation_id: int,
    account_id: int | None,
    kind: EventKind = EventKind.INVITATION_UPDATED,
) -> None:
    """Record that the mails of an invitation have got on. `account_id` is the invitee's, if they have an account."""
    work.emit_group_event(group_id, kind, invitation_id, account_id)
    if account_id is not None:
        # How a mail was delivered is the managers' to know.
        work.emit_account_event(account_id, EventKind.INVITATION_UPDATED, invitation_id)

from datetime import datetime, timedelta
from enum import StrEnum

from rules.problems import Problem, ProblemCode


class InvitationStatus(StrEnum):
    PENDING = "PENDING"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    CANCELLED = "CANCELLED"
    EXPIRED = "EXPIRED"


class DeliveryStatus(StrEnum):
    QUEUED = "QUEUED"
    SENT = "SENT"
    FAILED = "FAILED"


class MailState(StrEnum):
    """What has become of a mail. DROPPED: it was no longer needed before it could be sent."""

    QUEUED = "QUEUED"
    SENT = "SENT"
    FAILED = "FAILED"
    DROPPED = "DROPPED"


class NamedBy(StrEnum):
    """How the inviter named the invitee, which decides whether they may see the address."""

    EMAIL = "EMAIL"
    USERNAME = "USERNAME"
    ACCOUNT = "ACCOUNT"


REMINDER_BEFORE_EXPIRY = timedelta(days=2)
REMINDER_FROM_LIFETIME = timedelta(days=4)
EXPIRED = Problem(ProblemCode.INVITATION_EXPIRED, "This invitation has expired. Ask for a new one.")


def status_at(stored: InvitationStatus, expires_at: datetime, now: datetime) -> InvitationStatus:
    """Return the status at `now`. A pending invitation past its expiry is EXPIRED even before the job has run."""
    if stored is InvitationStatus.PENDING and expires_at <= now:
        return InvitationStatus.EXPIRED
    return stored


def check_answerable(status: InvitationStatus) -> Problem | None:
    """Return why an invitation cannot be accepted, declined or cancelled, if so."""
    if status is InvitationStatus.PENDING:
        return None
    if status is InvitationStatus.EXPIRED:
        return EXPIRED
    return Problem(ProblemCode.INVITATION_NOT_PENDING, f"This invitation is already {status.value.lower()}.")


def check_resendable(status: InvitationStatus) -> Problem | None:
    if status in (InvitationStatus.PENDING, InvitationStatus.EXPIRED):
        return None
    return Problem(ProblemCode.INVITATION_NOT_PENDING, f"This invitation is already {status.value.lower()}.")


def check_cooldown(last_sent: datetime | None, cooldown: timedelta, now: datetime) -> Problem | None:
    if last_sent is None or last_sent + cooldown <= now:
        return None
    seconds = max(1, round((last_sent + cooldown - now).total_seconds()))
    return Problem(ProblemCode.RESEND_TOO_SOON, f"The last mail is too recent. Try again in {seconds} seconds.")


def reminder_at(sent_at: datetime, expires_at: datetime) -> datetime | None:
    """Return two days before expiry, for lifetimes of four days or more."""
    if expires_at - sent_at < REMINDER_FROM_LIFETIME:
        return None
    return expires_at - REMINDER_BEFORE_EXPIRY


def invitation_actions(
    status: InvitationStatus, *, is_invitee: bool, role_given: bool, may_manage: bool, resend_ready: bool
) -> list[str]:
    """Return `Invitation.viewerActions`, from the same rules that decide.

    `role_given`: the inviter may still grant the role. `resend_ready`: nothing but permission is needed to resend.
    """
    shown = []
    if is_invitee and check_answerable(status) is None:
        shown += ["ACCEPT", "DECLINE"] if role_given else ["DECLINE"]
    if may_manage and resend_ready and check_resendable(status) is None:
        shown.append("RESEND")
    if may_manage and check_answerable(status) is None:
        shown.append("CANCEL")
    return shown

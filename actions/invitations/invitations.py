"""Resending, changing and cancelling invitations."""

from sqlalchemy import and_, exists, func, select, update

from actions.caseloads.caseloads import find_places, refuse_place
from actions.groups.removals import readmit
from actions.invitations.closing import close_invitations, subject_of
from actions.invitations.inviting import received_notification
from actions.invitations.send_limits import count_resent
from actions.work import ProblemsError, Work
from db.invitation_access import LockedInvitation, open_invitation
from db.tables import Account, Invitation, Membership
from live.event_kinds import EventKind
from mail.outbox import MailKind, NewMail
from rules.caseloads import Reservation
from rules.history import HistoryAction
from rules.problems import Problem, ProblemCode
from rules.roles import Permission, Role, can_grant
from rules.transitions import (
    DeliveryStatus,
    InvitationStatus,
    check_answerable,
    check_cooldown,
    check_resendable,
    reminder_at,
)


async def cancel(work: Work, invitation_id: int) -> int:
    locked = await open_invitation(work, invitation_id, Permission.INVITE)
    _require_can_grant(locked)
    problem = check_answerable(locked.status)
    if problem is not None:
        raise ProblemsError(problem)
    await close_invitations(work, [invitation_id], InvitationStatus.CANCELLED, actor_id=work.caller.account)
    return invitation_id


async def resend(work: Work, invitation_id: int) -> int | Problem:
    """Send an invitation again, with a new link and expiry, from whoever resends it.

    CASELOAD_FULL is returned, not raised, so that the notification of the caseload's owner is kept.
    """
    locked = await open_invitation(work, invitation_id, Permission.INVITE)
    row, now = locked.row, locked.group.now
    problem = check_resendable(locked.status)
    if problem is not None:
        raise ProblemsError(problem)
    _require_can_grant(locked)
    account = await _check_again(work, locked)
    caseload_id = await _reserve_place(work, locked, locked.role)
    if isinstance(caseload_id, Problem):
        return caseload_id
    await _check_cooldown(work, locked)
    await count_resent(work, row.email)
    expires_at = now + work.config.invitation_lifetime
    version = row.version + 1
    await work.run(
        update(Invitation)
        .where(Invitation.id == invitation_id)
        .values(
            status=InvitationStatus.PENDING,
            invited_by=work.caller.account,
            expires_at=expires_at,
            version=version,
            wants_mail=True,
            mailed_at=now,
            reminder_at=reminder_at(now, expires_at),
            delivery=DeliveryStatus.QUEUED,
            delivery_error=None,
            caseload_id=caseload_id,
            closed_name=None,
            closed_discreet=None,
        )
    )
    _emit_caseloads_changed(work, row.caseload_id, caseload_id)
    work.add_history(locked.group.id, HistoryAction.INVITATION_RESENT, subject_of(row.email, row.named_by))
    work.emit_group_event(locked.group.id, EventKind.INVITATION_RESENT, invitation_id, account)
    if account is not None:
        await readmit(work, locked.group.id, [account])
        work.emit_account_event(account, EventKind.INVITATION_RESENT, invitation_id)
        if locked.status is InvitationStatus.EXPIRED:
            work.notify(received_notification(locked.group, work.caller.account, account, invitation_id))
    work.mail(
        NewMail(
            MailKind.INVITATION,
            row.email,
            row.name,
            account_id=account,
            group_id=locked.group.id,
            invitation_id=invitation_id,
            invitation_version=version,
        )
    )
    return invitation_id


async def change_role(work: Work, invitation_id: int, role: Role) -> int | Problem:
    """Give a pending invitation another role, from whoever changes it; the role that it has changes nothing.

    CASELOAD_FULL is returned, as by `resend`.
    """
    locked = await open_invitation(work, invitation_id, Permission.INVITE)
    row, group = locked.row, locked.group
    problem = check_answerable(locked.status)
    if problem is not None:
        raise ProblemsError(problem)
    _require_can_grant(locked)
    if not can_grant(group.role, role):
        message = "Only an administrator can invite an administrator."
        raise ProblemsError(Problem(ProblemCode.ROLE_NOT_ALLOWED, message, ("role",)))
    if role is locked.role:
        return invitation_id
    caseload_id = await _reserve_place(work, locked, role)
    if isinstance(caseload_id, Problem):
        return caseload_id
    changed = update(Invitation).where(Invitation.id == invitation_id)
    await work.run(changed.values(role=role, invited_by=work.caller.account, caseload_id=caseload_id))
    _emit_caseloads_changed(work, row.caseload_id, caseload_id)
    subject = subject_of(row.email, row.named_by)
    work.add_history(group.id, HistoryAction.INVITATION_UPDATED, f"{subject}: {role.value}")
    account = await work.value(select(Account.id).where(Account.email == row.email))
    work.emit_group_event(group.id, EventKind.INVITATION_UPDATED, invitation_id, account)
    if account is not None:
        work.emit_account_event(account, EventKind.INVITATION_UPDATED, invitation_id)
    return invitation_id


def _emit_caseloads_changed(work: Work, *owner_ids: int | None) -> None:
    for owner_id in set(owner_ids):
        if owner_id is not None:
            work.emit_caseload_changed(owner_id)


def _require_can_grant(locked: LockedInvitation) -> None:
    if not can_grant(locked.group.role, locked.role):
        raise ProblemsError(
            Problem(ProblemCode.ROLE_NOT_ALLOWED, "Only an administrator can do this for an administrator.")
        )


async def _check_cooldown(work: Work, locked: LockedInvitation) -> None:
    mailed = select(func.max(Invitation.mailed_at)).where(
        Invitation.group_id == locked.group.id, Invitation.email == locked.row.email
    )
    soon = check_cooldown(await work.value(mailed), work.config.resend_cooldown, locked.group.now)
    if soon is not None:
        raise ProblemsError(soon)


async def _reserve_place(work: Work, locked: LockedInvitation, role: Role) -> int | Problem | None:
    """Find a place in the caller's caseload for the role; a pending invitation keeps its place there."""
    if role is not Role.MEMBER:
        return None
    row, is_pending = locked.row, locked.status is InvitationStatus.PENDING
    previous = Reservation(row.caseload_id, row.invited_by) if is_pending else None
    places = await find_places(work, locked.group, work.caller.account, [row.email], replaces=previous)
    return await refuse_place(work, locked.group, places) if places.without_place else places.caseload_id


async def _check_again(work: Work, locked: LockedInvitation) -> int | None:
    """Repeat the checks of inviting except the place; return the invitee's account ID, if any."""
    row = locked.row
    others = select(Invitation.id, Invitation.status, Invitation.expires_at).where(
        Invitation.group_id == locked.group.id,
        Invitation.email == row.email,
        Invitation.id != row.id,
        Invitation.status.in_((InvitationStatus.PENDING, InvitationStatus.EXPIRED)),
    )
    account = await work.row(
        select(
            Account.id,
            exists()
            .where(and_(Membership.group_id == locked.group.id, Membership.account_id == Account.id))
            .label("inside"),
        ).where(Account.email == row.email)
    )
    if account is not None and account.inside:
        raise ProblemsError(Problem(ProblemCode.ALREADY_MEMBER, "This person is in the group already."))
    found = await work.rows(others)
    if any(other.expires_at > locked.group.now for other in found):
        raise ProblemsError(
            Problem(ProblemCode.ALREADY_INVITED, "A newer invitation of this person is waiting for an answer.")
        )
    if found:
        work.bump_viewer_actions_version(locked.group.id)
    to_close = [other.id for other in found if other.status == InvitationStatus.PENDING]
    await close_invitations(work, to_close, InvitationStatus.EXPIRED, actor_id=None)
    return account.id if account is not None else None

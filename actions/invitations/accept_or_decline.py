"""Accepting and declining invitations, by the link's token or by ID."""

from typing import NamedTuple

from actions.groups.arrival import NewMember
from actions.groups.joining import join
from actions.invitations.closing import close_invitations
from actions.recording import NewNotification
from actions.work import ProblemsError, Work, WrongGuessError
from db.invitation_access import LockedInvitation, lock_invitation
from db.queries.group_contacts import load_group_contacts
from db.queries.links import invitation_of_link
from rules.addresses import mask
from rules.notification_recipients import choose_recipients
from rules.notifications import NotificationKind
from rules.problems import Problem, ProblemCode
from rules.refusals import not_found, unauthenticated
from rules.roles import JoinedBy, Permission, Role, allows, can_grant
from rules.transitions import InvitationStatus, NamedBy, check_answerable


class Accepted(NamedTuple):
    invitation_id: int
    membership_id: int


async def accept(work: Work, invitation_id: int | None, token: str | None) -> Accepted | Problem:
    """Accept an invitation; accepting it again gives the same answer.

    A problem is returned, not raised, if the invitation was closed in the process.
    """
    locked = await _open(work, invitation_id, token)
    membership_id = locked.group.membership_id
    if locked.status is InvitationStatus.ACCEPTED and membership_id is not None:
        return Accepted(locked.id, membership_id)
    _require_answerable(locked)
    if membership_id is not None:  # already a member: only close the invitation
        await close_invitations(work, [locked.id], InvitationStatus.ACCEPTED, actor_id=work.caller.account)
        return Accepted(locked.id, membership_id)
    if locked.role is not Role.MEMBER and not can_grant(locked.inviter_role, locked.role):
        await close_invitations(work, [locked.id], InvitationStatus.CANCELLED, actor_id=None)
        return Problem(
            ProblemCode.INVITATION_NOT_PENDING,
            "Whoever invited you may no longer give this role. Ask for a new invitation.",
        )
    # join() gets no ID: it finds this invitation again by group and address, which is sound because
    # invitations_pending_key allows one pending invitation for both.
    who = NewMember(work.caller.account, locked.group.caller_name, locked.group.caller_email)
    return Accepted(locked.id, await join(work, locked.group, who, locked.role, JoinedBy.INVITATION))


async def decline(work: Work, invitation_id: int | None, token: str | None) -> int:
    locked = await _open(work, invitation_id, token)
    if locked.status is InvitationStatus.DECLINED:
        return locked.id
    _require_answerable(locked)
    await close_invitations(work, [locked.id], InvitationStatus.DECLINED, actor_id=work.caller.account)
    inviter, group_id = locked.row.invited_by, locked.group.id
    around = (await load_group_contacts(work.connection, {group_id: [inviter]}))[group_id]
    roles = {key: one.role for key, one in around.items()}
    invitee = _invitee_name(locked)
    for account_id in choose_recipients(NotificationKind.INVITATION_DECLINED, [inviter], roles):
        work.notify(
            NewNotification(
                account_id,
                NotificationKind.INVITATION_DECLINED,
                f"{invitee} declined the invitation to {locked.group.name}.",
                {"person": invitee, "group": locked.group.name},
                actor_id=work.caller.account if locked.row.named_by != NamedBy.EMAIL else None,
                group_id=group_id,
                invitation_id=locked.id,
            )
        )
    return locked.id


def _invitee_name(locked: LockedInvitation) -> str:
    """Name the invitee as the inviter knows them."""
    if locked.row.named_by == NamedBy.EMAIL:
        return str(locked.row.name or locked.row.email)
    return locked.group.caller_name


async def _open(work: Work, invitation_id: int | None, token: str | None) -> LockedInvitation:
    """Lock the invitation; check the link first, then that the caller is its invitee."""
    version = None
    if token is not None:
        work.check_guesses()
        named = await invitation_of_link(work, work.config.secret_keys, token)
        if named is None:
            raise WrongGuessError(Problem(ProblemCode.LINK_UNUSABLE, "This link is not one of ours.", ("token",)))
        invitation_id, version = named
    locked = await lock_invitation(work, invitation_id or 0)
    if version is not None and version != locked.row.version:
        raise ProblemsError(Problem(ProblemCode.LINK_UNUSABLE, "A newer link was sent. Use that one.", ("token",)))
    if work.caller.is_anonymous:
        raise unauthenticated()
    if locked.group.caller_email != locked.row.email:
        if token is None and not allows(locked.group.group_access, Permission.SEE_INVITATIONS):
            raise not_found()
        raise ProblemsError(_wrong_recipient(locked, by_token=token is not None))
    return locked


def _wrong_recipient(locked: LockedInvitation, *, by_token: bool) -> Problem:
    return Problem(
        ProblemCode.WRONG_RECIPIENT,
        f"This invitation is for {mask(locked.row.email)}. Sign in with that address to answer it.",
        ("token",) if by_token else ("invitationId",),
    )


def _require_answerable(locked: LockedInvitation) -> None:
    problem = check_answerable(locked.status)
    if problem is not None:
        raise ProblemsError(problem)

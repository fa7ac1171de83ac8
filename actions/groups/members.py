"""Members: leaving, removing, changing roles. A group keeps at least one administrator."""

from sqlalchemy import delete, func, insert, select, update

from actions.invitations.closing import close_invitations
from actions.invitations.expired_conditions import has_expired
from actions.notifications import mark_hidden_read
from actions.recording import NewNotification
from actions.seats.seats import on_leaving
from actions.work import ProblemsError, Work
from db.access import LockedGroup, open_group
from db.member_access import LockedMember, open_member
from db.tables import Account, Invitation, Membership, Removal
from live.event_kinds import EventKind
from rules.history import HistoryAction
from rules.notifications import NotificationKind
from rules.problems import Problem, ProblemCode
from rules.refusals import not_found
from rules.roles import Permission, Role, can_change_role
from rules.transitions import InvitationStatus


async def leave(work: Work, group_id: int) -> int:
    locked = await open_group(work, group_id, Permission.LEAVE)
    assert locked.membership_id is not None
    assert locked.role is not None
    await _require_another_administrator(work, locked, locked.role)
    await _end_membership(work, locked, locked.membership_id, work.caller.account, EventKind.MEMBER_LEFT)
    await emit_offers_changed(work, group_id, work.caller.account)
    if locked.role is Role.ADMINISTRATOR:
        work.bump_viewer_actions_version(group_id)
    work.add_history(group_id, HistoryAction.MEMBER_LEFT, locked.caller_name)
    return group_id


async def remove(work: Work, membership_id: int) -> int:
    """Remove a member, or leave if it is the caller. The code and open joining do not admit them again."""
    named = await work.row(select(Membership.group_id, Membership.account_id).where(Membership.id == membership_id))
    if named is None:
        raise not_found()
    if named.account_id == work.caller.account:
        return await leave(work, named.group_id)
    locked = await open_member(work, membership_id, Permission.MANAGE_MEMBERS)
    _require_can_change_role(locked, None)
    await _require_another_administrator(work, locked.group, locked.role)
    await _cancel_pending(work, locked)
    await _end_membership(work, locked.group, locked.id, locked.account_id, EventKind.MEMBER_REMOVED)
    await emit_offers_changed(work, locked.group.id, locked.account_id)
    if locked.role is Role.ADMINISTRATOR:
        work.bump_viewer_actions_version(locked.group.id)
    await work.run(insert(Removal).values(group_id=locked.group.id, account_id=locked.account_id))
    work.add_history(locked.group.id, HistoryAction.MEMBER_REMOVED, locked.account_name)
    work.notify(
        NewNotification(
            locked.account_id,
            NotificationKind.REMOVED_FROM_GROUP,
            f"{locked.group.caller_name} removed you from {locked.group.name}.",
            {"person": locked.group.caller_name, "group": locked.group.name},
            actor_id=work.caller.account,
            group_id=locked.group.id,
        )
    )
    return locked.group.id


async def set_role(work: Work, membership_id: int, role: Role) -> int:
    locked = await open_member(work, membership_id, Permission.MANAGE_MEMBERS)
    _require_can_change_role(locked, role)
    if locked.role is role:
        return membership_id
    await _require_another_administrator(work, locked.group, locked.role)
    await work.run(update(Membership).where(Membership.id == membership_id).values(role=role))
    await mark_hidden_read(work, locked.group.id, locked.account_id, role)
    work.add_history(locked.group.id, HistoryAction.ROLE_CHANGED, f"{locked.account_name}: {role.value}")
    emit_role_changed(work, locked.group.id, membership_id, locked.account_id)
    await emit_offers_changed(work, locked.group.id, locked.account_id)
    if Role.ADMINISTRATOR in (locked.role, role):
        work.bump_viewer_actions_version(locked.group.id)
    work.notify(
        NewNotification(
            locked.account_id,
            NotificationKind.ROLE_CHANGED,
            f"You are now {_ARTICLES[role]} of {locked.group.name}.",
            {"role": role, "group": locked.group.name},
            actor_id=work.caller.account,
            group_id=locked.group.id,
            membership_id=membership_id,
        )
    )
    return membership_id


def emit_role_changed(work: Work, group_id: int, membership_id: int, account_id: int) -> None:
    work.emit_group_event(group_id, EventKind.MEMBER_ROLE_CHANGED, membership_id, account_id)
    work.emit_account_event(account_id, EventKind.ACCESS_CHANGED, group_id, str(membership_id))


async def emit_offers_changed(work: Work, group_id: int, inviter_id: int) -> None:
    """Emit to those whom a person invited to more than MEMBER: what the inviter may give decides what they can accept."""
    offered = select(Invitation.id, Account.id.label("account_id")).join(Account, Account.email == Invitation.email)
    of_inviter = (Invitation.group_id == group_id, Invitation.invited_by == inviter_id)
    is_open = (Invitation.status == InvitationStatus.PENDING, Invitation.role != Role.MEMBER)
    for row in await work.rows(offered.where(*of_inviter, *is_open)):
        work.emit_account_event(row.account_id, EventKind.INVITATION_UPDATED, row.id)


_ARTICLES = {
    Role.ADMINISTRATOR: "an administrator",
    Role.FACILITATOR: "a facilitator",
    Role.MEMBER: "a member",
}


def _require_can_change_role(locked: LockedMember, new_role: Role | None) -> None:
    if not can_change_role(locked.group.role, locked.role, new_role):
        raise ProblemsError(
            Problem(ProblemCode.ROLE_NOT_ALLOWED, "Only an administrator can do this to, or make, an administrator.")
        )


async def _require_another_administrator(work: Work, locked: LockedGroup, role: Role) -> None:
    """The group's lock serialises this: two who leave at once count one after the other."""
    if role is not Role.ADMINISTRATOR:
        return
    administrators = select(func.count()).where(Membership.group_id == locked.id, Membership.role == Role.ADMINISTRATOR)
    if await work.value(administrators) <= 1:
        raise ProblemsError(
            Problem(
                ProblemCode.LAST_ADMINISTRATOR,
                "A group needs at least one administrator. Make somebody else an administrator first.",
            )
        )


async def _cancel_pending(work: Work, locked: LockedMember) -> None:
    pending = await work.rows(
        select(Invitation.id).where(
            Invitation.group_id == locked.group.id,
            Invitation.email == locked.email,
            Invitation.status == InvitationStatus.PENDING,
            Invitation.expires_at > locked.group.now,
        )
    )
    if pending:
        await close_invitations(
            work, [row.id for row in pending], InvitationStatus.CANCELLED, actor_id=work.caller.account
        )


async def _end_membership(
    work: Work, locked: LockedGroup, membership_id: int, account_id: int, kind: EventKind
) -> None:
    await on_leaving(work, locked.id, membership_id)
    address = select(Account.email).where(Account.id == account_id).scalar_subquery()
    ended = delete(Membership).where(Membership.id == membership_id)
    if await work.value(ended.returning(has_expired(Membership.group_id, address))):
        work.bump_viewer_actions_version(locked.id)
    work.emit_group_event(locked.id, kind, membership_id, account_id)
    work.emit_account_event(account_id, EventKind.ACCESS_LOST, locked.id, str(membership_id))
    await mark_hidden_read(work, locked.id, account_id, None)

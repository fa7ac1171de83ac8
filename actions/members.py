"""Members: leaving, being removed, changing role. The last administrator stays one."""

from sqlalchemy import delete, func, insert, select, update

from actions.closing import close
from actions.notices import Notice
from actions.notifications import read_what_is_closed_to
from actions.seats import on_leaving
from actions.work import ProblemsError, Work
from db import doors
from db.doors import GroupDoor, MemberDoor
from db.tables import Invitation, Membership, Removal
from live.event_kinds import EventKind
from rules.notices import HistoryAction, NotificationKind
from rules.problems import Code, Problem
from rules.refusals import not_found
from rules.roles import Permission, Role, can_change_role
from rules.transitions import InvitationStatus


async def leave(work: Work, group_id: int) -> int:
    """Leave a group.

    Returns:
        The group's ID.

    Raises:
        RefusalError: NOT_FOUND, FORBIDDEN.
        ProblemsError: LAST_ADMINISTRATOR.
    """
    door = await work.come_in(doors.group, group_id, Permission.LEAVE)
    assert door.membership_id is not None
    assert door.role is not None
    await _keep_an_administrator(work, door, door.role)
    await _part(work, door, door.membership_id, work.caller.account, EventKind.MEMBER_LEFT)
    work.add_history(group_id, HistoryAction.MEMBER_LEFT, door.caller_name)
    return group_id


async def remove(work: Work, membership_id: int) -> int:
    """Remove a member; on oneself it is leaving. They are not let in again by the code or the open door.

    Returns:
        The group's ID.

    Raises:
        RefusalError: NOT_FOUND, FORBIDDEN.
        ProblemsError: ROLE_NOT_ALLOWED for a facilitator who reaches for an administrator, LAST_ADMINISTRATOR.
    """
    named = await work.row(select(Membership.group_id, Membership.account_id).where(Membership.id == membership_id))
    if named is None:
        raise not_found()
    if named.account_id == work.caller.account:
        return await leave(work, named.group_id)
    door = await work.come_in(doors.member, membership_id, Permission.MANAGE_MEMBERS)
    _reach(door, None)
    await _keep_an_administrator(work, door.group, door.role)
    await _cancel_pending(work, door)
    await _part(work, door.group, door.id, door.account_id, EventKind.MEMBER_REMOVED)
    await work.run(insert(Removal).values(group_id=door.group.id, account_id=door.account_id))
    work.add_history(door.group.id, HistoryAction.MEMBER_REMOVED, door.account_name)
    work.notify(
        Notice(
            door.account_id,
            NotificationKind.REMOVED_FROM_GROUP,
            f"{door.group.caller_name} removed you from {door.group.name}.",
            actor_id=work.caller.account,
            group_id=door.group.id,
        )
    )
    return door.group.id


async def set_role(work: Work, membership_id: int, role: Role) -> int:
    """Make a member an administrator, a facilitator or a plain member; what they are already, they stay.

    Returns:
        The membership's ID.

    Raises:
        RefusalError: NOT_FOUND, FORBIDDEN.
        ProblemsError: ROLE_NOT_ALLOWED for a facilitator and an administrator's role, LAST_ADMINISTRATOR.
    """
    door = await work.come_in(doors.member, membership_id, Permission.MANAGE_MEMBERS)
    _reach(door, role)
    if door.role is role:
        return membership_id
    await _keep_an_administrator(work, door.group, door.role)
    await work.run(update(Membership).where(Membership.id == membership_id).values(role=role))
    await read_what_is_closed_to(work, door.group.id, door.account_id, role)
    work.add_history(door.group.id, HistoryAction.ROLE_CHANGED, f"{door.account_name}: {role.value}")
    work.emit_group_event(door.group.id, EventKind.MEMBER_ROLE_CHANGED, membership_id, door.account_id)
    work.notify(
        Notice(
            door.account_id,
            NotificationKind.ROLE_CHANGED,
            f"You are now {_ARTICLES[role]} of {door.group.name}.",
            actor_id=work.caller.account,
            group_id=door.group.id,
            membership_id=membership_id,
        )
    )
    return membership_id


_ARTICLES = {
    Role.ADMINISTRATOR: "an administrator",
    Role.FACILITATOR: "a facilitator",
    Role.MEMBER: "a member",
}


def _reach(door: MemberDoor, then: Role | None) -> None:
    if not can_change_role(door.group.role, door.role, then):
        raise ProblemsError(
            Problem(Code.ROLE_NOT_ALLOWED, "Only an administrator can do this to, or make, an administrator.")
        )


async def _keep_an_administrator(work: Work, door: GroupDoor, role: Role) -> None:
    """The group is locked, so two who go at the same moment count one after the other."""
    if role is not Role.ADMINISTRATOR:
        return
    administrators = select(func.count()).where(Membership.group_id == door.id, Membership.role == Role.ADMINISTRATOR)
    if await work.value(administrators) <= 1:
        raise ProblemsError(
            Problem(Code.LAST_ADMINISTRATOR, "A group keeps at least one administrator. Make somebody else one first.")
        )


async def _cancel_pending(work: Work, door: MemberDoor) -> None:
    pending = await work.rows(
        select(Invitation.id).where(
            Invitation.group_id == door.group.id,
            Invitation.email == door.email,
            Invitation.status == InvitationStatus.PENDING,
            Invitation.expires_at > door.group.now,
        )
    )
    if pending:
        await close(work, [row.id for row in pending], InvitationStatus.CANCELLED, actor_id=work.caller.account)


async def _part(work: Work, door: GroupDoor, membership_id: int, account_id: int, kind: EventKind) -> None:
    await on_leaving(work, door.id, membership_id)
    await work.run(delete(Membership).where(Membership.id == membership_id))
    work.emit_group_event(door.id, kind, membership_id, account_id)
    work.emit_account_event(account_id, EventKind.ACCESS_CHANGED, door.id)
    await read_what_is_closed_to(work, door.id, account_id, None)

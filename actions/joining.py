"""Becoming a member, by whichever door; everything that follows from it is here, once."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, delete, exists, insert, select

from actions import seats
from actions.closing import close
from actions.work import Notice, Work
from db.doors import GroupDoor
from db.tables import Account, Invitation, Membership, Removal, SeatPlan
from live.kinds import Told
from mail.outbox import Kind, Letter
from rules.notices import HistoryAction, NotificationKind
from rules.roles import JoinedBy, Role, may_give
from rules.transitions import InvitationStatus


@dataclass(frozen=True, slots=True)
class Joiner:
    """Who comes in."""

    account_id: int
    name: str
    email: str


async def joiner(work: Work, account_id: int) -> Joiner:
    """The account that is about to join. It exists."""
    row = await work.row(select(Account.id, Account.name, Account.email).where(Account.id == account_id))
    assert row is not None
    return Joiner(*row)


async def join(
    work: Work,
    door: GroupDoor,
    who: Joiner,
    role: Role,
    joined_by: JoinedBy,
    *,
    invite_code_id: int | None = None,
) -> int:
    """Make somebody a member who is none yet, behind a locked door.

    A pending invitation of theirs to this group is accepted with it, whichever door they took, and its role
    is theirs where its inviter may still give it.

    Args:
        work: With the group locked.
        door: The group.
        who: The joiner.
        role: What the door they took makes of them.
        joined_by: The door they took.
        invite_code_id: The code they used.

    Returns:
        The membership's ID.
    """
    invitation = await _pending(work, door, who.email)
    if invitation is not None and may_give(await role_of(work, door.id, invitation.invited_by), Role(invitation.role)):
        role = min(role, Role(invitation.role), key=list(Role).index)
    await work.run(delete(Removal).where(Removal.group_id == door.id, Removal.account_id == who.account_id))
    membership_id: int = await work.value(
        insert(Membership)
        .values(
            group_id=door.id,
            account_id=who.account_id,
            role=role,
            joined_at=door.now,
            joined_by=joined_by,
            invitation_id=invitation.id if invitation is not None else None,
            invite_code_id=invite_code_id,
        )
        .returning(Membership.id)
    )
    work.tell_group(door.id, Told.MEMBER_JOINED, membership_id, who.account_id)
    work.tell_account(who.account_id, Told.ACCESS_CHANGED, door.id)
    added = joined_by in (JoinedBy.ADDED, JoinedBy.STAFF)
    work.note(door.id, HistoryAction.MEMBER_ADDED if added else HistoryAction.MEMBER_JOINED, who.name)
    if invitation is not None:
        await close(work, [invitation.id], InvitationStatus.ACCEPTED, actor_id=who.account_id)
        await _tell_accepted(work, door, invitation, who, membership_id)
    await seats.on_joined(work, door.id, membership_id, who.account_id)
    return membership_id


async def role_of(work: Work, group_id: int, account_id: int) -> Role | None:
    """Somebody's role in a group now; None for who is no member."""
    role = await work.value(
        select(Membership.role).where(Membership.group_id == group_id, Membership.account_id == account_id)
    )
    return Role(role) if role else None


async def _pending(work: Work, door: GroupDoor, email: str) -> Row[Any] | None:
    return await work.row(
        select(Invitation.id, Invitation.invited_by, Invitation.role).where(
            Invitation.group_id == door.id,
            Invitation.email == email,
            Invitation.status == InvitationStatus.PENDING,
            Invitation.expires_at > door.now,
        )
    )


async def _tell_accepted(work: Work, door: GroupDoor, invitation: Row[Any], who: Joiner, membership_id: int) -> None:
    """Inviter, and administrators of a group with a plan, are notified and mailed."""
    has_plan = await work.value(select(exists().where(SeatPlan.group_id == door.id)))
    told = select(Account.id, Account.name, Account.email).where(Account.id == invitation.invited_by)
    if has_plan:
        administrators = select(Membership.account_id).where(
            Membership.group_id == door.id, Membership.role == Role.ADMINISTRATOR
        )
        told = select(Account.id, Account.name, Account.email).where(
            (Account.id == invitation.invited_by) | Account.id.in_(administrators)
        )
    for account_id, name, email in await work.rows(told.order_by(Account.id)):
        if account_id == who.account_id:
            continue
        work.notify(
            Notice(
                account_id,
                NotificationKind.INVITATION_ACCEPTED,
                f"{who.name} accepted the invitation to {door.name}.",
                actor_id=who.account_id,
                group_id=door.id,
                invitation_id=invitation.id,
                membership_id=membership_id,
            )
        )
        work.mail(
            Letter(
                kind=Kind.INVITATION_ACCEPTED,
                to_email=email,
                to_name=name,
                account_id=account_id,
                group_id=door.id,
                details={"who": who.name},
            )
        )

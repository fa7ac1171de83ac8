"""Appointing: staff, or the operator, give a group an administrator where it has lost its own. Source: P."""

from sqlalchemy import select, update

from actions.joining import join, joiner
from actions.work import Notice, Work
from db import doors
from db.doors import GroupDoor
from db.tables import Account, Membership
from live.kinds import Told
from rules.caller import Caller
from rules.notices import HistoryAction, NotificationKind
from rules.roles import JoinedBy, Role

# Whoever sits at the command line has no account; history says so by naming nobody.
_OPERATOR = Caller(account_id=0, is_staff=True)


async def appoint(work: Work, group_id: int, account_id: int) -> int:
    """Make somebody an administrator of a group, member or not; the other administrators stay.

    Args:
        work: Of staff, or of nobody, for the operator.
        group_id: The group.
        account_id: An account that exists.

    Returns:
        The membership's ID.

    Raises:
        Refusal: NOT_FOUND where there is no such group.
    """
    door = await doors.unguarded(work.connection, _OPERATOR if work.caller.is_anonymous else work.caller, group_id)
    held = await work.row(
        select(Membership.id, Membership.role, Account.name)
        .join(Account, Account.id == Membership.account_id)
        .where(Membership.group_id == group_id, Membership.account_id == account_id)
    )
    if held is None:
        membership_id = await join(work, door, await joiner(work, account_id), Role.ADMINISTRATOR, JoinedBy.STAFF)
        _notify(work, door, account_id, membership_id, NotificationKind.ADDED_TO_GROUP)
        return membership_id
    membership_id = int(held.id)
    if held.role != Role.ADMINISTRATOR:
        await work.run(update(Membership).where(Membership.id == membership_id).values(role=Role.ADMINISTRATOR))
        work.note(group_id, HistoryAction.ROLE_CHANGED, f"{held.name}: {Role.ADMINISTRATOR.value}")
        work.tell_group(group_id, Told.MEMBER_ROLE_CHANGED, membership_id, account_id)
        _notify(work, door, account_id, membership_id, NotificationKind.ROLE_CHANGED)
    return membership_id


def _notify(work: Work, door: GroupDoor, account_id: int, membership_id: int, kind: NotificationKind) -> None:
    work.notify(
        Notice(
            account_id,
            kind,
            f"You are now an administrator of {door.name}.",
            actor_id=work.caller.account_id,
            group_id=door.id,
            membership_id=membership_id,
        )
    )

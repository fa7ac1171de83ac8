"""Appointing an administrator, for instance of a group that has none left."""

from sqlalchemy import select, update

from actions.groups.joining import join, load_new_member
from actions.groups.members import emit_offers_changed, emit_role_changed
from actions.recording import NewNotification
from actions.work import Work
from db.access import LockedGroup, lock_group, open_group
from db.tables import Account, Membership
from rules.history import HistoryAction
from rules.notifications import NotificationKind
from rules.refusals import not_found
from rules.roles import JoinedBy, Permission, Role


async def appoint_administrator(work: Work, group_id: int, account_id: int) -> int:
    """Make an account an administrator, member or not, on behalf of staff; return the membership's ID."""
    locked = await open_group(work, group_id, Permission.APPOINT)
    return await _appoint(work, locked, account_id)


async def appoint_from_command_line(work: Work, group_id: int, account_id: int) -> int:
    """Make an account an administrator from the command line, where nobody is signed in."""
    return await _appoint(work, await lock_group(work, group_id), account_id)


async def _appoint(work: Work, locked: LockedGroup, account_id: int) -> int:
    if await work.value(select(Account.id).where(Account.id == account_id)) is None:
        raise not_found()
    found = await work.row(
        select(Membership.id, Membership.role).where(
            Membership.group_id == locked.id, Membership.account_id == account_id
        )
    )
    who = await load_new_member(work, account_id)
    kind = NotificationKind.ROLE_CHANGED
    if found is None:
        kind = NotificationKind.ADDED_TO_GROUP
        membership_id = await join(work, locked, who, Role.ADMINISTRATOR, JoinedBy.STAFF)
    elif found.role == Role.ADMINISTRATOR:
        return int(found.id)
    else:
        membership_id = int(found.id)
        await work.run(update(Membership).where(Membership.id == membership_id).values(role=Role.ADMINISTRATOR))
        work.add_history(locked.id, HistoryAction.ROLE_CHANGED, f"{who.name}: {Role.ADMINISTRATOR.value}")
        emit_role_changed(work, locked.id, membership_id, account_id)
        await emit_offers_changed(work, locked.id, account_id)
        work.bump_viewer_actions_version(locked.id)
    work.notify(
        NewNotification(
            account_id,
            kind,
            f"You are now an administrator of {locked.name}.",
            {"role": Role.ADMINISTRATOR, "group": locked.name},
            actor_id=work.caller.account_id,
            group_id=locked.id,
            membership_id=membership_id,
        )
    )
    return membership_id

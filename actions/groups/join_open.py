"""Joining an open group, and notifying the managers."""

from typing import NamedTuple

from sqlalchemy import exists, select

from actions.groups.arrival import NewMember
from actions.groups.joining import join
from actions.groups.removals import was_removed
from actions.recording import NewNotification
from actions.work import ProblemsError, Work
from db.access import LockedGroup, lock_group
from db.bulk import id_parameter
from db.prepared import Prepared
from db.tables import Account, Invitation, Membership
from rules.notifications import NotificationKind
from rules.problems import Problem, ProblemCode
from rules.refusals import not_found
from rules.roles import MANAGERS, JoinedBy, Role, can_see

_INVITE_ONLY = Problem(ProblemCode.GROUP_INVITE_ONLY, "People can join this group only by invitation.", ("groupId",))


async def join_group(work: Work, group_id: int) -> int:
    """Join an open group; a member gets the same membership, whatever the group.

    Raises:
        RefusalError: NOT_FOUND for a group that is neither open nor visible to the caller.
        ProblemsError: GROUP_INVITE_ONLY if the caller was invited to it or removed from it.
    """
    locked = await lock_group(work, group_id)
    if locked.membership_id is not None:
        return locked.membership_id
    if not locked.is_open:
        if can_see(locked.group_access) or await _was_invited(work, locked):
            raise ProblemsError(_INVITE_ONLY)
        raise not_found()
    if await work.value(select(was_removed(locked.id, work.caller.account))):
        raise ProblemsError(_INVITE_ONLY)
    who = NewMember(work.caller.account, locked.caller_name, locked.caller_email)
    membership_id = await join(work, locked, who, Role.MEMBER, JoinedBy.OPEN_GROUP)
    await notify_managers(work, locked, who, membership_id)
    return membership_id


class _ManagerRow(NamedTuple):
    account_id: int
    role: Role


_MANAGERS = Prepared(
    _ManagerRow,
    select(Membership.account_id, Membership.role)
    .where(
        Membership.group_id == id_parameter("group_id"),
        Membership.role.in_(sorted(MANAGERS)),
        Membership.role != Role.MEMBER,  # as in the index
    )
    .order_by(Membership.account_id),
)


async def notify_managers(work: Work, locked: LockedGroup, who: NewMember, membership_id: int) -> None:
    """Notify the managers of somebody who joined with a code or an open group."""
    for row in await work.rows(_MANAGERS, group_id=locked.id):
        work.note_role(locked.id, row.account_id, row.role)
        work.notify(
            NewNotification(
                row.account_id,
                NotificationKind.MEMBER_JOINED,
                f"{who.name} joined {locked.name}.",
                {"person": who.name, "group": locked.name},
                actor_id=who.account_id,
                group_id=locked.id,
                membership_id=membership_id,
            )
        )


async def _was_invited(work: Work, locked: LockedGroup) -> bool:
    address = select(Account.email).where(Account.id == work.caller.account).scalar_subquery()
    found: bool = await work.value(
        select(exists().where(Invitation.group_id == locked.id, Invitation.email == address))
    )
    return found

"""Caseloads: setting limits, taking places.

Places are counted under the caseload's lock, which is taken after the group's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import any_, select
from sqlalchemy.dialects.postgresql import insert

from actions.groups.arrival import NewMember, load_arrival
from actions.recording import NewNotification
from actions.work import ProblemsError, Work
from db.access import LockedGroup
from db.bulk import IdRow, array_of, id_parameter
from db.prepared import Prepared
from db.queries import caseloads
from db.queries.discoverability import may_find
from db.queries.group_contacts import load_group_contacts
from db.tables import Account, Caseload, Notification
from live.event_kinds import EventKind
from mail.outbox import MailKind, NewMail
from rules.caseloads import Reservation, check_limit, full_for_group, full_for_new_member, full_for_owner, without_place
from rules.notification_recipients import choose_recipients
from rules.notifications import MessageParts, NotificationKind
from rules.problems import Problem
from rules.refusals import forbidden, not_found
from rules.requirements import StaffRequirement
from rules.roles import Role

_NOTIFY_INTERVAL = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Placement:
    """The caseload that people take places in, and the addresses for which it has none."""

    reservation: Reservation
    without_place: frozenset[str] = frozenset()

    @property
    def caseload_id(self) -> int | None:
        return self.reservation.caseload_id


async def set_limit(work: Work, account_id: int, limit: int | None) -> int:
    """Give an account a caseload or change its limit. People already on it stay, whatever the limit."""
    caller = work.caller
    found = await work.row(
        select(may_find(caller.account, work.config.directory).label("may_find")).where(Account.id == account_id)
    )
    if found is None or not (caller.is_staff or caller.account == account_id or found.may_find):
        raise not_found()
    if not caller.is_staff:
        raise forbidden()
    work.record_requirement(StaffRequirement())
    problem = check_limit(limit)
    if problem is not None:
        raise ProblemsError(problem)
    await work.run(
        insert(Caseload)
        .values(account_id=account_id, patient_limit=limit, created_at=await work.clock())
        .on_conflict_do_update(index_elements=[Caseload.account_id], set_={"patient_limit": limit})
    )
    work.emit_account_event(account_id, EventKind.CASELOAD_CHANGED)
    return account_id


_charged = select(Caseload.account_id).where(
    Caseload.account_id == caseloads.charged(id_parameter("manager_id"), id_parameter("group_id"))
)
_FIND_CASELOAD, _LOCK_CASELOAD = Prepared(IdRow, _charged), Prepared(IdRow, _charged.with_for_update(key_share=True))


async def find_places(
    work: Work,
    locked: LockedGroup,
    manager_id: int,
    emails: Sequence[str],
    replaces: Reservation | None = None,
    *,
    is_locking: bool = True,
) -> Placement:
    """Find out who has a place in the caseload of a manager or, if they have none, of the group's creator.

    Places go to `emails` in order; people on the list need none if its owner invites them. `replaces` is the
    reservation of the pending invitation that is sent again. Locks the caseload until the commit.
    """
    find = _LOCK_CASELOAD if is_locking else _FIND_CASELOAD
    row = await work.row(find, manager_id=manager_id, group_id=locked.id)
    caseload_id = None if row is None else row.id
    reservation = Reservation(caseload_id, manager_id)
    if caseload_id is None or not emails or (replaces is not None and reservation.can_take_over(replaces)):
        return Placement(reservation)
    found = await work.row(caseloads.USAGE, account_ids=[caseload_id])
    assert found is not None
    remaining = found.usage.remaining
    if remaining is None or remaining >= len(emails):
        return Placement(reservation)
    counted: frozenset[str] = frozenset()
    if reservation.is_by_owner:
        given = {"given_caseload_id": [caseload_id] * len(emails), "given_email": list(emails)}
        counted = frozenset(one.email for one in await work.rows(caseloads.COUNTED, **given))
    return Placement(reservation, without_place(emails, counted, remaining))


def full_for_inviter(work: Work, places: Placement) -> Problem:
    return full_for_owner(work.config.upgrade_url) if places.reservation.is_by_owner else full_for_group()


async def refuse_place(work: Work, locked: LockedGroup, places: Placement) -> Problem:
    """Return CASELOAD_FULL for the inviter, and notify the caseload's owner if that is somebody else.

    Return this problem instead of raising it: an exception would roll back the notification.
    """
    if not places.reservation.is_by_owner:
        await _notify_full(work, locked, places, inviter=locked.caller_name)
    return full_for_inviter(work, places)


async def place_by_code(work: Work, locked: LockedGroup, who: NewMember, manager_id: int) -> int | Problem | None:
    """Find a place for somebody who joins with a code; if there is none, notify the caseload's owner.

    Call it only if a caseload is charged. Returns None if a pending invitation decides. Return the problem instead of
    raising it.
    """
    invitation = (await load_arrival(work, locked, [who])).invitations.get(who.email)
    if invitation is not None and (invitation.role is not Role.MEMBER or invitation.caseload_id is not None):
        return None
    places = await find_places(work, locked, manager_id, [who.email])
    if places.caseload_id == who.account_id:
        return None  # a therapist who returns is not their own patient
    if places.without_place:
        await _notify_full(work, locked, places, inviter=None)
        return full_for_new_member()
    return places.caseload_id


async def _notify_full(work: Work, locked: LockedGroup, places: Placement, *, inviter: str | None) -> None:
    """Notify and mail the owner, or the administrators if the owner has left; once a day and group.

    `inviter` is who could not invite, None where somebody could not join.
    """
    owner_id = places.caseload_id
    assert owner_id is not None
    around = (await load_group_contacts(work.connection, {locked.id: [owner_id]}))[locked.id]
    roles = {key: one.role for key, one in around.items()}
    recipients = choose_recipients(NotificationKind.CASELOAD_FULL, [owner_id], roles)
    recent = select(Notification.account_id).where(
        Notification.account_id == any_(array_of(Notification.account_id, recipients)),
        Notification.kind == NotificationKind.CASELOAD_FULL,
        Notification.group_id == locked.id,
        Notification.created_at > locked.now - _NOTIFY_INTERVAL,
    )
    notified = {row.account_id for row in await work.rows(recent)}
    parts: MessageParts = {"group": locked.name}
    what = f"Somebody could not join {locked.name}"
    if inviter is not None:
        parts["person"] = inviter
        what = f"{inviter} could not invite everybody to {locked.name}"
    for account_id in recipients:
        if account_id in notified or account_id == work.caller.account_id:
            continue
        is_keeper = account_id == owner_id
        whose = "your list of patients" if is_keeper else "this group's list"
        kind, person = NotificationKind.CASELOAD_FULL, around[account_id]
        own_parts: MessageParts = {**parts, "is_keeper": is_keeper}
        work.notify(NewNotification(account_id, kind, f"{what}: {whose} is full.", own_parts, group_id=locked.id))
        details = {"is_keeper": is_keeper}
        work.mail(NewMail(MailKind.CASELOAD_FULL, person.email, person.name, account_id, locked.id, details=details))

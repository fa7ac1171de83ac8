"""Caseloads: setting limits, taking places.

Places are counted under the caseload's lock, which is taken after the group's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import any_, select
from sqlalchemy.dialects.postgresql import insert

from actions.invitations.pending_invitations import NewMember, load_arrival
from actions.notices import Notice
from actions.work import ProblemsError, Work
from db.access import LockedGroup
from db.bulk import array_of, number
from db.queries import caseloads
from db.queries.audience import hearers
from db.queries.discoverability import may_find
from db.tables import Account, Caseload, Notification
from live.event_kinds import EventKind
from mail.outbox import Kind, Letter
from rules.audience import audience
from rules.caseloads import Charge, check_limit, full, full_for_group, full_for_joiner, without_place
from rules.notices import NotificationKind
from rules.problems import Problem
from rules.refusals import forbidden, not_found
from rules.requirements import StaffRequirement
from rules.roles import Role

_TOLD_AGAIN_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Places:
    """The caseload that people are charged to, and the addresses for which it has no place."""

    charge: Charge
    without: frozenset[str] = frozenset()

    @property
    def caseload_id(self) -> int | None:
        return self.charge.caseload_id


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
    work.require(StaffRequirement())
    problem = check_limit(limit)
    if problem is not None:
        raise ProblemsError(problem)
    await work.run(
        insert(Caseload)
        .values(account_id=account_id, patient_limit=limit, created_at=work.now)
        .on_conflict_do_update(index_elements=[Caseload.account_id], set_={"patient_limit": limit})
    )
    work.emit_account_event(account_id, EventKind.CASELOAD_CHANGED)
    return account_id


_CHARGED = (
    select(Caseload.account_id)
    .where(Caseload.account_id == caseloads.charged(number("manager_id"), number("group_id")))
    .with_for_update(key_share=True)
)


async def find_places(
    work: Work, locked: LockedGroup, manager_id: int, emails: Sequence[str], instead_of: Charge | None = None
) -> Places:
    """Find out who has a place in the caseload of a manager or, if they have none, of the group's creator.

    Places go to `emails` in order; people on the list need none if its owner invites them. `instead_of` is the charge
    of the pending invitation that is sent again. Locks the caseload until the commit.
    """
    caseload_id: int | None = await work.value(_CHARGED, manager_id=manager_id, group_id=locked.id)
    charge = Charge(caseload_id, manager_id)
    if caseload_id is None or not emails or (instead_of is not None and charge.keeps_place_of(instead_of)):
        return Places(charge)
    row = await work.row(caseloads.USAGE, account_ids=[caseload_id])
    assert row is not None
    remaining = row.usage.remaining
    if remaining is None or remaining >= len(emails):
        return Places(charge)
    counted: frozenset[str] = frozenset()
    if charge.is_keeper:
        given = {"given_caseload_id": [caseload_id] * len(emails), "given_email": list(emails)}
        counted = frozenset(found.email for found in await work.rows(caseloads.COUNTED, **given))
    return Places(charge, without_place(emails, counted, remaining))


async def refuse_place(work: Work, locked: LockedGroup, places: Places) -> Problem:
    """Return CASELOAD_FULL for the inviter, and notify the caseload's owner if that is somebody else.

    Return this problem instead of raising it: an exception would roll back the notification.
    """
    if places.charge.is_keeper:
        return full(work.config.upgrade_url)
    await _tell_full(work, locked, places, f"{locked.caller_name} could not invite everybody to {locked.name}")
    return full_for_group()


async def place_by_code(work: Work, locked: LockedGroup, who: NewMember, manager_id: int) -> int | Problem | None:
    """Find a place for somebody who joins with a code; if there is none, notify the caseload's owner.

    Returns None if no caseload is charged or a pending invitation decides. Return the problem instead of raising it.
    """
    if await work.value(select(caseloads.charged(manager_id, locked.id))) is None:
        return None
    invitation = (await load_arrival(work, locked, [who])).invitations.get(who.email)
    if invitation is not None and (invitation.role is not Role.MEMBER or invitation.caseload_id is not None):
        return None
    places = await find_places(work, locked, manager_id, [who.email])
    if places.caseload_id == who.account_id:
        return None  # a therapist who returns is not their own patient
    if places.without:
        await _tell_full(work, locked, places, f"Somebody could not join {locked.name}")
        return full_for_joiner()
    return places.caseload_id


async def _tell_full(work: Work, locked: LockedGroup, places: Places, what: str) -> None:
    """Notify and mail the owner, or the administrators if the owner has left; once a day and group."""
    keeper = places.caseload_id
    assert keeper is not None
    around = (await hearers(work.connection, {locked.id: [keeper]}))[locked.id]
    roles = {key: one.role for key, one in around.items()}
    hearing = audience(NotificationKind.CASELOAD_FULL, [keeper], roles)
    told = select(Notification.account_id).where(
        Notification.account_id == any_(array_of(Notification.account_id, hearing)),
        Notification.kind == NotificationKind.CASELOAD_FULL,
        Notification.group_id == locked.id,
        Notification.created_at > locked.now - _TOLD_AGAIN_AFTER,
    )
    lately = {row.account_id for row in await work.rows(told)}
    for account_id in hearing:
        if account_id in lately or account_id == work.caller.account_id:
            continue
        whose = "your list of patients" if account_id == keeper else "this group's list"
        kind, person = NotificationKind.CASELOAD_FULL, around[account_id]
        work.notify(Notice(account_id, kind, f"{what}: {whose} is full.", group_id=locked.id))
        details = {"is_keeper": account_id == keeper}
        work.mail(Letter(Kind.CASELOAD_FULL, person.email, person.name, account_id, locked.id, details=details))

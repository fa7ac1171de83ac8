"""Caseloads: a limit set, places promised and taken, patients put on the list. Source: R.

Places are counted under the lock of the caseload, which comes after the group's: whoever counts next sees
every place that was taken before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import exists, select
from sqlalchemy.dialects.postgresql import insert

from actions.expected import Joiner, expected
from actions.notices import Notice
from actions.work import Mendable, Work
from db.bulk import number
from db.doors import GroupDoor
from db.queries import caseloads
from db.queries.finding import may_find
from db.rights import Office, note
from db.tables import Account, Caseload, Notification
from rules.caseloads import check_limit, full, full_for_joiner, without_place
from rules.notices import NotificationKind
from rules.problems import Problem
from rules.refusals import forbidden, not_found
from rules.roles import Role

_TOLD_AGAIN_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Places:
    """Where people are charged to, and who found no place.

    Args:
        caseload_id: Whose caseload; None where nobody's counts.
        without: The addresses that there is no place for.
    """

    caseload_id: int | None
    without: frozenset[str] = frozenset()


async def set_limit(work: Work, account_id: int, limit: int | None) -> int:
    """Give an account a caseload, or change its limit; what is in use stays, whatever the limit.

    Args:
        work: Of staff.
        account_id: The therapist.
        limit: The most people; None for any number.

    Returns:
        The account's ID.

    Raises:
        Refusal: NOT_FOUND for an account that the caller may not know of, FORBIDDEN for who is not staff.
        Mendable: INVALID_VALUE.
    """
    caller = work.caller
    found = await work.row(
        select(may_find(caller.account, work.config.directory).label("may_find")).where(Account.id == account_id)
    )
    if found is None or not (caller.is_staff or caller.account == account_id or found.may_find):
        raise not_found()
    if not caller.is_staff:
        raise forbidden()
    note(Office())
    problem = check_limit(limit)
    if problem is not None:
        raise Mendable(problem)
    await work.run(
        insert(Caseload)
        .values(account_id=account_id, patient_limit=limit, created_at=work.now)
        .on_conflict_do_update(index_elements=[Caseload.account_id], set_={"patient_limit": limit})
    )
    return account_id


_CHARGED = (
    select(Caseload.account_id)
    .where(Caseload.account_id == caseloads.charged(number("manager_id"), number("group_id")))
    .with_for_update(key_share=True)
)


async def find_places(work: Work, door: GroupDoor, manager_id: int, emails: Sequence[str]) -> Places:
    """Find out who has a place with a manager's caseload, or its creator's; whoever is on it already has one.

    Args:
        work: With the group locked; the caseload is locked by this, to the commit.
        door: The group.
        manager_id: Who invites, or made the code.
        emails: In the order in which places are given.
    """
    caseload_id: int | None = await work.value(_CHARGED, manager_id=manager_id, group_id=door.id)
    if caseload_id is None or not emails:
        return Places(caseload_id)
    row = await work.row(caseloads.usage().where(Caseload.account_id == caseload_id))
    assert row is not None
    remaining = caseloads.usage_of(row).remaining
    if remaining is None or remaining >= len(emails):
        return Places(caseload_id)
    counted = frozenset(found.email for found in await work.rows(caseloads.counted(caseload_id, emails)))
    return Places(caseload_id, without_place(emails, counted, remaining))


def no_place(work: Work, path: tuple[str, ...] = ()) -> Problem:
    """CASELOAD_FULL, for who invites."""
    return full(work.config.upgrade_url).at(*path)


async def place_by_code(work: Work, door: GroupDoor, who: Joiner, manager_id: int) -> int | Problem | None:
    """Find the place of somebody who joins by a code.

    Where there is none, the therapist is notified, once a day and group: for this to be kept, the refusal
    is returned, not raised.

    Args:
        work: With the group locked.
        door: The group.
        who: The joiner.
        manager_id: Who made the code.

    Returns:
        The caseload on whose list they will be; None for nobody's, and where their invitation decides that;
        CASELOAD_FULL.
    """
    if await work.value(select(caseloads.charged(manager_id, door.id))) is None:
        return None
    invitation = (await expected(work, door, [who.email])).get(who.email)
    if invitation is not None and (invitation.role is not Role.MEMBER or invitation.caseload_id is not None):
        return None
    places = await find_places(work, door, manager_id, [who.email])
    if places.caseload_id == who.account_id:
        return None  # a therapist who comes back is not their own patient
    if places.without and places.caseload_id is not None:
        await _tell_full(work, door, places.caseload_id)
        return full_for_joiner()
    return places.caseload_id


async def _tell_full(work: Work, door: GroupDoor, therapist_id: int) -> None:
    told = exists().where(
        Notification.account_id == therapist_id,
        Notification.kind == NotificationKind.CASELOAD_FULL,
        Notification.group_id == door.id,
        Notification.created_at > door.now - _TOLD_AGAIN_AFTER,
    )
    if not await work.value(select(told)):
        work.notify(
            Notice(
                therapist_id,
                NotificationKind.CASELOAD_FULL,
                f"Somebody could not join {door.name}: your list of patients is full.",
                group_id=door.id,
            )
        )

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, any_, distinct, exists, func, literal_column, or_, select
from sqlalchemy.orm import aliased

from db.bulk import id_parameter, ids_parameter, to_unnest
from db.queries import accounts, groups
from db.queries.groups import GroupRow
from db.queries.searching import matches
from db.reader import Reader, SharedQuery
from db.statements import TypedSelect, part
from db.tables import Account, Caseload, Group, Invitation, Membership, Patient
from rules.caller import Caller
from rules.caseloads import Reservation, Usage
from rules.roles import MANAGERS


class UsageRow(NamedTuple):
    account_id: int
    patient_limit: int | None
    listed: int
    reserved: int

    @property
    def usage(self) -> Usage:
        return Usage(self.patient_limit, self.listed, self.reserved)


class InvitingRow(NamedTuple):
    """The usage of the caseload that an invitation would be charged to."""

    caseload: UsageRow
    group_id: int
    manager_id: int


class CountedRow(NamedTuple):
    caseload_id: int
    email: str


class PatientRow(NamedTuple):
    """A patient and their account."""

    id: int
    caseload_id: int
    account_id: int
    added_at: datetime
    name: str
    sort_name: str
    username: str
    email: str
    profile_updated_at: datetime


class PatientGroupRow(NamedTuple):
    group: GroupRow
    patient_id: int


def _promised(caseload: Any) -> ColumnElement[bool]:
    return and_(
        Invitation.caseload_id == caseload,
        Invitation.status == literal_column("'PENDING'"),  # as in the index
        Invitation.expires_at > func.clock_timestamp(),
    )


def _usage_columns() -> tuple[Any, ...]:
    """Return the columns of a `UsageRow`.

    One person takes one place, listed or invited by the owner, in any number of groups. Each invitation by anyone
    else reserves one more.
    """
    count = select(func.count()).where(Patient.caseload_id == Caseload.account_id).correlate(Caseload)
    listed = (
        select(Patient.id)
        .join(Account, Account.id == Patient.account_id)
        .where(Patient.caseload_id == Caseload.account_id, Account.email == Invitation.email)
        .correlate(Caseload, Invitation)
    )
    by_owner = Invitation.invited_by == Invitation.caseload_id
    people = func.count(distinct(Invitation.email)).filter(by_owner, ~listed.exists())
    reserved = select(people + func.count().filter(~by_owner)).where(_promised(Caseload.account_id)).correlate(Caseload)
    return (
        Caseload.account_id,
        Caseload.patient_limit,
        count.scalar_subquery().label("listed"),
        reserved.scalar_subquery().label("reserved"),
    )


_USAGE = _usage_columns()
USAGE = TypedSelect(UsageRow, select(*_USAGE)).where(Caseload.account_id == any_(ids_parameter("account_ids")))
"""Takes the parameter `account_ids`."""


_own, _theirs, _group, _inside = aliased(Caseload), aliased(Caseload), aliased(Group), aliased(Membership)


def charged(manager_id: Any, group_id: Any) -> ColumnElement[int]:
    """Return the account charged: the manager if they have a caseload, else the group's creator if still there."""
    creators = (
        select(_theirs.account_id)
        .join(_group, _group.creator_id == _theirs.account_id)
        .join(_inside, and_(_inside.group_id == _group.id, _inside.account_id == _group.creator_id))
        .where(_group.id == group_id)
        .correlate_except(_theirs, _group, _inside)
    )
    own = select(_own.account_id).where(_own.account_id == manager_id).correlate_except(_own)
    return func.coalesce(own.scalar_subquery(), creators.scalar_subquery())


def places_left(manager_id: Any, group_id: Any) -> ColumnElement[int | None]:
    """Return the places left in the charged caseload; null for no caseload or no limit."""
    _, limit, listed, reserved = _USAGE
    left = select(limit - listed - reserved).where(Caseload.account_id == charged(manager_id, group_id))
    return left.correlate_except(Caseload).scalar_subquery()


def _counted() -> TypedSelect[CountedRow]:
    """Select addresses that already take a place: listed, or invited by the owner."""
    given = to_unnest(Invitation.__table__, ("caseload_id", "email"))
    listed = (
        select(Patient.id)
        .join(Account, Account.id == Patient.account_id)
        .where(Patient.caseload_id == given.c.caseload_id, Account.email == given.c.email)
    )
    promised = select(Invitation.id).where(
        _promised(given.c.caseload_id),
        Invitation.invited_by == given.c.caseload_id,
        Invitation.email == given.c.email,
    )
    found = select(given.c.caseload_id, given.c.email).where(or_(listed.exists(), promised.exists()))
    return TypedSelect(CountedRow, found)


COUNTED = _counted()
"""Takes the parameters `given_caseload_id` and `given_email`."""


@SharedQuery
async def counted(reader: Reader, pairs: Sequence[tuple[int, str]]) -> Mapping[tuple[int, str], bool]:
    """Return the (caseload, address) pairs that already take a place."""
    ids, emails = zip(*pairs, strict=True)
    found = await reader.rows(COUNTED, given_caseload_id=list(ids), given_email=list(emails))
    return {(row.caseload_id, row.email): True for row in found}


async def by_accounts(reader: Reader, _: Caller, ids: Sequence[int]) -> Mapping[int, Usage]:
    return {row.account_id: row.usage for row in await reader.rows(USAGE, account_ids=list(ids))}


def _for_inviting() -> TypedSelect[InvitingRow]:
    given = to_unnest(Membership.__table__, ("group_id", "account_id"))
    whose = select(
        given.c.group_id, given.c.account_id, charged(given.c.account_id, given.c.group_id).label("caseload_id")
    ).subquery("whose")
    columns = (*part("caseload", _USAGE), whose.c.group_id, whose.c.account_id.label("manager_id"))
    found = select(*columns).select_from(Caseload).join(whose, whose.c.caseload_id == Caseload.account_id)
    return TypedSelect(InvitingRow, found)


_FOR_INVITING = _for_inviting()


@SharedQuery
async def for_inviting(
    reader: Reader, pairs: Sequence[tuple[int, int]]
) -> Mapping[tuple[int, int], tuple[Reservation, Usage]]:
    """Return, by group and inviter, the caseload that would be charged and its usage."""
    ids, managers = zip(*pairs, strict=True)
    rows = await reader.rows(_FOR_INVITING, given_group_id=list(ids), given_account_id=list(managers))
    return {
        (row.group_id, row.manager_id): (Reservation(row.caseload.account_id, row.manager_id), row.caseload.usage)
        for row in rows
    }


_PATIENTS = TypedSelect(
    PatientRow,
    select(
        Patient.id,
        Patient.caseload_id,
        Patient.account_id,
        Patient.added_at,
        Account.name,
        Account.sort_name,
        Account.username,
        Account.email,
        accounts.profile_updated_at(Account),
    ).join(Account, Account.id == Patient.account_id),
)
_PATIENTS_BY_IDS = _PATIENTS.where(Patient.id == any_(ids_parameter("ids")))


def patients(
    caseload: ColumnElement[int], viewer: Any, is_staff: bool, search: str | None, is_apart: bool = False
) -> TypedSelect[PatientRow]:
    """Select patients, searched by name and username, and by address where the viewer may see it.

    With `is_apart`, select those who are not in the group of the parameter `group`.
    """
    found = _PATIENTS.where(Patient.caseload_id == caseload)
    if is_apart:
        inside = exists().where(_inside.group_id == id_parameter("group"), _inside.account_id == Patient.account_id)
        found = found.where(~inside)
    by_name = matches(Account.search, search)
    if not by_name:
        return found
    by_address = matches(" " + Account.email, search)
    if not is_staff:
        by_address.append(accounts.is_managed_by(viewer))
    return found.where(or_(and_(*by_name), and_(*by_address)))


async def patients_by_ids(reader: Reader, _: Caller, ids: Sequence[int]) -> Mapping[int, PatientRow]:
    return {row.id: row for row in await reader.rows(_PATIENTS_BY_IDS, ids=list(ids))}


def _groups_of_patients() -> TypedSelect[PatientGroupRow]:
    theirs, therapists = aliased(Membership), aliased(Membership)
    viewer = id_parameter("viewer")
    found = (
        select(*part("group", groups.columns(viewer)), Patient.id.label("patient_id"))
        .select_from(Group)
        .outerjoin(Membership, groups.membership_of(viewer))
        .join(theirs, theirs.group_id == Group.id)
        .join(Patient, Patient.account_id == theirs.account_id)
        .join(therapists, and_(therapists.group_id == Group.id, therapists.account_id == Patient.caseload_id))
        .where(Patient.id == any_(ids_parameter("ids")), therapists.role.in_(MANAGERS))
        .order_by(Group.sort_name, Group.id)
    )
    return TypedSelect(PatientGroupRow, found)


_GROUPS_OF_PATIENTS = _groups_of_patients()


async def groups_of_patients(reader: Reader, caller: Caller, ids: Sequence[int]) -> Mapping[int, list[GroupRow]]:
    """Return for each patient their groups that their therapist manages, by name."""
    found: dict[int, list[GroupRow]] = {key: [] for key in ids}
    for row in await reader.rows(_GROUPS_OF_PATIENTS, viewer=caller.account_id, ids=list(ids)):
        found[row.patient_id].append(row.group)
    return found

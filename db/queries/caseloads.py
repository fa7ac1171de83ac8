from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, distinct, func, literal_column, or_, select
from sqlalchemy.orm import aliased

from db.bulk import to_unnest
from db.queries import accounts, groups
from db.queries.searching import matches
from db.reader import ForAll, Reader
from db.tables import Account, Caseload, Group, Invitation, Membership, Patient
from rules.caller import Caller
from rules.caseloads import Charge, Usage
from rules.roles import MANAGERS


def _promised(caseload: Any) -> ColumnElement[bool]:
    return and_(
        Invitation.caseload_id == caseload,
        Invitation.status == literal_column("'PENDING'"),  # as in the index
        Invitation.expires_at > func.clock_timestamp(),
    )


def usage() -> Select[*tuple[Any, ...]]:
    """Select the usage of caseloads.

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
    by_keeper = Invitation.invited_by == Invitation.caseload_id
    people = func.count(distinct(Invitation.email)).filter(by_keeper, ~listed.exists())
    reserved = (
        select(people + func.count().filter(~by_keeper)).where(_promised(Caseload.account_id)).correlate(Caseload)
    )
    return select(
        Caseload.account_id,
        Caseload.patient_limit,
        count.scalar_subquery().label("count"),
        reserved.scalar_subquery().label("reserved"),
    )


def usage_of(row: Row[Any]) -> Usage:
    return Usage(row.patient_limit, row.count, row.reserved)  # type: ignore[arg-type]


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
    figures = usage().where(Caseload.account_id == charged(manager_id, group_id))
    limit, count, reserved = (figures.selected_columns[name] for name in ("patient_limit", "count", "reserved"))
    left = figures.with_only_columns(limit - count - reserved, maintain_column_froms=True)
    return left.correlate_except(Caseload).scalar_subquery()


def _counted() -> Select[int, str]:
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
    return select(given.c.caseload_id, given.c.email).where(or_(listed.exists(), promised.exists()))


COUNTED = _counted()
"""Takes the parameters `given_caseload_id` and `given_email`."""


@ForAll
async def counted(reader: Reader, pairs: Sequence[tuple[int, str]]) -> Mapping[tuple[int, str], bool]:
    """Return the (caseload, address) pairs that already take a place."""
    ids, emails = zip(*pairs, strict=True)
    found = await reader.rows(COUNTED, given_caseload_id=list(ids), given_email=list(emails))
    return {(row.caseload_id, row.email): True for row in found}


async def by_accounts(reader: Reader, _: Caller, ids: Sequence[int]) -> Mapping[int, Usage]:
    found = await reader.rows(usage().where(Caseload.account_id.in_(ids)))
    return {row.account_id: usage_of(row) for row in found}


def _for_inviting() -> Select[*tuple[Any, ...]]:
    given = to_unnest(Membership.__table__, ("group_id", "account_id"))
    whose = select(
        given.c.group_id, given.c.account_id, charged(given.c.account_id, given.c.group_id).label("caseload_id")
    ).subquery("whose")
    joined = usage().join(whose, whose.c.caseload_id == Caseload.account_id)
    return joined.add_columns(whose.c.group_id, whose.c.account_id.label("manager_id"))


_FOR_INVITING = _for_inviting()


@ForAll
async def for_inviting(
    reader: Reader, pairs: Sequence[tuple[int, int | None]]
) -> Mapping[tuple[int, int | None], tuple[Charge, Usage]]:
    """Return, by group and inviter, the caseload that would be charged and its usage."""
    ids, managers = zip(*pairs, strict=True)
    rows = await reader.rows(_FOR_INVITING, given_group_id=list(ids), given_account_id=list(managers))
    return {(row.group_id, row.manager_id): (Charge(row.account_id, row.manager_id), usage_of(row)) for row in rows}


def _rows() -> Select[*tuple[Any, ...]]:
    return select(
        Patient.id,
        Patient.caseload_id,
        Patient.account_id,
        Patient.added_at,
        Account.name,
        Account.sort_name,
        Account.username,
        Account.email,
    ).join(Account, Account.id == Patient.account_id)


def patients(caseload: ColumnElement[int], viewer: Any, is_staff: bool, search: str | None) -> Select[*tuple[Any, ...]]:
    """Select patients, searched by name and username, and by address where the viewer may see it."""
    found = _rows().where(Patient.caseload_id == caseload)
    by_name = matches(Account.search, search)
    if not by_name:
        return found
    by_address = matches(" " + Account.email, search)
    if not is_staff:
        by_address.append(accounts.is_managed_by(viewer))
    return found.where(or_(and_(*by_name), and_(*by_address)))


async def patients_by_ids(reader: Reader, _: Caller, ids: Sequence[int]) -> Mapping[int, Row[Any]]:
    return {row.id: row for row in await reader.rows(_rows().where(Patient.id.in_(ids)))}


async def groups_of_patients(reader: Reader, caller: Caller, ids: Sequence[int]) -> Mapping[int, list[Row[Any]]]:
    """Return for each patient their groups that their therapist manages, by name."""
    theirs, therapists = aliased(Membership), aliased(Membership)
    statement = (
        groups.rows(caller.account_id)
        .add_columns(Patient.id.label("patient_id"))
        .join(theirs, theirs.group_id == Group.id)
        .join(Patient, Patient.account_id == theirs.account_id)
        .join(therapists, and_(therapists.group_id == Group.id, therapists.account_id == Patient.caseload_id))
        .where(Patient.id.in_(ids), therapists.role.in_(MANAGERS))
        .order_by(Group.sort_name, Group.id)
    )
    found: dict[int, list[Row[Any]]] = {key: [] for key in ids}
    for row in await reader.rows(statement):
        found[row.patient_id].append(row)
    return found

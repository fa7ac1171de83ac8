"""Caseloads: whose counts, how much of them is used, and who is on them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, any_, distinct, func, literal_column, or_, select, union
from sqlalchemy.orm import aliased

from db.bulk import array_of
from db.queries import accounts, groups
from db.queries.searching import matches
from db.reader import Reader
from db.tables import Account, Caseload, Group, Invitation, Membership, Patient
from rules.caller import Caller
from rules.caseloads import Usage
from rules.roles import MANAGERS


def _promised(caseload: Any) -> ColumnElement[bool]:
    """Invitations that reserve a place, by the clock."""
    return and_(
        Invitation.caseload_id == caseload,
        Invitation.status == literal_column("'PENDING'"),  # as the index has it
        Invitation.expires_at > func.clock_timestamp(),
    )


def usage() -> Select[*tuple[Any, ...]]:
    """The figures of caseloads. One person takes one place, listed or promised one, in however many groups."""
    count = select(func.count()).where(Patient.caseload_id == Caseload.account_id).correlate(Caseload)
    listed = (
        select(Patient.id)
        .join(Account, Account.id == Patient.account_id)
        .where(Patient.caseload_id == Caseload.account_id, Account.email == Invitation.email)
        .correlate(Caseload, Invitation)
    )
    reserved = (
        select(func.count(distinct(Invitation.email)))
        .where(_promised(Caseload.account_id), ~listed.exists())
        .correlate(Caseload)
    )
    return select(
        Caseload.account_id,
        Caseload.patient_limit,
        count.scalar_subquery().label("count"),
        reserved.scalar_subquery().label("reserved"),
    )


def usage_of(row: Row[Any]) -> Usage:
    """The figures in a row of `usage`."""
    return Usage(row.patient_limit, row.count, row.reserved)  # type: ignore[arg-type]


_own, _theirs, _group, _inside = aliased(Caseload), aliased(Caseload), aliased(Group), aliased(Membership)


def charged(manager_id: Any, group_id: Any) -> ColumnElement[int]:
    """Whose caseload somebody is charged to: the manager's own, else that of the group's creator, if still there.

    Args:
        manager_id: Who invites, or made the code.
        group_id: Into which group.
    """
    creators = (
        select(_theirs.account_id)
        .join(_group, _group.creator_id == _theirs.account_id)
        .join(_inside, and_(_inside.group_id == _group.id, _inside.account_id == _group.creator_id))
        .where(_group.id == group_id)
    )
    return func.coalesce(
        select(_own.account_id).where(_own.account_id == manager_id).scalar_subquery(), creators.scalar_subquery()
    )


def counted(caseload_id: int, emails: Iterable[str]) -> Select[*tuple[Any, ...]]:
    """Which of these addresses take a place already."""
    given = array_of(Account.email, emails)
    listed = select(Account.email).join(Patient, Patient.account_id == Account.id)
    promised = select(Invitation.email).where(_promised(caseload_id), Invitation.email == any_(given))
    both = union(listed.where(Patient.caseload_id == caseload_id, Account.email == any_(given)), promised)
    return select(both.subquery("counted").c.email)


async def by_accounts(reader: Reader, _: Caller, ids: Sequence[int]) -> Mapping[int, Usage]:
    """The figures of accounts' caseloads; nothing for an account that keeps none."""
    found = await reader.rows(usage().where(Caseload.account_id.in_(ids)))
    return {row.account_id: usage_of(row) for row in found}


async def for_inviting(reader: Reader, caller: Caller, group_ids: Sequence[int]) -> Mapping[int, Usage]:
    """For each group the figures of the caseload that an invitation by the caller would use."""
    whose = (
        select(Group.id.label("group_id"), charged(caller.account_id, Group.id).label("caseload_id"))
        .where(Group.id.in_(group_ids))
        .subquery("whose")
    )
    found = usage().add_columns(whose.c.group_id).join(whose, whose.c.caseload_id == Caseload.account_id)
    return {row.group_id: usage_of(row) for row in await reader.rows(found)}


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
    """The patients on a caseload, found by name and username, and by address where the viewer may see it."""
    found = _rows().where(Patient.caseload_id == caseload)
    by_name = matches(Account.search, search)
    if not by_name:
        return found
    by_address = matches(" " + Account.email, search)
    if not is_staff:
        by_address.append(accounts.is_managed_by(viewer))
    return found.where(or_(and_(*by_name), and_(*by_address)))


async def patients_by_ids(reader: Reader, _: Caller, ids: Sequence[int]) -> Mapping[int, Row[Any]]:
    """Patients by ID."""
    return {row.id: row for row in await reader.rows(_rows().where(Patient.id.in_(ids)))}


async def groups_of_patients(reader: Reader, caller: Caller, ids: Sequence[int]) -> Mapping[int, list[Row[Any]]]:
    """For each patient the groups that they are in and their therapist manages, by name."""
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

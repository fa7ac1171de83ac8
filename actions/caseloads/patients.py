"""Removing a patient from a caseload."""

from typing import Any

from sqlalchemy import and_, delete, exists, or_, select
from sqlalchemy.orm import aliased

from actions.work import ProblemsError, Work
from db import locks
from db.tables import Account, Invitation, Membership, Patient, Removal
from rules.history import HistoryAction
from rules.problems import Problem, ProblemCode
from rules.refusals import forbidden, not_found
from rules.roles import MANAGERS
from rules.transitions import InvitationStatus

_own, _theirs = aliased(Membership), aliased(Membership)


async def remove(work: Work, patient_id: int) -> int:
    """Take a patient off the caller's own list. IN_USE while they are in a group that the caller manages.

    Everything that adds the list's patients to a group, or people to the list, locks the caseload, too.
    """
    caller = work.caller
    await locks.caseloads(work.connection, [caller.account])
    patient = await work.row(
        select(Patient.caseload_id, Patient.account_id, Account.name, Account.email)
        .join(Account, Account.id == Patient.account_id)
        .where(Patient.id == patient_id)
    )
    if patient is None or patient.caseload_id != caller.account:
        raise forbidden() if patient is not None and caller.is_staff else not_found()
    together = select(_theirs.id).join(_own, _own.group_id == _theirs.group_id)
    managed = and_(_own.account_id == caller.account, _own.role.in_(MANAGERS))
    if await work.value(together.where(managed, _theirs.account_id == patient.account_id).limit(1)) is not None:
        message = "This person is in a group that you manage. Remove them there first."
        raise ProblemsError(Problem(ProblemCode.IN_USE, message, ("patientId",)))
    await work.run(delete(Patient).where(Patient.id == patient_id))
    work.emit_caseload_changed(caller.account)
    for row in await work.rows(_former_groups(managed, patient)):
        work.add_history(row.group_id, HistoryAction.PATIENT_REMOVED, patient.name)
    return patient_id


def _former_groups(managed: Any, patient: Any) -> Any:
    """Select the groups that the caller manages and the patient joined by invitation, or was removed from."""
    accepted = exists().where(
        Invitation.group_id == _own.group_id,
        Invitation.email == patient.email,
        Invitation.status == InvitationStatus.ACCEPTED,
    )
    removed = exists().where(Removal.group_id == _own.group_id, Removal.account_id == patient.account_id)
    return select(_own.group_id).where(managed, or_(accepted, removed)).order_by(_own.group_id)

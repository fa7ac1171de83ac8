"""Load what joining depends on: pending invitations, the caseload places reserved by them, seats and resources."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, any_, exists, func, select
from sqlalchemy.orm import aliased

from actions.invitations.expired_conditions import has_expired
from actions.work import Work
from db import locks
from db.access import LockedGroup
from db.bulk import id_parameter, ids_parameter, texts_parameter
from db.prepared import Prepared
from db.tables import Group, Invitation, Membership, Removal, Resource, SeatPlan
from rules.roles import Role, can_grant
from rules.seats import SeatPolicy
from rules.transitions import InvitationStatus


@dataclass(frozen=True, slots=True)
class NewMember:
    account_id: int
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class PendingInvitation:
    """A pending invitation of somebody who joins; `role` is MEMBER if the inviter may no longer grant more."""

    id: int
    invited_by: int
    role: Role
    caseload_id: int | None


@dataclass(frozen=True, slots=True)
class Arrival:
    """The state of a locked group that joining depends on: pending invitations by address, and others.

    `has_removed` says whether one of the people was removed from the group, `has_expired` whether one of their invitations
    has expired; `seat_policy` is None without a seat plan.
    """

    invitations: Mapping[str, PendingInvitation]
    has_removed: bool
    has_expired: bool
    seat_policy: SeatPolicy | None
    has_resources_for_all: bool


class _ArrivalRow(NamedTuple):
    """The group, with one pending invitation or none."""

    has_removed: bool
    has_expired: bool
    seat_policy: SeatPolicy | None
    has_resources_for_all: bool
    id: int | None
    email: str
    role: Role
    caseload_id: int | None
    expires_at: datetime
    invited_by: int
    inviter_role: Role | None


def _arrival() -> Prepared[_ArrivalRow]:
    inviter = aliased(Membership)
    removed = exists().where(Removal.group_id == Group.id, Removal.account_id == any_(ids_parameter("account_ids")))
    for_all = exists().where(Resource.group_id == Group.id, Resource.everyone_since.is_not(None))
    pending = and_(
        Invitation.group_id == Group.id,
        Invitation.email == any_(texts_parameter("emails")),
        Invitation.status == InvitationStatus.PENDING,
    )
    return Prepared(
        _ArrivalRow,
        select(
            removed,
            has_expired(Group.id, any_(texts_parameter("emails"))),
            SeatPlan.policy,
            for_all,
            Invitation.id,
            Invitation.email,
            Invitation.role,
            Invitation.caseload_id,
            Invitation.expires_at,
            Invitation.invited_by,
            inviter.role,
        )
        .select_from(Group)
        .outerjoin(SeatPlan, SeatPlan.group_id == Group.id)
        .outerjoin(Invitation, pending)
        .outerjoin(inviter, and_(inviter.group_id == Group.id, inviter.account_id == Invitation.invited_by))
        .where(Group.id == id_parameter("group_id")),
    )


_ARRIVAL = _arrival()


async def load_arrival(work: Work, locked: LockedGroup, people: Sequence[NewMember]) -> Arrival:
    """Load the state of the locked group that people who join depend on.

    Locks the caseloads with reserved places before it reads the clock: otherwise a place could expire and be given to
    somebody else while it is used here.
    """
    rows = await work.rows(
        _ARRIVAL,
        group_id=locked.id,
        account_ids=[who.account_id for who in people],
        emails=[who.email for who in people],
    )
    now, caseload_ids = locked.now, {row.caseload_id for row in rows if row.caseload_id is not None}
    if caseload_ids:
        await locks.caseloads(work.connection, caseload_ids)
        now = await work.value(select(func.clock_timestamp()))
    found = {}
    for row in rows:
        if row.id is not None and row.expires_at > now:
            role = row.role if can_grant(row.inviter_role, row.role) else Role.MEMBER
            found[row.email] = PendingInvitation(row.id, row.invited_by, role, row.caseload_id)
    return Arrival(
        found,
        rows[0].has_removed,
        rows[0].has_expired,
        rows[0].seat_policy,
        rows[0].has_resources_for_all,
    )

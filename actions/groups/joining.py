"""Becoming a member: everything that follows from joining, however somebody joins."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from actions.groups.arrival import NewMember, PendingInvitation, load_arrival
from actions.groups.removals import readmit
from actions.invitations.close_and_notify import close_and_notify
from actions.resources import assigning
from actions.seats import seats
from actions.work import ProblemsError, Work
from db.access import LockedGroup
from db.bulk import insert_rows, unnested
from db.tables import Account, Membership, Patient
from live.event_kinds import EventKind
from rules.history import HistoryAction
from rules.roles import JoinedBy, Role, higher_role
from rules.seats import SeatPolicy
from rules.transitions import EXPIRED


async def load_new_member(work: Work, account_id: int) -> NewMember:
    row = await work.row(select(Account.id, Account.name, Account.email).where(Account.id == account_id))
    assert row is not None
    return NewMember(row.id, row.name, row.email)


async def join(
    work: Work,
    locked: LockedGroup,
    who: NewMember,
    role: Role,
    joined_by: JoinedBy,
    *,
    invite_code_id: int | None = None,
    caseload_id: int | None = None,
) -> int:
    joined = await join_all(
        work, locked, [who], role, joined_by, invite_code_id=invite_code_id, caseload_id=caseload_id
    )
    return joined[0]


async def join_all(
    work: Work,
    locked: LockedGroup,
    people: Sequence[NewMember],
    role: Role,
    joined_by: JoinedBy,
    *,
    invite_code_id: int | None = None,
    caseload_id: int | None = None,
) -> list[int]:
    """Make people, none of them a member yet, members of a locked group; a constant number of statements.

    Their pending invitations to the group are accepted however they join: the higher of both roles counts, and they use
    the caseload places that the invitations reserved. People without a pending invitation get `role`, and a place in
    `caseload_id`. Returns the memberships' IDs in the order given.
    """
    arrival = await load_arrival(work, locked, people)
    invitations = arrival.invitations
    if joined_by is JoinedBy.INVITATION and len(invitations) < len(people):
        raise ProblemsError(EXPIRED)  # it expired before its caseload was locked
    roles = [_role(role, invitations.get(who.email)) for who in people]
    account_ids = [who.account_id for who in people]
    if arrival.has_removed:
        await readmit(work, locked.id, account_ids)
    common: dict[str, Any] = {
        "group_id": locked.id,
        "joined_at": locked.now,
        "joined_by": joined_by,
        "invite_code_id": invite_code_id,
    }
    columns: dict[str, list[Any]] = {
        "account_id": account_ids,
        "role": roles,
        "invitation_id": [_id(invitations.get(who.email)) for who in people],
    }
    joined = await insert_rows(
        work.connection, Membership, columns | {key: [value] * len(people) for key, value in common.items()}
    )
    if Role.ADMINISTRATOR in roles or arrival.has_expired:
        work.bump_viewer_actions_version(locked.id)
    added = joined_by in (JoinedBy.ADDED, JoinedBy.STAFF)
    for who, membership_id in zip(people, joined, strict=True):
        work.emit_group_event(locked.id, EventKind.MEMBER_JOINED, membership_id, who.account_id)
        work.emit_account_event(who.account_id, EventKind.ACCESS_GAINED, locked.id, str(membership_id))
        work.add_history(locked.id, HistoryAction.MEMBER_ADDED if added else HistoryAction.MEMBER_JOINED, who.name)
    await _add_to_caseloads(work, locked, people, roles, invitations, caseload_id)
    has_plan = arrival.seat_policy is not None
    await close_and_notify(work, locked, dict(zip(joined, people, strict=True)), invitations, has_plan=has_plan)
    if arrival.seat_policy is SeatPolicy.AUTOMATIC:
        await seats.on_joined(work, locked.id, dict(zip(joined, account_ids, strict=True)))
    if arrival.has_resources_for_all:
        await assigning.on_joined(work, locked, dict(zip(joined, account_ids, strict=True)))
    return joined


def _role(role: Role, invitation: PendingInvitation | None) -> Role:
    return role if invitation is None else higher_role(role, invitation.role)


def _id(invitation: PendingInvitation | None) -> int | None:
    return None if invitation is None else invitation.id


async def _add_to_caseloads(
    work: Work,
    locked: LockedGroup,
    people: Sequence[NewMember],
    roles: Sequence[Role],
    invitations: Mapping[str, PendingInvitation],
    caseload_id: int | None,
) -> None:
    """Put those who join as MEMBER on a caseload's list, at most once and never on their own."""
    listed: list[tuple[int, int]] = []
    for who, role in zip(people, roles, strict=True):
        invitation = invitations.get(who.email)
        kept = invitation.caseload_id if invitation is not None else None
        whose = kept if kept is not None else caseload_id
        if role is Role.MEMBER and whose is not None and whose != who.account_id:
            listed.append((whose, who.account_id))
    if not listed:
        return
    for owner_id in {owner_id for owner_id, _ in listed}:
        work.emit_caseload_changed(owner_id)
    caseloads, accounts = zip(*listed, strict=True)
    columns = {"caseload_id": caseloads, "account_id": accounts, "added_at": [locked.now] * len(listed)}
    given = unnested(Patient.__table__, columns)
    rows = select(*(given.c[key] for key in columns)).order_by(given.c.ordinality)
    await work.run(insert(Patient).from_select(list(columns), rows).on_conflict_do_nothing())

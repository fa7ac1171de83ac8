"""Results of mails, written to the mails, their invitations and the events."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Table, any_, func, select, update

from actions.invitations.closing import subject_of
from actions.invitations.mail_events import emit_mail_event, invitee_id
from actions.recording import NewNotification
from actions.work import Work
from db import locks
from db.bulk import array_of, insert_rows, unnested
from db.queries.group_contacts import load_group_contacts
from db.statements import Statement
from db.tables import Group, Invitation, KeptMail, Mail
from live.event_kinds import EventKind
from rules.notification_recipients import choose_recipients
from rules.notifications import NotificationKind
from rules.transitions import DeliveryStatus, MailState, NamedBy

_MAILS: Table = Mail.__table__  # type: ignore[assignment]
_INVITATIONS: Table = Invitation.__table__  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class MailResult:
    """The last state of a mail, which is not QUEUED.

    `reason` is the server's reply or why the mail was dropped; `sealed` is the mail if it was stored, not sent.
    """

    mail_id: int
    state: MailState
    reason: str | None = None
    sealed: bytes | None = field(default=None, repr=False)


class _SettledRow(NamedTuple):
    id: int
    to_email: str
    message_id: str
    invitation_id: int | None
    invitation_version: int | None
    batch_id: int | None


class _InvitationRow(NamedTuple):
    """An invitation and its newest mail to the invitee."""

    id: int
    group_id: int
    email: str
    named_by: NamedBy
    invited_by: int
    sent_count: int
    last_sent_at: datetime | None
    delivery: DeliveryStatus | None
    delivery_error: str | None
    group_name: str
    newest_mail_id: int | None
    account_id: int | None


async def record_results(work: Work, results: Sequence[MailResult]) -> None:
    """Write results of mails, each mail once, in a constant number of statements; settled mails are skipped.

    An invitation shows the result of its newest mail to the invitee; if that failed, its inviter is notified.
    """
    by_id = {result.mail_id: result for result in results}
    await lock_groups_of(work, by_id)
    await work.clock()
    updated = await work.rows(_update_mails(results))
    await _keep_mails(work, updated, by_id)
    to_invitees = [
        (row.invitation_id, row) for row in updated if row.invitation_id and row.invitation_version is not None
    ]
    if to_invitees:
        invitations = {row.id: row for row in await work.rows(_select_invitations({key for key, _ in to_invitees}))}
        await _notify_failed(work, await _update_invitations(work, invitations, to_invitees, by_id))
        moved = {row.batch_id: invitations[key].group_id for key, row in to_invitees if row.batch_id}
        for batch_id, group_id in moved.items():
            work.emit_group_event(group_id, EventKind.BATCH_MOVED, batch_id)


async def lock_groups_of(work: Work, mail_ids: Collection[int]) -> None:
    """Lock the groups of the invitations that these mails bring."""
    rows = await work.rows(
        select(Invitation.group_id)
        .join(Mail, Mail.invitation_id == Invitation.id)
        .where(Mail.id == any_(array_of(Mail.id, mail_ids)), Mail.invitation_version.is_not(None))
        .distinct()
    )
    await locks.groups(work.connection, [row.group_id for row in rows])


def _update_mails(results: Sequence[MailResult]) -> Statement[_SettledRow]:
    given = unnested(
        _MAILS,
        {
            "id": [result.mail_id for result in results],
            "state": [result.state for result in results],
            "last_error": [result.reason for result in results],
        },
    )
    settled = (
        update(_MAILS)
        .where(_MAILS.c.id == given.c.id, _MAILS.c.state == MailState.QUEUED)
        .values(
            state=given.c.state,
            last_error=given.c.last_error,
            settled_at=func.clock_timestamp(),
            claimed_until=None,
        )
        .returning(
            _MAILS.c.id,
            _MAILS.c.to_email,
            _MAILS.c.message_id,
            _MAILS.c.invitation_id,
            _MAILS.c.invitation_version,
            _MAILS.c.batch_id,
        )
    )
    return Statement(_SettledRow, settled)


async def _keep_mails(work: Work, settled: Sequence[_SettledRow], by_id: dict[int, MailResult]) -> None:
    kept = [(row, by_id[row.id].sealed) for row in sorted(settled, key=lambda row: row.id) if by_id[row.id].sealed]
    columns: dict[str, list[Any]] = {
        "to_email": [row.to_email for row, _ in kept],
        "message_id": [row.message_id for row, _ in kept],
        "sealed": [sealed for _, sealed in kept],
    }
    if kept:
        await insert_rows(work.connection, KeptMail, columns)


def _select_invitations(invitation_ids: set[int]) -> Statement[_InvitationRow]:
    """Select the invitations, whose groups are locked, each with its newest mail to the invitee."""
    newest = (
        select(func.max(Mail.id))
        .where(Mail.invitation_id == Invitation.id, Mail.invitation_version.is_not(None))
        .scalar_subquery()
    )
    found = (
        select(
            Invitation.id,
            Invitation.group_id,
            Invitation.email,
            Invitation.named_by,
            Invitation.invited_by,
            Invitation.sent_count,
            Invitation.last_sent_at,
            Invitation.delivery,
            Invitation.delivery_error,
            Group.name.label("group_name"),
            newest.label("newest_mail_id"),
            invitee_id().label("account_id"),
        )
        .join(Group, Group.id == Invitation.group_id)
        .where(Invitation.id == any_(array_of(Invitation.id, invitation_ids)))
    )
    return Statement(_InvitationRow, found)


async def _update_invitations(
    work: Work,
    invitations: dict[int, _InvitationRow],
    mails: Sequence[tuple[int, _SettledRow]],
    by_id: dict[int, MailResult],
) -> list[_InvitationRow]:
    """Write the results to the invitations; return those whose newest mail failed."""
    names = ("id", "sent_count", "last_sent_at", "delivery", "delivery_error")
    failed: list[_InvitationRow] = []
    values = {row.id: {name: getattr(row, name) for name in names} for row in invitations.values()}
    for invitation_id, mail in sorted(mails, key=lambda one: one[1].id):
        row, result, new = invitations[invitation_id], by_id[mail.id], values[invitation_id]
        if result.state is MailState.SENT:
            new |= {"sent_count": new["sent_count"] + 1, "last_sent_at": work.now}
        if mail.id == row.newest_mail_id:
            new |= _delivery_values(work, row, result, earlier=new["sent_count"] > 0)
            if result.state is MailState.FAILED:
                failed.append(row)
        elif result.state is MailState.SENT:
            emit_mail_event(work, row.group_id, row.id, row.account_id)
    given = unnested(_INVITATIONS, {name: [new[name] for new in values.values()] for name in names})
    changed = {name: given.c[name] for name in names[1:]}
    await work.run(update(_INVITATIONS).where(_INVITATIONS.c.id == given.c.id).values(changed))
    return failed


def _delivery_values(work: Work, row: _InvitationRow, result: MailResult, *, earlier: bool) -> dict[str, Any]:
    if result.state is MailState.DROPPED and earlier:
        # Dropping a late reminder does not change that the earlier mail arrived.
        if row.delivery != DeliveryStatus.SENT:
            emit_mail_event(work, row.group_id, row.id, row.account_id)
        return {"delivery": DeliveryStatus.SENT, "delivery_error": None}
    arrived = result.state is MailState.SENT
    told = EventKind.INVITATION_DELIVERED if arrived else EventKind.INVITATION_UNDELIVERED
    emit_mail_event(work, row.group_id, row.id, row.account_id, told)
    if arrived:
        return {"delivery": DeliveryStatus.SENT, "delivery_error": None}
    return {"delivery": DeliveryStatus.FAILED, "delivery_error": result.reason}


async def _notify_failed(work: Work, failed: Sequence[_InvitationRow]) -> None:
    """Notify the inviters, or the administrators if an inviter may no longer see invitations."""
    if not failed:
        return
    wanted: dict[int, set[int]] = {}
    for row in failed:
        wanted.setdefault(row.group_id, set()).add(row.invited_by)
    around = await load_group_contacts(work.connection, wanted)
    for row in failed:
        roles = {key: one.role for key, one in around[row.group_id].items()}
        whom = subject_of(row.email, row.named_by)
        for account_id in choose_recipients(NotificationKind.INVITATION_EMAIL_FAILED, [row.invited_by], roles):
            work.notify(
                NewNotification(
                    account_id=account_id,
                    kind=NotificationKind.INVITATION_EMAIL_FAILED,
                    message=f"The invitation of {whom} to {row.group_name} could not be mailed.",
                    details={"person": whom, "group": row.group_name},
                    group_id=row.group_id,
                    invitation_id=row.id,
                )
            )

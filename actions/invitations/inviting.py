"""Inviting many people at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from actions.caseloads.caseloads import Placement, find_places, refuse_place
from actions.groups.removals import readmit
from actions.invitations.closing import subject_of
from actions.invitations.recipients import Recipient, RecipientRequest, resolve
from actions.invitations.send_limits import count_invitations
from actions.recording import NewNotification
from actions.work import ProblemsError, Work
from db.access import LockedGroup, open_group
from db.bulk import insert_rows
from db.tables import Invitation, InvitationBatch
from live.event_kinds import EventKind
from mail.outbox import MailKind, NewMail
from rules import templates
from rules.history import HistoryAction
from rules.names import search_text
from rules.notifications import NotificationKind
from rules.problems import Problem, ProblemCode
from rules.roles import Permission, Role
from rules.transitions import DeliveryStatus, NamedBy, reminder_at

MAX_RECIPIENTS = 5_000


@dataclass(frozen=True, slots=True)
class RecipientResult:
    shown: str
    invitation_id: int | None
    problem: Problem | None


@dataclass(frozen=True, slots=True)
class InviteMembersResult:
    """The results in the order given; `count` is the number of new invitations."""

    results: list[RecipientResult]
    batch_id: int | None
    count: int


async def invite(
    work: Work,
    group_id: int,
    requests: Sequence[RecipientRequest],
    subject: str | None,
    body: str | None,
    *,
    send_mail: bool,
) -> InviteMembersResult:
    """Invite up to 5,000 people into a group; each entry has a result of its own.

    Without `send_mail` the caller delivers the links. `subject` and `body` (plain text with @register_url) default to
    the template's.
    """
    locked = await open_group(work, group_id, Permission.INVITE)
    subject, body = subject or templates.DEFAULT_SUBJECT, body or templates.DEFAULT_BODY
    check_request(requests, subject, body, send_mail=send_mail)
    people = await resolve(work, locked, requests, send_mail=send_mail)
    people, caseload_id = await _reserve_places(work, locked, people)
    people = await count_invitations(work, people, send_mail=send_mail)
    good = [person for person in people if person.problem is None]
    batch_id = await _insert_batch(work, locked, subject, body) if good and send_mail else None
    ids = await _insert_invitations(work, locked, good, batch_id, caseload_id)
    if caseload_id is not None and any(person.request.role is Role.MEMBER for person in good):
        work.emit_caseload_changed(caseload_id)
    await _announce(work, locked, good, ids, batch_id)
    id_by_person = dict(zip((id(person) for person in good), ids, strict=True))
    results = [
        RecipientResult(one.request.shown, id_by_person.get(id(one), one.pending_id), one.problem) for one in people
    ]
    return InviteMembersResult(results, batch_id, len(good))


def check_request(requests: Sequence[RecipientRequest], subject: str, body: str, *, send_mail: bool) -> None:
    problems = []
    if not requests:
        problems.append(Problem(ProblemCode.BLANK, "Name at least one person.", ("recipients",)))
    if len(requests) > MAX_RECIPIENTS:
        message = f"Invite up to {MAX_RECIPIENTS:,} people at once."
        problems.append(Problem(ProblemCode.TOO_MANY_RECIPIENTS, message, ("recipients",)))
    if send_mail:
        problems += templates.check_template(subject, body)
    if problems:
        raise ProblemsError(*problems)


async def _reserve_places(
    work: Work, locked: LockedGroup, people: Sequence[Recipient]
) -> tuple[list[Recipient], int | None]:
    """Reserve places in order for those invited as MEMBER; those without a place get a problem."""
    places = await find_places(work, locked, work.caller.account, who_need_places(people))
    if not places.without_place:
        return list(people), places.caseload_id
    return refuse_places(people, places, await refuse_place(work, locked, places)), places.caseload_id


def who_need_places(people: Sequence[Recipient]) -> list[str]:
    return [one.email for one in people if one.problem is None and one.request.role is Role.MEMBER]


def refuse_places(people: Sequence[Recipient], places: Placement, refused: Problem) -> list[Recipient]:
    """Give those without a place a problem."""
    return [
        replace(one, problem=refused.at(*one.request.path))
        if one.problem is None and one.request.role is Role.MEMBER and one.email in places.without_place
        else one
        for one in people
    ]


async def _insert_batch(work: Work, locked: LockedGroup, subject: str, body: str) -> int:
    columns: dict[str, list[Any]] = {
        "group_id": [locked.id],
        "account_id": [work.caller.account],
        "subject": [subject],
        "body": [body],
        "created_at": [locked.now],
    }
    return (await insert_rows(work.connection, InvitationBatch, columns))[0]


async def _insert_invitations(
    work: Work, locked: LockedGroup, people: Sequence[Recipient], batch_id: int | None, caseload_id: int | None
) -> list[int]:
    expires_at = locked.now + work.config.invitation_lifetime
    mailed = batch_id is not None
    common = {
        "group_id": locked.id,
        "invited_by": work.caller.account,
        "created_at": locked.now,
        "expires_at": expires_at,
        "batch_id": batch_id,
        "wants_mail": mailed,
        "mailed_at": locked.now if mailed else None,
        "reminder_at": reminder_at(locked.now, expires_at) if mailed else None,
        "delivery": DeliveryStatus.QUEUED if mailed else None,
    }
    columns: dict[str, list[Any]] = {
        "email": [person.email for person in people],
        "name": [name_of(person) for person in people],
        "named_by": [person.request.named_by for person in people],
        "search": [search_text_of(person) for person in people],
        "role": [person.request.role for person in people],
        "caseload_id": [caseload_id if person.request.role is Role.MEMBER else None for person in people],
    }
    return await insert_rows(
        work.connection, Invitation, columns | {key: [value] * len(people) for key, value in common.items()}
    )


def name_of(person: Recipient) -> str | None:
    """Use an account's own name if the inviter named the account, else the name typed with the address."""
    if person.request.named_by == NamedBy.EMAIL or person.account is None:
        return person.request.name
    return str(person.account.name)


def search_text_of(person: Recipient) -> str:
    """Never includes an address that the inviter does not know."""
    if person.request.named_by == NamedBy.EMAIL:
        return search_text(person.request.name, person.email)
    return search_text(name_of(person), person.account.username if person.account is not None else None)


async def _announce(
    work: Work, locked: LockedGroup, people: Sequence[Recipient], ids: Sequence[int], batch_id: int | None
) -> None:
    known = [person.account.id for person in people if person.account is not None]
    if known:
        await readmit(work, locked.id, known)
    for person, invitation_id in zip(people, ids, strict=True):
        account_id = person.account.id if person.account is not None else None
        work.emit_group_event(locked.id, EventKind.INVITATION_CREATED, invitation_id, account_id)
        work.add_history(locked.id, HistoryAction.INVITATION_SENT, subject_of(person.email, person.request.named_by))
        if account_id is not None:
            work.emit_account_event(account_id, EventKind.INVITATION_CREATED, invitation_id)
            work.notify(received_notification(locked, work.caller.account, account_id, invitation_id))
        if batch_id is not None:
            work.mail(
                NewMail(
                    MailKind.INVITATION,
                    person.email,
                    name_of(person),
                    account_id=account_id,
                    group_id=locked.id,
                    invitation_id=invitation_id,
                    invitation_version=1,
                    batch_id=batch_id,
                )
            )


def received_notification(locked: LockedGroup, inviter_id: int, account_id: int, invitation_id: int) -> NewNotification:
    """May name a discreet group: only the signed-in invitee reads it."""
    return NewNotification(
        account_id,
        NotificationKind.INVITATION_RECEIVED,
        f"{locked.caller_name} invites you to join {locked.name}.",
        {"person": locked.caller_name, "group": locked.name},
        actor_id=inviter_id,
        group_id=locked.id,
        invitation_id=invitation_id,
    )

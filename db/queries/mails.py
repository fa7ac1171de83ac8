from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ARRAY,
    CTE,
    BigInteger,
    Executable,
    Interval,
    ScalarSelect,
    Table,
    and_,
    any_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import aliased

from db.tables import Account, Group, Invitation, InvitationBatch, Membership, OneTimeLink, SeatPlan
from db.tables.mails import KeptMail, Mail
from rules.roles import Role
from rules.transitions import MailState

_MAILS: Table = Mail.__table__  # type: ignore[assignment]
_A_MOMENT = timedelta(seconds=0.5)
_AFTER_A_RESTART = timedelta(seconds=5)
_OF_MAIL = [
    "id",
    "kind",
    "to_email",
    "to_name",
    "group_id",
    "details",
    "message_id",
    "attempts",
    "created_at",
    "invitation_id",
]
_IDS = bindparam("ids", type_=ARRAY(BigInteger()))


@dataclass(frozen=True, slots=True)
class DueMail:
    """A mail claimed by one worker, with the rows it refers to as of `now`. Fields of other kinds of mail are None."""

    id: int
    kind: str
    to_email: str
    to_name: str | None
    group_id: int | None
    details: dict[str, Any]
    message_id: str
    attempts: int
    created_at: datetime
    now: datetime
    recipient_name: str | None
    has_account: bool
    group_name: str | None
    discreet: bool | None
    manages_seats: bool
    # What the recipient is in the group; `role` is what the invitation gives.
    recipient_role: str | None
    invitation_id: int | None
    # The version in the mail's link; `current_version` is the invitation's.
    version: int | None
    current_version: int | None
    status: str | None
    expires_at: datetime | None
    role: str | None
    inviter_name: str | None
    # Set while the inviter manages the group.
    inviter_email: str | None
    is_inviter: bool
    subject: str | None
    body: str | None
    link_id: int | None
    link_salt: bytes | None = field(repr=False)
    link_digest: bytes | None = field(repr=False)
    link_expires_at: datetime | None
    link_closed_at: datetime | None
    link_sealed: bytes | None = field(default=None, repr=False)


async def claim(
    connection: AsyncConnection, mail_ids: Sequence[int], lease: timedelta, link_lifetime: timedelta
) -> list[DueMail]:
    """Claim mails for one attempt each and read all data they need, without settled ones and others' claims.

    The connection must be in autocommit, so that claims are visible at once. One-time links are valid for
    `link_lifetime` from now, because nobody has received them yet.
    """
    rows = await connection.execute(_CLAIM, {"ids": list(mail_ids), "lease": lease, "life": link_lifetime})
    return [DueMail(**row._mapping) for row in rows]


async def claimed_for(connection: AsyncConnection, mail_ids: Sequence[int]) -> dict[int, timedelta]:
    """Return the time left on other workers' claims, without settled mails."""
    rows = await connection.execute(_CLAIMED_FOR, {"ids": list(mail_ids)})
    return {mail_id: max(left or _A_MOMENT, _A_MOMENT) for mail_id, left in rows}


async def kept(
    connection: AsyncConnection, to_email: str | None = None, *, kept_id: int | None = None, limit: int = 200
) -> Sequence[KeptMail]:
    table: Table = KeptMail.__table__  # type: ignore[assignment]
    query = select(table).order_by(table.c.id.desc()).limit(limit)
    if to_email is not None:
        query = query.where(table.c.to_email == to_email)
    if kept_id is not None:
        query = query.where(table.c.id == kept_id)
    return [KeptMail(**row._mapping) for row in await connection.execute(query)]


async def newest_kept(connection: AsyncConnection) -> int:
    return int((await connection.execute(select(func.coalesce(func.max(KeptMail.id), 0)))).scalar_one())


def _claimed() -> CTE:
    now = func.clock_timestamp()
    # While the database was down no worker could renew. A worker that sent a mail meanwhile must report first.
    lapsed = and_(_MAILS.c.claimed_until <= now, func.pg_postmaster_start_time() <= now - _AFTER_A_RESTART)
    free = or_(_MAILS.c.claimed_until.is_(None), lapsed)
    # Skip rows that another worker is claiming right now.
    claimable = (
        select(_MAILS.c.id)
        .where(_MAILS.c.id == any_(_IDS), _MAILS.c.state == MailState.QUEUED, free)
        .with_for_update(skip_locked=True)
    )
    return (
        update(_MAILS)
        .where(_MAILS.c.id.in_(claimable))
        .values(claimed_until=now + bindparam("lease", type_=Interval()), attempts=_MAILS.c.attempts + 1)
        .returning(_MAILS)
        .cte("claimed")
    )


def _renewed(mail: CTE) -> CTE:
    """Extend the links in these mails, unless used or replaced."""
    return (
        update(OneTimeLink)
        .where(OneTimeLink.id == mail.c.one_time_link_id, OneTimeLink.closed_at.is_(None))
        .values(expires_at=func.clock_timestamp() + bindparam("life", type_=Interval()))
        .returning(OneTimeLink.id, OneTimeLink.expires_at)
        .cte("renewed")
    )


def _role_of_recipient(mail: CTE) -> ScalarSelect[str]:
    member = aliased(Membership)
    role = select(member.role).where(member.group_id == mail.c.group_id, member.account_id == mail.c.account_id)
    return role.scalar_subquery()


def _with_referenced_rows(mail: CTE) -> Executable:
    renewed = _renewed(mail)
    recipient, inviter = aliased(Account), aliased(Account)
    administers = and_(
        Membership.group_id == SeatPlan.group_id,
        Membership.account_id == mail.c.account_id,
        Membership.role == Role.ADMINISTRATOR,
    )
    inviting = aliased(Membership)
    invites = and_(
        inviting.group_id == Invitation.group_id,
        inviting.account_id == Invitation.invited_by,
        inviting.role.in_((Role.ADMINISTRATOR, Role.FACILITATOR)),
    )
    return (
        select(
            *(mail.c[name] for name in _OF_MAIL),
            func.clock_timestamp().label("now"),
            recipient.name.label("recipient_name"),
            recipient.id.is_not(None).label("has_account"),
            Group.name.label("group_name"),
            Group.discreet,
            exists(select(1).where(SeatPlan.group_id == Group.id, administers)).label("manages_seats"),
            _role_of_recipient(mail).label("recipient_role"),
            mail.c.invitation_version.label("version"),
            Invitation.version.label("current_version"),
            Invitation.status,
            Invitation.expires_at,
            Invitation.role,
            inviter.name.label("inviter_name"),
            case((exists(select(1).where(invites)), inviter.email)).label("inviter_email"),
            func.coalesce(inviter.id == mail.c.account_id, False).label("is_inviter"),
            InvitationBatch.subject,
            InvitationBatch.body,
            OneTimeLink.id.label("link_id"),
            OneTimeLink.salt.label("link_salt"),
            OneTimeLink.digest.label("link_digest"),
            OneTimeLink.sealed.label("link_sealed"),
            func.coalesce(renewed.c.expires_at, OneTimeLink.expires_at).label("link_expires_at"),
            OneTimeLink.closed_at.label("link_closed_at"),
        )
        .select_from(mail)
        .outerjoin(recipient, recipient.email == mail.c.to_email)
        .outerjoin(Invitation, Invitation.id == mail.c.invitation_id)
        .outerjoin(InvitationBatch, InvitationBatch.id == Invitation.batch_id)
        .outerjoin(inviter, inviter.id == Invitation.invited_by)
        .outerjoin(Group, Group.id == func.coalesce(mail.c.group_id, Invitation.group_id))
        .outerjoin(OneTimeLink, OneTimeLink.id == mail.c.one_time_link_id)
        .outerjoin(renewed, renewed.c.id == mail.c.one_time_link_id)
    )


_CLAIM = _with_referenced_rows(_claimed())
_CLAIMED_FOR = select(_MAILS.c.id, _MAILS.c.claimed_until - func.clock_timestamp()).where(
    _MAILS.c.id == any_(_IDS), _MAILS.c.state == MailState.QUEUED
)

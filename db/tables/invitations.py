from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base, Created, Key
from rules.roles import Role
from rules.transitions import DeliveryStatus, InvitationStatus, NamedBy


class InvitationBatch(Base):
    """The mails of one inviteMembers call. Its counts come from its mails."""

    __tablename__ = "invitation_batches"

    id: Mapped[Key]
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    subject: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[Created]

    __table_args__ = (Index("invitation_batches_group_idx", "group_id", "id"),)


class Invitation(Base):
    """The status stays PENDING until someone or the expiry job closes it; clients see it by `expires_at`."""

    __tablename__ = "invitations"

    id: Mapped[Key]
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"))
    email: Mapped[str] = mapped_column(Text)
    name: Mapped[str | None] = mapped_column(Text)
    named_by: Mapped[NamedBy]
    search: Mapped[str] = mapped_column(Text)
    role: Mapped[Role]
    status: Mapped[InvitationStatus] = mapped_column(server_default="PENDING")
    invited_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    responded_at: Mapped[datetime | None]
    # Counts resends and is part of the token, so that older links are recognised.
    version: Mapped[int] = mapped_column(server_default="1")
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("invitation_batches.id"))
    wants_mail: Mapped[bool]
    # The last request for a mail, which the cooldown counts from; `last_sent_at` is the last sending.
    mailed_at: Mapped[datetime | None]
    reminder_at: Mapped[datetime | None]
    sent_count: Mapped[int] = mapped_column(server_default="0")
    last_sent_at: Mapped[datetime | None]
    delivery: Mapped[DeliveryStatus | None]
    delivery_error: Mapped[str | None] = mapped_column(Text)
    caseload_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    # The group's name and discretion at closing, if since changed.
    closed_name: Mapped[str | None] = mapped_column(Text)
    closed_discreet: Mapped[bool | None]
    # Set by a trigger when something changes that clients can see; null until then.
    updated_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("role IN ('ADMINISTRATOR', 'FACILITATOR', 'MEMBER')", name="role"),
        CheckConstraint("status IN ('PENDING', 'ACCEPTED', 'DECLINED', 'CANCELLED', 'EXPIRED')", name="status"),
        CheckConstraint("named_by IN ('EMAIL', 'USERNAME', 'ACCOUNT')", name="named_by"),
        CheckConstraint("delivery IN ('QUEUED', 'SENT', 'FAILED')", name="delivery"),
        CheckConstraint("expires_at > created_at", name="expiry_ahead"),
        CheckConstraint("(status IN ('PENDING', 'EXPIRED')) = (responded_at IS NULL)", name="responded"),
        Index("invitations_pending_key", "group_id", "email", unique=True, postgresql_where=text("status = 'PENDING'")),
        Index("invitations_by_group_idx", "group_id", "created_at", "id"),
        Index("invitations_by_email_idx", "email", "created_at", "id"),
        Index("invitations_due_idx", "expires_at", postgresql_where=text("status = 'PENDING'")),
        Index("invitations_reminder_idx", "reminder_at", postgresql_where=text("reminder_at IS NOT NULL")),
        Index("invitations_caseload_idx", "caseload_id", postgresql_where=text("status = 'PENDING'")),
        Index("invitations_batch_idx", "batch_id", postgresql_where=text("batch_id IS NOT NULL")),
    )


class OlderLink(Base):
    """A personal link, by its SHA-256, made with a key since rotated away; kept until its invitation closes."""

    __tablename__ = "older_links"

    digest: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitations.id", ondelete="CASCADE"))
    version: Mapped[int]

    __table_args__ = (Index("older_links_invitation_idx", "invitation_id"),)

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base, Created, Key
from rules.transitions import MailState


class Mail(Base):
    """A mail, rendered only when sent, from the current rows it refers to. No secrets: links are derived on sending."""

    __tablename__ = "mails"

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(Text)
    to_email: Mapped[str] = mapped_column(Text)
    to_name: Mapped[str | None] = mapped_column(Text)
    # The recipient's account.
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("groups.id"))
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitations.id"))
    # The version in the link; only on mails to invitees.
    invitation_version: Mapped[int | None]
    one_time_link_id: Mapped[int | None] = mapped_column(ForeignKey("one_time_links.id", ondelete="SET NULL"))
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("invitation_batches.id"))
    details: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'"))
    message_id: Mapped[str] = mapped_column(Text, unique=True)
    state: Mapped[MailState] = mapped_column(server_default="QUEUED")
    attempts: Mapped[int] = mapped_column(server_default="0")
    last_error: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[Created]
    next_attempt_at: Mapped[datetime | None]
    # A worker's claim, renewed while it works.
    claimed_until: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint(
            "kind IN ('INVITATION', 'REMINDER', 'REGISTER', 'ALREADY_REGISTERED', 'LOGIN', 'INVITATION_ACCEPTED',"
            " 'SEAT_ALLOCATED', 'ADDED_TO_GROUP', 'SEAT_PLAN_EXPIRING', 'CASELOAD_FULL')",
            name="kind",
        ),
        CheckConstraint("state IN ('QUEUED', 'SENT', 'FAILED', 'DROPPED')", name="state"),
        CheckConstraint("(state = 'QUEUED') = (settled_at IS NULL)", name="settled"),
        CheckConstraint("invitation_version IS NULL OR invitation_id IS NOT NULL", name="version"),
        CheckConstraint(
            "(kind IN ('INVITATION', 'REMINDER')) = (invitation_version IS NOT NULL)", name="to_the_invitee"
        ),
        Index("mails_batch_idx", "batch_id", "state", postgresql_where=text("batch_id IS NOT NULL")),
        Index("mails_invitation_idx", "invitation_id", "id", postgresql_where=text("invitation_version IS NOT NULL")),
        Index("mails_link_idx", "one_time_link_id", postgresql_where=text("one_time_link_id IS NOT NULL")),
        Index("mails_settled_idx", "settled_at", postgresql_where=text("settled_at IS NOT NULL AND to_email <> ''")),
        Index("mails_queued_idx", "next_attempt_at", postgresql_where=text("state = 'QUEUED'")),
    )


class KeptMail(Base):
    """A mail stored instead of sent, in development without a mail server. Sealed, because its links work."""

    __tablename__ = "kept_mails"

    id: Mapped[Key]
    to_email: Mapped[str] = mapped_column(Text)
    message_id: Mapped[str] = mapped_column(Text, unique=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    sent_at: Mapped[Created]

    __table_args__ = (Index("kept_mails_to_idx", "to_email", "id"),)

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base, Key
from rules.notifications import NotificationKind


class Notification(Base):
    """A notification. It outlives what it refers to, so `membership_id` and `resource_id` have no foreign keys."""

    __tablename__ = "notifications"

    id: Mapped[Key]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    kind: Mapped[NotificationKind]
    message: Mapped[str] = mapped_column(Text)
    # `MessageParts`; None in those that are older than these.
    details: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("groups.id"))
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitations.id"))
    membership_id: Mapped[int | None]
    resource_id: Mapped[int | None]

    __table_args__ = (
        Index("notifications_by_account_idx", "account_id", "created_at", "id"),
        Index("notifications_unread_idx", "account_id", "created_at", "id", postgresql_where=text("read_at IS NULL")),
        Index("notifications_read_idx", "read_at", postgresql_where=text("read_at IS NOT NULL")),
        Index("notifications_invitation_idx", "invitation_id", postgresql_where=text("invitation_id IS NOT NULL")),
    )

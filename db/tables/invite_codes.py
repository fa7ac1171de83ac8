from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base, Key


class InviteCode(Base):
    """A code that admits anyone who knows it. `digest` finds it, with a key that is not in the database."""

    __tablename__ = "invite_codes"

    id: Mapped[Key]
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"))
    digest: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    # The encrypted code, to show to managers.
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    created_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    max_uses: Mapped[int | None]
    use_count: Mapped[int] = mapped_column(server_default="0")
    email_domain: Mapped[str | None] = mapped_column(Text)
    # Set on deletion and on replacement: a group has at most one open code.
    deleted_at: Mapped[datetime | None]
    # The group's name and discretion when the code expired or was used up, if since changed.
    closed_name: Mapped[str | None] = mapped_column(Text)
    closed_discreet: Mapped[bool | None]

    __table_args__ = (
        CheckConstraint("max_uses BETWEEN 1 AND 1000000", name="max_uses"),
        CheckConstraint("use_count >= 0 AND (max_uses IS NULL OR use_count <= max_uses)", name="use_count"),
        CheckConstraint("expires_at > created_at", name="expiry_ahead"),
        Index("invite_codes_open_key", "group_id", unique=True, postgresql_where=text("deleted_at IS NULL")),
        Index("invite_codes_group_idx", "group_id", "id"),
    )

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base, Key
from rules.resources import ResourceKind


class Resource(Base):
    """A shared resource. Once `everyone_since` is set, new members are assigned it on joining."""

    __tablename__ = "resources"

    id: Mapped[Key]
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"))
    kind: Mapped[ResourceKind]
    title: Mapped[str] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    shared_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    created_at: Mapped[datetime]
    everyone_since: Mapped[datetime | None]
    everyone_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    everyone_due_at: Mapped[datetime | None]
    # Set by a trigger when anything changes; null until then.
    updated_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("id", "group_id"),
        CheckConstraint("kind IN ('PSYCHO_EDUCATION', 'WORKBOOK', 'LINK')", name="kind"),
        CheckConstraint("kind <> 'LINK' OR url IS NOT NULL", name="link"),
        CheckConstraint("url ~ '^https?://'", name="url"),
        CheckConstraint("length(title) BETWEEN 1 AND 120", name="title_length"),
        CheckConstraint("length(body) <= 10000", name="body_length"),
        CheckConstraint("(everyone_since IS NULL) = (everyone_by IS NULL)", name="everyone"),
        CheckConstraint("everyone_since IS NOT NULL OR everyone_due_at IS NULL", name="everyone_due"),
        Index("resources_by_group_idx", "group_id", "created_at", "id"),
        Index("resources_everyone_idx", "group_id", postgresql_where=text("everyone_since IS NOT NULL")),
    )


class Assignment(Base):
    """A resource assigned to a member. Composite keys keep it within one group; it is deleted with either."""

    __tablename__ = "assignments"

    id: Mapped[Key]
    group_id: Mapped[int]
    resource_id: Mapped[int]
    membership_id: Mapped[int]
    assigned_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    assigned_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("membership_id", "resource_id"),
        ForeignKeyConstraint(["resource_id", "group_id"], ["resources.id", "resources.group_id"], ondelete="CASCADE"),
        ForeignKeyConstraint(
            ["membership_id", "group_id"], ["memberships.id", "memberships.group_id"], ondelete="CASCADE"
        ),
        Index("assignments_by_resource_idx", "resource_id", "assigned_at", "id"),
    )

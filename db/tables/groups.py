from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base, Created, Key
from rules.history import HistoryAction
from rules.roles import JoinedBy, JoinPolicy, Role


class Group(Base):
    """Lock this row before changing the group or numbering its events."""

    __tablename__ = "groups"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text)
    sort_name: Mapped[str] = mapped_column(Text)
    search: Mapped[str] = mapped_column(Text)
    join_policy: Mapped[JoinPolicy]
    discreet: Mapped[bool]
    creator_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    created_at: Mapped[Created]
    event_number: Mapped[int] = mapped_column(server_default="0")
    # Set by a trigger when the name, the description, the policy or the discreet flag changes; null until then.
    updated_at: Mapped[datetime | None]
    # Rises when a change may affect what viewers may do with other rows than the changed one.
    viewer_actions_version: Mapped[int] = mapped_column(Integer, server_default="0")

    __table_args__ = (
        CheckConstraint("join_policy IN ('INVITE_ONLY', 'OPEN')", name="join_policy"),
        CheckConstraint("length(name) BETWEEN 1 AND 120", name="name_length"),
        CheckConstraint("length(description) <= 10000", name="description_length"),
        Index("groups_by_name_idx", "sort_name", "id"),
        Index("groups_open_idx", "sort_name", "id", postgresql_where=text("join_policy = 'OPEN'")),
    )


class Membership(Base):
    """A membership. The row is deleted when the member leaves; history stays."""

    __tablename__ = "memberships"

    id: Mapped[Key]
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    role: Mapped[Role]
    joined_at: Mapped[datetime]
    joined_by: Mapped[JoinedBy]
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitations.id"))
    invite_code_id: Mapped[int | None] = mapped_column(ForeignKey("invite_codes.id"))
    waiting_since: Mapped[datetime | None]
    waiting_number: Mapped[int | None]
    # Set by a trigger when the role changes; null until then.
    updated_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("group_id", "account_id"),
        UniqueConstraint("id", "group_id"),
        CheckConstraint("role IN ('ADMINISTRATOR', 'FACILITATOR', 'MEMBER')", name="role"),
        CheckConstraint(
            "joined_by IN ('CREATION', 'INVITATION', 'CODE', 'ADDED', 'OPEN_GROUP', 'STAFF')", name="joined_by"
        ),
        CheckConstraint("(waiting_since IS NULL) = (waiting_number IS NULL)", name="waiting"),
        Index("memberships_account_idx", "account_id", "group_id"),
        Index("memberships_by_joined_idx", "group_id", "joined_at", "id"),
        Index("memberships_managers_idx", "group_id", postgresql_where=text("role <> 'MEMBER'")),
        Index(
            "memberships_waiting_key",
            "group_id",
            "waiting_number",
            unique=True,
            postgresql_where=text("waiting_number IS NOT NULL"),
        ),
        Index(
            "memberships_invite_code_idx",
            "invite_code_id",
            "joined_at",
            "id",
            postgresql_where=text("invite_code_id IS NOT NULL"),
        ),
    )


class Removal(Base):
    """Blocks rejoining by code or open group until invited or added again."""

    __tablename__ = "removals"

    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    removed_at: Mapped[Created]


class History(Base):
    __tablename__ = "history"

    id: Mapped[Key]
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"))
    action: Mapped[HistoryAction]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    subject: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]

    __table_args__ = (Index("history_by_group_idx", "group_id", "at", "id"), Index("history_at_idx", "at"))

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, func, text
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base, Key
from rules.seats import PlanStatus, SeatPolicy


class SeatPlan(Base):
    """A group's subscription, with exactly `seat_count` rows in `seats`."""

    __tablename__ = "seat_plans"

    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), primary_key=True, autoincrement=False)
    seat_count: Mapped[int]
    starts_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    policy: Mapped[SeatPolicy] = mapped_column(server_default="MANUAL")
    told_days: Mapped[int | None]
    status_told: Mapped[PlanStatus | None]
    # Set by triggers when the terms, the policy, the status or the number of free seats changes.
    updated_at: Mapped[datetime | None] = mapped_column(server_default=func.now())

    __table_args__ = (
        CheckConstraint("seat_count BETWEEN 1 AND 100000", name="seat_count"),
        CheckConstraint("expires_at > starts_at", name="expiry_after_start"),
        CheckConstraint("policy IN ('MANUAL', 'AUTOMATIC')", name="policy"),
        Index("seat_plans_expires_at_idx", "expires_at"),
        Index("seat_plans_ended_idx", "expires_at", postgresql_where=text("status_told IS DISTINCT FROM 'EXPIRED'")),
        Index("seat_plans_begun_idx", "expires_at", postgresql_where=text("status_told IS DISTINCT FROM 'ACTIVE'")),
        Index("seat_plans_ahead_idx", "starts_at", postgresql_where=text("status_told IS DISTINCT FROM 'SCHEDULED'")),
    )


class Seat(Base):
    """A seat, free or a member's. The composite key keeps it within the member's group."""

    __tablename__ = "seats"

    id: Mapped[Key]
    group_id: Mapped[int] = mapped_column(ForeignKey("seat_plans.group_id"))
    number: Mapped[int]
    membership_id: Mapped[int | None] = mapped_column(unique=True)
    allocated_at: Mapped[datetime | None]
    allocated_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))

    __table_args__ = (
        UniqueConstraint("group_id", "number", deferrable=True),
        ForeignKeyConstraint(["membership_id", "group_id"], ["memberships.id", "memberships.group_id"]),
        CheckConstraint("number BETWEEN 1 AND 100000", name="number"),
        CheckConstraint("(membership_id IS NULL) = (allocated_at IS NULL)", name="allocated"),
        CheckConstraint("membership_id IS NOT NULL OR allocated_by IS NULL", name="allocated_by"),
        Index("seats_free_idx", "group_id", "number", postgresql_where=text("membership_id IS NULL")),
        Index("seats_held_idx", "group_id", "number", postgresql_where=text("membership_id IS NOT NULL")),
    )

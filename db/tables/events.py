from sqlalchemy import CheckConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base, Created


class StreamEvent(Base):
    """An event in the stream of a group ('g') or an account ('a').

    Numbers start at 1 without gaps: they are counted in the group's or account's row, under its lock. Retention
    deletes the oldest, so a gap after a cursor means that the cursor has expired. No foreign keys: events outlive
    what they refer to.
    """

    __tablename__ = "events"

    stream: Mapped[str] = mapped_column(Text, primary_key=True)
    stream_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(Text)
    subject_id: Mapped[int | None]
    account_id: Mapped[int | None]
    detail: Mapped[str | None] = mapped_column(Text)
    # Who did it, in a group's stream; null for the clock and for policies.
    actor_id: Mapped[int | None]
    created_at: Mapped[Created]

    __table_args__ = (
        CheckConstraint("stream IN ('g', 'a')", name="stream"),
        CheckConstraint("number > 0", name="number"),
        Index("events_created_at_idx", "created_at"),
    )

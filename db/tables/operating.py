from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base


class DatabaseState(Base):
    """The single row about the whole database."""

    __tablename__ = "database_state"

    singleton: Mapped[bool] = mapped_column(Boolean, primary_key=True, server_default=text("true"))
    # Changes when a backup is restored: event numbers then restart from earlier ones. Part of every cursor.
    epoch: Mapped[str] = mapped_column(Text)
    # The revision that a server must know to run, set by migrations that remove something.
    oldest_server: Mapped[str] = mapped_column(Text)

    __table_args__ = (CheckConstraint("singleton", name="singleton"),)


class Process(Base):
    """A server or worker. `seen_at` advances while it runs; the row is deleted when it stops."""

    __tablename__ = "processes"

    # Host and process ID.
    name: Mapped[str] = mapped_column(Text, primary_key=True)
    does_jobs: Mapped[bool]
    # The secret key it makes links and codes with.
    key_fingerprint: Mapped[str] = mapped_column(Text)
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]

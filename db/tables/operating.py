"""The state of the database and the processes that use it."""

from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base


class DatabaseState(Base):
    """The single row about the whole database.

    `epoch` changes when a backup is restored, because event numbers then restart from earlier ones; cursors include
    it. `oldest_server` is the revision that a server must know to run, set by migrations that remove something.
    """

    __tablename__ = "database_state"

    singleton: Mapped[bool] = mapped_column(Boolean, primary_key=True, server_default=text("true"))
    epoch: Mapped[str] = mapped_column(Text)
    oldest_server: Mapped[str] = mapped_column(Text)

    __table_args__ = (CheckConstraint("singleton", name="singleton"),)


class Process(Base):
    """A server or worker, by host and process ID. `seen_at` advances while it runs; the row is deleted when it stops.

    `key_fingerprint` identifies the secret key it makes links and codes with.
    """

    __tablename__ = "processes"

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    does_jobs: Mapped[bool]
    key_fingerprint: Mapped[str] = mapped_column(Text)
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]

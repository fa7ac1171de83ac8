"""What the database knows of itself and of the processes that use it."""

from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base


class DatabaseState(Base):
    """The one row about the database as a whole.

    `epoch` is another one after a backup was restored: event numbers begin anew from an earlier one, so a cursor
    names the epoch that it belongs to. `oldest_server` is the revision that a server must know to be able to run;
    a migration that takes something away from older servers sets it.
    """

    __tablename__ = "database_state"

    singleton: Mapped[bool] = mapped_column(Boolean, primary_key=True, server_default=text("true"))
    epoch: Mapped[str] = mapped_column(Text)
    oldest_server: Mapped[str] = mapped_column(Text)

    __table_args__ = (CheckConstraint("singleton", name="singleton"),)


class Process(Base):
    """A server or worker, by host and process ID; `seen_at` rises while it runs, and the row goes when it stops.

    `key_fingerprint` names the secret key with which it makes links and codes.
    """

    __tablename__ = "processes"

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    does_jobs: Mapped[bool]
    key_fingerprint: Mapped[str] = mapped_column(Text)
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]

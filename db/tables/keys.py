"""Which secret keys this database has been used with."""

from datetime import datetime

from sqlalchemy import LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base, Created


class DatabaseKey(Base):
    """A key's fingerprint, never the key: links that are out were made with one of these.

    Of a key that was rotated away, `form_key` tells forms of our pages; it is sealed with the newest key.
    """

    __tablename__ = "database_keys"

    fingerprint: Mapped[str] = mapped_column(Text, primary_key=True)
    since: Mapped[Created]
    form_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    retired_at: Mapped[datetime | None]

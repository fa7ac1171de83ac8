"""Which secret keys this database has been used with."""

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base, Created


class DatabaseKey(Base):
    """A key's fingerprint, never the key: links that are out were made with one of these."""

    __tablename__ = "database_keys"

    fingerprint: Mapped[str] = mapped_column(Text, primary_key=True)
    since: Mapped[Created]

from datetime import datetime

from sqlalchemy import LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base, Created


class DatabaseKey(Base):
    """The fingerprint of a secret key whose links may still be in use. The key itself is not stored.

    `form_key` recognises forms signed with a key since rotated away; it is sealed with the newest key.
    """

    __tablename__ = "database_keys"

    fingerprint: Mapped[str] = mapped_column(Text, primary_key=True)
    since: Mapped[Created]
    form_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    retired_at: Mapped[datetime | None]

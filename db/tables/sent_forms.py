from sqlalchemy import Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base, Created


class SentForm(Base):
    """One sending of a form, kept for a minute. `sealed` is null until the response is ready."""

    __tablename__ = "sent_forms"

    key: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    sent_at: Mapped[Created]

    __table_args__ = (Index("sent_forms_sent_at_idx", "sent_at"),)

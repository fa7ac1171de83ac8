from datetime import datetime

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Index, LargeBinary, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base, Created, EnumText, Key
from rules.caller import Scope


class AccessToken(Base):
    """A token that acts as its account. Only the SHA-256 of the secret is stored. `last_used_at` lags by a minute."""

    __tablename__ = "access_tokens"

    id: Mapped[Key]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    name: Mapped[str] = mapped_column(Text)
    scopes: Mapped[list[Scope]] = mapped_column(ARRAY(EnumText(Scope)))
    digest: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    created_at: Mapped[Created]
    expires_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("length(name) BETWEEN 1 AND 120", name="name_length"),
        CheckConstraint(
            "cardinality(scopes) > 0 AND scopes <@ ARRAY['READ', 'WRITE', 'READ_ACCESS', 'STAFF']", name="scopes"
        ),
        Index("access_tokens_good_idx", "account_id", "created_at", "id", postgresql_where=text("revoked_at IS NULL")),
    )

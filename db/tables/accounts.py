from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base, Created, Key


class Account(Base):
    """A registered person. The address is verified before the account is created."""

    __tablename__ = "accounts"

    id: Mapped[Key]
    email: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    username: Mapped[str] = mapped_column(Text, unique=True)
    sort_name: Mapped[str] = mapped_column(Text(collation="C"))
    search: Mapped[str] = mapped_column(Text)
    password_hash: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[Created]
    event_number: Mapped[int] = mapped_column(server_default="0")
    # Set by a trigger when the name or the username changes; null until then.
    updated_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("email = lower(email) AND length(email) <= 320", name="email_canonical"),
        CheckConstraint("username ~ '^[a-z0-9._-]{3,32}$'", name="username_shape"),
        CheckConstraint("length(name) BETWEEN 1 AND 120", name="name_length"),
        Index("accounts_by_name_idx", "sort_name", "id"),
    )


class Staff(Base):
    """Addresses whose account is staff, also before registration."""

    __tablename__ = "staff"

    email: Mapped[str] = mapped_column(Text, primary_key=True)
    since: Mapped[Created]


class Session(Base):
    """A login. Only the SHA-256 of its token is stored."""

    __tablename__ = "sessions"

    id: Mapped[Key]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    digest: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    must_set_password: Mapped[bool]
    created_at: Mapped[Created]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    __table_args__ = (
        Index("sessions_open_idx", "account_id", postgresql_where=text("ended_at IS NULL")),
        Index("sessions_ended_idx", text("LEAST(ended_at, expires_at)")),
    )


class LoginNetwork(Base):
    __tablename__ = "login_networks"

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    last_login_at: Mapped[datetime]

    __table_args__ = (Index("login_networks_last_login_at_idx", "last_login_at"),)


class OneTimeLink(Base):
    """A mailed login link: derived from the salt, stored as a digest, valid once."""

    __tablename__ = "one_time_links"

    id: Mapped[Key]
    email: Mapped[str] = mapped_column(Text)
    # Set while the address has no account; following the link creates it.
    name: Mapped[str | None] = mapped_column(Text)
    salt: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    # The invitation or code that led to the link.
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitations.id"))
    invitation_version: Mapped[int | None]
    invite_code_id: Mapped[int | None] = mapped_column(ForeignKey("invite_codes.id"))
    created_at: Mapped[Created]
    expires_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    # The encrypted token if its key was rotated away before the mail was sent.
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)

    __table_args__ = (
        Index("one_time_links_open_key", "email", unique=True, postgresql_where=text("closed_at IS NULL")),
        Index("one_time_links_created_at_idx", "created_at"),
    )

"""Indexes by which what has been kept long enough is found."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0018"


def upgrade() -> None:
    """Nothing that an older version notices."""
    settled = sa.text("settled_at IS NOT NULL AND to_email <> ''")
    op.create_index("mails_settled_idx", "mails", ["settled_at"], postgresql_where=settled)
    read = sa.text("read_at IS NOT NULL")
    op.create_index("notifications_read_idx", "notifications", ["read_at"], postgresql_where=read)
    op.create_index("history_at_idx", "history", ["at"])
    op.create_index("sessions_ended_idx", "sessions", [sa.text("LEAST(ended_at, expires_at)")])

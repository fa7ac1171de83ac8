"""Answers to forms that were sent, kept for a minute."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0001"


def upgrade() -> None:
    """A table beside the others, which an older version leaves alone."""
    op.create_table(
        "sent_forms",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("sent_forms_pkey")),
    )
    op.create_index("sent_forms_sent_at_idx", "sent_forms", ["sent_at"], unique=False)

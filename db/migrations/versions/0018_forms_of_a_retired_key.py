"""What tells that a form came from a page of ours, for a day after its secret key was rotated away."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("database_keys", sa.Column("form_key", sa.LargeBinary(), nullable=True))
    op.add_column("database_keys", sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True))

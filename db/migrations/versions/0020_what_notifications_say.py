"""What a notification's message is made of, to say it in another language."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """A column without a value for older rows, and for those that the version before writes meanwhile."""
    op.add_column("notifications", sa.Column("details", JSONB(), nullable=True))

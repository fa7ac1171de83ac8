"""The networks from which people logged in of late."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0006"


def upgrade() -> None:
    """A table of its own, which older versions do not know of."""
    op.create_table(
        "login_networks",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("last_login_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("login_networks_account_id_fkey")),
        sa.PrimaryKeyConstraint("account_id", "digest", name=op.f("login_networks_pkey")),
    )
    op.create_index("login_networks_last_login_at_idx", "login_networks", ["last_login_at"])

"""The database's epoch and oldest server, the processes that use it, and what a rotated key leaves behind."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "database_state",
        sa.Column("singleton", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("epoch", sa.Text(), nullable=False),
        sa.Column("oldest_server", sa.Text(), nullable=False),
        sa.CheckConstraint("singleton", name=op.f("database_state_singleton_check")),
        sa.PrimaryKeyConstraint("singleton", name=op.f("database_state_pkey")),
    )
    op.execute(
        "INSERT INTO database_state (epoch, oldest_server) VALUES (left(md5(gen_random_uuid()::text), 12), '0001')"
    )
    op.create_table(
        "processes",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("does_jobs", sa.Boolean(), nullable=False),
        sa.Column("key_fingerprint", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("processes_pkey")),
    )
    op.create_table(
        "older_links",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("invitation_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitations.id"], ondelete="CASCADE", name=op.f("older_links_invitation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("older_links_pkey")),
    )
    op.create_index("older_links_invitation_idx", "older_links", ["invitation_id"], unique=False)
    op.add_column("one_time_links", sa.Column("sealed", sa.LargeBinary(), nullable=True))

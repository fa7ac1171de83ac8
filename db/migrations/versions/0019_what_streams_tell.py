"""Who did what an event tells, when objects last changed, and a version for what changes with others' rows."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0007"

# The columns whose change moves `updated_at`: fields of the object itself that every reader of it may see.
WATCHED = {
    "groups": ("name", "description", "join_policy", "discreet"),
    "accounts": ("name", "username"),
    "memberships": ("role",),
    "invitations": (
        *("name", "role", "status", "invited_by", "expires_at", "responded_at"),
        *("sent_count", "last_sent_at", "delivery", "delivery_error"),
    ),
    "resources": ("kind", "title", "url", "body"),
    "seat_plans": ("seat_count", "starts_at", "expires_at", "policy", "status_told"),
}


def upgrade() -> None:
    """Columns without a value for older rows, so that no table is rewritten: these show when they were created."""
    op.add_column("events", sa.Column("actor_id", sa.BigInteger(), nullable=True))
    op.add_column("groups", sa.Column("viewer_actions_version", sa.Integer(), server_default="0", nullable=False))
    op.execute("""
        CREATE FUNCTION touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN NEW.updated_at := clock_timestamp(); RETURN NEW; END $$
    """)
    for table, columns in WATCHED.items():
        op.add_column(table, sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True))
        changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)
        op.execute(f"""
            CREATE TRIGGER {table}_touch BEFORE UPDATE ON {table} FOR EACH ROW
            WHEN ({changed}) EXECUTE FUNCTION touch_updated_at()
        """)
    op.alter_column("seat_plans", "updated_at", server_default=sa.func.now())
    op.execute("UPDATE seat_plans SET updated_at = starts_at")
    op.execute("""
        CREATE FUNCTION touch_seat_plan() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN UPDATE seat_plans SET updated_at = clock_timestamp() WHERE group_id = NEW.group_id; RETURN NULL; END $$
    """)
    op.execute("""
        CREATE TRIGGER seats_touch_plan AFTER UPDATE ON seats FOR EACH ROW
        WHEN ((OLD.membership_id IS NULL) <> (NEW.membership_id IS NULL)) EXECUTE FUNCTION touch_seat_plan()
    """)

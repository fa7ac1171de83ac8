"""Indexes by which what has been kept long enough is found: `db.indexes` builds them beside running servers."""

revision = "0007"
down_revision = "0018"


def upgrade() -> None:
    """Nothing: an index that is built in here would keep its table from being written to until the end."""

"""Run Alembic on the connection and in the transaction that `db.migrate` provides."""

from alembic import context

from db.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    include_name=lambda name, kind, _: kind != "table" or name in Base.metadata.tables,
)
context.run_migrations()

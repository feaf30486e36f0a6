"""Alembic: migrations run on the connection that `store.opening.migrate` gives."""

from alembic import context

from relocalisons.store.schema import metadata

# Our own version table: Prefect's database may be the same server.
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table="relocalisons_version",
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()

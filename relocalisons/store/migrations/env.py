"""Alembic: migrations run on the connection that `store.opening.migrate` gives."""

from alembic import context

from relocalisons.store.opening import VERSION_TABLE
from relocalisons.store.replies.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()

"""What alembic runs for each upgrade: the migrations, over the connection and in the transaction of the caller."""

from __future__ import annotations

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=None)
with context.begin_transaction():
    context.run_migrations()

"""What is asked of many readers at once, and of the few editions that are in one state, is found by an index."""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("editions_reader", "editions", ["reader", "id"])
    op.create_index("editions_state", "editions", ["state", "reader"])

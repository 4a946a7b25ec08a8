"""When a row of the outbox was queued and a try began; lines for the operator."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("queued_at", sa.String(27)))
    op.add_column("outbox", sa.Column("begun_at", sa.String(27)))
    op.create_table(
        "operator_notes",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.Column("first_at", sa.String(27), nullable=False),
        sa.Column("last_at", sa.String(27), nullable=False),
        sa.Column("sent_at", sa.String(27)),
    )
    op.create_index("operator_notes_key", "operator_notes", ["key"])

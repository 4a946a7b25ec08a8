"""What readers follow and mute, how storylines joined and parted, and wires counted by hour, region and source."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "marks",
        sa.Column("reader", sa.Text, primary_key=True),
        sa.Column("what", sa.Text, primary_key=True),
        sa.Column("mark", sa.Text, nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
    )
    op.create_table(
        "line_changes",
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("line", sa.Text, primary_key=True),
        sa.Column("other", sa.Text, primary_key=True),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("data", sa.Text, nullable=False),
    )
    op.create_index("line_changes_at", "line_changes", ["at"])
    op.create_table(
        "tallies",
        sa.Column("hour", sa.String(13), primary_key=True),
        sa.Column("region", sa.Text, primary_key=True),
        sa.Column("section", sa.Text, primary_key=True),
        sa.Column("source", sa.Text, primary_key=True),
        sa.Column("wires", sa.Integer, nullable=False),
    )

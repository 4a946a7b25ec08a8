"""What was remembered of stories before it was replaced, so that a past edition can be decided with what was known."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "traces_before",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("until_at", sa.String(27), primary_key=True),
        sa.Column("seen_at", sa.String(27), nullable=False),
        sa.Column("last_at", sa.String(27), nullable=False),
        sa.Column("data", sa.Text, nullable=False),
    )
    op.create_index("traces_before_until", "traces_before", ["until_at"])

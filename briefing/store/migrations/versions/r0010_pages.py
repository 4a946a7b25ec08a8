"""Pages that were fetched behind the links of feeds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pages",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("data", sa.Text, nullable=False),
    )
    op.create_index("pages_at", "pages", ["at"])

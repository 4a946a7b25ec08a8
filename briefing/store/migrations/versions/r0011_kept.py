"""What several readers' editions have alike is kept once, under its hash."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kept",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("data", sa.Text, nullable=False),
    )
    op.add_column("editions", sa.Column("kept", sa.String(64), nullable=False, server_default=""))
    op.create_index("editions_kept", "editions", ["kept"])

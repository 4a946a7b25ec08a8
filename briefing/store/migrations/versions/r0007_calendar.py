"""Entries of calendars, each version with the time in which it stood."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("first_at", sa.String(27), nullable=False),
        sa.Column("gone_at", sa.String(27)),
        sa.Column("data", sa.Text, nullable=False),
    )
    op.create_index("calendar_source", "calendar", ["source", "path"])
    op.create_index("calendar_stood", "calendar", ["first_at", "gone_at"])

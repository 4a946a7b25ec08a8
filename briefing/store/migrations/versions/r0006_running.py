"""What runs by itself needs: alerts that went out, what a desk did with an edition, and wires that age took away."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alerts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("reader", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("wire_id", sa.Text, nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("sent_at", sa.String(27)),
        sa.Column("data", sa.Text, nullable=False),
        sa.UniqueConstraint("reader", "kind", "wire_id", name="alerts_once"),
    )
    op.create_index("alerts_waiting", "alerts", ["reader", "state"])
    op.create_table(
        "desk_log",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("edition_id", sa.Integer, sa.ForeignKey("editions.id"), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_index("desk_log_edition", "desk_log", ["edition_id"])
    op.create_table(
        "forgotten",
        sa.Column("wire_id", sa.Text, primary_key=True),
        sa.Column("at", sa.String(27), nullable=False),
    )

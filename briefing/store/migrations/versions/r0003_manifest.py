"""What each edition was made of, beside it; and when the embargo of a wire ends, where a query can find it."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEY = '"embargo_at":'  # a wire without an embargo does not have the key


def upgrade() -> None:
    op.add_column("editions", sa.Column("record", sa.Text, nullable=False, server_default=""))
    op.add_column("wires", sa.Column("embargo_at", sa.String(27)))
    _fill()
    op.create_index("wires_embargo", "wires", ["embargo_at"])


def _fill() -> None:
    """Write the embargoes of the wires that are there into the new column; a wire that cannot be read gets none."""
    wires = sa.table("wires", sa.column("seq"), sa.column("data"), sa.column("embargo_at"))
    connection = op.get_bind()
    held = sa.select(wires.c.seq, wires.c.data).where(wires.c.data.contains(KEY, autoescape=True))
    for seq, data in connection.execute(held).all():
        if at := _stamp(data):
            connection.execute(sa.update(wires).where(wires.c.seq == seq).values(embargo_at=at))


def _stamp(data: str) -> str | None:
    """The embargo as the store keeps instants: UTC, to the microsecond."""
    from datetime import UTC, datetime

    try:
        at = datetime.fromisoformat(json.loads(data)["embargo_at"]).astimezone(UTC)
    except (ValueError, KeyError, TypeError, OverflowError):
        return None
    return at.isoformat(timespec="microseconds").replace("+00:00", "Z")

"""Who may read on the web; what a wire is about, where a query can find it; wires that their agencies took back."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BATCH = 1000


def upgrade() -> None:
    op.create_table(
        "tokens",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("reader", sa.Text, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
        sa.Column("made_at", sa.String(27), nullable=False),
        sa.Column("ends_at", sa.String(27)),
        sa.Column("revoked_at", sa.String(27)),
    )
    op.create_table(
        "facets",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("region", sa.Text, primary_key=True),
        sa.Column("topic", sa.Text, primary_key=True),
    )
    op.create_index("facets_region", "facets", ["region", "seq"])
    op.create_index("facets_topic", "facets", ["topic", "seq"])
    op.create_table(
        "withdrawn",
        sa.Column("wire_id", sa.Text, primary_key=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
    )
    op.create_index("wires_source", "wires", ["source", "seq"])
    _fill_facets()
    _fill_withdrawn()


def _fill_facets() -> None:
    """What the kept analyses say their wires are about; of several analyses of one wire any one counts."""
    connection = op.get_bind()
    wires = sa.table("wires", sa.column("seq"), sa.column("id"))
    analyses = sa.table("analyses", sa.column("wire_id"), sa.column("data"))
    facets = sa.table("facets", sa.column("seq"), sa.column("region"), sa.column("topic"))
    last = -1
    while True:
        query = sa.select(wires.c.seq, wires.c.id).where(wires.c.seq > last).order_by(wires.c.seq).limit(BATCH)
        batch = connection.execute(query).all()
        if not batch:
            return
        last = batch[-1][0]
        seqs = {wire_id: seq for seq, wire_id in batch}
        found = connection.execute(sa.select(analyses).where(analyses.c.wire_id.in_(list(seqs))))
        about = {wire_id: _about(data) for wire_id, data in found}
        rows = [{"seq": seqs[i], "region": r, "topic": t} for i, pairs in about.items() for r, t in pairs]
        if rows:
            connection.execute(sa.insert(facets), rows)


def _about(data: str) -> set[tuple[str, str]]:
    """(region, topic) of each affair of a wire; nothing where the text cannot be read."""
    try:
        analysis: dict[str, Any] = json.loads(data)
        parts = [analysis, *analysis.get("parts", ())]
        return {(str(part.get("region", "")), str(part.get("topic", ""))) for part in parts}
    except (ValueError, AttributeError, TypeError):
        return set()


def _fill_withdrawn() -> None:
    """The wires that editions said were taken back."""
    connection = op.get_bind()
    editions = sa.table("editions", sa.column("generated_at"), sa.column("data"))
    withdrawn = sa.table("withdrawn", sa.column("wire_id"), sa.column("reason"), sa.column("at"))
    said = sa.select(editions).where(editions.c.data.contains('"level":"withdrawn"', autoescape=True))
    found: dict[str, str] = {}
    for at, data in connection.execute(said).all():
        for wire_id in _taken_back(data):
            found[wire_id] = min(at, found.get(wire_id, at))
    rows = [{"wire_id": wire_id, "reason": "withdrawn by its agency", "at": at} for wire_id, at in found.items()]
    if rows:
        connection.execute(sa.insert(withdrawn), rows)


def _taken_back(data: str) -> list[str]:
    try:
        notices = json.loads(data).get("notices", ())
        return [wire for one in notices if one.get("level") == "withdrawn" for wire in one.get("wires", ())]
    except (ValueError, AttributeError, TypeError):
        return []

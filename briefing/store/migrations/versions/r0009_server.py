"""PostgreSQL's index of words, and the work that programs on several machines take from each other.

SQLite has its index since the first revision, and gives out no work: one run at a time holds the file.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

BATCH = 500


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        return
    op.create_table(
        "wire_words",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("words", TSVECTOR, nullable=False),
    )
    op.create_index("wire_words_words", "wire_words", ["words"], postgresql_using="gin")
    op.create_table(
        "claims",
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
    )
    _fill()


def _fill() -> None:
    """File the wires that are there under their words."""
    from briefing.model import Wire
    from briefing.store.codec import CodecError, decode
    from briefing.store.index import add_words

    connection = op.get_bind()
    wires = sa.table("wires", sa.column("seq"), sa.column("data"))

    def wire_of(data: str) -> Wire | None:
        try:
            return decode(Wire, data)
        except CodecError:
            return None

    last = -1
    while True:
        query = sa.select(wires.c.seq, wires.c.data).where(wires.c.seq > last).order_by(wires.c.seq).limit(BATCH)
        batch = connection.execute(query).all()
        if not batch:
            return
        last = batch[-1][0]
        add_words(connection, [(seq, wire_of(data)) for seq, data in batch])

"""The archive: wires, analyses, traces, sources, taken files, editions, outbox, runs and the search index.

Written out in full rather than taken from the schema module, because a migration tells what was done on its day.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Words as unicode61 cuts them, accents folded ("Erdoğan" is found by "Erdogan"); combining vowel signs belong to the
# word, or Devanagari and Thai fall apart. The index keeps no copy of the text: wires.data has it.
SEARCH = (
    "CREATE VIRTUAL TABLE wire_search USING fts5(headline, body, content='', "
    "tokenize=\"unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'\")"
)


def upgrade() -> None:
    _wires()
    _memory()
    _sources()
    _editions()
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("report", sa.Text, nullable=False),
    )
    op.create_index("runs_at", "runs", ["at"])


def _wires() -> None:
    op.create_table(
        "wires",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("identity", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("received_at", sa.String(27), nullable=False),
        sa.Column("published_at", sa.String(27)),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
    )
    op.create_index("wires_received", "wires", ["received_at"])
    op.create_index("wires_identity", "wires", ["identity", "source"])
    op.create_index("wires_published", "wires", ["published_at"])
    if op.get_bind().dialect.name == "sqlite":
        op.execute(SEARCH)


def _memory() -> None:
    op.create_table(
        "analyses",
        sa.Column("wire_id", sa.Text, primary_key=True),
        sa.Column("rules", sa.Text, primary_key=True),
        sa.Column("data", sa.Text, nullable=False),
    )
    op.create_table(
        "traces",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("last_at", sa.String(27), nullable=False),
        sa.Column("seen_at", sa.String(27), nullable=False),
        sa.Column("data", sa.Text, nullable=False),
    )
    op.create_index("traces_last", "traces", ["last_at"])


def _sources() -> None:
    op.create_table(
        "sources",
        sa.Column("source", sa.Text, primary_key=True),
        sa.Column("etag", sa.Text, nullable=False),
        sa.Column("last_modified", sa.Text, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
    )
    op.create_table(
        "taken",
        sa.Column("source", sa.Text, primary_key=True),
        sa.Column("path", sa.Text, primary_key=True),
        sa.Column("fingerprint", sa.Text, nullable=False),
    )


def _editions() -> None:
    op.create_table(
        "editions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("reader", sa.Text, nullable=False),
        sa.Column("on_date", sa.String(10), nullable=False),
        sa.Column("slot", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("covers_from", sa.String(27), nullable=False),
        sa.Column("covers_to", sa.String(27), nullable=False),
        sa.Column("generated_at", sa.String(27), nullable=False),
        sa.Column("told_at", sa.String(27)),
        sa.Column("files", sa.Text, nullable=False),
        sa.Column("cut_seq", sa.Integer, nullable=False),
        sa.Column("manifest", sa.Text, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sa.UniqueConstraint("reader", "on_date", "slot", name="editions_slot"),
    )
    numbered = sa.text("kind <> 'preview'")
    op.create_index(
        "editions_number",
        "editions",
        ["reader", "number"],
        unique=True,
        sqlite_where=numbered,
        postgresql_where=numbered,
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("edition_id", sa.Integer, sa.ForeignKey("editions.id"), nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("next_try_at", sa.String(27)),
        sa.Column("message_id", sa.Text, nullable=False),
        sa.Column("last_reason", sa.Text, nullable=False),
        sa.Column("sent_at", sa.String(27)),
        sa.UniqueConstraint("edition_id", "channel", "address", name="outbox_once"),
    )
    op.create_index("outbox_due", "outbox", ["state", "next_try_at"])

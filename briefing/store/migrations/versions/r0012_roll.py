"""What is asked of many readers at once, and of the few editions that are in one state, is found by an index."""

from __future__ import annotations

from alembic import op
from sqlalchemy import text

TORN = (
    "length(on_date) <> 10 OR length(covers_from) <> 27 OR length(covers_to) <> 27"
    " OR length(generated_at) <> 27 OR length(told_at) <> 27"
)

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("editions_reader", "editions", ["reader", "id"])
    op.create_index("editions_state", "editions", ["state", "reader"])
    op.create_index("editions_sums", "editions", ["reader", "kind", "state", "covers_to", "cut_seq", "number"])
    op.create_index("editions_torn", "editions", ["reader"], sqlite_where=text(TORN), postgresql_where=text(TORN))

"""The index of words beside the wires: SQLite's FTS5 table, or PostgreSQL's vectors with a GIN index over them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, TextClause, text

from briefing.model import Wire
from briefing.store.lexemes import vector, words_query
from briefing.store.schema import column_text
from briefing.store.search import index_text, match_query

HEADLINE_WEIGHT = 4.0  # a word in the headline counts as much as four in the body


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """How one database looks for words. ``joined``, ``matches`` and ``score`` are pieces of a query over ``wires AS
    w``; of two scores the smaller is the better one."""

    table: str
    seq: str
    matches: str
    score: str
    add: TextClause
    drop: TextClause
    empty: str
    count: str

    @property
    def joined(self) -> str:
        return f"{self.table} JOIN wires AS w ON w.seq = {self.seq}"


FTS5 = Words(
    table="wire_search",
    seq="wire_search.rowid",
    matches="wire_search MATCH :terms",
    score=f"bm25(wire_search, {HEADLINE_WEIGHT}, 1.0)",
    add=text("INSERT INTO wire_search (rowid, headline, body) VALUES (:seq, :headline, :body)"),
    drop=text("INSERT INTO wire_search (wire_search, rowid, headline, body) VALUES ('delete', :seq, :headline, :body)"),
    empty="INSERT INTO wire_search (wire_search) VALUES ('delete-all')",
    count="SELECT count(*) FROM wire_search_docsize",
)
# 1: a long text does not win by its length; bm25 also weighs how rare a word is, which ts_rank does not know
VECTORS = Words(
    table="wire_words",
    seq="wire_words.seq",
    matches="wire_words.words @@ CAST(:terms AS tsquery)",
    score=f"-ts_rank('{{{1 / HEADLINE_WEIGHT},0,0,1}}', wire_words.words, CAST(:terms AS tsquery), 1)",
    add=text("INSERT INTO wire_words (seq, words) VALUES (:seq, CAST(:words AS tsvector))"),
    drop=text("DELETE FROM wire_words WHERE seq = :seq"),
    empty="DELETE FROM wire_words",
    count="SELECT count(*) FROM wire_words",
)


def words_of(dialect: str) -> Words:
    """The index of a database by SQLAlchemy's name for its kind."""
    return FTS5 if dialect == "sqlite" else VECTORS


def terms_of(dialect: str, query: str) -> str | None:
    """What a person typed as the database takes it; None where it holds no word to look for."""
    return match_query(query) if dialect == "sqlite" else words_query(query)


def add_words(connection: Connection, found: Iterable[tuple[int, Wire | None]]) -> None:
    """File wires under their words, each by its number of arrival; one that cannot be read (None) under none."""
    if connection.dialect.name == "sqlite":
        rows = [_texts(wire) | {"seq": seq} for seq, wire in found]
    else:
        rows = [{"seq": seq, "words": _vector(wire)} for seq, wire in found]
    if rows:
        connection.execute(words_of(connection.dialect.name).add, rows)


def drop_words(connection: Connection, gone: Sequence[tuple[int, Wire | None]]) -> None:
    """Take wires out. FTS5 has to be told their words: one that cannot be read leaves them, and doctor tells."""
    if connection.dialect.name == "sqlite":
        connection.execute(FTS5.drop, [_texts(wire) | {"seq": seq} for seq, wire in gone])
    else:
        connection.execute(VECTORS.drop, [{"seq": seq} for seq, _ in gone])


def _texts(wire: Wire | None) -> dict[str, Any]:
    if wire is None:
        return {"headline": "", "body": ""}
    body = "\n".join((wire.dateline.text if wire.dateline else "", *wire.paragraphs))
    return {"headline": index_text(column_text(wire.headline)), "body": index_text(column_text(body))}


def _vector(wire: Wire | None) -> str:
    texts = _texts(wire)
    return vector(texts["headline"], texts["body"])

"""Search over the wires: words, and what narrows them down: region, topic, source, days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, text

from briefing.model import Wire
from briefing.store.codec import readable
from briefing.store.index import Words, terms_of, words_of
from briefing.store.schema import stamp
from briefing.store.shelf import Shelf

# The best of so many latest hits are shown: a word that half the archive holds is looked for in its latest wires. A
# person sees no difference; to weigh 50,000 hits takes a second.
REACH = 1000
FILED = "COALESCE(w.published_at, w.received_at)"


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What is looked for. Empty fields do not narrow."""

    words: str = ""  # as ``match_query`` takes them
    regions: tuple[str, ...] = ()  # any of these
    topic: str = ""
    source: str = ""
    sources: tuple[str, ...] = ()  # only these; empty: all
    without: tuple[str, ...] = ()  # none of these sources
    from_at: datetime | None = None  # filed at or after
    until_at: datetime | None = None  # filed before
    newest: bool = False  # the latest first; otherwise the best first where words are given
    open_at: datetime | None = None  # without those under an embargo then, and those that agencies took back
    limit: int = 20
    offset: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A page of wires. ``total`` counts all hits, up to ``REACH``: at that number there may be more."""

    wires: tuple[Wire, ...]
    total: int
    more: bool  # the archive holds more than were counted


class FindShelf(Shelf):
    """The search of the archive."""

    def find(self, wanted: Wanted) -> Found:
        """The wires that answer. No text is an error; one without a word, and nothing to narrow, finds nothing."""
        dialect = self._engine.dialect.name
        terms = terms_of(dialect, wanted.words)
        if terms is None and (wanted.words.strip() or not _narrows(wanted)):
            return Found(wires=(), total=0, more=False)
        sql, values = statement(wanted, terms, words_of(dialect))
        with self._read() as connection:
            rows = connection.execute(text(sql), values).all()
            total = rows[0].total if rows else self._count(connection, sql, values, wanted.offset)
        return Found(wires=tuple(readable(Wire, [row.data for row in rows])), total=total, more=total == REACH)

    def _count(self, connection: Connection, sql: str, values: dict[str, Any], offset: int) -> int:
        """How many there are before a page that is behind the last one."""
        if not offset:
            return 0
        first = connection.execute(text(sql), values | {"offset": 0, "limit": 1}).first()
        return first.total if first else 0

    def wire_names(self) -> list[str]:
        """The sources of the archive's wires, by name."""
        # one look into the index for each source; DISTINCT would read all of it
        step = (
            "WITH RECURSIVE names(name) AS (SELECT MIN(source) FROM wires UNION ALL "
            "SELECT (SELECT MIN(source) FROM wires WHERE source > names.name) FROM names WHERE names.name IS NOT NULL) "
            "SELECT name FROM names WHERE name IS NOT NULL"
        )
        with self._read() as connection:
            return [str(name) for name in connection.scalars(text(step))]


def statement(wanted: Wanted, terms: str | None, words: Words) -> tuple[str, dict[str, Any]]:
    """The query for a page of the latest hits, its rows (data, total), and its values."""
    values: dict[str, Any] = {"reach": REACH, "limit": wanted.limit, "offset": wanted.offset}
    where: list[str] = []
    about = _about(wanted, values)
    best = terms is not None and not wanted.newest
    score, tables, order = "0.0", "wires AS w", "w.seq"
    if terms is not None:
        score = words.score if best else score
        order, tables = words.seq, words.joined
        where.append(words.matches)
        values["terms"] = terms
    if about and terms is None and len(wanted.regions) < 2:
        # the index gives them in order; over several regions it could not, and these fill the archive's latest wires
        tables, order = "facets AS f JOIN wires AS w ON w.seq = f.seq", "f.seq"
        where.append(about)
    elif about:
        where.append(f"EXISTS (SELECT 1 FROM facets AS f WHERE f.seq = w.seq AND {about})")
    elif terms is None and wanted.until_at and not wanted.source:
        tables = f"({_of_days(wanted)}) AS days JOIN wires AS w ON w.seq = days.seq"
    _narrow(wanted, where, values)
    # one dated after its arrival is as new as that and no newer
    filed = f"CASE WHEN {FILED} < w.received_at THEN {FILED} ELSE w.received_at END"
    latest = (
        f"SELECT w.seq AS seq, {score} AS score, {filed} AS filed FROM {tables} "
        f"WHERE {' AND '.join(where) or '1 = 1'} ORDER BY {order} DESC LIMIT :reach"
    )
    by = "score, seq DESC" if best else "filed DESC, seq DESC"
    if order == "f.seq":  # a wire of two affairs comes twice
        latest = f"SELECT DISTINCT * FROM ({latest}) AS twice"
    page = (
        f"SELECT seq, score, filed, COUNT(*) OVER () AS total FROM ({latest}) AS latest "
        f"ORDER BY {by} LIMIT :limit OFFSET :offset"
    )
    page_by = ", ".join(f"page.{key}" for key in by.split(", "))
    return (
        f"SELECT wires.data, page.total FROM ({page}) AS page JOIN wires ON wires.seq = page.seq ORDER BY {page_by}",
        values,
    )


def _about(wanted: Wanted, values: dict[str, Any]) -> str:
    """What a row of ``facets AS f`` must say; empty for anything."""
    values.update({f"region{n}": key for n, key in enumerate(wanted.regions)})
    said = [f"f.region IN ({', '.join(f':region{n}' for n in range(len(wanted.regions)))})"] if wanted.regions else []
    if wanted.topic:
        values["topic"] = wanted.topic
        said.append("f.topic = :topic")
    return " AND ".join(said)


def _of_days(wanted: Wanted) -> str:
    """The latest wires of old days by the indexes of their times; from the latest wire back the way may be long."""
    pieces = []
    for column, only in (("published_at", ""), ("received_at", "published_at IS NULL AND ")):
        first = f" AND {column} >= :from_at" if wanted.from_at else ""
        pieces.append(
            f"SELECT seq FROM (SELECT seq FROM wires WHERE {only}{column} < :until_at{first} "
            f"ORDER BY {column} DESC LIMIT :reach) AS of_{column}"
        )
    return " UNION ALL ".join(pieces)


def _narrow(wanted: Wanted, where: list[str], values: dict[str, Any]) -> None:
    if wanted.source:
        where.append("w.source = :source")
        values["source"] = wanted.source
    for key, sign, names in (("only", "IN", wanted.sources), ("without", "NOT IN", wanted.without)):
        if names:
            where.append(f"w.source {sign} ({', '.join(f':{key}{n}' for n in range(len(names)))})")
            values.update({f"{key}{n}": name for n, name in enumerate(names)})
    for key, sign, at in (("from_at", ">=", wanted.from_at), ("until_at", "<", wanted.until_at)):
        if at is not None:
            where.append(f"{FILED} {sign} :{key}")
            values[key] = stamp(at)
    if wanted.open_at is not None:
        # by the index: the column itself lies behind the text of the wire
        where.append("w.seq NOT IN (SELECT held.seq FROM wires AS held WHERE held.embargo_at > :open_at)")
        where.append("NOT EXISTS (SELECT 1 FROM withdrawn WHERE withdrawn.wire_id = w.id)")
        values["open_at"] = stamp(wanted.open_at)


def _narrows(wanted: Wanted) -> bool:
    keys = (wanted.regions, wanted.topic, wanted.source, wanted.from_at, wanted.until_at)
    return any(keys)

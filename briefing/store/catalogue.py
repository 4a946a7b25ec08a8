"""The archive as its pages list it: editions by reader, number and date, runs, and what waits to be handed over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Connection, and_, delete, func, insert, or_, select, text

from briefing.model import Analysis
from briefing.store.editions import LISTED, as_row, of_edition, readable_rows
from briefing.store.rows import EditionRow, RunRow
from briefing.store.schema import NUMBERED, editions, facets, instant, outbox, runs, stamp, wires, withdrawn
from briefing.store.shelf import Shelf, chunks, put

FACETS_OF = "SELECT w.id, f.region, f.topic FROM wires AS w JOIN facets AS f ON f.seq = w.seq WHERE w.id IN"
SAID = ('"level":"withdrawn"', '"level":"corrected"')


class CatalogueShelf(Shelf):
    """Lists over the archive. Previews stand in none of them."""

    def readers_told(self) -> dict[str, int]:
        """Every reader for whom an edition was made -> the number of his last one, by name."""
        query = select(editions.c.reader, func.max(editions.c.number)).where(NUMBERED).group_by(editions.c.reader)
        with self._read() as connection:
            return {row[0]: row[1] for row in connection.execute(query.order_by(editions.c.reader))}

    def editions_of(self, reader: str, limit: int, before: int | None = None) -> list[EditionRow]:
        """A reader's editions, the last number first; with ``before`` those of lower numbers."""
        query = select(*LISTED).where(editions.c.reader == reader, NUMBERED)
        if before is not None:
            query = query.where(editions.c.number < before)
        with self._read() as connection:
            rows = connection.execute(query.order_by(editions.c.number.desc()).limit(limit)).all()
        return list(readable_rows(rows))

    def edition_numbered(self, reader: str, number: int) -> EditionRow | None:
        """The edition that the reader has under that number."""
        query = select(*LISTED).where(editions.c.reader == reader, editions.c.number == number, NUMBERED)
        with self._read() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else as_row(row)

    def edition_near(
        self, reader: str, *, before: int = 0, after: int = 0, on: date | None = None, told: bool = False
    ) -> EditionRow | None:
        """The reader's edition of the nearest number before or after another's, or the last one of a date; ``told``:
        of those alone that he was told."""
        query = select(*LISTED).where(editions.c.reader == reader, NUMBERED)
        if told:
            query = query.where(editions.c.state == "told")
        if before:
            query = query.where(editions.c.number < before)
        if after:
            query = query.where(editions.c.number > after)
        if on is not None:
            query = query.where(editions.c.on_date == on.isoformat())
        order = editions.c.number.asc() if after else editions.c.number.desc()
        with self._read() as connection:
            row = connection.execute(query.order_by(order).limit(1)).one_or_none()
        return None if row is None else as_row(row)

    def editions_that_amend(self, reader: str, number: int, within: int = 60) -> list[EditionRow]:
        """Later editions of the reader, of the next ``within`` numbers, that withdraw or correct something."""
        later = and_(editions.c.number > number, editions.c.number <= number + within)
        said = or_(*(of_edition.contains(words, autoescape=True) for words in SAID))
        query = select(*LISTED).where(editions.c.reader == reader, NUMBERED, later, said).order_by(editions.c.number)
        with self._read() as connection:
            return list(readable_rows(connection.execute(query)))

    def editions_around(self, at: datetime, reader: str | None, limit: int = 12) -> list[EditionRow]:
        """The first editions whose cut-off lies at or after ``at``: those that may tell of a wire received then."""
        query = select(*LISTED).where(editions.c.covers_to >= stamp(at), NUMBERED)
        if reader is not None:
            query = query.where(editions.c.reader == reader)
        with self._read() as connection:
            return list(readable_rows(connection.execute(query.order_by(editions.c.covers_to).limit(limit))))

    def began_at(self) -> datetime | None:
        """When the archive has its first sign of life: a wire that came or a run that did something; None before."""
        with self._read() as connection:
            wire = connection.execute(select(wires.c.received_at).order_by(wires.c.seq).limit(1)).scalar()
            run = connection.execute(select(func.min(runs.c.at))).scalar()
        return min((instant(one) for one in (wire, run) if one), default=None)

    def run_rows(self, limit: int, before: int | None = None) -> list[RunRow]:
        """Reports of runs, the last first; with ``before`` those of lower ids."""
        query = select(runs).order_by(runs.c.id.desc()).limit(limit)
        if before is not None:
            query = query.where(runs.c.id < before)
        with self._read() as connection:
            return [RunRow(id=row.id, at=instant(row.at), report=row.report) for row in connection.execute(query)]

    def run_row(self, run_id: int) -> RunRow | None:
        """The report of that run."""
        with self._read() as connection:
            row = connection.execute(select(runs).where(runs.c.id == run_id)).one_or_none()
        return None if row is None else RunRow(id=row.id, at=instant(row.at), report=row.report)

    def outbox_counts(self) -> dict[str, int]:
        """State of the outbox -> how many; a state that nothing is in is absent."""
        query = select(outbox.c.state, func.count()).group_by(outbox.c.state)
        with self._read() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def edition_counts(self) -> dict[tuple[str, str], int]:
        """(reader, state) -> how many editions."""
        query = select(editions.c.reader, editions.c.state, func.count()).where(NUMBERED)
        with self._read() as connection:
            rows = connection.execute(query.group_by(editions.c.reader, editions.c.state)).all()
        return {(reader, state): count for reader, state, count in rows}

    def wire_facets(self, ids: list[str]) -> dict[str, list[tuple[str, str]]]:
        """Wire id -> (region, topic) of each affair it treats; wires that no rule has looked at are absent."""
        found: dict[str, list[tuple[str, str]]] = {}
        with self._read() as connection:
            for some in chunks(ids):
                # in plain words: to build this for each page of a search would cost more than to run it
                names = ", ".join(f":id{n}" for n in range(len(some)))
                query = f"{FACETS_OF} ({names})"
                for row in connection.execute(text(query), {f"id{n}": one for n, one in enumerate(some)}).all():
                    found.setdefault(row[0], []).append((row[1], row[2]))
        return found

    def mark_withdrawn(self, reasons: dict[str, str], at: datetime) -> None:
        """Remember wires that their agency took back (id -> reason), and the notices that did; the first word stays."""
        known = self.withdrawn_of(list(reasons))
        rows = [{"wire_id": i, "reason": r, "at": stamp(at)} for i, r in reasons.items() if i not in known]
        if rows:
            with self._write() as connection:
                put(connection, withdrawn, rows)

    def withdrawn_of(self, ids: list[str]) -> dict[str, str]:
        """Which of the wires were taken back, and why."""
        found: dict[str, str] = {}
        with self._read() as connection:
            for some in chunks(list(dict.fromkeys(ids))):
                rows = connection.execute(select(withdrawn).where(withdrawn.c.wire_id.in_(some)))
                found.update((row.wire_id, row.reason) for row in rows)
        return found


def file_under(connection: Connection, batch: Sequence[Analysis]) -> None:
    """Note the region and topic of each affair of the wires, in place of what earlier rules had said of them."""
    about = {a.wire_id: {(a.region, a.topic), *((p.region, p.topic) for p in a.parts)} for a in batch}
    for some in chunks(list(about)):
        found = connection.execute(select(wires.c.id, wires.c.seq).where(wires.c.id.in_(some)))
        seqs: dict[str, int] = {row.id: row.seq for row in found}
        connection.execute(delete(facets).where(facets.c.seq.in_(list(seqs.values()))))
        rows = [{"seq": seqs[i], "region": r, "topic": t} for i in seqs for r, t in sorted(about[i])]
        if rows:
            connection.execute(insert(facets), rows)

"""What is remembered of sources between collections: validators, streaks, files taken."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from briefing.model import SourceReport
from briefing.store.codec import decode, encode
from briefing.store.rows import SourceState
from briefing.store.schema import sources, taken
from briefing.store.shelf import Shelf, put

ESCAPED = "json:"  # before a path that is no plain text, written as a JSON string


class SourceShelf(Shelf):
    """The sources of the archive. Names of sources are those of config."""

    def validators(self, addresses: Mapping[str, str] | None = None) -> dict[str, tuple[str, str]]:
        """(ETag, Last-Modified) of each source's last good answer, either may be empty, for a conditional request.

        With ``addresses`` (source -> address of today) a source that has moved is left out: the validators of its old
        address could make the new one answer "nothing new".
        """
        query = select(sources.c.source, sources.c.etag, sources.c.last_modified, sources.c.data)
        with self._read() as connection:
            rows = connection.execute(query).all()
        given = {_path(source): (etag, modified, data) for source, etag, modified, data in rows if etag or modified}
        return {
            source: (etag, modified)
            for source, (etag, modified, data) in given.items()
            if addresses is None or decode(SourceState, data).address == addresses.get(source)
        }

    def record_reports(self, reports: Iterable[SourceReport], at: datetime) -> None:
        """Carry each source's state on by what the collection of ``at`` found.

        Call it after ``add_wires``: validators stored before the wires they stand for would hide these for ever.
        """
        batch = list(reports)
        if not batch:
            return
        with self._write() as connection:
            rows = {row.source: row for row in connection.execute(select(sources))}
            for report in batch:
                key = _text(report.source)
                row = rows.get(key)
                before = decode(SourceState, row.data) if row else SourceState(source=report.source)
                etag, modified = (row.etag, row.last_modified) if row else ("", "")
                state = carried_on(before, report, at)
                if report.status != "failed" and (report.status != "unchanged" or report.etag or report.last_modified):
                    etag, modified = report.etag, report.last_modified
                elif before.address != state.address:
                    etag, modified = "", ""
                put(
                    connection,
                    sources,
                    [{"source": key, "etag": etag, "last_modified": modified, "data": encode(state)}],
                )

    def source_states(self) -> dict[str, SourceState]:
        """Every source ever reported on, by name."""
        with self._read() as connection:
            states = [decode(SourceState, data) for data in connection.scalars(select(sources.c.data))]
        return {state.source: state for state in states}

    def taken_files(self, source: str) -> dict[str, str]:
        """Path -> fingerprint of each file that was read for this source."""
        query = select(taken.c.path, taken.c.fingerprint).where(taken.c.source == _text(source))
        with self._read() as connection:
            return {_path(path): fingerprint for path, fingerprint in connection.execute(query)}

    def mark_taken(self, source: str, path: str, fingerprint: str) -> None:
        """Remember that the file was read. After ``add_wires``: a kill between them then reads it twice, not never."""
        self.mark_all_taken(source, {path: fingerprint})

    def mark_all_taken(self, source: str, files: Mapping[str, str]) -> None:
        """``mark_taken`` for many files (path -> fingerprint) in one transaction."""
        name = _text(source)
        rows = [{"source": name, "path": _text(path), "fingerprint": mark} for path, mark in files.items()]
        if rows:
            with self._write() as connection:
                put(connection, taken, rows)


def carried_on(before: SourceState, report: SourceReport, at: datetime) -> SourceState:
    """The state after one more report. Heard means: something came that was not there before. Pure."""
    address, publisher = report.address or before.address, report.publisher or before.publisher
    state = replace(before, address=address, publisher=publisher, last_try_at=at, last_status=report.status)
    if report.status == "failed":
        since = before.failing_since_at or at
        return replace(state, failing_since_at=since, failures=before.failures + 1, last_reason=report.reason)
    newest = max((n for n in (before.newest_at, report.newest_at) if n is not None), default=None)
    first = before.last_heard_at is None and report.wires > 0
    heard = report.new > 0 or first or (report.wires > 0 and newest != before.newest_at)
    return replace(
        state,
        last_ok_at=at,
        last_heard_at=at if heard else before.last_heard_at,
        newest_at=newest,
        failing_since_at=None,
        failures=0,
        last_reason="",
        moved_to=report.moved_to,
    )


def _text(name: str) -> str:
    """A name as every database takes it, without loss: a file name may be no valid text."""
    plain = "\0" not in name and name.isprintable() and not name.startswith(ESCAPED)
    return name if plain else ESCAPED + json.dumps(name)


def _path(text: str) -> str:
    """The way back of ``_text``."""
    return str(json.loads(text[len(ESCAPED) :])) if text.startswith(ESCAPED) else text

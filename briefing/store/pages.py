"""Pages that were fetched behind the links of feeds, and rules for robots, so that nothing is asked for twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy import delete, select

from briefing.store.codec import decode, encode
from briefing.store.rows import PageRow
from briefing.store.schema import column_text, pages, stamp
from briefing.store.shelf import Shelf, chunks, put

KEPT = timedelta(days=120)  # before the newest that is added; feeds list few items longer


class PageShelf(Shelf):
    """The pages of the archive, by what they were fetched for."""

    def pages(self, keys: Sequence[str]) -> dict[str, PageRow]:
        """What is kept under these keys; those that nothing is kept under are left out."""
        found: dict[str, PageRow] = {}
        with self._read() as connection:
            for some in chunks([column_text(key) for key in keys]):
                rows = connection.execute(select(pages.c.key, pages.c.data).where(pages.c.key.in_(some)))
                found |= {key: decode(PageRow, data) for key, data in rows}
        return found

    def keep_pages(self, rows: Iterable[PageRow]) -> None:
        """Keep these in the place of those kept under the same keys before, and let go of what is long past."""
        found = list(rows)
        if not found:
            return
        values = [{"key": column_text(row.key), "at": stamp(row.at), "data": encode(row)} for row in found]
        oldest = max(row.at for row in found) - KEPT
        with self._write() as connection:
            put(connection, pages, values)
            connection.execute(delete(pages).where(pages.c.at < stamp(oldest)))

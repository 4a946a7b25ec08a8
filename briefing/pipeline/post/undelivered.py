"""What a reader did not get, said in the masthead of the next edition that he does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from briefing.model import Edition, Notice
from briefing.store import Store
from briefing.text.counting import count_of

MOST = 200  # rows looked at


def undelivered(store: Store, reader: str, earlier: Sequence[Edition]) -> tuple[Notice, ...]:
    """A notice for each of the ``earlier`` editions that a channel never took, unless one of them says so already.

    Addresses are counted, not named: the edition goes to all of them. What was refused is the operator's matter.
    """
    numbers = {edition.number for edition in earlier}
    rows = [row for row in store.outbox_rows(reader=reader, states=("given-up",), limit=MOST) if row.number in numbers]
    said = {notice.text for edition in earlier for notice in edition.notices}
    lost = Counter((row.number, row.on, row.channel, row.edition_id) for row in rows)
    found: list[Notice] = []
    for (number, on, channel, edition_id), count in sorted(lost.items()):
        every = [row for row in store.outbox_rows(edition_id=edition_id, limit=MOST) if row.channel == channel]
        whom = (
            f"{count} of {count_of(len(every), 'address', 'addresses')} by {channel}" if every[0].address else channel
        )
        text = f"Edition no. {number} of {on} did not reach {whom}; it lies in the archive."
        values = {"number": str(number), "on": str(on), "channel": channel}
        notice = Notice(level="warning", text=text, key="said_undelivered", values=values)
        found += [] if text in said else [notice]
    return tuple(found)

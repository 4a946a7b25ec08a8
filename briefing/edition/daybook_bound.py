"""Which daybook entries stand in the table at the front and which in the list at the back, so that promises do not
take the pages from what happened."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from briefing.model import DaybookEntry

A_PAGE = 3  # entries in front for each page of the budget: an eighth of the edition
LEAST, MOST = 10, 24  # at the front, however short and however long the edition
_CHANGED = ("moved", "cancelled", "postponed", "overdue")  # told today, of what was promised before


def in_front(pages: float | None) -> int:
    """How many entries an edition of so many pages prints in front; MOST where its length is not given in pages."""
    return MOST if pages is None else min(MOST, max(LEAST, round(A_PAGE * pages)))


def at_the_back(daybook: Sequence[DaybookEntry], most: int, *, carded: Collection[str]) -> tuple[str, ...]:
    """The uids of the entries beyond the ``most`` that matter soonest, in the order of the daybook.

    In front stand always those of today, those under way and those overdue; then what changed or is due tomorrow, then
    those of the stories printed in full (``carded``), then by day; what has no day of its own comes last.
    """
    now = sum(_is_now(entry) for entry in daybook)
    kept = {entry.uid for entry in sorted(daybook, key=lambda entry: _rank(entry, carded))[: max(most, now)]}
    return tuple(entry.uid for entry in daybook if entry.uid not in kept)


def _is_now(entry: DaybookEntry) -> bool:
    return entry.days is not None and entry.days <= 0


def _rank(entry: DaybookEntry, carded: Collection[str]) -> tuple[int, bool, int, str]:
    if _is_now(entry):
        return -1, False, abs(entry.days or 0), entry.uid
    due = entry.days is not None and entry.days <= 1
    group = 0 if entry.status in _CHANGED or due else 1 if entry.story in carded else 2
    return group, entry.days is None, abs(entry.days or 0), entry.uid

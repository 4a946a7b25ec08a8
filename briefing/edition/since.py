"""Since your last briefing: what is new, what moved, what was promised and what became of it, what fell silent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.edition.appointments import spot
from briefing.edition.galley import Galley
from briefing.edition.lines import MOST_QUIET_DAYS, Silent
from briefing.model import DaybookEntry, Edition, GlanceLine, Since, SinceLine, StoryCard

MOST_LINES = 8
MOST = {"closed": 2, "expected": 3, "updated": 3, "new": 2, "quiet": 2}
MOST_NUMBERS = 12  # of new stories, and of updated ones, that stand behind their count
MOST_FOLLOWED = 6  # silent storylines that the reader follows: each a line, these first
SETTLED = ("held", "cancelled", "overdue")
TOLD = (*SETTLED, "postponed")  # a state to tell of, once


def since_of(
    galley: Galley,
    cards: Sequence[StoryCard],
    daybook: Sequence[DaybookEntry],
    silent: Sequence[Silent],
    glance: Sequence[GlanceLine] = (),
) -> Since | None:
    """The opening of an edition, None for a reader's first. ``cards``: all stories of the edition, in printed order.

    At most ``MOST_LINES`` lines: what a wire says has ended, what became of meetings that the last edition announced,
    updated and new stories by rank, and stories of earlier editions of which there is no new report. A headline that
    stands at a ``glance`` is not said again: the numbers of the first new and updated stories lead to them.
    """
    brief = galley.brief
    if not brief.earlier:
        return None
    last = brief.earlier[0]
    printed = sorted((c for c in cards if c.placement != "below"), key=lambda c: c.number)
    closed = _closed(printed)
    shown = {line.target for line in closed} | {line.target for line in glance}
    told = [_line(c) for c in printed if c.status in ("NEW", "UPDATED") and c.id not in shown]
    lines = [
        *closed[: MOST["closed"]],
        *_expected(daybook, last)[: MOST["expected"]],
        *[line for line in told if line.kind == "updated"][: MOST["updated"]],
        *[line for line in told if line.kind == "new"][: MOST["new"]],
    ]
    quiet, more = _quiet(galley, silent)
    counted = [c.status for c in cards]
    return Since(
        number=last.number,
        on=last.on,
        new=counted.count("NEW"),
        updated=counted.count("UPDATED"),
        continuing=counted.count("CONTINUING"),
        new_stories=tuple(c.id for c in printed if c.status == "NEW")[:MOST_NUMBERS],
        updated_stories=tuple(c.id for c in printed if c.status == "UPDATED")[:MOST_NUMBERS],
        lines=(*lines[: MOST_LINES - min(len(quiet), MOST["quiet"])], *quiet),
        more_quiet=more,
    )


def overdue_told(earlier: Sequence[Edition], daybook: Sequence[DaybookEntry]) -> frozenset[str]:
    """The uids of entries without a report that the opening of this edition tells of."""
    lines = _expected(daybook, earlier[0])[: MOST["expected"]] if earlier else []
    return frozenset(line.target for line in lines if line.kind == "overdue")


def _line(card: StoryCard) -> SinceLine:
    return SinceLine(
        kind=card.status.lower(), text=card.headline, target=card.id, what=card.what, language=card.language
    )


def _closed(cards: Iterable[StoryCard]) -> list[SinceLine]:
    return [
        SinceLine(kind="closed", text=said.text, target=card.id, notes=(said.note,), language=said.language)
        for card in cards
        if (said := card.ended)
    ]


def _expected(daybook: Iterable[DaybookEntry], last: Edition) -> list[SinceLine]:
    """What became of the entries that the last edition announced, where something did."""
    before = {entry.uid: entry for entry in last.daybook}
    found = []
    for entry in daybook:
        old = before.get(entry.uid)
        if old is None or old.status in SETTLED or old.status == entry.status == "postponed":
            continue
        here, there = spot(old.where), spot(entry.where)  # a place that was learnt, or told closer, is no move
        elsewhere = entry.status == "moved" and bool(here and there) and here != there and old.on == entry.on
        kind = entry.status if entry.status in TOLD else "moved" if entry.on != old.on or elsewhere else ""
        if kind == "moved" and (len(entry.on) != len(old.on) or entry.status not in ("moved", "planned", "confirmed")):
            continue  # a month that became a day was made precise, not moved
        if kind:
            found.append(
                SinceLine(
                    kind=kind,
                    text=entry.what,
                    target=entry.uid,
                    was="" if elsewhere else old.on,
                    now="" if elsewhere else entry.on,
                    heard=entry.heard,
                    notes=entry.notes,
                )
            )
    return found


def _quiet(galley: Galley, silent: Sequence[Silent]) -> tuple[list[SinceLine], int]:
    """A line for each silent storyline that is followed, then for two that an edition printed as cards; and how many
    followed ones have no line of their own.

    Silence of what is not followed is told only of an affair that ran for two editions or more (a story of one day is
    over by itself), where a source of it was heard and no story of today may be the same.
    """
    followed = [one for one in silent if one.followed and not one.card.ended]
    others = [
        one for one in silent
        if not one.followed and one.heard and not one.perhaps and not one.card.ended
        and one.card.placement == "card" and one.card.day > 1 and one.days <= MOST_QUIET_DAYS
    ]  # fmt: skip
    kept = [*followed[:MOST_FOLLOWED], *others[: max(0, MOST["quiet"] - len(followed))]]
    return [_silent(one, galley) for one in kept], max(0, len(followed) - MOST_FOLLOWED)


def _silent(one: Silent, galley: Galley) -> SinceLine:
    card, edition = one.card, one.edition
    wires = {note.number: note.wire_id for note in edition.notes}
    sources = [wires[n] for n in card.notes[:1] if n in wires and galley.notes.knows(wires[n])]
    return SinceLine(
        kind="quiet",
        text=card.headline,
        target=one.perhaps,
        was=edition.on.isoformat(),
        days=one.days,
        heard=int(one.heard),
        number=edition.number,
        notes=tuple(map(galley.notes.number, sources)),
        language=card.language,
    )

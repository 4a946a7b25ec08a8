"""The daybook: dated events ahead, the same meeting from many wires as one entry, with a uid that stays."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from briefing.edition.alike import alike
from briefing.model import DatedEvent, DaybookEntry

# Two wordings name one meeting from this share of stems on (edition/alike.py). Sample wires and the seed: reworded
# announcements of one meeting share .5 and more, different meetings of one day under .3.
SAME_WORDS = 0.5
STATUS_ORDER = ("planned", "expected", "confirmed", "moved", "cancelled", "held")


# What a daybook of security desks lists. Other dated things (a month of fasting begins, a film opens) come in only
# with both a place and a party.
DIARY = re.compile(
    r"\b(talks?|negotiat|consult|meet(ing|s)?\b|summit|session|visit|travel|trip|tour|conference|council|forum|vot(e|ing)|"
    r"elect|referend|poll|deadline|expir|hearing|trial|verdict|ruling|inaugurat|sworn|exercise|drill|manoeuv|cease|"
    r"truce|withdraw|sanction|address|speech|sign(ing|s|ed)?\b|parliament|assembly|congress|plenary|round|mission|"
    r"delegation|envoy|minister|president|leaders|troops|mandate|ultimatum|strike|protest|rall(y|ies)|march\b|debate)",
    re.IGNORECASE,
)


# The name of an occasion: of several wordings of one entry, one that holds such a word is printed.
MEETING = re.compile(
    r"\b(talks|negotiations|consultations|meeting|summit|session|visit|conference|council|forum|vote|elections?|"
    r"referendum|hearing|trial|inauguration|exercises?|drills?|deadline|round)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Announcement:
    """A dated event with the wire that announced it; ``order`` sorts by time of the wire."""

    event: DatedEvent
    wire_id: str
    story: str
    order: tuple[str, str]


def build_daybook(
    announced: Iterable[Announcement],
    *,
    today: date,
    earlier: Sequence[DaybookEntry],
    note_of: Callable[[str], int],
    party_name: Callable[[str], str],
) -> tuple[DaybookEntry, ...]:
    """Entries from ``today`` on, soonest first.

    ``earlier`` are the entries of the reader's last edition: those still ahead stay in, keep their uid, and get a
    higher sequence when something changed. Notes of earlier entries that no wire of this edition repeats are empty.
    """
    groups: list[list[Announcement]] = []
    for item in sorted(filter(for_the_diary, announced), key=lambda a: (a.order, a.event.on)):
        home = next((g for g in groups if any(_same(item.event, other.event) for other in g)), None)
        if home is None:
            groups.append([item])
        else:
            home.append(item)
    entries = [_entry(group, today=today, note_of=note_of, party_name=party_name) for group in groups]
    entries = _with_memory(entries, earlier, today=today)
    ahead = [e for e in entries if (e.until or e.on)[:10] >= today.isoformat()[: len(e.until or e.on)]]
    return _clashes(tuple(sorted(ahead, key=lambda e: (e.on if len(e.on) == 10 else f"{e.on}-99", e.what, e.uid))))


def for_the_diary(item: Announcement) -> bool:
    """Is it an event of the kind that a daybook lists?"""
    event = item.event
    return bool(DIARY.search(event.what) or event.moved_from or (event.where and event.parties))


def _same(a: DatedEvent, b: DatedEvent) -> bool:
    """Do two announcements name one meeting? The day has to agree (or one says that it moved from the other's)."""
    days_a, days_b = {a.on, a.moved_from} - {None}, {b.on, b.moved_from} - {None}
    if not days_a & days_b:
        return False
    place_a, place_b = _fold(a.where), _fold(b.where)
    shared = set(a.parties) & set(b.parties)
    words = alike(a.what, b.what)
    if place_a and place_b and place_a != place_b:
        return False
    if place_a and place_a == place_b:
        return bool(shared) or not (a.parties and b.parties) or words >= SAME_WORDS
    return words >= SAME_WORDS or (len(shared) > 1 and set(a.parties) == set(b.parties))


def _fold(text: str | None) -> str:
    return re.sub(r"[^\w]+", " ", (text or "").casefold()).strip()


def _entry(
    group: list[Announcement], *, today: date, note_of: Callable[[str], int], party_name: Callable[[str], str]
) -> DaybookEntry:
    """One entry of all announcements of one meeting: the newest date and status, the fullest place and parties."""
    events = [item.event for item in group]
    moved = [e for e in events if e.status == "moved" and e.moved_from]
    last = moved[-1] if moved else events[-1]
    fullest = max(
        events, key=lambda e: (bool(MEETING.search(e.what)), len(e.parties), bool(e.where), -abs(len(e.what) - 60))
    )
    head = next((e for e in [last, fullest] if moved and e is last), fullest)
    status = max((e.status for e in events), key=lambda s: STATUS_ORDER.index(s) if s in STATUS_ORDER else 0)
    if status == "confirmed" and last.status in ("moved", "cancelled"):
        status = last.status
    first = events[0]
    wires = tuple(dict.fromkeys(item.wire_id for item in group))
    return DaybookEntry(
        uid=uid_of(first.moved_from or first.on, first.where, first.parties, first.what),
        on=last.on,
        until=last.until or next((e.until for e in events if e.until and e.on == last.on), None),
        days=(date.fromisoformat(last.on) - today).days if len(last.on) == 10 else None,
        what=head.what,
        where=last.where if moved and last.where else next((e.where for e in [head, *events] if e.where), None),
        parties=tuple(dict.fromkeys(party_name(p) for p in (head.parties or fullest.parties))),
        status="moved" if moved and status != "cancelled" else status,
        clock=next((e.clock for e in reversed(events) if e.clock and e.on == last.on), ""),
        moved_from=last.moved_from if moved else None,
        evidence=head.evidence,
        notes=tuple(sorted({note_of(w) for w in wires})),
        wires=wires,
        story=group[-1].story,
    )


def uid_of(on: str, where: str | None, parties: Sequence[str], what: str) -> str:
    """A uid from what was first announced: the same text gives the same uid on every machine."""
    key = "|".join([on, _fold(where), ",".join(sorted(parties)), "" if where and parties else _fold(what)])
    return hashlib.sha256(key.encode()).hexdigest()[:20] + "@briefing"


def _with_memory(entries: list[DaybookEntry], earlier: Sequence[DaybookEntry], *, today: date) -> list[DaybookEntry]:
    """Earlier entries keep their uid; those no wire repeats are carried on with their days counted anew."""
    out, left = [], list(earlier)
    for entry in entries:
        old = next((o for o in left if o.uid == entry.uid or _matches(o, entry)), None)
        if old is None:
            out.append(entry)
            continue
        left.remove(old)
        changed = (old.on, old.until, old.where, old.status, old.clock) != (
            entry.on, entry.until, entry.where, entry.status, entry.clock,
        )  # fmt: skip
        out.append(replace(entry, uid=old.uid, sequence=old.sequence + changed))
    for old in left:
        days = (date.fromisoformat(old.on) - today).days if len(old.on) == 10 else None
        out.append(replace(old, days=days, notes=(), clash=False))
    return out


def _matches(old: DaybookEntry, new: DaybookEntry) -> bool:
    return _same(_as_event(old), _as_event(new))


def _as_event(entry: DaybookEntry) -> DatedEvent:
    return DatedEvent(
        on=entry.on, what=entry.what, where=entry.where, parties=entry.parties, moved_from=entry.moved_from
    )


def _clashes(entries: tuple[DaybookEntry, ...]) -> tuple[DaybookEntry, ...]:
    """Mark entries whose party is announced in another place on the same day."""

    def clash(entry: DaybookEntry) -> bool:
        return entry.status != "cancelled" and any(
            other.uid != entry.uid
            and other.status != "cancelled"
            and other.on == entry.on
            and len(entry.on) == 10
            and other.where
            and entry.where
            and _fold(other.where) != _fold(entry.where)
            and len(set(other.parties) & set(entry.parties)) > 0
            and set(other.parties) == set(entry.parties)
            for other in entries
        )

    return tuple(replace(e, clash=clash(e)) for e in entries)

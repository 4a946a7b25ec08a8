"""The daybook: dated events ahead, the same meeting from many wires as one entry, with a uid that stays.

An entry lives over editions: planned, expected, confirmed, moved, postponed, cancelled; then held, or overdue
(promises.py).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from briefing.edition.alike import alike
from briefing.edition.appointments import OPEN, PAIR, spot
from briefing.edition.calendars import moved_in_calendar
from briefing.edition.called_off import settled, with_called_off
from briefing.edition.hours import with_instants
from briefing.edition.moved_places import with_new_places
from briefing.edition.moves import names_day, sets_anew, with_moves
from briefing.edition.promises import Check, check_promise, fold, within
from briefing.edition.withdrawn import last_sayings
from briefing.model import DatedEvent, DaybookEntry, Saying
from briefing.text.occasions import kinds_of, other_round

# Two wordings name one meeting from this share of stems on (edition/alike.py). Sample wires and the seed: reworded
# announcements of one meeting share .5 and more, different meetings of one day under .3.
SAME_WORDS = 0.5
STATUS_ORDER = ("planned", "expected", "confirmed", "postponed", "moved", "cancelled", "held", "overdue")


# What a daybook of security desks lists. Other dated things (a month of fasting begins, a film opens) come in only
# with both a place and a party.
DIARY = re.compile(
    r"\b(talks?|negotiat|consult|meet(ing|s)?\b|summit|session|visit|travel|trip|tour|conference|council|forum|vot(e|ing)|"
    r"elect|referend|poll|deadline|expir|hearing|trial|verdict|ruling|inaugurat|sworn|exercise|drill|manoeuv|cease|"
    r"truce|withdraw|sanction|address|speech|sign(ing|s|ed)?\b|parliament|assembly|congress|plenary|round|mission|"
    r"delegation|envoy|minister|president|leaders|troops|mandate|ultimatum|strike|protest|rall(y|ies)|march\b|debate|"
    r"corridor|evacuat|convoy|exchange|swap|handover|dialogue|contact|call\b)",
    re.IGNORECASE,
)


SEPARATE = re.compile(r"\bseparate\b", re.IGNORECASE)  # "a separate summit" in the same town is another one
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
    source: str = ""
    calendar: bool = False  # an entry of a calendar, under the id that its note has


def build_daybook(
    announced: Iterable[Announcement],
    *,
    today: date,
    earlier: Sequence[DaybookEntry],
    note_of: Callable[[str], int],
    party_name: Callable[[str], str],
    check: Check | None = None,
) -> tuple[DaybookEntry, ...]:
    """Entries soonest first: those of earlier days whose promise is open or just settled, today's, those ahead.

    ``earlier`` are the entries of the reader's last edition: they keep their uid, and get a higher sequence when
    something changed. Notes of earlier entries that no wire of this edition repeats are empty. ``check`` holds what
    promises are checked against; without it past entries leave and nothing is claimed.
    """
    groups: list[list[Announcement]] = []
    for item in sorted(filter(for_the_diary, announced), key=lambda a: (a.order, a.event.on)):
        _put(item, groups)
    fresh = [_entry(group, today=today, note_of=note_of, party_name=party_name) for group in groups]
    entries = _with_memory(fresh, earlier)
    known = {entry.uid for entry in earlier}
    entries = [e for e in entries if e.uid in known or _is_ahead(e, today)]
    if check is not None:
        entries = with_new_places(with_moves(settled(entries, known, check), check), check)
        entries = with_called_off(entries, known, check)
        entries = [kept for e in entries if (kept := check_promise(e, check, entries)) is not None]
    else:
        entries = [e for e in entries if _is_ahead(e, today)]
    entries = [_counted(e, earlier, today) for e in entries]
    ordered = sorted(entries, key=lambda e: (e.on if len(e.on) == 10 else f"{e.on}-99", e.what, e.uid))
    return with_instants(_clashes(tuple(ordered)))


def _put(item: Announcement, groups: list[list[Announcement]]) -> None:
    """Into the group of its meeting; groups that it shows to be one, none of which name another place, are joined."""
    homes = [g for g in groups if any(_same(item.event, other.event) for other in g)]
    if not homes:
        groups.append([item])
        return
    home, *others = homes
    home.append(item)
    for other in others:
        places = {fold(a.event.where) for a in (*home, *other) if a.event.where}
        if len(places) < 2:
            home.extend(other)
            home.sort(key=lambda a: (a.order, a.event.on))
            groups.remove(other)


def _is_ahead(entry: DaybookEntry, today: date) -> bool:
    last = entry.until or entry.on
    return last[:10] >= today.isoformat()[: len(last)]


def _counted(entry: DaybookEntry, earlier: Sequence[DaybookEntry], today: date) -> DaybookEntry:
    """The entry with its days from today, and one more in its sequence where it differs from the last edition's."""
    days = (date.fromisoformat(entry.on) - today).days if len(entry.on) == 10 else None
    old = next((o for o in earlier if o.uid == entry.uid), None)
    if old is None:
        return replace(entry, days=days)
    before, after = ((e.on, e.until, e.what, e.where, e.status, e.clock) for e in (old, entry))
    return replace(entry, days=days, sequence=old.sequence + (before != after))


def for_the_diary(item: Announcement) -> bool:
    """Is it an event of the kind that a daybook lists?"""
    event = item.event
    return item.calendar or bool(DIARY.search(event.what) or event.moved_from or (event.where and event.parties))


def _same(a: DatedEvent, b: DatedEvent) -> bool:
    """Do two announcements name one meeting? The day has to agree (or one says that it moved from the other's)."""
    days_a, days_b = {a.on, a.moved_from} - {None}, {b.on, b.moved_from} - {None}
    if not days_a & days_b:
        return False
    if other_round(a.what, b.what):
        return False
    if bool(SEPARATE.search(a.what)) != bool(SEPARATE.search(b.what)):
        return False
    place_a, place_b = spot(a.where), spot(b.where)
    if place_a and place_b and place_a != place_b:
        return False
    one, two = set(a.parties), set(b.parties)
    words = alike(a.what, b.what) >= SAME_WORDS
    if min(len(one), len(two)) >= PAIR and not (one <= two or two <= one):
        return words and place_a == place_b != ""  # two pairs: of one summit, or they are strangers
    if (place_a and place_a == place_b) or _named(a, b) or _named(b, a):
        return bool(one & two) or not (one and two) or (words and min(len(one), len(two)) < PAIR)
    if one and two and not one & two:
        return False  # the same words of other states
    if min(len(a.on), len(b.on)) == 7 and not one & two and (one or two or place_a or place_b):
        return False  # of a month alone: "upcoming elections in April" may be anybody's
    kinds_a, kinds_b = kinds_of(a.what), kinds_of(b.what)
    return words or (len(one & two) >= PAIR and bool(not kinds_a or not kinds_b or kinds_a & kinds_b))


def _named(a: DatedEvent, b: DatedEvent) -> bool:
    """Does the sentence of ``b``, which was read without a place, name that of ``a``?"""
    return bool(spot(a.where)) and not spot(b.where) and within(a.where, b.evidence)


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
    if status == "confirmed" and last.status in ("moved", "cancelled", "postponed"):
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
        sources=tuple(dict.fromkeys(item.source for item in group if item.source)),
        sayings=last_sayings(_saying(item) for item in group),
    )


def _saying(item: Announcement) -> Saying:
    event = item.event
    return Saying(
        wire=item.wire_id, on=event.on, until=event.until, what=event.what, where=event.where, status=event.status,
        clock=event.clock, moved_from=event.moved_from, evidence=event.evidence,
    )  # fmt: skip


def uid_of(on: str, where: str | None, parties: Sequence[str], what: str) -> str:
    """A uid from what was first announced: the same text gives the same uid on every machine."""
    key = "|".join([on, fold(where), ",".join(sorted(parties)), "" if where and parties else fold(what)])
    return hashlib.sha256(key.encode()).hexdigest()[:20] + "@briefing"


def _with_memory(entries: list[DaybookEntry], earlier: Sequence[DaybookEntry]) -> list[DaybookEntry]:
    """Earlier entries keep their uid; those no wire repeats are carried on without notes. What repeats an earlier
    entry is found first: what is left of them may have been moved."""
    left, heirs, stale = list(earlier), dict[str, DaybookEntry](), set[str]()
    for entry in entries:
        if (old := _repeated(left, entry)) is not None:
            left.remove(old)
            heirs[entry.uid] = old
    for entry in (e for e in entries if e.uid not in heirs and e.uid not in stale):
        # A wire that still has the old day may come with the one that tells of the move; it moves once.
        again = {
            heirs[e.uid].uid if e.uid in heirs else e.uid: e
            for e in entries
            if e.status in ("planned", "expected") and e != entry and e.uid not in stale
        }
        standing = [heirs.get(e.uid, e) for e in again.values()]
        if (old := _moved_away([*left, *standing], entry)) is not None:
            left = [o for o in left if o.uid != old.uid]
            stale |= {again[old.uid].uid} if old.uid in again else set()
            heirs[entry.uid] = old
    kept = [entry for entry in entries if entry.uid not in stale]
    out = [_carried(heirs[entry.uid], entry) if entry.uid in heirs else entry for entry in kept]
    return out + [replace(old, notes=(), clash=False) for old in left]


def _repeated(left: Sequence[DaybookEntry], entry: DaybookEntry) -> DaybookEntry | None:
    """The earlier entry that an entry is again."""
    again = next((o for o in left if o.uid == entry.uid or _matches(o, entry)), None)
    return again or moved_in_calendar(left, entry)


def _carried(old: DaybookEntry, new: DaybookEntry) -> DaybookEntry:
    """What this edition's wires say of an earlier entry, with what stands: its uid, its sources, a settled state."""
    sources = tuple(dict.fromkeys([*old.sources, *new.sources]))
    sayings = last_sayings((*old.sayings, *new.sayings))
    if old.moved_from == new.on and new.status not in ("moved", "cancelled"):
        # A wire that still has the day before the move takes nothing back.
        told = replace(old, notes=new.notes, wires=new.wires, sources=sources, story=new.story, sayings=sayings)
        return replace(told, clash=False)
    if old.status == "moved" and not old.moved_from and new.on == old.on and _given_up(old, new):
        told = replace(old, notes=new.notes, wires=new.wires, sources=sources, story=new.story, sayings=sayings)
        return replace(told, clash=False)
    moved_from = new.moved_from or (old.on if new.on != old.on else old.moved_from)
    status = new.status
    if new.on != old.on and status in OPEN:
        status = "moved"
    elif new.on == old.on and status in ("planned", "expected") and old.status not in ("overdue", status):
        status = old.status  # a wire that only repeats the date does not take back a move or a confirmation
    same_day = new.on == old.on
    return replace(
        new,
        uid=old.uid,
        status=status,
        moved_from=moved_from,
        sources=sources,
        sayings=sayings,
        overdue=old.overdue,
        where=new.where or old.where,
        parties=new.parties or old.parties,
        clock=new.clock or (old.clock if same_day else ""),
        until=new.until or (old.until if same_day else None),
    )


def _given_up(old: DaybookEntry, new: DaybookEntry) -> bool:
    """Does a plan name another place than the one to which the meeting was moved: the one it had before?"""
    here, there = spot(old.where), spot(new.where)
    return new.status != "moved" and bool(here and there) and here != there


def _moved_away(left: Sequence[DaybookEntry], entry: DaybookEntry) -> DaybookEntry | None:
    """The one earlier entry that an entry told as moved, without the day from where, can be; one that is announced for
    another day by a sentence that takes the old one back is moved as well."""
    if entry.moved_from or entry.status not in OPEN:
        return None
    fits = [
        o
        for o in left
        if o.status in (*OPEN, "postponed")
        and (entry.status == "moved" or (_both(o, entry) and sets_anew(entry.evidence, o.on, entry.on)))
        and _same(replace(_as_event(o), on=entry.on), _as_event(entry))
    ]
    named = [o for o in fits if names_day(entry.evidence, o.on)]
    return (named or fits)[0] if len(named or fits) == 1 else None


def _both(a: DaybookEntry, b: DaybookEntry) -> bool:
    """Do two entries name the same two sides, one of them at most a third?"""
    shared = set(a.parties) & set(b.parties)
    return len(shared) >= PAIR and len(a.parties) <= len(shared) + 1 and len(b.parties) <= len(shared) + 1


def _matches(old: DaybookEntry, new: DaybookEntry) -> bool:
    return _same(_as_event(old), _as_event(new))


def _as_event(entry: DaybookEntry) -> DatedEvent:
    return DatedEvent(
        on=entry.on, what=entry.what, where=entry.where, parties=entry.parties, moved_from=entry.moved_from,
        evidence=entry.evidence,
    )  # fmt: skip


def _clashes(entries: tuple[DaybookEntry, ...]) -> tuple[DaybookEntry, ...]:
    """Mark entries whose parties, all of them, are announced in another place on the same day.

    A country can have delegations in two places, so the page says no more than "same day".
    """

    def clash(entry: DaybookEntry) -> bool:
        return (
            bool(entry.parties)
            and entry.status in OPEN
            and any(
                other.uid != entry.uid
                and other.status in OPEN
                and other.on == entry.on
                and len(entry.on) == 10
                and other.where
                and entry.where
                and fold(other.where) != fold(entry.where)
                and set(other.parties) == set(entry.parties)
                for other in entries
            )
        )

    return tuple(replace(e, clash=clash(e)) for e in entries)

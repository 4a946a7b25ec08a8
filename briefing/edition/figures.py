"""Figures set side by side: one thing counted, as each source of a story counts it. Never one number made of several.

claims of a story's wires -> those on one thing counted -> the newest of each origin -> a table, where origins differ
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.edition.brief import withdrawn_in
from briefing.edition.choose import Chosen
from briefing.edition.galley import Galley
from briefing.model import Member, StoryCard, Wire
from briefing.model.claims import Claim, FigureRow, FigureTable

MOST_TABLES, MOST_ROWS = 2, 6  # on a card
ROWS = 3  # paragraphs of a wire, besides its headline, whose figures are taken for those of the story
# Greatest over least in one table: above it they hardly count one thing. More where a place or nationality holds them.
RATIO, RATIO_NAMED = 5.0, 20.0
Thing = tuple[str, str, str, str, str]
COUNTED = {"": "people", "others": "people"}  # "12 killed" counts people as well


@dataclass(frozen=True, kw_only=True, slots=True)
class _Found:
    """A figure with its wire and the origin of that wire."""

    claim: Claim
    wire: Wire
    origin: str
    low: float

    @property
    def order(self) -> tuple[str, str]:
        return self.wire.at.isoformat(), self.wire.id


def figures_of(chosen: Chosen, galley: Galley) -> tuple[FigureTable, ...]:
    """The tables of one story, at most ``MOST_TABLES``: first those with the most origins.

    A row is the newest figure of one origin. A table is made where two origins give different numbers, or where an
    origin gives another than it gave in an earlier edition of the storyline. Copies and old versions give no row.
    """
    tables = [t for group in _groups(list(_found(chosen, galley)), galley) if (t := _table(group, chosen, galley))]
    return tuple(sorted(tables, key=lambda t: -len(t.rows))[:MOST_TABLES])


def _found(chosen: Chosen, galley: Galley) -> Iterator[_Found]:
    """The first figure on each thing counted of each wire, the newest wire first."""
    known = {origin.casefold() for origin in chosen.story.origins}
    for member in galley.own_members(chosen.story):
        wire = galley.wires[member.wire_id]
        origin = _origin(wire)
        # A name that is none of the story's origins is that of a house whose text is another's.
        if origin.casefold() not in known:
            continue
        seen: list[Thing] = []
        for claim in _own(member, wire, galley):
            if claim.low is not None and claim.low > 0 and thing(claim) not in seen:
                seen.append(thing(claim))
                yield _Found(claim=claim, wire=wire, origin=origin, low=claim.low)


def _origin(wire: Wire) -> str:
    stated = wire.dateline.agency if wire.dateline else ""
    return wire.agency or stated or wire.publisher or wire.source


def _own(member: Member, wire: Wire, galley: Galley) -> list[Claim]:
    """The figures at the head of a wire that belong to the story and that its licence lets be printed."""
    analysis = galley.digest.analyses[wire.id]
    rows = set(analysis.parts[member.part].paragraphs) if len(analysis.parts) > 1 else set(range(ROWS))
    last = {"headline": 0, "lede": 1}.get(wire.licence, ROWS)
    head = member.part == 0
    return [c for c in analysis.claims if c.paragraph < last and (c.paragraph in rows or (head and c.paragraph == -1))]


def thing(claim: Claim) -> Thing:
    return thing_of(claim.kind, claim.unit, claim.counted, bool(claim.since))


def thing_of(kind: str, unit: str, counted: str, since: bool) -> Thing:
    """What is counted: kind, unit, the noun, names before it ("Russian"), and whether it is a count over a time."""
    words = counted.split()
    names = " ".join(sorted(w.casefold() for w in words if w[:1].isupper()))
    noun = " ".join(words).casefold() if kind == "money" else _noun(words)
    return kind, unit, noun, names, "since" if since else ""


def thing_in(table: FigureTable) -> Thing:
    return thing_of(table.kind, table.unit, table.counted, table.total)


def _noun(words: Sequence[str]) -> str:
    noun = re.sub(r"'s$|’s$", "", words[-1].casefold()) if words else ""
    return COUNTED.get(noun, noun)


def _groups(found: Sequence[_Found], galley: Galley) -> list[list[_Found]]:
    """Figures on one thing counted, in places that can be one."""
    groups: list[list[_Found]] = []
    for one in found:
        if one.claim.kind == "money" and not one.claim.counted:
            continue
        home = next((g for g in groups if all(_together(one.claim, other.claim, galley) for other in g)), None)
        if home is None:
            groups.append([one])
        elif one.origin not in [other.origin for other in home]:
            home.append(one)
    return groups


def _together(one: Claim, other: Claim, galley: Galley) -> bool:
    if thing(one) != thing(other):
        return False
    if not one.place or not other.place or one.place == other.place:
        return True
    whole = galley.country(one.country) == one.place or galley.country(other.country) == other.place
    return whole and one.country == other.country


def _table(group: Sequence[_Found], chosen: Chosen, galley: Galley) -> FigureTable | None:
    """The table of one group, the newest first; None where it tells nothing or where its numbers are too far apart."""
    shown = sorted(group, key=lambda f: f.order, reverse=True)[:MOST_ROWS]
    least, most = min(f.low for f in shown), max(f.claim.high or f.low for f in shown)
    named = bool(thing(shown[0].claim)[3]) or all(f.claim.place == shown[0].claim.place != "" for f in shown)
    was = [_earlier(f, chosen, galley) for f in shown]
    told = len({(f.low, f.claim.high or f.low) for f in shown}) > 1
    if most / least > (RATIO_NAMED if named else RATIO) or not (told or any(day for _, day in was)):
        return None
    first = shown[0].claim
    return FigureTable(
        kind=first.kind,
        counted=next((f.claim.counted for f in shown if f.claim.counted), ""),
        place=next((f.claim.place for f in shown if f.claim.place), ""),
        unit=first.unit,
        low=least,
        high=most,
        rows=tuple(_row(f, value, day, galley) for f, (value, day) in zip(shown, was, strict=True)),
        total=bool(first.since),
        differs=_apart(shown),
        why=f"{first.kind}: {len(shown)} origins, {least:g} to {most:g}",
    )


def _row(found: _Found, was: str, was_on: str, galley: Galley) -> FigureRow:
    claim, wire = found.claim, found.wire
    return FigureRow(
        value=claim.text,
        said_by=claim.said_by,
        origin=found.origin,
        at=wire.at,
        note=galley.notes.number(wire.id),
        was=was,
        was_on=was_on,
        low=claim.low,
        high=claim.high,
        as_of=claim.as_of,
        day_only=len(wire.published_text) == 10,
    )


def _apart(shown: Sequence[_Found]) -> bool:
    """Whether no one number could satisfy every row: "at least 12" and "15" can both be right."""
    ends = [(f.low, f.claim.high if f.claim.high is not None else float("inf")) for f in shown]
    return max(low for low, _ in ends) > min(high for _, high in ends)


def _earlier(found: _Found, chosen: Chosen, galley: Galley) -> tuple[str, str]:
    """The other figure that this origin gave in the newest earlier edition that had one, and its day; else empty."""
    claim = found.claim
    gone = withdrawn_in(galley.brief)
    for edition, card in galley.lines.past(chosen.lines):
        wires = {note.number: note.wire_id for note in edition.notes} if card.figures else {}
        for table in _of_thing(claim, card):
            for row in table.rows:
                if row.origin == found.origin and wires.get(row.note) not in gone:
                    changed = (row.low, row.high) != (claim.low, claim.high)
                    return (row.value, edition.on.isoformat()) if changed else ("", "")
    return "", ""


def _of_thing(claim: Claim, card: StoryCard) -> list[FigureTable]:
    """The tables of what a claim counts, in places that can be one: those of its very place first."""
    same = [t for t in card.figures if thing_in(t) == thing(claim)]
    near = [t for t in same if not claim.place or not t.place or claim.place == t.place]
    return sorted(near, key=lambda t: t.place != claim.place)

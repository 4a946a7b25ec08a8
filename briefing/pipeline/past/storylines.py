"""The storylines that readers' last editions carried: the list of them, and the whole of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from briefing.config import Config, Reader
from briefing.edition.chronicle import grown
from briefing.edition.galley import Lines
from briefing.edition.lines import every_card, further, lines_of
from briefing.errors import ConfigError, StoreError
from briefing.model import Edition, LineChange, Note, StoryCard
from briefing.pipeline.making.marks import FOLLOW, MOST_ROWS, MUTE, marked
from briefing.store import Store
from briefing.text.naming import named_by
from briefing.yamlfile import did_you_mean

LOOK_BACK = 14  # told editions of a reader that the list reads; the whole of one storyline reads all


def list_storylines(config: Config, *, reader: str) -> list[dict[str, Any]]:
    """Storylines by reader, the latest told first, as JSON types: id, mark ("follow", "mute" or ""), heir (of which
    followed storyline, or ""), first and last
    date of the editions that carried it, how it stands, its headline there, and the numbers of those editions."""
    from briefing.store import open_store

    people = [config.reader(reader)] if reader else list(config.readers)
    found: list[dict[str, Any]] = []
    with open_store(config.store) as store:
        changes = store.line_changes()
        for person in people:
            editions = _told(store, person.name, LOOK_BACK)
            lines = lines_of(editions, changes)
            found += _rows(_Marks(marked(store, person), lines), editions, lines, _withdrawn(store, editions))
    return found


def _told(store: Store, reader: str, most: int) -> list[Edition]:
    """The reader's told editions that can be read, newest first."""
    rows = [row for row in store.editions(reader, limit=MOST_ROWS) if row.state == "told"]
    rows.sort(key=lambda row: row.covers_to_at, reverse=True)
    found = []
    for row in rows[:most]:
        try:
            found.append(store.load_edition(row.id))
        except StoreError:
            continue  # the runs say so; the others can still be listed
    return found


def _withdrawn(store: Store, editions: Sequence[Edition]) -> set[str]:
    """The wires that were taken back: those of which an edition said so, and those of which none has yet."""
    said = {wire for e in editions for n in e.notices if n.level == "withdrawn" for wire in n.wires}
    told = {wire.id for e in editions for card in every_card(e) for wire in card.wires}
    told |= {note.wire_id for e in editions for note in e.notes}
    return said | store.withdrawn_of(sorted(told - said)).keys()


class _Marks:
    """What a reader follows and mutes, heirs of followed storylines too, and why those."""

    def __init__(self, reader: Reader, lines: Lines) -> None:
        self.name, self._own, self._lines = reader.name, reader, lines
        self._all = further(reader, lines.changes, lines)

    def of(self, line: str, card: StoryCard) -> str:
        """ "follow", "mute" or "" for a storyline as it was last told. Muting wins."""
        if named_by(self._own.mute, line, card.headline):
            return MUTE
        return FOLLOW if named_by(self._all.follow, line, card.headline) else ""

    def why(self, line: str, card: StoryCard) -> str:
        """Of which followed storyline it is the heir, in words; "" where it is followed itself, or not at all."""
        if self.of(line, card) != FOLLOW or named_by(self._own.follow, line, card.headline):
            return ""
        words = {"joined": "joined by", "parted": "parted from"}
        changes = [c for c in self._lines.changes if c.line == line and c.other in self._all.follow]
        before = [other for other, root in self._lines.roots.items() if root == line and other in self._all.follow]
        found = [f"{words[c.kind]} {c.other}" for c in changes] or [f"goes on with {other}" for other in before]
        return found[0] if found else ""


def _rows(reader: _Marks, editions: Sequence[Edition], lines: Lines, gone: set[str]) -> list[dict[str, Any]]:
    """``editions`` newest first; ``gone``: the wires that were taken back."""
    order = dict.fromkeys(lines.root(c.storyline) for e in editions for c in every_card(e) if c.placement != "below")
    order |= dict.fromkeys(line for line, told in lines.told.items() if reader.of(line, told[0][1]))
    found = []
    for line in order:
        # its agency took it back: its headline is not said again
        told = [(e, c) for e, c in lines.told[line] if not gone.intersection(w.id for w in c.wires)]
        if told:
            found.append(_row(reader, line, told, editions[0]))
    return found


def _row(reader: _Marks, line: str, told: Sequence[tuple[Edition, StoryCard]], last: Edition) -> dict[str, Any]:
    edition, card = told[0]
    return {
        "id": line,
        "reader": reader.name,
        "mark": reader.of(line, card),
        "heir": reader.why(line, card),
        "first": min(c.first_on or e.on for e, c in told).isoformat(),
        "last": edition.on.isoformat(),
        "status": "CLOSED" if card.ended else card.status if edition.number == last.number else "QUIET",
        "headline": card.headline,
        "editions": list(dict.fromkeys([*(e.number for e, _ in told), *(c.number for c in reversed(card.carried))])),
    }


def storyline_line(row: Mapping[str, Any]) -> str:
    """One row of the list for a terminal."""
    days = f"{row['first']} to {row['last']}"
    heir = f"  ({row['heir']})" if row["heir"] else ""
    return f"{row['id']}  {days}  {row['status']:<10} {row['mark']:<6} {row['reader']:<12} {row['headline']}{heir}"


def show_storyline(config: Config, *, reader: str, storyline: str) -> dict[str, Any]:
    """The whole of one storyline as JSON types, from all editions of the reader (of the first reader who has it):
    what the list says, its timeline as it grew, the editions with their headlines, joins and partings, the source
    notes of the timeline. Raises ConfigError for an id that no edition knows."""
    from briefing.store import open_store

    people = [config.reader(reader)] if reader else list(config.readers)
    known: dict[str, None] = {}
    with open_store(config.store) as store:
        changes = store.line_changes()
        for person in people:
            editions = _told(store, person.name, MOST_ROWS)
            lines = lines_of(editions, changes)
            gone = _withdrawn(store, editions)
            told = [(e, c) for e, c in lines.of(storyline) if not gone.intersection(w.id for w in c.wires)]
            if told:
                marks = _Marks(marked(store, person), lines)
                return _whole(marks, lines.root(storyline), told, lines, gone, editions[0])
            known |= dict.fromkeys(lines.told)
    raise ConfigError(
        f"no edition knows a storyline {storyline}{did_you_mean(storyline, known)}",
        hint="`briefing storylines` lists them",
    )


def _whole(
    reader: _Marks,
    line: str,
    told: Sequence[tuple[Edition, StoryCard]],
    lines: Lines,
    gone: set[str],
    last: Edition,
) -> dict[str, Any]:
    entries, notes = grown([(c.timeline, e.notes) for e, c in reversed(told)], gone)
    ends = [(e.on, c.ended) for e, c in told if c.ended]
    return _row(reader, line, told, last) | {
        "first": min(e.on for e, _ in told).isoformat(),  # of this storyline alone, whatever it was found to be part of
        "ended": {"on": ends[0][0].isoformat(), "text": ends[0][1].text} if ends and ends[0][1] else None,
        "timeline": [{"on": e.on, "until": e.until, "what": e.what, "notes": list(e.notes)} for e in entries],
        "told": [_telling(e, c) for e, c in told],
        "changes": [_change(c) for c in lines.changed(line, gone)],
        "notes": [_note(note) for note in notes],
    }


def _telling(edition: Edition, card: StoryCard) -> dict[str, Any]:
    return {
        "number": edition.number,
        "on": edition.on.isoformat(),
        "status": card.status,
        "what": list(card.what),
        "placement": card.placement,
        "headline": card.headline,
    }


def _change(change: LineChange) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "line": change.line,
        "other": change.other,
        "on": change.at.date().isoformat(),
        "headline": change.headline,
        "why": change.why,
    }


def _note(note: Note) -> dict[str, Any]:
    published = note.published_at.date().isoformat() if note.published_at else None
    return {
        "number": note.number,
        "wire": note.wire_id,
        "publisher": note.publisher,
        "published": published,
        "headline": note.headline,
        "link": note.link,
    }


def whole_lines(row: Mapping[str, Any]) -> list[str]:
    """One storyline for a terminal."""
    days = (date.fromisoformat(row["last"]) - date.fromisoformat(row["first"])).days + 1
    lines = [
        row["headline"],
        f"  id         {row['id']}  ({row['reader']}{', ' + row['mark'] if row['mark'] else ''})",
        f"  status     {row['status']}",
        f"  told       {row['first']} to {row['last']}, {days} day{'s' if days > 1 else ''}",
    ]
    lines += [f"  ended      {row['ended']['on']}: {row['ended']['text']}"] if row["ended"] else []
    words = {"joined": "joined by", "parted": "parted from"}
    lines += [f"  {c['on']} {words[c['kind']]} {c['other']}: {c['headline']} ({c['why']})" for c in row["changes"]]
    lines += ["  timeline"] if row["timeline"] else []
    for entry in row["timeline"]:
        span = entry["on"] + (f" to {entry['until']}" if entry["until"] else "")
        lines.append(f"    {span}  {entry['what']} {''.join(f'[{n}]' for n in entry['notes'])}".rstrip())
    lines.append("  editions")
    lines += [f"    {t['on']}  no. {t['number']:<4} {t['status']:<10} {t['headline']}" for t in row["told"]]
    lines += ["  notes"] if row["notes"] else []
    lines += [f"    [{n['number']}] {n['publisher']}, {n['published']}: {n['headline']}" for n in row["notes"]]
    return lines

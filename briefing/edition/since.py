"""Since your last briefing: what is new, what moved, what was promised and what became of it, what fell silent."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from briefing.config import Reader
from briefing.edition.brief import Brief, withdrawn_in
from briefing.edition.changes import stems_of
from briefing.edition.choose import excluded_by, named_by
from briefing.edition.galley import Galley
from briefing.model import Carried, DaybookEntry, Edition, Since, SinceLine, StoryCard

MOST_LINES = 8
MOST = {"closed": 2, "expected": 3, "updated": 3, "new": 2, "quiet": 2}
MOST_QUIET_DAYS = 7  # after so many days a silent story is no longer spoken of
# A story of today that has so many of a silent one's headline words may be the same affair: nothing is said then.
SAME_MATTER = 0.34
SETTLED = ("held", "cancelled", "overdue")
TOLD = (*SETTLED, "postponed")  # a state to tell of, once

# What ends an affair, in the words of a report of it: something was lifted, signed, freed. Strict: no plan, no call.
CLOSED = re.compile(
    r"\b(?:siege|blockade|state\sof\semergency|martial\slaw|curfew)\s(?:(?:of|in|on)\s(?:\w+\s){1,5}?)?"
    r"(?:was|were|has\sbeen|is)\s(?:lifted|ended)\b"
    r"|\b(?:lifted|ended)\s(?:the|its|their|a)\s(?:\w+\s){0,2}?"
    r"(?:siege|blockade|state\sof\semergency|martial\slaw|curfew)\b"
    r"|\b(?:ceasefire|truce|peace\s(?:deal|accord|agreement|treaty))\s(?:\w+\s){0,3}?(?:was|were|has\sbeen)\ssigned\b"
    r"|\bsigned\s(?:a|the|an)\s(?:\w+\s){0,2}?(?:ceasefire|truce|peace\s(?:deal|accord|agreement|treaty))\b"
    r"|\ball\s(?:of\s)?(?:the\s)?(?:\w+\s){0,2}?hostages\s(?:were|have\sbeen)\s(?:freed|released)\b",
    re.IGNORECASE,
)
# Words that make of it no report of an end.
UNSURE = re.compile(
    r"\b(?:not|no|never|nor|n't|could|may|might|would|will|shall|should|if|unless|until|before|hop\w+|call\w*|urg\w+"
    r"|demand\w*|plan\w*|expect\w*|propos\w+|partial\w*|part|some|ask\w*|refus\w+|den(?:y|ied|ies)|soon|violat\w+|breach\w*"
    r"|alleg\w+|claim\w*|since|after|when|years?|ago|anniversary|last|once|condition\w*|briefly|temporar\w+|ready"
    r"|19\d\d|20\d\d)\b|n't\b|\?",
    re.IGNORECASE,
)


def since_of(galley: Galley, cards: Sequence[StoryCard], daybook: Sequence[DaybookEntry]) -> Since | None:
    """The opening of an edition, None for a reader's first. ``cards``: all stories of the edition, in printed order.

    At most ``MOST_LINES`` lines: what a wire says has ended, what became of meetings that the last edition announced,
    updated and new stories by rank, and stories of earlier editions of which there is no new report.
    """
    brief = galley.brief
    if not brief.earlier:
        return None
    last = brief.earlier[0]
    printed = sorted((c for c in cards if c.placement == "card"), key=lambda c: c.number)
    closed = _closed(printed)
    ended = {line.target for line in closed}
    told = [_line(c) for c in printed if c.status in ("NEW", "UPDATED") and c.id not in ended]
    lines = [
        *closed[: MOST["closed"]],
        *_expected(daybook, last)[: MOST["expected"]],
        *[line for line in told if line.kind == "updated"][: MOST["updated"]],
        *[line for line in told if line.kind == "new"][: MOST["new"]],
    ]
    quiet = _quiet(galley, cards)
    counted = [c.status for c in cards]
    return Since(
        number=last.number,
        on=last.on,
        new=counted.count("NEW"),
        updated=counted.count("UPDATED"),
        continuing=counted.count("CONTINUING"),
        lines=(*lines[: MOST_LINES - min(len(quiet), MOST["quiet"])], *quiet),
    )


def carried_in(storyline: str, brief: Brief) -> tuple[int, date | None, tuple[Carried, ...]]:
    """How the reader's editions carried a storyline: today's day of coverage, its first day, the editions by date.

    The day counts calendar days from the first edition that carried it, which is day 1; 0 where none did.
    """
    found: dict[int, Carried] = {}
    first: list[date] = []
    for edition in brief.earlier:
        for card in _all(edition):
            if card.storyline == storyline:
                found[edition.number] = Carried(number=edition.number, on=edition.on)
                first.append(card.first_on or edition.on)
    if not found:
        return 0, None, ()
    day = max((brief.on - min(first)).days + 1, 1)  # a clock set back dates the first edition after this one
    return day, min(first), tuple(sorted(found.values(), key=lambda c: (c.on, c.number)))


def _all(edition: Edition) -> tuple[StoryCard, ...]:
    return (*edition.cards(), *edition.brief, *edition.below)


def _line(card: StoryCard) -> SinceLine:
    return SinceLine(
        kind=card.status.lower(), text=card.headline, target=card.id, what=card.what, language=card.language
    )


def _closed(cards: Iterable[StoryCard]) -> list[SinceLine]:
    """Stories told before of which a printed sentence reports the end."""
    found = []
    for card in cards:
        ends = [s for s in card.sentences[:2] if CLOSED.search(s.text) and not UNSURE.search(s.text)]
        if ends and card.status == "UPDATED":
            said = ends[0]
            found.append(
                SinceLine(kind="closed", text=said.text, target=card.id, notes=(said.note,), language=said.language)
            )
    return found


def _expected(daybook: Iterable[DaybookEntry], last: Edition) -> list[SinceLine]:
    """What became of the entries that the last edition announced, where something did."""
    before = {entry.uid: entry for entry in last.daybook}
    found = []
    for entry in daybook:
        old = before.get(entry.uid)
        if old is None or old.status in SETTLED or old.status == entry.status == "postponed":
            continue
        kind = entry.status if entry.status in TOLD else "moved" if entry.on != old.on else ""
        if kind == "moved" and (len(entry.on) != len(old.on) or entry.status not in ("moved", "planned", "confirmed")):
            continue  # a month that became a day was made precise, not moved
        if kind:
            found.append(
                SinceLine(
                    kind=kind,
                    text=entry.what,
                    target=entry.uid,
                    was=old.on,
                    now=entry.on,
                    heard=entry.heard,
                    notes=entry.notes,
                )
            )
    return found


def _quiet(galley: Galley, cards: Sequence[StoryCard]) -> list[SinceLine]:
    """Stories an earlier edition printed as cards, one of whose sources was heard and said nothing new of them."""
    brief = galley.brief
    heard = {s.publisher or s.name for s in brief.sources if s.status == "heard"} | {
        s.name for s in brief.sources if s.status == "heard"
    }
    lines_now = {s.storyline for s in galley.digest.stories}
    words_now = [stems_of(" ".join((s.headline, *(one.text for one in s.summary[:1])))) for s in galley.digest.stories]
    gone, seen = withdrawn_in(brief), {c.storyline for c in cards}
    found: list[tuple[tuple[bool, float], SinceLine]] = []
    for edition in brief.earlier:
        wires = {note.number: note.wire_id for note in edition.notes}
        for card in _all(edition):
            if card.storyline in seen:
                continue
            seen.add(card.storyline)
            days = (brief.on - edition.on).days
            followed = bool(named_by(brief.reader.follow, card.storyline, card.headline))
            fit = days > 0 and (followed or (card.placement == "card" and days <= MOST_QUIET_DAYS))
            if (
                not fit
                or not heard.intersection(card.outlets)
                or card.storyline in lines_now
                or gone.intersection(w.id for w in card.wires)
            ):
                continue
            if _spoken_of(card, words_now) or _unwanted(card, brief.reader):
                continue
            sources = [wires[n] for n in card.notes[:1] if n in wires and galley.notes.knows(wires[n])]
            found.append(
                ((followed, card.score), _silent(card, edition, days, [galley.notes.number(w) for w in sources]))
            )
    ranked = sorted(found, key=lambda pair: pair[0], reverse=True)
    return [line for n, ((followed, _), line) in enumerate(ranked) if followed or n < MOST["quiet"]]


def _unwanted(card: StoryCard, reader: Reader) -> bool:
    """Has the reader muted the storyline, or excluded a term of its headline, since it was told?"""
    return excluded_by(reader, card.headline) or bool(named_by(reader.mute, card.storyline, card.headline))


def _silent(card: StoryCard, edition: Edition, days: int, notes: Sequence[int]) -> SinceLine:
    return SinceLine(
        kind="quiet",
        text=card.headline,
        was=edition.on.isoformat(),
        days=days,
        number=edition.number,
        notes=tuple(notes),
        language=card.language,
    )


def _spoken_of(card: StoryCard, words_now: Iterable[Collection[str]]) -> bool:
    own = stems_of(card.headline)
    return not own or any(len(own.intersection(words)) >= SAME_MATTER * len(own) for words in words_now)

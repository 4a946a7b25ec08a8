"""Quotations on cards, each once, with who had it first; and the index of those who speak.

quotes of a story's wires -> groups of one quotation -> the best two -> CardQuote
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing.edition.brief import withdrawn_in
from briefing.edition.choose import Chosen
from briefing.edition.galley import Galley
from briefing.edition.outlets import speaking
from briefing.model import CardQuote, Quote, Speaker, StoryCard, Wire

MOST_QUOTES = 2  # on a card; the second one only from another side
SHORTEST, LONGEST = 7, 48  # words of a quotation that is printed
# Two texts of one speaker are one quotation from this likeness (0 to 100) on; under WORDED_ALIKE the wording differs.
SAME_QUOTE, WORDED_ALIKE = 76.0, 97.0
HELD = 95.0  # or where the shorter one stands in the longer so exactly
HELD_LETTERS = 30
_WHOLE = re.compile(r"^[\[(]?[A-Z0-9“\"'‘]")
_FIRST_PERSON = re.compile(r"\b(?:we|our|us|I|my)\b")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Found:
    """A quotation with the wire that has it."""

    quote: Quote
    wire: Wire
    text: str  # folded

    @property
    def order(self) -> tuple[str, str]:
        return self.wire.at.isoformat(), self.wire.id


def quotes_of(chosen: Chosen, galley: Galley, *, printed: Sequence[str]) -> tuple[CardQuote, ...]:
    """The best one or two quotations of a story's wires that ``printed`` does not say already.

    Whole statements of speakers that are sure, at most LONGEST words. One that several wires carry tells who had it
    first, and the other wording where they differ. A wire's licence is kept.
    """
    said = [fold(text) for text in printed]
    groups = [g for g in _groups(_found(chosen, galley)) if (f := _best(g)) and not _is_printed(f, said)]
    ranked = sorted(groups, key=lambda g: (-_worth(g, chosen), _best(g).order, _best(g).quote.paragraph))
    kept: list[list[_Found]] = []
    for group in ranked:
        if len(kept) == MOST_QUOTES:
            break
        one = _best(group).quote
        if all(_apart(one, _best(other).quote) for other in kept):
            kept.append(group)
    return tuple(_card_quote(group, chosen, galley) for group in kept)


def fold(text: str) -> str:
    """Letters and figures alone, casefolded: marks, stops and brackets make no other wording."""
    return " ".join(re.findall(r"[^\W_]+", text.replace("’", "'").replace("'", "").casefold()))


def surname(name: str) -> str:
    return name.split()[-1].casefold() if name else ""


def _found(chosen: Chosen, galley: Galley) -> list[_Found]:
    """The direct quotations of a story's wires that may be printed, in the order of their instants."""
    found = []
    for member in chosen.story.members:
        wire, analysis = galley.wires[member.wire_id], galley.digest.analyses[member.wire_id]
        if wire.id in galley.digest.withheld or galley.is_old_version(wire.id):
            continue
        own = set(analysis.parts[member.part].paragraphs) if len(analysis.parts) > 1 else None
        for quote in speaking(analysis.quotes, galley.brief):
            if not quote.indirect and may_print(wire, quote) and (own is None or quote.paragraph in own):
                found.append(_Found(quote=quote, wire=wire, text=fold(" ".join(quote.parts))))
    return sorted(found, key=lambda f: (f.order, f.quote.paragraph))


def may_print(wire: Wire, quote: Quote) -> bool:
    return wire.licence == "excerpt" or (wire.licence == "lede" and quote.paragraph == 0)


def _groups(found: Iterable[_Found]) -> list[list[_Found]]:
    """Those of one quotation together; first of each group is its first use."""
    groups: list[list[_Found]] = []
    for one in found:
        home = next((g for g in groups if _same_speaker(g[0].quote, one.quote) and is_same(g[0].text, one.text)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    return groups


def _same_speaker(one: Quote, other: Quote) -> bool:
    """The same person, or an unnamed speaker in one of two wires of whom the other names."""
    return surname(one.who) == surname(other.who) or not (one.named and other.named)


def is_same(one: str, other: str) -> bool:
    """Whether two folded texts are one quotation, whole or in part."""
    from rapidfuzz import fuzz

    if min(len(one), len(other)) >= HELD_LETTERS and fuzz.partial_ratio(one, other) >= HELD:
        return True
    return fuzz.ratio(one, other) >= SAME_QUOTE


def differs(one: str, other: str) -> bool:
    """Whether two folded texts of one quotation differ in wording, not only in how much they quote."""
    from rapidfuzz import fuzz

    return fuzz.partial_ratio(one, other) < WORDED_ALIKE


def _printable(found: _Found) -> bool:
    words = sum(len(part.split()) for part in found.quote.parts)
    return SHORTEST <= words <= LONGEST and bool(_WHOLE.match(found.quote.parts[0]))


def _best(group: Sequence[_Found]) -> _Found:
    """The one that is printed: the first that can be, its speaker named where any wire names him."""
    fit = [f for f in group if _printable(f)] or list(group)
    return next((f for f in fit if f.quote.named), fit[0])


def _is_printed(found: _Found, said: Sequence[str]) -> bool:
    if not _printable(found):
        return True
    parts = [fold(part) for part in found.quote.parts]
    return any(part in text or text in part for part in parts for text in said if part and text)


def _worth(group: Sequence[_Found], chosen: Chosen) -> float:
    """How much a quotation is worth a reader's line: who says it, of which side, how many wires carry it."""
    best = _best(group)
    quote = best.quote
    worth = 2.0 * quote.named + 1.0 * bool(quote.role) + 1.0 * (quote.country in chosen.story.countries)
    worth += 0.5 * min(len({f.wire.id for f in group}) - 1, 4)
    worth += 0.5 * bool(_FIRST_PERSON.search(quote.parts[0])) - 0.1 * quote.paragraph
    return worth


def _apart(one: Quote, other: Quote) -> bool:
    """A second quotation is of another speaker, and of another side where both sides are known."""
    return (
        surname(one.who) != surname(other.who) and one.named and (one.country is None or one.country != other.country)
    )


def _card_quote(group: Sequence[_Found], chosen: Chosen, galley: Galley) -> CardQuote:
    best, first = _best(group), group[0]
    wires = {f.wire.id for f in group}
    stated = len(wires) > 1 and first.wire.date_source == "stated"
    other = next((f for f in group if f.wire.id != best.wire.id and differs(f.text, best.text)), None)
    changed, number = (
        (other.quote.parts, galley.notes.number(other.wire.id)) if other else _earlier(best, chosen, galley)
    )
    return CardQuote(
        who=best.quote.who,
        parts=best.quote.parts,
        note=galley.notes.number(best.wire.id),
        role=best.quote.role or next((f.quote.role for f in group if f.quote.role), ""),
        to=best.quote.to,
        language=best.wire.language,
        wires=len(wires),
        first_by=(first.wire.agency or first.wire.publisher or first.wire.source) if stated else "",
        first_at=first.wire.at if stated else None,
        day_only=stated and len(first.wire.published_text) == 10,
        changed=changed,
        changed_note=number,
    )


def _earlier(best: _Found, chosen: Chosen, galley: Galley) -> tuple[tuple[str, ...], int]:
    """The wording in which an earlier edition had the quotation, where it was another one, and its note."""
    gone = withdrawn_in(galley.brief)
    for edition, card in galley.lines.past(chosen.lines):
        names = {note.number: note.wire_id for note in edition.notes} if card.quotes else {}
        for quote in card.quotes:
            text, wire = fold(" ".join(quote.parts)), names.get(quote.note, "")
            if surname(quote.who) != surname(best.quote.who) or not is_same(text, best.text):
                continue
            if differs(text, best.text) and galley.notes.knows(wire) and wire not in gone:
                return quote.parts, galley.notes.number(wire)
    return (), 0


def speakers_of(cards: Iterable[StoryCard], galley: Galley) -> tuple[Speaker, ...]:
    """The index: named persons whose words stand on the page, by surname, with the stories that carry them."""
    found: dict[str, tuple[str, str, list[str]]] = {}
    for card in sorted(cards, key=lambda c: c.number):
        for name, role in _heard_on(card, galley):
            key = surname(name)
            held = found.setdefault(key, (name, role, []))
            longer = name if len(name) > len(held[0]) else held[0]
            found[key] = (longer, held[1] or role, held[2] if card.id in held[2] else [*held[2], card.id])
    rows = [Speaker(name=name, role=role, stories=tuple(ids)) for name, role, ids in found.values()]
    return tuple(sorted(rows, key=lambda s: (surname(s.name), s.name)))


def _heard_on(card: StoryCard, galley: Galley) -> list[tuple[str, str]]:
    """Who is quoted on a card, or speaks in a sentence printed on it."""
    names = [(q.who, q.role) for q in card.quotes if q.role or _is_person(q.who, card, galley)]
    sentences = {s.text for s in card.sentences}
    for wire in card.wires:
        for quote in speaking(galley.digest.analyses[wire.id].quotes, galley.brief):
            told = quote.named and any(s in quote.evidence for s in sentences)
            if told and (quote.role or _is_person(quote.who, card, galley)):
                names.append((quote.who, quote.role))
    return names


def _is_person(who: str, card: StoryCard, galley: Galley) -> bool:
    """Whether a speaker without an office is a person: named as one elsewhere in a wire, and no place or body."""
    analyses = [galley.digest.analyses[wire.id] for wire in card.wires]
    if any(who in a.bodies or any(m.text in who or m.name in who for m in a.places) for a in analyses):
        return False
    return any(surname(who) in a.people for a in analyses) or (
        len(who.split()) > 1 and any(q.who == who and q.country for a in analyses for q in a.quotes)
    )

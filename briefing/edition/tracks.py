"""Track cards: negotiations that run, each with its last and next round, its papers and what each side says.

daybook and encounters -> rounds by parties -> the few with enough -> papers, statements, what changed -> Track
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from briefing.edition.brief import withdrawn_in
from briefing.edition.galley import Galley
from briefing.edition.outlets import speaking
from briefing.edition.speakers import fold, may_print
from briefing.edition.tracks_words import ADDRESS, ASIDE, CLAUSE, FORMAT, MATTER, PAPER, SECURITY, SENT, TABLED, TALKS
from briefing.model import (
    DaybookEntry,
    Edition,
    Member,
    Position,
    Quote,
    Round,
    Sentence,
    StoryCard,
    Track,
    Wire,
)
from briefing.text.printable import printable

MOST_TRACKS = 4
MOST_PAPERS = 2
LONGEST_STATEMENT = 60  # words
SHORTEST_STATEMENT = 6
# Topics whose talks are negotiations; "diplomacy" is none of them, a state visit is that too.
TOPICS = frozenset({"peace-process", "arms-control", "nuclear", "border-dispute", "armed-conflict"})
BODIES = frozenset({"NATO", "OSCE", "CSTO", "United Nations", "UN", "African Union", "ECOWAS", "IAEA"})
ONE_DAY = timedelta(days=1)  # of two statements so near each other neither is the older position
GONE = ("cancelled", "overdue", "postponed")


@dataclass(slots=True)
class _Draft:
    """What is known of one track while it is put together."""

    parties: tuple[str, ...]
    ahead: list[Round] = field(default_factory=list)
    behind: list[Round] = field(default_factory=list)
    words: list[str] = field(default_factory=list)  # in which a format may be named
    stories: list[str] = field(default_factory=list)


_Drafts = dict[frozenset[str], _Draft]


def tracks_of(
    galley: Galley, cards: Sequence[StoryCard], daybook: Sequence[DaybookEntry], held: Sequence[DaybookEntry]
) -> tuple[Track, ...]:
    """At most MOST_TRACKS running negotiations of the stories printed, the nearest round first.

    A track needs two parties and a round: talks announced in the daybook or told as held. Telephone calls and visits
    are none.
    """
    ids = {card.id for card in cards if "security-talks" in card.sections}
    drafts: dict[frozenset[str], _Draft] = {}
    for entry in (*daybook, *held):
        if entry.story in ids or not entry.story:
            _take_entry(drafts, entry, cards)
    for card in cards:
        if card.id in ids:
            _take_encounters(drafts, card, galley)
    topics = {card.id: card.topic for card in cards}
    running = [d for d in _merged(drafts) if (d.ahead or d.behind) and _is_security(d, topics)]
    full = [_track(draft, galley, cards) for draft in running]
    order = sorted(full, key=lambda t: (-_weight(t), t.next.on if t.next else "9", t.id))[:MOST_TRACKS]
    return _papers_once(sorted(order, key=lambda t: (t.next.on if t.next else "9", t.id)))


def _papers_once(tracks: Sequence[Track]) -> tuple[Track, ...]:
    """A paper that lies on two tables is printed at the first."""
    seen: set[str] = set()
    found = []
    for track in tracks:
        found.append(replace(track, documents=tuple(d for d in track.documents if d.text not in seen)))
        seen |= {d.text for d in track.documents}
    return tuple(found)


def _merged(drafts: _Drafts) -> list[_Draft]:
    """One draft for one negotiation: two sides, and the same two with a third that sits at the same table that day."""
    found: list[_Draft] = []
    for draft in sorted(drafts.values(), key=lambda d: (-len(d.parties), d.parties)):
        tables = {(r.on, r.where) for r in (*draft.ahead, *draft.behind) if r.where}
        home = next((f for f in found if set(draft.parties) <= set(f.parties) and tables & _tables(f)), None)
        if home is None:
            found.append(draft)
            continue
        home.ahead += draft.ahead
        home.behind += draft.behind
        home.words += draft.words
        home.stories += draft.stories
    return found


def _tables(draft: _Draft) -> set[tuple[str, str | None]]:
    return {(r.on, r.where) for r in (*draft.ahead, *draft.behind)}


def _is_security(draft: _Draft, topics: Mapping[str, str]) -> bool:
    """Whether the talks are on war, arms or peace: by their words, their story's topic, or a body that is party."""
    if any(SECURITY.search(words) for words in draft.words) or any(p in BODIES for p in draft.parties):
        return True
    return any(topics.get(story) in TOPICS for story in draft.stories)


def _weight(track: Track) -> int:
    return 2 * bool(track.next) + 2 * bool(track.last) + len(track.positions) + bool(track.documents)


def _take_entry(drafts: _Drafts, entry: DaybookEntry, cards: Sequence[StoryCard]) -> None:
    """A daybook entry that is a round of talks between two parties at least."""
    parties = entry.parties if len(entry.parties) != 1 else _sent_to(entry, cards)
    if len(parties) < 2 or entry.status in GONE or not _is_round(entry.what, entry.parties):
        return
    draft = drafts.setdefault(frozenset(parties), _Draft(parties=parties))
    one = Round(
        on=entry.on,
        until=entry.until,
        what=entry.what,
        where=_where(entry.what, entry.where),
        notes=entry.notes,
        wires=entry.wires,
        uid=entry.uid,
        status=entry.status,
    )
    over = entry.status == "held" or (entry.days is not None and entry.days < 0)
    (draft.behind if over else draft.ahead).append(one)
    draft.words.append(entry.what)
    if entry.story:
        draft.stories.append(entry.story)


def _sent_to(entry: DaybookEntry, cards: Sequence[StoryCard]) -> tuple[str, ...]:
    """The one country whose people the sentence sends to a body's meeting, with the body; else the entry's own."""
    names = [name for card in cards if card.id == entry.story for name in card.country_names]
    sent = SENT.search(entry.evidence)
    sides = [n for n in names if sent and n not in entry.parties and pattern_of(n).match(sent["whose"])]
    return (sides[0], *entry.parties) if len(sides) == 1 else entry.parties


def _take_encounters(drafts: dict[frozenset[str], _Draft], card: StoryCard, galley: Galley) -> None:
    """Talks that the wires of a card tell as held."""
    for ref in card.wires:
        wire, analysis = galley.wires[ref.id], galley.digest.analyses[ref.id]
        if wire.licence != "excerpt" or wire.id in galley.digest.withheld:
            continue
        told = [e for e in analysis.encounters if not e.ahead] + [e for e in analysis.behind if e.status == "held"]
        for event in told:
            names = tuple(galley.country(p) if len(p) == 2 else p for p in event.parties)
            if len(set(names)) < 2 or len(event.on) < 10 or event.status != "held" or not _is_round(event.what, names):
                continue
            draft = drafts.setdefault(frozenset(names), _Draft(parties=names))
            note = galley.notes.number(wire.id)
            draft.behind.append(
                Round(
                    on=event.on,
                    until=event.until,
                    what=event.what,
                    where=_where(event.what, event.where),
                    notes=(note,),
                    wires=(wire.id,),
                    status="held",
                )
            )
            draft.words.append(event.what)
            draft.stories.append(card.id)


def _where(what: str, where: str | None) -> str | None:
    """The place, unless the words give it to a clause without the talks: "Evacuations in X fail as talks resume"."""
    if where is None or where not in what:
        return where
    clause = next((c for c in CLAUSE.split(what) if TALKS.search(c)), what)
    return where if where in clause else None


def _is_round(what: str, parties: Sequence[str]) -> bool:
    """Whether the words of an event are talks between the parties, and not a meeting of one of them by itself."""
    if not TALKS.search(what) or ASIDE.search(what):
        return False
    named = [p for p in parties if pattern_of(p).search(what)]
    return len(named) != 1 or len(parties) == 1 or bool(re.search(r"\b(?:with|between)\s", what))


def _track(draft: _Draft, galley: Galley, cards: Sequence[StoryCard]) -> Track:
    identity = "track-" + hashlib.sha256("|".join(sorted(draft.parties)).encode()).hexdigest()[:10]
    told = next((t for e in galley.brief.earlier[:1] for t in e.tracks if t.id == identity), None)
    wires = _wires(draft, galley, cards)
    next_round = min(draft.ahead, key=lambda r: (r.on, r.uid), default=None)
    last = max(draft.behind, key=lambda r: (r.on, len(r.wires), r.where or "", r.what), default=None)
    earlier = galley.brief.earlier[0] if galley.brief.earlier else None
    if last is None and told is not None and told.last is not None and earlier is not None:
        last = _carried(told.last, galley)
    track = Track(
        id=identity,
        parties=draft.parties,
        format=_format(draft),
        last=last,
        next=next_round,
        documents=_papers(draft, wires, galley),
        positions=_positions(draft, wires, galley),
        stories=tuple(dict.fromkeys(draft.stories)),
        why=(f"rounds of {' and '.join(draft.parties)}: {len(draft.ahead)} ahead, {len(draft.behind)} behind",),
    )
    return track if told is None or earlier is None else _compared(track, told, earlier)


def _carried(last: Round, galley: Galley) -> Round | None:
    """The last round as an earlier edition had it, with the notes of this one."""
    gone = withdrawn_in(galley.brief)
    known = [w for w in last.wires if galley.notes.knows(w) and w not in gone]
    return replace(last, notes=tuple(galley.notes.number(w) for w in known)) if known else None


def _format(draft: _Draft) -> str:
    """The format in a wire's own words, the longest that one of them uses."""
    found = [m.group() for text in draft.words for m in FORMAT.finditer(text)]
    return max(found, key=lambda words: (len(words), words), default="")


def _wires(draft: _Draft, galley: Galley, cards: Sequence[StoryCard]) -> list[tuple[Wire, tuple[int, ...]]]:
    """The wires that treat two of the parties, newest first, with the paragraphs of the story they stand in."""
    found: dict[str, tuple[Wire, tuple[int, ...]]] = {}
    printed = {card.id for card in cards}
    for chosen in galley.choice.stories:
        if chosen.story.id not in printed:
            continue
        for member in chosen.story.members:
            wire, analysis = galley.wires[member.wire_id], galley.digest.analyses[member.wire_id]
            if wire.id in galley.digest.withheld or galley.is_old_version(wire.id):
                continue
            about = {*map(galley.country, analysis.countries), *analysis.bodies}
            if len(about & set(draft.parties)) >= 2:
                found.setdefault(wire.id, (wire, _rows(member, galley)))
    return sorted(found.values(), key=lambda pair: (pair[0].at, pair[0].id), reverse=True)


def _rows(member: Member, galley: Galley) -> tuple[int, ...]:
    return galley.digest.analyses[member.wire_id].parts[member.part].paragraphs


def _papers(draft: _Draft, wires: Sequence[tuple[Wire, tuple[int, ...]]], galley: Galley) -> tuple[Sentence, ...]:
    """Sentences that tell of a paper put on the table by or to a party, each paper once, newest wire first."""
    found: dict[str, Sentence] = {}
    for wire, rows in wires:
        for text in printable(wire, rows):
            match = PAPER.search(text)
            if match is None or not TABLED.search(text) or not _names(text, draft.parties):
                continue
            key = fold(text)
            if not any(key in other or other in key for other in found) and len(found) < MOST_PAPERS:
                found[key] = Sentence(text=text, note=galley.notes.number(wire.id), language=wire.language)
    return tuple(found.values())


def _names(text: str, parties: Sequence[str]) -> bool:
    """Whether a sentence names two of the parties in any common form of their names."""
    return sum(bool(pattern_of(party).search(text)) for party in parties) >= 2


def pattern_of(party: str) -> re.Pattern[str]:
    """A party's name, its short forms and the adjectives made from it ("Russia" also finds "Russian")."""
    stem = re.sub(r"(?<=\w{4})i?stan$", "", party) if party.endswith("stan") else party
    stem = re.escape(stem if len(stem) < 6 or " " in stem else stem[:-1])
    return re.compile(rf"\b(?:{stem}|{ADDRESS.get(party, stem)})")


def _positions(draft: _Draft, wires: Sequence[tuple[Wire, tuple[int, ...]]], galley: Galley) -> tuple[Position, ...]:
    """Each party's latest statement on the talks. Of one day's, a named speaker's own words come first."""
    found: dict[str, list[tuple[Quote, Wire]]] = {}
    for wire, rows in wires:
        for quote in speaking(galley.digest.analyses[wire.id].quotes, galley.brief):
            party = galley.country(quote.country) if quote.country else _body_of(quote, draft.parties)
            fits = quote.paragraph in rows and may_print(wire, quote) and party in draft.parties
            if fits and _fit(quote, party, draft.parties):
                found.setdefault(party, []).append((quote, wire))
    latest = {party: _latest(said) for party, said in found.items()}
    return tuple(_position(*latest[party], party, galley) for party in draft.parties if party in latest)


def _latest(said: Sequence[tuple[Quote, Wire]]) -> tuple[Quote, Wire]:
    """The one of the newest wire; among those of its day, direct and named ones first."""
    newest = max(wire.at for _, wire in said)
    near = [(q, w) for q, w in said if newest - w.at <= ONE_DAY]
    return min(
        near, key=lambda p: (p[0].indirect + (not p[0].named or not p[0].role), newest - p[1].at, p[0].paragraph)
    )


def _body_of(quote: Quote, parties: Sequence[str]) -> str:
    """The body among the parties for which a speaker's role says he speaks."""
    said = f"{quote.role} {quote.who}"
    return next((p for p in parties if re.search(rf"\b{re.escape(p)}\b", said)), "")


def _fit(quote: Quote, party: str, parties: Sequence[str]) -> bool:
    """Whether a statement is whole, short, and on the talks or the other side."""
    text = quote.evidence if quote.indirect else " ".join(quote.parts)
    count = len(text.split())
    if not SHORTEST_STATEMENT <= count <= LONGEST_STATEMENT or not re.match(r"[\[(]?[A-Z0-9“\"]", text):
        return False
    others = any(pattern_of(p).search(quote.evidence) for p in parties if p != party)
    return bool(MATTER.search(quote.evidence)) and (others or bool(TALKS.search(quote.evidence)))


def _position(quote: Quote, wire: Wire, party: str, galley: Galley) -> Position:
    return Position(
        party=party,
        who=quote.who,
        role=quote.role,
        note=galley.notes.number(wire.id),
        at=wire.at,
        wire=wire.id,
        parts=() if quote.indirect else quote.parts,
        text=quote.evidence if quote.indirect else "",
        to=quote.to,
        language=wire.language,
    )


def _compared(track: Track, told: Track, earlier: Edition) -> Track:
    """The track with what differs from the one that the reader's last edition printed."""
    changed = []
    if _place_of(track.next) != _place_of(told.next):
        changed.append("next")
    if _place_of(track.last) != _place_of(told.last):
        changed.append("last")
    known = {fold(paper.text) for paper in told.documents}
    if any(fold(paper.text) not in known for paper in track.documents):
        changed.append("document")
    before = _said(told)
    if any(before.get(party) != text for party, text in _said(track).items()):
        changed.append("statement")
    return replace(track, changed=tuple(changed), since_on=earlier.on.isoformat())


def _place_of(one: Round | None) -> tuple[str, str] | None:
    return (one.on, one.where or "") if one else None


def _said(track: Track) -> Mapping[str, str]:
    return {p.party: fold(p.text or " ".join(p.parts)) for p in track.positions}

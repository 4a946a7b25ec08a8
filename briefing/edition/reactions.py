"""Reactions to a big story: what governments said of it, by country, in words that its wires carried."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefing.edition.choose import Chosen
from briefing.edition.galley import Galley
from briefing.edition.outlets import speaking
from briefing.edition.speakers import LONGEST, SHORTEST, fold, is_same, may_print, surname
from briefing.model import Quote, Wire
from briefing.model.big import Reaction, Reactions

MOST_COUNTRIES, MOST_EACH = 10, 2
LOOKED_THROUGH = 80  # wires of one story, the newest
# Who speaks for a state: its head, the head of its government, ministers and ministries, envoys, their spokesmen.
GOVERNMENT = re.compile(
    r"\b(?:vice[\s-]president|pm|(?:deputy\s)?(?:prime\sminister|premier)|president|chancellor|taoiseach|king|queen"
    r"|crown\sprince|emir|sultan|the\spope|supreme\sleader|head\sof\sstate|(?:(?:foreign|defen[cs]e|interior|finance|home|justice"
    r"|economy|energy|health|security|information|agriculture|trade|prime|state|europe|development)\s)?ministers?"
    r"|ministry|(?:foreign|home|defen[cs]e|treasury|interior)\ssecretary|secretary\sof\s(?:state|defen[cs]e|the\streasury)"
    r"|secretary|undersecretary|ambassadors?|envoys?|permanent\srepresentative|government|cabinet|administration"
    r"|department\sof\s(?:state|defen[cs]e|homeland\ssecurity)|white\shouse|kremlin|state\sdepartment|pentagon|foreign\soffice|presidential\soffice|president[’']s\soffice"
    r"|downing\sstreet|elys[ée]e|national\ssecurity\s(?:adviser|advisor|council))\b",
    re.IGNORECASE,
)
# Titles of the kind that no government speaks with: of the past, of firms, parties, parliaments, towns, bodies.
OTHERS = re.compile(
    r"\b(?:former|ex|then|late|opposition|shadow|exiled?|would-be|elect|candidate|company|bank|university|college"
    r"|institute|institution|foundation|federation|association|union|club|party|group|society|cent(?:er|re)|think[\s-]tank"
    r"|chamber|court|parliament\w*|senate|senator|congress\w*|lawmaker|mp|duma|house\sof|speaker|mayor|city|regional|province"
    r"|provincial|district|county|governor|state\s(?:senator|attorney)|local|police|church|bishop|patriarch"
    r"|ceo|chief\sexecutive|founder|professor|analyst|researcher|fellow|director|editor|lawyer|author|historian"
    r"|european\s(?:commission|council|parliament|union)|eu|united\snations|un|u\.n\.|nato|osce|imf|world\sbank|who|unicef"
    r"|unhcr|iaea|african\sunion|ecowas|asean|secretary[\s-]general|general\ssecretary|assistant\sto|nominee|sources?|officials)\b"
    r"|\bvice\spresident\s(?:of|for|at)\b|\bpresident\s(?:of|for|at)\sthe\b|[’']s\s(?:university|party|club)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"^[\[(]?[A-Z0-9“\"'‘]")
# An indirect statement whose sentence needs the one before it.
_ADRIFT = re.compile(r"^(?:he|she|they|it|this|that|these|those|but|and|however|meanwhile|the same)\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Said:
    quote: Quote
    wire: Wire
    country: str
    role: str
    text: str  # folded


def reactions_of(chosen: Chosen, galley: Galley, *, printed: Sequence[str]) -> tuple[Reactions, ...]:
    """What governments said of the story, at most two statements of different people for each country.

    Countries of the story come first, then those that more wires quote. A statement is a whole quotation,
    else the wire's sentence that tells it; what ``printed`` says already is left out, as is whoever may speak for
    somebody else. Of one country a quotation comes before an indirect statement, then the newest.
    """
    known = [fold(text) for text in printed]
    found: dict[str, list[_Said]] = {}
    for one in _statements(chosen, galley):
        if not any(one.text in text or text in one.text for text in known if text):
            found.setdefault(one.country, []).append(one)
    own = {code: n for n, code in enumerate(chosen.story.countries)}
    order = sorted(found, key=lambda code: (own.get(code, len(own)), -len({s.wire.id for s in found[code]}), code))
    blocks = [(code, _best(found[code])) for code in order[:MOST_COUNTRIES]]
    return tuple(
        Reactions(country=code, name=galley.country(code), said=tuple(_reaction(one, galley) for one in best))
        for code, best in blocks
    )


def words_of(reactions: Iterable[Reactions]) -> list[str]:
    """What they print."""
    return [one.text or " ".join(one.parts) for block in reactions for one in block.said]


def _statements(chosen: Chosen, galley: Galley) -> list[_Said]:
    quotes = [
        (quote, galley.wires[m.wire_id])
        for m in galley.own_members(chosen.story)[:LOOKED_THROUGH]
        for quote in speaking(galley.digest.analyses[m.wire_id].quotes, galley.brief)
        if quote.paragraph in galley.digest.analyses[m.wire_id].parts[m.part].paragraphs
    ]
    offices = _offices(quotes)
    found = []
    for quote, wire in quotes:
        country, role = _speaks_for(quote, offices, galley)
        text = statement_of(quote) if may_print(wire, quote) else ""
        if country and text:
            found.append(_Said(quote=quote, wire=wire, country=country, role=role, text=fold(text)))
    return found


def _offices(quotes: Sequence[tuple[Quote, Wire]]) -> Mapping[str, tuple[str, str]]:
    """Surname of a named speaker -> (country, role) that one of the story's wires gives him as an official; of a
    surname that stands for two countries nothing is known."""
    found: dict[str, tuple[str, str]] = {}
    for quote, _ in quotes:
        if quote.named and quote.country and official(quote.role):
            name = surname(quote.who)
            before = found.get(name)
            found[name] = ("", "") if before and before[0] != quote.country else before or (quote.country, quote.role)
    return found


def _speaks_for(quote: Quote, offices: Mapping[str, tuple[str, str]], galley: Galley) -> tuple[str, str]:
    """The country whose government the speaker speaks for, and his role; "" where that is not sure."""
    if quote.role:
        return (quote.country or "", quote.role) if official(quote.role) else ("", "")
    if quote.named and (held := offices.get(surname(quote.who))):
        return held
    if not quote.country:
        return "", ""
    itself = quote.who.removeprefix("the ").removeprefix("The ") == galley.country(quote.country)
    return (quote.country, "") if itself or (not quote.named and official(quote.who)) else ("", "")


def official(role: str) -> bool:
    """Does a role, or a speaker without a name, stand for a government of today?"""
    return bool(GOVERNMENT.search(role)) and not OTHERS.search(role)


def statement_of(quote: Quote) -> str:
    """The words that would be printed: the quotation where it is whole, else the sentence that tells it; "" for one
    that is too short, too long or needs the sentence before it."""
    text = quote.evidence if quote.indirect else " ".join(quote.parts)
    if not SHORTEST <= len(text.split()) <= LONGEST or not _WHOLE.match(text):
        return ""
    return "" if quote.indirect and _ADRIFT.match(text) else text


def _best(said: Sequence[_Said]) -> list[_Said]:
    """One statement of each of two people: quotations first, then of named speakers, then the newest."""
    ranked = sorted(said, key=lambda s: (s.quote.indirect, not s.quote.named, -s.wire.at.timestamp(), s.wire.id))
    kept: list[_Said] = []
    for one in ranked:
        apart = all(surname(one.quote.who) != surname(k.quote.who) and not is_same(one.text, k.text) for k in kept)
        if apart and len(kept) < MOST_EACH:
            kept.append(one)
    return kept


def _reaction(one: _Said, galley: Galley) -> Reaction:
    quote, wire = one.quote, one.wire
    return Reaction(
        who=quote.who,
        role=one.role,
        to=quote.to,
        parts=() if quote.indirect else quote.parts,
        text=quote.evidence if quote.indirect else "",
        note=galley.notes.number(wire.id),
        language=wire.language,
        at=wire.at,
    )

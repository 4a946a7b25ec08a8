"""Who said what, in one wire: quotations and statements told without marks, with their speakers.

    paragraph -> pairs of marks -> sentences with what is said masked -> attribution -> speaker -> Quote

A pair of marks is a quotation only where its sentence says who speaks. Precision comes before recall: what has no
certain speaker is left out. English wires only. Bounded work, never raises.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from briefing.digest.outlets import is_outlet
from briefing.digest.quotes_marks import Span, masked, spans_of, whole_sentences
from briefing.digest.quotes_pronoun import other_sex, sex_in, sure
from briefing.digest.quotes_speaker import OFFICE, Who, after_verb, before_verb
from briefing.model import Mention, Quote
from briefing.text.sentences import split_sentences

MOST = 24  # statements kept of a wire
FRAGMENT = 6  # words from which marks inside a sentence of the wire's own are a quotation, not an expression
WHOLE = 3  # words from which a quotation that is a sentence of its own is kept
SHORTEST_CLAUSE = 3  # words of a statement told without marks
LONGEST = 1_200  # letters of a sentence looked at
_PERSON_WINDOW = 2  # paragraphs back in which "he" may be looked for

_SAID = (
    "said|says|told|tells|stressed|noted|added|stated|emphasi[sz]ed|explained|warned|declared|announced|insisted|argued"
    "|wrote|tweeted|posted|claimed|concluded|continued|commented|recalled|specified|asserted|reiterated|underlined"
    "|underscored|remarked|acknowledged|admitted|replied|responded|vowed|quipped|complained|pointed\\sout|went\\son"
    "|opined|maintained|elaborated|clarified|assured|cautioned|lamented|exclaimed|mentioned|highlighted|confirmed"
    "|answered|pledged|promised|suggested|summed\\sup"
)
_ADVERB = r"(?:(?:also|later|then|previously|earlier|repeatedly|further|has|have|had|once|again|himself|herself)\s)*"
_DAY = r"(?:on\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s(?:morning|evening|night|afternoon))?"
_Q = "\ue001\ue000+\ue002"
# "...," Lavrov said
_TRAILING = re.compile(
    rf"\ue002,?\s(?P<who>[^\ue000-\ue002;:]{{2,200}}?)\s{_ADVERB}(?P<verb>{_SAID})\b(?P<tail>[^\ue001]*)"
)
# "...," said Lavrov
_TURNED = re.compile(
    r"\ue002,?\s(?P<verb>said|says|added|wrote|warned|stressed|noted)\s(?P<who>[A-Z][^\ue001;:]{2,200}|(?:the|a|an|one)\s[^\ue001;:]{2,120})"
)
# Lavrov said: "..."; Lavrov said that "..."; Lavrov told TASS on Monday the move was "..."
_LEADING = re.compile(
    rf"^(?P<who>[^\ue000-\ue002;:]{{2,220}}?)\s{_ADVERB}(?P<verb>{_SAID})\b(?P<tail>[^\ue000-\ue002]{{0,220}}?)\ue001"
)
_ACCORDING = re.compile(r"\baccording\sto\s(?P<who>[^\ue000-\ue002;:]{2,140}?)(?:[.;]|$)")
# Lavrov said that ...
_INDIRECT = re.compile(
    rf"^(?P<who>[^\ue000-\ue002;:]{{2,200}}?)\s{_ADVERB}(?P<verb>{_SAID})\s(?P<clause>(?:(?:TASS|reporters|journalists)\s)?"
    rf"(?:{_DAY}\s)?(?:that\s)?[^\ue001]{{12,}})$"
)
_INDIRECT_END = re.compile(
    rf"^(?P<clause>[^\ue000-\ue002]{{30,}}?),\s(?P<who>[^,;:]{{2,140}}?)\s{_ADVERB}(?P<verb>said|told|says|stressed|noted|added)\b(?P<tail>[^,]*)$"
)
# "told" goes on with those who were told, up to where the words of the speaker or a time begin.
_TO = re.compile(
    r"^\s(?P<to>[\w.'’-]+(?:\s[\w.'’-]+){0,6}?)(?=\s?(?:[,.;:\ue001]|$)|\s(?:that|as|after|when|while|he|she|it|they|how|about|of|there)\b|\s(?:on\s|late\s|early\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
_TO_FIRST = re.compile(
    r"^(?:(?:the|a|an|his|her|its|state|local|visiting|foreign|national|public)\b|[A-Z]|reporters|journalists|lawmakers|parliament|media|MPs|deputies|viewers|supporters|delegates|diplomats)"
)
_SETTING = re.compile(
    r"^(?:\s"
    + _DAY
    + r")?\s(?P<to>(?:in|at|during|on)\s(?:an?|his|her|its|the|their|X|Twitter|Telegram|Facebook|social)\s?"
    r"(?:[\w'’-]+\s){0,3}?(?:statement|interview|briefing|conference|speech|address|message|post|letter|report|call|"
    r"broadcast|media|channel|summit|meeting|comments?|remarks?|session|appearance|forum|tweet|program)"
    r"(?:\s(?:with|to|on|for)\s(?:the\s)?(?:[A-Z][\w'’-]*|state|reporters|journalists|television|TV|radio|Telegram)(?:\s[A-Z][\w'’-]*){0,3})?)"
)
_NOT_AN_ACT = re.compile(
    r"\b(?:not|never|if|would|will|could|should|might|may|must|can|to|nobody|no\sone|who|which|that)$"
)
_NO_CLAUSE = re.compile(
    r"^(?:answering|responding|commenting|speaking|referring|citing|adding|noting|when|following|on|in|at|to|by|after|during|for|with|about|nothing|as|a|an|no|its|his|her|the\s\w+\s(?:of|for)\s.{0,30}$)\b",
    re.IGNORECASE,
)
_THAT = re.compile(
    rf"^(?:(?!his|her|its)[\w.'’-]+(?:\s[\w.'’-]+){{0,3}}\s)?(?:{_DAY}\s)?(?:(?:in|at|on|during)\s[\w\s'’-]{{3,50}}?\s)?"
    r"(?:,\s[^,]{3,60},\s)?that\s"
)
_DAY_FIRST = re.compile(rf"^{_DAY}\s(?!,)")


_Told = tuple[Who, str, tuple[int, int]]  # who, to whom, where the clause of an indirect statement stands


@dataclass(slots=True)
class _Heard:
    """What a walk over one wire has met: who spoke last, and who was introduced with what role."""

    last: Who | None = None
    row: int = -9  # the paragraph in which the last named speaker was named
    since: str = ""  # the wire's own words since then
    sexes: dict[str, str] = field(default_factory=dict)  # surname -> the pronoun used of it
    places: set[str] = field(default_factory=set)
    offices: dict[str, Who] = field(default_factory=dict)  # "source" -> a source in the ministry
    known: dict[str, tuple[str, str, str | None]] = field(default_factory=dict)  # surname -> name, role, country


def find_quotes(
    paragraphs: Sequence[str], *, language: str = "en", mentions: Sequence[Sequence[Mention]] = ()
) -> tuple[Quote, ...]:
    """Statements in the order of the text, at most ``MOST``: quotations between marks, and indirect ones.

    ``mentions[0]`` belong to the headline and ``mentions[1:]`` to the paragraphs: a country named in a speaker's role
    is his. A split quotation ('"A," he said. "B."') is one of two parts. Pronouns stand for the last named speaker
    only where no one else was named since.
    """
    if language not in ("en", "und"):
        return ()
    found: list[Quote] = []
    heard = _Heard()
    goes_on = False
    for row, text in enumerate(paragraphs):
        following = paragraphs[row + 1] if row + 1 < len(paragraphs) else ""
        spans = spans_of(text, following=following)
        named = mentions[row + 1] if row + 1 < len(mentions) else ()
        heard.places |= {m.text for m in named if m.kind != "leader"}
        if goes_on and found and spans and spans[0].start <= 2:
            found[-1] = _with_part(found[-1], text[spans[0].start : spans[0].end], text)
            rest = _paragraph(text, spans[1:], row, named, heard) if len(spans) > 1 else []
        elif spans or _worth(text):
            rest = _paragraph(text, spans, row, named, heard)
        else:
            rest = []
            heard.since += text
        found += rest
        goes_on = bool(spans) and spans[-1].open and bool(found) and (found[-1].paragraph == row or goes_on)
        if len(found) >= MOST:
            break
    return tuple(found[:MOST])


_WORTH = re.compile(rf"\b(?:{_SAID}|according)\b")


def _worth(text: str) -> bool:
    return bool(_WORTH.search(text))


def _with_part(quote: Quote, part: str, text: str) -> Quote:
    return replace(quote, parts=(*quote.parts, part.strip()), evidence=f"{quote.evidence} {text}")


def _paragraph(text: str, spans: Sequence[Span], row: int, named: Sequence[Mention], heard: _Heard) -> list[Quote]:
    """The statements of one paragraph. A sentence that is only a quotation goes with the one before it."""
    skeleton = masked(text, spans)
    found: list[Quote] = []
    waiting: list[tuple[int, int]] = []
    before = -1  # where the sentence of the last direct quotation ends
    for low, high in whole_sentences(split_sentences(text), spans):
        inside = [s for s in spans if low <= s.outer[0] and s.outer[1] <= high]
        bare = skeleton[low:high]
        if inside and not re.search(r"\w", re.sub("[\ue000-\ue002]", "", bare)):
            if found and not found[-1].indirect and before >= 0 and not waiting:
                for span in inside:
                    found[-1] = _with_part(found[-1], text[span.start : span.end], text[low:high])
            else:
                waiting.append((low, high))
            continue
        if high - low > LONGEST and not inside:
            heard.since += bare
            continue
        quote = _sentence(text, bare, low, high, inside, row, named, heard)
        if quote is None:
            before = -1
            waiting = []
            continue
        if waiting and not quote.indirect and bare.startswith("\ue001"):
            early = tuple(text[s.start : s.end].strip() for s in spans if any(a <= s.start < b for a, b in waiting))
            quote = replace(quote, parts=(*early, *quote.parts), evidence=text[waiting[0][0] : high])
        waiting = []
        before = high if not quote.indirect else -1
        found.append(quote)
    return found


def _sentence(
    text: str, bare: str, low: int, high: int, inside: Sequence[Span], row: int, named: Sequence[Mention], heard: _Heard
) -> Quote | None:
    """The statement of one sentence, with its speaker made sure of; None where there is none."""
    told = None if not _worth(bare) else _attributed(bare) if inside else _told(bare)
    if told is None:
        heard.since += bare
        _note_names(text[low:high], heard, [m for m in named if low <= m.start < high], low)
        return None
    who, to, clause = told
    speaker = _resolved(who, bare, row, heard)
    if speaker is None or (not speaker.role and is_outlet(speaker.name)):
        heard.since += bare
        return None
    country = _country(speaker, text, named, heard)
    _remember(speaker, country, row, heard)
    parts = (
        tuple(text[s.start : s.end].strip() for s in inside)
        if inside
        else (text[low + clause[0] : low + clause[1]].strip(),)
    )
    if inside:
        parts = _quoted(parts, bare)
        if not parts:
            return None
    return Quote(
        who=speaker.name,
        role=speaker.role,
        country=country,
        parts=parts,
        to=to,
        indirect=not inside,
        named=speaker.named,
        evidence=text[low:high],
        paragraph=row,
    )


def _remember(speaker: Who, country: str | None, row: int, heard: _Heard) -> None:
    """Who spoke last: "he" is this one, or nobody for sure after an unnamed speaker."""
    heard.since = ""
    heard.row = row
    heard.last = speaker if speaker.named else None
    if speaker.named:
        own = _surname(speaker.name)
        heard.known[own] = (speaker.name, speaker.role, country)
        if sex := sex_in(speaker.role):
            heard.sexes.setdefault(own, sex)


def _quoted(parts: tuple[str, ...], bare: str) -> tuple[str, ...]:
    """The parts that are statements: an expression in marks within the wire's own sentence is none."""
    kept = []
    for part, match in zip(parts, re.finditer("\ue001\ue000*\ue002?", bare), strict=False):
        opens = match.start() == 0 or bare[: match.start()].rstrip()[-1:] in ",:.\ue002"
        count = len(part.split())
        if count >= FRAGMENT or (opens and count >= WHOLE and part[-1:] in ",.!?…"):
            kept.append(part)
    return tuple(kept)


def _attributed(bare: str) -> _Told | None:
    """Who says the quotation of a masked sentence, and to whom."""
    turned = _TURNED.search(bare)
    who = after_verb(turned["who"]) if turned else None
    if who is not None:
        return who, "", (0, 0)
    for pattern in (_TRAILING, _LEADING):
        match = pattern.search(bare)
        if match and not _NOT_AN_ACT.search(match["who"]) and not (pattern is _TRAILING and _goes_on(match["who"])):
            who = before_verb(match["who"])
            if who is not None:
                return who, _audience(match["verb"], match["tail"]), (0, 0)
    match = _ACCORDING.search(bare)
    who = before_verb(match["who"].rstrip(", ")) if match else None
    return (who, "", (0, 0)) if who is not None and not who.pronoun else None


def _goes_on(phrase: str) -> bool:
    """Whether the wire's own sentence goes on after the marks before it comes to the speaker."""
    return ", " in phrase and not re.match(r"[A-Z]|(?:the|a|an|one)\s", phrase)


def _told(bare: str) -> _Told | None:
    """Who tells what, in a sentence without marks."""
    match = _INDIRECT.search(bare)
    if match and not _NOT_AN_ACT.search(match["who"]):
        who = before_verb(match["who"])
        start = _clause_at(match["verb"], match["clause"])
        if who is not None and start >= 0:
            low, high = match.span("clause")
            return who, _audience(match["verb"], " " + match["clause"]), (low + start, high)
    match = _INDIRECT_END.search(bare)
    who = before_verb(match["who"]) if match else None
    if match and who is not None and not who.pronoun:
        return who, _audience(match["verb"], match["tail"]), match.span("clause")
    return None


def _clause_at(verb: str, clause: str) -> int:
    """Where in the words after the verb the statement begins; -1 where they are none."""
    if match := _THAT.match(clause):
        return match.end() if len(clause[match.end() :].split()) >= SHORTEST_CLAUSE else -1
    if verb not in ("said", "says"):
        return -1
    if len(clause.split()) < SHORTEST_CLAUSE:
        return -1
    day = _DAY_FIRST.match(clause)
    start = day.end() if day else 0
    return -1 if _NO_CLAUSE.match(clause[start:]) or clause[start : start + 1] in ",." else start


def _audience(verb: str, tail: str) -> str:
    """ "told TASS", "in a statement": to whom, as printed."""
    if verb in ("told", "tells"):
        match = _TO.match(tail)
        to = " ".join(match["to"].rstrip(".,").split()) if match else ""
        return f"{verb} {to}" if to and _TO_FIRST.match(to) else ""
    match = _SETTING.match(tail)
    return " ".join(match["to"].split()) if match else ""


def _surname(name: str) -> str:
    return re.sub(r"['’]s?$", "", name.split()[-1]).casefold()


def _resolved(who: Who, bare: str, row: int, heard: _Heard) -> Who | None:
    """The speaker by name: a pronoun is the last named speaker where that is sure; a surname takes its role."""
    if who.pronoun:
        if heard.last is None or row - heard.row > _PERSON_WINDOW - 1:
            return None
        own = _surname(heard.last.name)
        if other_sex(who.name, heard.sexes.get(own, "")) or not sure(
            own, f"{heard.since} {bare}", heard.known, heard.places, heard.last.role
        ):
            return None
        heard.sexes.setdefault(own, who.name.casefold())
        return heard.last
    if not who.named:
        return _anaphor(who, row, heard)
    known = heard.known.get(_surname(who.name))
    if known is not None and (len(who.name.split()) == 1 or known[0] == who.name):
        return replace(who, name=known[0], role=who.role or known[1])
    return who


def _anaphor(who: Who, row: int, heard: _Heard) -> Who:
    """ "the source" and "the minister" by the fuller words before them: a source in ..., the named minister."""
    words = who.name.casefold().split()
    if len(words) == 2 and words[0] == "the":
        if (
            heard.last is not None
            and row - heard.row <= _PERSON_WINDOW
            and words[1] in heard.last.role.casefold().split()
        ):
            return heard.last
        return heard.offices.get(words[1], who)
    if words[0] in ("a", "an", "one") and len(words) > 2:
        head = next((w for w in words[1:] if w in ("source", "official", "diplomat", "spokesman", "spokeswoman")), "")
        if head:
            heard.offices[head] = replace(who, name=who.name[0].lower() + who.name[1:])
    return who


def _note_names(sentence: str, heard: _Heard, named: Sequence[Mention], low: int) -> None:
    """Remember people whom a sentence introduces with a role; one named beside the last speaker makes "he" unsure."""
    for match in re.finditer(r"\b[A-Z][\w’'-]+\s(?:(?:al|bin|van|von|de)[-\s])?[A-Z][\w’'-]+", sentence):
        name = match.group()
        words = sentence[: match.start()].split()
        if not words or words[-1].casefold().strip(".") not in OFFICE:
            continue
        who = before_verb(sentence[: match.end()].rsplit(", ", 1)[-1])
        if who is not None and who.named and who.role:
            start = low + match.start() - len(who.role) - 1
            codes = {m.country for m in named if m.country and start <= m.start and m.end <= low + match.end()}
            heard.known.setdefault(_surname(who.name), (who.name, who.role, codes.pop() if len(codes) == 1 else None))
        if heard.last is not None and _surname(name) != _surname(heard.last.name):
            heard.last = None


def _country(speaker: Who, text: str, named: Sequence[Mention], heard: _Heard) -> str | None:
    """The country that the speaker's role names, or that of a leader or office by the gazetteer."""
    known = heard.known.get(_surname(speaker.name))
    if known is not None and known[2]:
        return known[2]
    zones = []
    for piece in (speaker.role, speaker.name, speaker.name.split()[-1]):
        at = text.find(piece) if piece else -1
        if at >= 0:
            zones.append((at, at + len(piece)))
    codes = {m.country for m in named for a, b in zones if m.country and a <= m.start and m.end <= b}
    return codes.pop() if len(codes) == 1 else None

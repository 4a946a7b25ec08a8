"""Appointments without a day: talks "in the coming days", a visit "next week at the latest", a round "soon".

    sentence -> words of an open time -> its clause speaks of a plan, and of no wish -> what, where, who, as for a date

No day is ever made of such words. A line here needs its parties: "a meeting soon" alone tells a reader nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from briefing.digest.dates_calendar import add_days, month_span
from briefing.digest.events_clause import clause_around, occasion_phrase, own_words, parties_of, what_of, where_of
from briefing.digest.events_subject import closed, is_bare, opens_with_pronoun, with_subject
from briefing.digest.events_words import CONFIRMED, META
from briefing.model import DatedEvent, Mention
from briefing.model.undated import UndatedEvent
from briefing.text.called_off import called_off
from briefing.text.sentences import split_sentences

_I = re.IGNORECASE
LONGEST = 600  # letters of a sentence that is read
_SOME = r"(?:few\s|couple\sof\s|two\s|three\s|four\s|several\s|ten\s|\d+\s)?"
_SPAN = r"(?P<{0}>hours?|days?|weeks?|months?)"
WHEN = re.compile(
    r"\b(?:(?:with)?in|over|during)\sthe\s(?:coming|next|following)\s(?P<n>"
    + _SOME
    + r")"
    + _SPAN.format("u")
    + r"(?:\sat\sthe\slatest)?\b|"
    r"\b(?:(?:with)?in|over|during)\sthe\s" + _SPAN.format("a") + r"\s(?:ahead|to\scome)\b|"
    r"\bwithin\s(?P<w>" + _SOME + r"|a\s)" + _SPAN.format("v") + r"\b|\bin\sthe\snear\sfuture\b|"
    r"\b(?:by|before)\sthe\send\sof\s(?:the|this)\s(?P<e>week|month|year|summer|autumn|winter|spring)\b|"
    r"\b(?:(?:some\s?time\s|early\s|late\s|later\s|in\s)?(?P<r>next|this)\s(?:coming\s)?(?P<p>week|month))(?:\sat\sthe\s(?:latest|earliest))?\b|"
    r"\blater\sthis\s(?P<l>week|month|year|summer|autumn|winter|spring)\b|"
    r"\b(?:very\s)?soon(?!\s(?:after|as|afterwards))\b|\bshortly(?!\s(?:after|before))\b|\bbefore\slong\b|\bat\sa\slater\sdate\b",
    _I,
)
_DAYS = {"hour": 2, "day": 10, "week": 42, "month": 183}
_SOON = 14
# The plan of a clause; a headline's "to meet".
_PLAN = re.compile(
    r"\b(?:will|won['’]t|(?:is|are)\s(?:\w+ly\s|now\s|also\s)?(?:to|set|due|scheduled|planned|expected|slated|visiting|meeting|travelling|"
    r"coming|going|holding|hosting)|(?:are|is)\sbeing\sprepared|plans?\sto|agreed\s(?:to|on)|planned\s(?:for|in)|"
    r"(?:set|due|scheduled|expected|slated)\s(?:to|for)|to\s(?:meet|hold|visit|host|resume|convene|reconvene|vote|travel|attend|open|begin|start|"
    r"discuss|send|take\splace|be\sheld|go\sto|fly)|announced|upcoming|next\sround)\b",
    _I,
)
_OCCASION = re.compile(
    r"\b(?:talks|meetings?|summits?|negotiations?|consultations?|conferences?|sessions?|votes?|elections?|referendums?|hearings?|"
    r"visits?|trips?|rounds?|drills?|exercises?|dialogues?|phone\scalls?|(?:meet|visit|travel\sto|sit\sdown|convene|reconvene|vote|"
    r"hold\s(?:[\w-]+\s){0,3}?talks)\b)",
    _I,
)
# Not a plan: a wish, an offer, a condition, a doubt, a report of what was said or done.
_NO_PLAN = re.compile(
    r"\b(?:hop\w+|wants?|wanted|wish\w*|would|could|(?-i:may)|might|should|must|can|cannot|call\w*\s(?:for|on)|urg\w+|asks?|asked|asking|ready|"
    r"willing|propos\w+|offer\w*|if|unless|whether|needs?|not|no|never|nor|rul\w+\sout|unlikely|den(?:y|ies|ied)|appeal\w*|demand\w*|"
    r"invit\w*|seek\w*|sought|consider\w*|push\w*|possib\w+|until|wonder\w*|reportedly|rumou?r\w*|prefer\w*|aim\w*|try|trying|tries|"
    r"optimis\w+|confident|believe[sd]?|predict\w*|doubt\w*|warn\w*|threat\w*|fear\w*|potential\w*|deadline|too)\b|n['’]t\b|\?",
    _I,
)
_EXPECTED = re.compile(r"\b(?:expect(?:ed|s)?|likely|tentative\w*)\b", _I)


def find_undated(
    *,
    headline: str,
    paragraphs: Sequence[str],
    anchor: date,
    language: str,
    mentions: Sequence[Sequence[Mention]],
    dated: Sequence[DatedEvent],
) -> tuple[UndatedEvent, ...]:
    """Appointments without a day, in the order of the text, one of each kind and parties; English wires only.

    ``mentions[0]`` belong to the headline, ``mentions[1:]`` to the paragraphs that were judged. A sentence of which one
    of ``dated`` was made names its day. Never raises.
    """
    if language not in ("en", "und"):
        return ()
    known = {e.evidence for e in dated if e.ahead}
    found: list[UndatedEvent] = []
    for index, text in enumerate((headline, *paragraphs[: max(0, len(mentions) - 1)]), start=-1):
        for sentence, own, before in _sentences(text, mentions[index + 1] if index + 1 < len(mentions) else ()):
            event = None if sentence in known else _event(sentence, own, before, index, anchor)
            if event and not any(_same(event, other) for other in found):
                found.append(event)
    return tuple(found)


def _sentences(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[str, tuple[Mention, ...], str]]:
    if not WHEN.search(text):
        return
    before = ""
    for low, high in split_sentences(text):
        sentence = text[low:high].strip()
        if high - low <= LONGEST and WHEN.search(sentence) and not META.search(sentence):
            yield sentence, tuple(_moved(m, low) for m in mentions if low <= m.start and m.end <= high), before
        before = sentence


def _moved(one: Mention, low: int) -> Mention:
    return Mention(
        text=one.text, start=one.start - low, end=one.end - low, kind=one.kind, name=one.name, country=one.country,
        countries=one.countries, role=one.role,
    )  # fmt: skip


def _event(sentence: str, mentions: tuple[Mention, ...], before: str, index: int, anchor: date) -> UndatedEvent | None:
    for match in WHEN.finditer(sentence):
        low, high = clause_around(sentence, match.start(), match.end())
        clause = sentence[low:high]
        if not (_PLAN.search(clause) and _OCCASION.search(clause)) or _NO_PLAN.search(clause) or called_off(clause):
            continue
        where = where_of(sentence, match.start(), match.end(), low, high, mentions)
        parties = _parties(low, high, match.start(), mentions, where)
        until = _until(match, anchor)
        what = _what(sentence, match, low, high, before)
        enough = len(parties) > 1 or (parties and (where or _VOTE.search(what)))
        if until is None or not what or not enough:
            continue
        return UndatedEvent(
            when=match.group(), until=until, what=what, where=where, parties=parties,
            status="confirmed" if CONFIRMED.search(clause) else "expected" if _EXPECTED.search(clause) else "planned",
            evidence=sentence, paragraph=index,
        )  # fmt: skip
    return None


def _parties(low: int, high: int, at: int, mentions: Sequence[Mention], where: str | None) -> tuple[str, ...]:
    """Those named in the clause, and a leader named before the time: "Orbán is to travel to Washington next week"."""
    named = parties_of(low, high, mentions, where)
    led = (m.country for m in mentions if low <= m.start < at and m.kind in ("leader", "office") and m.country)
    return tuple(dict.fromkeys([*led, *named]))


def _what(sentence: str, match: re.Match[str], low: int, high: int, before: str) -> str:
    """The words of the appointment, with their subject; "" where nobody is named: "the two sides will meet"."""
    low += max((m.end() for m in _SAID.finditer(sentence[low : match.start()])), default=0)
    what = what_of(sentence, match.start(), match.end(), low, high, ahead=True)
    if opens_with_pronoun(what) or is_bare(what):
        what = with_subject(what, occasion_phrase(sentence, match.start(), match.end(), low, high), sentence, before)
    if opens_with_pronoun(what) or is_bare(what) or not _OCCASION.search(what):
        what = own_words(sentence[low:high])
    nameless = opens_with_pronoun(what) or _SIDES.match(what) or not _OCCASION.search(what)
    return "" if nameless or len(what.split()) < 2 else closed(what)


_SAID = re.compile(r"\b(?:said|says|told\s\w+|announced|confirmed)\s(?:on\s\w+\s)?(?:that\s)?", _I)
_SIDES = re.compile(
    r"(?:both|two|all|three)\s(?:sides|countries|parties|leaders|ministers|nations|men|delegations|teams)\b|(?:sides|parties|pair)\b",
    _I,
)
_VOTE = re.compile(r"\b(?:votes?|elections?|referendums?)\b", _I)


def _until(match: re.Match[str], anchor: date) -> date | None:
    """The last day that the words can mean, generously: what is told as near is not kept for long."""
    unit = (match["u"] or match["a"] or match["v"] or "").rstrip("s").casefold()
    if unit:
        return add_days(anchor, _DAYS[unit])
    of = (match["e"] or match["l"] or (match["p"] if match["r"] else "") or "").casefold()
    ahead = 1 if (match["r"] or "").casefold() == "next" else 0
    if of == "week":
        return add_days(anchor, 6 - anchor.weekday() + 7 * ahead)
    if of == "month":
        last = month_span(anchor.year, anchor.month)[1]
        return add_days(last, 31) if ahead else last
    if of == "year":
        return date(anchor.year, 12, 31)
    return add_days(anchor, 92 if of else _SOON)


def _same(a: UndatedEvent, b: UndatedEvent) -> bool:
    return bool(set(a.parties) & set(b.parties)) and (a.where == b.where or not (a.where and b.where))

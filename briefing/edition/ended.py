"""What is over, in the words of a report of it: a siege or curfew lifted, a border open again, people back at home.

    with_end(card, before)  the card with the sentence that reports the end of its affair
    open_again(sentence)    what a sentence tells of as lifted, open again or over: a key of ``LIFTED``

Strict: no plan, no call, no part of it, no other year. A border that opens again ends an affair only where the reader
was told of its closing; it may be one matter of many in a war.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from briefing.model import StoryCard
from briefing.text.unreal import is_unreal

_GAP = (
    r"(?:\s(?:of|in|on|at|around|for|from|with|between|to|across|over|near)\s(?:[\w’'-]+,?\s){1,8}?|"
    r"\s(?:[\w’'-]+\s){0,3}?)"
)
_BE = r"(?:was|were|has\sbeen|have\sbeen|is|are|had\sbeen)\s(?:\w+ly\s|also\s|now\s|again\s|finally\s){0,2}"
_LIFT = r"(?:lifted|ended|rescinded|revoked|scrapped|cancell?ed|removed|dropped)"
_OPEN = r"(?:re-?opened|opened\sagain|unblocked|restored|unsealed)"
_SHUT = r"(?:clos\w+|shut\w*|block\w+|seal\w+|suspend\w+|halt\w+|ground\w+|cut\soff)"
# What was shut or imposed, by the words for it; what is done to end it; and what had been told of it before.
LIFTED: dict[str, tuple[str, str]] = {
    "curfew": (r"curfews?|lockdowns?", _LIFT),
    "emergency": (r"states?\sof\s(?:emergency|siege)|emergency\srule|martial\slaw", _LIFT),
    "siege": (r"sieges?|blockades?|encirclement", rf"(?:{_LIFT}|broken)"),
    "evacuation": (r"evacuation(?:\sorders?)?|evacuations", rf"(?:{_LIFT}|completed|over)"),
    "border": (r"borders?|border\scrossings?|crossings?|checkpoints?|frontiers?", _OPEN),
    "airport": (r"airports?|air\s?space|runways?", _OPEN),
    "embassy": (r"embass(?:y|ies)|consulates?", _OPEN),
    "port": (r"(?:sea)?ports?|straits?|canals?|shipping\slanes?", _OPEN),
    "road": (r"roads?|highways?|motorways?|bridges?|railways?|rail\slinks?|tunnels?", _OPEN),
    "network": (r"internet|mobile\snetworks?|power|electricity", r"(?:restored|re-?connected|back\son)"),
    "school": (r"schools?|universit(?:y|ies)", _OPEN),
}
# An affair itself; the rest are measures, whose end ends an affair only where it was about them.
AFFAIRS = frozenset({"siege"})


def _ends(nouns: str, done: str) -> re.Pattern[str]:
    passive = rf"\b(?:{nouns})\b{_GAP}(?:{_BE})?{done}\b"
    active = rf"\b{done}\s(?:the|its|their|his|a|an|all|both)\s(?:[\w’'-]+\s){{0,3}}?(?:{nouns})\b"
    return re.compile(f"{passive}|{active}", re.IGNORECASE)


ENDS = {what: _ends(nouns, done) for what, (nouns, done) in LIFTED.items()}
_RETURNED = re.compile(
    r"\b(?:residents|people|families|evacuees|villagers|civilians)\b[^.;]{0,40}\b(?:were|have\sbeen|are)\s(?:\w+ly\s)?"
    r"(?:allowed|permitted|able|told\sit\sis\ssafe)\s(?:back|to\sreturn)\b|"
    r"\b(?:all|the)\s(?:\w+\s){0,2}(?:residents|evacuees|families|villagers)\s(?:have\s)?returned\s(?:home|to\stheir)\b",
    re.IGNORECASE,
)
PEACE = re.compile(
    r"\b(?:ceasefire|truce|peace\s(?:deal|accord|agreement|treaty))\s(?:\w+\s){0,3}?(?:was|were|has\sbeen)\ssigned\b"
    r"|\bsigned\s(?:a|the|an)\s(?:\w+\s){0,2}?(?:ceasefire|truce|peace\s(?:deal|accord|agreement|treaty))\b"
    r"|\ball\s(?:\w+\s)?(?:of\s)?(?:the\s)?(?:\w+\s){0,2}?hostages\s(?:were|have\sbeen)\s(?:freed|released)\b"
    r"|\b(?:strike|mutiny|uprising|standoff|stand-off|hostage\scrisis|hijacking)\s(?:\w+\s){0,4}?(?:ended|is\sover|was\sended|"
    r"was\scalled\soff)\b",
    re.IGNORECASE,
)
# Words that make of it no report of an end: a wish, a part, a doubt, another time.
UNSURE = re.compile(
    r"\b(?:not|no|never|nor|could|may|might|would|will|shall|should|if|unless|until|hop\w+|call\w*|urg\w+|to\sbe|to\shave"
    r"|demand\w*|plan\w*|expect\w*|propos\w+|partial\w*|partly|part|some|ask\w*|refus\w+|den(?:y|ies|ied)|soon|violat\w+|breach\w*"
    r"|alleg\w+|claim\w*|years?|decades?|anniversary|last|once|condition\w*|briefly|temporar\w+|ready|eas(?:e|ed|es|ing)"
    r"|re-?impos\w+|again\s(?:clos|shut)\w*|19\d\d|20\d\d|for\sthe\s(?:day|holidays?|weekend))\b|n['’]t\b|\?",
    re.IGNORECASE,
)
# What stands beside the end in its sentence and is another event: "a day after the shooting", "since it began".
_ASIDE = re.compile(
    r",?\s(?:(?:an?|one|two|three|four|five|six|seven|\d+|the)\s)?(?:(?:day|week|hour|month|night|morning)s?\s)?"
    r"(?:after|since|before|following|when|as)\b[^,;]*(?:,|$)|,\s(?:an?|the)\s[^,]{2,60}\b(?:said|says)\b.*$",
    re.IGNORECASE,
)


def open_again(sentence: str) -> str:
    """What the sentence tells of as lifted, open again or over, a key of ``LIFTED``; "" for nothing and for a wish."""
    text = _without_asides(sentence)
    for what, words in ENDS.items():
        match = words.search(text)
        if match and _is_told(text, match.start(), match.end()):
            return what
    back = _RETURNED.search(text)
    return "evacuation" if back and _is_told(text, back.start(), back.end()) else ""


def with_end(card: StoryCard, before: Iterable[StoryCard] = ()) -> StoryCard:
    """A story told before with the sentence that reports the end of its affair, where a printed one does.

    ``before`` are the cards of its storyline in earlier editions: the end of a measure (a curfew, a border, an
    evacuation) is that of the affair where their headline or first sentence told of the measure. An end that was not
    told makes the story UPDATED by a fact, however few its words.
    """
    if card.status == "NEW":
        return card
    cards = tuple(before)
    shut = tuple(" ".join((c.headline, *(s.text for s in c.sentences[:1]))) for c in cards)
    end = next((s for s in card.sentences[:2] if _is_end(s.text, shut)), None)
    if end is None or any(c.ended and says_same(c.ended.text, end.text) for c in cards):
        return card
    return replace(card, ended=end, status="UPDATED", what=card.what or ("fact",))


def says_same(one: str, other: str) -> bool:
    """Do two sentences tell the same end: of the same kind, or word for word?"""
    return one == other or (open_again(one) != "" and open_again(one) == open_again(other))


def _is_end(sentence: str, told: Iterable[str]) -> bool:
    text = _without_asides(sentence)
    peace = PEACE.search(text)
    if peace and _is_told(text, peace.start(), peace.end()):
        return True
    what = open_again(sentence)
    return bool(what) and (what in AFFAIRS or any(_was_shut(what, text) for text in told))


def _was_shut(what: str, text: str) -> bool:
    """Did an earlier edition tell of the measure: the border closed, people evacuated?"""
    nouns = LIFTED[what][0]
    if what == "evacuation":
        return bool(re.search(r"\bevacuat\w+", text, re.IGNORECASE))
    if what in ("curfew", "emergency"):
        return bool(re.search(rf"\b(?:{nouns})\b", text, re.IGNORECASE))
    near = rf"\b(?:{nouns})\b[^.;]{{0,60}}\b{_SHUT}|\b{_SHUT}[^.;]{{0,60}}\b(?:{nouns})\b"
    return bool(re.search(near, text, re.IGNORECASE))


def _is_told(text: str, start: int, end: int) -> bool:
    """Is the end told as done, and of the whole: no word of doubt in its clause, no denial, no condition?"""
    low = max((m.end() for m in _CLAUSE.finditer(text, 0, start)), default=0)
    stop = _CLAUSE.search(text, end)
    clause = text[low : stop.start() if stop else len(text)]
    return not UNSURE.search(clause) and not is_unreal(text, start)


_CLAUSE = re.compile(r"[;:]\s|,\s(?:and|but|while|which|who)\s|\s(?:but|while)\s")


def _without_asides(sentence: str) -> str:
    """The sentence without the other events that it dates itself by, and without who said so."""
    return _ASIDE.sub(" ", sentence)

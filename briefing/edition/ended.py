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

from briefing.edition.shut import SHUTTABLE
from briefing.model import StoryCard
from briefing.text.month_words import MAY
from briefing.text.unreal import is_unreal

_WORD = r"(?!(?:that|which|who|whom|whose|when|where|after|since|before)\b)[\w’'-]+"  # of the same clause
_GAP = (
    rf"(?:\s(?:of|in|on|at|around|for|from|with|between|to|across|over|near)\s(?:{_WORD},?\s){{1,8}}?|"
    rf"\s(?:{_WORD}\s){{0,3}}?)"
)
# "ended", "reopened" of itself: no object follows ("ended a week of calm").
_ALONE = (
    r"(?=\s*(?:[.,;:!)”\"]|$)|\s(?:on|in|at|by|with|without|when|and|but|from|for|to|under|amid|around|between|near|across|"
    r"following|after|as|while|late|early|overnight|again|now|here|there|today|tonight|yesterday|this\s\w+|earlier|shortly|"
    r"\w+ly|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)"
)
_BE = r"(?:was|were|has\sbeen|have\sbeen|is|are|had\sbeen)\s(?:\w+ly\s|also\s|now\s|again\s|finally\s){0,2}"
_LIFT = r"(?:lifted|ended|rescinded|revoked|scrapped|cancell?ed|removed|dropped)"
_OPEN = r"(?:re-?opened|opened\sagain|unblocked|restored|unsealed)"
_SHUT = r"(?:clos\w+|shut\w*|block\w+|seal\w+|suspend\w+|halt\w+|ground\w+|cut\soff)"
# What was shut or imposed, by the words for it, and what is done to end it.
LIFTED: dict[str, tuple[str, str]] = {
    "curfew": (SHUTTABLE["curfew"], _LIFT),
    "emergency": (SHUTTABLE["emergency"], _LIFT),
    "siege": (r"sieges?|blockades?|encirclement", rf"(?:{_LIFT}|broken)"),
    "evacuation": (r"evacuation(?:\sorders?)?|evacuations", rf"(?:{_LIFT}|completed|over)"),
    "border": (rf"{SHUTTABLE['border']}|crossings?", _OPEN),
    "airspace": (SHUTTABLE["airspace"], _OPEN),
    "airport": (SHUTTABLE["airport"], _OPEN),
    "embassy": (SHUTTABLE["embassy"], _OPEN),
    "port": (SHUTTABLE["port"], _OPEN),
    "road": (SHUTTABLE["road"], _OPEN),
    "network": (rf"{SHUTTABLE['network']}|power", r"(?:restored|re-?connected|back\son)"),
    "school": (SHUTTABLE["school"], _OPEN),
}
# An affair itself; the rest are measures, whose end ends an affair only where it was about them.
AFFAIRS = frozenset({"siege"})


def _ends(nouns: str, done: str) -> re.Pattern[str]:
    passive = rf"\b(?:{nouns})\b{_GAP}(?:{_BE}{done}\b|{done}\b{_ALONE})"
    active = rf"\b{done}\s(?:the|its|their|his|a|an|all|both)\s(?:[\w’'-]+\s){{0,3}}?(?:{nouns})\b"
    return re.compile(f"{passive}|{active}", re.IGNORECASE)


ENDS = {what: _ends(nouns, done) for what, (nouns, done) in LIFTED.items()}
_RETURNED = re.compile(
    r"\b(?:residents|people|families|evacuees|villagers|civilians)\b[^.;]{0,40}\b(?:were|have\sbeen|are)\s(?:\w+ly\s)?"
    r"(?:allowed|permitted|able|told\sit\sis\ssafe)\s(?:back|to\sreturn)\b|"
    r"\b(?:all|the)\s(?:\w+\s){0,2}(?:residents|evacuees|families|villagers)\s(?:have\s)?returned\s(?:home|to\stheir)\b",
    re.IGNORECASE,
)
# A strike of people at work, not from the air.
_LABOUR = (
    r"(?:(?:general|hunger|nationwide|national|wildcat|rail(?:way)?|bus|metro|transport|postal|prison|ports?|dock|"
    r"[\w-]+(?:ers|ors|ists|ees|men|nurses|pilots)[’']?s?)\sstrikes?|strike\s(?:by|of)\s(?:the\s)?[\w’'-]+)"
)
_FINISHED = (
    rf"(?:(?:(?:has|have|had)\s)?(?:(?:now|finally)\s)?(?:ended|come\sto\san\send|came\sto\san\send){_ALONE}|"
    r"(?:is|was)\s(?:now\s)?over(?=[\s.,;]*$|[.,;]|\s(?:and|after|in|on)\b)|was\sended\b)"
)
# A ceasefire is an end where all sides signed it, in a main clause: "was signed" leaves open by whom.
OVER = re.compile(
    r"\ball\s(?:\w+\s)?(?:of\s)?(?:the\s)?(?:\w+\s){0,2}?hostages\s(?:were|have\sbeen)\s(?:freed|released)\b"
    rf"|\b(?:{_LABOUR}|mutiny|uprising|standoff|stand-off|hostage\scrisis|hijacking)\s(?:{_WORD}\s){{0,4}}?"
    rf"(?:{_FINISHED}|was\scalled\soff\b)"
    r"|\b(?:both|the\s(?:two|warring|opposing)|all)\s(?:\w+\s)?(?:sides|parties|armies|governments)\s(?:have\s)?signed\s(?:a|the|an)\s"
    r"(?:\w+\s){0,2}?(?:ceasefire|truce|peace\s(?:deal|accord|agreement|treaty))\b",
    re.IGNORECASE,
)
# A war is over where the wire says so itself, and no side.
WAR_OVER = re.compile(rf"(?<!cold\s)(?<!world\s)\b(?:war|conflict)\s(?:{_WORD}\s){{0,4}}?{_FINISHED}", re.IGNORECASE)
_SAYING = re.compile(
    r"\b(?:sa(?:id|ys|ying)|told|tells?|declar\w+|announc\w+|insist\w*|believ\w+|kn[eo]ws?|according|thinks?)\b|[“”]|\x22",
    re.IGNORECASE,
)
# Words that make of it no report of an end: a wish, a part, a doubt, another time.
UNSURE = re.compile(
    r"\b(?:not|no|never|nor|could|"
    + MAY
    + r"|might|would|will|shall|should|if|unless|until|hop\w+|call\w*|urg\w+|to\sbe|to\shave"
    r"|demand\w*|plan\w*|expect\w*|propos\w+|partial\w*|partly|part|some|ask\w*|refus\w+|den(?:y|ies|ied)|soon|violat\w+|breach\w*"
    r"|alleg\w+|claim\w*|years?|decades?|anniversary|last|once|condition\w*|briefly|temporar\w+|ready|eas(?:e|ed|es|ing)"
    r"|re-?impos\w+|again\s(?:clos|shut)\w*|19\d\d|20\d\d|for\sthe\s(?:day|holidays?|weekend))\b|n['’]t\b|\?",
    re.IGNORECASE,
)
# What stands beside the end in its sentence and is another event: "a day after the shooting", "since it began".
_ASIDE = re.compile(
    r"(?:^|,?\s)(?:(?:an?|one|two|three|four|five|six|seven|\d+|the)\s)?(?:(?:day|week|hour|month|night|morning)s?\s)?"
    r"(?:after|since|before|following|when|as)\b[^,;]*(?:,|$)|,\s(?:an?|the)\s[^,]{2,60}\b(?:said|says)\b.*$",
    re.IGNORECASE,
)


def open_again(sentence: str) -> str:
    """What the sentence tells of as lifted, open again or over, a key of ``LIFTED``; "" for nothing and for a wish."""
    text = "" if _TAKEN_BACK.search(sentence) else _without_asides(sentence)
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
    return replace(card, ended=end, status="UPDATED", what=card.what or ("fact",), reasons=_reasons(card))


def _reasons(card: StoryCard) -> tuple[str, ...]:
    """Why it has its status, where the end alone gives it."""
    if card.status == "UPDATED":
        return card.reasons
    return tuple("UPDATED: its end is told" if r.startswith(f"{card.status}: ") else r for r in card.reasons)


def says_same(one: str, other: str) -> bool:
    """Do two sentences tell the same end: of the same kind, or word for word?"""
    return one == other or (open_again(one) != "" and open_again(one) == open_again(other))


def _is_end(sentence: str, told: Iterable[str]) -> bool:
    text = "" if _TAKEN_BACK.search(sentence) else _without_asides(sentence)
    own = not _SAYING.search(sentence)
    over = OVER.search(text) or (WAR_OVER.search(text) if own else None)
    if over and _is_told(text, over.start(), over.end()):
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


# "was lifted but imposed anew hours later"
_TAKEN_BACK = re.compile(
    r"\b(?:but|yet|though|although|while|only)\b.*\b(?:reject\w*|re-?impos\w*|resum\w*|violat\w*|breach\w*|collaps\w*|"
    r"(?:imposed|closed|shut|blocked)\s(?:anew|again))\b",
    re.IGNORECASE,
)

_CLAUSE = re.compile(r"[;:]\s|,\s(?:and|but|while|which|who)\s|\s(?:but|while)\s")


def _without_asides(sentence: str) -> str:
    """The sentence without the other events that it dates itself by, and without who said so."""
    return _ASIDE.sub(" ", sentence)

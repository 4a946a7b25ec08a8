"""Does a clause speak of what was or of what is to come? Nearest marker wins, inside the clause first.

English by lists of markers; other languages by a short list each (dates_foreign). No parser: a parser is slower by
two orders and no better on agency copy.
"""

from __future__ import annotations

import re

from briefing.text.sentences import word_set

# Verbs that agency copy uses with a day to come after "to": "to meet Tuesday", "agreed to hold talks in May".
_EVENT_VERBS = (
    "meet|hold|vote|visit|travel|attend|begin|start|resume|convene|take|open|discuss|host|sign|decide|return|"
    "arrive|expire|"
    "end|launch|face|be|go|appear|announce|conclude|continue|join|lead|present|publish|receive|remain|report|run|send|"
    "speak|step|submit|testify|welcome|welcome|withdraw|reconvene|participate|kick|release|deliver|address|chair|"
    "close|complete|deploy|enter|extend|finish|fly|form|gather|head|hear|inaugurate|introduce|make|mark|move|"
    "name|pay|play|"
    "reopen|rule|see|swear|tour|unveil|elect|choose|leave|respond|debate|consider|file|appeal|sentence|stand|"
    "cut|impose|lift"
)
_AUX = r"(?:is|are|was|were|be|been|being|'s|remains?|also|now|still|officially|tentatively|currently|not)"
_FUTURE = (
    r"will|won['’]t|shall|['’]ll|would|should|"
    rf"(?:{_AUX}\s+)*(?:set|due|scheduled|expected|planned|slated|poised|supposed|going|likely|about|ready|"
    r"meant)\s+(?:to|for|on|in|by)|"
    r"(?:is|are)\s+(?:due|scheduled|planned|expected|slated)|"
    rf"(?:is|are|was|were|has|have)\s+to\s+(?:{_EVENT_VERBS})|"
    r"to\s+be\s+(?:\w+ed|held|sworn|put|sent|set|seen|given|made|taken|brought|heard|built|begun|shown|chosen|"
    r"cut|paid|sold)|"
    r"plans?\s+to|planning\s+to|intends?\s+to|hopes?\s+to|aims?\s+to|wants?\s+to|"
    r"(?:summoned|invited)\s+(?:to|for)|"
    r"upcoming|forthcoming|ahead\s+of|scheduled|slated|planned|due|deadline|"
    r"(?:postponed|delayed|rescheduled|moved|extended|prolonged|pushed\s+back|put\s+off|"
    r"brought\s+forward)\s+(?:to|until|till|for)(?=\s*$|\s+(?:the\s+)?"
    r"(?:[A-Z\d]|next|late|early|mid))|"
    r"takes?\s+effect|(?:is|are)\s+(?:\w+ly\s+|also\s+)?\w+ing|in\s+time\s+for|no\s+later\s+than|can(?:not|"
    r"['’]t)?|could|(?-i:may)|might|must"
)
# Verbs before an infinitive that turn it to what is to come: "agreed to meet"; not "travelled to meet".
_PLANNER = re.compile(
    r"(?i)(?:agree|plan|vow|pledge|promise|decide|schedule|expect|intend|want|hope|aim|prepare|threaten|offer|invite|"
    r"urge|ask|propose|vote|set|due|call|announce|allow|confirm|extend)\w*$"
)
_IRREGULAR = (
    "having|said|told|was|were|had|has|have|did|made|took|came|went|got|gave|found|met|held|began|broke|brought|built|"
    "bought|caught|"
    "chose|cut|dealt|died|drew|drove|fell|fled|flew|fought|forced|froze|grew|heard|hit|kept|knew|laid|led|left|"
    "let|lost|paid|put|"
    "quit|ran|rang|read|rose|sang|sank|sat|saw|sent|set|shook|shot|shut|sold|sought|spent|spoke|spread|stood|"
    "stole|struck|"
    "sued|swept|swore|taught|thought|threw|took|tore|understood|underwent|voted|warned|went|won|withdrew|wore|"
    "wrote|became|"
    "overthrew|oversaw|upheld|drew|overran|killed|launched|according|blew|ate|beat|bore|bent|bet|burst|cast|"
    "clung|crept|hung|"
    "hurt|leapt|lit|meant|split|sprang|slid|stuck|undertook|wound|woke|since"
)
# The simple present is a timetable in a sentence and the past in a headline.
_TIMETABLE = (
    r"expires?|begins?|starts?|opens?|takes?\s+place|kicks?\s+off|resumes?|comes?\s+into\s+(?:force|effect)|"
    r"holds|votes|meets|hosts|faces|convenes|visits|leaves|arrives|travels|flies|heads|departs|returns|addresses|"
    r"attends|goes|(?<!to )(?<!not )(?<!n't )(?<!ill )(?<!uld )(?<!did )(?<!may )(?<!can )(?<!ust )(?:meet|"
    r"gather|convene)"
)
_PAST = rf"{_IRREGULAR}|\w{{2,}}(?<!ne)(?<!spe)(?<!fe)ed"
# Words in -ed that name and do not tell: "the planned talks", "the United States".
_NOT_PAST = word_set(
    "united need indeed speed seed feed breed greed hundred sacred expected planned scheduled proposed "
    "hundreds mohammed ahmed hamed saeed mohamed red bed led's wed embed exceed proceed succeed agreed-upon "
    "unprecedented related so-called armed limited detailed advanced wanted accused alleged disputed occupied "
    "besieged divided troubled unmanned"
)
_MARKER = re.compile(
    rf"(?i:(?<![\w'’-])(?:(?P<f>{_FUTURE})|(?P<n>{_TIMETABLE})|(?P<i>to\s+(?:{_EVENT_VERBS}))|(?P<p>{_PAST}))(?![\w-]))"
)
_CLAUSE = re.compile(
    r"[;()“”\"—]|(?<!\d):|:(?!\d)|\s[-–]\s|--|,\s+(?:and|but|while|which|who|whose|where|when|after|as|with|said|says|according|"
    r"a|\w+ing)\b"
    r"|\b(?:that|which|who|whose|where|while|after|before|because|although|though|whether|if|when|unless|but)\b"
)
_WINDOW = 180
_PASSIVE = re.compile(r"(?i)\b(?:be|get|being)\s+(?:\w+\s+)?$")
_FAILED = re.compile(
    r"(?i)\b(?:failed|managed|refused|declined|began|started|used|helped|able|forced|tried|attempted|had)\s+$"
)


# Words right before a date that decide by themselves, or where the clause has no marker.
_SINCE = re.compile(r"(?i)\b(?:since|as\s+of|back\s+in)\s+(?:the\s+)?(?:early\s+|late\s+)?$")
# Any infinitive, where nothing else tells; a plural after "to" is a noun ("files related to investigations").
_INFINITIVE = re.compile(
    r"\bto\s+(?!the\b|his\b|her\b|its\b|their\b|all\b|this\b|that\b|some\b|those\b)[a-z]{2,}[a-rt-z]\b"
)
_LEAD = re.compile(r"(?i)\b(?:before|after)\s+(?:the\s+|early\s+|late\s+|last\s+|next\s+)?$")
_OBJECT = re.compile(r"\s*(?:[.,;:)—–-]|$)")
# "forcing the company to file": what somebody was made to do is told as done.
_MADE_TO = re.compile(r"(?i)\b(?:forcing|prompting|causing|leading|driving|pushing|compelling)\b[^,;]{0,40}$")
# "at 14:00 (11:00 GMT) on Monday": the hour told again is no clause of its own.
_HOUR_ASIDE = re.compile(r"\([^()]{0,12}\d[^()]{0,24}\)")
# "the summit on Friday, delayed twice by the war, will open": the verb of the clause is the one behind the aside.
_ASIDE = re.compile(
    r"(?i)^,\s+(?:\w+ly\s+|twice\s+|once\s+)?(?:\w+ed|brought|held|made|put|set|cut|hit|led|sought|seen|drawn|known|torn)\s[^,;.:]{2,80},"
    r"(?=\s+(?:will|won['’]t|shall|would|is|are|was|were|has|have|had)\b)"
)
_STOPPED = re.compile(r"[.!?…。]")  # a sentence of the body, not a headline
_FROM_THEN = re.compile(r"(?i)\b(?:starting|beginning|effective)\s+(?:on\s+|from\s+|in\s+)?$")
_TILL = re.compile(
    r"(?i)\b(?:until|till|through|by|no\s+later\s+than)\s+(?:the\s+|early\s+|late\s+)?"
    r"(?:(?:midnight|noon|\d[\d:.]*\s*(?:[ap]\.?m\.?)?)\s+(?:(?:GMT|UTC|local\s+time)\s+)?(?:on\s+)?)?$"
)
_LASTS = re.compile(
    r"(?i)\b(?:extended|postponed|delayed|suspended|closed|banned|adjourned|valid|remanded|detained|barred|imposing|"
    r"imposed|given|deferred|gave|has|have|run|runs)\b"
)


def tense_at(sentence: str, start: int, end: int) -> str:
    """Tense of the clause around ``sentence[start:end]`` (English): "past", "future" or "" where nothing tells.

    The nearest marker to the left within the clause decides, then the first to the right within it. Where only
    another clause of the sentence tells, the answer ends in "?": "past?", "future?".
    """
    low = max(0, start - _WINDOW)
    left, right = _HOUR_ASIDE.sub(_blank, sentence[low:start]), sentence[end : end + _WINDOW]
    right = _ASIDE.sub(_blank, right)
    if _SINCE.search(left):
        return "past"
    cut, opener = 0, ""
    own = _LEAD.sub("", left) if _OBJECT.match(right) else left  # "before New Year", not "before the April 12 vote"
    for match in _CLAUSE.finditer(own):
        cut, opener = match.end(), match.group().strip(" ,").casefold()
    stop = _CLAUSE.search(right)
    inside = right[: stop.start()] if stop else right
    found = _last(left, cut) or first_tense(inside)
    if not found and _INFINITIVE.search(left, cut):
        found = "future"  # "Pilots to strike on Thursday"
    if _FROM_THEN.search(left) or (_TILL.search(left) and (found != "past" or _LASTS.search(left[cut:]))):
        return "future"
    if found == "now":
        found = "future" if _STOPPED.search(sentence, max(0, len(sentence) - 4)) else ""
    if found:
        return found
    other = _last(left[:cut], 0) or (first_tense(right[stop.start() :]) if stop else "")
    if opener == "after" and other == "past":
        return "past"  # "split off after voting in a January referendum"
    if opener == "before":
        return "future?"
    return f"{other}?" if other in ("past", "future") else ""


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


# "ended earlier than planned", "opened as scheduled": what was planned is compared, not announced.
_COMPARED = re.compile(r"(?i)\b(?:than|as)\s+(?:(?:had\s+been|was|were|originally|first)\s+)?$")
# "his hosts", "the start", "a tense start": nouns. "a court votes" is a verb: behind a singular subject it ends in -s.
_HIS = re.compile(r"(?i)\b(?:an?|the|his|her|its|their|our|no|any|this|another)\s+$")
_A_TENSE = re.compile(r"(?i)\b(?:an?|another)\s+[\w-]+\s+$")


def _is_noun(text: str, match: re.Match[str]) -> bool:
    """Is a word that may tell a timetable the noun of its determiner?"""
    low = max(0, match.start() - 40)
    lead = text[low : match.start()]
    return bool(_HIS.search(lead)) or (not match.group().casefold().endswith("s") and bool(_A_TENSE.search(lead)))


def _read(text: str, match: re.Match[str], before: str, verb: str) -> str:
    """The tense that a marker gives, after the tense and the verb read before it in the same stretch."""
    if match["f"]:
        return "" if _COMPARED.search(text, 0, match.start()) else "future"
    if match["n"]:
        if _is_noun(text, match):
            return ""
        return "future" if before == "future" and not match.group().casefold().endswith("s") else "now"  # "will open"
    if match["i"]:
        if (
            _FAILED.search(text, 0, match.start())
            or _MADE_TO.search(text, 0, match.start())
            or (before == "past" and not _PLANNER.search(verb))
        ):
            return "past"
        return "future"
    word = match.group().casefold()
    if word in _NOT_PAST or _PASSIVE.search(text[max(0, match.start() - 24) : match.start()]):
        return ""  # "will be completed", "could be postponed": the auxiliary decides
    return "past"


def _last(text: str, low: int) -> str:
    found = verb = ""
    for match in _MARKER.finditer(text, low):
        read = _read(text, match, found, verb)
        if read:
            found, verb = read, match.group()
    return found


def first_tense(text: str) -> str:
    """What the first marker of ``text`` tells: "past", "future", "now" (the simple present) or ""."""
    for match in _MARKER.finditer(text):
        found = _read(text, match, "", "")
        if found:
            return found
    return ""


def first_marker(text: str) -> int | None:
    """Where the first word of ``text`` stands that tells its tense; None without one."""
    return next((m.start() for m in _MARKER.finditer(text) if _read(text, m, "", "")), None)

"""Does a clause speak of what was or of what is to come? Nearest marker wins, inside the clause first.

English by lists of markers; other languages by a short list each (dates_foreign). No parser: a parser is slower by
two orders and no better on agency copy.
"""

from __future__ import annotations

import re

from briefing.digest.sentences import word_set

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
    rf"meant)\s+(?:to|for|on|in|by)|"
    r"(?:is|are)\s+(?:due|scheduled|planned|expected|slated)|"
    rf"(?:is|are|was|were|has|have)\s+to\s+(?:{_EVENT_VERBS})|"
    rf"to\s+(?:be\s+\w+|{_EVENT_VERBS})|"
    r"plans?\s+to|planning\s+to|intends?\s+to|hopes?\s+to|aims?\s+to|wants?\s+to|"
    r"upcoming|forthcoming|ahead\s+of|scheduled|slated|planned|due|deadline|postponed|delayed|rescheduled|moved|"
    r"pushed\s+back|"
    r"until|till|expires?|begins?|starts?|opens?|takes?\s+place|kicks?\s+off|resumes?|comes?\s+into\s+(?:force|effect)|"
    r"takes?\s+effect|is\s+\w+ing|are\s+\w+ing|in\s+time\s+for|no\s+later\s+than|can|could|may|might|must"
)
_IRREGULAR = (
    "said|told|was|were|had|has|have|did|made|took|came|went|got|gave|found|met|held|began|broke|brought|built|"
    "bought|caught|"
    "chose|cut|dealt|died|drew|drove|fell|fled|flew|fought|forced|froze|grew|heard|hit|kept|knew|laid|led|left|"
    "let|lost|paid|put|"
    "quit|ran|rang|read|rose|sang|sank|sat|saw|sent|set|shook|shot|shut|sold|sought|spent|spoke|spread|stood|"
    "stole|struck|"
    "sued|swept|swore|taught|thought|threw|took|tore|understood|underwent|voted|warned|went|won|withdrew|wore|"
    "wrote|became|"
    "overthrew|oversaw|upheld|drew|overran|killed|launched|according|blew|ate|beat|bore|bent|bet|burst|cast|"
    "clung|crept|hung|"
    "hurt|leapt|lit|meant|split|sprang|slid|stuck|undertook|wound|woke"
)
_PAST = rf"{_IRREGULAR}|\w{{2,}}(?<!ne)(?<!spe)(?<!fe)ed|since|as\s+of"
# Words in -ed that name and do not tell: "the planned talks", "the United States".
_NOT_PAST = word_set(
    "united need indeed speed seed feed breed greed hundred sacred expected planned scheduled proposed "
    "hundreds mohammed ahmed hamed saeed mohamed red bed led's wed embed exceed proceed succeed agreed-upon "
    "unprecedented related so-called armed limited detailed advanced wanted accused alleged disputed occupied "
    "besieged divided troubled unmanned"
)
_MARKER = re.compile(rf"(?i:(?<![\w'’-])(?:(?P<f>{_FUTURE})|(?P<p>{_PAST}))(?![\w-]))")
_CLAUSE = re.compile(
    r"[;:()“”\"—]|\s[-–]\s|--|,\s+(?:and|but|while|which|who|whose|where|when|after|as|with|said|says|according|"
    r"a|saying|adding)\b"
    r"|\b(?:that|which|who|whose|where|while|after|before|because|although|though|whether|if|when|unless|but)\b"
)
_WINDOW = 220
_PASSIVE = re.compile(r"(?i)\b(?:be|get|being)\s+(?:\w+\s+)?$")
_FAILED = re.compile(
    r"(?i)\b(?:failed|managed|refused|declined|began|started|used|helped|able|forced|tried|attempted|had)\s+$"
)


def tense_at(sentence: str, start: int, end: int) -> str:
    """Tense of the clause around ``sentence[start:end]`` (English): "past", "future" or "" where nothing tells.

    The nearest marker to the left within the clause decides, then the nearest to the right within it, then the
    nearest to the left in the sentence, then the first to the right.
    """
    low = max(0, start - _WINDOW)
    left, right = sentence[low:start], sentence[end : end + _WINDOW]
    cut = 0
    for match in _CLAUSE.finditer(left):
        cut = match.end()
    found = _last(left, cut)
    if found:
        return found
    stop = _CLAUSE.search(right)
    inside = right[: stop.start()] if stop else right
    return _first(inside) or _last(left[:cut], 0) or (_first(right[stop.start() :]) if stop else "")


def _read(text: str, match: re.Match[str]) -> str:
    word = match.group().casefold()
    if match.group("f"):
        if word.startswith("to ") and _FAILED.search(text[: match.start()]):
            return "past"
        return "future"
    if word in _NOT_PAST or (word.endswith("ed") and _PASSIVE.search(text[max(0, match.start() - 24) : match.start()])):
        return ""  # "will be completed", "could be postponed": the auxiliary decides
    return "past"


def _last(text: str, low: int) -> str:
    found = ""
    for match in _MARKER.finditer(text, low):
        found = _read(text, match) or found
    return found


def _first(text: str) -> str:
    for match in _MARKER.finditer(text):
        found = _read(text, match)
        if found:
            return found
    return ""

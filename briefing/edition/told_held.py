"""Does a sentence tell that a meeting took place? Of what its words say about the meeting, not of any verb beside it.

"The talks broke up on Sunday"                 the meeting is what the verb is about
"They ended their talks", "came out of their meeting"   it is what was ended or left
"The two shook hands in Geneva on Sunday"      a verb of meeting
"They agreed at a meeting on Sunday to ..."    what was done at it, or after it
"NATO welcomed the talks", "oil rose in the run-up to talks"    none of these
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.text.called_off_words import OFF_STEMS, PUT_STEMS
from briefing.text.month_words import MAY
from briefing.text.unreal import is_unreal, is_unreal_occasion

_I = re.IGNORECASE
NOUN = (
    r"talks|negotiations?|consultations?|meetings?|summits?|sessions?|visits?|conferences?|rounds?|encounters?|dialogues?|"
    r"assembl(?:y|ies)|councils?|hearings?|trials?|votes?|elections?|referendums?|inaugurations?|forums?|trip|call|conversation|"
    r"corridors?|exchange|swap|drills?|exercises?"
)
# Not yet, or not at all: whatever else the sentence tells of the meeting, it has not been held.
NOT_YET = re.compile(
    r"\b(?:will|(?:was|were|is|are)\s(?:to|due|set|scheduled|expected|supposed)|had\sbeen\s(?:scheduled|due|planned|set)|"
    rf"not|never|fail(?:ed|s)?\sto(?!\s(?:agree|reach|bridge|narrow|settle|find|produce|resolve|secure|yield|bring)\b)|refus(?:ed|es)\sto|"
    rf"{OFF_STEMS}|{PUT_STEMS}|ahead\sof|upcoming|"
    r"plans?(?:ned)?\s(?:to|for)|run-?up\sto|build-?up\sto|eve\sof|prior\sto|preparations?\sfor|prepar(?:e|es|ed|ing)\s(?:to|for|the|their|its)|"
    r"(?:years?|months?|decades?)\s(?:after|since)|"
    r"invit\w+\sto|agenda\s(?:of|for)|looking\sahead|hopes?\s(?:for|of|from)|no\sinvitation|un?likely|"
    r"before\s(?:(?:the|their|his|its|a|[\w-]+day['’]s)\s)?(?:\S+\s)?(?:talks|negotiations|meeting|summit|session|visit|round))\b|n['’]t\b",
    _I,
)
_ITS = r"(?:an?|the|its|his|her|their|\w+day['’]s|another|fresh|new|more|two|three|first|second|third|last|final)"
# What a meeting does, after its name.
RAN = re.compile(
    rf"\b(?P<n>{NOUN})\b(?P<m>[^;:.]{{0,110}}?)\s(?P<v>broke\s(?:up|off|down)|opened|opens|began|begun|begins?|ended|ends|closed|closes|"
    r"wrapped\sup|yielded|produced|brought|collapsed|stalled|lasted|took\splace|(?:has|have)\staken\splace|(?:was|were|had\sbeen)\sheld|"
    r"got\sunder\s?way|(?:is|are|was|were)\sunder\s?way|came\sto\san\send|drew\sto\sa\sclose|resumed|resumes|concluded|concludes|"
    r"kicked\soff|got\soff\sto|started|finished|adjourned|convened|met|meets|gathered|left\s(?:both|the\stwo)|failed(?!\sto)|went\sahead|dragged\son|went\s(?:on|well))\b",
    _I,
)
# What is said of a meeting that has been: "the talks were difficult"; not what is still open: "were in doubt".
WERE = re.compile(
    rf"\b(?P<n>{NOUN})\b(?P<m>[^;:.]{{0,60}}?)\s(?P<v>(?:was|were)\s(?:(?:very|quite|rather|again|also|both|\w+ly)\s)?"
    r"(?:difficult|useful|constructive|productive|frank|tense|cordial|fruitful|fruitless|inconclusive|friendly|good|tough|hard|"
    r"businesslike|substantive|brief|short|long|intense|positive|successful|unsuccessful|candid|heated|lengthy|calm)\b)",
    _I,
)
# "chances of talks were good", "the last round was difficult"
_OTHERS = re.compile(r"\b(?:of\s(?:the\s)?|(?:last|previous|earlier|past|former)\s(?:[\w’'-]+\s)?)$", _I)
# What is done to a meeting by those who hold it.
HELD = re.compile(
    r"\b(?P<v>held|holds?|hosted|hosts|opened|opens|began|begun|begins?|ended|ends|closed|concluded|concludes|wrapped\sup|attended|"
    r"convened|resumed|resumes|finished|completed|started|underwent|adjourned|led|chaired|emerged\sfrom|emerging\sfrom|coming\sout\sof|came\sout\sof|walked\sout\sof|"
    r"left|broke\s(?:up|off)|stormed\sout\sof|called|described|hailed|praised)\s"
    rf"(?:{_ITS}\s)?(?:(?!(?:for|to|around|about|on|against|before|over|near|with|by|from)\s)[\w’'-]+\s){{0,5}}?(?:{NOUN})\b(?P<r>[^;:.]{{0,90}})",
    _I,
)
_JUDGED = re.compile(r"(?:called|described|hailed|praised|left)\b", _I)
# "described Sunday's talks as useful": what they were like, not "as crucial"
_FOUND_TO_BE = re.compile(
    r"\sas\s(?:[\w’'-]+\s){0,2}?(?:useful|frank|constructive|productive|good|tense|difficult|positive|fruitful|fruitless|"
    r"steps?|success|failure|waste|breakthrough|start)\b",
    _I,
)
# Of these it is told what is hoped or feared of them, or what they once were.
_TO_COME = re.compile(
    r"\b(?:planned|upcoming|coming|next|forthcoming|proposed|scheduled|possible|potential|future)\s(?:[\w’'-]+\s){0,3}$|"
    r"\bhad\b[^;:.]{0,80}\bbeen\b",
    _I,
)
_YEAR = re.compile(r"\bin\s(?:19|20)\d\d\b")
# What people do who meet.
MET = re.compile(
    r"\b(?P<v>met|meets?|sat\s(?:down|together)|after\s(?:sitting\sdown|meeting|conferring|talking)\swith(?=\s(?:(?:the|his|her|its|their)\s)?(?:(?-i:[A-Z])|(?:[\w’'-]+\s)?(?:counterparts?|colleagues?)\b))|"
    r"shook\shands|came\stogether|came\sface\sto\sface|"
    r"brought\s(?:both|(?:the\s)?two|them|the\s(?:sides|parties|rivals)|(?:the\s)?(?:delegations|envoys|negotiators|ministers|presidents|leaders)\b|(?-i:[A-Z])[\w’']*\sand\s(?-i:[A-Z]))"
    r"[^;:.,]{0,60}?\s?(?:together|(?:to|around|round)\s(?:one|the\ssame|a)\stable)|(?:took|take)\s(?:their\s)?seats?|gathered|"
    r"talked\s(?:for|about|with|in|at|on)|spoke\s(?:about|with|for)|discussed|discuss(?:es)?|conferred|negotiated|deliberated|quarrelled|wrangled|haggled|"
    r"hammered\sout|parted|convened|visited|visits|(?:spent\s[^;.]{0,30}?(?:together|behind\sclosed\sdoors|in\stalks))|voted|votes|"
    r"elected|sworn\sin|addressed|addresses|exchanged\s(?:prisoners|captives|bodies)|took\spart\sin|"
    r"arrived|arrives|signed\s(?:[\w’'-]+\s){0,4}?(?:accord|agreement|deal|protocol|treaty|declaration|memorandum|communique|pact))\b",
    _I,
)
RECEIVED = re.compile(
    r"\b(?:received|welcomed|greeted|hosted|receives|welcomes|greets|hosts)\s(?:(?:the|his|her|its|their|a)\s)?(?:[\w’'-]+\s){0,4}?"
    r"(?:president|minister|premier|chancellor|leaders?|delegations?|envoys?|counterpart|guests?|head|king|emir|pope|chief|PM)\b",
    _I,
)
# What was done at it or after it: "agreed at a meeting in", "far apart after Sunday's talks".
AT_IT = re.compile(
    rf"\b(?:after|at|during|following|in)\s(?:{_ITS}\s)?(?:(?!next|planned|coming|future|possible)[\w’'-]+\s){{0,4}}?"
    r"(?:talks|negotiations?|consultations?|meeting|summit|session|visit|conference|round|encounter|(?:phone|telephone)\s(?:call|conversation))\b",
    _I,
)
_PRESENT = re.compile(
    r"(?:meets?|holds?|hosts|opens|begins?|ends|closes|resumes|concludes|visits|arrives|votes|discuss(?:es)?|receives|welcomes|greets|"
    r"addresses|is|are)\b",
    _I,
)
_NOT_FINITE = re.compile(
    r"\b(?:to|will|would|shall|should|can|could|"
    + MAY
    + r"|might|must|cannot|not|never|let|if|whether)\s+(?:\w+ly\s+|also\s+|then\s+|be\s+|have\s+)*$|"
    r"n['’]t\s+$",
    _I,
)
_NOT_SUBJECT = re.compile(
    r"\b(?:for|to|on|about|from|before|toward|towards|over|against|by|with)\s(?:[\w’'-]+\s){0,3}$", _I
)
_OTHER_VERB = re.compile(r"\b(?:said|says|told|who|which|that|where|whose|as|while|and\s\w+ed)\b", _I)


# ", which had started at noon,": what is told of the meeting goes on behind it.
_ASIDE = re.compile(r",\s(?:which|who|where)\s[^,;:]{3,80}(?=,\s)", _I)


def tells_held(text: str) -> bool:
    """Does the sentence, or a part of it between semicolons, tell that a meeting took place?"""
    return any(_tells(part) for part in text.split(";"))


def _tells(text: str) -> bool:
    if NOT_YET.search(text):
        return False
    text = _ASIDE.sub("", text)
    if any(_ran(text, m) for m in RAN.finditer(text)):
        return True
    if _FAILED_AT.search(text):
        return True
    if any(_was_such(text, m) for m in WERE.finditer(text)):
        return True
    if any(_is_held(text, m) for m in HELD.finditer(text)):
        return True
    for words in (MET, RECEIVED):
        if any(_is_told(text, m.start()) and not _is_crowd(text, m) for m in words.finditer(text)):
            return True
    return any(
        not is_unreal_occasion(text, m.start(), m.end()) and not _WITH.match(text, m.start())
        for m in AT_IT.finditer(text)
    )


# "failed to agree at talks on Sunday": what was not reached there, where they met.
_FAILED_AT = re.compile(
    rf"\bfail(?:ed|s)?\sto\s(?:agree|reach|bridge|narrow|settle|find|produce|resolve|secure)\b[^;.]{{0,80}}?\s(?:at|in|during|after)\s(?:{_ITS}\s)?"
    r"(?:(?!(?:next|planned|coming|future|possible|for|of|to|with)\b)[\w’'-]+\s){0,3}?(?:talks|negotiations?|meeting|summit|session|conference|round)\b"
    r"(?!\s(?:planned|scheduled|due|set)\b)",
    _I,
)
# "Protesters gathered against the talks": others than those who hold them.
_CROWD = re.compile(
    r"\b(?:protest\w*|demonstrat\w*|crowds?|people|thousands|hundreds|dozens|residents|mourners|activists|supporters|"
    r"opponents|journalists|reporters|relatives|fans|students|villagers|police|exiles)\b[^;,]{0,50}$",
    _I,
)
_ALSO_CROWD = re.compile(r"gathered|came\stogether|convened|arriv|took|parted|met\b", _I)


def _is_crowd(text: str, match: re.Match[str]) -> bool:
    """Is it a crowd that came together or arrived, and not the sides of a meeting?"""
    return bool(_ALSO_CROWD.match(match.group()) and _CROWD.search(text[: match.start()]))


def _ran(text: str, match: re.Match[str]) -> bool:
    """Did the meeting run: not that of another year ("talks, held in 2019, ended ...")?"""
    if match["v"].casefold() == "had been held" and (
        not _SAYS.search(text[: match.start()]) or _LONG_AGO.search(text[match.end() :])
    ):
        return False  # "before", unless somebody now says so
    return _is_subject(text, match) and not _YEAR.search(match["m"]) and _is_told(text, match.start("v"))


_LONG_AGO = re.compile(r"^[^;]{0,60}?\b(?:(?:19|20)\d\ds|ago|earlier|before|previously|last\s(?:year|month))\b", _I)
_SAYS = re.compile(r"\b(?:said|says|announced|confirmed|reported)\b[^;.]{0,40}$", _I)


def _is_subject(text: str, match: re.Match[str]) -> bool:
    """Is the meeting what the verb speaks of: not "a hotel for talks opened", not "talks, he said, and left"?"""
    return not _NOT_SUBJECT.search(text[: match.start()]) and not _OTHER_VERB.search(match["m"])


def _was_such(text: str, match: re.Match[str]) -> bool:
    """Is it told of the meeting what it was like: under no condition, of no plan, of no other year?"""
    head = text[: match.start()]
    if not _is_subject(text, match) or _OTHERS.search(head) or is_unreal(text, match.start("n")):
        return False
    return not (_TO_COME.search(head) or _YEAR.match(text[match.end() :].lstrip()))


def without_others(text: str, parties: Sequence[str]) -> str:
    """The sentence without "after talking with X", where X is none of the ``parties`` (folded, five letters each)."""
    named = _WITH.search(text)
    if not named or _PEER.search(named.group()) or any(party in named.group().casefold() for party in parties):
        return text
    return text[: named.start()] + text[named.end() :]


_WITH = re.compile(
    r"\bafter\s(?:sitting\sdown|meeting|conferring|talking)\swith\b(?:\s(?!(?:in|on|at|about|over)\s)[\w’'-]+){0,8}", _I
)
_PEER = re.compile(r"\b(?:counterparts?|colleagues?)\b", _I)


def _is_held(text: str, match: re.Match[str]) -> bool:
    if not _is_told(text, match.start()) or _PLANNED.search(match.group()) or _YEAR.search(match["r"].split(",")[0]):
        return False
    if not _JUDGED.match(match["v"]):
        return True
    # "called his meeting with her frank": theirs, and with somebody
    if match["v"].casefold() == "left" or re.search(
        r"\b(?:his|her|their|its)\s", match.group()[: -len(match["r"]) or None]
    ):
        return True
    return match["v"].casefold() == "described" and bool(_FOUND_TO_BE.search(match["r"]))


_PLANNED = re.compile(r"\b(?:planned|upcoming|forthcoming|proposed|scheduled|future)\b", _I)


def _is_told(text: str, start: int) -> bool:
    """Is the verb told as a fact: no infinitive ("ready to discuss"), no modal, no denial, no condition?"""
    present = bool(_PRESENT.match(text, start))
    return not _NOT_FINITE.search(text[:start]) and not is_unreal(text, start, present=present)

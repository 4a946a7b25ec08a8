"""Is an appointment called off, or put off, in these words? Only where that is told as done.

Not "could be postponed", "denied that it was cancelled", "postponed twice, opens on Friday".
"""

from __future__ import annotations

import re

from briefing.text.called_off_what import MANNER, MEETING, MEETING_NOUN, NOUN, is_manner, noun_of
from briefing.text.called_off_words import OFF_VERB, PUT_FIRM, PUT_OFF_VERB
from briefing.text.month_words import MAY

__all__ = ["MEETING", "OFF", "OF_ANOTHER", "called_off", "put_off_firmly", "what_is_off", "where_off"]
OFF = ("cancelled", "postponed")  # what ``called_off`` may say
# "days before a vote set for January 20": the day that follows is that of another appointment, none to move to.
OF_ANOTHER = re.compile(
    rf"\b(?:{MEETING_NOUN})\s+(?:(?:that|which)\s+(?:is|are|was|were)\s+)?(?:set|due|scheduled|planned|slated|fixed)\s+"
    r"(?:for|on)\s+(?:the\s+)?(?:\w+day,?\s+)?$",
    re.IGNORECASE,
)
_DONE_TO = re.compile(  # "talks ... were postponed", "the trip ... is off"
    rf"\b(?:(?:was|were|is|are|been|being|got|gets|be|has|have|had|gone)\s+(?:\w+ly\s+|also\s+|now\s+|again\s+)*)?"
    rf"(?:(?P<off>{OFF_VERB})|(?P<put>{PUT_OFF_VERB}))(?!\w)",
    re.IGNORECASE,
)
# Before the verb, within a few words: it was not done, or is not certain.
_UNSURE = re.compile(
    rf"\b(?:not|never|no|nor|n['’]t|could|{MAY}|might|would|should|can|cannot|will|if|unless|whether|threaten\w*|consider\w*|"
    r"propos\w+|call\w*\s+for|urg\w+|want\w*|ask\w*|demand\w*|avoid\w*|refus\w+|"
    r"risks?|rumou?rs?|likely|expected|plans?|about|ready|prevent\w*|without|instead\s+of|hop\w+)\b(?:\s+[\w’'-]+){0,6}\s*$|n['’]t\s+$",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|dismiss\w*|rul(?:e|es|ed)\s+out|fear\w*|no\s+(?:plans?|word|decision|reason)|rumou?rs?|"
    r"(?:wrong|too\s+early|too\s+soon|premature|incorrect|false|untrue|not\s+true)\s+(?:to\s+(?:say|claim|report|assume)|that))\b",
    re.IGNORECASE,
)
# "will not be held", "will not go ahead" carry their own "not"; "will be postponed" is told as certain.
_WILL_BE = re.compile(r"\b(?:will|would)\s+(?:now\s+)?be\s*$|\bwill\s*$", re.IGNORECASE)
# "The delayed summit opens on Friday", "hold their postponed talks": an attribute of what takes place now.
_ATTRIBUTE = re.compile(r"(?:postpon|delay|deferr|suspend|adjourn|shelv)ed", re.IGNORECASE)
_OF_WHAT = re.compile(r"(?:^\W*|(?:\b(?:the|an?|its|their|his|her|this|these)|[’']s)\s+(?:\w+[\s-])?)$", re.IGNORECASE)
_PLAIN_HEAD = re.compile(rf"\s+(?:(?!\w+day\b)[^\W\d]+\s+){{0,2}}?(?:{MEETING_NOUN})\b", re.IGNORECASE)
_HOLDS = re.compile(
    r"\b(?:holds?|makes?|opens?|begins?|starts?|resumes?|convenes?|attends?)\s+(?:the|its|their|his|her)\s+(?:\w+[\s-])?$",
    re.IGNORECASE,
)
# "was nearly called off", "delayed by an hour", "cancelled and then revived": it takes place on its day.
_NEARLY = re.compile(
    r"\b(?:nearly|almost|narrowly)\s+(?:been\s+|got\s+)?[^\s,;]+(?:\s+(?:off|back|through))?$", re.IGNORECASE
)
_FOR_HOURS = re.compile(
    r"\s+(?:for|by)\s+(?:(?:about|some|around|over|nearly|up\s+to|more\s+than|at\s+least|a\s+few|a\s+couple\s+of)\s+)?(?:[\w-]+\s+){0,2}"
    r"(?:hours?|minutes?)\b",
    re.IGNORECASE,
)
# "cancelled in two of 40 districts": in the others it is held.
_IN_PART = re.compile(
    r"\s+(?:only\s+)?(?:in|at)\s+(?:(?:some|several|many|most|few|a\s+few|parts|\d+|two|three|four|five|six|seven|eight|nine|ten|dozens)\b|"
    r"[^.;,]{1,40}\bonly\b)",
    re.IGNORECASE,
)
_REVIVED = re.compile(
    r"^[^.;]*?\b(?:and|but|then|later|since)\s+(?:was\s+|were\s+|has\s+been\s+|have\s+been\s+|then\s+|later\s+|been\s+)*"
    r"(?:revived|reinstated|restored|back\s+on)\b",
    re.IGNORECASE,
)
# ", postponed in December, will be held": an aside about an earlier day.
_ASIDE = re.compile(
    r"[,(]\s*(?:which\s+(?:was|were|had\s+been|has\s+been)\s+)?(?:already\s+|once\s+|twice\s+|first\s+)?$",
    re.IGNORECASE,
)
_GOES_AHEAD = re.compile(
    r"\b(?:will\s+(?:now\s+)?(?:be\s+held|take\s+place|go\s+ahead|open|begin|start|meet|resume|convene)|"
    r"(?:is|are|was|were|has\s+been|have\s+been)\s+(?:now\s+|back\s+)?(?:set|scheduled|due|planned|rescheduled|to\s+(?:open|begin|start|be\s+held))|"
    r"opens|begins|starts|takes\s+place|resumes?|reopens|goes\s+ahead|"
    r"(?<!not\s)(?:open|begin|start|take\s+place|go\s+ahead|meet)(?=\s(?:on|in|at|this|next|again|\w+day)\b))\b",
    re.IGNORECASE,
)


# "There will be no talks on Friday": as certain as a cancellation, unless a condition or a threat goes with it.
_NONE = re.compile(
    rf"\b(?:there\s+(?:will|would)\s+(?:now\s+)?be|(?:will|would)\s+(?:now\s+)?(?:hold|see|have))\s+no\s+(?:\w+\s+){{0,2}}?"
    rf"(?:{MEETING_NOUN})\b(?!.*\b(?:before|without|as\s+long)\b)",
    re.IGNORECASE,
)
# "No talks of the two will take place on Friday"
_NO_TALKS = re.compile(
    rf"^\W*no\s+(?:\w+\s+){{0,2}}?(?:{MEETING_NOUN})\b(?!\s+(?:on|about|over)\s+(?!\w+day\b|\d|[A-Z]\w+\s\d))[^.;]{{0,80}}\b(?:will|(?:is|are)\s+to)\s+(?:now\s+)?"
    r"(?:take\s+place|be\s+held|go\s+ahead)\b",
    re.IGNORECASE,
)
_OF_A_KIND = re.compile(
    r"\bno\s+(?:\w+\s+)?(?:direct|further|other|separate|formal|public|more|official)\s", re.IGNORECASE
)
# "will go ahead, although a visit to a port fell through": the meeting itself stands.
_STANDS = re.compile(
    r"\b(?:will|(?:is|are)\s+to|would)\s+(?:still\s+|nevertheless\s+|now\s+)?(?:go\s+ahead|take\s+place|be\s+held|proceed|open|begin|start)\b"
    r"(?=.*\b(?:although|though|despite|while|whereas|as\s+scheduled|as\s+planned|all\s+the\s+same)\b)|"
    r"\b(?:although|though|despite|while|whereas)\b.*\bwill\s+(?:still\s+|now\s+)?(?:go\s+ahead|take\s+place|be\s+held|proceed)\b|"
    r"\bbut\s+will\s+(?:lead|hold|attend|host|chair)\b",
    re.IGNORECASE,
)
# What is to be, under a condition or as a threat, wherever in its sentence that stands: "If he refuses, ...".
_CONDITION = re.compile(
    r"(?<!\beven\s)(?<!\basked\s)\bif\b|\b(?:unless|otherwise|provided\s+that|as\s+long\s+as|in\s+case|in\s+the\s+event|"
    r"warn\w*|threat\w*)\b|^\W*should\b",
    re.IGNORECASE,
)
_TO_BE = re.compile(r"\b(?:will|would|won['’]t)\b", re.IGNORECASE)
# "would not go ahead" is told only in reported speech: "said the talks would not go ahead".
_WOULD_NOT = re.compile(r"would\s+not\b", re.IGNORECASE)
_REPORTED = re.compile(r"\b(?:said|announced|told|confirmed|informed|declared|made\s+(?:it\s+)?clear)\b", re.IGNORECASE)
# "wants the talks called off", "saw the visit as cancelled": a participle that somebody wishes for or thinks of.
_WISHED = re.compile(
    r"\b(?:want\w*|would\s+like|need\w*|prefer\w*|wish\w*|demand\w*|(?:would|to)\s+(?:see|have|get))\s+(?!to\b)[^,;]{0,140}$",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(r"(?:was|were|is|are|been|being|got|gets|has|have|had|gone|will|won|did)\b", re.IGNORECASE)


# "forced to cancel": done. "to cancel the talks", "calls to postpone", "would be wrong to": only wished for or feared.
_INFINITIVE = re.compile(r"\bto\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_DONE_INFINITIVE = re.compile(
    r"\b(?:decid\w+|agree[sd]?|agreeing|forced|forces|obliged|compelled|had|has|chose|opted|voted|resolved|prompted|led|caused|"
    r"went\s+on|forcing|prompting|obliging|leading|compelling)\b[^,;]{0,30}\bto\s+(?:\w+ly\s+)?$",
    re.IGNORECASE,
)
# "demanded that the talks be scrapped", "calling off the talks would be a mistake"
# "the decision to cancel the talks was announced", unless it was taken back.
_DECISION = re.compile(r"(?:\b(?:the|its|their|his|her)|[’']s?)\s+decision\s+to\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_UNDONE = re.compile(
    r"\b(?:revers\w+|overturn\w*|rescind\w*|revok\w+|dropp\w+|withdr\w+|block\w*|struck\s+down|den(?:y|ied|ies)|expected|pending|void|annul\w*|"
    r"(?:not|never|yet|to\s+be)\s+(?:been\s+)?(?:made|taken))\b",
    re.IGNORECASE,
)
_SUBJUNCTIVE = re.compile(r"be\s", re.IGNORECASE)
_GERUND = re.compile(
    r"(?:call|cancell?|scrapp|postpon|putt|deferr|delay|adjourn|suspend|shelv|push|abandon)ing\b", re.IGNORECASE
)
_NO_DEED = re.compile(
    r"(?:^|\b(?:of|against|about|from|without|than|despite|means?|meant|considered))\W*$", re.IGNORECASE
)
_WOULD = re.compile(rf"\b(?:would|could|might|{MAY}|will|should)\b", re.IGNORECASE)
# "Five years ago the talks were called off; on Friday they try again".
_LONG_AGO = re.compile(
    r"\b(?:years?|months?|decades?)\s+(?:ago|earlier|before)\b|\blast\s+(?:year|month|autumn|winter|summer|spring)\b|"
    r"\b(?:a|the)\s+year\s+(?:earlier|before)\b|\b(?:in|since)\s+(?:19|20)\d\d\b|"
    r"\b(?:years?|months?|weeks?|decades?)\s+(?:after|since)\b|\b(?:last|first|previous|second|only)\s+time\b",
    re.IGNORECASE,
)
_FALSE = re.compile(
    r"\b(?:is|are|was|were)\s+(?:false|untrue|wrong|baseless|unfounded|fake|not\s+true)\b", re.IGNORECASE
)
# "a report that it had called off the talks was denied"
_A_REPORT = re.compile(
    r"\b(?:reports?|claims?|stor(?:y|ies)|statements?|allegations?|suggestions?|news|word)\s+that\b", re.IGNORECASE
)
_REFUTED = re.compile(
    r"\b(?:is|are|was|were|been)\s+(?:\w+ly\s+)?(?:denied|dismissed|refuted|rejected|disputed|retracted|withdrawn|unconfirmed|premature|"
    r"not\s+(?:confirmed|correct))\b",
    re.IGNORECASE,
)
# "a postponement of the talks is unlikely": the deed by its noun, of which it is not told that it is done.
_NOT_SURE_YET = re.compile(
    r"\b(?:is|are|was|were)\s+(?:\w+ly\s+)?(?:unlikely|likely|possible|feared|averted|ruled\s+out|expected|denied|rejected|not|still|on\s+the\s+table)\b|"
    r"\b(?:seems?|looms?|appears?|remains?)\b",
    re.IGNORECASE,
)
# It stays open, however far before the verb that stands.
_OPEN = re.compile(
    r"\b(?:whether|unclear|uncertain|unknown|unsure|(?:no|not)\s+(?:\w+\s+)?(?:clear|certain|known|sure|confirm\w*)|doubts?|question\s+(?:of|is)|"
    r"so\s+that|lest|in\s+order\s+(?:to|that)|neither|nobody|no\s+one|none|"
    r"(?:bet|bets|betting|wager\w*|predict\w*|forecasts?|believ\w+|thinks?|thought|guess\w*|suspect\w*|hop(?:e|es|ed)|fear(?:s|ed)|worr(?:y|ies|ied)|afraid)\s+(?:that|the|its|their))\b"
    r"(?![^,;]*[,;])",
    re.IGNORECASE,
)
_NEAR_OBJECT = 60  # letters from a verb to its object
_FIRMLY = re.compile(PUT_FIRM, re.IGNORECASE)
_PARTS = re.compile(r"[;:]\s|\s[–—]\s")


def called_off(clause: str) -> str:
    """ "cancelled", "postponed" (no new day is asked for here) or "" for a clause that speaks of an appointment."""
    if (
        (_NONE.search(clause) or _NO_TALKS.search(clause))
        and not _CONDITION.search(clause)
        and not MANNER.search(clause)
        and not _OF_A_KIND.search(clause)
    ):
        return "cancelled"
    match = _told_off(clause)
    return "" if match is None else "cancelled" if match["off"] else "postponed"


def put_off_firmly(clause: str) -> bool:
    """Is it put off by a word that is not also said of a meeting that has begun ("suspended", "delayed")?"""
    match = _told_off(clause)
    return bool(match and match["put"] and _FIRMLY.match(match["put"]))


def what_is_off(clause: str) -> str:
    """The noun of what a clause calls off: "trip" in "cancelled a trip to prepare the talks"; "" without one."""
    match = _told_off(clause)
    return "" if match is None else _noun(clause, match)


def where_off(clause: str) -> tuple[str, int, int, int]:
    """(the noun as in ``what_is_off``, where it stands, where its verb begins and ends in the clause); ("", 0, 0, 0)
    without one."""
    match = _told_off(clause)
    noun = _noun(clause, match) if match else ""
    if match is None or not noun:
        return "", 0, 0, 0
    found = [m.start() for m in re.finditer(rf"\b{re.escape(noun)}\b", clause)]
    behind = [at for at in found if match.end() <= at < match.end() + _NEAR_OBJECT and _is_object(clause, match)]
    before = [at for at in found if at < match.start()]
    return noun, (behind or before[-1:] or found or [match.start()])[0], match.start(), match.end()


def _is_object(clause: str, match: re.Match[str]) -> bool:
    """Is the noun the verb's object, behind it?"""
    return bool(noun_of(match.group(), "", clause[match.end() :]))


def _noun(clause: str, match: re.Match[str]) -> str:
    return noun_of(match.group(), clause[: match.start()], clause[match.end() :])


def _told_off(clause: str) -> re.Match[str] | None:
    """Where the clause tells that an appointment is called off or put off, as done."""
    if _STANDS.search(clause):
        return None
    for match in _DONE_TO.finditer(clause):
        before, after = clause[: match.start()], clause[match.end() :]
        if not _of_meeting(match.group(), before, after) or _is_aside(clause, match) or _DENIED.search(before):
            continue
        if _FALSE.search(after) or _OPEN.search(before) or (_A_REPORT.search(before) and _REFUTED.search(after)):
            continue
        if _is_no_deed(match.group(), before, after) or _is_history(before, after):
            continue
        if _is_attribute(match.group(), before, after) or _NEARLY.search(before + match.group()):
            continue
        if _FOR_HOURS.match(after) or _IN_PART.match(after) or _REVIVED.search(after):
            continue
        if _WOULD_NOT.search(match.group()) and not _REPORTED.search(before):
            continue
        if _is_of_another(clause, match):
            continue
        own = _ITS_NOT.match(match.group())
        if not own and _UNSURE.search(_WILL_BE.sub("", _DONE_INFINITIVE.sub("", before))):
            continue
        if _is_to_be(match.group(), before) and _CONDITION.search(clause):
            continue
        return match
    return None


_ITS_NOT = re.compile(
    r"will\s+no|would\s+not|won['’]t|did\s+not|(?:is|are)\s+not|(?:(?:is|are|was|were)\s+)?no\s+longer|not\s|decided",
    re.IGNORECASE,
)


def _is_attribute(verb: str, before: str, after: str) -> bool:
    """Does the participle only say which meeting it is that takes place?"""
    if not (_ATTRIBUTE.fullmatch(verb) and _OF_WHAT.search(before)):
        return False
    head = _PLAIN_HEAD.match(after)
    return bool(head and (_HOLDS.search(before) or _GOES_AHEAD.search(after, head.end())))


def _is_no_deed(verb: str, before: str, after: str) -> bool:
    """Is it an infinitive, a subjunctive or a gerund, that names the deed and does not tell that it was done?"""
    if _INFINITIVE.search(before):
        return not (_DONE_INFINITIVE.search(before) or (_DECISION.search(before) and not _UNDONE.search(after)))
    if not _AUXILIARY.match(verb) and _WISHED.search(before):
        return True
    if _SUBJUNCTIVE.match(verb):
        return not (_WILL_BE.search(before) or re.search(r"\b(?:is|are)\s+to\s*$", before, re.IGNORECASE))
    return bool(_GERUND.match(verb) and _NO_DEED.search(before) and (before.strip() or _WOULD.search(after)))


def _is_history(before: str, after: str) -> bool:
    """Does it tell of another time, years or months ago, in its own part of the sentence?"""
    lead, rest = _PARTS.split(before)[-1], _PARTS.split(after)[0]
    return bool(_LONG_AGO.search(lead[-90:]) or _LONG_AGO.match(rest.lstrip(" ,")[:40]) or _LONG_AGO.search(rest[:30]))


def _is_to_be(verb: str, before: str) -> bool:
    """Is it told of a day to come ("will be cancelled", "will not take place"), so that a condition undoes it?"""
    return bool(_TO_BE.match(verb) or _WILL_BE.search(before))


def _of_meeting(verb: str, before: str, after: str) -> bool:
    """Is the appointment what the verb speaks of: subject ("the talks were ...") or object ("called off the talks")?

    "called off" of the talks, not of the flights ahead of them; "will not meet in public" denies no meeting.
    """
    if is_manner(verb, after):
        return False
    if verb.casefold().endswith(("meet", "be meeting")):
        return True  # the verb is the appointment
    if verb.casefold().startswith(("cancellation", "postponement")):
        told = _TOLD_CANCELLATION.search(before) and not (_WOULD.search(after) or _NOT_SURE_YET.search(after))
        return bool(told and noun_of(verb, before, after))
    return bool(noun_of(verb, before, after))


# Where the clause of another time begins: what is called off in it, under "a", is another meeting than that of the
# main clause ("the talks come after a visit was cancelled", "replace a meeting that was called off").
_ANOTHER = r"(?:an?|one|another|(?:an?|the)\s+(?:earlier|previous|first|last|similar))\s+(?:[\w’'-]+\s+){0,3}?"
_MAIN = re.compile(
    r"(?<!\w)(?:after|following|since|because|when|as|while|although|though|where|replac\w+|reviv\w+|mak\w+\s+up\s+for)\s|;\s",
    re.IGNORECASE,
)


def _is_of_another(clause: str, match: re.Match[str]) -> bool:
    """Does the sentence speak of a meeting of its own, and call off "a" meeting, that is another?"""
    noun = re.escape(_noun(clause, match))
    named = re.search(rf"\b{_ANOTHER}{noun}\b", clause, re.IGNORECASE) if noun else None
    if named is None:
        return False
    before = clause[: named.start()]
    joint = list(_MAIN.finditer(clause, 0, named.start()))
    if joint and joint[-1].start() < match.start():
        rest = clause[: joint[-1].start()] + " ; " + _main_behind(clause, match.end())
        return bool(NOUN.search(rest))
    who = re.search(r"\b(?:who|which|that)\s+(?:\w+\s+){0,2}$", clause[: match.start()], re.IGNORECASE)
    return bool(who and NOUN.search(before + " ; " + clause[match.end() :].replace(named.group(), "", 1)))


def _main_behind(clause: str, end: int) -> str:
    """What follows the clause of a verb after a comma: the main clause, where the other came first."""
    return clause[end:].partition(",")[2]


# "The cancellation of the talks was announced", "forced the cancellation of": done; no "to debate the cancellation of".
_TOLD_CANCELLATION = re.compile(
    r"(?:^|\b(?:announc\w+|confirm\w+|after|following|(?:led|due)\s+to|result\w+\s+in|prompted|forced|caused|by))\W*(?:the\s+|a\s+)?$",
    re.IGNORECASE,
)


def _is_aside(clause: str, match: re.Match[str]) -> bool:
    """Was it called off before, and is planned again: "cancelled last month, are now set for"?"""
    before, after = clause[: match.start()], clause[match.end() :]
    if _ASIDE.search(before) and _GOES_AHEAD.search(after):
        return True
    own = re.match(r"(?:was|were|is|are|been|being|has|have|had|will|won|did)\b", match.group(), re.IGNORECASE)
    return own is None and bool(NOUN.search(before[-60:])) and bool(_GOES_AHEAD.search(after))

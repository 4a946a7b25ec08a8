"""Is it the meeting that a verb of calling off speaks of? Its own object or its subject must be one.

"called off the talks", "the talks were called off"            the meeting is what the verb is about
"suspended payments ahead of the talks"                        its object is another thing
"the item was struck from the agenda of the talks"             its subject is another thing
"will not meet in public", "not taking place in a vacuum"      not the meeting is denied, but its manner

No parser: where no noun of a meeting stands right at the verb, nothing is called off.
"""

from __future__ import annotations

import re

_I = re.IGNORECASE
MEETING = (
    r"talks?|meetings?|summits?|negotiations?|consultations?|conferences?|forums?|sessions?|votes?|elections?|"
    r"referendums?|"
    r"hearings?|trials?|visits?|trips?|ceremony|rounds?|drills?|exercises?|rally|debates?|briefings?|dialogues?"
)
MEETING_NOUN = (
    rf"{MEETING}|deadlines?|ballots?|run-?offs?|polls|inaugurations?|appearances?|strikes?|rall(?:y|ies)|protests?|councils?|"
    r"assembl(?:y|ies)|signings?|ceremon(?:y|ies)|launch|tours?|calls?(?!\s+for\b)|forums?|handovers?|deliver(?:y|ies)|exchanges?|swaps?|"
    r"withdrawals?|parades?|funerals?|contacts?"
)
# The head of its phrase: not "a council member", "the summit hall", "the election results".
_HEAD = (
    rf"(?:{MEETING_NOUN})\b(?!\s+(?:members?|chiefs?|leaders?|officials?|halls?|rooms?|venues?|judges?|observers?|monitors?|"
    r"tickets?|teams?|commission|laws?|results?|staff|participants?|papers?|documents?|agenda|coach|rates?|rules?|bans?)\b)"
)
NOUN = re.compile(rf"\b{_HEAD}", _I)
_OF_PRESS = re.compile(r"\b(?:news|press)\s+$", _I)
# What ends the phrase of an object.
_END = (
    r"of|for|on|in|at|before|ahead|until|till|to|with|between|after|over|from|by|because|as|and|but|or|who|that|which|when|"
    r"where|while|although|though|during|amid|following|against|about|through|is|are|was|were|will|would|has|have|had|said|says"
)
# "the second round of talks", "plans for a summit": the thing called off is the meeting all the same.
_PART_OF = (
    r"(?:plans?|idea|day|days|series|set|start|opening|part|leg|course|holding|preparations?)\s+(?:of|for|to\s+hold)"
)
_DET = r"(?:the|an?|its|their|his|her|all|any|this|that|these|another|no)"
_WORDS = rf"(?:all\s+)?(?:{_DET}\s+)?(?:(?!(?:{_END}|{_DET})\b)[\w’'./-]+\s+){{0,6}}?"
_OBJECT = re.compile(rf"\W*(?:{_WORDS}{_PART_OF}\s+)?{_WORDS}(?P<n>{_HEAD})", _I)
# "have put off until January 15 the talks": what stands between the verb and its object is a day.
_DAY_BETWEEN = re.compile(
    r"\s+(?:until|till|to|for|on|by|late\s+on|at)\s+(?:(?:the\s+)?(?:\w+day|\w+\s+\d{1,2}|\d{1,2}\s+\w+|short\s+notice|last\s+\w+|"
    r"next\s+\w+|further\s+notice)(?:,?\s+\w+\s+\d{1,2})?)\s+(?=(?:the|an?|its|their|his|her|all)\s)",
    _I,
)
_DIRECT = re.compile(rf"\s+(?!(?:{_END}|again|early|late|today|tomorrow|yesterday|abruptly|\w+day)\b)[\w’'“\"]", _I)
_THE_EVENT = re.compile(r"\s+(?:the|this)\s+(?:event|gathering|encounter)\b", _I)  # the meeting that was named before
_PRONOUN = re.compile(r"\s+(?:it|them|these|both|this)\b", _I)
# A noun behind a preposition is not what the verb speaks of: "the flights to the talks were ..."
_GOVERNED = re.compile(
    r"\b(?:of|in|at|for|to(?!\s+(?:hold|open|attend|begin|resume|start|have|meet|join)\b)|on|about|during|from|over|against|with|after|before|until|till|into|following|amid|since|by)\s+"
    r"(?:(?:the|an?|its|their|his|her|these|those|this|that|all|any|no|both|new|\w+[’']s)\s+)?"
    r"(?:(?!\w+day\b|\d)[\w’'-]+\s+){0,2}$|\b(?:the|an?)\s+(?:eve|day)\s+(?:of|before)\s[^,;]{0,40}$",
    _I,
)
_GOVERNED_BY_DAY = re.compile(  # "the session on the January 13 talks"
    r"\b(?:of|in|at|to|for|from|with|over|during|against|about|after|before|until|ahead\s+of|on\s+(?:the|its|their))\s+(?:(?:the|its|their|\w+[’']s)\s+)?"
    r"(?:\w+day|\w+\s+\d{1,2}|\d{1,2}\s+\w+)\s+$",
    _I,
)
_PART_BEFORE = re.compile(
    rf"\b(?:{_PART_OF}|rounds?\s+of)\s+(?:(?:the|an?|its|their|new|direct|further|\w+[’']s)\s+){{0,2}}"
    r"(?:(?:\w+day|\w+\s+\d{1,2}|\d{1,2}\s+\w+)\s+)?$",
    _I,
)
# "pulled out of the talks ..., which will not be held": behind these the meeting is what "which" and "they" stand for.
_LEFT_BY = re.compile(
    r"\b(?:tak\w+\s+part\s+in|(?:pull|back|walk|dropp|storm)\w*\s+(?:out\s+of|away\s+from)|withdr(?:ew|awn|aws)\s+from|"
    r"no\s+(?:point|sense|use)\s+in)\s+(?:(?:the|an?|its|their|these|all)\s+)?(?:[\w’'-]+\s+){0,2}$",
    _I,
)
_RELATIVE = re.compile(r",\s+(?:whose|which|who|where|when)\s[^,;]*,", _I)
# "a law that was dropped", "a banker whose firm was suspended": the verb is of that clause alone.
_HANGS = re.compile(r"(?<!,)\s(?:that|which|who)\s+(?:(?:was|were|is|are|has|have|had|been|now)\s+)*$", _I)
_TAIL = re.compile(r"(?:\s+(?:in|on|at|with|of|between)\s+(?:(?:the\s+)?[A-Z\d][\w’']*,?\s*|and\s+)+)*\s*$")
_THEY = re.compile(r"\b(?:they|these|both)\s*$", _I)
# Where another clause begins in which the verb has its subject.
_OTHER_CLAUSE = re.compile(
    r"\b(?:although|(?<!as\s)though|while|whereas|because|despite|whose|how|why|(?:in|at|on)\s+which|where)\b|[;:]\s|"
    r"\b(?:will|holds?|hosts?|opens?|begins?|meets?|starts?|said)\b[^,;]{0,80}?,?\s\b(?:and|but|as)\s+(?=(?:an?|the|its|his|her|their|two|three|some)\s)",
    _I,
)
_PASSIVE = re.compile(r"(?:was|were|is|are|been|being|be|got|gets|gone)\b", _I)
_DOING = re.compile(
    r"\b(?:cancel|call|scrapp|postpon|putt|deferr|delay|adjourn|suspend|shelv|push)\w*ing\b", _I
)  # "is cancelling"
_BY_ITSELF = re.compile(
    r"(?:(?:has|have|had)\s+)?(?:f(?:alls?|ell|allen)\s|collaps|not\s|no\s+longer|off$|will\s|won|did\s)", _I
)
_HELD_IN = re.compile(r"\b(?:it|them)\b", _I)
# The manner, the hall or a condition is denied, not the meeting.
MANNER = re.compile(
    r"\b(?:without|until|till|unless|before|as\s+long\s+as|behind\s+closed\s+doors|on\s+the\s+sidelines|to\s+account|alone)\b|"
    r"\b(?:in|under)\s+(?:\w+\s+)?(?:public|secret|private|person|isolation|silence|vacuum|conditions?|circumstances?|pressure)\b|"
    r"\bbut\s+(?:rather\s+|instead\s+)?(?:in|at|on|by|via|from|online|with|only|virtually)\b|"
    r"^\s+(?:in|at)\s+(?:the|an?|its|his|her|their)\s+(?-i:[a-z])",
    _I,
)


def is_manner(verb: str, after: str) -> bool:
    """Does "will not meet", "are not taking place" deny the manner ("in public"), the hall or a condition alone?"""
    return bool(re.search(r"\b(?:not|no)\b|won|did\s", verb, _I) and MANNER.search(after))


def noun_of(verb: str, before: str, after: str) -> str:
    """The noun of the meeting that ``verb`` is about, between ``before`` and ``after`` in its clause; "" for none."""
    own = NOUN.search(verb, len(verb.split()[0]))
    if own:
        return own.group()  # "called the talks off"
    if (_PASSIVE.match(verb) and not _DOING.search(verb)) or _BY_ITSELF.match(verb) or _HELD_IN.search(verb):
        return _subject(before, verb)
    found = _object(verb, after)
    if found or (found is not None and not _THE_EVENT.match(after)):
        return found
    return _subject(before, verb)


def _object(verb: str, after: str) -> str | None:
    """The noun of its object; "" where the object is another thing; None where it has none."""
    day = _DAY_BETWEEN.match(after)
    rest = after[day.end() - 1 :] if day else after
    if _PRONOUN.match(rest):
        return None
    if verb.casefold().endswith(" of"):
        rest = f" {rest.lstrip()}"
    elif not day and not _DIRECT.match(rest) and not rest.startswith(":"):
        if not re.match(r"\s+\w+day[’']?s?\s", rest):
            return None
        if not re.match(rf"\s+\w+day(?:[’']s)?\s+(?!(?:{_END})\b)\w", rest):
            return None
    match = _OBJECT.match(rest)
    if match is None or (_OF_PRESS.search(rest[: match.start("n")]) and NOUN.search(rest, match.end())):
        return ""
    return match["n"]


# "come after a visit was ...": a conjunction, with a subject of its own; "the talks after a visit were ...": none.
_JOINT = re.compile(
    r"\b(?:after|since|before|until|till)\s+(?:(?:the|an?|its|their|his|her|another|all|both|[\w-]+[’']s)\s+)?(?:[\w’'-]+\s+){0,2}$",
    _I,
)
_TAIL_OF = re.compile(
    r"(?:\s+(?:of|by|in|on|at|with|between|to)\s+(?:(?:the|its|their|his|her|an?)\s+)?[\w’'-]+(?:\s+(?:and\s+)?[A-Z\d][\w’'-]*){0,3}){0,3}\s*$"
)
_MANY = re.compile(r"(?:were|are|have)\b", _I)
_ONE = re.compile(r"(?:was|is|has)\b", _I)
_FINITE = re.compile(
    r"\b(?:comes?|came|follow(?:s|ed)?|begins?|began|opens?|opened|will|would|is|are|was|were|has|have|had|said|says|starts?|started|"
    r"takes?|took|resum(?:es?|ed)|ended|ends?|held|holds?|met|meets?|left|went|goes|agreed|failed|collapsed)\b",
    _I,
)


def _of_two(lead: str, noun: str, verb: str) -> str:
    """Which is the subject, in "the talks ... after a visit was ...": the noun right before the verb where it agrees
    with it and the other does not, or the other has a verb of its own; "" where that stays open."""
    other = list(NOUN.finditer(lead))[-1]
    many = True if _MANY.match(verb) else False if _ONE.match(verb) else None
    if _FINITE.search(lead, other.end()) or (many is not None and many == _is_many(noun) != _is_many(other.group())):
        return noun
    if many is not None and many == _is_many(other.group()) != _is_many(noun):
        return other.group()
    return ""


def _is_many(noun: str) -> bool:
    return noun.casefold().endswith("s")


def _subject(before: str, verb: str) -> str:
    """The noun of a meeting before the verb, in the verb's own clause and behind no preposition; "" for none."""
    hangs = _HANGS.search(before)
    if hangs:
        return next((m.group() for m in NOUN.finditer(before) if _TAIL.match(before[m.end() : hangs.start()])), "")
    lead = _RELATIVE.sub(",", before)
    if not _THEY.search(lead):
        lead = lead[max((m.end() for m in _OTHER_CLAUSE.finditer(lead)), default=0) :]
    lead = lead[-160:]
    for match in reversed(list(NOUN.finditer(lead))):
        head = lead[: match.start()]
        joined = _JOINT.search(head)
        if joined and _TAIL_OF.match(lead[match.end() :]):
            main = lead[: joined.start()]
            if NOUN.search(main):
                return _of_two(main, match.group(), verb)
            if _FINITE.search(main):
                return match.group()  # "the envoys left after the talks were called off"
        if _OF_PRESS.search(head) and len(NOUN.findall(before)) > 1:
            continue
        if re.search(r"annul", verb, _I) and re.match(r"vote|election|referendum|ballot|poll|run", match.group(), _I):
            continue
        if (
            _LEFT_BY.search(head)
            or _PART_BEFORE.search(head)
            or not (_GOVERNED.search(head) or _GOVERNED_BY_DAY.search(head))
        ):
            return match.group()
    return ""

"""What, where and who of a dated event, cut from the clause around its date. Every word is the wire's own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.digest.dates_grammar import MONTH
from briefing.digest.events_saying import tells_an_error
from briefing.digest.events_subject import is_bare, is_held_by, opens_with_pronoun
from briefing.digest.events_words import APPOINTMENT, APPOINTMENTS, STRICT_APPOINTMENT
from briefing.model import Mention
from briefing.text.sentences import word_set

_MAX_WORDS = 16
_WORD = re.compile(r"[^\s]+")
# A clause ends at these, seen from its date.
_BOUND = re.compile(
    r"[;:—]\s+|\s[–-]\s|,\s+(?:and|but|while|which|who|where|when|after|before|as|with|according|"
    r"adding|saying|whose)\b|"
    r",\s+(?:a|one|two|three|the)\s+(?:day|week)s?\s+(?:before|after|ahead)\b|"
    r"\b(?:said|says|told|announced|added|reported|confirmed)\s+(?:\w+\s+)?that\b|\band\s+on\b",
    re.IGNORECASE,
)
_DANGLING = word_set(
    "a an the of on in at to for from by with and or but that which who as is are was were be been will would "
    "has have had its their his her this these those into over between about after before until during than "
    "set due scheduled planned slated said says told also not it he she they we starting beginning ending "
    "since up when where while if so only just next last early late mid expected cannot may could"
)
_LEAD = word_set(
    "and but or that which who while when before as so then also the a an meanwhile however with because since "
    "on in at to for "
    "of by said says told it if where instead separately earlier later additionally between after from"
)
_STOP_LEFT = word_set(
    "is are was were be been being will would has have had do does did said says told can could may might "
    "should must of on in at to for from by with and or but that which who as after before until during since "
    "when while where if than into about between ahead under over against amid attend attended hold holds held "
    "holding discuss host hosts hosted begin began"
)
_DETERMINERS = word_set("the a an its their his her this these those our your any")
_THROUGH_OF = word_set("round rounds day session stage phase meeting series start end opening eve deadline anniversary")
_RIGHT = word_set("of between with on among over for to against")
_STOP_RIGHT = word_set(
    "is are was were be been will would has have had do did said says told can could may might should must "
    "that which who as after before until during since when while where if than scheduled set due planned "
    "slated expected held starting beginning this next last today tomorrow yesterday later but take takes took "
    "begin began start started by in at ahead"
)


def clause_around(sentence: str, start: int, end: int, low: int = 0, high: int | None = None) -> tuple[int, int]:
    """Bounds of the clause that holds ``sentence[start:end]``, inside ``low`` and ``high``."""
    high = len(sentence) if high is None else high
    left = low
    for match in _BOUND.finditer(sentence, low, start):
        word = match.group().casefold()
        left = match.start() if word.startswith("and ") or word.endswith(("which", "who", "whose")) else match.end()
    right = _BOUND.search(sentence, end, high)
    return left, right.start() if right else high


# "on December 3, not December 2": the day that is taken back, and what stands behind it.
_NOT_THEN = re.compile(
    rf",?\s+(?:not|instead\s+of|rather\s+than)\s+(?:on\s+)?(?:{MONTH}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b.*$"
)


def what_of(sentence: str, start: int, end: int, low: int, high: int, *, ahead: bool) -> str:
    """A few words that name the event, each of them the sentence's own; "" where nothing is left without the date.

    Ahead, the appointment's own phrase ("a second round of talks"), where it says more than one word; behind, and
    otherwise, the clause without its date. What a clause takes back ("wrongly said that ...") is never its words.
    """
    what = _trim(_NOT_THEN.sub("", _named(sentence, start, end, low, high, ahead=ahead)))
    return _phrase(sentence, start, end, 0, high) if tells_an_error(what) else what


def occasion_phrase(sentence: str, start: int, end: int, low: int, high: int) -> str:
    """The noun phrase of the appointment nearest to a date inside its clause; "" without one."""
    return _phrase(sentence, start, end, low, high)


def _named(sentence: str, start: int, end: int, low: int, high: int, *, ahead: bool) -> str:
    phrase = _phrase(sentence, start, end, low, high) if ahead else ""
    clause = _clause(sentence, start, end, low, high)
    if len(phrase.split()) > 1 and STRICT_APPOINTMENT.search(phrase):
        return _with_holder(phrase, clause, sentence[low:start], sentence[:start])
    if len(clause.split()) < 3 and not ahead:  # ", a spokesman said on Thursday": what was said is what happened
        clause = _clause(sentence, start, end, 0, len(sentence))
    if len(clause.split()) < 2:
        clause = _clause(sentence, start, end, 0, len(sentence)) or clause
    if _NO_SUBJECT.match(clause):  # "... was briefed and will meet again": who will stands before
        clause = _clause(sentence, start, end, 0, high)
    if not phrase:
        return clause
    return clause if 2 < len(clause.split()) <= 12 or len(phrase.split()) == 1 < len(clause.split()) else phrase


# "Groups that draw the border will hold their next session": what is said between subject and verb.
_ASIDE = re.compile(r",?\s(?:that|who|which)\s.*?(?=\s(?:will|is|are|would)\s)")


def _with_holder(phrase: str, clause: str, before: str, whole: str) -> str:
    """A bare "extraordinary meeting" with those who hold it, where its clause or its sentence names them before it."""
    for text in (clause, _trim(_DATE_LEAD.sub("", _ASIDE.sub("", before))), _trim(_ASIDE.sub("", whole))):
        lead = text.partition(phrase)[0].strip()
        if phrase not in text or not lead or _NO_SUBJECT.match(text) or opens_with_pronoun(text):
            continue
        if is_bare(phrase) or is_held_by(phrase, text):
            return text
    return phrase


_ATTRIBUTION = re.compile(
    r",?\s+(?:(?:an?|the)\s+)?(?:[\w'’.-]+\s+){0,6}(?:said|says|told\s+\w+|announced|reported|confirmed|added)\s*$",
    re.IGNORECASE,
)
# "..., the foreign ministry said.", "..., an aide told reporters": who says it is no part of what is said.
_SAID_LAST = re.compile(
    r",\s+(?:[^\s,;]+\s+){1,10}?(?:said|says|told(?:\s+[^\s,;]+){1,6}|announced|reported|confirmed|added|stated)"
    r"(?:\s+(?:late|early|in|on|at|by|during)\b[^,;]*)?[\s.”\"’]*$",
    re.IGNORECASE,
)
_NO_SUBJECT = re.compile(
    r"(?:will|would|is|are|was|were|has|have|had|can|could|may|must|should|seen|reached)\b", re.IGNORECASE
)
_SAID_AFTER = re.compile(
    r"^\s*,\s[^,]{0,70}\b(?:said|says|told|announced|reported|"
    r"confirmed)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_RELATIVE = re.compile(r"\s*,?\s*(?:which|who)\s+(?=\w)", re.IGNORECASE)
_DATE_LEAD = re.compile(
    r"(?:(?:^|\s)(?:starting|beginning))?(?:(?:^|\s)(?:no later than|as of|on|in|by|from|until|till|for|at|"
    r"before|after|since|"
    r"starting|beginning|to|of|over|during|between|late|early))?\s*$",
    re.IGNORECASE,
)


def _clause(sentence: str, start: int, end: int, low: int, high: int) -> str:
    before, after = sentence[low:start], sentence[end:high]
    relative = _RELATIVE.match(before)
    if relative and low:
        before = f"{_antecedent(sentence, low)} {before[relative.end() :]}"
    if _PREMODIFIER.match(after):  # "in the February 12 elections" keeps its "in"
        before, after = before.rstrip(), re.sub(r"^['’]s\b", "", after)
    else:
        before = _DATE_LEAD.sub("", before).rstrip(" ,(")
        if len(before.split()) > 1:
            after = _SAID_AFTER.sub("", after)
        after = re.sub(r"^(?:['’]s\b)?(?:\s+at\s+the\s+(?:latest|earliest)\b)?[\s,)]*", "", after)
        if len(before.split()) > 5 and not _GOES_ON.match(after):
            after = ""
    text = _ATTRIBUTION.sub("", _SAID_LAST.sub("", f"{before} {after}")).strip(' “"‘')
    opened = _OPENING.match(text)
    return _trim(text[opened.end() :] if opened and len(text[opened.end() :].split()) > 3 else text)


# What follows a date and counts as the same statement.
_GOES_ON = re.compile(
    r"(?:in|at|with|to|for|between|on|over|as|by|from|of|about|during|under|where|against|near|outside|inside)\b",
    re.IGNORECASE,
)
_PREMODIFIER = re.compile(
    r"(?:['’]s)?\s(?!in\b|at\b|with\b|to\b|for\b|between\b|on\b|over\b|as\b|by\b|from\b|of\b|and\b|or\b|but\b|"
    r"that\b|who\b|"
    r"which\b|when\b|where\b|while\b|after\b|before\b|if\b|will\b|is\b|was\b|were\b|are\b|has\b|had\b|have\b|"
    r"the\b|an?\b|his\b|"
    r"her\b|its\b|their\b|it\b|he\b|she\b|they\b|would\b|could\b|may\b|said\b|during\b|under\b|amid\b|unless\b|"
    r"because\b)[a-z]+"
)
_OPENING = re.compile(r"(?:After|Before|Despite|Following|With|For|As|Amid|According to|Prior to)\b[^,]{0,60},\s+")


_OCCASION = re.compile(
    rf"\b(?:at|during|for)\s+(?:an?|the)\s+(?P<p>(?:[\w'’-]+\s+){{0,4}}?(?:{APPOINTMENTS}))\b", re.IGNORECASE
)


def occasion_after(sentence: str, end: int, high: int) -> tuple[int, int] | None:
    """Span of the appointment that a later part of the sentence names: "..., at a meeting of the Council"."""
    match = _OCCASION.search(sentence, end, high)
    return (match.start("p"), _grow_right(sentence, match.end("p"), high)) if match else None


def _antecedent(sentence: str, low: int) -> str:
    """The noun phrase that a relative clause hangs on: the words before its comma, at most six."""
    words: list[str] = []
    for word in reversed(sentence[max(0, low - 80) : low].rstrip(" ,").split()):
        bare = word.casefold()
        if len(words) == 6 or word[-1] in ",;:.—" or bare in _DETERMINERS or bare in _STOP_LEFT:
            break
        words.append(word)
    return " ".join(reversed(words))


_BARE = ",.;:()[]“”\"'’‘–—-…"
_SOFT = word_set(
    "that which who whose after before while as where when because although with by amid despite including"
)


def _trim(text: str) -> str:
    words = [w for w in text.split() if w.strip(_BARE)]
    while words and (words[0].strip(_BARE).casefold() in _LEAD or words[0].startswith(("’s", "'s"))):
        words.pop(0)
    if len(words) > _MAX_WORDS:
        words = words[: _soft_end(words)]
    while words and words[-1].strip(_BARE).casefold() in _DANGLING and not _phrasal(words):
        words.pop()
    out = " ".join(words).strip(' ,;:–—-()[]“”"‘’…')
    return out if re.search(r"\b[A-Z]\.$", out) else out.rstrip(".")


def own_words(text: str) -> str:
    """The words of a stretch of a sentence, what only joins it to the rest cut off at both ends."""
    return _trim(text)


def _phrasal(words: list[str]) -> bool:
    """Does the last word belong to its verb: "sworn in", "handed over"?"""
    verbs = ("sworn in", "swear in", "handed over", "take over", "taken over", "goes on")
    return " ".join(words[-2:]).casefold() in verbs


def _soft_end(words: list[str]) -> int:
    """Where a long clause may be cut: after a comma or before a word that opens another clause."""
    for index in range(_MAX_WORDS, 5, -1):
        if words[index - 1][-1] in ",;—" or words[index].casefold() in _SOFT:
            return index
    return _MAX_WORDS


# "will visit", "to vote": a verb; "election commission": a word before another noun.
_NO_NOUN = re.compile(r"\b(?:to|will|would|shall|must|may|can|not|could)\s+$", re.IGNORECASE)
_MODIFIES = re.compile(
    r"\s(?:commission|committee|officials?|board|body|team|law|date|venue|hall|room|partners?|commissioner|observers?|"
    r"ministers?|workers?|results|stations?|rules|agenda|documents?)\b"
)


# "to decide on further sanctions": what a meeting is about, no occasion.
_MATTER = re.compile(
    r"\b(?:decid|discuss|debat|consider|weigh|impos|lift|eas|extend|approv|tighten|review|draft|prepar|adopt|agree|"
    r"talk|vot)\w*\s+(?:(?:on|about|over|to|the|an?|whether)\s+)*(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)


def _is_matter(sentence: str, match: re.Match[str], low: int) -> bool:
    """Is the noun what is decided or talked about there, and no meeting, vote or other occasion itself?"""
    return not STRICT_APPOINTMENT.fullmatch(match.group()) and bool(_MATTER.search(sentence, low, match.start()))


def _phrase(sentence: str, start: int, end: int, low: int, high: int) -> str:
    """The noun phrase of the appointment nearest to the date, its "of", "between", "with" and "on" included."""
    best: re.Match[str] | None = None
    best_gap = 0
    for match in APPOINTMENT.finditer(sentence, low, high):
        if (match.start() < end and match.end() > start) or _NO_NOUN.search(sentence, low, match.start()):
            continue
        if _MODIFIES.match(sentence, match.end()) or _is_matter(sentence, match, low):
            continue
        gap = (
            min(abs(match.end() - start), abs(match.start() - end))
            if match.end() <= start or match.start() >= end
            else 0
        )
        if best is None or gap < best_gap:
            best, best_gap = match, gap
    if best is None:
        return ""
    left = _grow_left(sentence, best.start(), max(low, end) if best.start() >= end else low)
    right = _grow_right(sentence, best.end(), start if best.end() <= start else high)
    return _TO_DO.sub("", _trim(sentence[left:right]))


_TO_DO = re.compile(r"\s+to\s+[a-z]+$")  # "hearing to discuss" is cut before its object


def _grow_left(sentence: str, at: int, low: int) -> int:
    words = [(m.start() + low, m.group()) for m in _WORD.finditer(sentence[low:at])]
    left = at
    for position, (begin, word) in enumerate(reversed(words)):
        bare = word.casefold().strip("“”\"'()[]")
        if word[-1] in ",;:.)”" and not re.fullmatch(r"(?:[A-Z]\.)+", word):
            break
        if bare in _DETERMINERS or position > 7:
            break
        if bare == "of":
            previous = words[len(words) - position - 2][1].casefold() if len(words) - position - 2 >= 0 else ""
            if previous not in _THROUGH_OF:
                break
        elif bare in ("and", "&") and _joins_a_name(words, len(words) - position - 1, sentence[at : at + 1]):
            pass
        elif bare in _STOP_LEFT or bare.endswith("ly"):
            break
        left = begin
    return left


def _joins_a_name(words: Sequence[tuple[int, str]], index: int, head: str) -> bool:
    """ "Peace and Security Council": capitals on both sides and at the noun itself."""
    around = [words[n][1] for n in (index - 1, index + 1) if 0 <= n < len(words)]
    return head.isupper() and len(around) == 2 and all(word[0].isupper() for word in around)


def _grow_right(sentence: str, at: int, high: int) -> int:
    right = at
    for count, match in enumerate(_WORD.finditer(sentence, at, high)):
        word = match.group()
        bare = word.casefold().strip("“”\"'()[],.;:")
        if count == 0 and bare not in _RIGHT and not word[:1].isupper():
            break
        if bare in _STOP_RIGHT or re.fullmatch(MONTH, word.strip(",.")) or bare[:1].isdigit():
            break
        right = match.end()
        if word[-1] in ",;:.)" or count >= 9:
            return right - (1 if word[-1] in ",;:." else 0)
    return right


_PLACE = re.compile(r"\b(?:in|at)\s+(?:the\s+)?(?P<p>[A-Z][\w'’.-]+(?:\s+(?:de|del|al|of|the)?\s?[A-Z][\w'’-]+){0,2})")
# A town that the gazetteer does not hold: what people meet "in" with a capital.
_MET_IN = re.compile(
    r"\b(?:meet|met|gather|conven|host|held|hold|talks|session|summit|conference|negotiat|consult|visit|sign)[a-z]*"
    r"(?:\s+[\w’'-]+){0,3}?\s+in\s+(?P<p>[A-Z][a-z][\w’'-]*(?:[ -][A-Z][\w’'-]+)?)\b(?=\s*(?:[.,;]|$)|\s+[a-z])"
)
_NO_PLACE = re.compile(
    rf"(?:{MONTH}|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Parliament|Congress|Christmas|Easter|"
    rf"President|Prime|"
    r"Minister|Mr|Ms|The|A|Q[1-4])\b"
)  # fmt: skip


_AT = re.compile(
    r"\b(?:in|at)\s+(?:the\s+)?$|\b(?:visit|trip|travel|flew|fly|head|return|arriv|"
    r"go)\w*\s+(?:\w+\s+)?to\s+(?:the\s+)?$"
)
# "to discuss the war in Sudan": the scene of what is talked about.
_TALKED_OF = re.compile(
    r"\b(?:discuss|debat|review|address)(?:es|ing|e)?\s+(?:[^\s,;]+\s+){1,5}in\s+(?:the\s+)?$", re.IGNORECASE
)
_BREADTH = {"city": 0, "capital": 0, "admin": 0, "country": 1, "area": 2}


def where_of(sentence: str, start: int, end: int, low: int, high: int, mentions: Sequence[Mention]) -> str | None:
    """The place after "in" or "at" in the clause: a town before a country, the nearest to ``start`` and ``end`` first.

    A mention where there are mentions, else words with capitals: with mentions that are no such place, the town that
    people meet "in".
    """
    options: list[tuple[int, int, str]] = []
    last = _SAID_LAST.search(sentence, low)
    high = min(high, last.start()) if last and last.start() >= end else high
    for mention in mentions:
        breadth = _BREADTH.get(mention.kind)
        if breadth is None or not low <= mention.start < high or mention.role in ("speaker", "person", "outlet"):
            continue
        if _TALKED_OF.search(sentence[low : mention.start]):
            continue
        if _AT.search(sentence[max(low, mention.start - 24) : mention.start].casefold()):
            options.append((breadth, _gap(mention.start, mention.end, start, end), mention.name))
    if not options and mentions:
        met = (m for m in _MET_IN.finditer(sentence, low, high) if not _NO_PLACE.match(m["p"]))
        unknown = (m["p"] for m in met if not any(o.start < m.end("p") and m.start("p") < o.end for o in mentions))
        return next(unknown, None)
    if not options:
        for match in _PLACE.finditer(sentence, low, high):
            if not _NO_PLACE.match(match["p"]):
                breadth = 1 if match.group().startswith("at") else 0
                gap = _gap(match.start("p"), match.end("p"), start, end)
                options.append((breadth, gap, match["p"].rstrip(".,'’")))
    return min(options)[2] if options else None


def _gap(a: int, b: int, start: int, end: int) -> int:
    return start - b if b <= start else a - end if a >= end else 0


def parties_of(low: int, high: int, mentions: Sequence[Mention], where: str | None) -> tuple[str, ...]:
    """Countries (ISO codes) and bodies named in the clause, the venue left out, in the order of the text."""
    out: list[str] = []
    for mention in mentions:
        if not low <= mention.start < high or mention.role in ("speaker", "outlet", "person", "dateline", "venue"):
            continue
        name = mention.name if mention.kind == "body" else mention.country
        if mention.kind not in ("body", "country", "demonym", "capital") or not name or mention.name == where:
            continue
        if name not in out:
            out.append(name)
    return tuple(out)

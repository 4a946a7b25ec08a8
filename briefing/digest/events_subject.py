"""Who an announced event is about, where its own clause does not say: a pronoun, or a bare "another meeting"."""

from __future__ import annotations

import re

from briefing.digest.dates_tense import first_marker
from briefing.digest.events_words import APPOINTMENT

_PRONOUN = re.compile(
    r"^(?P<who>they|we|he|she|it|i|you|this|these|those|both)\b(?!\s+(?:and|of)\b)(?:['’]\w+)?\s*",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    r"^(?:(?:will|shall|would|is|are|was|were)\s+(?:then\s+|also\s+)?(?:be\s+)?(?:(?:set|due|scheduled|expected|planned)\s+)?"
    r"(?:to\s+)?)",
    re.IGNORECASE,
)
# Words that tell nothing of the parties or the matter by themselves.
_FILLING = re.compile(
    r"^(?:another|an?|the|next|new|first|second|third|fourth|fifth|last|final|extraordinary|emergency|urgent|special|"
    r"regular|further|fresh|more|early|pledging|follow-up|separate|possible|possibly|technical|planned|joint|similar|"
    r"such|will|be|is|are|to|held|resume|resumes|begin|begins|start|starts|continue|open|opens|take|place|likely)$",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"^(?:in|on|at|after|before|during|for|with|as|by|from|if|when|while|but|and|or|also|since|under|to|of|it|they|he|she|"
    r"we|i|you|this|that|these|those|there|his|her|their|its|our|what|who|according|asked|earlier|later)\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"^[A-ZÀ-Þ][^a-z]{2,}[^-–—]{0,50}\s[-–—]{1,2}\s+|^[^/]{0,60}/[A-Z]{2,}/\.?\s+")
_DAY_AT_END = re.compile(r"\s+(?:on\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|later|also|now)$")
_MOST_WORDS = 10


def is_bare(phrase: str) -> bool:
    """Does an appointment's phrase leave open whose it is and on what: "Another meeting", "an urgent session"?"""
    words = [w.strip(",.;:\"'“”") for w in phrase.split()]
    return bool(words) and all(_FILLING.match(w) or APPOINTMENT.fullmatch(w) for w in words)


def is_held_by(phrase: str, clause: str) -> bool:
    """Does the clause name those who hold the appointment: "Norland holds parliamentary elections"?"""
    return bool(
        re.search(rf"\S\s.*\b(?:hold|host|conven|stag)\w*\s+(?:[\w’'-]+\s+){{0,2}}?{re.escape(phrase)}", clause)
    )


def closed(text: str) -> str:
    """The text without the quotation marks and brackets that it leaves open."""
    for left, right in (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"), ('"', '"')):
        if text.count('"') % 2 if left == right else text.count(left) != text.count(right):
            text = text.replace(left, "").replace(right, "")
    return text


def opens_with_pronoun(what: str) -> bool:
    """Does a pronoun stand where the subject should be named?"""
    return bool(_PRONOUN.match(what))


def subject_of(sentence: str) -> str:
    """The noun phrase before the first verb of a sentence, at most ten words; "" where it is none or hangs itself."""
    text = _DATELINE.sub("", sentence).strip()
    at = first_marker(text)
    subject = text[:at].strip() if at else ""
    plain = re.sub(r"\s+(?:has|have|had|is|are|was|were|also|will)$", "", subject)
    if not 1 <= len(plain.split()) <= _MOST_WORDS or _PREPOSITION.match(plain) or re.search(r"[\d,;:()\"“”—]", plain):
        return ""
    return _DAY_AT_END.sub("", re.sub(r"^(?:the|an?)\s+", "", plain, flags=re.IGNORECASE))


def with_subject(what: str, phrase: str, sentence: str, before: str) -> str:
    """The words of an announced event with their subject: the occasion's own phrase for a pronoun, else the subject of
    the sentence ``before``, else the words without the pronoun; after a bare "another meeting" that opens its own
    ``sentence``, who or what it goes on from."""
    pronoun = _PRONOUN.match(what)
    if pronoun is None:
        opens = sentence.partition(what)[0].strip(' "“').casefold() in ("", "the", "a", "an")
        if not opens or not is_bare(what):
            return what
        matter = _matter_of(what.split()[-1], before)
        if matter:
            return f"{what} {matter}"
        goes_on = _goes_on_from(before)
        return f"{what} ({goes_on})" if goes_on else what
    if len(phrase.split()) > 1 and not is_bare(phrase):
        return phrase
    rest = what[pronoun.end() :]
    subject = subject_of(before)
    if subject and _agrees(pronoun["who"].casefold(), subject):
        return f"{subject} {rest}"
    if len(phrase.split()) > 1:
        return phrase
    plain = _AUXILIARY.sub("", rest)
    return plain if len(plain.split()) > 1 else rest


def _matter_of(noun: str, before: str) -> str:
    """What the sentence before says of the same kind of occasion: "of advisers of the four countries"."""
    found = re.search(
        rf"\b{re.escape(noun)}\s+(?P<m>(?:of|between|with|among)\s(?:[\w'’-]+\s){{0,8}}?[\w'’-]+)"
        r"(?=[,:.;]|$|\s(?:will|is|are|was|were|has|had|in|at|on)\b)",
        before,
        re.IGNORECASE,
    )
    return found["m"] if found else ""


def _goes_on_from(before: str) -> str:
    subject = subject_of(before)
    return subject if re.search(r"[A-Z]", subject[1:]) or re.match(r"[A-Z]", subject) else ""


def _agrees(pronoun: str, subject: str) -> bool:
    """Many for "they", one for "he", "she" and "it"; "we" and "you" are the speaker's, whose name stands elsewhere."""
    many = " and " in subject or re.search(r"^\S*[a-z]s\b|^\S+\s\S*[a-z]s\b|s$", subject) is not None
    if pronoun in ("they", "these", "those", "both"):
        return many
    return pronoun in ("he", "she", "it", "this") and " and " not in subject

"""The figures of a wire, each with who gives it: so many killed, injured, detained, missing, displaced, evacuated; so
many troops; so much money.

Rules over sentences, for English; other languages give none. What is denied, feared, threatened, planned, told of
another year, a share, an age or a part of another count is no figure here: precision goes before recall.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from briefing.digest.claims_numbers import number_of, value_of
from briefing.digest.claims_said import PRONOUN, said_by
from briefing.digest.claims_words import (
    ACTIVE,
    BASELESS,
    CLASS_OF,
    CURRENCIES,
    FALLEN,
    FIGURE,
    GOVERNED,
    HISTORY,
    ITSELF,
    NUMBERED,
    PASSIVE,
    PRESENT,
    RATE,
    SCALE,
    SINCE,
    TOLL,
    TROOPS,
    UNREAL,
    YEAR,
)
from briefing.model import Mention
from briefing.model.claims import Claim
from briefing.text.sentences import split_sentences

_I = re.IGNORECASE
_STOP = (
    r"in|on|at|from|who|which|after|when|as|that|but|were|was|is|are|have|has|had|be|been|being|will|to|by|for|with"
    r"|than"
    r"|said|says|and|or|dead|killed|wounded|injured|died|missing|during|since|near|while|including|if|because|under"
    r"|into|across|inside|amid|over|overnight|so|following|before|per|it|he|they|remain|remained|reported|still|feared"
)
_NP = rf"(?P<np>(?:\s(?!(?:{_STOP})\b)[A-Za-z][\w'’-]*){{0,6}}?)"
_ASIDE = r"(?:,\s(?:including|among\sthem|most\sof\sthem|many\sof\sthem|all\sof\sthem|mostly)[^,;]{2,60},)?"
_BE = r"(?:(?:were|are|was|have\sbeen|had\sbeen|has\sbeen|being|got|reported(?:ly)?|confirmed|feared|also)\s){0,3}"
_REMAIN = (
    r"(?:(?:were|are|was|is|have|had|has|remain(?:ed)?|still|also|been|reported(?:ly)?|confirmed"
    r"|listed\sas|left)\s){0,3}"
)
_EITHER = r"(?!\s(?:or|and)\s(?:killed|wounded|injured|hurt|missing|captured|detained|arrested|displaced)\b)"
_AFTER = re.compile(
    rf"(?P<figure>{FIGURE}){_NP}{_ASIDE}\s(?:(?P<be>{_BE})(?:"
    + "|".join(f"(?P<{kind}>{verbs})" for kind, verbs in PASSIVE.items())
    + rf")|{_REMAIN}(?:"
    + "|".join(f"(?P<{kind}_itself>{verbs})" for kind, verbs in ITSELF.items())
    + rf"))\b{_EITHER}",
    _I,
)
_BEFORE = re.compile(
    r"\b(?:" + "|".join(f"(?P<{kind}>{verbs})" for kind, verbs in ACTIVE.items()) + rf")\s(?P<figure>{FIGURE})"
    rf"(?P<np>(?:\s(?!(?:{_STOP})\b)[A-Za-z][\w'’-]*){{0,5}})",
    _I,
)
_TROOPS = re.compile(
    rf"(?P<figure>{FIGURE})(?P<np>(?:\s(?!(?:{_STOP}|of)\b)[A-Za-z][\w'’-]*){{0,4}}?"
    rf"\s(?:{TROOPS.replace(' ', '|')}))\b",
    _I,
)
_SIZE = r"\d[\d,]*(?:\.\d+)?"
_MONEY = re.compile(
    rf"(?:(?:at\sleast|more\sthan|over|about|around|some|nearly|almost|up\sto)\s)?"
    rf"(?:(?P<mark>US\$|\$|€|£|USD\s|EUR\s|GBP\s)"
    rf"\s?(?P<a>{_SIZE})(?:[\s-]?(?P<sa>thousand|million|mln|mn|billion|bn|trillion|trn|tn|m|k)\b)?"
    rf"|(?<![\w.,$€£])(?P<b>{_SIZE})(?:[\s-]?(?P<sb>thousand|million|mln|mn|billion|bn|trillion|trn|tn|m|k))?\s(?:US\s|U\.S\.\s)?"
    r"(?P<name>dollars|euros?|rubles|roubles|pounds|yuan|yen|hryvnias?|lira|tenge|rupees)\b)(?![\w-])"
    r"(?!\s(?:a|an|per|each|every)\b|/)"
    r"(?P<np>(?:\s(?:in|worth\sof|of)(?:\s(?!(?:" + _STOP + r")\b)[A-Za-z][\w'’-]*){1,4})?)",
    _I,
)  # fmt: skip
_TRIGGERS = (
    "kill dead died death toll injur wound hurt detain arrest jail custody missing unaccounted displac fled flee"
    " homeless evacuat perish drown slain massacr martyr execut imprison uproot homes troops soldiers servicemen"
    " peacekeepers personnel marines paratroopers hospitali lives $ € £ dollar euro rubles roubles pounds yuan yen"
    " hryvnia lira tenge rupees usd eur gbp"
).split()
_PART = re.compile(
    r"(?:\bincluding|\bincludes|\bamong\s(?:them|whom)|\bof\s(?:the|them|whom|which|those|these)|\bthe|\bthose|\bother"
    r"|\baged|\bages?|\bday|\bNo\.?|\bthan|\btop|\bfirst|\blast|\bevery|\b(?:one|two|three|four|five|\d+)\s(?:in|out\sof))\s$",
    _I,
)
_MORE = re.compile(r"\b(?:another|additional|further)\s$", _I)
_CURRENCY = re.compile("|".join(re.escape(mark) for mark in CURRENCIES), _I)
_SOLDIERS = re.compile(rf"\b(?:{TROOPS.replace(' ', '|')})\b", _I)
_BEFALLEN = re.compile("|".join((*PASSIVE.values(), *ITSELF.values())), _I)
_DOING = re.compile("|".join(ACTIVE.values()), _I)
_DIGIT = re.compile(r"\d")
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = "January February March April May June July August September October November December".split()
_DAY = rf"(?:{_WEEKDAY}|(?:{'|'.join(_MONTH)})\s\d{{1,2}}|\d{{1,2}}\s(?:{'|'.join(_MONTH)}))"
_AS_OF = re.compile(rf"\b(?i:as\sof|by)\s(?:late\s|early\s|midday\s|noon\s)?(?P<day>{_DAY})\b")
_ON_DAY = re.compile(rf"^[^,;.]{{0,60}}?\b(?:on\s|late\s|early\s)?(?P<day>{_DAY})\b")
_IN_MONTH = re.compile(rf"\b(?:in|on|of|last)\s(?:\d{{1,2}}\s)?(?P<month>{'|'.join(_MONTH)})\b")
_CONDITIONAL = re.compile(r"\b(?:if|unless|could|might|would)\b", _I)
LOOK_BACK = 45  # letters before a verb or figure in which a "could" or "not" makes it unreal
MOST_CLAIMS = 24  # of one wire
LEAST_MONEY = 10_000  # of any currency; less is a price, or a scale the wire misspelt
FEWEST_TROOPS = 50  # a handful of soldiers is no contingent


@dataclass(frozen=True, kw_only=True, slots=True)
class _Found:
    kind: str
    start: int  # of the figure
    end: int
    reach: int  # end of the whole match
    counted: str
    unit: str = "people"
    low: float | None = None
    high: float | None = None
    toll: bool = False


def find_claims(
    headline: str,
    paragraphs: Sequence[str],
    *,
    anchor: date,
    language: str = "en",
    mentions: Sequence[Sequence[Mention]] = (),
) -> tuple[Claim, ...]:
    """The figures of one wire in the order of the text, at most 24. Pure; never raises for any text.

    ``anchor`` is the wire's day, against which years and months are other times; ``mentions`` are its places, [0] of
    the headline, [1:] of the paragraphs.
    """
    if language not in ("en", "und"):
        return ()
    found: list[Claim] = []
    for row, text in enumerate((headline, *paragraphs), -1):
        if not _may_tell(text):
            continue
        places = mentions[row + 1] if row + 1 < len(mentions) else ()
        spans = list(split_sentences(text))
        for n, (start, end) in enumerate(spans):
            sentence = text[start:end]
            if _may_tell(sentence):
                inside = [m for m in places if start <= m.start < end]
                before = [text[a:b] for a, b in spans[:n]]
                found += _of_sentence(sentence, start, row, anchor, inside, before)
    return tuple(found[:MOST_CLAIMS])


def _may_tell(text: str) -> bool:
    """A cheap look before the rules: is there a figure, and a word of what befalls people, of troops or of money?"""
    folded = text.casefold()
    numbered = _DIGIT.search(folded) or any(word in folded for word in NUMBERED)
    return bool(numbered) and any(word in folded for word in _TRIGGERS)


def _of_sentence(
    sentence: str, offset: int, row: int, anchor: date, places: Sequence[Mention], before: Sequence[str]
) -> list[Claim]:
    """The claims of one sentence; ``before`` are those before it in the paragraph, for who "he said" is."""
    plain = re.sub(r"[\u00a0\u2009\u202f\n]", " ", sentence)
    made: list[Claim] = []
    for one in _distinct(plain, anchor):
        who = said_by(plain, one.start, one.end)
        who = (_speaker_in(before) or who) if PRONOUN.match(who) else who
        made.append(_claim(one, plain, row, who, _nearest(places, one.start + offset)))
    return made


def _speaker_in(sentences: Sequence[str]) -> str:
    """Who speaks in the last of them that names a speaker."""
    for sentence in reversed(sentences):
        for at in (len(sentence), 0):
            named = said_by(sentence, at, at)
            if named and not PRONOUN.match(named):
                return named
    return ""


def _claim(one: _Found, sentence: str, row: int, who: str, place: Mention | None) -> Claim:
    text = sentence[one.start : one.end]
    low, high = (one.low, one.high) if one.unit != "people" else value_of(text)
    stated = _AS_OF.search(sentence) or _ON_DAY.match(sentence[one.reach :])
    since = SINCE.search(sentence)
    return Claim(
        kind=one.kind,
        text=text.strip(),
        low=low,
        high=high,
        unit=one.unit,
        counted=one.counted,
        said_by=who,
        as_of=stated["day"] if stated else "",
        total=one.toll or bool(since),
        since=since.group().strip() if since else "",
        place=place.name if place else "",
        country=(place.country or "") if place else "",
        evidence=sentence,
        paragraph=row,
    )


def _distinct(sentence: str, anchor: date) -> list[_Found]:
    """Each figure once: what befell people goes before a bare count of troops."""
    kept: list[_Found] = []
    for one in (*_tolls(sentence), *_befallen(sentence), *_doing(sentence), *_money(sentence), *_troops(sentence)):
        if not any(one.start < k.end and k.start < one.end for k in kept):
            kept.append(one)
    if kept and _another_time(sentence, anchor):
        return []
    return sorted(kept, key=lambda one: one.start)


def _another_time(sentence: str, anchor: date) -> bool:
    """Whether the sentence calls something untrue, or tells of another year or a month long past.

    A count from then till now is of our time.
    """
    if HISTORY.search(sentence) or RATE.search(sentence) or BASELESS.search(sentence):
        return True
    for year in YEAR.finditer(sentence):
        before = sentence[max(0, year.start() - 24) : year.start()]
        if int(year.group(1)) != anchor.year and not re.search(r"\bsince\b", before, _I):
            return True
    for month in _IN_MONTH.finditer(sentence):
        ago = (anchor.month - 1 - _MONTH.index(month["month"])) % 12
        if ago > 1 and not re.search(r"\bsince\b", sentence[: month.end()], _I):
            return True
    return False


def _unreal(sentence: str, at: int) -> bool:
    """Whether words shortly before ``at``, in its clause, make the figure no report of what is."""
    clause = re.split(r"[;:\"“”]|,\s(?:and|but|while|with)\s", sentence[:at])[-1]
    clause = re.sub(rf"\b(?:no (?:fewer|less) than|{_DAY})\b", "", clause)
    near = clause[-LOOK_BACK:]
    return bool(UNREAL.search(near) or GOVERNED.search(near) or _CONDITIONAL.search(clause))


def _part_of_another(sentence: str, start: int, kind: str) -> bool:
    before = sentence[max(0, start - 24) : start]
    return bool(_PART.search(before)) or (kind == "killed" and bool(_MORE.search(before)))


def counted_in(phrase: str) -> str | None:
    """The part of a phrase that says who is counted, up to its head; "" for none said, None where it is no one."""
    words = phrase.split()
    if not words:
        return ""
    heads = [n for n, word in enumerate(words) if word.casefold() in CLASS_OF]
    if heads and not (words[-1].casefold() == "more" and len(words) == 1):
        return " ".join(words[: heads[0] + 1])
    if words[-1][:1].isupper() and words[-1].casefold().endswith(("s", "ese", "i", "ish", "men")):
        return " ".join(words)
    return None


def _befallen(sentence: str) -> Iterator[_Found]:
    """ "at least 12 soldiers were killed", "12 dead" """
    if not _BEFALLEN.search(sentence):
        return
    for match in _AFTER.finditer(sentence):
        kind = next(k.removesuffix("_itself") for k, v in match.groupdict().items()
                    if v and k not in ("figure", "np", "be"))  # fmt: skip
        counted = counted_in(match["np"])
        following = sentence[match.end() : match.end() + 30]
        itself = bool(match["displaced_itself"])  # "thousands fled their homes"
        active = not (match["be"] or itself) and re.match(
            rf"\s(?:{FIGURE}|(?:a|an|the|his|their|him|her|them|its|dozens)\b)", following
        )
        if counted is None or active or _unreal(sentence, match.start()):
            continue
        if _part_of_another(sentence, match.start("figure"), kind) or re.search(r"\b(?:more|risks?)\b", match["np"]):
            continue
        yield _Found(
            kind=kind, start=match.start("figure"), end=match.end("figure"), reach=match.end(), counted=counted
        )


def _doing(sentence: str) -> Iterator[_Found]:
    """ "killing at least 12 soldiers", "detained 200 protesters" """
    if not _DOING.search(sentence):
        return
    for match in _BEFORE.finditer(sentence):
        kind = next(k for k, v in match.groupdict().items() if v and k not in ("figure", "np"))
        counted = counted_in(match["np"])
        either = re.search(r"\b(?:killed|wounded|injured)\s(?:or|and)\s$", sentence[: match.start()], _I)
        if counted is None or either or _unreal(sentence, match.start()):
            continue
        if kind == "killed" and re.search(r"\bmore\b", match["np"]):
            continue
        yield _Found(
            kind=kind, start=match.start("figure"), end=match.end("figure"), reach=match.end(), counted=counted
        )


def _tolls(sentence: str) -> Iterator[_Found]:
    if "toll" not in sentence.casefold():
        return
    for match in TOLL.finditer(sentence):
        if not _unreal(re.sub(r"\bto\b", "", sentence), match.start()):
            yield _Found(
                kind="killed", start=match.start("figure"), end=match.end("figure"), reach=match.end(),
                counted="", toll=True,
            )  # fmt: skip


def _troops(sentence: str) -> Iterator[_Found]:
    if not _SOLDIERS.search(sentence) or FALLEN.search(sentence) or not PRESENT.search(sentence):
        return
    for match in _TROOPS.finditer(sentence):
        low, _ = value_of(match["figure"])
        if low is None or low < FEWEST_TROOPS or _unreal(sentence, match.start()):
            continue
        if not _part_of_another(sentence, match.start(), "troops") and " more " not in f" {match['np']} ":
            yield _Found(
                kind="troops", start=match.start("figure"), end=match.end("figure"), reach=match.end(),
                counted=" ".join(match["np"].split()),
            )  # fmt: skip


def _money(sentence: str) -> Iterator[_Found]:
    if not _CURRENCY.search(sentence):
        return
    for match in _MONEY.finditer(sentence):
        if _unreal(sentence, match.start()):
            continue
        mark = (match["mark"] or match["name"]).strip().casefold()
        scale = (match["sa"] or match["sb"] or "").casefold()
        value = number_of(match["a"] or match["b"]) * SCALE.get(scale, 1.0)
        if value < LEAST_MONEY or _part_of_another(sentence, match.start(), "money"):
            continue
        least = bool(re.match(r"at\sleast|more\sthan|over", match.group(), _I))
        yield _Found(
            kind="money", start=match.start(), end=match.start("np"), reach=match.end(),
            counted=" ".join(match["np"].split()), unit=CURRENCIES[mark], low=value, high=None if least else value,
        )  # fmt: skip


def _nearest(places: Sequence[Mention], at: int) -> Mention | None:
    """The town or province nearest to the figure, else the country."""
    told = [m for m in places if m.role in ("event", "party", "venue")]
    towns = [m for m in told if m.kind in ("city", "capital", "admin", "area")]
    lands = [m for m in told if m.kind == "country" and m.role != "party"]  # who acts there says not where
    return min(towns or lands, key=lambda m: abs(m.start - at), default=None)

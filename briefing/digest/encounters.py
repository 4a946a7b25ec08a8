"""What a wire reports as having taken place on its own days: meetings, calls, visits, votes, exchanges, corridors.

    sentence -> a table of encounters_words that matches -> who (by mentions) -> its day -> a DatedEvent

A verb in the future, refused, wished for or negated reports nothing; nor does a past that has no day of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from briefing.digest import encounters_words as words
from briefing.digest.dates import find_dates
from briefing.digest.events_words import META
from briefing.model import DatedEvent, Mention
from briefing.text.sentences import split_sentences
from briefing.text.unreal import is_unreal, is_unreal_occasion

# The undated news of a wire stands in its headline and its first paragraphs; below, only what names its day counts.
HEAD = 2
# A report of what was longer ago is history.
REACH = timedelta(days=7)
LONGEST = 2_000  # letters of one sentence
# Letters between a verb and the party it belongs to.
NEAR = 70
_SIDES = ("country", "demonym", "leader", "office", "body")
_TOWNS = ("city", "capital", "admin")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Sentence:
    text: str
    paragraph: int
    mentions: tuple[Mention, ...]
    head: tuple[Mention, ...] = ()  # of the headline and the first paragraph

    def sides(self, low: int = 0, high: int | None = None) -> list[Mention]:
        """Those who can meet, named between two offsets."""
        high = len(self.text) if high is None else high
        return [m for m in self.mentions if self._side(m) and low <= m.start and m.end <= high and _key(m)]

    def _side(self, one: Mention) -> bool:
        """A country, its people or leader, a body; a capital that stands for its government ("Tehran said")."""
        if one.kind == "capital":
            return not re.search(r"\b(?:in|at|to|from|near|of|for|around|outside|the)\s+$", self.text[: one.start])
        return one.kind in _SIDES


def find_encounters(
    *, headline: str, paragraphs: Sequence[str], anchor: date, language: str, mentions: Sequence[Sequence[Mention]]
) -> tuple[DatedEvent, ...]:
    """Encounters in the order of the text, one for a sentence; English wires only.

    ``mentions[0]`` belong to the headline, ``mentions[1:]`` to the paragraphs. Status "held", or for corridors of the
    wire's own day also "planned", "confirmed" (then ``ahead``) and "cancelled". ``on`` is a full day, at most
    REACH before ``anchor``. Never raises.
    """
    if language not in ("en", "und"):
        return ()
    found: list[DatedEvent] = []
    head = tuple(m for row in mentions[:2] for m in row if m.kind in _SIDES)
    for index, text in enumerate((headline, *paragraphs[: len(mentions) - 1]), start=-1):
        for sentence in _sentences(text, index, mentions[index + 1] if index + 1 < len(mentions) else ()):
            event = _event(replace(sentence, head=head), anchor)
            if event is not None:
                found.append(event)
    return tuple(found)


def _sentences(text: str, index: int, mentions: Sequence[Mention]) -> Iterator[_Sentence]:
    if index >= HEAD and not words.DAY_NAMED.search(text):
        return
    for low, high in split_sentences(text):
        high = min(high, low + LONGEST)
        if index >= HEAD and not words.DAY_NAMED.search(text, low, high):
            continue
        if not words.WORTH.search(text, low, high) or META.search(text[low:high]):
            continue
        inside = tuple(
            Mention(
                text=m.text, start=m.start - low, end=m.end - low, kind=m.kind, name=m.name, country=m.country,
                countries=m.countries, role=m.role,
            )
            for m in mentions
            if low <= m.start and m.end <= high
        )  # fmt: skip
        yield _Sentence(text=text[low:high].strip(), paragraph=index, mentions=inside)


def _event(sentence: _Sentence, anchor: date) -> DatedEvent | None:
    for report in (_corridor(sentence), _report(sentence)):
        if report is None:
            continue
        status, parties = report
        dated = status != "held" or bool(words.EVACUATED.search(sentence.text))
        on = _day_of(sentence, anchor, status, dated=dated)
        if on is not None:
            return _made(sentence, on, status, parties)
    return None


def _made(sentence: _Sentence, on: date, status: str, parties: tuple[str, ...]) -> DatedEvent:
    return DatedEvent(
        on=on.isoformat(),
        what=_unstamped(sentence.text),
        where=_where(sentence, parties),
        parties=parties,
        status=status,
        evidence=sentence.text,
        paragraph=sentence.paragraph,
        ahead=status in ("planned", "confirmed"),
    )


# What sites put around a headline: the hour of publication before or behind it, their own name behind a bar.
_STAMP = re.compile(r"^\d[\d.:/-]*(?:\s\d[\d:.]*)?\s+[-–—]\s+|\s*\(\d[\d.:/ -]+\)\s*$")


def _unstamped(text: str) -> str:
    return _STAMP.sub("", _STAMP.sub("", re.split(r"\s+[«|]\s+", text)[0])).rstrip(". ")


def _where(sentence: _Sentence, parties: tuple[str, ...]) -> str | None:
    """The town told with "in", "at", "to" or "from", else a country so told that is no party."""
    placed = [
        m for m in sentence.mentions if re.search(r"\b(?:in|at|to|from)\s+(?:the\s+)?$", sentence.text[: m.start])
    ]
    towns = [m.name for m in placed if m.kind in _TOWNS and m.role not in ("speaker", "outlet", "dateline")]
    hosts = [
        m.name for m in placed
        if m.kind == "country" and m.country not in parties and _VENUE.search(sentence.text[: m.start])
    ]  # fmt: skip
    return next(iter(towns), None) or next(iter(hosts), None)


_VENUE = re.compile(
    r"\b(?:met|meets?|talks|meeting|summit|session|negotiations|consultations|held|visit\w*|gathered|convened|place)\b"
    r"[^,;.]{0,30}\bin\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def _day_of(sentence: _Sentence, anchor: date, status: str, *, dated: bool) -> date | None:
    """The day that the sentence names, else the wire's own where it is its news; None for another past."""
    found, _ = find_dates(sentence.text, anchor=anchor, language="en", narrative=anchor)
    days = [f.low for f in found if f.grain == "day" and f.low and f.low == f.high and f.type in ("DATE", "TIME")]
    if status in ("planned", "confirmed"):
        return anchor if anchor in days else None
    year = words.IN_A_YEAR.search(sentence.text)
    if year and int(year["y"]) < anchor.year:
        return None  # "held talks in Kesra in 2019, she said on Monday"
    past = [day for day in days if anchor - REACH <= day <= anchor]
    if past:
        return max(past)
    if any(f.grain in ("month", "year", "season") and f.high and f.high < anchor for f in found):
        return None
    if days or dated or sentence.paragraph >= HEAD or words.LONG_AGO.search(sentence.text):
        return None
    return anchor


def _corridor(sentence: _Sentence) -> tuple[str, tuple[str, ...]] | None:
    if not words.CORRIDOR.search(sentence.text):
        return None
    parties = _keys(sentence.sides())
    for pattern, status in ((words.FAILED, "cancelled"), (words.PLANNED, "planned"), (words.AGREED, "confirmed")):
        if pattern.search(sentence.text):
            return status, parties
    return None


def _report(sentence: _Sentence) -> tuple[str, tuple[str, ...]] | None:
    """("held", who) by the first table that finds its parties; None for no report of an encounter."""
    for reader in (_addressed, _met, _relayed, _visited, _occasion, _ran, _voted, _swapped, _evacuated):
        parties = reader(sentence)
        if parties is not None:
            return "held", parties
    return None


def _met(s: _Sentence) -> tuple[str, ...] | None:
    for match in words.MEET.finditer(s.text):
        if _undone(s.text, match.start("v")):
            continue
        verb = match["v"].casefold()
        before = [m for m in s.sides(0, match.start()) if _close(s.text, m.end, match.start())]
        told = verb in words.TOLD
        if not told and len(_keys(_joined(s.text, before))) > 1:
            return _keys(_joined(s.text, before))
        after = _object(s, match.end())
        if after and before:
            subject = before[-1]
            sides = _keys([subject, *after])
            if len(sides) > 1 and (not told or (_person(s, subject) and any(_person(s, m) for m in after[:2]))):
                return sides
    return None


_OFFICES = frozenset(
    {"Foreign", "Prime", "Defence", "Defense", "Vice", "Deputy", "Secretary", "State", "The", "Interior"}
)
_WITH = re.compile(r"\s*(?:[\w’'-]+\s+){0,5}?(?:with|between)\s+", re.IGNORECASE)


def _object(s: _Sentence, end: int) -> list[Mention]:
    """The other side: named right after the verb, or after its "with"."""
    joint = _WITH.match(s.text, end)
    if not joint and re.search(r"\b(?:spoke|speaks?|talked|discuss\w*)$", s.text[:end], re.IGNORECASE):
        return []  # "talked of Sudan", "discussed Russia"
    start = joint.end() if joint else end
    near = [m for m in s.sides(start) if m.start - start <= (40 if joint else 25)]
    if not near or not _plain(s.text[start : near[0].start]) or words.ITS_MATTER.match(s.text, near[0].end):
        return []
    return _chain(s.text, near[0], s.sides(start))


def _plain(between: str) -> bool:
    """May these words stand between a verb and the other side: no preposition, no name of somebody else?"""
    names = [w for w in re.findall(r"\b[A-Z][\w’'-]+", between) if not words.TITLE.fullmatch(w) and w not in _OFFICES]
    return not names and not re.search(r"\b(?:in|at|on|for|over|about|from|against|to)\s", between)


def _chain(text: str, first: Mention, others: Sequence[Mention]) -> list[Mention]:
    """The mention and those joined to it by commas and "and": "Germany, France, Britain and Italy"."""
    out = [first]
    for one in others:
        if one.start <= out[-1].start:
            continue
        between = text[out[-1].end : one.start]
        if not re.fullmatch(r"(?:[’']s)?[\s,]*(?:and\s+)?(?:the\s+)?(?:[A-Za-z-]+\s){0,3}", between):
            break
        if re.search(r"\b(?:in|on|at|to|of|for|by|from|about|over|against|as|that|after|before)\s", between):
            break
        out.append(one)
    return out


def _joined(text: str, before: Sequence[Mention]) -> list[Mention]:
    """Those right before a verb that are told as one subject, by "and", a comma or a hyphen."""
    out = list(before[-1:])
    for one in reversed(before[:-1]):
        between = text[one.end : out[0].start]
        if not re.fullmatch(
            r"(?:[’']s)?(?:\s[\w’'-]+){0,5}?\s?(?:,|and|&|-|–|\s)*\s?(?:the\s)?(?:[\w’'-]+\s){0,3}", between
        ):
            break
        if re.search(r"\b(?:says?|said|that|as|to|for|against|over|of|on)\b", between):
            break
        out.insert(0, one)
    return out


def _relayed(s: _Sentence) -> tuple[str, ...] | None:
    match = words.RELAYED.search(s.text)
    if match is None or _undone(s.text, match.start("v")):
        return None
    before = [m for m in s.sides(0, match.start()) if _close(s.text, m.end, match.start(), 10)][-1:]
    teller = s.sides(match.start("b"), match.end("b") + 1)[:1]
    leaders = before and before[0].kind == "leader" and teller and _person(s, teller[0])
    sides = _keys([*before, *teller])
    return sides if leaders and len(sides) > 1 else None


def _addressed(s: _Sentence) -> tuple[str, ...] | None:
    for match in words.ADDRESS.finditer(s.text):
        before = [m for m in s.sides(0, match.start()) if _close(s.text, m.end, match.start())]
        spoke = not (_undone(s.text, match.start("v")) or _only_planned(s.text, match))
        if before and spoke:
            return _keys([before[-1], *s.sides(match.start(), match.end() + 1)])
    return None


def _visited(s: _Sentence) -> tuple[str, ...] | None:
    for match in words.VISIT.finditer(s.text):
        goal = next(
            (m for m in s.mentions if 0 <= m.start - match.end() <= 25 and m.kind in ("country", *_TOWNS)), None
        )
        if goal is None or not goal.country or _undone(s.text, match.start("v")) or _only_planned(s.text, match):
            continue
        before = s.sides(0, match.start())
        near = [m for m in before if _close(s.text, m.end, match.start(), 40)][-1:]
        who = next((m for m in (before if match["on"] else near) if _person(s, m) and m.country != goal.country), None)
        if who is None:
            continue
        if goal.kind in _TOWNS and match["v"].casefold().startswith(("arriv", "flew", "travel")):
            # Perhaps on neutral ground: the host is no party.
            with_whom = [
                m
                for m in s.sides(goal.end)
                if m.kind != "office" and re.search(r"\bwith\s+(?:the\s+)?$", s.text[: m.start])
            ]
            return _keys([who, *with_whom])
        return _keys([who, goal])
    return None


def _only_planned(text: str, match: re.Match[str]) -> bool:
    """ "will sign it during a visit to Poland", "is to speak of it in his address to Parliament" """
    return bool(words.ON_OCCASION.match(match["v"])) and is_unreal_occasion(text, match.start("v"), match.end("v"))


def _occasion(s: _Sentence) -> tuple[str, ...] | None:
    for match in words.OCCASION.finditer(s.text):
        if _undone(s.text, match.start()) or is_unreal_occasion(s.text, match.start(), match.end()):
            continue
        before = _joined(s.text, [m for m in s.sides(0, match.start()) if match.start() - m.end <= NEAR])
        joint = re.compile(r"(?:\s+(?:held|in|with|between)\b[^,;.]{0,30}?)?\s*\b(?:with|between)\s+", re.IGNORECASE)
        start = m.end() if (m := joint.match(s.text, match.end())) else match.end()
        near = [m for m in s.sides(start) if m.start - start <= 40]
        after = _chain(s.text, near[0], s.sides(start)) if near else []
        for sides in (after, before, [*before, *after], s.sides(max(0, match.start() - NEAR), match.end() + NEAR)):
            if len(_keys(sides)) > 1:
                return _keys(sides)
    return None


def _ran(s: _Sentence) -> tuple[str, ...] | None:
    for pattern in (words.RUNS, words.BEGAN, words.GATHERED):
        for match in pattern.finditer(s.text):
            if _undone(s.text, match.start("v")) or _undone(s.text, match.start()):
                continue
            sides = s.sides(max(0, match.start() - NEAR), match.end() + NEAR)
            held_by = [m for m in sides if m.end <= match.start("v") and _close(s.text, m.end, match.start("v"))]
            if pattern is words.BEGAN and not held_by and not re.match(r"\s+between\b", s.text[match.end() :]):
                continue  # somebody else held them, perhaps with one of these
            if s.paragraph < HEAD and pattern is words.RUNS and len(_keys(sides)) < 2:
                sides = [*sides, *s.head]
            body = any(m.kind == "body" and m.end <= match.end() for m in sides)
            if len(_keys(sides)) > 1 or body:
                return _keys(sides)
    return None


def _voted(s: _Sentence) -> tuple[str, ...] | None:
    match = words.VOTE.search(s.text)
    if not match or _undone(s.text, match.start("v")):
        return None
    whose = s.sides(0, match.start("n"))[-1:]  # "Peru's Congress": another country's has the same name
    return (
        _keys(whose if whose and _close(s.text, whose[0].end, match.start("n"), 20) else s.sides(0, match.end()))
        or None
    )


def _swapped(s: _Sentence) -> tuple[str, ...] | None:
    match = words.SWAP.search(s.text)
    done = words.SWAPPED.search(s.text) if match else None
    return _keys(s.sides()) if done and s.sides() and not _undone(s.text, done.start()) else None


def _evacuated(s: _Sentence) -> tuple[str, ...] | None:
    match = words.EVACUATED.search(s.text)
    done = list(_EVACUATED.finditer(s.text, match.start(), match.end())) if match else []
    if not done or _undone(s.text, done[-1].start()):
        return None
    return tuple(dict.fromkeys(m.country for m in s.mentions if m.country))


_EVACUATED = re.compile(r"\bevacuated\b", re.IGNORECASE)


def _undone(text: str, start: int) -> bool:
    """Is the verb at ``start`` planned, wished for, refused, denied or under a condition?"""
    clause = max((m.end() for m in _CLAUSE.finditer(text, 0, start)), default=0)
    present = bool(words.PRESENT.match(text, start))
    if words.ANOTHER_TIME.search(text[clause:start]):
        return True
    return bool(words.NOT_DONE.search(text[clause:start])) or is_unreal(text, start, present=present)


_CLAUSE = re.compile(r"[,;:.—]|\b(?:as|while|but)\s")


def _close(text: str, end: int, start: int, most: int = NEAR) -> bool:
    """Does the mention stand near enough before the verb, without another clause between?"""
    between = text[end:start]
    return len(between) <= most and not re.search(r"\b(?:says?|said|that|which|whose)\b|[;:.]\s", between)


def _person(s: _Sentence, one: Mention) -> bool:
    """A leader, an office, a body, or a country's name with a title right after it ("the Turkish president")."""
    if one.kind in ("leader", "office", "body"):
        return True
    ahead = s.text[one.end : one.end + 45]
    of = re.search(r"([\w’'-]+\s+){1,3}of\s+(?:the\s+)?$", s.text[: one.start])
    return bool(words.TITLE.search(ahead) or (of and words.TITLE.search(of.group())))


def _key(one: Mention) -> str:
    return (one.name if one.kind == "body" else one.country) or ""


def _keys(mentions: Sequence[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for m in mentions if (key := _key(m))))

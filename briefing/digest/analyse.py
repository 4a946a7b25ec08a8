"""One wire gives one Analysis: places, sections, dates, people, and the affairs it treats, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing.digest.claims import find_claims
from briefing.digest.encounters import find_encounters
from briefing.digest.events import find_events
from briefing.digest.events_undated import find_undated
from briefing.digest.people import find_people
from briefing.digest.places import home_of, judge_places, paragraph_countries
from briefing.digest.quotes import find_quotes
from briefing.digest.regions import Regions
from briefing.digest.rules import rules_version
from briefing.digest.topics import judge_topics
from briefing.model import SECTIONS, Analysis, Mention, Part, PlaceJudgement, TopicJudgement, Wire

# Text beyond this is not analysed: a wire has 300 to 8,000 letters, and what it is about stands at its head. Dates are
# looked for further down, where features and full texts tell their history.
MOST_PARAGRAPHS = 120
HEAD_LETTERS = 4_000
MOST_LETTERS = 12_000
PEOPLE_LETTERS = 800
QUOTE_LETTERS = 8_000
# An affair of its own needs this much text (letters) beside the main one; a passing sentence does not.
OWN_AFFAIR = 120


def analyse(wire: Wire, *, regions: Regions) -> Analysis:
    """Analyse one wire by itself. Pure; never raises for any text."""
    paragraphs = bounded(wire.paragraphs, HEAD_LETTERS)
    places = judge_places(
        headline=wire.headline,
        paragraphs=paragraphs,
        dateline=wire.dateline,
        home=home_country(wire),
        language=wire.language,
        publisher=wire.publisher,
    )
    topics = judge_topics(
        headline=wire.headline,
        paragraphs=paragraphs,
        language=wire.language,
        categories=wire.categories,
        countries=places.countries,
    )
    parts = split_affairs(paragraphs, places, topics, regions)
    judged = Analysis(
        wire_id=wire.id,
        rules=rules_version() + regions.key,
        countries=places.countries,
        region=parts[0].region,
        sections=tuple(s for s in SECTIONS if s in topics.sections or any(s in p.sections for p in parts)),
        topic=topics.topic if len(parts) == 1 else parts[0].topic,
        severity=topics.severity,
        places=_distinct(places),
        bodies=tuple(dict.fromkeys(m.name for ms in places.mentions for m in ms if m.kind == "body")),
        people=find_people(wire.headline, bounded(paragraphs, PEOPLE_LETTERS)),
        parts=parts,
        ahead=(),
        behind=(),
        why=(*places.why, *topics.why, *(w for p in parts if len(parts) > 1 for w in p.why)),
    )
    return _told(judged, wire, paragraphs, places.mentions)


def _told(
    judged: Analysis, wire: Wire, paragraphs: tuple[str, ...], mentions: tuple[tuple[Mention, ...], ...]
) -> Analysis:
    """The same with what the wire tells: dated events, meetings held, appointments, quotations, figures. A headline
    that was cut from the lede tells nothing that the lede does not."""
    headline = "" if wire.headline_cut else wire.headline
    anchor, language = wire.anchor_on, wire.language
    events = find_events(
        headline=headline,
        paragraphs=bounded(wire.paragraphs, MOST_LETTERS),
        anchor=anchor,
        language=language,
        mentions=mentions,
    )
    return replace(
        judged,
        ahead=tuple(e for e in events if e.ahead),
        behind=tuple(e for e in events if not e.ahead),
        encounters=find_encounters(
            headline=headline, paragraphs=paragraphs, anchor=anchor, language=language, mentions=mentions
        ),
        undated=find_undated(
            headline=headline, paragraphs=paragraphs, anchor=anchor, language=language, mentions=mentions, dated=events
        ),
        quotes=find_quotes(bounded(wire.paragraphs, QUOTE_LETTERS), language=language, mentions=mentions),
        claims=find_claims(headline, paragraphs, anchor=anchor, language=language, mentions=mentions),
    )


def home_country(wire: Wire) -> str | None:
    """The outlet's country: as configured, else by the host of the wire's link, else by the publisher's name."""
    return wire.home or home_of(wire.link) or home_of(wire.publisher)


def bounded(paragraphs: Sequence[str], most: int) -> tuple[str, ...]:
    """The first paragraphs, up to so many letters; the one that goes over is cut."""
    kept: list[str] = []
    left = most
    for paragraph in paragraphs[:MOST_PARAGRAPHS]:
        if left <= 0:
            break
        kept.append(paragraph[:left])
        left -= len(paragraph)
    return tuple(kept)


def _distinct(places: PlaceJudgement) -> tuple[Mention, ...]:
    """Each event place once, in order of the text."""
    seen: dict[tuple[str, str | None], Mention] = {}
    for mention in (m for ms in places.mentions for m in ms):
        if mention.kind in ("city", "capital", "admin", "area", "country") and mention.role in (
            "event",
            "party",
            "venue",
        ):
            seen.setdefault((mention.name, mention.country), mention)
    return tuple(seen.values())[:24]


def split_affairs(
    paragraphs: Sequence[str], places: PlaceJudgement, topics: TopicJudgement, regions: Regions
) -> tuple[Part, ...]:
    """The affairs of one wire, the main one first; nearly always one.

    Two, when some paragraphs treat talks alone and others a crisis alone, in another country, at some length: the
    desk then prints each half where it belongs.
    """
    whole = Part(
        paragraphs=tuple(range(len(paragraphs))),
        countries=places.countries,
        region=regions.region_of(places.countries),
        sections=topics.sections,
        topic=topics.topic,
    )
    if len(paragraphs) < 3:
        return (whole,)
    halves = _halves(paragraphs, topics)
    if halves is None:
        return (whole,)
    talks, crisis = halves
    weights = {key: _weights(rows, places) for key, rows in (("talks", talks), ("crisis", crisis))}
    if not weights["crisis"] or _named_in(weights["talks"], max(weights["crisis"], key=weights["crisis"].__getitem__)):
        return (whole,)
    parts = [
        _half(rows, weights[key], section, topics, regions, key)
        for key, rows, section in (("talks", talks, SECTIONS[0]), ("crisis", crisis, SECTIONS[1]))
    ]
    return tuple(sorted(parts, key=lambda p: p.paragraphs[0]))


def _named_in(weights: Mapping[str, float], country: str) -> bool:
    """Is the country one of the main ones there, not just named in passing?"""
    return weights.get(country, 0.0) * 2 > max(weights.values(), default=0.0)


def _half(
    rows: Sequence[int], weights: Mapping[str, float], section: str, topics: TopicJudgement, regions: Regions, key: str
) -> Part:
    """One affair of two. Where one country outweighs every other twice over, the region is its own."""
    order = tuple(sorted(weights, key=lambda code: (-weights[code], code)))[:4]
    alone = len(order) > 1 and weights[order[0]] > 2 * weights[order[1]]
    return Part(
        paragraphs=tuple(rows),
        countries=order,
        region=regions.region_of(order[:1] if alone else order),
        sections=(section,),
        topic=_topic_of(rows, topics, section),
        why=(f"{key} in paragraphs {said(rows)}",),
    )


def said(rows: Sequence[int]) -> str:
    return ", ".join(str(row + 1) for row in rows)


def _halves(paragraphs: Sequence[str], topics: TopicJudgement) -> tuple[list[int], list[int]] | None:
    """Rows of the talks half and of the crisis half; None where one is too short or they are not apart.

    A paragraph without a section of its own goes with the one before it.
    """
    label, rows = "", {"talks": list[int](), "crisis": list[int](), "": list[int]()}
    alone = {"talks": 0, "crisis": 0}
    for row, found in enumerate(topics.paragraphs[: len(paragraphs)]):
        if found == (SECTIONS[0],):
            label = "talks"
        elif found == (SECTIONS[1],):
            label = "crisis"
        if found in ((SECTIONS[0],), (SECTIONS[1],)):
            alone[label] += len(paragraphs[row])
        rows[label].append(row)
    if min(alone.values()) < OWN_AFFAIR:
        return None
    first = "talks" if rows["talks"][0] < rows["crisis"][0] else "crisis"
    rows[first] = [*rows[""], *rows[first]]
    changes = sum((a in rows["talks"]) != (a + 1 in rows["talks"]) for a in range(len(paragraphs) - 1))
    return (rows["talks"], rows["crisis"]) if changes <= 2 else None


def _weights(rows: Sequence[int], places: PlaceJudgement) -> dict[str, float]:
    """How much those paragraphs are about each country: 1 where it comes first in one, 1/2 second ..."""
    found: dict[str, float] = {}
    for row in rows:
        for rank, code in enumerate(paragraph_countries(places, row)):
            found[code] = found.get(code, 0.0) + 1 / (1 + rank)
    return found


def _topic_of(rows: Sequence[int], topics: TopicJudgement, section: str) -> str:
    named = [t for t in (topics.paragraph_topics[row] for row in rows if row < len(topics.paragraph_topics)) if t]
    if named:
        return max(dict.fromkeys(named), key=named.count)
    return "diplomacy" if section == SECTIONS[0] else "unrest"

"""Which countries a text is about: every place named, the part it plays, and the weight it has.

A place may be where something happened (event), whose affairs are treated (party), where people met (venue), where the
wire was written (dateline), whose citizen speaks (speaker), or a newspaper's name (outlet). Events and parties are what
a wire is about. The weights stand in ``WEIGHTS``; tests/benchmarks/quality/places.py measures them.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing.digest.gazetteer import country_name, fold_name
from briefing.digest.places_find import Found, find
from briefing.digest.places_home import home_of
from briefing.digest.places_words import PAPERS, SEATS, SPEECH, TALKS, TRADES
from briefing.model import Dateline, Mention, PlaceJudgement

__all__ = ["country_name", "find_mentions", "home_of", "judge_places", "paragraph_countries"]

MOST_COUNTRIES = 4
# Set on gold/worldnews.dev, held against TR-News and the full wires: role, then place in the text.
WEIGHTS = {
    "event": 1.0, "party": 1.0, "venue": 0.12, "dateline": 0.1, "speaker": 0.3, "outlet": 0.0, "person": 0.9,
    "group": 0.55, "shared-area": 0.45, "unsure": 0.25,
    "headline": 3.0, "lede": 1.5, "body": 0.6, "repeat": 0.35,
}  # fmt: skip
# A country counts from this share of the first one's score, and from this score on.
SHARE, LEAST = 0.22, 0.5
_SPLIT = "\n\n"
_CAPS_LINE = re.compile(
    r"^\s*(?:By [^\n]{3,80}?\s)?([A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я’'./ -]{2,40}?)(?:,[^\n]{0,40}?\([A-Za-z ]+\)\s*[-–—]|:\s|,? ?\([A-Za-z ]+\)\s*[-–—]|\s+--\s)"
)


def find_mentions(text: str, *, language: str = "en") -> tuple[Mention, ...]:
    """Every place, body, office and leader named in ``text``, left to right; offsets count its characters.

    Kinds beyond those of the model: "office" (Kremlin) and "leader" (Putin, role person), each with its country.
    Reads at most the first 400,000 letters. Never raises.
    """
    return tuple(_mention(found) for found in find(text, language=language))


def judge_places(
    *,
    headline: str,
    paragraphs: Sequence[str],
    dateline: Dateline | None = None,
    home: str | None = None,
    language: str = "en",
) -> PlaceJudgement:
    """The countries the text is about, most central first, at most four, with scores and reasons.

    ``home`` is the outlet's country: it is taken where a text names no place at all but speaks of home affairs.
    """
    segments = (headline, *paragraphs)
    text = _SPLIT.join(segments)
    starts = [0]
    for segment in segments[:-1]:
        starts.append(starts[-1] + len(segment) + len(_SPLIT))
    found = _without_outlets(text, find(text, language=language))
    mentions = _roles(text, found, starts)
    scores, reasons = _scores(mentions, starts, found)
    if dateline is not None and dateline.place:
        _take_dateline(dateline.place, scores, reasons, language)
    countries = _chosen(scores)
    if not countries and home:
        scores, reasons = {home: 0.3}, {home: ["the outlet's home, nothing else named"]}
        countries = (home,)
    return PlaceJudgement(
        countries=countries,
        mentions=_by_segment(mentions, starts),
        scores={code: round(score, 3) for code, score in scores.items()},
        why=tuple(f"{country_name(code)}: {', '.join(reasons[code])}" for code in countries),
    )


def paragraph_countries(judgement: PlaceJudgement, index: int) -> tuple[str, ...]:
    """The countries that paragraph ``index`` (from 0) treats, most named first; empty where it names none."""
    if not 0 <= index < len(judgement.mentions) - 1:
        return ()
    counts: dict[str, float] = {}
    for mention in judgement.mentions[index + 1]:
        for code, weight in _shares(mention):
            counts[code] = counts.get(code, 0.0) + weight
    least = max(counts.values(), default=0.0) * SHARE
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    return tuple(code for code, weight in ranked if weight >= max(least, 0.25))[:MOST_COUNTRIES]


def _shares(mention: Mention) -> list[tuple[str, float]]:
    """The countries one mention speaks for, with weights from 0 to 1."""
    weight = WEIGHTS[mention.role]
    if mention.country:
        return [(mention.country, weight)]
    share = WEIGHTS["group"] if mention.kind == "body" else WEIGHTS["shared-area"]
    return [(code, weight * share) for code in mention.countries if len(mention.countries) <= 3]


# ---------------------------------------------------------------- roles


def _mention(found: Found, role: str = "") -> Mention:
    place = found.place
    kind = {"group": "body"}.get(place.kind, place.kind)
    if found.form == "d":
        kind = "demonym"
    if not role:
        role = "person" if kind == "leader" else "event"
    return Mention(
        text=found.text,
        start=found.start,
        end=found.end,
        kind=kind,
        name=place.name,
        country=place.country or None,
        countries=place.countries if not place.country else (),
        lat=place.lat,
        lon=place.lon,
        role=role,
    )


def _without_outlets(text: str, found: list[Found]) -> list[Found]:
    return found


def _roles(text: str, found: Sequence[Found], starts: Sequence[int]) -> list[Mention]:
    dateline_end = _printed_dateline(text, starts)
    named = {f.place.country for f in found if f.place.kind in ("country", "leader", "office") or f.form == "d"}
    parties = {f.place.country for f in found if f.sure and f.place.country}
    return [_mention(f, _role(text, f, starts, dateline_end, named, parties)) for f in found]


def _printed_dateline(text: str, starts: Sequence[int]) -> tuple[int, int]:
    """Start and end of a dateline that still stands in the first paragraph."""
    if len(starts) < 2:
        return (-1, -1)
    match = _CAPS_LINE.match(text[starts[1] : starts[1] + 160])
    return (starts[1] + match.start(1), starts[1] + match.end()) if match else (-1, -1)


def _role(
    text: str,
    found: Found,
    starts: Sequence[int],
    dateline: tuple[int, int],
    named: set[str],
    parties: set[str],
) -> str:
    place = found.place
    if place.kind == "leader":
        return "person"
    if dateline[0] <= found.start < dateline[1]:
        return "dateline"
    if _in_brackets(text, found) or (found.after in PAPERS and text[found.end : found.end + 2][1:2].isupper()):
        return "outlet"
    if found.form == "d" and found.after in TRADES:
        return "speaker"
    if place.kind in ("city", "capital") and place.country not in named and len(parties) > 1:
        if found.key in SEATS or _is_venue(text, found):
            return "venue"
    if place.kind == "capital" and found.after in SPEECH:
        return "party"
    return "party" if found.form == "d" or place.kind in ("office", "country") else "event"


def _in_brackets(text: str, found: Found) -> bool:
    """Whether the name stands in square brackets: the paper a wire was taken from."""
    opening = text.rfind("[", max(0, found.start - 60), found.start)
    if opening < 0 or "]" in text[opening : found.start]:
        return False
    return "]" in text[found.end : found.end + 40]


def _is_venue(text: str, found: Found) -> bool:
    near = text[max(0, found.start - 70) : found.end + 40].lower()
    if found.after in TALKS:
        return True
    if found.before not in ("in", "at", "to", "from", "for", "near"):
        return False
    return any(word in TALKS for word in re.findall(r"[a-z]+", near))


# ---------------------------------------------------------------- scores


def _scores(
    mentions: Sequence[Mention], starts: Sequence[int], found: Sequence[Found]
) -> tuple[dict[str, float], dict[str, list[str]]]:
    """The score of each country, and the words for it."""
    weights: dict[str, list[float]] = {}
    roles: dict[str, dict[str, int]] = {}
    for mention, source in zip(mentions, found, strict=True):
        where = bisect_right(starts, mention.start) - 1
        at = WEIGHTS["headline"] if where == 0 else WEIGHTS["lede"] if where == 1 else WEIGHTS["body"]
        order = 1.0 / (1.0 + 0.002 * min(mention.start - starts[where], 500))
        for code, share in _shares(mention):
            value = at * order * share * (1.0 if source.sure else WEIGHTS["unsure"])
            if value <= 0:
                continue
            weights.setdefault(code, []).append(value)
            label = "headline" if where == 0 else mention.role
            counts = roles.setdefault(code, {})
            counts[label] = counts.get(label, 0) + 1
    scores = {code: _sum(values) for code, values in weights.items()}
    reasons = {code: [f"{n} {label}" for label, n in counts.items()] for code, counts in roles.items()}
    return scores, reasons


def _sum(values: Sequence[float]) -> float:
    """The strongest mention in full, the others with falling weight: fifty mentions are not fifty times one."""
    ranked = sorted(values, reverse=True)
    rest = sum(ranked[1:])
    return ranked[0] + WEIGHTS["repeat"] * min(rest, 6.0 + math.log1p(rest))


def _take_dateline(place: str, scores: dict[str, float], reasons: dict[str, list[str]], language: str) -> None:
    for found in find(place.title() if place.isupper() else place, language=language):
        if code := found.place.country:
            scores[code] = scores.get(code, 0.0) + WEIGHTS["dateline"]
            reasons.setdefault(code, []).append("dateline")


def _chosen(scores: Mapping[str, float]) -> tuple[str, ...]:
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked:
        return ()
    top = ranked[0][1]
    if top < LEAST:
        return (ranked[0][0],) if top >= WEIGHTS["dateline"] else ()
    return tuple(code for code, score in ranked if score >= max(LEAST, SHARE * top))[:MOST_COUNTRIES]


def _by_segment(mentions: Sequence[Mention], starts: Sequence[int]) -> tuple[tuple[Mention, ...], ...]:
    rows: list[list[Mention]] = [[] for _ in starts]
    for mention in mentions:
        where = bisect_right(starts, mention.start) - 1
        offset = starts[where]
        rows[where].append(replace(mention, start=mention.start - offset, end=mention.end - offset))
    return tuple(tuple(row) for row in rows)

"""Which countries a text is about: every place named, the part it plays, and the weight it has.

A place may be where something happened (event), whose affairs are treated (party), where people met (venue), where the
wire was written (dateline), whose citizen speaks (speaker), or part of another name (outlet). Events and parties are
what a wire is about. The weights stand in ``WEIGHTS``; docs/quality.md tells what they were measured on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from briefing.digest.places_find import Found, find
from briefing.digest.places_home import home_of
from briefing.digest.places_roles import Layout, listed, mention, roles
from briefing.digest.places_words import words
from briefing.model import Dateline, Mention, PlaceJudgement
from briefing.text.gazetteer import country_name

__all__ = ["country_name", "find_mentions", "home_of", "judge_places", "paragraph_countries"]

MOST_COUNTRIES = 4
# Set on gold/worldnews.dev, held against TR-News and the full wires: by role, by kind, by place in the text.
WEIGHTS = {
    "event": 1.0, "party": 1.0, "venue": 0.12, "dateline": 0.2, "speaker": 0.25, "outlet": 0.0, "person": 0.9,
    "group": 0.55, "shared-area": 0.45, "unsure": 0.25, "firm": 0.12,
    "twice": 0.2, "backed": 0.6, "listed": 0.3, "cut": 0.25,
    "headline": 3.0, "lede": 1.5, "body": 0.5, "opening": 1.5, "repeat": 0.45, "repeats": 8.0,
}  # fmt: skip
# A country counts from this share of the first one's score, and from this score on.
SHARE, LEAST = 0.28, 0.5
# Where none reaches that, the first one counts from this score on: a dateline, a firm in the headline, a speaker.
HINT = 0.14
# Of two at war the other one counts from this share on: a wire on the one treats both.
AT_WAR = {"UA": "RU", "RU": "UA", "PS": "IL", "IL": "PS"}
AT_WAR_SHARE = 0.14
# A war is where it is fought: outside talks this one comes before the other.
FOUGHT_IN = {"RU": "UA"}
# What stands behind this many letters of the first paragraph is no lede.
LONG_LEDE = 350
# Letters that open a paragraph.
OPENING = 60
# Letters of a title between a country and its leader's name: " Prime Minister ", " Secretary of State ".
TITLE_LENGTH = 30
# An area named for more countries than this stands for none of them.
SHARED = 3
# From this many paragraphs on a country that headline and lede do not name needs this score, and more for each
# paragraph: a passing sentence is not what the text is about.
SHORT_TEXT, BODY_LEAST, BODY_EACH = 4, 0.6, 0.06
# A power that comes first in a headline stands behind the other country, from this share of its score on, unless it
# acts upon several.
POWERS = frozenset({"US"})
BEHIND = 0.5
# An outlet's own country comes first from this share of the highest score on.
HOME_SHARE = 0.7
HOME_CUES, TALKS, ATTACKS, BACKED = words("home_cues"), words("talks"), words("attacks"), words("backed")
_SPLIT = "\n\n"


def find_mentions(text: str, *, language: str = "en") -> tuple[Mention, ...]:
    """Every place, body, office and leader named in ``text``, left to right; offsets count its characters.

    Kinds beyond those of the model: "office" (Kremlin) and "leader" (Putin, role person), each with its country.
    Reads at most the first 400,000 letters. Never raises.
    """
    return tuple(mention(found) for found in find(text, language=language))


def judge_places(
    *,
    headline: str,
    paragraphs: Sequence[str],
    dateline: Dateline | None = None,
    home: str | None = None,
    language: str = "en",
    publisher: str = "",
) -> PlaceJudgement:
    """The countries the text is about, most central first, at most four, with scores and reasons.

    ``home`` is the outlet's country: it is taken where a text names no place but speaks of police, courts, prices.
    A place in the name of the ``publisher`` ("Nairobi Wire") is none.
    """
    layout = _layout(headline, paragraphs)
    cut = bool(paragraphs) and paragraphs[0].startswith(headline[:40].rstrip("… ."))
    found = find(layout.text, language=language, publisher=publisher)
    parts = roles(layout, found)
    mentions = [mention(f, role) for f, role in zip(found, parts, strict=True)]
    scores, reasons = _scores(layout, found, mentions, cut)
    if dateline is not None and dateline.place:
        _take_dateline(dateline.place, scores, reasons, language)
    chosen = _chosen(scores, _led(layout, found, mentions), len(paragraphs), _hosts(mentions))
    front = [m for m, f in zip(mentions, found, strict=True) if not _stands_behind(layout.text, f)]
    countries = _ordered(chosen, layout, front or mentions, scores, home)
    if max(scores.values(), default=0.0) < LEAST and home and _speaks_of_home(layout.text):
        scores, reasons, countries = {home: LEAST}, {home: ["the outlet's home, no place named"]}, (home,)
    return PlaceJudgement(
        countries=countries,
        mentions=_by_segment(layout, mentions),
        scores={code: round(score, 3) for code, score in scores.items()},
        why=tuple(f"{country_name(code)}: {', '.join(reasons[code])}" for code in countries),
    )


def paragraph_countries(judgement: PlaceJudgement, index: int) -> tuple[str, ...]:
    """The countries that paragraph ``index`` (from 0) treats, most named first; empty where it names none."""
    if not 0 <= index < len(judgement.mentions) - 1:
        return ()
    counts: dict[str, float] = {}
    for one in judgement.mentions[index + 1]:
        for code, weight in _shares(one):
            counts[code] = counts.get(code, 0.0) + weight
    least = max(counts.values(), default=0.0) * SHARE
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    return tuple(code for code, weight in ranked if weight >= max(least, 0.25))[:MOST_COUNTRIES]


def _layout(headline: str, paragraphs: Sequence[str]) -> Layout:
    segments = (headline, *paragraphs)
    starts = [0]
    for segment in segments[:-1]:
        starts.append(starts[-1] + len(segment) + len(_SPLIT))
    return Layout(_SPLIT.join(segments), tuple(starts))


def _speaks_of_home(text: str) -> bool:
    return any(word.strip(".,;:'’\"()") in HOME_CUES for word in text[:1500].lower().split())


# ---------------------------------------------------------------- scores


def _shares(one: Mention) -> Iterator[tuple[str, float]]:
    """The countries one mention speaks for, with weights from 0 to 1."""
    weight = WEIGHTS[one.role]
    if one.country:
        yield one.country, weight
    elif len(one.countries) <= SHARED:
        share = WEIGHTS["group"] if one.kind == "body" else WEIGHTS["shared-area"]
        for code in one.countries:
            yield code, weight * share


def _scores(
    layout: Layout, found: Sequence[Found], mentions: Sequence[Mention], cut: bool
) -> tuple[dict[str, float], dict[str, list[str]]]:
    """The score of each country, and the words for it. ``cut``: the headline only repeats the lede."""
    weights: dict[str, list[float]] = {}
    labels: dict[str, dict[str, int]] = {}
    rows = listed(layout, found)
    for i, one in enumerate(mentions):
        where = layout.segment(one.start)
        late = where == 1 and one.start - layout.starts[1] > LONG_LEDE
        at = WEIGHTS[("headline", "lede", "body")[2 if late else min(where, 2)]]
        at /= 1.0 + 0.002 * min(one.start - layout.starts[where], 500)
        if where > 1 and one.start - layout.starts[where] < OPENING:
            at *= WEIGHTS["opening"]
        if cut and where == 0:
            at *= WEIGHTS["cut"]
        if not found[i].sure:
            at *= WEIGHTS["firm" if one.kind == "firm" else "unsure"]
        if i in rows:
            at *= WEIGHTS["listed"]
        if _stands_behind(layout.text, found[i]):
            at *= WEIGHTS["backed"]
        if i and _same_person(layout.text, mentions[i - 1], one):
            at *= WEIGHTS["twice"]
        label = "in the headline" if where == 0 else one.role
        for code, share in _shares(one):
            if share > 0:
                weights.setdefault(code, []).append(at * share)
                counts = labels.setdefault(code, {})
                counts[label] = counts.get(label, 0) + 1
    scores = {code: _sum(values) for code, values in weights.items()}
    return scores, {code: [_said(n, label) for label, n in counts.items()] for code, counts in labels.items()}


def _stands_behind(text: str, source: Found) -> bool:
    """ "Rwanda-backed rebels", "US-brokered talks": another one acts."""
    return source.after in BACKED and text[source.end : source.end + 1] in ("-", "‑")


def _same_person(text: str, before: Mention, one: Mention) -> bool:
    """Whether the two are one: "Russian President Vladimir Putin"."""
    near = one.role == "person" and one.country == before.country and one.start - before.end < TITLE_LENGTH
    return near and ". " not in text[before.end : one.start]


def _said(count: int, label: str) -> str:
    return f"{label} ({count})" if count > 1 else label


def _sum(values: Sequence[float]) -> float:
    """The strongest mention in full, the others with less weight: fifty mentions are not fifty times one."""
    top = max(values)
    return top + WEIGHTS["repeat"] * min(sum(values) - top, WEIGHTS["repeats"])


def _take_dateline(place: str, scores: dict[str, float], reasons: dict[str, list[str]], language: str) -> None:
    for found in find(place.title() if place.isupper() else place, language=language):
        if code := found.place.country:
            scores[code] = scores.get(code, 0.0) + WEIGHTS["dateline"]
            reasons.setdefault(code, []).append("dateline")


def _hosts(mentions: Sequence[Mention]) -> set[str | None]:
    """The countries that only lend the room to a body: "EU leaders meet in Brussels"."""
    return {m.country for m in mentions if m.role == "venue"} - {m.country for m in mentions if m.role != "venue"}


def _led(layout: Layout, found: Sequence[Found], mentions: Sequence[Mention]) -> set[str] | None:
    """The countries of headline and lede; None for a text so short that it has little else."""
    if len(layout.starts) - 1 < SHORT_TEXT:
        return None
    head = zip(found, mentions, strict=True)
    return {
        code
        for source, one in head
        if layout.segment(one.start) <= 1 and (source.sure or one.kind == "firm")
        for code, weight in _shares(one)
        if weight > WEIGHTS["venue"]
    }


def _chosen(
    scores: Mapping[str, float], led: set[str] | None, paragraphs: int, hosts: set[str | None]
) -> tuple[str, ...]:
    if led is not None:
        least = BODY_LEAST + BODY_EACH * paragraphs
        scores = {code: score for code, score in scores.items() if code in led or score >= least}
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked:
        return ()
    top = ranked[0][1]
    if top < LEAST:
        return (ranked[0][0],) if top >= HINT and ranked[0][0] not in hosts else ()
    kept = [code for code, score in ranked if score >= max(LEAST, SHARE * top)]
    for code in kept[:2]:
        other = AT_WAR.get(code, "")
        if other not in kept and scores.get(other, 0.0) >= max(0.4 * LEAST, AT_WAR_SHARE * top):
            kept.insert(kept.index(code) + 1, other)
    return tuple(kept[:MOST_COUNTRIES])


def _ordered(
    chosen: Sequence[str],
    layout: Layout,
    mentions: Sequence[Mention],
    scores: Mapping[str, float],
    home: str | None,
) -> tuple[str, ...]:
    """Most central first: those of the headline in its order, then the others by score; an outlet writes on its own
    country first.

    A great power that comes first in the headline stands behind the one country it deals with, unless the headline
    opens with its leader.
    """
    seen: dict[str, int] = {}
    named: set[str | None] = set()
    for one in mentions:
        if layout.segment(one.start) == 0:
            if one.kind not in ("city", "area"):
                named.add(one.country)
            for code, weight in _shares(one):
                if weight > WEIGHTS["venue"]:
                    seen.setdefault(code, one.start)
    ranked = sorted(chosen, key=lambda code: (seen.get(code, len(layout.text)), -scores[code]))
    if len(ranked) < 2:
        return tuple(ranked)
    first, second = ranked[0], ranked[1]
    headline = layout.text[: layout.starts[1]] if len(layout.starts) > 1 else layout.text
    talks = not TALKS.isdisjoint(headline.lower().split())
    if first in POWERS and second not in POWERS:
        opens = mentions[0].start == 0 and mentions[0].role == "person" and not talks
        others = sum(code in seen for code in ranked[1:])
        swap = not opens and 0 < others < SHARED and scores[second] >= BEHIND * scores[first]
    elif home in ranked and home not in POWERS and home in named and scores[home] >= HOME_SHARE * max(scores.values()):
        return (home, *(code for code in ranked if code != home))
    else:
        swap = not talks and second in seen
        fought = FOUGHT_IN.get(first) == second and mentions[0].kind in ("country", "demonym")
        swap = swap and (fought or _attacks(headline, seen[first], seen[second]))
    return (second, first, *ranked[2:]) if swap else tuple(ranked)


def _attacks(headline: str, actor: int, target: int) -> bool:
    """Whether a verb of attack leads from the one to the other: the event is where it hits."""
    between = headline[actor:target].lower().split()
    return len(between) < 9 and not ATTACKS.isdisjoint(between[1:])


def _by_segment(layout: Layout, mentions: Sequence[Mention]) -> tuple[tuple[Mention, ...], ...]:
    rows: list[list[Mention]] = [[] for _ in layout.starts]
    for one in mentions:
        where = layout.segment(one.start)
        offset = layout.starts[where]
        rows[where].append(replace(one, start=one.start - offset, end=one.end - offset))
    return tuple(tuple(row) for row in rows)

"""Which desk a wire belongs to: sections, topic and severity, each with the words that decided.

    text -> words of the lexicon -> one figure per group of meaning -> weighted sums -> sections, topic

The headline counts most, then the lede. The weights come from data/topics.yaml, corrected by those that
scripts/train_topics.py learned from sentences written for the purpose (data/topics/weights.json).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from briefing.digest.topics_lexicon import Lexicon, lexicon, lexicon_for
from briefing.model import SECTIONS, TOPICS, TopicJudgement
from briefing.text.severity import dead_in, severity_of

SHELF = 0.4  # weight of the feed's own categories
HEAD, LEDE, NEXT, FADE = 1.6, 1.0, 0.35, 0.7  # weight of headline, lede, second paragraph; each later one by FADE
ALONE = 2.2  # weight of a headline without text, or of a lede without headline
# Words that say more together: the least of the sums of some groups. "Killed" beside "militants" is no street crime.
TOGETHER = {
    "violence": (("killing", "big-toll"), ("combatants", "war", "attack", "terror")),
    "nuclear-talks": (("negotiation", "relations", "meeting", "mediation"), ("nuclear-states", "nuclear")),
    "nuclear-bargain": (("negotiation", "agreement", "mediation", "meeting"), ("nuclear-states",), ("america",)),
    "peace-talks": (("negotiation", "relations", "mediation", "meeting", "summit"), ("warring", "peace", "war")),
    "state-talks": (("negotiation", "relations", "mediation", "meeting", "agreement", "summit"), ("states",)),
    "state-force": (("posture", "attack", "combatants", "war"), ("states", "warring")),
    "posture-talks": (("posture",), ("negotiation", "nuclear", "mediation")),
    "many-tracks": (("nuclear-states",), ("warring",)),
    "condemn-crisis": (("row",), ("border", "killing", "attack", "war", "combatants", "protest", "humanitarian")),
    "trade-talks": (("economy",), ("negotiation", "agreement", "meeting")),
    "business-summit": (("summit",), ("economy",)),
    "walkout": (("protest", "labour-strike"), ("election", "domestic")),
    "court-old": (("court",), ("killing", "attack", "terror", "war", "protest", "combatants")),
    "history-old": (("history", "arts"), ("killing", "attack", "terror", "war", "coup", "protest", "combatants")),
    "protest-law": (("protest",), ("court", "domestic", "election", "economy")),
    "police-only": (("crime", "court"), ("killing", "attack")),
}
# What has to be in a text for a section to be possible at all: names of states and fronts alone tell no event.
NEEDED = {
    SECTIONS[0]: (
        "negotiation", "meeting", "relations", "mediation", "agreement", "peace", "nuclear", "arms-control",
        "sanctions", "defence", "summit", "bodies", "missile-test", "trade-diplomacy",
    ),
    SECTIONS[1]: (
        "killing", "attack", "combatants", "war", "terror", "posture", "protest", "coup", "humanitarian", "disaster",
        "border", "rights", "repression-force", "missile-test", "cyber", "large-disaster", "migration",
    ),
}  # fmt: skip
LEFT_OUT = -0.5  # the highest margin a section has without one of its words
# The lesser section of two has to reach this share of the greater one's margin: a passing word is not a second affair.
MINOR_SHARE = 0.25
# A second affair: this share of the letters stands in paragraphs of one section alone, and these, read by themselves
# beside what the whole wire is (SETTING), have a margin above 0. That margin is then the section's.
OWN_SHARE = 0.3
OWN_LEAST = -2.5  # a paragraph may have a section where the whole says no louder than this that it has none
# What a wire of sport, arts or science says in the words of war, it says in every paragraph.
SETTING = (
    "sport", "arts", "science", "health", "society", "religion", "economy", "crime", "court", "history", "fact-check",
    "obituary", "road-accident",
)  # fmt: skip
NO_AFFAIR = "other"  # the topic of a wire that is no affair of either desk as a whole, hence not in a paragraph either
MANY_SICK = 1.5
LARGE_TOLL = 15  # dead, from which an accident is a large disaster
MOST_PARAGRAPHS = 40
MOST_LETTERS = 4_000  # of one paragraph


@dataclass(frozen=True, kw_only=True, slots=True)
class Weights:
    """Linear weights: ``columns[group]`` gives (section or topic, weight), ``bias`` where each score starts."""

    columns: Mapping[str, tuple[tuple[str, float], ...]]
    bias: Mapping[str, float]

    def of(self, key: str, group: str) -> float:
        return next((w for k, w in self.columns.get(group, ()) if k == key), 0.0)


def judge_topics(
    *,
    headline: str,
    paragraphs: Sequence[str],
    language: str = "en",
    categories: Sequence[str] = (),
    countries: Sequence[str] = (),  # noqa: ARG001
) -> TopicJudgement:
    """Sections (both, one or none, in the order of SECTIONS), one topic of TOPICS, severity 0 to 1, and why.

    ``language`` is a BCP 47 primary subtag; a language without words of its own is read by its English ones.
    ``categories`` are the feed's own words (sport, business ...) and count as evidence, as does the number of
    ``countries`` the text is about. ``scores`` holds the margin of each section (above 0: it belongs) and the score
    of each topic. Never raises for any text.
    """
    model = weights()
    found, whole, dead = _read(headline, paragraphs, categories, language)
    scores = score(whole, model)
    topic = _topic(scores)
    if len(paragraphs) == 1:
        sections = _sections(scores)
        per_paragraph = [(sections, topic)]
    else:
        possible = [s for s in SECTIONS if scores[s] > OWN_LEAST and (scores[s] > 0 or topic != NO_AFFAIR)]
        per_paragraph = [_paragraph(row, model, possible) for row in found[1:]]
        per_paragraph += [((), "")] * (len(paragraphs) - len(per_paragraph))
        own = _second_affairs(paragraphs, [s for s, _ in per_paragraph], found[1:], whole, model)
        sections = _sections(scores, own)
        scores |= {s: margin for s, margin in own.items() if scores[s] <= 0}
    return TopicJudgement(
        sections=sections,
        topic=topic,
        scores=scores,
        paragraphs=tuple(s for s, _ in per_paragraph),
        paragraph_topics=tuple(t for _, t in per_paragraph),
        severity=severity_of(whole, dead),
        why=tuple(_why(key, scores, found, model) for key in (*sections, topic)),
    )


def figures_for(headline: str, paragraphs: Sequence[str], categories: Sequence[str] = ()) -> dict[str, float]:
    """The figures of a whole text, per group of words: what the weights are multiplied with."""
    return _read(headline, paragraphs, categories, "en")[1]


def _read(
    headline: str, paragraphs: Sequence[str], categories: Sequence[str], language: str
) -> tuple[list[dict[str, tuple[float, list[str]]]], dict[str, float], int]:
    """What stands in headline and paragraphs, the figures of the whole, and the number of dead."""
    words = lexicon_for(language, headline + (paragraphs[0][:80] if paragraphs else ""))
    found = [evidence(words, headline)] + [evidence(words, p[:MOST_LETTERS]) for p in paragraphs[:MOST_PARAGRAPHS]]
    shelf = evidence(words, " , ".join(categories)[:MOST_LETTERS]) if categories else {}
    parts = [*zip(found, place_weights(headline, paragraphs, len(found)), strict=True), (shelf, SHELF)]
    dead = dead_in(" . ".join((headline, *(p[:600] for p in paragraphs[:2]))))
    return found, figures_of(blend(parts), dead), dead


def evidence(words: Lexicon, text: str) -> dict[str, tuple[float, list[str]]]:
    """Per group: the sum of its words' weights in ``text``, each phrase counted once, and the phrases."""
    seen: set[str] = set()
    out: dict[str, tuple[float, list[str]]] = {}
    for hit in words.find(text):
        if hit.phrase in seen:
            continue
        seen.add(hit.phrase)
        for group, weight in hit.groups:
            total, phrases = out.get(group, (0.0, []))
            out[group] = (total + weight, [*phrases, hit.said])
    return out


def place_weights(headline: str, paragraphs: Sequence[str], count: int) -> list[float]:
    """What a word counts in the headline, the lede, and each paragraph after it."""
    if not headline.strip():
        return [0.0, ALONE, *(NEXT * FADE**k for k in range(count))][:count]
    if not any(p.strip() for p in paragraphs):
        return [ALONE, *([0.0] * (count - 1))]
    return [HEAD, LEDE, *(NEXT * FADE**k for k in range(count))][:count]


def figures_of(sums: Mapping[str, float], dead: int) -> dict[str, float]:
    """What the weights are multiplied with: a figure per group, per pair of TOGETHER, and for the dead."""
    out = squash(sums)
    for name, sides in TOGETHER.items():
        least = math.inf
        for side in sides:
            total = 0.0
            for group in side:
                if group in sums:
                    total += sums[group]
            least = min(least, total)
            if not least:
                break
        if least:
            out[name] = math.log2(1 + least)
    if sums.get("health", 0.0) > MANY_SICK:
        return out  # a count of the sick and dead of an illness is no toll of an event
    if dead >= LARGE_TOLL:
        out["toll-large"] = 1.0 + math.log10(dead / LARGE_TOLL)
        if any(sums.get(group, 0.0) > 0 for group in ("accident", "disaster")):
            out["large-disaster"] = 1.0
    elif dead:
        out["toll-small"] = 1.0
    return out


def blend(parts: Sequence[tuple[Mapping[str, tuple[float, list[str]]], float]]) -> dict[str, float]:
    """The figures of the parts of a text, each with its weight, summed per group."""
    out: dict[str, float] = {}
    for row, weight in parts:
        for group, (total, _) in row.items():
            out[group] = out.get(group, 0.0) + total * weight
    return out


def squash(sums: Mapping[str, float]) -> dict[str, float]:
    """Diminishing returns: the tenth word of a kind says little that the third did not."""
    return {group: math.log2(1 + total) for group, total in sums.items() if total > 0}


def score(figures: Mapping[str, float], model: Weights) -> dict[str, float]:
    """The weighted sum for each section and topic."""
    out = dict(model.bias)
    for group, x in figures.items():
        for key, weight in model.columns.get(group, ()):
            out[key] += weight * x
    for section, groups in NEEDED.items():
        if not any(group in figures for group in groups):
            out[section] = min(out[section], LEFT_OUT)
    return out


def _sections(scores: Mapping[str, float], own: Mapping[str, float] = MappingProxyType({})) -> tuple[str, ...]:
    """The sections whose margin is above 0 and no passing word, and those with paragraphs of their ``own``."""
    greatest = max(scores[s] for s in SECTIONS)
    return tuple(s for s in SECTIONS if s in own or 0 < scores[s] >= MINOR_SHARE * greatest)


def _second_affairs(
    paragraphs: Sequence[str],
    labels: Sequence[tuple[str, ...]],
    found: Sequence[Mapping[str, tuple[float, list[str]]]],
    whole: Mapping[str, float],
    model: Weights,
) -> dict[str, float]:
    """The margin of each section that a good part of the text is about, where that part by itself has one above 0."""
    total = sum(map(len, paragraphs))
    setting = {group: whole[group] for group in SETTING if group in whole}
    out = {}
    for section in SECTIONS if len(paragraphs) > 2 else ():
        rows = [k for k, label in enumerate(labels[: len(found)]) if label == (section,)]
        if sum(len(paragraphs[k]) for k in rows) <= OWN_SHARE * total:
            continue
        figures = figures_of(blend([(found[k], 1.0) for k in rows]), 0)
        margin = score({**figures, **{g: max(x, figures.get(g, 0.0)) for g, x in setting.items()}}, model)[section]
        if margin > 0:
            out[section] = margin
    return out


def _topic(scores: Mapping[str, float]) -> str:
    return max(TOPICS, key=lambda t: scores[t])


def _paragraph(
    row: Mapping[str, tuple[float, list[str]]], model: Weights, possible: Sequence[str]
) -> tuple[tuple[str, ...], str]:
    """Sections and topic of one paragraph; only ``possible`` ones, which the whole does not deny outright."""
    figures = figures_of({group: total * ALONE for group, (total, _) in row.items()}, 0)
    scores = score(figures, model)
    sections = tuple(s for s in possible if scores[s] > 0)
    return sections, _topic(scores) if figures else ""


def _why(
    key: str, scores: Mapping[str, float], found: Sequence[Mapping[str, tuple[float, list[str]]]], model: Weights
) -> str:
    """ "regional-crises 3.2: killed, airstrike (headline)" """
    told: list[tuple[float, str]] = []
    for row, (where, weight) in zip(found, (("headline", HEAD), ("lede", LEDE)), strict=False):
        for group, (total, phrases) in row.items():
            gain = model.of(key, group) * total * weight
            if gain > 0:
                told += [(gain, f"{phrase} ({where})") for phrase in phrases]
    told.sort(key=lambda t: -t[0])
    words = list(dict.fromkeys(text for _, text in told))[:5]
    return f"{key} {scores[key]:.1f}: {', '.join(words) or 'no word of its own'}"


@cache
def weights() -> Weights:
    """The weights that ship: those of the lexicon, with what was learned added."""
    words = lexicon()
    learned: dict[str, dict[str, float]] = {}
    bias = hand_bias()
    file = files("briefing") / "data" / "topics" / "weights.json"
    if file.is_file():
        stored = json.loads(file.read_text(encoding="utf-8"))
        learned, bias = stored["rows"], stored["bias"]
    columns: dict[str, list[tuple[str, float]]] = {}
    for key, row in given_rows(words, learned).items():
        for group, weight in row.items():
            columns.setdefault(group, []).append((key, weight))
    return Weights(
        columns={group: tuple(pairs) for group, pairs in columns.items()},
        bias={key: bias.get(key, 0.0) for key in (*SECTIONS, *TOPICS)},
    )


def hand_bias() -> dict[str, float]:
    """Where the scores start before a word is read: no section, topic "other"."""
    return {SECTIONS[0]: -1.6, SECTIONS[1]: -1.6, "other": 0.6}


def given_rows(words: Lexicon, learned: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """The lexicon's weights with ``learned`` added: a row of groups per section and topic."""
    rows: dict[str, dict[str, float]] = {key: {} for key in (*SECTIONS, *TOPICS)}
    for name, group in words.groups.items():
        given = {SECTIONS[0]: group.talks, SECTIONS[1]: group.crisis, **group.topics}
        for key, row in rows.items():
            value = given.get(key, 0.0) + learned.get(key, {}).get(name, 0.0)
            if value:
                row[name] = value
    return rows

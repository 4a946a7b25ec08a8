"""One documented score for the order of stories; the weights stand in data/score.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import log2

from briefing.config import Reader
from briefing.edition.changes import states_no_news
from briefing.model import Analysis, Digest, Story, Wire
from briefing.text.acts import CALM, consequence

# States whose acts move others: the nuclear powers; and bodies of many states.
GREAT_POWERS = frozenset({"US", "RU", "CN", "GB", "FR", "IN", "PK", "IL", "KP"})
GREAT_BODIES = frozenset({"UN", "NATO", "EU", "OSCE", "IAEA", "G7", "G20", "African Union", "UN Security Council"})
OFF_DESK = frozenset({"other"})
NOVELTY = {"NEW": 1.0, "UPDATED": 0.8, "CONTINUING": 0.0}
OPINION = re.compile(
    r"^(opinion|analysis|explainer|live|live updates?|watch|podcast|video|in pictures|photos?|review|editorial|"
    r"comment|factbox|timeline|the take|what to know|a look at|inside|mapping)\b[:\s|-]|"
    r"\b(live( updates?| blog)?|in pictures)\s*[:|]|"
    r"^(what|why|how|who|is|are|can|could|will|does|do|should)\b.*\?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Score:
    """A story's value for one reader and the terms it is the sum of."""

    value: float
    terms: Mapping[str, float]

    def with_term(self, name: str, value: float) -> Score:
        """The score with one term more."""
        return Score(value=round(self.value + value, 4), terms={**self.terms, name: value})

    def why(self) -> tuple[str, ...]:
        """The terms, heaviest first, as "severity +2.40"."""
        order = sorted(self.terms.items(), key=lambda t: (-abs(t[1]), t[0]))
        return tuple(f"{name} {value:+.2f}" for name, value in order if abs(value) >= 0.005)


def watch_hits(reader: Reader, text: str) -> tuple[str, ...]:
    """The reader's watch terms that stand in the text as whole words, in the order of his config."""
    terms = [*reader.watch.people, *reader.watch.bodies, *reader.watch.terms]
    return tuple(term for term in terms if re.search(rf"(?<!\w){re.escape(term)}(?!\w)", text, re.IGNORECASE))


def score_story(
    story: Story,
    digest: Digest,
    *,
    reader: Reader,
    wires: Mapping[str, Wire],
    weights: Mapping[str, float],
    status: str,
    regions: frozenset[str],
    until_at: datetime,
) -> Score:
    """Score one story. ``regions`` are the region keys the reader asked for, with all below them."""
    members = [wires[m.wire_id] for m in story.members]
    analyses = [digest.analyses[w.id] for w in members]
    originals = [w for w in members if w.id not in digest.duplicates]
    text = " ".join(f"{w.headline} {w.text[:2000]}" for w in members[:12])
    concerned = set(story.countries)
    named = bool(reader.regions or reader.countries or reader.topics)
    hit = story.region in regions or concerned & set(reader.countries) or story.topic in reader.topics
    age_h = max(0.0, (until_at - story.last_at).total_seconds() / 3600)
    done = max((consequence(head) for head in headlines(story, wires) if not states_no_news(head)), default=CALM)
    if story.topic in OFF_DESK:
        done = CALM  # "siege", "strike" and "talks" are words of sport and business too
    values = {
        "severity": story.severity,
        "consequence": done,
        "origins": min(1.0, log2(1 + len(story.origins)) / log2(9)),
        "depth": min(1.0, log2(1 + len(originals)) / log2(17)),
        "priority": 1.0 if named and hit else 0.0,
        "home": 1.0 if reader.home and reader.home in concerned else 0.0,
        "watch": 1.0 if watch_hits(reader, text) else 0.0,
        "actors": actor_rank(story.countries, analyses),
        "urgency": max((0.0, *(max(0.0, (9 - w.urgency) / 8) ** 2 for w in members if w.urgency))),
        "novelty": NOVELTY.get(status, 0.5),
        "ahead": 1.0 if any(announces(digest.analyses[m.wire_id], m.part) for m in story.members) else 0.0,
        "talks": 1.0 if "security-talks" in story.sections and len(concerned) > 1 else 0.0,
        "fresh": max(0.0, 1 - age_h / 24),
        "opinion": -1.0 if all(OPINION.search(w.headline) or states_no_news(w.headline) for w in members) else 0.0,
    }
    terms = {name: weights.get(name, 0.0) * value for name, value in values.items() if value}
    return Score(value=round(sum(terms.values()), 4), terms=terms)


def headlines(story: Story, wires: Mapping[str, Wire]) -> tuple[str, ...]:
    """What heads the story: its own headline, and those of the wires whose main part is in it."""
    return (story.headline, *(wires[m.wire_id].headline for m in story.members if m.part == 0))


def announces(analysis: Analysis, part: int) -> bool:
    """Does this affair of the wire, and not its other one, name a date ahead?"""
    if len(analysis.parts) == 1:
        return bool(analysis.ahead)
    rows = {*analysis.parts[part].paragraphs, *({-1} if part == 0 else ())}
    return any(event.paragraph in rows for event in analysis.ahead)


def actor_rank(countries: Sequence[str], analyses: Sequence[Analysis]) -> float:
    """1 where great powers or great bodies act together with others, 0.6 for one of them or a pair of states."""
    great = len(GREAT_POWERS & set(countries)) + bool(GREAT_BODIES & {b for a in analyses for b in a.bodies})
    if great >= 2:
        return 1.0
    return 0.6 if great or len(countries) > 1 else 0.3

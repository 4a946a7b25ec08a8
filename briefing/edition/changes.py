"""What a wire brings that the reader was not told: figure, date, place, actor, position, or a fact of another kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from briefing.edition.stated_days import days_in
from briefing.model import Analysis, Digest, Member, Story, Wire
from briefing.text.forms import is_form, news_headline, without_form
from briefing.text.sentences import split_sentences
from briefing.text.severity import SPELT, WORDED
from briefing.text.terms import stem, words
from briefing.text.terms_common import STOP

MOST_HEAD = 240  # letters of a headline that are looked at
LETTERS = 500  # of a wire that are compared: headline and opening
MOST_ROWS = 6  # paragraphs of it
KEPT = 1000  # of a wire, kept as what was told of it
MOST_HEARD = 12  # wires of a card whose words are kept
# Two texts that share so much of their weighted words (cosine, 0 to 1) tell the same, unless a figure or date differs.
SAME = 0.42
NEAR, COVERED = 0.3, 0.9  # or they share so much, and the headline has such a share of its words from what was told
SAME_COUNT = 0.2  # or so much where a text without a day gives counts, all of which were told of the affair
OWN_SENTENCE, OWN_SHARE = 5, 0.7  # content words of a sentence, and the share of them untold, that make it news
SHORT_FACT = 3  # content words of a headline that nobody told before make a fact

# Texts that state no event of their own: bulletins on a whole front, lists, timelines, features, things to know.
NO_NEWS = re.compile(
    r"""^\W*(?:timeline|explainer|factbox|recap|profile|opinion|analysis|essay|transcript|letter|in\spictures)\b\s*[:|-]
      | \b(?:summary|bulletin|report|information|overview|update|digest)\s(?:of|from|for|by)\b.{0,40}
        \b(?:staff|day|jfo|hq|headquarters|ministry|command|january|february|march|april|may|june|july|august
        |september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b
      | \b(?:operational|military|daily|situation)\s(?:information|report|update|summary|bulletin)\b
      | \babout\s(?:the\s)?(?:war|invasion)\b\s*: | \bsituation\s(?:on|in|at)\sthe\b
      | \b(?:list\sof\s)?key\s(?:events|developments|moments)\b | \bround-?up\b | \bat\sa\sglance\b
      | \bwhat\s(?:you\sneed|to)\s(?:to\s)?know\b | \b(?:week|day)\s(?:\w+\s)?(?:of|in)\b.{0,30}\bwar\b
      | ^(?:a|an\sopen)\sletter\b | (?:^\W*|:\s)(?:how|why|who|inside|meet)\b | ,\s(?:how|why)\s
      | \bpeople\sleft\sbehind\b | \bin\s(?:pictures|photos|maps|charts)\b""",
    re.IGNORECASE | re.VERBOSE,
)
# "goes on as before": with no figure of its own such a headline repeats.
GOES_ON = re.compile(
    r"\b(?:continu\w+|still|remains?|keeps?|ongoing|in\sjeopardy|girds?|braces?|focus(?:ed|es)?\son|no\slet-?\s?up"
    r"|unchanged|wages\son|rages?\son)\b",
    re.IGNORECASE,
)
# A turn of events: such a word that was not told of the affair is news, however much the rest repeats.
TURN = re.compile(
    r"\b(?:resum(?:e|es|ed)|begins?|began|collaps(?:e|es|ed)|fail(?:s|ed)?|sign(?:s|ed)|postpon(?:e|es|ed)|cancel\w*"
    r"|halt(?:s|ed)?|suspend(?:s|ed)?|reopen(?:s|ed)?|reject(?:s|ed)?|ratif\w+|approv(?:e|es|ed)|resign(?:s|ed)?"
    r"|freed|arrest(?:s|ed)?|captur(?:e|es|ed)|retak(?:e|es|en)|surrender(?:s|ed)?|lift(?:s|ed)?|extend(?:s|ed)?)\b",
    re.IGNORECASE,
)
STANCE = re.compile(
    r"\b(?:says?|said|tells?|told|calls?|urges?|demands?|rejects?|denies|denied|warns?|insists?|refus\w+|ready|willing"
    r"|agree[sd]?|pledg\w+|vows?|wants?|asks?|accus\w+|blames?|condemn\w*|refut\w+|offers?|propos\w+|sees?|assur\w+"
    r"|threaten\w*|defends?|discuss\w*|announc\w+|claims?|thanks?)\b",
    re.IGNORECASE,
)
_SCALE = {"thousand": 1e3, "k": 1e3, "million": 1e6, "mln": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12}
_FIGURE = re.compile(
    r"(?<![\w.,/:])(\d{1,3}(?:[,  ]\d{3})+|\d+(?:\.\d+)?)(?![\d/:]|\.\d)"
    r"(?:[  -]?(thousand|million|mln|billion|bn|trillion|k|m)\b)?(?:(%)|(?:st|nd|rd|th)\b)?",
    re.IGNORECASE,
)
_SPELT = re.compile(
    rf"\b({'|'.join(sorted({*SPELT, *WORDED} - {'two', 'three'}, key=len, reverse=True))})\b", re.IGNORECASE
)
_EMPTY = STOP | {"said", "says", "told", "tell", "tells", "according", "reported", "report"}
_MONTHS = (
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
).split()
_DAY = re.compile(
    rf"\b(?:{'|'.join(_MONTHS)})\.?\s\d{{1,2}}\b|\b\d{{1,2}}\s(?:{'|'.join(_MONTHS)})\b"
    r"|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b\d{1,2}[:.]\d{2}\b|\b(?:day|week|as\sof)\s\d+\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 15)
def figures_in(text: str) -> frozenset[float]:
    """The counts of a text as values: "1,119" and "1119" are one, "2.9M" is 2900000, "Twelve" is 12.

    No years, no days of a month, no hours, no ages and designations joined to a word by a hyphen ("T-72").
    """
    bare = _DAY.sub(" ", text)
    found = {float(SPELT.get(m.group(1).casefold(), 0)) for m in _SPELT.finditer(bare)} - {0.0}
    for match in _FIGURE.finditer(bare):
        number, scale, share = match.groups()
        value = float(re.sub(r"[,  ]", "", number)) * _SCALE.get((scale or "").casefold(), 1.0)
        if not scale and not share and re.fullmatch(r"(?:19|20)\d\d", number):
            continue
        if value > 1 and not bare[match.end() : match.end() + 9].casefold().startswith(("-year", "-day", "-hour")):
            found.add(value)
    return frozenset(found)


def states_no_news(headline: str) -> bool:
    """Whether a headline announces a list, a bulletin or a feature, and no count of its own."""
    return bool(NO_NEWS.search(headline)) and not figures_in(headline)


def opening(wire: Wire, analysis: Analysis, member: Member, letters: int = LETTERS) -> str:
    """What a wire tells of a story, cut to its headline and opening: the text that is compared with what was told."""
    part = analysis.parts[member.part] if member.part < len(analysis.parts) else None
    rows = part.paragraphs if part and len(analysis.parts) > 1 else range(len(wire.paragraphs))
    told = [wire.paragraphs[row] for row in list(rows)[:MOST_ROWS] if row < len(wire.paragraphs)]
    text = " ".join(without_form(told) if is_form(wire.headline) else told)
    headline = news_headline(wire.headline)  # two wires of one form tell nothing alike for that
    if not headline or headline[:40] in text[:80]:
        return text[:letters].strip()
    return f"{headline}. {text}"[:letters].strip()


def heard_of(story: Story, digest: Digest, wires: Mapping[str, Wire]) -> tuple[str, ...]:
    """The openings of a story's wires, the first of each wording: what an edition remembers that it told."""
    shown = [m for m in story.members if m.wire_id not in digest.withheld and m.wire_id not in digest.repeats]
    found = [opening(wires[m.wire_id], digest.analyses[m.wire_id], m, KEPT) for m in shown or story.members[:1]]
    return tuple(dict.fromkeys(found))[:MOST_HEARD]


def _adds(text: str, known: Known) -> bool:
    """Whether a whole sentence of an opening speaks of what no wire of the affair had words for."""
    for start, end in split_sentences(text):
        own = stems_of(text[start:end])
        if len(own) >= OWN_SENTENCE and len(own - known.words) >= OWN_SHARE * len(own):
            return True
    return False


def _covered(head: str, known: Known) -> float:
    """The share of a headline's content words that stand in what was told: 1 for a headline without any."""
    own = stems_of(head)
    return len(own & known.words) / len(own) if own else 1.0


@lru_cache(maxsize=1 << 15)
def stems_of(text: str) -> frozenset[str]:
    """The stems of a text's content words of four letters and more."""
    return frozenset(s for s in map(stem, words(text)) if len(s) > 3 and s not in _EMPTY and s.isalpha())


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """What the reader knows of an affair, all its earlier wires together."""

    words: frozenset[str]  # stems
    figures: frozenset[float]
    dates: frozenset[str]
    places: frozenset[str]
    text: str  # all openings, folded
    days: frozenset[date] = frozenset()  # that they name


def repeats(wire: Wire, text: str, likeness: float, known: Known) -> bool:
    """Whether a wire only says again what was told. A figure of its own always says more; else lists, bulletins,
    features and "goes on" headlines repeat, and so does what is told in much the same words.

    ``text`` is its opening, ``likeness`` the cosine with the likest opening told.
    """
    head = wire.headline[:MOST_HEAD]
    figures = figures_in(text)
    if figures - known.figures:
        return False
    turned = any(stem(turn.group()) not in known.words for turn in TURN.finditer(head))
    days = days_in(text, wire.anchor_on)
    if days and not turned and max(days) < wire.anchor_on and days <= known.days:
        return True  # of days that were told of
    if figures and not days and not turned and likeness >= SAME_COUNT:
        return True  # the same count of the same thing
    if states_no_news(head) or (GOES_ON.search(head) and not turned):
        return True
    if turned or _adds(text, known):
        return False
    return likeness >= SAME or (likeness >= NEAR and _covered(head, known) >= COVERED)


def brings(wire: Wire, text: str, analysis: Analysis, known: Known) -> tuple[str, ...]:
    """What of a wire that does not repeat is new: of fact, figure, date, place, actor, position. May be empty."""
    what: list[str] = []
    fresh = stems_of(text) - known.words
    towns = {m.name for m in analysis.places if m.kind in ("city", "capital", "admin") and m.text in text}
    named = [who.casefold() for who in (*analysis.people, *analysis.bodies) if who in text]
    if len(fresh) >= SHORT_FACT:
        what.append("fact")
    if figures_in(text) - known.figures:
        what.append("figure")
    if {event.on for event in analysis.ahead} - known.dates:
        what.append("date")
    if towns - known.places:
        what.append("place")
    if any(who not in known.text for who in named):
        what.append("actor")
    if STANCE.search(wire.headline[:MOST_HEAD]) and len(fresh) > 1:
        what.append("position")
    return tuple(what)

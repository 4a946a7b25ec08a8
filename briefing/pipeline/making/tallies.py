"""What a region usually gives, from counts kept by hour; nothing is read of the archive's wires for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from statistics import median

from briefing.model import Analysis, RegionUsual, Wire
from briefing.pipeline.making.usual import ONE_DAY, USUAL_DAYS
from briefing.store import Store, TallyKey, hour_of

REGION_LEAST = 14  # days that the archive has to know a source before its wires are compared
SHOWN_DAYS = 14  # of the series that is drawn, before the period itself
LATE = timedelta(hours=36)  # a wire received so long after it was published is backlog, and counts for no day
# A day on which sources of less than this share of the usual wires were heard tells nothing of a region.
HEARD_SHARE = 0.5
ANY = "any"  # stands for all desks: a wire of two counts once
Row = tuple[str, str, str]  # section, region, source


def counts_of(wires: Iterable[Wire], analyses: Mapping[str, Analysis], tree: str) -> Counter[TallyKey]:
    """How many of the wires fall on each hour, region, desk and source. ``tree`` marks a user's own regions."""
    counts: Counter[TallyKey] = Counter()
    for wire in wires:
        if wire.received_at - wire.at > LATE:
            continue
        for section, region, source in rows_of(wire, analyses[wire.id]):
            counts[TallyKey(hour=hour_of(wire.at), region=region + tree, section=section, source=source)] += 1
    return counts


def rows_of(wire: Wire, analysis: Analysis) -> set[Row]:
    """The desks and regions that a wire's affairs belong to, each once; and each region under ANY."""
    found = {(section, part.region, wire.source) for part in analysis.parts for section in part.sections}
    return found | {(ANY, region, source) for _, region, source in found}


def usual_regions(
    store: Store,
    wires: Sequence[Wire],
    analyses: Mapping[str, Analysis],
    *,
    from_at: datetime,
    until_at: datetime,
    tree: str,
) -> dict[str, RegionUsual]:
    """ "desk/region", "any/region" -> its wires of the period against the usual; empty for a period that is not of
    a day, or an archive younger than REGION_LEAST days."""
    if not ONE_DAY[0] <= until_at - from_at <= ONE_DAY[1]:
        return {}
    days = _days(store.tallies(from_at - timedelta(days=USUAL_DAYS), from_at), from_at, tree)
    heard = {wire.source for wire in wires}
    known = {source for n, day in days.items() if n > REGION_LEAST for _, _, source in day} & heard
    if not known:
        return {}
    kept = {n: {row: k for row, k in day.items() if row[2] in known} for n, day in days.items()}
    scales = _scales(kept, known)
    today = Counter(row for wire in wires if wire.source in known for row in rows_of(wire, analyses[wire.id]))
    found = {}
    for desk, region in sorted({row[:2] for day in (today, *kept.values()) for row in day}):
        past = {n: scale * _sum(kept.get(n, {}), desk, region) for n, scale in scales.items()}
        if len(past) >= REGION_LEAST:
            now = _sum(today, desk, region)
            series = [round(past[n]) for n in sorted(past, reverse=True) if n <= SHOWN_DAYS]
            found[f"{desk}/{region}"] = RegionUsual(
                wires=now, usual=round(median(past.values())), sources=len(known), series=(*series, now)
            )
    return found


def _days(counts: Mapping[TallyKey, int], from_at: datetime, tree: str) -> dict[int, Counter[Row]]:
    """Counts by how many periods of a day before ``from_at`` they lie: 1 is the day that ends there."""
    end = datetime.fromisoformat(f"{hour_of(from_at)}:00+00:00")
    days: dict[int, Counter[Row]] = {}
    for key, n in counts.items():
        if tree and not key.region.endswith(tree):
            continue
        back = end - datetime.fromisoformat(f"{key.hour}:00+00:00")
        day = -(-back // timedelta(days=1))
        region = key.region.removesuffix(tree) if tree else key.region
        days.setdefault(day, Counter())[key.section, region, key.source] += n
    return days


def _scales(days: Mapping[int, Mapping[Row, int]], known: set[str]) -> dict[int, float]:
    """By what each day is multiplied, because not all of the sources were heard on it; days without most are left out.

    A source counts with its share of the wires of all days.
    """
    volume = dict.fromkeys(known, 0)
    for day in days.values():
        for (section, _, source), n in day.items():
            volume[source] += n if section == ANY else 0
    total = sum(volume.values())
    scales = {}
    for n, day in days.items():
        heard = sum(volume[source] for source in {row[2] for row in day})
        if total and heard >= HEARD_SHARE * total:
            scales[n] = total / heard
    return scales


def _sum(day: Mapping[Row, int], desk: str, region: str) -> int:
    return sum(n for row, n in day.items() if row[:2] == (desk, region))

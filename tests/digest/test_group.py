"""What is remembered of the places that wires name."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from briefing.digest.analyse import analyse
from briefing.digest.group import group, traces
from briefing.digest.regions import load_regions
from briefing.model import Memory, Wire

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)


def remembered(headline: str, *paragraphs: str) -> dict[str, float]:
    """The places of the trace of one wire, with their counts."""
    one = Wire(
        id="w1",
        identity="w1",
        source="desk",
        headline=headline,
        paragraphs=paragraphs,
        received_at=MONDAY,
        published_at=MONDAY,
        language="en",
    )
    regions = load_regions(None)
    until = MONDAY + timedelta(hours=12)
    digest = group((one,), {one.id: analyse(one, regions=regions)}, memory=Memory(), as_of_at=until)
    (trace,) = traces(digest, Memory())
    return {term: count for term, count in trace.terms.items() if term[0] == "@"}


def test_a_town_of_the_headline_counts_more_than_one_below_it_and_a_continent_not_at_all() -> None:
    found = remembered("Shelling of Gao goes on", "Guns were heard in Kidal, a visitor from Europe told of the night.")
    assert found["@Gao"] > found["@Kidal"] > 0
    assert "@Europe" not in found

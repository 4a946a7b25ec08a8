"""A small edition with one of everything, to try a template on. Places and people in it are invented."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from briefing.config import Config, Reader
from briefing.edition.brief import Brief
from briefing.edition.make import make_edition
from briefing.model import Edition, Memory, Notice, SourceLine, Wire
from briefing.pipeline.tables.naming import load_tables

NOW = datetime(2022, 1, 6, 18, tzinfo=UTC)
TEXTS = (
    (
        "Kenya and Uganda to hold border talks in Kampala",
        "Kenya and Uganda will hold talks on their border in Kampala on January 12, the two foreign ministries said.",
        '"We expect an agreement on patrols," Foreign Minister Anna Example said.',
    ),
    (
        "Clashes in northern Mali kill 12, army says",
        "Fighting between soldiers and armed men killed 12 people near Gao in northern Mali on Wednesday, it said.",
        "On January 3, gunmen attacked a market in the same area. The army sent reinforcements to Gao the next day.",
    ),
)


def specimen(template: str = "default") -> Edition:
    """An edition as of 6 January 2022 with cards on both desks, a daybook, a timeline and a failed source."""
    from briefing.digest.analyse import analyse
    from briefing.digest.group import group

    tables = load_tables(Config())
    wires = [_wire(n, *text) for n, text in enumerate(TEXTS)]
    analyses = {wire.id: analyse(wire, regions=tables.regions) for wire in wires}
    digest = group(wires, analyses, memory=Memory(), as_of_at=NOW)
    brief = Brief(
        reader=Reader(name="specimen", template=template),
        regions=frozenset(),
        names=tables.names,
        weights=tables.weights,
        on=date(2022, 1, 6),
        slot="18:00",
        kind="preview",
        number=1,
        covers_from_at=NOW - timedelta(days=1),
        covers_to_at=NOW,
        generated_at=NOW,
        next_at=NOW + timedelta(days=1),
        sources=(
            SourceLine(name="example", publisher="Example Agency", status="heard", wires=2, newest_at=NOW),
            SourceLine(name="other", publisher="", status="failed", wires=0, newest_at=None, reason="answered 404"),
        ),
        notices=(Notice(level="warning", text="Source other failed: answered 404"),),
    )
    return make_edition(digest, brief)


def _wire(n: int, headline: str, *paragraphs: str) -> Wire:
    at = NOW - timedelta(hours=2 + n)
    return Wire(
        id=f"specimen-{n}",
        identity=f"specimen-{n}",
        source="example",
        publisher="Example Agency",
        headline=headline,
        paragraphs=paragraphs,
        received_at=at,
        published_at=at,
        published_text=at.isoformat(),
        link=f"https://agency.example/{n}",
    )

"""What a card says of who reports: marks of its outlets, state media among its origins, who had it first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from briefing.edition.brief import Brief
from briefing.model import FirstReport, OutletMark, Publisher, Quote, Wire
from briefing.model.publishers import row_of


def marks_of(outlets: Sequence[str], publishers: Mapping[str, Publisher]) -> tuple[OutletMark, ...]:
    """A mark for each outlet that a state stands behind, or whose owner has another outlet of ``outlets`` too."""
    rows = {name: row for name in outlets if (row := row_of(publishers, name))}
    owners = [row.owner for row in {row.name: row for row in rows.values()}.values() if row.owner]
    marks = []
    for name, row in rows.items():
        owner = row.owner if owners.count(row.owner) > 1 else ""
        if row.state or owner:
            marks.append(OutletMark(name=name, state=row.state, owner=owner, reference=row.reference))
    return tuple(marks)


def state_origins(origins: Iterable[str], publishers: Mapping[str, Publisher]) -> int:
    """How many of the origins are state media. State-funded ones under a statute of their own are not counted."""
    return sum(bool((row := row_of(publishers, name)) and row.state == "state") for name in origins)


def first_report(wires: Sequence[Wire]) -> FirstReport | None:
    """Who had a story of several outlets first; None unless every wire states its hour, and one is alone the first.

    A time at which a wire was only first seen tells nothing of who was first, nor does a date without an hour, nor a
    time later than the wire was received.
    """
    names = {w.publisher or w.agency or w.source for w in wires}
    if len(names) < 2 or not all(_has_hour(w) for w in wires):
        return None
    ordered = sorted(wires, key=lambda w: (w.at, w.id))
    first = ordered[0]
    name = first.publisher or first.agency or first.source
    if any(w.at == first.at and (w.publisher or w.agency or w.source) != name for w in ordered[1:]):
        return None
    return FirstReport(outlet=name, at=first.at, wire=first.id)


def speaking(quotes: Iterable[Quote], brief: Brief) -> tuple[Quote, ...]:
    """The quotes without those of which a configured source or a publisher of the registry would be the speaker: whom
    a wire has it from has said nothing himself."""
    sources = {name.casefold() for line in brief.sources for name in (line.name, line.publisher)}
    return tuple(q for q in quotes if q.role or not q.named or not _is_source(q.who, sources, brief))


def _is_source(who: str, sources: Set[str], brief: Brief) -> bool:
    name = who.casefold().removeprefix("the ")
    return name in sources or f"the {name}" in sources or row_of(brief.publishers, who) is not None


def _has_hour(wire: Wire) -> bool:
    stated = wire.published_at is not None and wire.date_source == "stated" and len(wire.published_text) > 10
    return stated and not {"future-date", "no-date"} & set(wire.marks)

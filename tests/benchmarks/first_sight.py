"""Wordings of meetings, each by itself: `python -m tests.benchmarks.first_sight [--wrong] [--set NAME]`.

Each wording of tests/benchmarks/made/meetings_third.yaml is a case of two editions: a plain announcement of talks, then
one wire in that wording. What the daybook makes of the meeting is right or wrong; nothing else is told.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from briefing.config import Reader
from briefing.digest.analyse import analyse
from briefing.digest.group import group
from briefing.digest.places import country_name
from briefing.digest.regions import Regions, load_regions
from briefing.edition.brief import Brief
from briefing.edition.make import make_edition
from briefing.model import DaybookEntry, Edition, Memory, SourceLine, Wire
from tests.benchmarks.made.craft import days_of, filled, table
from tests.edition.builders import NAMES, brief

MONDAY = date(2022, 1, 10)
ON, TO = MONDAY + timedelta(days=3), MONDAY + timedelta(days=5)  # a Thursday, and two days later
PAIRS = (("Hungary", "Vietnam", "Riga"), ("Chile", "Senegal", "Muscat"), ("Mongolia", "Angola", "Helsinki"))
KINDS = ("planned", "moved", "cancelled", "postponed", "held", "still_planned", "not_held")
ANNOUNCED = "{a} and {b} to hold talks in {p} | {a} and {b} will hold talks on {x} in {p} on {us}, officials said."


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """One wording with its slots: what it says, on which day it comes."""

    kind: str
    wording: str
    slots: Mapping[str, str]
    day: int

    @property
    def headline(self) -> str:
        return filled(self.wording, self.slots)[0]


def cases(name: str) -> Iterator[Case]:
    """The cases of a set of wordings, each with a pair of states of its own."""
    adjectives, wordings = table("places")["states"], table(name)
    for kind in KINDS:
        for n, wording in enumerate(wordings.get(kind, ())):
            a, b, p = PAIRS[n % len(PAIRS)]
            day = 3 + n % 2 if kind in ("held", "not_held") else 1
            on = TO if kind == "moved" else ON
            slots = {
                "a": a, "b": b, "p": p, "a_s": adjectives[a], "b_s": adjectives[b], "x": "the gas pipeline",
                "m": "Okolo", "now": f"{MONDAY + timedelta(days=day):%A}", **days_of(on), **days_of(ON, "0"),
            }  # fmt: skip
            yield Case(kind=kind, wording=wording, slots=slots, day=day)


def judged(case: Case, regions: Regions) -> tuple[bool, str]:
    """Whether the daybook is right after the case's wire, and what it says."""
    first = () if case.kind == "planned" else (_wire(ANNOUNCED, {**case.slots, **days_of(ON)}, 0, hour=8),)
    told = _edition(0, first, (), regions)
    # a wire on the meeting's own day comes in the evening, one on the morning after early
    hour = {3: 17, 4: 6}.get(case.day, 9)
    wire = _wire(case.wording, case.slots, case.day, hour=hour)
    edition = _edition(case.day, (wire,), (told,), regions)
    entries = edition.daybook
    shown = "; ".join(f"{e.on} {e.status} [{e.what}] {e.where} {'/'.join(e.parties)}" for e in entries) or "nothing"
    return _right(case, entries), shown


def _right(case: Case, entries: Sequence[DaybookEntry]) -> bool:
    here = [e for e in entries if e.where == case.slots["p"] or len(e.parties) > 1]
    states = [(e.on, e.status) for e in here]
    if case.kind == "moved":
        return states == [(TO.isoformat(), "moved")] and here[0].moved_from == ON.isoformat()
    if case.kind in ("cancelled", "postponed", "held"):
        return states == [(ON.isoformat(), case.kind)]
    if case.kind == "planned":
        return [on for on, _ in states] == [ON.isoformat()] and states[0][1] in ("planned", "confirmed", "expected")
    return not any(status in ("held", "cancelled", "moved", "postponed") for _, status in states) and (
        any(on == ON.isoformat() for on, _ in states) or case.day > 3
    )


def _wire(wording: str, slots: Mapping[str, str], day: int, *, hour: int) -> Wire:
    at = datetime.combine(MONDAY + timedelta(days=day), time(hour), tzinfo=UTC)
    headline, paragraphs = filled(wording, slots)
    return Wire(
        id=f"w{day}", identity=f"w{day}", source="exw", publisher="EXW", headline=headline, paragraphs=paragraphs,
        received_at=at, published_at=at, published_text=at.isoformat(),
    )  # fmt: skip


def _edition(day: int, wires: tuple[Wire, ...], earlier: tuple[Edition, ...], regions: Regions) -> Edition:
    at = datetime.combine(MONDAY + timedelta(days=day), time(20), tzinfo=UTC)
    found = group(wires, {w.id: analyse(w, regions=regions) for w in wires}, memory=Memory(), as_of_at=at)
    source = SourceLine(name="exw", publisher="EXW", status="heard", wires=1, newest_at=None)
    return make_edition(found, _brief(at, earlier, source))


def _brief(at: datetime, earlier: tuple[Edition, ...], source: SourceLine) -> Brief:
    return brief(
        Reader(name="desk", sections=["security-talks", "regional-crises", "other"]),
        on=at.date(), covers_to_at=at, covers_from_at=at - timedelta(days=4), generated_at=at,
        number=len(earlier) + 1, names=replace(NAMES, country=country_name), earlier=earlier, sources=(source,),
    )  # fmt: skip


def main() -> int:
    """Print the share that is right of each kind; ``--wrong`` the wordings that are not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", default="meetings_third")
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args()
    regions = load_regions(None)
    for kind in KINDS:
        mine = [(case, *judged(case, regions)) for case in cases(options.set) if case.kind == kind]
        if not mine:
            continue
        good = sum(right for _, right, _ in mine)
        sys.stdout.write(f"{kind:14} {good / len(mine):.3f}  {good} of {len(mine)}\n")
        if options.wrong:
            for case, right, shown in mine:
                if not right:
                    sys.stdout.write(
                        f"   {' | '.join(part for part in filled(case.wording, case.slots)[1])}\n      -> {shown}\n"
                    )
    return 0


if __name__ == "__main__":
    sys.exit(main())

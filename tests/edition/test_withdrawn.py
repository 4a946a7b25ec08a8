"""A withdrawn wire takes its words out of an entry, not what other wires told of the meeting."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.edition.withdrawn import _left
from briefing.model import DaybookEntry, Saying


def said(wire: str, **more: object) -> Saying:
    told = Saying(
        wire=wire, on="2022-01-12", until=None, what=f"what {wire} says", where="Norby", status="planned", clock="",
        moved_from=None, evidence=f"As {wire} has it.",
    )  # fmt: skip
    return replace(told, **more)  # type: ignore[arg-type]


ENTRY = DaybookEntry(
    uid="u", on="2022-01-12", until=None, days=0, what="what a says", where="Norby", parties=(), status="planned",
    clock="", moved_from=None, evidence="As a has it.", notes=(1,), wires=("a", "b"), sayings=(said("a"), said("b")),
)  # fmt: skip


def test_a_meeting_that_was_reported_stays_held_when_one_that_announced_it_is_withdrawn() -> None:
    held = replace(ENTRY, status="held", evidence="They met.", wires=("a", "b", "report"))
    left = _left(held, {"a"})
    assert left is not None
    assert (left.status, left.evidence, left.what) == ("held", "They met.", "what b says")


@pytest.mark.parametrize("status", ["held", "cancelled", "moved"])
def test_a_withdrawn_report_leaves_the_plan_and_a_doubt(status: str) -> None:
    told = replace(ENTRY, status=status, evidence="They met.", wires=("a", "b", "report"))
    left = _left(told, {"report"})
    assert left is not None
    assert (left.status, left.evidence, left.doubt) == ("planned", "As b has it.", True)


def test_a_move_that_is_left_is_told_though_another_only_repeats_the_day() -> None:
    moved = said("b", status="moved", on="2022-01-14", moved_from="2022-01-12")
    left = _left(replace(ENTRY, wires=("a", "b", "c"), sayings=(said("a"), moved, said("c"))), {"a"})
    assert left is not None
    assert (left.status, left.on, left.moved_from) == ("moved", "2022-01-14", "2022-01-12")


def test_nothing_is_left_of_what_nobody_else_said() -> None:
    assert _left(replace(ENTRY, wires=("a",), sayings=(said("a"),)), {"a"}) is None
    assert _left(ENTRY, {"z"}) is ENTRY

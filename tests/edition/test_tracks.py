"""Running negotiations: rounds, papers, statements, what changed; and what is none."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from briefing.edition.make import make_edition
from briefing.model import Analysis, DatedEvent, Edition, Quote, Wire
from tests.edition.builders import analysis, brief, digest, story, wire

PAPER = "On Monday NO handed over a draft treaty on the border to SU."


def event(on: str, what: str, **more: Any) -> DatedEvent:
    values: dict[str, Any] = {"where": "Geneva", "parties": ("NO", "SU"), "evidence": f"{what}.", "paragraph": 0}
    return DatedEvent(on=on, what=what, **(values | more))


NEXT = event("2022-01-10", "border talks between NO and SU")
HELD = event("2022-01-04", "second round of border talks", status="held", ahead=False)


def told(text: str, country: str, who: str, **more: Any) -> Quote:
    return Quote(
        who=who, role="Foreign Minister", country=country, parts=(text,), evidence=f'"{text}" {who} said.', **more
    )


def made(ahead: tuple[DatedEvent, ...] = (), behind: tuple[DatedEvent, ...] = (), quotes: tuple[Quote, ...] = (),
         text: tuple[str, ...] = (PAPER,), key: str = "a", **more: Any) -> Edition:  # fmt: skip
    one: Wire = wire(key, *text)
    known: Analysis = replace(
        analysis(one, sections=("security-talks",), countries=("NO", "SU"), topic="diplomacy"),
        ahead=ahead, encounters=behind, quotes=quotes,
    )  # fmt: skip
    home = story("s", one, sections=("security-talks",), countries=("NO", "SU"), topic="diplomacy")
    return make_edition(replace(digest([home], [one]), analyses={key: known}), brief(**more))


def test_next_round_last_round_paper_and_both_sides() -> None:
    quotes = (
        told("We expect an answer from SU at the talks on the border,", "NO", "Anna Berg"),
        told("Our answer to NO on the treaty will be ready in time,", "SU", "Ivo Dane"),
    )
    (track,) = made((NEXT,), (HELD,), quotes).tracks
    assert track.parties == ("NO", "SU")
    assert track.next
    assert (track.next.on, track.next.where) == ("2022-01-10", "Geneva")
    assert track.last
    assert (track.last.on, track.last.what) == ("2022-01-04", "second round of border talks")
    assert [d.text for d in track.documents] == [PAPER]
    assert [(p.party, p.who) for p in track.positions] == [("NO", "Anna Berg"), ("SU", "Ivo Dane")]
    assert track.format == "border talks"


def test_every_note_of_a_track_is_a_note_of_the_edition() -> None:
    edition = made((NEXT,), (HELD,))
    known = {n.number for n in edition.notes}
    (track,) = edition.tracks
    assert track.next
    assert track.last
    assert {*track.next.notes, *track.last.notes, *(d.note for d in track.documents)} <= known


@pytest.mark.parametrize(
    "other",
    [
        event("2022-01-10", "telephone talks between NO and SU"),
        event("2022-01-10", "SU ministers will hold a meeting on the border"),
        event("2022-01-10", "border talks", parties=("KE",)),
        event("2022-01-10", "border march"),
        event("2022-01-10", "talks between NO and SU on trade and tourism"),
        event("2022-01-10", "border talks between NO and SU", status="cancelled"),
    ],
)
def test_what_is_no_round_makes_no_track(other: DatedEvent) -> None:
    assert made((other,), text=("Something happened.",)).tracks == ()


def test_a_statement_on_another_matter_is_nobodys_position() -> None:
    idle = told("Our farmers brought in more wheat than in any year before,", "NO", "Anna Berg")
    (track,) = made((NEXT,), quotes=(idle,)).tracks
    assert track.positions == ()


def test_an_indirect_statement_is_printed_as_the_wires_sentence() -> None:
    sentence = "Anna Berg said that the talks with SU would be long."
    quote = Quote(who="Anna Berg", country="NO", parts=("the talks would be long",), indirect=True, evidence=sentence)
    (track,) = made((NEXT,), quotes=(quote,)).tracks
    assert [(p.text, p.parts) for p in track.positions] == [(sentence, ())]


def test_changed_since_the_last_edition() -> None:
    first = made((NEXT,))
    assert first.tracks[0].changed == ()
    later = event("2022-01-09", "border talks between NO and SU", where="Vienna")
    second = made((later,), (HELD,), key="b", text=("Something happened.",), earlier=(first,), number=2)
    (track,) = [t for t in second.tracks if t.id == first.tracks[0].id]
    assert track.since_on == first.on.isoformat()
    assert {"next", "last"} <= set(track.changed)


def test_the_last_round_is_remembered() -> None:
    first = made((NEXT,), (HELD,))
    second = made((NEXT,), key="b", text=("Something happened.",), earlier=(first,), number=2)
    (track,) = second.tracks
    assert track.last
    assert track.last.on == "2022-01-04"
    assert "last" not in track.changed
    assert {n.number: n.wire_id for n in second.notes}[track.last.notes[0]] == "a"


def test_the_place_of_another_clause_is_not_the_rounds() -> None:
    held = event(
        "2022-01-04", "Evacuations in Harbour fail as peace talks resume", status="held", ahead=False, where="Harbour"
    )
    (track,) = made((), (held,)).tracks
    assert track.last
    assert track.last.where is None


def test_leaders_who_discuss_talks_of_others_hold_none() -> None:
    held = event("2022-01-04", "The leaders discussed the peace negotiations in the south", status="held", ahead=False)
    assert made((), (held,), text=("Something happened.",)).tracks == ()

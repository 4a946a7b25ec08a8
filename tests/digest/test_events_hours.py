"""The hour of an appointment as stated, in one zone or two, and out of its words."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.digest.events import find_events
from briefing.model import DatedEvent


def told(text: str) -> tuple[DatedEvent, ...]:
    return find_events(headline="", paragraphs=[text], anchor=date(2022, 1, 6))


@pytest.mark.parametrize(
    ("text", "on", "clock"),
    [
        ("Talks will be held in Norby on January 12 at 14:00 (13:00 GMT).", "2022-01-12", "14:00 (13:00 GMT)"),
        ("The talks will open at 14:00 (11:00 GMT) on Monday in Norby.", "2022-01-10", "14:00 (11:00 GMT)"),
        ("The session starts at 2 p.m. local time (1300 GMT) on January 12.", "2022-01-12",
         "14:00 local time (13:00 GMT)"),
        ("The session will start on Wednesday at 10 a.m. EST (1500 GMT).", "2022-01-12", "10:00 EST (15:00 GMT)"),
        ("The envoys will meet in Norby on Monday at 15:00 local time / 14:00 GMT.", "2022-01-10",
         "15:00 local time (14:00 GMT)"),
        ("The session will start on Wednesday at 10:00 Moscow time.", "2022-01-12", "10:00 Moscow time"),
        ("Talks will run from 14:00 to 16:00 on January 12.", "2022-01-12", "14:00"),
        ("The council will meet on January 12 at 3 p.m.", "2022-01-12", "15:00"),
    ],
)  # fmt: skip
def test_hours(text: str, on: str, clock: str) -> None:
    (event,) = [e for e in told(text) if e.ahead]
    assert (event.on, event.clock) == (on, clock)
    assert not any(letter.isdigit() for letter in event.what)


def test_the_hour_is_kept() -> None:
    (event,) = told("The hearing will begin at 2 p.m. GMT on January 12 in The Hague.")
    assert (event.on, event.clock, event.ahead) == ("2022-01-12", "14:00 GMT", True)


@pytest.mark.parametrize(
    ("said", "clock"),
    [
        ("at 2 p.m. Moscow time on January 12", "14:00 Moscow time"),
        ("on January 12 at 9 a.m. EST", "09:00 EST"),
        ("at 1300 GMT on January 12", "13:00 GMT"),
        ("on January 12 at 10:00 (GMT+2)", "10:00 GMT+2"),
        ("on January 12 at 10:00 local time", "10:00 local time"),
        ("on January 12 at 10:00", "10:00"),
    ],
)
def test_the_words_for_its_zone_are_kept(said: str, clock: str) -> None:
    (event,) = told(f"Delegations of Russia and the United States will hold talks in Geneva {said}, officials said.")
    assert (event.on, event.clock) == ("2022-01-12", clock)

"""The hour of an appointment as stated, in one zone or two, and out of its words."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.digest.events import find_events


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
    (event,) = [e for e in find_events(headline="", paragraphs=[text], anchor=date(2022, 1, 6)) if e.ahead]
    assert (event.on, event.clock) == (on, clock)
    assert not any(letter.isdigit() for letter in event.what)

"""An hour told in two zones is one instant, and two that contradict each other are none."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from briefing.text.stated import moment

ON = date(2022, 1, 12)


@pytest.mark.parametrize(
    ("clock", "at"),
    [
        ("14:00 (13:00 GMT)", datetime(2022, 1, 12, 13, tzinfo=UTC)),
        ("14:00 Moscow time (11:00 GMT)", datetime(2022, 1, 12, 11, tzinfo=UTC)),
        ("10:00 EST (15:00 GMT)", datetime(2022, 1, 12, 15, tzinfo=UTC)),
        ("15:00 local time (14:00 GMT)", datetime(2022, 1, 12, 14, tzinfo=UTC)),
        ("01:00 Tokyo time (16:00 GMT)", datetime(2022, 1, 11, 16, tzinfo=UTC)),
        ("20:00 (01:00 GMT)", datetime(2022, 1, 13, 1, tzinfo=UTC)),
        ("14:00 Moscow time (15:00 local time)", datetime(2022, 1, 12, 11, tzinfo=UTC)),
        ("14:00 Moscow time (15:00 GMT)", None),
        ("14:00 (15:00)", None),
        ("14:00 local time", None),
    ],
)
def test_the_hour_with_a_known_zone_tells_the_instant(clock: str, at: datetime | None) -> None:
    assert moment(ON, clock) == at

"""When a try that failed is made again, and when it is given up."""

from __future__ import annotations

from datetime import datetime, timedelta

# Minutes to wait after the first, second ... failed try; the last one holds for all that follow. Servers that keep
# strangers waiting (greylisting) let them in after 5 to 15 minutes; one that is down is mended in hours, not minutes.
WAITS_MIN = (5, 10, 20, 40, 80, 160, 320, 480)
LEAST_TRIES = 4  # a machine that slept for days must not give up at its first try after it


def next_try(
    tries: int, queued_at: datetime, now_at: datetime, give_up_after_s: float, *, after_s: float = 0.0
) -> datetime | None:
    """When the next try is due, after ``tries`` failed ones (1 and more); None where it is given up.

    ``after_s`` is what the other side asked for; it is granted up to a day.
    """
    if tries >= LEAST_TRIES and (now_at - queued_at).total_seconds() >= give_up_after_s:
        return None
    wait = timedelta(minutes=WAITS_MIN[min(tries, len(WAITS_MIN)) - 1])
    return now_at + max(wait, timedelta(seconds=min(after_s, 86400.0)))

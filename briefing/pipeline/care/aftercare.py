"""What a real run does when its editions are out: it takes away what is too old, and tells a watch elsewhere that it is
alive. Neither ever spoils a run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from briefing.config import Config
from briefing.errors import BriefingError
from briefing.store import Store

PING_S = 10.0  # the watch has so long to answer
GOOD = (0, 3)  # exit codes of a run that did what was due


def tidy(config: Config, store: Store, at: datetime) -> list[str]:
    """Remove what age takes away; lines on what went, or on what kept it from going."""
    from briefing.pipeline.care.retention import clear_by_age, cleared_lines

    try:
        with store.claim("tidy", ["age"]) as mine:
            return cleared_lines(clear_by_age(config, store, at)) if mine else []
    except BriefingError as fault:
        return [f"Nothing was removed by age: {fault}"]


def ping(config: Config, exit_code: int) -> Sequence[str]:
    """Ask the address of the dead man's switch after a good run; a line where it does not answer."""
    address = config.schedule.ping
    if not address or exit_code not in GOOD:
        return ()
    import httpx

    try:
        answer = httpx.get(address, timeout=PING_S, follow_redirects=False)
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as fault:
        return (f"schedule.ping was not reached: {fault}",)
    return () if answer.status_code < 400 else (f"schedule.ping answered {answer.status_code}",)

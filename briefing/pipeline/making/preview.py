"""A look at a reader's next edition as it would be now: decided like any other, and kept nowhere.

It takes no number, counts as nothing and writes nothing. The web archive lets a process of its own do it, since
deciding keeps a processor busy for seconds: `python -m briefing.pipeline.making.preview` reads a request as JSON and
prints the edition.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path

from briefing.config import Config
from briefing.errors import BriefingError
from briefing.model import Edition


def next_edition(config: Config, reader: str, now_at: datetime) -> Edition:
    """The reader's next edition with ``now_at`` as its cut-off. ConfigError for a reader nobody has."""
    from briefing.pipeline.making.publish import Press
    from briefing.pipeline.progress import Progress
    from briefing.pipeline.slots.plan import coming_job
    from briefing.pipeline.sources.gather import Intake
    from briefing.render.pdf import PdfEngine
    from briefing.store import open_store

    person = config.reader(reader)
    with open_store(config.store, read_only=True) as store, PdfEngine() as engine:
        states = store.source_states()
        expected = tuple(source.name for source in config.sources if source.active)
        intake = Intake(reports=(), unread=(), new=0, states=states, expected=expected)
        press = Press(config, store, intake, Path(config.out), Progress(enabled=False), engine, keep=False)
        return press.decide(coming_job(store, person, now_at))


def request(config: Config, reader: str, now_at: datetime) -> bytes:
    """What the process of its own reads."""
    said = {"config": config.model_dump(mode="json"), "reader": reader, "now": now_at.isoformat()}
    return json.dumps(said).encode()


def main() -> int:
    """Read a request, print the edition; a fault is a line on standard error and exit code 1."""
    from briefing.store.codec import encode

    asked = json.load(sys.stdin)
    try:
        config = Config.model_validate(asked["config"])
        edition = next_edition(config, asked["reader"], datetime.fromisoformat(asked["now"]))
    except BriefingError as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    sys.stdout.write(encode(edition))
    return 0


if __name__ == "__main__":
    sys.exit(main())

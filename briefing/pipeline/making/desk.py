"""The desk at work in a process of its own, for the web archive: `python -m briefing.pipeline.making.desk` reads a
request as JSON, does one thing with an edition that waits, and prints what came of it.

A look is the edition as its notes have it, printed as the archive keeps it; a release or a drop is {"lines", "code"}.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from briefing.config import Config
from briefing.errors import BriefingError, ConfigError
from briefing.model import Edition


def request(
    config: Config, *, reader: str, number: int, action: str, at: datetime, who: str = "", reason: str = ""
) -> bytes:
    """What the process reads. ``action`` is look, release or drop; it is done with that number and no other."""
    said = {"reader": reader, "number": number, "action": action, "at": at.isoformat(), "who": who}
    return json.dumps(said | {"reason": reason, "config": config.model_dump(mode="json")}).encode()


def look(config: Config, reader: str, number: int) -> tuple[Edition, tuple[str, ...]]:
    """A waiting edition as its notes have it, and the names in them that mean no story; nothing is kept.

    ConfigError where it does not wait any more or its notes are at fault, StoreError where it cannot be read.
    """
    from briefing.pipeline.making.review import WAIT_S, Bench, held_editions, noted, readable_edition, reviewed
    from briefing.render.pdf import PdfEngine
    from briefing.store import open_store, run_lock

    with run_lock(config.store, wait_s=WAIT_S), open_store(config.store) as store, PdfEngine() as engine:
        bench = Bench(config=config, store=store, out=Path(config.out), engine=engine)
        found = held_editions(config, store, reader, number=number)
        if not found:
            raise ConfigError(f"no edition no. {number} of {reader} waits")
        held = found[0]
        press = bench.press(readable_edition(held))
        _, made, unknown = reviewed(bench, press, held, noted(bench, held))
        return made.edition, unknown


def main() -> int:
    """Do what the request says; a fault is a line on standard error and exit code 1."""
    from briefing.pipeline.making.review import desk_run
    from briefing.store.codec import encode

    asked: dict[str, Any] = json.load(sys.stdin)
    try:
        config = Config.model_validate(asked["config"])
        if asked["action"] == "look":
            edition, _ = look(config, asked["reader"], asked["number"])
            sys.stdout.write(encode(edition))
            return 0
        lines, code = desk_run(
            config,
            reader=asked["reader"],
            on=None,
            number=asked["number"],
            action=asked["action"],
            who=asked["who"],
            reason=asked["reason"],
            at=datetime.fromisoformat(asked["at"]),
        )
    except BriefingError as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    json.dump({"lines": lines, "code": code}, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())

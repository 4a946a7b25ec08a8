"""A run that ends in a fault tells the operator, also when the archive is what is broken: by mail, not too often."""

from __future__ import annotations

import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from briefing.config import Config
from briefing.errors import BriefingError, ConfigError, StoreBusy

STAMP = ".operator-told"  # in the out folder: when he was last told in this way; the archive may not be there to say so
MOST_LINES = 12  # of what the program says of a fault of its own


@contextmanager
def alarmed(config: Config, at: datetime, *, quiet: bool = False) -> Iterator[None]:
    """Tell the operator of whatever ends the block, and let it pass on. Not of another run at work, nor of wrong
    arguments, which whoever gave them sees; nor with ``quiet``."""
    try:
        yield
    except (StoreBusy, ConfigError):
        raise
    except Exception as fault:
        if not quiet and config.delivery.operator.addresses:
            with suppress(Exception):  # whatever goes wrong here must not hide what went wrong before
                _tell(config, fault, at)
        raise


def _tell(config: Config, fault: Exception, at: datetime) -> None:
    from briefing.pipeline.post.operator import send_to_operator

    stamp = _stamp(config)
    if abs(at - _told_at(stamp)) < timedelta(seconds=config.delivery.operator.every):
        return
    faults = send_to_operator(config, "a run failed", _text(fault, at), f"run {at.isoformat()}", at)
    if len(faults) < len(config.delivery.operator.addresses):
        stamp.write_text(at.isoformat(), encoding="ascii")


def _text(fault: Exception, at: datetime) -> str:
    """What happened, and for a fault of the program itself where in it."""
    lines = [f"The run of {at:%Y-%m-%d %H:%M} UTC ended in a fault, and what was due may not be out:", "", str(fault)]
    if not isinstance(fault, BriefingError):
        lines[-1] = f"{type(fault).__name__}: {fault}"
        lines += ["", *traceback.format_exc().splitlines()[-MOST_LINES:]]
    return "\n".join([*lines, "", "`briefing doctor` on that machine looks whether everything is whole.", ""])


def _stamp(config: Config) -> Path:
    """A file that can be written: in the out folder, else among the temporary ones."""
    stamp = Path(config.out) / STAMP
    try:
        stamp.parent.mkdir(parents=True, exist_ok=True)
        with stamp.open("a", encoding="ascii") as file:
            file.write("")
        return stamp
    except OSError:
        return Path(tempfile.gettempdir()) / f"briefing-{sha256(config.out.encode()).hexdigest()[:16]}{STAMP}"


def _told_at(stamp: Path) -> datetime:
    try:
        return datetime.fromisoformat(stamp.read_text("ascii").strip())
    except (OSError, ValueError):
        return datetime.min.replace(tzinfo=UTC)
